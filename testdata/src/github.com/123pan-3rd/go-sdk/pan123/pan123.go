// Package pan123 stands in for an SDK of 123pan: its error type.
package pan123

import (
	"fmt"
	"net/http"
)

type Client struct{ hc *http.Client }

type SDKError struct {
	Code    int64
	Message string
}

func (e *SDKError) Error() string { return fmt.Sprintf("%d: %s", e.Code, e.Message) }

func (c *Client) FileList(parent int64) error { return &SDKError{} }
