// Package aside runs its retries beside the function that begins them, after settings have got their defaults.
package aside

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

type sender struct {
	hc    *http.Client
	most  int
	first time.Duration
}

func (s *sender) get(ctx context.Context, u string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return s.hc.Do(req)
}

func (s *sender) started(ctx context.Context, u string, done chan error) {
	most := s.most
	if most == 0 {
		most = 1
	}
	go func(at string) {
		for n := 1; ; n++ {
			resp, err := s.get(ctx, at)
			if err == nil {
				resp.Body.Close()
			}
			if err == nil || n >= most {
				done <- err
				return
			}
			time.Sleep(s.first << n) // want `does not end with ctx`
		}
	}(u)
	<-done
}

func (s *sender) inGroup(ctx context.Context, u string) error {
	most, first := s.most, s.first
	if most < 1 {
		most, first = 1, 0
	}
	var g errgroup.Group
	g.Go(func() (err error) {
		for n := range most {
			var resp *http.Response
			if resp, err = s.get(ctx, u); err == nil {
				resp.Body.Close()
				return nil
			}
			time.Sleep(first << n) // want `does not end with ctx`
		}
		return err
	})
	return g.Wait()
}

// From here on all is well.

func (s *sender) startedWell(ctx context.Context, u string, done chan error) {
	most := s.most
	if most == 0 {
		most = 1
	}
	go func(at string) {
		for n := 1; ; n++ {
			resp, err := s.get(ctx, at)
			if err == nil {
				resp.Body.Close()
			}
			if err == nil || n >= most {
				done <- err
				return
			}
			select {
			case <-ctx.Done():
				done <- ctx.Err()
				return
			case <-time.After(s.first << n):
			}
		}
	}(u)
	<-done
}

// One attempt is all that there is.
func (s *sender) startedOnce(ctx context.Context, u string, done chan error) {
	most := s.most
	if most != 1 {
		most = 1
	}
	go func(at string) {
		for n := 1; ; n++ {
			resp, err := s.get(ctx, at)
			if err == nil {
				resp.Body.Close()
			}
			if err == nil || n >= most {
				done <- err
				return
			}
			time.Sleep(time.Minute)
		}
	}(u)
	<-done
}

// The literal is given what does not go round.
func (s *sender) givenOne(ctx context.Context, u string, done chan error) {
	go func(at string, most int) {
		for n := 1; ; n++ {
			resp, err := s.get(ctx, at)
			if err == nil {
				resp.Body.Close()
			}
			if err == nil || n >= most {
				done <- err
				return
			}
			time.Sleep(time.Minute)
		}
	}(u, 1)
	<-done
}
