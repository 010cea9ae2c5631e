// Package countdown calls again what it is given, until a number that it is given as well is used up.
package countdown

import (
	"context"
	"time"
)

// Try calls up to n times.
func Try(n uint, pause time.Duration, work func() error) (err error) {
	return In(context.Background(), n, pause, work)
}

// In ends with the context.
func In(ctx context.Context, n uint, pause time.Duration, work func() error) (err error) {
	for n > 0 {
		n--
		if err = work(); err == nil || n == 0 {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return err
}

// More calls once more than that.
func More(n int, pause time.Duration, work func() error) (err error) {
	for ; n >= 0; n-- {
		if err = work(); err == nil {
			return nil
		}
		time.Sleep(pause)
	}
	return err
}

// Bonus adds to what is left: how often it calls is not known.
func Bonus(n int, pause time.Duration, work func() error) (err error) {
	for n > 0 {
		n--
		if err = work(); err == nil {
			return nil
		}
		if n == 1 && err == context.DeadlineExceeded {
			n += 3
		}
		time.Sleep(pause)
	}
	return err
}
