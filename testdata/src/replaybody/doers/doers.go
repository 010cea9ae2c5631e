// Package doers wraps what sends requests in the way of a client.
package doers

import (
	"net/http"
	"time"
)

// A Doer sends.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Func is a function that does.
type Func func(*http.Request) (*http.Response, error)

// Do does.
func (f Func) Do(req *http.Request) (*http.Response, error) { return f(req) }

// Insist wraps one.
func Insist(d Doer, n int) Doer {
	return Func(func(req *http.Request) (resp *http.Response, err error) {
		for i := range n {
			if resp, err = d.Do(req); err == nil { // want `the body of req was read by the first attempt`
				return resp, nil
			}
			time.Sleep(time.Second << i)
		}
		return nil, err
	})
}

// Client has one.
type Client struct {
	Doer
	tries int
}

// Do tries again.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.Doer.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// From here on all is well.

// Reader is for what has no body.
type Reader struct{ hc *http.Client }

// Do tries again.
func (r *Reader) Do(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := r.hc.Do(req)
		if err == nil || i == 4 || req.Body != nil {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// Careful has the body made anew.
type Careful struct{ next Doer }

// Do tries again.
func (c *Careful) Do(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		if i > 0 && req.GetBody != nil {
			b, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = b
		}
		resp, err := c.next.Do(req)
		if err == nil || i == 4 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// What the package keeps to itself sends what the package makes.
type getter struct{ hc *http.Client }

func (g *getter) Do(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := g.hc.Do(req)
		if err == nil || i == 4 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// Get gets.
func Get(g *getter, u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return g.Do(req)
}

// Do of something else.
type Task struct{ hc *http.Client }

// Do does it.
func (t *Task) Do(req *http.Request, n int) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := t.hc.Do(req)
		if err == nil || i == n {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// Once only.
func Once(d Doer) Doer {
	return Func(func(req *http.Request) (*http.Response, error) { return d.Do(req) })
}
