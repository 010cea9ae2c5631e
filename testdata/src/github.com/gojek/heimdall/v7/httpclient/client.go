// Package httpclient stands in for the library of that path.
package httpclient

import (
	"io"
	"net/http"
)

type Client struct{}

type Option func(*Client)

func NewClient(opts ...Option) *Client { return &Client{} }

func WithRetryCount(n int) Option { return nil }

func (c *Client) Do(req *http.Request) (*http.Response, error) { return nil, nil }

func (c *Client) Get(url string, headers http.Header) (*http.Response, error) { return nil, nil }

func (c *Client) Put(url string, body io.Reader, headers http.Header) (*http.Response, error) {
	return nil, nil
}
