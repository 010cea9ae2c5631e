// Package codetables looks up an API's codes in tables of the program's own.
package codetables

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

const endpoint = "https://api.zgi.ai/v1"

type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (f *failure) Error() string { return fmt.Sprint(f.Code, " ", f.Message) }

type reply struct {
	StatusMessage string   `json:"status_message"`
	Error         *failure `json:"error"`
}

type client struct{ hc *http.Client }

func (c *client) ask(ctx context.Context, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+path, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	if r.Error != nil {
		return r.Error
	}
	return nil
}

func pause(ctx context.Context, n int) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(time.Second << n):
		return true
	}
}

var hopeful = map[int]bool{10004: true, 12001: true, 10001: false}

func (c *client) byTable(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || !hopeful[f.Code] || !pause(ctx, n) { // want `retries zgi code 12001 \(Organisation does not exist\)`
			return err
		}
	}
	return err
}

var known = map[int]struct{}{10004: {}, 15003: {}}

func (c *client) byKey(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok {
			return err
		}
		if _, ok := known[f.Code]; !ok || !pause(ctx, n) { // want `retries zgi code 15003 \(Invalid order\)`
			return err
		}
	}
	return err
}

func (c *client) byList(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || !slices.Contains([]int{10004, 13001}, f.Code) || !pause(ctx, n) { // want `retries zgi code 13001 \(Project does not exist\)`
			return err
		}
	}
	return err
}

type step int

const (
	stop step = iota
	again
	slowly
)

var steps = map[int]step{10004: again, 14001: again, 10000: slowly}

func (c *client) byStep(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || steps[f.Code] != again || !pause(ctx, n) { // want `retries zgi code 14001 \(Key does not exist\)`
			return err
		}
	}
	return err
}

var passing = map[int]bool{10004: true, 10001: false, 12001: false}

func (c *client) passing(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || !passing[f.Code] || !pause(ctx, n) {
			return err
		}
	}
	return err
}

var limits = map[int]struct{}{10004: {}}

func (c *client) limited(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok {
			return err
		}
		if _, ok := limits[f.Code]; !ok || !pause(ctx, n) {
			return err
		}
	}
	return err
}

func (c *client) listed(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || !slices.Contains([]int{10004}, f.Code) || !pause(ctx, n) {
			return err
		}
	}
	return err
}

// What is not in the table stops at once, and so does what is there for another reason.
func (c *client) stepwise(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || steps[f.Code] != slowly || !pause(ctx, n) {
			return err
		}
	}
	return err
}

// What a program adds to a table is not known here.
var grown = map[int]bool{12001: true}

func Allow(code int, yes bool) { grown[code] = yes }

func (c *client) grown(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || !grown[f.Code] || !pause(ctx, n) {
			return err
		}
	}
	return err
}

// The table has what is hopeless, and the rest is tried again.
var hopeless = map[int]bool{12001: true, 15003: true}

func (c *client) others(ctx context.Context, path string) (err error) {
	for n := range 5 {
		err = c.ask(ctx, path)
		f, ok := err.(*failure)
		if !ok || hopeless[f.Code] || f.Code >= 11000 || f.Code < 10004 || !pause(ctx, n) {
			return err
		}
	}
	return err
}
