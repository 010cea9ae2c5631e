// Package parts holds predicates that are one part of a condition, and answers that some client wraps.
package parts

import (
	"net/http"
	"strings"
)

// It says which answers are worth a look at their body, not which are worth a retry.
func isRetryStatus(status int) bool {
	switch status {
	case 400, 403, 429, 500, 503:
		return true
	}
	return false
}

func isXML(resp *http.Response) bool { return strings.Contains(resp.Header.Get("Content-Type"), "xml") }

func goodPart(resp *http.Response) bool { return isRetryStatus(resp.StatusCode) && isXML(resp) }

// Response is some client's own.
type Response struct{ RawResponse *http.Response }

func (r *Response) StatusCode() int {
	if r.RawResponse == nil {
		return 0
	}
	return r.RawResponse.StatusCode
}

type client struct{}

func (c *client) AddRetryCondition(f func(*Response, error) bool) *client { return c }

// Nothing came back at all.
func goodDialError(c *client) {
	c.AddRetryCondition(func(r *Response, err error) bool { return r.RawResponse == nil })
}

func badCondition(c *client) {
	c.AddRetryCondition(func(r *Response, err error) bool { // want `AddRetryCondition is true for 400, 401 and 403`
		return r.StatusCode() >= 400
	})
}
