// Package resetters has readers that can begin anew.
package resetters

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// A source can be read again.
type source interface {
	io.Reader
	Reset() error
}

type inMemory struct {
	*bytes.Reader
}

func (m inMemory) Reset() error {
	_, err := m.Seek(0, io.SeekStart)
	return err
}

// A putter takes something to its place.
type putter interface {
	put(ctx context.Context, s source, name string) error
}

type remote struct {
	c *http.Client
	u string
}

func (r *remote) put(ctx context.Context, s source, name string) error {
	return backoff(ctx, func() error {
		if err := s.Reset(); err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, r.u+name, s)
		if err != nil {
			return err
		}
		resp, err := r.c.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return errors.New(resp.Status)
		}
		return nil
	})
}

func backoff(ctx context.Context, f func() error) error {
	err := f()
	for i := 0; err != nil && i < 3; i++ {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
		err = f()
	}
	return err
}

// A taker takes what can only be read.
type taker interface {
	Take(ctx context.Context, r io.Reader, name string) error
}

func once(ctx context.Context, t taker, r io.Reader) error {
	var err error
	for i := range 3 {
		if err = t.Take(ctx, r, "a"); err == nil { // want `r was read by the first attempt`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Within what was put around it, too.
type metered struct {
	io.Reader
	n int
}

func around(ctx context.Context, t taker, data io.Reader) error {
	var err error
	for i := range 3 {
		if err = t.Take(ctx, &metered{Reader: data}, "a"); err == nil { // want `was read by the first attempt`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// From here on all is well.

// What it is given to takes it back.
func again(ctx context.Context, p putter, data []byte) error {
	s := inMemory{bytes.NewReader(data)}
	var err error
	for i := range 3 {
		if err = p.put(ctx, s, "a"); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

type counted struct {
	source
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.source.Read(p)
	c.n += n
	return n, err
}

func (c *counted) Reset() error {
	c.n = 0
	return c.source.Reset()
}

func countedAgain(ctx context.Context, p putter, s source) error {
	c := &counted{source: s}
	return backoff(ctx, func() error { return p.put(ctx, c, "b") })
}

// A Store is somebody else's, and may do so.
type Store interface {
	Save(ctx context.Context, s source) error
}

func saved(ctx context.Context, st Store, s source) error {
	var err error
	for i := range 3 {
		if err = st.Save(ctx, s); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// As may what is given something that seeks.
type seeker interface {
	Save(ctx context.Context, s io.ReadSeeker) error
}

func sought(ctx context.Context, st seeker, s io.ReadSeeker) error {
	var err error
	for i := range 3 {
		if err = st.Save(ctx, s); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// It is taken back here.
func here(ctx context.Context, t taker, s source) error {
	var err error
	for i := range 3 {
		if err = s.Reset(); err != nil {
			return err
		}
		if err = t.Take(ctx, s, "a"); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}
