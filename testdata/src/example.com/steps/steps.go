// Package steps calls a function until it says that it is done. It waits longer each time, by a factor that callers choose, and knows of no context.
package steps

import (
	"errors"
	"math/rand"
	"time"
)

// A Plan says how often and how long.
type Plan struct {
	Most   int
	First  time.Duration
	Factor float64
}

var errVain = errors.New("in vain")

// Until goes on until step is done, or fails for good.
func (p Plan) Until(step func() (done bool, err error)) error {
	d := p.First
	for i := 0; i < p.Most; i++ {
		done, err := step()
		if done || err != nil {
			return err
		}
		time.Sleep(d)
		d = time.Duration(float64(d) * p.Factor)
	}
	return errVain
}

// Scattered waits for a random time.
func Scattered(most int, do func() error) error {
	var err error
	for i := 0; i < most; i++ {
		if err = do(); err == nil {
			return nil
		}
		time.Sleep(time.Second + time.Duration(rand.Int63n(int64(4*time.Second))))
	}
	return err
}

// Eager waits for nothing.
func Eager(most int, do func() error) error {
	var err error
	for i := 0; i < most; i++ {
		if err = do(); err == nil {
			return nil
		}
	}
	return err
}

// Gated waits only where it is told to.
func Gated(most int, wait bool, do func() error) error {
	var err error
	for i := 0; i < most; i++ {
		if err = do(); err == nil {
			return nil
		}
		if wait {
			time.Sleep(time.Duration(rand.Int63n(int64(4 * time.Second))))
		}
	}
	return err
}
