// Package ctxerrors puts the errors of contexts in the place of others.
package ctxerrors

import (
	"context"
	"fmt"
)

// Ended puts in the context's error, if that has ended.
func Ended(ctx context.Context, err *error) bool {
	if e := ctx.Err(); e != nil {
		*err = e
		return true
	}
	return false
}

// Say says what failed.
func Say(err *error, what string) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", what, *err)
	}
}

// Also calls a function, whose error is put in if there is none.
func Also(err *error, f func() error) {
	if e := f(); e != nil && *err == nil {
		*err = e
	}
}
