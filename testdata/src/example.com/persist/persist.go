// Package persist goes round in other ways than by a counting loop. // want package:`Down: waits repeats`
package persist

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math"
	"math/rand"
	"time"
)

// Down calls itself.
func Down(n int, work func() error) error {
	err := work()
	if err == nil || n <= 1 {
		return err
	}
	time.Sleep(time.Second)
	return Down(n-1, work)
}

// Jump goes back.
func Jump(work func() error) error {
	n := 0
again:
	err := work()
	if n++; err != nil && n < 3 {
		time.Sleep(time.Second)
		goto again
	}
	return err
}

// Deadline goes on until a time has come.
func Deadline(limit time.Duration, work func() error) error {
	end := time.Now().Add(limit)
	for {
		err := work()
		if err == nil {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("gave up: %w", err)
		}
		time.Sleep(jittered(time.Second))
	}
}

func jittered(d time.Duration) time.Duration { return d + time.Duration(rand.Int63n(int64(d))) }

// Until goes on until its context ends.
func Until(ctx context.Context, work func(ctx context.Context) error) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
			err := work(ctx)
			if err == nil {
				return nil
			}
			log.Println(err)
		}
	}
}

// Work is something that can fail.
type Work func() error

// Insist calls it again.
func (w Work) Insist(n int) (err error) {
	for i := 0; i < n; i++ {
		if err = w(); err == nil {
			return
		}
		time.Sleep(time.Duration(math.Pow(2, float64(i))) * time.Second)
	}
	return
}

// A Config says how.
type Config struct {
	Max       int
	Base      time.Duration
	Retryable func(error) bool
	OnRetry   func(n int, err error)
}

// With goes on as it is configured.
func With[T any](ctx context.Context, cfg Config, work func() (T, error)) (T, error) {
	if cfg.Max <= 0 {
		cfg.Max = 3
	}
	if cfg.Base == 0 {
		cfg.Base = time.Second
	}
	var zero T
	var last error
	for n := 0; n < cfg.Max; n++ {
		if err := ctx.Err(); err != nil {
			return zero, err
		}
		v, err := work()
		if err == nil {
			return v, nil
		}
		last = err
		if cfg.Retryable != nil && !cfg.Retryable(err) {
			return zero, err
		}
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return zero, err
		}
		if cfg.OnRetry != nil {
			cfg.OnRetry(n, err)
		}
		if n == cfg.Max-1 {
			break
		}
		select {
		case <-ctx.Done():
			return zero, ctx.Err()
		case <-time.After(cfg.Base << n):
		}
	}
	return zero, fmt.Errorf("after %d attempts: %w", cfg.Max, last)
}

// A Policy decides by itself.
type Policy interface {
	Passes(err error) bool
}

// By goes on as a policy says.
func By(p Policy, work func() error) (err error) {
	for n := 0; n < 3; n++ {
		if err = work(); err == nil || !p.Passes(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

type temporary interface{ Temporary() bool }

// Passing goes on while errors call themselves temporary.
func Passing(work func() error) (err error) {
	for n := 0; n < 3; n++ {
		if err = work(); err == nil {
			return nil
		}
		var t temporary
		if !errors.As(err, &t) || !t.Temporary() {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// A Job is something that can fail.
type Job interface {
	Perform(ctx context.Context) error
}

// Perform does a job, until it is done.
func Perform(ctx context.Context, j Job) (err error) {
	for n := 0; n < 3; n++ {
		if err = j.Perform(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return err
}
