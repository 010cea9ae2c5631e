// Package ended waits where the context of an attempt has ended, which the program has ended itself before it asks.
package ended

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errBusy = errors.New("busy")

type store struct{ http *http.Client }

// always waits: there is no way round on which the context has not ended.
func (s *store) always(ctx context.Context, url string) error {
	for n := 0; n < 5; n++ {
		each, stop := context.WithCancel(ctx)
		err := s.send(each, url)
		stop()
		if !errors.Is(err, errBusy) {
			return err
		}
		if each.Err() == context.Canceled {
			time.Sleep(time.Duration(n+1) * 2 * time.Second)
		}
	}
	return errBusy
}

// late waits where there was no time left, and asks before it ends the context: a server that is busy is asked again at once.
func (s *store) late(ctx context.Context, url string) error {
	for n := 0; n < 5; n++ {
		each, stop := context.WithCancel(ctx)
		err := s.send(each, url) // want `429 is retried at once `
		ended := each.Err()
		stop()
		if !errors.Is(err, errBusy) {
			return err
		}
		if ended != nil {
			time.Sleep(time.Duration(n+1) * 2 * time.Second)
		}
	}
	return errBusy
}

// deferred ends the context after all, as the function ends that asked.
func (s *store) deferred(ctx context.Context, url string) error {
	for n := 0; n < 5; n++ {
		err := func() error {
			each, stop := context.WithTimeout(ctx, time.Second)
			defer stop()
			err := s.send(each, url) // want `429 is retried at once `
			if each.Err() != nil {
				time.Sleep(time.Duration(n+1) * 2 * time.Second)
			}
			return err
		}()
		if !errors.Is(err, errBusy) {
			return err
		}
	}
	return errBusy
}

// between has rounds that send nothing, as there is no request: two waits of theirs together are as long as one of a later round.
func (s *store) between(ctx context.Context, url string, most int) error {
	var err error
	for n := 0; n < most; n++ {
		each, stop := context.WithCancel(ctx)
		err = s.send(each, url)
		stop()
		if err == nil {
			return nil
		}
		if each.Err() == context.Canceled {
			time.Sleep(time.Duration(n+1) * 2 * time.Second)
			continue
		}
	}
	return err
}

func (s *store) send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return errBusy
	}
	return errors.New(resp.Status)
}
