// Package fieldtypes keeps a client in a field whose type is an interface that is written out there.
package fieldtypes

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errTemporary = errors.New("temporary")

type rest struct{ c *http.Client }

func (r *rest) get(ctx context.Context, u string) error {
	for i := 0; i < 4; i++ {
		code, err := r.once(ctx, u)
		if err != nil {
			return err
		}
		if code < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errTemporary
}

func (r *rest) once(ctx context.Context, u string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return 0, err
	}
	resp, err := r.c.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

type service struct {
	api interface {
		get(context.Context, string) error
	}
	plain interface {
		once(context.Context, string) (int, error)
	}
}

func newService() *service {
	r := &rest{c: &http.Client{Timeout: time.Minute}}
	return &service{r, r}
}

func (s *service) sync(ctx context.Context) error {
	var err error
	for i := 0; i < 3; i++ { // want `up to 3 x 4 = 12 requests: retries inside retries \(inner at line 16\); retry in one of the two only`
		if err = s.api.get(ctx, "https://sync.example/"); !errors.Is(err, errTemporary) {
			return err
		}
		time.Sleep(10 * time.Second)
	}
	return err
}

// good: what does not try again itself.
func (s *service) plainly(ctx context.Context) error {
	for i := 0; i < 3; i++ {
		code, err := s.plain.once(ctx, "https://sync.example/")
		if err != nil || code < 500 {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return errTemporary
}

// good: two types are one.
type other struct {
	api interface {
		fetch(context.Context, string) error
	}
}

func (r *rest) fetch(ctx context.Context, u string) error { return r.get(ctx, u) }

type cache struct{}

func (cache) fetch(context.Context, string) error { return errTemporary }

func (o *other) sync(ctx context.Context) error {
	var err error
	for i := 0; i < 3; i++ {
		if err = o.api.fetch(ctx, "https://sync.example/"); !errors.Is(err, errTemporary) {
			return err
		}
		time.Sleep(10 * time.Second)
	}
	return err
}

// good: an error of whomever is asked by an interface that is written out in an assertion.
func temporary(err error) bool {
	t, ok := err.(interface{ later() bool })
	return ok && t.later()
}

type busy struct{}

func (busy) Error() string { return "busy" }
func (busy) later() bool   { return true }
