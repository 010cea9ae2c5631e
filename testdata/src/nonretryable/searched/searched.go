// Package searched holds retries that look a status up in lists, masks and arrays.
package searched

import (
	"errors"
	"net/http"
	"slices"
	"time"
)

var errBusy = errors.New("busy")

type span struct{ from, to int }

var (
	failed    = []span{{400, 499}, {500, 599}}
	passing   = []span{{429, 429}, {500, 504}}
	goAgain   = []int{400, 429, 503}
	later     = []int{408, 425, 429, 500, 502, 503, 504}
	byNumber  = [600]bool{400: true, 401: true, 429: true, 503: true}
	laterOnes = [...]bool{429: true, 503: true}
)

type client struct {
	hc  *http.Client
	url string
	odd []int
}

// tries asks as often as again says yes to the status.
func (c *client) get() (int, error) {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func (c *client) badSpans() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(failed, func(s span) bool { return s.from <= code && code <= s.to }) { // want `retries 400, 401 and 403 \(400-599`
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) goodSpans() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(passing, func(s span) bool { return s.from <= code && code <= s.to }) {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) badFunc() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if slices.IndexFunc(goAgain, func(c int) bool { return c == code }) == -1 { // want `retries 400 \(400, 429 and 503`
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) badIndex() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if slices.Index(goAgain, code) < 0 { // want `retries 400 \(400, 429 and 503`
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) goodIndex() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if slices.Index(later, code) < 0 {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) badBinary() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if _, found := slices.BinarySearch(goAgain, code); !found { // want `retries 400 \(400, 429 and 503`
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) goodBinary() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if _, found := slices.BinarySearch(later, code); !found {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

// The list is somebody else's.
func (c *client) goodUnknown() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(c.odd, func(o int) bool { return o == code }) || slices.Index(c.odd, code) > 3 {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) badMask() error {
	const mask = 1<<0 | 1<<1 | 1<<29 // 400, 401 and 429
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if !(code >= 400 && code < 432 && mask&(1<<(code-400)) != 0) { // want `retries 400 and 401 \(400, 401 and 429`
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) goodMask() error {
	const mask uint64 = 1<<8 | 1<<25 | 1<<29 // 408, 425 and 429
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if code < 400 || code > 463 || mask>>(code-400)&1 == 0 {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) badArray() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if !byNumber[code] { // want `retries 400 and 401 \(400, 401, 429 and 503`
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

func (c *client) goodArray() error {
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if code >= len(laterOnes) || !laterOnes[code] {
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}

// By class: the hundreds are the number of an element.
func (c *client) badClass() error {
	again := [...]bool{false, false, false, false, true, true}
	for k := range 5 {
		code, err := c.get()
		if err != nil {
			return err
		}
		if !again[code/100] { // want `retries 400, 401 and 403 \(400-599`
			return nil
		}
		time.Sleep(time.Second << k)
	}
	return errBusy
}
