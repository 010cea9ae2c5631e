// Package otherhelpers gives its requests to helpers that go round in other ways than by a loop that counts.
package otherhelpers

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/persist"
)

type client struct {
	hc  *http.Client
	url string
}

type refusal struct{ status int }

func (r *refusal) Error() string { return http.StatusText(r.status) }

func (r *refusal) Temporary() bool { return r.status >= 500 }

func (c *client) ask() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refusal{resp.StatusCode}
	}
	return nil
}

func (c *client) askIn(context.Context) error { return c.ask() }

func (c *client) number() (int, error) { return 1, c.ask() }

func (c *client) badDown() error     { return persist.Down(3, c.ask) } // want `retries 400, 401 and 403`
func (c *client) goodDown() error    { return persist.Down(1, c.ask) }
func (c *client) badJump() error     { return persist.Jump(c.ask) }                // want `retries 400, 401 and 403`
func (c *client) badDeadline() error { return persist.Deadline(time.Hour, c.ask) } // want `retries 400, 401 and 403`
func (c *client) badInsist() error   { return persist.Work(c.ask).Insist(3) }      // want `retries 400, 401 and 403`
func (c *client) goodPassing() error { return persist.Passing(c.ask) }

func (c *client) badTicks(ctx context.Context) error { return persist.Until(ctx, c.askIn) } // want `retries 400, 401 and 403`

func (c *client) badWith(ctx context.Context) (int, error) {
	return persist.With(ctx, persist.Config{Max: 4}, c.number) // want `retries 400, 401 and 403`
}

func (c *client) goodWithOne(ctx context.Context) (int, error) {
	return persist.With(ctx, persist.Config{Max: 1}, c.number)
}

func (c *client) goodWith(ctx context.Context) (int, error) {
	return persist.With(ctx, persist.Config{Max: 4, Retryable: passes}, c.number)
}

func (c *client) goodWithUnknown(ctx context.Context, cfg persist.Config) (int, error) {
	return persist.With(ctx, cfg, c.number)
}

func passes(err error) bool {
	var r *refusal
	return !errors.As(err, &r) || r.status >= 500
}

type lenient struct{}

func (lenient) Passes(err error) bool { return err != nil }

type careful struct{}

func (careful) Passes(err error) bool { return passes(err) }

func (c *client) badBy() error  { return persist.By(lenient{}, c.ask) } // want `retries 400, 401 and 403`
func (c *client) goodBy() error { return persist.By(careful{}, c.ask) }

func (c *client) goodByUnknown(p persist.Policy) error { return persist.By(p, c.ask) }

type job struct{ c *client }

func (j *job) Perform(ctx context.Context) error { return j.c.ask() }

func (c *client) badJob(ctx context.Context) error { return persist.Perform(ctx, &job{c}) } // want `retries 400, 401 and 403`
