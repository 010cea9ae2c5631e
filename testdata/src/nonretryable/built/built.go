// Package built has its requests made by functions of its own: what became of the attempt before is not forgotten there.
package built

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type api struct {
	hc  *http.Client
	url string
}

func build(url string) (*http.Request, error) { return http.NewRequest("GET", url, nil) }

func (a *api) request(ctx context.Context, path string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.url+path, nil)
	if err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	req.Header.Set("Accept", "application/json")
	return req, nil
}

func (a *api) once() error {
	req, err := build(a.url)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

func (a *api) all() (err error) {
	for n := 0; n < 4; n++ {
		if err = a.once(); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Minute << n)
	}
	return err
}

func (a *api) number(ctx context.Context) (int, error) {
	req, err := a.request(ctx, "/items")
	if err != nil {
		return 0, err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func (a *api) numbers(ctx context.Context) error {
	for n := 0; n < 4; n++ {
		if code, err := a.number(ctx); err == nil && code == 200 { // want `retries 400, 401 and 403`
			return nil
		}
	}
	return errors.New("gave up")
}

// Well made.

func (a *api) passing(ctx context.Context) error {
	for n := 0; n < 4; n++ {
		code, err := a.number(ctx)
		if err == nil && code < 500 {
			return nil
		}
	}
	return errors.New("gave up")
}

type statusError struct{ code int }

func (e *statusError) Error() string { return http.StatusText(e.code) }

func (a *api) typed(ctx context.Context) error {
	req, err := a.request(ctx, "/typed")
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return &statusError{resp.StatusCode}
	}
	return nil
}

func (a *api) ofServer(ctx context.Context) (err error) {
	for n := 0; n < 4; n++ {
		err = a.typed(ctx)
		var s *statusError
		if !errors.As(err, &s) || s.code < 500 {
			return err
		}
		time.Sleep(time.Minute << n)
	}
	return err
}
