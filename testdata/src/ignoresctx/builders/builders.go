// Package builders gives the context to what makes the request.
package builders

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

type drive struct{ c *resty.Client }

// The next attempt ends with the context, half a second later.
func (d *drive) direct(ctx context.Context, url string) error {
	for {
		resp, err := d.c.R().SetContext(ctx).Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode() != http.StatusLocked {
			return nil
		}
		time.Sleep(500 * time.Millisecond)
	}
}

func (d *drive) request(ctx context.Context) *resty.Request { return d.c.R().SetContext(ctx) }

func (d *drive) helped(ctx context.Context, url string) error {
	for {
		resp, err := d.request(ctx).Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode() != http.StatusLocked {
			return nil
		}
		time.Sleep(500 * time.Millisecond)
	}
}

// A longer wait lets the caller wait.
func (d *drive) longer(ctx context.Context, url string) error {
	for range 5 {
		resp, err := d.request(ctx).Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode() != http.StatusLocked {
			return nil
		}
		time.Sleep(5 * time.Second) // want `the wait between two attempts \(sent at line 47\) does not end with ctx`
	}
	return errors.New("locked")
}

// Nothing gives the context to the request.
func (d *drive) without(ctx context.Context, url string) error {
	for range 5 {
		resp, err := d.c.R().Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode() != http.StatusLocked {
			return nil
		}
		time.Sleep(500 * time.Millisecond) // want `the wait between two attempts \(sent at line 62\) does not end with ctx`
	}
	return errors.New("locked")
}

// The requests of a helper that makes them without a context have none.
type plain struct{ http *http.Client }

func (p *plain) make(url string) (*http.Request, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	return req, nil
}

func (p *plain) get(url string) (*http.Response, error) {
	req, err := p.make(url)
	if err != nil {
		return nil, err
	}
	return p.try(req)
}

func (p *plain) try(req *http.Request) (resp *http.Response, err error) {
	for i := 0; i < 3; i++ {
		if resp, err = p.http.Do(req); err == nil {
			break
		}
		time.Sleep(time.Second << i)
	}
	return resp, err
}
