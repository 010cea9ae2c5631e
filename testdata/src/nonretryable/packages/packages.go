// Package packages retries what functions of another package send.
package packages

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/facts"
)

func every(ctx context.Context, c *facts.Client, url string) (resp *http.Response, err error) {
	for range 5 {
		resp, err = c.Get(ctx, url)
		if err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 15\); the same request fails again, so return the error`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func byInterface(ctx context.Context, f facts.Fetcher, url string) (resp *http.Response, err error) {
	for range 5 {
		if resp, err = f.Get(ctx, url); err == nil { // want `retries 400, 401 and 403 \(any status but 200, .*`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func bySentinel(ctx context.Context, c *facts.Client, url string) (resp *http.Response, err error) {
	for range 5 {
		resp, err = c.Get(ctx, url)
		if err == nil || errors.Is(err, facts.ErrGone) {
			return resp, err
		}
		var e *facts.Error
		if errors.As(err, &e) && e.Code == http.StatusNotFound { // want `retries 400, 401 and 403 \(any status but 200, 404 and 410, .*`
			return nil, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// Silent from here on.

func byPredicate(ctx context.Context, c *facts.Client, url string) (resp *http.Response, err error) {
	for range 5 {
		resp, err = c.Get(ctx, url)
		if err == nil || !facts.Worth(err) {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func byMethod(ctx context.Context, c *facts.Client, url string) (resp *http.Response, err error) {
	for range 5 {
		resp, err = c.Get(ctx, url)
		var e *facts.Error
		if err == nil || errors.As(err, &e) && !e.Temporary() || facts.IsGone(err) {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func byField(ctx context.Context, c *facts.Client, url string) (resp *http.Response, err error) {
	for range 5 {
		resp, err = c.Get(ctx, url)
		var e *facts.Error
		if !errors.As(err, &e) || e.Code < 500 {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func strict(ctx context.Context, c *facts.Client, url string) (code int, err error) {
	for range 5 {
		if code, err = c.Strict(ctx, url); err == nil {
			return code, nil
		}
		if facts.Pause(ctx, time.Second) != nil {
			break
		}
	}
	return code, err
}

// stored is of a type that is not known here.
func stored(ctx context.Context, get func(context.Context, string) error, url string) (err error) {
	for range 5 {
		if err = get(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// mirrors are asked one after the other.
func mirrors(ctx context.Context, c *facts.Client, urls []string) (resp *http.Response, err error) {
	for _, u := range urls {
		if resp, err = c.Get(ctx, u); err == nil {
			return resp, nil
		}
	}
	return nil, err
}
