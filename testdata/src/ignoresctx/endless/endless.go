// Package endless waits under contexts that never end, and has others in scope.
package endless

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

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

var errGaveUp = errors.New("gave up")

// The helper waits for the end of what it is given.
func helper(ctx context.Context, u string) error {
	for i := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		if err := pause(context.Background(), time.Second<<i); err != nil { // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
			return err
		}
	}
	return errGaveUp
}

func cutOff(ctx context.Context, u string) error {
	own := context.WithoutCancel(ctx)
	for i := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		select {
		case <-own.Done():
			return own.Err()
		case <-time.After(time.Second << i): // want `does not end with ctx`
		}
	}
	return errGaveUp
}

type job struct {
	ctx context.Context
	url string
}

func newJob(u string) *job { return &job{ctx: context.Background(), url: u} }

func (j *job) run(ctx context.Context) error {
	t := time.NewTimer(time.Second)
	defer t.Stop()
	for range 5 {
		if get(ctx, j.url) == nil {
			return nil
		}
		t.Reset(2 * time.Second)
		select {
		case <-t.C: // want `does not end with ctx`
		case <-j.ctx.Done():
			return j.ctx.Err()
		}
	}
	return errGaveUp
}

// The attempts do not end with it either.
func both(ctx context.Context, u string) error {
	if u == "" {
		return ctx.Err()
	}
	all := context.TODO()
	done := all.Done()
	for range 5 {
		if get(all, u) == nil {
			return nil
		}
		select {
		case <-done:
			return all.Err()
		case <-time.After(2 * time.Second): // want `does not end with ctx`
		}
	}
	return errGaveUp
}

// The context in scope ends the wait, the other one does not keep it.
func either(ctx context.Context, u string) error {
	all := context.Background()
	for range 5 {
		if get(all, u) == nil {
			return nil
		}
		select {
		case <-all.Done():
			return all.Err()
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
	return errGaveUp
}

// Attempts that are to come to their end, and waits that are not.
func attemptsOnly(ctx context.Context, u string) error {
	for i := range 5 {
		if get(context.WithoutCancel(ctx), u) == nil {
			return nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return errGaveUp
}

// What is cut off is meant to be done whatever becomes of the caller: its attempts are, and so its waits.
func toTheEnd(ctx context.Context, u string) error {
	own := context.WithoutCancel(ctx)
	for i := range 5 {
		if get(own, u) == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

func toTheEndInTime(ctx context.Context, u string) error {
	own, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	for i := range 5 {
		if get(own, u) == nil {
			return nil
		}
		if err := pause(own, time.Second<<i); err != nil {
			return err
		}
	}
	return errGaveUp
}

// No other context is in scope.
func alone(u string) error {
	ctx := context.Background()
	for i := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return errGaveUp
}

// Something else can end the wait.
func signalled(ctx context.Context, u string, quit <-chan struct{}) error {
	all := context.Background()
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		select {
		case <-all.Done():
			return all.Err()
		case <-quit:
			return nil
		case <-time.After(2 * time.Second):
		}
	}
	return errGaveUp
}

// A default is there for callers who give none.
func fallback(ctx context.Context, u string) error {
	if ctx == nil {
		ctx = context.Background()
	}
	for i := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return errGaveUp
}

// Each round makes one, which nothing reads after the attempt.
func madeEachRound(u string) {
	for {
		ctx := context.TODO()
		if err := get(ctx, u); err != nil {
			time.Sleep(5 * time.Second)
		}
	}
}

// It is given on to what holds a lock meanwhile, and that gives it to the attempt.
func lockedRounds(u string, quit *bool) {
	for !*quit {
		ctx := context.WithValue(context.Background(), lockKey{}, u)
		var n int
		err := locked(ctx, func(ctx context.Context) error {
			n++
			return get(ctx, u)
		})
		if err != nil || n == 0 {
			time.Sleep(5 * time.Second)
		}
	}
}

type lockKey struct{}

func locked(ctx context.Context, do func(context.Context) error) error {
	if err := get(ctx, "https://locks.example"); err != nil {
		return err
	}
	return do(ctx)
}

// One that is set to another later on can end.
func setLater(u string, given context.Context) error {
	for range 5 {
		ctx := context.Background()
		if given != nil {
			ctx = given
		}
		if get(ctx, u) == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `does not end with`
	}
	return errGaveUp
}

// One that is made of the caller's ends with that.
func limited(parent context.Context, u string) error {
	for range 5 {
		ctx, cancel := context.WithTimeout(parent, time.Minute)
		err := get(ctx, u)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `does not end with`
	}
	return errGaveUp
}
