package endless

import (
	"context"
	"time"
)

// Over quit comes nothing, so that the wait ends when the time is over.
type poller struct {
	url  string
	quit chan struct{}
	stop chan struct{}
}

func newPoller(u string) *poller {
	return &poller{url: u, quit: make(chan struct{}), stop: make(chan struct{})}
}

func (p *poller) run(ctx context.Context) error {
	for i := range 5 {
		if get(ctx, p.url) == nil {
			return nil
		}
		select {
		case <-p.quit:
			return errGaveUp
		case <-time.After(time.Second << i): // want `does not end with ctx`
		}
	}
	return errGaveUp
}

// Somebody closes this one, be it when the context ends.
func (p *poller) stopped(ctx context.Context) error {
	context.AfterFunc(ctx, func() { close(p.stop) })
	for i := range 5 {
		if get(ctx, p.url) == nil {
			return nil
		}
		select {
		case <-p.stop:
			return errGaveUp
		case <-time.After(time.Second << i):
		}
	}
	return errGaveUp
}

// The context ends it as well.
func (p *poller) both(ctx context.Context) error {
	for i := range 5 {
		if get(ctx, p.url) == nil {
			return nil
		}
		select {
		case <-p.quit:
			return errGaveUp
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return errGaveUp
}
