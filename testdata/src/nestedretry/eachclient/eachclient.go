// Package eachclient makes several clients that try again by themselves, and tells each something else.
package eachclient

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

var errGivenUp = errors.New("gave up")

var shared = retryablehttp.NewClient()

// Exported is set by whoever likes.
var Exported = retryablehttp.NewClient()

func plain() *retryablehttp.Client { return retryablehttp.NewClient() }

func three() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.RetryMax = 2
	return c
}

func never() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(context.Context, *http.Response, error) (bool, error) { return false, nil }
	return c
}

func get() *retryablehttp.Client { return kept }

var kept = retryablehttp.NewClient()

func init() { get().RetryMax = 0 }

type service struct {
	often, once, lent *retryablehttp.Client
}

func open() *service {
	s := &service{often: three(), lent: plain()}
	once := retryablehttp.NewClient()
	once.RetryMax = 0
	s.once = once
	quiet(s.lent)
	return s
}

func quiet(c *retryablehttp.Client) { c.RetryMax = 0 }

func badLocal(u string) error {
	c := plain()
	for n := 0; n < 3; n++ { // want `up to 3 x 5 = 15 requests`
		resp, err := c.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func badThree(u string) error {
	c := three()
	for n := 0; n < 3; n++ { // want `up to 3 x 3 = 9 requests`
		resp, err := c.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func badShared(u string) error {
	for n := 0; n < 3; n++ { // want `up to 3 x 5 = 15 requests`
		resp, err := shared.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (s *service) badField(u string) error {
	for n := 0; n < 4; n++ { // want `up to 4 x 3 = 12 requests`
		resp, err := s.often.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// From here on all is well.

func goodNever(u string) error {
	c := never()
	for n := 0; n < 3; n++ {
		resp, err := c.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (s *service) goodOnce(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := s.once.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// A function is given it, and tells it something.
func (s *service) goodLent(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := s.lent.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func goodGiven(c *retryablehttp.Client, u string) error {
	for n := 0; n < 4; n++ {
		resp, err := c.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func goodExported(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := Exported.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

var told = resty.New()

func single(u string) (*resty.Response, error) { return told.R().Get(u) }

// It is told so by a method, after all.
func init() {
	told.SetRetryCount(2).AddRetryCondition(func(r *resty.Response, err error) bool { return false })
}

func goodTold(u string) error {
	for n := 0; n < 4; n++ {
		if _, err := single(u); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

type writer struct{ ai, other openai.Client }

func newWriter() *writer {
	return &writer{ai: openai.NewClient(), other: openai.NewClient(option.WithMaxRetries(0))}
}

func (w *writer) ask(ctx context.Context, p string) (*openai.Model, error) {
	return w.ai.Models.Get(ctx, p, option.WithMaxRetries(0))
}

// The request says that it is not to be repeated.
func (w *writer) goodAsks(ctx context.Context, p string) error {
	for n := 0; n < 4; n++ {
		if _, err := w.ask(ctx, p); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (w *writer) goodOther(ctx context.Context, p string) error {
	for n := 0; n < 4; n++ {
		if _, err := w.other.Models.Get(ctx, p); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (w *writer) badAsks(ctx context.Context, p string) error {
	for n := 0; n < 4; n++ { // want `up to 4 x 3 = 12 requests`
		if _, err := w.ai.Models.Get(ctx, p); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// Whoever asks for it has the same.
func goodKept(u string) error {
	for n := 0; n < 4; n++ {
		resp, err := get().Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}
