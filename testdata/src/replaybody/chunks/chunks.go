// Package chunks sends a stream in parts: each is tried again by itself, until it is sent or the context has ended.
package chunks

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

type store struct {
	url string
	hc  *http.Client
}

func (s *store) post(ctx context.Context, part []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(part))
	if err != nil {
		return err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

func (s *store) persist(ctx context.Context, part []byte) (err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		if err = s.post(ctx, part); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d):
		}
	}
	return err
}

// Who comes back with no error has sent the part.
func (s *store) all(ctx context.Context, src io.Reader) error {
	part := make([]byte, 1<<20)
	for {
		n, err := io.ReadFull(src, part)
		if n == 0 {
			return nil
		}
		if err := s.persist(ctx, part[:n]); err != nil {
			return err
		}
		if err != nil {
			return nil
		}
	}
}

// over reports whether there is no time left.
func over(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return false
	case <-ctx.Done():
		return true
	}
}

func (s *store) insist(ctx context.Context, part []byte) error {
	for n := 0; ; n++ {
		err := s.post(ctx, part)
		if err == nil || n == 6 {
			return err
		}
		if over(ctx, time.Second<<n) {
			return context.Cause(ctx)
		}
	}
}

func (s *store) copied(ctx context.Context, src io.Reader) error {
	for {
		var part bytes.Buffer
		n, err := io.CopyN(&part, src, 1<<20)
		if n == 0 {
			return nil
		}
		if err := s.insist(ctx, part.Bytes()); err != nil {
			return err
		}
		if err != nil {
			return nil
		}
	}
}

// The context's end is waited for by itself.
func (s *store) last(ctx context.Context, part []byte) error {
	err := s.post(ctx, part)
	for n := 0; err != nil && n < 3; n++ {
		time.Sleep(time.Second)
		if err = s.post(ctx, part); err != nil && n == 2 {
			<-ctx.Done()
			return ctx.Err()
		}
	}
	return err
}

func (s *store) lasting(ctx context.Context, src io.Reader) error {
	part := make([]byte, 1<<20)
	for {
		n, err := src.Read(part)
		if err != nil {
			return err
		}
		if err := s.last(ctx, part[:n]); err != nil {
			return err
		}
	}
}

// One that gives up without a word has lost the part.
func (s *store) lossy(ctx context.Context, src io.Reader) error {
	part := make([]byte, 1<<20)
	for {
		n, err := io.ReadFull(src, part) // want `after a failed attempt \(sent at line 23\) this reads on, so the part that was not sent is lost`
		if n == 0 {
			return err
		}
		if err := s.post(ctx, part[:n]); err != nil {
			if over(ctx, time.Second) {
				return ctx.Err()
			}
		}
	}
}
