// Package drafted makes each request of what another one says, which is drafted anew in each round: it is the same each time. So is a file that
// is opened by its name. What comes next from a connection or out of a channel is not.
package drafted

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"time"
)

type drafter interface {
	Draft(ctx context.Context, url string) (*http.Request, error)
}

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

type sender struct {
	drafts drafter
	by     doer
}

func (s *sender) whole(ctx context.Context, url string) error {
	for i := range 5 {
		draft, err := s.drafts.Draft(ctx, url)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(draft.Body)
		if err != nil {
			return err
		}
		draft.Body.Close()
		if err := s.send(ctx, draft.URL.String(), text); err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

func (s *sender) opened(ctx context.Context, url, name string) error {
	for i := range 5 {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return err
		}
		if err := s.send(ctx, url, text); err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

// refused repeats what another attempt can mend.
func (s *sender) refused(ctx context.Context, url string) error {
	for i := range 5 {
		draft, err := s.drafts.Draft(ctx, url)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(draft.Body)
		if err != nil {
			return err
		}
		draft.Body.Close()
		err = s.send(ctx, draft.URL.String(), text)
		var r *refusal
		if !errors.As(err, &r) || r.status != http.StatusServiceUnavailable && r.status != http.StatusTooManyRequests {
			return err
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

// connections sends on what each of them says.
func (s *sender) connections(ctx context.Context, l net.Listener, url string) error {
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		text, err := io.ReadAll(c)
		c.Close()
		if err != nil {
			continue
		}
		if err := s.send(ctx, url, text); err != nil {
			continue
		}
	}
}

// queued sends on what each request that comes in says.
func (s *sender) queued(ctx context.Context, in <-chan *http.Request, url string) {
	for req := range in {
		text, err := io.ReadAll(req.Body)
		if err != nil {
			continue
		}
		if err := s.send(ctx, url, text); err != nil {
			continue
		}
	}
}

type refusal struct{ status int }

func (r *refusal) Error() string { return http.StatusText(r.status) }

func (s *sender) send(ctx context.Context, url string, text []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, bytes.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := s.by.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refusal{resp.StatusCode}
	}
	return nil
}

func rest(ctx context.Context, i int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << i):
		return nil
	}
}
