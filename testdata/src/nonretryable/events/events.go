// Package events asks when something has happened, or until something has.
package events

import (
	"context"
	"log"
	"sync"
	"time"

	"example.com/desk"
)

type view struct {
	c  *desk.Client
	mu sync.RWMutex
	b  desk.Board
}

func (v *view) cached() desk.Board {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.b
}

func (v *view) id() string { return v.cached().ID }

func (v *view) reread() {
	b, err := v.c.Board(v.id())
	if err != nil {
		log.Print(err)
		return
	}
	v.mu.Lock()
	v.b = *b
	v.mu.Unlock()
}

type changed[T any] struct{ of T }

// Each event is another reason to ask.
func (v *view) follow(events <-chan any, show func(any)) {
	for e := range events {
		if _, ok := e.(changed[desk.Board]); ok {
			v.reread()
			continue
		}
		show(e)
	}
}

func (v *view) followAll(events <-chan changed[string]) {
	for range events {
		v.reread()
	}
}

func (v *view) address() string {
	a, err := v.c.Address(v.id())
	if err != nil {
		return ""
	}
	return a
}

// There is no address for a while.
func (v *view) open(ctx context.Context, failed <-chan error, show func(string)) error {
	t := time.NewTicker(200 * time.Millisecond)
	defer t.Stop()
	shown := false
	for {
		select {
		case err := <-failed:
			return err
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
			if shown {
				continue
			}
			if a := v.address(); a != "" {
				show(a)
				shown = true
			}
		}
	}
}

func (v *view) opened(ctx context.Context) error {
	for {
		if open, err := v.c.Open("front"); err == nil && open {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Minute):
		}
	}
}

// A channel that says when to try again, until it works.
func (v *view) badTimer(timer <-chan time.Time) (*desk.Board, error) {
	var last error
	for range timer {
		b, err := v.c.Board("front")
		if err == nil { // want `retries 400, 401 and 403`
			return b, nil
		}
		last = err
	}
	return nil, last
}

// What works is told by the error alone.
func (v *view) badError(ctx context.Context) string {
	for delay := time.Second; ; delay *= 2 {
		a, err := v.c.Address("front")
		if err == nil { // want `retries 400, 401 and 403`
			return a
		}
		select {
		case <-ctx.Done():
			return ""
		case <-time.After(delay):
		}
	}
}
