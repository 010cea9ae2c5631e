package codetables

import (
	"context"
	"errors"
	"net/http"
)

type entry struct {
	text  string
	again bool
}

var entries = map[int]entry{
	10004: {"slower", true},
	14005: {"settings", true},
	15001: {text: "no money"},
}

func (c *client) byEntry(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || !entries[f.Code].again || !pause(ctx, n) { // want `retries zgi code 14005 \(Invalid permission setting\)`
			return err
		}
	}
	return err
}

var texts = map[int]entry{
	10004: {"slower", true},
	15001: {text: "no money"},
}

func (c *client) byEntryRight(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || !texts[f.Code].again || !pause(ctx, n) {
			return err
		}
	}
	return err
}

// The entries of a table may be known by their addresses alone: then nothing is said.
var addresses = map[int]*entry{10004: {"slower", true}, 15001: {"no money", true}}

func (c *client) byAddress(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || addresses[f.Code] == nil || !addresses[f.Code].again || !pause(ctx, n) {
			return err
		}
	}
	return err
}

var statuses = map[int]entry{
	http.StatusBadRequest:      {"wrong", true},
	http.StatusTooManyRequests: {"slower", true},
	http.StatusNotFound:        {"gone", false},
}

func (c *client) byStatus(ctx context.Context, url string) (*http.Response, error) {
	for n := range 5 {
		resp, err := c.hc.Get(url)
		if err != nil {
			return nil, err
		}
		if !statuses[resp.StatusCode].again { // want `retries 400 \(400 and 429, sent at line 69\)`
			return resp, nil
		}
		resp.Body.Close()
		if !pause(ctx, n) {
			break
		}
	}
	return nil, errors.New("refused")
}

var limited = map[int]entry{http.StatusTooManyRequests: {"slower", true}, http.StatusBadRequest: {"wrong", false}}

func (c *client) byStatusRight(ctx context.Context, url string) (*http.Response, error) {
	for n := range 5 {
		resp, err := c.hc.Get(url)
		if err != nil {
			return nil, err
		}
		if !limited[resp.StatusCode].again {
			return resp, nil
		}
		resp.Body.Close()
		if !pause(ctx, n) {
			break
		}
	}
	return nil, errors.New("refused")
}
