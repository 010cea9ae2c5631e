// Package waits waits between attempts with a context in scope.
package waits

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type result struct{ status int }

func get(ctx context.Context, u string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func sleeps(ctx context.Context, u string) (*http.Response, error) {
	for range 5 {
		resp, err := get(ctx, u)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(2 * time.Second) // want `the wait between two attempts \(sent at line 18\) does not end with ctx; wait in a select with ctx.Done\(\)`
	}
	return nil, errors.New("gave up")
}

func receives(ctx context.Context, u string) (r result, text string, err error) {
	for i := 0; i < 5; i++ {
		resp, err := get(ctx, u)
		if err == nil && resp.StatusCode < 500 {
			return result{resp.StatusCode}, resp.Status, nil
		}
		<-time.After(time.Second << i) // want `the wait between two attempts \(sent at line 18\) does not end with ctx`
	}
	return r, "", errors.New("gave up")
}

func timer(ctx context.Context, u string) error {
	for range 5 {
		if _, err := get(ctx, u); err == nil {
			return nil
		}
		t := time.NewTimer(5 * time.Second)
		<-t.C // want `does not end with ctx`
	}
	return errors.New("gave up")
}

// The loop asks the context, but only after the wait.
func asks(ctx context.Context, u string) error {
	for ctx.Err() == nil {
		if _, err := get(ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Minute) // want `does not end with ctx`
	}
	return ctx.Err()
}

// The context of one attempt is not the one to wait with.
func perAttempt(ctx context.Context, u string) error {
	for range 5 {
		one, cancel := context.WithTimeout(ctx, time.Second)
		_, err := get(one, u)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `does not end with ctx`
	}
	return errors.New("gave up")
}

func first(ctx context.Context, u string) (n int) {
	for i := 0; i < 3; i++ {
		if i > 0 {
			time.Sleep(time.Second) // want `does not end with ctx`
		}
		if resp, err := get(ctx, u); err == nil {
			return resp.StatusCode
		}
	}
	return 0
}

func jumps(ctx context.Context, u string) {
again:
	if _, err := get(ctx, u); err != nil {
		time.Sleep(time.Second) // want `does not end with ctx`
		goto again
	}
}

func literal(ctx context.Context, us []string) {
	for _, u := range us {
		go func() {
			for range 3 {
				if _, err := get(ctx, u); err == nil {
					return
				}
				time.Sleep(time.Second) // want `does not end with ctx`
			}
		}()
	}
}

type client struct{ ctx context.Context }

func (c *client) field(u string) error {
	for range 5 {
		if _, err := get(c.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `does not end with c.ctx; wait in a select with c.ctx.Done\(\)`
	}
	return errors.New("gave up")
}

// From here on all is well.

func selects(ctx context.Context, u string) error {
	for range 5 {
		if _, err := get(ctx, u); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return errors.New("gave up")
}

func withTimer(ctx context.Context, u string) error {
	t := time.NewTimer(0)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
		}
		if _, err := get(ctx, u); err == nil {
			return nil
		}
		t.Reset(time.Second)
	}
}

// Over before anyone notices.
func short(ctx context.Context, u string) error {
	for range 5 {
		if _, err := get(ctx, u); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("gave up")
}

// So is a second, where the context is looked at as well.
func checked(ctx context.Context, u string) error {
	for ctx.Err() == nil {
		if _, err := get(ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return ctx.Err()
}

func without(u string) error {
	for range 5 {
		if _, err := http.Get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

// A context that never ends is none.
func never(u string) error {
	ctx := context.Background()
	for range 5 {
		if _, err := get(ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

func named(_ context.Context, u string) error {
	for range 5 {
		if _, err := http.Get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

// An attempt has a limit of its own, and that is all that there is.
func limited(u string) error {
	for range 5 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		_, err := get(ctx, u)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

// What follows a success is no retry.
func paced(ctx context.Context, us []string) error {
	for _, u := range us {
		if _, err := get(ctx, u); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}

func pages(ctx context.Context, u string) error {
	for u != "" {
		resp, err := get(ctx, u)
		if err != nil {
			return err
		}
		u = resp.Header.Get("X-Next")
		time.Sleep(time.Second)
	}
	return nil
}

// A literal that does not use the context around it lives longer.
func detached(ctx context.Context, u string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	go func() {
		for range 3 {
			if _, err := http.Get(u); err == nil {
				return
			}
			time.Sleep(time.Second)
		}
	}()
	return nil
}
