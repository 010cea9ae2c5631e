// Package fields keeps a context in a field: one that can end, or the background alone.
package fields

import (
	"context"
	"net/http"
	"time"
)

func send(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The constructor is given it.
type given struct{ ctx context.Context }

func newGiven(ctx context.Context) *given { return &given{ctx: ctx} }

func (g *given) get(u string) (err error) {
	for i := range 4 {
		if err = send(g.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `the wait between two attempts \(sent at line 15\) does not end with g.ctx`
	}
	return err
}

// A setter replaces the background.
type set struct{ ctx context.Context }

func newSet() *set { return &set{ctx: context.Background()} }

func (s *set) withContext(ctx context.Context) *set {
	s.ctx = ctx
	return s
}

func (s *set) get(u string) (err error) {
	for i := range 4 {
		if err = send(s.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `does not end with s.ctx`
	}
	return err
}

// It ends when somebody calls the function beside it.
type closed struct {
	ctx  context.Context
	stop context.CancelFunc
}

func newClosed() *closed {
	ctx, stop := context.WithCancel(context.Background())
	return &closed{ctx, stop}
}

func (c *closed) get(u string) (err error) {
	for i := range 4 {
		if err = send(c.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `does not end with c.ctx`
	}
	return err
}

// Others can set it.
type Open struct{ Ctx context.Context }

func NewOpen() *Open { return &Open{Ctx: context.Background()} }

func (o *Open) get(u string) (err error) {
	for i := range 4 {
		if err = send(o.Ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `does not end with o.Ctx`
	}
	return err
}

// From here on there is nothing that the wait could end with: the only constructor sets the background.
type client struct {
	name string
	ctx  context.Context
}

func newClient() *client { return &client{ctx: context.Background()} }

func (c *client) get(u string) (err error) {
	for i := range 4 {
		if err = send(c.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Without the field's name, and by an assignment.
type short struct{ ctx context.Context }

func newShort() *short { return &short{context.TODO()} }

func (s *short) reset() { s.ctx = nil }

func (s *short) get(u string) (err error) {
	for i := range 4 {
		if err = send(s.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// By way of variables, functions and values.
type key struct{}

var root = context.Background()

func base(name string) context.Context {
	ctx := context.WithValue(root, key{}, name)
	return ctx
}

func newNamed(ctx context.Context) *named { return &named{ctx: ctx} }

type named struct{ ctx context.Context }

var one = newNamed(base("one"))

func (n *named) get(u string) (err error) {
	for i := range 4 {
		if err = send(n.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// A field of a field.
type options struct{ ctx context.Context }

type nested struct{ opts options }

func newNested() *nested {
	n := &nested{}
	n.opts.ctx = context.WithoutCancel(base("nested"))
	return n
}

func (n *nested) get(u string) (err error) {
	for i := range 4 {
		if err = send(n.opts.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Of a generic type.
type generic[T any] struct {
	ctx  context.Context
	last T
}

func newGeneric[T any]() *generic[T] { return &generic[T]{ctx: context.Background()} }

func (g *generic[T]) get(u string) (err error) {
	for i := range 4 {
		if err = send(g.ctx, u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

var _, _, _, _, _, _, _ = newGiven, newSet, newClosed, newClient, newShort, newNested, newGeneric[int]
