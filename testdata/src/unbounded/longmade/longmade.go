// Package longmade makes its requests in a function that is long. That a request cannot be made ends no rounds that have gone on before, and the
// context that it is made with is no signal by itself.
package longmade

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

type search struct {
	http *http.Client
	at   string
	opts map[string]string
	stop chan struct{}
}

var errDown = errors.New("down")

func (s *search) request(ctx context.Context) (*http.Request, error) {
	v := url.Values{}
	if s.opts["from"] != "" {
		v.Set("from", s.opts["from"])
	}
	if s.opts["size"] != "" {
		v.Set("size", s.opts["size"])
	}
	if s.opts["sort"] != "" {
		v.Set("sort", s.opts["sort"])
	}
	if s.opts["after"] != "" {
		v.Set("after", s.opts["after"])
	}
	if s.opts["routing"] != "" {
		v.Set("routing", s.opts["routing"])
	}
	if s.opts["explain"] != "" {
		v.Set("explain", s.opts["explain"])
	}
	if s.opts["version"] != "" {
		v.Set("version", s.opts["version"])
	}
	if s.opts["profile"] != "" {
		v.Set("profile", s.opts["profile"])
	}
	if s.opts["lenient"] != "" {
		v.Set("lenient", s.opts["lenient"])
	}
	if s.opts["fields"] != "" {
		v.Set("fields", s.opts["fields"])
	}
	if s.opts["exclude"] != "" {
		v.Set("exclude", s.opts["exclude"])
	}
	if s.opts["locale"] != "" {
		v.Set("locale", s.opts["locale"])
	}
	if s.opts["index"] != "" {
		v.Set("index", s.opts["index"])
	}
	if s.opts["pretty"] != "" {
		v.Set("pretty", s.opts["pretty"])
	}
	if s.opts["human"] != "" {
		v.Set("human", s.opts["human"])
	}
	if s.opts["trace"] != "" {
		v.Set("trace", s.opts["trace"])
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.at+"?"+v.Encode(), nil)
	if err != nil {
		return nil, err
	}
	return req, nil
}

func (s *search) once(ctx context.Context) error {
	req, err := s.request(ctx)
	if err != nil {
		return err
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return errDown
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode >= 500:
		return errDown
	case resp.StatusCode >= 300:
		return errors.New(resp.Status)
	}
	return nil
}

func (s *search) asLongAs() error {
	for {
		err := s.once(context.Background()) // want `nothing ends the retries while the call fails`
		if !errors.Is(err, errDown) {
			return err
		}
		time.Sleep(time.Minute)
	}
}

// ended waits in a select with the context.
func (s *search) ended(ctx context.Context) error {
	for {
		err := s.once(ctx)
		if !errors.Is(err, errDown) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Minute):
		}
	}
}

// counted stops after ten attempts.
func (s *search) counted() error {
	for n := 1; ; n++ {
		err := s.once(context.Background())
		if !errors.Is(err, errDown) || n == 10 {
			return err
		}
		time.Sleep(time.Minute)
	}
}

// stopped is told to stop.
func (s *search) stopped() error {
	for {
		err := s.once(context.Background())
		if !errors.Is(err, errDown) {
			return err
		}
		select {
		case <-s.stop:
			return err
		case <-time.After(time.Minute):
		}
	}
}
