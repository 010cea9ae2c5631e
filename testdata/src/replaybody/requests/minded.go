package requests

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"
)

// Whether the body can be sent again, and which, a helper decides.
func (c *client) minded(req *http.Request, again bool) (*http.Response, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		if again {
			return nil, err
		}
		if req, err = replayable(err, req); err != nil {
			return nil, err
		}
		return c.minded(req, true)
	}
	return resp, nil
}

func (c *client) mindedPost(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return c.minded(req, false)
}

func replayable(err error, req *http.Request) (*http.Request, error) {
	if errors.Is(err, errNotSent) {
		return req, nil
	}
	if req.GetBody == nil {
		return nil, err
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	next := *req
	next.Body = body
	return &next, nil
}

var errNotSent = errors.New("not sent")

// A body that every caller leaves out.
func (c *client) bodiless(method, url string, body io.Reader) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest(method, url, body)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err == nil || i == 4 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func (c *client) withoutBody(url string) (*http.Response, error) {
	return c.bodiless(http.MethodGet, url, nil)
}
