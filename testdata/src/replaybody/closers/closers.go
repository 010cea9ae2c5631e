// Package closers closes responses by small helpers, in defers, and only where there is one.
package closers

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

func finish(resp *http.Response) {
	if resp == nil {
		return
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
}

// After the last condition on the answer.
func early(hc *http.Client, u string) (resp *http.Response, err error) {
	for n := range 5 {
		resp, err = hc.Get(u)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		finish(resp)
		time.Sleep(time.Second << n)
	}
	return nil, err
}

type closer interface{ Close() error }

func quietly(c closer) {
	if err := c.Close(); err != nil {
		fmt.Println(err)
	}
}

// By what it has in common with files.
func byInterface(hc *http.Client, u string) (*http.Response, error) {
	var last error
	for n := range 5 {
		resp, err := hc.Get(u)
		if err != nil {
			last = err
		} else if resp.StatusCode < 500 {
			return resp, nil
		} else {
			quietly(resp.Body)
			last = errors.New(resp.Status)
		}
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// In a defer before the error is looked at.
func asked(hc *http.Client, u string) (int, error) {
	resp, err := hc.Get(u)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func loopAsked(hc *http.Client, u string) (int, error) {
	for n := 0; ; n++ {
		code, err := asked(hc, u)
		if err != nil || code < 500 || n == 4 {
			return code, err
		}
		time.Sleep(time.Second << n)
	}
}

// In a defer that looks whether there is one, and in one of a helper in it.
func inDefer(hc *http.Client, u string) (code int, err error) {
	var resp *http.Response
	defer func() {
		if resp != nil && resp.Body != nil {
			_ = resp.Body.Close()
		}
	}()
	if resp, err = hc.Get(u); err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func loopInDefer(hc *http.Client, u string) (int, error) {
	for n := 0; ; n++ {
		code, err := inDefer(hc, u)
		if err != nil || code < 500 || n == 4 {
			return code, err
		}
		time.Sleep(time.Second << n)
	}
}

func helperInDefer(hc *http.Client, u string) (code int, err error) {
	resp, err := hc.Get(u)
	defer func() { finish(resp) }()
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func loopHelperInDefer(hc *http.Client, u string) (int, error) {
	for n := 0; ; n++ {
		code, err := helperInDefer(hc, u)
		if err != nil || code < 500 || n == 4 {
			return code, err
		}
		time.Sleep(time.Second << n)
	}
}

// The body in a variable.
func bodyInDefer(hc *http.Client, u string) (code int, err error) {
	resp, err := hc.Get(u)
	if err != nil {
		return 0, err
	}
	body := resp.Body
	defer body.Close()
	return resp.StatusCode, nil
}

func loopBody(hc *http.Client, u string) (int, error) {
	for n := 0; ; n++ {
		code, err := bodyInDefer(hc, u)
		if err != nil || code < 500 || n == 4 {
			return code, err
		}
		time.Sleep(time.Second << n)
	}
}

// A method value.
func methodValue(hc *http.Client, u string) (code int, err error) {
	resp, err := hc.Get(u)
	if err != nil {
		return 0, err
	}
	shut := resp.Body.Close
	defer shut()
	return resp.StatusCode, nil
}

func loopMethodValue(hc *http.Client, u string) (int, error) {
	for n := 0; ; n++ {
		code, err := methodValue(hc, u)
		if err != nil || code < 500 || n == 4 {
			return code, err
		}
		time.Sleep(time.Second << n)
	}
}

// What is returned closes it.
func opened(hc *http.Client, u string) (int, func(), error) {
	resp, err := hc.Get(u)
	if err != nil {
		return 0, func() {}, err
	}
	return resp.StatusCode, func() { _ = resp.Body.Close() }, nil
}

func loopOpened(hc *http.Client, u string) (int, error) {
	for n := 0; ; n++ {
		code, shut, err := opened(hc, u)
		if err != nil {
			return 0, err
		}
		shut()
		if code < 500 || n == 4 {
			return code, nil
		}
		time.Sleep(time.Second << n)
	}
}

// A literal in a variable.
func literal(hc *http.Client, u string) (*http.Response, error) {
	drop := func(r *http.Response) {
		if r != nil {
			_ = r.Body.Close()
		}
	}
	var last error
	for n := range 5 {
		resp, err := hc.Get(u)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		drop(resp)
		last = err
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// Beside the program.
func beside(hc *http.Client, u string) (*http.Response, error) {
	var last error
	for n := range 5 {
		resp, err := hc.Get(u)
		if err != nil {
			last = err
		} else if resp.StatusCode < 500 {
			return resp, nil
		} else {
			go finish(resp)
		}
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// A type around it.
type answer struct {
	*http.Response
	tries int
}

func (a *answer) drop() {
	if a == nil || a.Response == nil || a.Body == nil {
		return
	}
	_ = a.Body.Close()
}

func around(hc *http.Client, u string) (*answer, error) {
	var last error
	for n := range 5 {
		resp, err := hc.Get(u)
		a := &answer{resp, n}
		if err == nil && a.StatusCode < 500 {
			return a, nil
		}
		a.drop()
		last = err
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// The one of the round before, wherever it is kept.
type sender struct {
	hc   *http.Client
	last *http.Response
}

func (s *sender) drop() {
	if s.last != nil {
		_ = s.last.Body.Close()
		s.last = nil
	}
}

func (s *sender) send(u string) (err error) {
	for n := range 5 {
		s.drop()
		if s.last, err = s.hc.Get(u); err == nil && s.last.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	s.drop()
	return err
}

// Only where the status is what it is.
func byStatus(hc *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		switch {
		case resp.StatusCode < 500 || n == 4:
			return resp, nil
		default:
			shutIf(resp, resp.StatusCode >= 500)
		}
		time.Sleep(time.Second << n)
	}
}

func shutIf(resp *http.Response, really bool) {
	if really && resp != nil && resp.Body != nil {
		defer func() { _ = resp.Body.Close() }()
		_, _ = io.CopyN(io.Discard, resp.Body, 1<<10)
	}
}

// A helper that does not close it.
func note(resp *http.Response) {
	if resp != nil {
		fmt.Println(resp.Status)
	}
}

func noted(hc *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		note(resp)
		time.Sleep(time.Second << n)
	}
}

// A defer that is not come to.
func tooLate(hc *http.Client, u string) (code int, err error) {
	var resp *http.Response
	if resp, err = hc.Get(u); err != nil { // want `the response is not closed before the next attempt`
		return 0, err
	}
	if resp.StatusCode >= 500 {
		return resp.StatusCode, nil
	}
	defer func() { _ = resp.Body.Close() }()
	return resp.StatusCode, nil
}

func loopTooLate(hc *http.Client, u string) (int, error) {
	for n := 0; ; n++ {
		code, err := tooLate(hc, u)
		if err != nil || code < 500 || n == 4 {
			return code, err
		}
		time.Sleep(time.Second << n)
	}
}

// A helper that closes it if there is an error, when there is none to close.
func finishFailed(resp *http.Response, err error) {
	if err != nil && resp != nil {
		_ = resp.Body.Close()
	}
}

func wrongWay(hc *http.Client, u string) (*http.Response, error) {
	var last error
	for n := range 5 {
		resp, err := hc.Get(u) // want `the response is not closed before the next attempt`
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		finishFailed(resp, err)
		last = err
		time.Sleep(time.Second << n)
	}
	return nil, last
}

var _, _, _, _, _, _, _, _ = early, byInterface, loopAsked, loopInDefer, loopHelperInDefer, loopBody, loopMethodValue, loopOpened
var _, _, _, _, _, _, _, _ = loopTooLate, literal, beside, around, (*sender).send, byStatus, noted, wrongWay
