// Package oneway gives its request a new body on one way round, or on all.
package oneway

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

func rewind(req *http.Request) (err error) {
	req.Body, err = req.GetBody()
	return err
}

// BAD: after an answer of 500 there is nothing left of the body.
func badElse(hc *http.Client, u string, body func() io.ReadCloser) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, body())
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil && resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		} else {
			req.Body = body()
		}
		time.Sleep(time.Second << n)
	}
}

// BAD: the same by a helper.
func badHelper(hc *http.Client, u, text string) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil && resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		} else if err := rewind(req); err != nil {
			return nil, err
		}
		time.Sleep(time.Second << n)
	}
}

// BAD: in a clause.
func badClause(hc *http.Client, u, text string) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for n := 0; n < 4; n++ {
		resp, err := hc.Do(req) // want `the body of req was read by the first attempt`
		switch {
		case err != nil:
			req.Body = io.NopCloser(strings.NewReader(text))
		case resp.StatusCode < 500:
			return resp, nil
		default:
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return nil, errors.New("gave up")
}

// BAD: another reader only after an error.
func badReader(hc *http.Client, u, text string) (*http.Response, error) {
	var body io.Reader = strings.NewReader(text)
	for n := 0; ; n++ {
		req, err := http.NewRequest("POST", u, body)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req) // want `body was read by the first attempt`
		if err == nil && resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err != nil {
			body = strings.NewReader(text)
		} else {
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
}

// GOOD: on both ways.
func goodBoth(hc *http.Client, u string, body func() io.ReadCloser) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, body())
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req)
		if err == nil && resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
			req.Body = body()
		} else {
			req.Body = body()
		}
		time.Sleep(time.Second << n)
	}
}

// GOOD: behind both.
func goodBehind(hc *http.Client, u, text string) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req)
		if err == nil && resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		if err := rewind(req); err != nil {
			return nil, err
		}
		time.Sleep(time.Second << n)
	}
}

// GOOD: the only way round.
func goodOnly(hc *http.Client, u, text string) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		if err != nil {
			if err := rewind(req); err != nil {
				return nil, err
			}
		}
		time.Sleep(time.Second << n)
	}
}

// GOOD: of the statuses only one comes round.
func goodStatus(hc *http.Client, u, text string) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for n := 0; n < 4; n++ {
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if err := rewind(req); err != nil {
				return nil, err
			}
			time.Sleep(time.Second << n)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

// GOOD: it is asked whether there is a body.
func goodAsked(hc *http.Client, req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Do(req)
		if err == nil && resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		if req.GetBody != nil {
			if err := rewind(req); err != nil {
				return nil, err
			}
		}
		time.Sleep(time.Second << n)
	}
}

// GOOD: something else decides.
func goodFlag(hc *http.Client, u, text string, again bool) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := hc.Do(req)
		if err == nil && resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		if again {
			if err := rewind(req); err != nil {
				return nil, err
			}
		}
		time.Sleep(time.Second << n)
	}
}

// GOOD: before each attempt but the first.
func goodFront(hc *http.Client, u, text string) (resp *http.Response, err error) {
	req, err := http.NewRequest("POST", u, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for n := 0; n < 4; n++ {
		if n > 0 {
			if err := rewind(req); err != nil {
				return nil, err
			}
		}
		resp, err = hc.Do(req)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return nil, err
}
