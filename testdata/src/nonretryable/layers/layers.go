// Package layers makes functions of functions, one of which tries again.
package layers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type handler func(ctx context.Context, path string) error

type layer func(handler) handler

type service struct{ c *http.Client }

func (s *service) call(ctx context.Context, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://svc.example"+path, nil)
	if err != nil {
		return err
	}
	resp, err := s.c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return statusError(resp.StatusCode)
	}
	return nil
}

type statusError int

func (s statusError) Error() string { return fmt.Sprintf("status %d", int(s)) }

func again(n int) layer {
	return func(next handler) handler {
		return func(ctx context.Context, path string) error {
			var err error
			for i := 0; i < n; i++ {
				if err = next(ctx, path); err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 23\); the same request fails again, so return the error`
					return nil
				}
				time.Sleep(time.Second << i)
			}
			return err
		}
	}
}

func (s *service) Users(ctx context.Context) error { return again(3)(s.call)(ctx, "/users") }

// without a number of its own, called at once.
func thrice(next handler) handler {
	return func(ctx context.Context, path string) error {
		var err error
		for i := 0; i < 3; i++ {
			if err = next(ctx, path); err == nil { // want `retries 400, 401 and 403`
				return nil
			}
			time.Sleep(time.Second << i)
		}
		return err
	}
}

func logged(next handler) handler {
	return func(ctx context.Context, path string) error {
		err := next(ctx, path)
		fmt.Println(path, err)
		return err
	}
}

func (s *service) Groups(ctx context.Context) error {
	h := thrice(logged(s.call))
	return h(ctx, "/groups")
}

// good: it asks what the error is.
func transient(n int) layer {
	return func(next handler) handler {
		return func(ctx context.Context, path string) error {
			var err error
			for i := 0; i < n; i++ {
				err = next(ctx, path)
				var s statusError
				if err == nil || errors.As(err, &s) && s < 500 {
					return err
				}
				time.Sleep(time.Second << i)
			}
			return err
		}
	}
}

func (s *service) Roles(ctx context.Context) error { return transient(3)(s.call)(ctx, "/roles") }

// good: each path once.
func each(paths []string) layer {
	return func(next handler) handler {
		return func(ctx context.Context, prefix string) error {
			var all error
			for _, p := range paths {
				if err := next(ctx, prefix+p); err != nil {
					all = errors.Join(all, err)
				}
			}
			return all
		}
	}
}

func (s *service) All(ctx context.Context) error {
	return each([]string{"a", "b"})(s.call)(ctx, "/")
}

// good: nothing is tried again.
func (s *service) Once(ctx context.Context) error { return layer(logged)(s.call)(ctx, "/once") }

// good: a conversion makes no layer.
func (s *service) Plain(ctx context.Context) error { return handler(s.call)(ctx, "/plain") }

// good: the next one in a list.
func (s *service) first(ctx context.Context, hs ...handler) error {
	for _, h := range hs {
		if err := logged(h)(ctx, "/first"); err == nil {
			return nil
		}
	}
	return errors.New("none")
}
