// Package middleware sends the request of an answer again, from where the client calls it for every answer.
package middleware

import (
	"context"
	"net/http"

	"github.com/go-resty/resty/v2"
)

type auth struct{ token string }

func (a *auth) renew(c *resty.Client) error { a.token = "new"; return nil }

func (a *auth) ever(c *resty.Client, resp *resty.Response) error {
	if resp.StatusCode() == http.StatusUnauthorized && resp.Request.URL != "/login" {
		if err := a.renew(c); err != nil {
			return err
		}
		req := resp.Request
		second, err := req.Execute(resp.Request.Method, resp.Request.URL) // want `the client calls OnAfterResponse again for what is sent here: if new credentials are refused as well, it never ends; mark the request and send it again once`
		if err != nil {
			return err
		}
		*resp = *second
	}
	return nil
}

type retried struct{}

func (a *auth) marked(c *resty.Client, resp *resty.Response) error {
	if resp.StatusCode() == http.StatusUnauthorized {
		if resp.Request.Context().Value(retried{}) != nil {
			return nil
		}
		if err := a.renew(c); err != nil {
			return err
		}
		req := resp.Request.SetContext(context.WithValue(resp.Request.Context(), retried{}, true))
		second, err := req.Execute(resp.Request.Method, resp.Request.URL)
		if err != nil {
			return err
		}
		*resp = *second
	}
	return nil
}

func (a *auth) counted(c *resty.Client, resp *resty.Response) error {
	if resp.StatusCode() == http.StatusUnauthorized && resp.Request.Attempt < 2 {
		_, err := resp.Request.Execute(resp.Request.Method, resp.Request.URL)
		return err
	}
	return nil
}

func (a *auth) flagged(c *resty.Client, resp *resty.Response) error {
	if resp.StatusCode() == http.StatusUnauthorized && a.token == "" {
		_, err := resp.Request.Execute(resp.Request.Method, resp.Request.URL)
		return err
	}
	return nil
}

// Another client does not call it.
func (a *auth) other(c *resty.Client, resp *resty.Response) error {
	if resp.StatusCode() == http.StatusUnauthorized {
		_, err := resty.New().R().Execute(resp.Request.Method, resp.Request.URL)
		return err
	}
	return nil
}

func clients(a *auth) {
	resty.New().OnAfterResponse(a.ever)
	resty.New().OnAfterResponse(a.marked)
	resty.New().OnAfterResponse(a.counted)
	resty.New().OnAfterResponse(a.flagged)
	resty.New().OnAfterResponse(a.other)
}
