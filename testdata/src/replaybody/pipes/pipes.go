// Package pipes sends what is written while it is sent.
package pipes

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"time"
)

type box struct {
	url string
	hc  *http.Client
}

func (b *box) put(body io.Reader) error {
	req, err := http.NewRequest(http.MethodPut, b.url, body)
	if err != nil {
		return err
	}
	resp, err := b.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

// One pipe for all attempts: what was written to it is gone.
func (b *box) once(write func(io.Writer) error) (err error) {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(write(pw)) }()
	for n := 0; n < 3; n++ {
		if err = b.put(pr); err == nil { // want `pr was read by the first attempt, so every retry \(line 37\) sends none of it`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (b *box) again(write func(io.Writer) error) error {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(write(pw)) }()
	if err := b.put(pr); err == nil {
		return nil
	}
	return b.put(pr) // want `pr was read by the first attempt`
}

func (b *box) request(write func(io.Writer) error) (*http.Response, error) {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(write(pw)) }()
	req, err := http.NewRequest(http.MethodPost, b.url, pr)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := b.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 3 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// A pipe for each.
func (b *box) each(write func(io.Writer) error) (err error) {
	for n := 0; n < 3; n++ {
		pr, pw := io.Pipe()
		go func() { pw.CloseWithError(write(pw)) }()
		if err = b.put(pr); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// packed is what is written, on its way through gzip.
func packed(write func(io.Writer) error) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		zw := gzip.NewWriter(pw)
		err := write(zw)
		if err == nil {
			err = zw.Close()
		}
		pw.CloseWithError(err)
	}()
	return pr
}

func (b *box) made(write func(io.Writer) error) (err error) {
	for n := 0; n < 3; n++ {
		if err = b.put(packed(write)); err == nil {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// Two pipes are two bodies.
func (b *box) two(first, second func(io.Writer) error) error {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(first(pw)) }()
	if err := b.put(pr); err == nil {
		return nil
	}
	qr, qw := io.Pipe()
	go func() { qw.CloseWithError(second(qw)) }()
	return b.put(qr)
}

// Each of the parts goes through one of its own.
func (b *box) parts(all []func(io.Writer) error) error {
	for _, write := range all {
		pr, pw := io.Pipe()
		go func() { pw.CloseWithError(write(pw)) }()
		if err := b.put(pr); err != nil {
			return err
		}
	}
	return nil
}
