// Package resty stands in for the client of that path.
package resty

import "context"

type Client struct{}

func New() *Client { return &Client{} }

func (c *Client) R() *Request { return &Request{} }

func (c *Client) OnAfterResponse(f func(*Client, *Response) error) *Client { return c }

type Request struct {
	URL, Method string
	Attempt     int
}

func (r *Request) Context() context.Context                      { return context.Background() }
func (r *Request) SetContext(context.Context) *Request           { return r }
func (r *Request) Execute(method, url string) (*Response, error) { return &Response{Request: r}, nil }

type Response struct{ Request *Request }

func (r *Response) StatusCode() int { return 200 }
