// Package resty stands in for the library of that path.
package resty

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

type Client struct {
	retries    int
	raw        bool
	send       func(*Request) (*http.Response, error)
	before     []func(*Client, *Request) error
	after      []func(*Client, *Response) error
	conditions []RetryConditionFunc
}

type Request struct {
	URL, Method string
	Attempt     int
	client      *Client
}

type Response struct {
	Request     *Request
	RawResponse *http.Response
	body        []byte
}

func (r *Response) StatusCode() int     { return 0 }
func (r *Response) IsError() bool       { return false }
func (r *Response) IsSuccess() bool     { return true }
func (r *Response) Header() http.Header { return nil }

type RetryConditionFunc func(*Response, error) bool

// A RetryAfterFunc says how long to wait; by an error of it the client tries no more.
type RetryAfterFunc func(*Client, *Response) (time.Duration, error)

func New() *Client { return nil }

func (c *Client) R() *Request                                              { return nil }
func (c *Client) SetRetryCount(n int) *Client                              { return c }
func (c *Client) SetRetryWaitTime(d time.Duration) *Client                 { return c }
func (c *Client) AddRetryCondition(f RetryConditionFunc) *Client           { return c }
func (c *Client) AddRetryAfterErrorCondition() *Client                     { return c }
func (c *Client) SetRetryAfter(f RetryAfterFunc) *Client                   { return c }
func (c *Client) OnAfterResponse(f func(*Client, *Response) error) *Client { return c }
func (r *Request) Context() context.Context                                { return nil }
func (r *Request) SetContext(context.Context) *Request                     { return r }
func (r *Request) SetResult(res any) *Request                              { return r }
func (r *Request) SetError(err any) *Request                               { return r }
func (r *Request) SetPathParam(name, value string) *Request                { return r }
func (r *Request) Get(url string) (*Response, error)                       { return r.Execute("GET", url) }
func (r *Request) AddRetryCondition(f RetryConditionFunc) *Request         { return r }

func (c *Client) OnBeforeRequest(f func(*Client, *Request) error) *Client { return c }
func (c *Client) SetTransport(t http.RoundTripper) *Client                { return c }

// Execute waits between its attempts, if it makes more than one.
func (r *Request) Execute(method, url string) (*Response, error) {
	var resp *Response
	var err error
	r.Method, r.URL = method, url
	if r.client.retries == 0 {
		resp, err = r.client.execute(r)
		return resp, err
	}
	err = Backoff(func() (*Response, error) {
		r.Attempt++
		resp, err = r.client.execute(r)
		return resp, err
	}, r.client.retries, r.client.conditions)
	return resp, err
}

// Backoff calls a function again until it is well.
func Backoff(operation func() (*Response, error), retries int, conditions []RetryConditionFunc) error {
	var resp *Response
	var err error
	for attempt := 0; attempt <= retries; attempt++ {
		resp, err = operation()
		if err != nil && errors.Is(err, context.Canceled) {
			return err
		}
		again := err != nil
		for _, condition := range conditions {
			if again = condition(resp, err); again {
				break
			}
		}
		if !again {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *Client) execute(r *Request) (*Response, error) {
	for _, f := range c.before {
		if err := f(c, r); err != nil {
			return nil, err
		}
	}
	resp, err := c.send(r)
	answer := &Response{Request: r, RawResponse: resp}
	if err != nil || c.raw {
		return answer, err
	}
	defer resp.Body.Close()
	if answer.body, err = io.ReadAll(resp.Body); err != nil {
		return answer, err
	}
	for _, f := range c.after {
		if err = f(c, answer); err != nil {
			break
		}
	}
	return answer, err
}
