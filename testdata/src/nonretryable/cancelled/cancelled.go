// Package cancelled ends the context of each attempt itself, as it came with a function for that, before it asks what has ended it.
package cancelled

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type store struct {
	http *http.Client
	most int
}

// put waits after each failure, as its own context has ended by then: no way round is without a wait.
func (s *store) put(ctx context.Context, url string) error {
	var err error
	for n := 0; n < s.most; n++ {
		each, stop := context.WithCancel(ctx)
		go s.watch(each, stop)
		err = s.send(each, url)
		stop()
		if err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if each.Err() == context.Canceled {
			time.Sleep(time.Duration(n+1) * 2 * time.Second)
			continue
		}
	}
	return err
}

// putIs is put, which asks in another way, and gives up what it did not end: nothing.
func (s *store) putIs(ctx context.Context, url string) error {
	var err error
	for n := 0; n < s.most; n++ {
		each, stop := context.WithCancel(ctx)
		err = s.send(each, url)
		stop()
		if err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if !errors.Is(each.Err(), context.Canceled) { // never
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return err
}

// putLate asks before it ends the context: what goes round came too late, and nothing was refused.
func (s *store) putLate(ctx context.Context, url string) error {
	var err error
	for n := 0; n < s.most; n++ {
		each, stop := context.WithTimeout(ctx, 10*time.Second)
		err = s.send(each, url)
		late := each.Err()
		stop()
		if late == nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return err
}

// putAnyway ends the context and then asks for its error, which it always has.
func (s *store) putAnyway(ctx context.Context, url string) error {
	var err error
	for n := 0; n < s.most; n++ {
		each, stop := context.WithTimeout(ctx, 10*time.Second)
		err = s.send(each, url)
		stop()
		if err == nil || each.Err() == nil { // want `retries 400, 401 and 403 `
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return err
}

// putBusy gives up what failed with another one than a server that is busy.
func (s *store) putBusy(ctx context.Context, url string) error {
	for n := 0; n < s.most; n++ {
		each, stop := context.WithCancel(ctx)
		err := s.send(each, url)
		stop()
		if err == nil || !errors.Is(err, errBusy) {
			return err
		}
		if each.Err() == nil { // never
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return errBusy
}

var errBusy = errors.New("busy")

func (s *store) send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := s.http.Do(req)
	if err != nil {
		if ctx.Err() == context.Canceled {
			return fmt.Errorf("ended: %w", ctx.Err())
		}
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return errBusy
	}
	return fmt.Errorf("status %d", resp.StatusCode)
}

func (s *store) watch(ctx context.Context, stop func()) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			if i > 30 {
				stop()
				return
			}
		}
	}
}
