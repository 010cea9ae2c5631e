// Package ceilings waits longer each time, up to what nobody misses, and beyond.
package ceilings

import (
	"context"
	"net/http"
	"time"
)

func draw(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://well.example.com/", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

const most = 250 * time.Millisecond

func setBack(ctx context.Context) (err error) {
	wait := 20 * time.Millisecond
	for left := 12; left > 0; left-- {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait)
		wait *= 2
		if wait > most {
			wait = most
		}
	}
	return err
}

// A variable that nothing but its declaration sets.
var longest = 200 * time.Millisecond

// Tests set this one, and so does the program.
var settable = 200 * time.Millisecond

func SetLongest(d time.Duration) { settable = d }

func byVariable(ctx context.Context) (err error) {
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait)
		wait = min(2*wait, longest)
	}
	return err
}

func bySettable(ctx context.Context) (err error) {
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait) // want `does not end with ctx`
		wait *= 2
		if wait > settable {
			wait = settable
		}
	}
	return err
}

func byMin(ctx context.Context) (err error) {
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait)
		wait = min(2*wait, most)
	}
	return err
}

func byLiteral(ctx context.Context) (err error) {
	cut := func(d time.Duration) time.Duration {
		if d >= most {
			return most
		}
		return d
	}
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait)
		wait = cut(2 * wait)
	}
	return err
}

func ofRound(n int) time.Duration { return min(20*time.Millisecond<<n, most) }

func byFunction(ctx context.Context) (err error) {
	for n := range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(ofRound(n))
	}
	return err
}

// Each round looks at the context, so that a second is short.
func looking(ctx context.Context) (err error) {
	var wait time.Duration
	for ctx.Err() == nil {
		if err = draw(ctx); err == nil {
			return nil
		}
		wait = wait + 20*time.Millisecond
		if time.Second < wait {
			wait = time.Second
		}
		time.Sleep(wait)
	}
	return err
}

func high(ctx context.Context) (err error) {
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait) // want `does not end with ctx`
		wait = min(2*wait, 5*time.Second)
	}
	return err
}

// The greater of the two is taken.
func floor(ctx context.Context) (err error) {
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait) // want `does not end with ctx`
		wait = max(2*wait, most)
	}
	return err
}

// It is cut in one place, and grows in another.
func twice(ctx context.Context, slow bool) (err error) {
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait) // want `does not end with ctx`
		wait = min(2*wait, most)
		if slow {
			wait *= 20
		}
	}
	return err
}

// What is compared grows afterwards.
func afterwards(ctx context.Context) (err error) {
	next := func(d time.Duration) time.Duration {
		if d > most {
			return most
		}
		d *= 40
		return d
	}
	wait := 20 * time.Millisecond
	for range 12 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(wait) // want `does not end with ctx`
		wait = next(wait)
	}
	return err
}
