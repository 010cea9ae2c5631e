// Package unsent tries again where no connection came about, so that nothing of the body was read.
package unsent

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"syscall"
	"time"
)

type client struct {
	secure, plain *http.Client
	tries         int
}

func (c *client) request(body io.Reader) *http.Request {
	req, err := http.NewRequest(http.MethodPost, "https://example.com/upload", body)
	if err != nil {
		panic(err)
	}
	return req
}

// Whatever the error was.
func (c *client) anyError(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	if err != nil {
		resp, err = c.plain.Do(req) // want `the body of req was read by the first attempt \(sent at line 34\), so this one sends none`
	}
	return resp, err
}

// A time limit may be over in the middle of it.
func (c *client) anyOperation(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	var op *net.OpError
	if errors.As(err, &op) {
		resp, err = c.plain.Do(req) // want `the body of req was read by the first attempt`
	}
	return resp, err
}

func (c *client) reset(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	if err != nil && errors.Is(err, syscall.ECONNRESET) {
		resp, err = c.plain.Do(req) // want `the body of req was read by the first attempt`
	}
	return resp, err
}

// Or for another reason.
func (c *client) eitherError(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	var unknown x509.UnknownAuthorityError
	if err != nil && (errors.As(err, &unknown) || errors.Is(err, io.ErrUnexpectedEOF)) {
		resp, err = c.plain.Do(req) // want `the body of req was read by the first attempt`
	}
	return resp, err
}

// Anything but that.
func (c *client) otherThanDial(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	var op *net.OpError
	if errors.As(err, &op) && op.Op != "dial" {
		resp, err = c.plain.Do(req) // want `the body of req was read by the first attempt`
	}
	return resp, err
}

func (c *client) round(body io.Reader) (resp *http.Response, err error) {
	req := c.request(body)
	for n := range c.tries {
		resp, err = c.secure.Do(req) // want `the body of req was read by the first attempt, so every retry \(line 85\) sends none`
		if err == nil || errors.Is(err, syscall.ECONNREFUSED) {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
	return nil, err
}

// From here on nothing was sent. The handshake failed.
func (c *client) authority(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	var unknown x509.UnknownAuthorityError
	if errors.As(err, &unknown) {
		resp, err = c.plain.Do(req)
	}
	return resp, err
}

func (c *client) record(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Transport.RoundTrip(req)
	if _, ok := err.(tls.RecordHeaderError); ok {
		resp, err = c.plain.Transport.RoundTrip(req)
	}
	return resp, err
}

func (c *client) kinds(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	switch cause := errors.Unwrap(err).(type) {
	case *tls.CertificateVerificationError, x509.HostnameError:
		_ = cause
		return c.plain.Do(req)
	}
	return resp, err
}

// By a predicate.
func handshakeFailed(err error) bool {
	var unknown x509.UnknownAuthorityError
	var invalid *x509.CertificateInvalidError
	return errors.As(err, &unknown) || errors.As(err, &invalid) || err != nil && strings.Contains(err.Error(), "tls: handshake failure")
}

func (c *client) predicate(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	if handshakeFailed(err) {
		resp, err = c.plain.Do(req)
	}
	return resp, err
}

// By its text.
func (c *client) text(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	if err != nil && strings.Contains(err.Error(), "server gave HTTP response to HTTPS client") {
		req.URL.Scheme = "http"
		return c.plain.Do(req)
	}
	return resp, err
}

// The dial failed.
func (c *client) dial(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		resp, err = c.plain.Do(req)
	}
	return resp, err
}

func (c *client) lookUp(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	resp, err := c.secure.Do(req)
	if err == nil {
		return resp, nil
	}
	var dns *net.DNSError
	if !errors.As(err, &dns) {
		return nil, err
	}
	return c.plain.Do(req)
}

// In a loop.
func (c *client) refused(body *bytes.Buffer) (resp *http.Response, err error) {
	req := c.request(body)
	for n := range c.tries {
		if resp, err = c.secure.Do(req); err == nil || !errors.Is(err, syscall.ECONNREFUSED) {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
	return nil, err
}

// A hook tells.
func (c *client) hooked(body io.Reader) (*http.Response, error) {
	req := c.request(body)
	sent := false
	trace := &httptrace.ClientTrace{WroteHeaders: func() { sent = true }}
	req = req.WithContext(httptrace.WithClientTrace(req.Context(), trace))
	resp, err := c.secure.Do(req)
	if err != nil && !sent {
		resp, err = c.plain.Do(req)
	}
	return resp, err
}
