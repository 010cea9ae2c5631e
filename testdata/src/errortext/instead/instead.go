// Package instead tries something else where a text is found, which decides as much as a second attempt does.
package instead

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

type client struct {
	web  *http.Client
	base string
}

type entry struct{ name string }

func (c *client) find(ctx context.Context, name string) (*entry, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+name, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.web.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("find %s: status %d", name, resp.StatusCode)
	}
	return &entry{name}, nil
}

func (c *client) register(ctx context.Context, name string) (*entry, error) {
	return c.find(ctx, "new/"+name)
}

func (c *client) announce(name string) error {
	resp, err := c.web.Post(c.base, "text/plain", strings.NewReader(name))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

func explain(err error) error { return fmt.Errorf("no such entry: %w", err) }

func missing(name string) error { return fmt.Errorf("no entry %q", name) }

func (c *client) ensure(ctx context.Context, name string) (*entry, error) {
	e, err := c.find(ctx, name)
	if err != nil && strings.Contains(err.Error(), "404") { // want `decides by the text "404" of an error`
		return c.register(ctx, name)
	}
	return e, err
}

func (c *client) publish(ctx context.Context, name string) error {
	_, err := c.find(ctx, name)
	switch {
	case err == nil:
		return nil
	case strings.Contains(err.Error(), "410"): // want `decides by the text "410" of an error`
		return c.announce(name)
	}
	return err
}

func (c *client) wrapped(ctx context.Context, name string) (*entry, error) {
	e, err := c.find(ctx, name)
	if err != nil && strings.Contains(err.Error(), "404") {
		return nil, explain(err)
	}
	return e, err
}

func (c *client) worded(ctx context.Context, name string) (*entry, error) {
	e, err := c.find(ctx, name)
	if err != nil {
		if strings.Contains(err.Error(), "404") {
			return nil, missing(name)
		}
		return nil, err
	}
	return e, nil
}

func (c *client) joined(ctx context.Context, name string) error {
	_, err := c.find(ctx, name)
	if err != nil && strings.Contains(err.Error(), "404") {
		return errors.Join(missing(name), err)
	}
	return err
}
