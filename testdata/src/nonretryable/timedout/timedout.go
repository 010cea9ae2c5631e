// Package timedout asks again where the time of an attempt was over.
package timedout

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type client struct {
	hc   *http.Client
	base string
}

func (c *client) ask(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("asked: %s", resp.Status)
	}
	return nil
}

func (c *client) is(ctx context.Context) error {
	for try := 0; try < 3; try++ {
		one, cancel := context.WithTimeout(ctx, time.Second)
		err := c.ask(one)
		late := errors.Is(one.Err(), context.DeadlineExceeded)
		cancel()
		if err == nil || !late {
			return err
		}
	}
	return errors.New("is: too late")
}

func (c *client) equals(ctx context.Context) error {
	for try := 0; try < 3; try++ {
		one, cancel := context.WithTimeout(ctx, time.Second)
		err := c.ask(one)
		if err == nil || one.Err() != context.DeadlineExceeded {
			cancel()
			return err
		}
		cancel()
		time.Sleep(time.Second << try)
	}
	return errors.New("equals: too late")
}

func (c *client) ended(ctx context.Context) error {
	var err error
	for try := 0; try < 3; try++ {
		one, cancel := context.WithTimeout(ctx, time.Second)
		err = c.ask(one)
		over := one.Err() != nil
		cancel()
		if err == nil || !over {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return err
}

func (c *client) cause(ctx context.Context) error {
	var err error
	for try := 0; try < 3; try++ {
		one, cancel := context.WithTimeoutCause(ctx, time.Second, errors.New("slow"))
		err = c.ask(one)
		why := context.Cause(one)
		cancel()
		if err == nil || why == nil {
			return err
		}
	}
	return err
}

// intime asks again where the time was not over: then it was refused.
func (c *client) intime(ctx context.Context) error {
	var err error
	for try := 0; try < 3; try++ {
		one, cancel := context.WithTimeout(ctx, time.Second)
		err = c.ask(one)
		late := errors.Is(one.Err(), context.DeadlineExceeded)
		cancel()
		if err == nil || late { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			return err
		}
	}
	return err
}

// another asks for the end of a context that no attempt was given.
func (c *client) another(ctx, other context.Context) error {
	var err error
	for try := 0; try < 3; try++ {
		err = c.ask(ctx)
		if err == nil || other.Err() == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			return err
		}
	}
	return err
}
