// Package keptrequests waits between attempts with a request that a field has kept.
package keptrequests

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type pager struct {
	c    *http.Client
	next *http.Request // made by http.NewRequest alone
	sent *http.Request // whose context may end
	Open *http.Request // which anybody can set
}

func (p *pager) first(u string) (err error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	p.next = req
	return err
}

func (p *pager) bound(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	p.sent = req
	return nil
}

func (p *pager) opened() error { return openly(p.c, p.Open) }
func (p *pager) again() error  { return boundly(p.c, p.sent) }
func (p *pager) page() error   { return plainly(p.c, p.next) }

func openly(c *http.Client, req *http.Request) error {
	for range 5 {
		if _, err := c.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `does not end with req.Context\(\)`
	}
	return errors.New("gave up")
}

func boundly(c *http.Client, req *http.Request) error {
	for range 5 {
		if _, err := c.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `does not end with req.Context\(\)`
	}
	return errors.New("gave up")
}

// All is well here: no request that comes has a context.
func plainly(c *http.Client, req *http.Request) error {
	for range 5 {
		if _, err := c.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

func (p *pager) other(u string) error {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	return plainly(p.c, req)
}

type named struct{ r *http.Request }

func (n named) get(c *http.Client) error { return unkeyed(c, n.r) }

func name(u string) (*named, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return &named{req}, nil
}

// Nor here, in a literal without names.
func unkeyed(c *http.Client, req *http.Request) error {
	for range 5 {
		if _, err := c.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}
