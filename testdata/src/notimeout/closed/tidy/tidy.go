// Package tidy closes what others have opened.
package tidy

import (
	"io"
	"log"
)

// Close closes, and logs why it could not.
func Close(c io.Closer, what string) {
	if err := c.Close(); err != nil {
		log.Println(what, err)
	}
}

// A Box has what is to be closed in the end.
type Box interface{ Keep(io.Closer) }

// Rest reads what is left.
func Rest(r io.ReadCloser) { _ = r.Close() }

// Any takes whatever there is.
func Any(v any) {}

// All closes one after the other.
func All(list ...io.Closer) {
	for _, c := range list {
		_ = c.Close()
	}
}
