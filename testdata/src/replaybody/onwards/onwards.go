// Package onwards sends requests by helpers that hand options on.
package onwards

import (
	"context"
	"net/http"
	"strings"

	"github.com/avast/retry-go/v4"

	"example.com/onward"
)

func sendAgain(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	err = onward.Do(func() error {
		resp, err = c.Do(req) // want `the body of req was read by the first attempt`
		return err
	})
	return resp, err
}

func sendWith(ctx context.Context, c *http.Client, req *http.Request) (resp *http.Response, err error) {
	err = onward.With(ctx, func() error {
		resp, err = c.Do(req) // want `the body of req was read by the first attempt`
		return err
	})
	return resp, err
}

// How often says nothing else.
func sendOften(ctx context.Context, c *http.Client, req *http.Request) (resp *http.Response, err error) {
	err = onward.With(ctx, func() error {
		resp, err = c.Do(req) // want `the body of req was read by the first attempt`
		return err
	}, retry.Attempts(5))
	return resp, err
}

func post(ctx context.Context, c *http.Client, u, text string, options []retry.Option) {
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendSaying(c, req)
	}
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendWith(ctx, c, req)
	}
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendOften(ctx, c, req)
	}
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendOnce(ctx, c, req)
	}
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendIf(c, req)
	}
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendBy(c, req, options)
	}
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendAnew(c, req)
	}
	if req, err := http.NewRequest("POST", u, strings.NewReader(text)); err == nil {
		sendAgain(c, req)
	}
}

// good: no second attempt.
func sendOnce(ctx context.Context, c *http.Client, req *http.Request) (resp *http.Response, err error) {
	err = onward.With(ctx, func() error {
		resp, err = c.Do(req)
		return err
	}, retry.Attempts(1))
	return resp, err
}

// good: somebody else says what is tried again.
func sendIf(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	err = onward.Do(func() error {
		resp, err = c.Do(req)
		return err
	}, retry.RetryIf(func(error) bool { return req.Body == nil }))
	return resp, err
}

// good: and so do options that are not known.
func sendBy(c *http.Client, req *http.Request, options []retry.Option) (resp *http.Response, err error) {
	err = onward.Do(func() error {
		resp, err = c.Do(req)
		return err
	}, options...)
	return resp, err
}

// good: it tries once, whatever it says.
func sendSaying(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	err = onward.Once(func() error {
		resp, err = c.Do(req)
		return err
	}, "sending")
	return resp, err
}

// good: a new body each time.
func sendAnew(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	err = onward.Do(func() error {
		again := req.Clone(req.Context())
		if again.Body, err = req.GetBody(); err != nil {
			return err
		}
		resp, err = c.Do(again)
		return err
	})
	return resp, err
}
