// Package resty stands in for the library of that path.
package resty

import (
	"context"
	"net/http"
	"time"
)

type Client struct{}

type Request struct {
	URL, Method string
	Attempt     int
}

type Response struct {
	Request     *Request
	RawResponse *http.Response
}

func (r *Response) StatusCode() int     { return 0 }
func (r *Response) IsError() bool       { return false }
func (r *Response) IsSuccess() bool     { return true }
func (r *Response) Header() http.Header { return nil }

type RetryConditionFunc func(*Response, error) bool

func New() *Client { return nil }

func (c *Client) R() *Request                                              { return nil }
func (c *Client) SetRetryCount(n int) *Client                              { return c }
func (c *Client) SetRetryWaitTime(d time.Duration) *Client                 { return c }
func (c *Client) AddRetryCondition(f RetryConditionFunc) *Client           { return c }
func (c *Client) AddRetryAfterErrorCondition() *Client                     { return c }
func (c *Client) OnAfterResponse(f func(*Client, *Response) error) *Client { return c }
func (r *Request) Context() context.Context                                { return nil }
func (r *Request) SetContext(context.Context) *Request                     { return r }
func (r *Request) SetResult(res any) *Request                              { return r }
func (r *Request) SetError(err any) *Request                               { return r }
func (r *Request) SetPathParam(name, value string) *Request                { return r }
func (r *Request) Execute(method, url string) (*Response, error)           { return nil, nil }
func (r *Request) Get(url string) (*Response, error)                       { return nil, nil }
func (r *Request) AddRetryCondition(f RetryConditionFunc) *Request         { return r }
