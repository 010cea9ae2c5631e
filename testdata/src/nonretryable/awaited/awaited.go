// Package awaited has its requests sent beside, and waits for what comes of them.
package awaited

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type answer struct {
	status int
	err    error
}

func get(ctx context.Context, c *http.Client, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// An answer of each round.
func byStruct(ctx context.Context, c *http.Client, u string) error {
	var last error
	for i := range 3 {
		ch := make(chan answer, 1)
		go func() {
			resp, err := c.Get(u)
			if err != nil {
				ch <- answer{err: err}
				return
			}
			resp.Body.Close()
			ch <- answer{status: resp.StatusCode}
		}()
		a := <-ch
		if a.err == nil && a.status == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line 47\)`
			return nil
		}
		if last = a.err; a.err == nil {
			last = errors.New(http.StatusText(a.status))
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return last
}

// The select can be left before it has answered, and goes on then as well.
func orTimeout(ctx context.Context, c *http.Client, u string) (err error) {
	failed := make(chan error, 1)
	for i := range 4 {
		go func(u string) { failed <- get(ctx, c, u) }(u)
		select {
		case err = <-failed:
			if err == nil { // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line 21\)`
				return nil
			}
		case <-time.After(10 * time.Second):
			err = errors.New("timeout")
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return err
}

func ask(ctx context.Context, c *http.Client, u string, told chan<- error) {
	told <- get(ctx, c, u)
}

func byFunction(ctx context.Context, c *http.Client, u string) error {
	told := make(chan error)
	for i := 0; ; i++ {
		go ask(ctx, c, u, told)
		err := <-told
		if err == nil || i == 3 { // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line 21\)`
			return err
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
}

// within is called in the rounds of another function.
func within(ctx context.Context, c *http.Client, u string, limit time.Duration) error {
	done := make(chan error, 1)
	go func() { done <- get(ctx, c, u) }()
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return errors.New("too slow")
	}
}

func around(ctx context.Context, c *http.Client, u string) (err error) {
	for i := range 3 {
		if err = within(ctx, c, u, time.Minute); err == nil { // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line 21\)`
			return nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return err
}

// Only what may pass is asked for again.
func wellMade(ctx context.Context, c *http.Client, u string) error {
	for i := range 3 {
		ch := make(chan answer, 1)
		go func() {
			resp, err := c.Get(u)
			if err != nil {
				ch <- answer{err: err}
				return
			}
			resp.Body.Close()
			ch <- answer{status: resp.StatusCode}
		}()
		a := <-ch
		if a.err == nil && a.status < 500 {
			return nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

// All begin before one has answered: each round is about another address.
func together(ctx context.Context, c *http.Client, us []string) error {
	failed := make(chan error, len(us))
	for _, u := range us {
		go func() { failed <- get(ctx, c, u) }()
	}
	var errs []error
	for range us {
		if err := <-failed; err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Two race, and what the loser answers is another round's.
func hedged(ctx context.Context, c *http.Client, u, v string) (err error) {
	failed := make(chan error, 2)
	for i := range 3 {
		go func() { failed <- get(ctx, c, u) }()
		go func() { failed <- get(ctx, c, v) }()
		if err = <-failed; err == nil {
			return nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return err
}

// A feed: it sends one answer after the other.
func followed(ctx context.Context, c *http.Client, us []string) int {
	failed := make(chan error)
	go func() {
		for _, u := range us {
			failed <- get(ctx, c, u)
		}
		close(failed)
	}()
	n := 0
	for range us {
		if err := <-failed; err != nil {
			n++
		}
	}
	return n
}

// Somebody else has the channel, too.
func shared(ctx context.Context, c *http.Client, u string, watch func(<-chan error)) (err error) {
	failed := make(chan error, 1)
	watch(failed)
	for i := range 3 {
		go func() { failed <- get(ctx, c, u) }()
		if err = <-failed; err == nil {
			return nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return err
}
