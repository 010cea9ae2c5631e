// Package tickers waits for tickers between attempts.
package tickers

import (
	"context"
	"errors"
	"net/http"
	"time"
)

func get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

var errGaveUp = errors.New("gave up")

func ranged(ctx context.Context, u string) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	n := 0
	for range t.C { // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
		if get(ctx, u) == nil {
			return nil
		}
		if n++; n == 5 {
			break
		}
	}
	return errGaveUp
}

func received(ctx context.Context, u string) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		<-t.C // want `does not end with ctx`
	}
	return errGaveUp
}

func alone(ctx context.Context, u string) error {
	tick := time.Tick(5 * time.Second)
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		select {
		case <-tick: // want `does not end with ctx`
		}
	}
	return errGaveUp
}

func heeded(ctx context.Context, u string) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	for {
		if get(ctx, u) == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
		}
	}
}

// Nobody misses the context for so short a time.
func short(ctx context.Context, u string) error {
	t := time.NewTicker(200 * time.Millisecond)
	defer t.Stop()
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		<-t.C
	}
	return errGaveUp
}

func looked(ctx context.Context, u string) error {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for range t.C {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if get(ctx, u) == nil {
			return nil
		}
	}
	return errGaveUp
}

// Others are paced by it as well.
type paced struct{ pace *time.Ticker }

func (p *paced) get(ctx context.Context, u string) error {
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		<-p.pace.C
	}
	return errGaveUp
}

func given(ctx context.Context, u string, pace <-chan time.Time) error {
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		<-pace
	}
	return errGaveUp
}

// What ends the wait is a time as well, and not the context.
func limited(ctx context.Context, u string) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	late := time.After(time.Minute)
	for {
		select {
		case <-t.C: // want `the wait between two attempts`
			if get(ctx, u) == nil {
				return nil
			}
		case <-late:
			return errGaveUp
		}
	}
}

// The context does.
func limitedBoth(ctx context.Context, u string) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	late := time.After(time.Minute)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
			if get(ctx, u) == nil {
				return nil
			}
		case <-late:
			return errGaveUp
		}
	}
}

// Something else does.
func stopped(ctx context.Context, u string, stop <-chan struct{}) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	late := time.After(time.Minute)
	for {
		select {
		case <-stop:
			return errGaveUp
		case <-t.C:
			if get(ctx, u) == nil {
				return nil
			}
		case <-late:
			return errGaveUp
		}
	}
}

// No context is in scope.
func without(u string) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	for range 5 {
		resp, err := http.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		<-t.C
	}
	return errGaveUp
}
