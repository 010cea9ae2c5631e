// Package leftout asks one server after the other: who was tried is noted in a map, or a list, that is handed to what chooses the next one.
package leftout

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type server struct {
	id        int
	base, key string
}

type servers interface {
	Fetch(model string, not map[int]bool) (*server, error)
	For(model string, not map[int]bool) *server
	Other(model string, not []int) *server
}

type client struct {
	http *http.Client
	all  servers
}

func (c *client) send(ctx context.Context, s *server) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+s.key)
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func (c *client) each(ctx context.Context, model string) error {
	tried := map[int]bool{}
	var last error
	for range 5 {
		s, err := c.all.Fetch(model, tried)
		if err != nil {
			return err
		}
		tried[s.id] = true
		if last = c.send(ctx, s); last == nil {
			return nil
		}
	}
	return last
}

func (c *client) noted(ctx context.Context, model string) error {
	tried := make(map[int]bool)
	for range 5 {
		s := c.all.For(model, tried)
		if s == nil {
			break
		}
		err := c.send(ctx, s)
		if err == nil {
			return nil
		}
		tried[s.id] = true
	}
	return errors.New("none is left")
}

func (c *client) listed(ctx context.Context, model string) error {
	var tried []int
	for range 5 {
		s := c.all.Other(model, tried)
		if s == nil {
			break
		}
		err := c.send(ctx, s)
		if err == nil {
			return nil
		}
		tried = append(tried, s.id)
	}
	return errors.New("none is left")
}

// same hands on a map in which it notes something else.
func (c *client) same(ctx context.Context, model string, not map[int]bool) error {
	failed := map[string]int{}
	var last error
	for i := range 5 {
		s := c.all.For(model, not)
		if s == nil {
			break
		}
		if last = c.send(ctx, s); last == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		failed[s.base]++
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return last
}
