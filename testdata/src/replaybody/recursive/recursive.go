// Package recursive calls itself again with what it was given.
package recursive

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"
)

// A Shelf takes books.
type Shelf interface {
	Stack(ctx context.Context, name string, pages io.Reader) error
}

type librarian struct {
	shelf Shelf
	door  http.Handler
}

func (l *librarian) stack(ctx context.Context, pages io.Reader, left int) error {
	err := l.shelf.Stack(ctx, "book", pages) // want `pages was read by the first attempt`
	if err == nil || left == 0 {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
	}
	return l.stack(ctx, pages, left-1)
}

// Of bytes a reader is made each time.
func (l *librarian) copied(ctx context.Context, pages []byte, left int) error {
	err := l.shelf.Stack(ctx, "book", bytes.NewReader(pages))
	if err == nil || left == 0 {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
	}
	return l.copied(ctx, pages, left-1)
}

// It is taken back to its beginning.
func (l *librarian) rewound(ctx context.Context, pages io.ReadSeeker, left int) error {
	err := l.shelf.Stack(ctx, "book", pages)
	if err == nil || left == 0 {
		return err
	}
	if _, err := pages.Seek(0, io.SeekStart); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
	}
	return l.rewound(ctx, pages, left-1)
}

// A Volume has a reader and others under it.
type Volume struct {
	Pages io.Reader
	Below []*Volume
}

// Each has its own.
func (l *librarian) tree(ctx context.Context, v *Volume) error {
	if err := l.shelf.Stack(ctx, "book", v.Pages); err != nil {
		return err
	}
	time.Sleep(time.Millisecond)
	for _, b := range v.Below {
		if err := l.tree(ctx, b); err != nil {
			return err
		}
	}
	return nil
}
