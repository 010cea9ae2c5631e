// Package rounds calls what it is given with the number of the round.
package rounds

import (
	"context"
	"errors"
)

type stopped struct{ err error }

func (s stopped) Error() string { return "stopped" }

// Stop marks an error that is not tried again.
func Stop(err error) error { return stopped{err} }

// Limit tries again up to a number of times.
func Limit(ctx context.Context, n int, do func(context.Context, int) error) error {
	var err error
	for i := 0; i < n; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err = do(ctx, i); err == nil {
			return nil
		}
		if s, ok := err.(stopped); ok {
			return s.err
		}
	}
	return err
}

// Up counts without a context.
func Up(n int, do func(attempt int) error) error {
	var err error
	for i := 1; i <= n; i++ {
		if err = do(i); err == nil {
			return nil
		}
	}
	return err
}

// Left is told how many are left.
func Left(n uint, do func(uint) (bool, error)) (bool, error) {
	for ; ; n-- {
		done, err := do(n)
		if err == nil || n == 0 {
			return done, err
		}
	}
}

// Pages goes through pages, and ends with the first failure.
func Pages(do func(page int) (bool, error)) error {
	for page := 1; ; page++ {
		more, err := do(page)
		if err != nil || !more {
			return err
		}
	}
}

// Each does all items, and says what failed.
func Each(n int, do func(int) error) error {
	var all []error
	for i := 0; i < n; i++ {
		if err := do(i); err != nil {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}
