// Package filled has helpers and builders that give requests their bodies.
package filled

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

type call struct {
	hc  *http.Client
	url string
	buf *bytes.Buffer
	raw []byte
	src io.Reader
	req *http.Request
}

// fill hands out what the call has, which is read once.
func (c *call) fill(r *http.Request) { r.Body = io.NopCloser(c.buf) }

// anew makes a reader of the bytes each time.
func (c *call) anew(r *http.Request) {
	r.Body = io.NopCloser(bytes.NewReader(c.raw))
	r.ContentLength = int64(len(c.raw))
}

// repeatable says how another one is made, too.
func (c *call) repeatable(r *http.Request) {
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(c.raw)), nil }
	r.Body, _ = r.GetBody()
}

func (c *call) badFill() (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequest(http.MethodPost, c.url, nil)
		if err != nil {
			return nil, err
		}
		c.fill(req)
		resp, err := c.hc.Do(req) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) badFillSame() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, c.url, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		c.fill(req)
		resp, err := c.hc.Do(req) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) badFillOnce() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, c.url, nil)
	if err != nil {
		return nil, err
	}
	c.anew(req)
	for n := 0; ; n++ {
		resp, err := c.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) goodAnew() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, c.url, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		c.anew(req)
		resp, err := c.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) goodRepeatable() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, c.url, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		c.repeatable(req)
		resp, err := c.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) goodGetBody() (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, c.url, nil)
	if err != nil {
		return nil, err
	}
	c.repeatable(req)
	for n := 0; ; n++ {
		if n > 0 {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		resp, err := c.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// What the call has is written anew for each attempt.
func (c *call) goodRefilled(v any) (*http.Response, error) {
	for n := 0; ; n++ {
		c.buf.Reset()
		if err := json.NewEncoder(c.buf).Encode(v); err != nil {
			return nil, err
		}
		req, err := http.NewRequest(http.MethodPost, c.url, nil)
		if err != nil {
			return nil, err
		}
		c.fill(req)
		resp, err := c.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) goodOther(data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		c.buf = bytes.NewBuffer(data)
		req, err := http.NewRequest(http.MethodPost, c.url, nil)
		if err != nil {
			return nil, err
		}
		c.fill(req)
		resp, err := c.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// A request in a field.

func (c *call) once() (*http.Response, error) { return c.hc.Do(c.req) }

// again gives the request a body of the bytes, and sends it.
func (c *call) again() (*http.Response, error) {
	c.req.Body = io.NopCloser(bytes.NewReader(c.raw))
	return c.hc.Do(c.req)
}

func (c *call) prepare() {
	c.req.Body = io.NopCloser(bytes.NewReader(c.raw))
	c.req.ContentLength = int64(len(c.raw))
}

func (c *call) prepareFrom() { c.req.Body = io.NopCloser(c.src) }

func (c *call) badHeld(data []byte) (resp *http.Response, err error) {
	c.req, err = http.NewRequest(http.MethodPost, c.url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := c.once() // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) badHeldFrom() (resp *http.Response, err error) {
	c.req, err = http.NewRequest(http.MethodPost, c.url, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		c.prepareFrom()
		resp, err := c.once() // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) badPrepared() (resp *http.Response, err error) {
	c.req, err = http.NewRequest(http.MethodPost, c.url, nil)
	if err != nil {
		return nil, err
	}
	c.prepare()
	for n := 0; ; n++ {
		resp, err := c.hc.Do(c.req) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) goodHeld(data []byte) (resp *http.Response, err error) {
	c.req, err = http.NewRequest(http.MethodPost, c.url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := c.again()
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (c *call) goodPrepared(data []byte) (resp *http.Response, err error) {
	c.req, err = http.NewRequest(http.MethodPost, c.url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		c.prepare()
		resp, err := c.once()
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// A builder that makes the request.
type builder struct {
	method, url string
	text        string
	body        io.Reader
}

func (b *builder) build() (*http.Request, error) {
	req, err := http.NewRequest(b.method, b.url, nil)
	if err != nil {
		return nil, err
	}
	if b.body != nil {
		req.Body = io.NopCloser(b.body)
	}
	return req, nil
}

func (b *builder) buildText() (*http.Request, error) {
	req, err := http.NewRequest(b.method, b.url, nil)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(strings.NewReader(b.text))
	return req, nil
}

func badBuilt(hc *http.Client, u string, data []byte) (*http.Response, error) {
	b := &builder{method: http.MethodPut, url: u, body: bytes.NewReader(data)}
	for n := 0; ; n++ {
		req, err := b.build()
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodBuiltText(hc *http.Client, u, text string) (*http.Response, error) {
	b := &builder{method: http.MethodPut, url: u, text: text}
	for n := 0; ; n++ {
		req, err := b.buildText()
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodBuiltWithout(hc *http.Client, u string) (*http.Response, error) {
	b := &builder{method: http.MethodGet, url: u}
	for n := 0; ; n++ {
		req, err := b.build()
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodBuiltForEach(hc *http.Client, u string, data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		b := &builder{method: http.MethodPut, url: u, body: bytes.NewReader(data)}
		req, err := b.build()
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodBuiltAgain(hc *http.Client, u string, data []byte) (*http.Response, error) {
	b := &builder{method: http.MethodPut, url: u}
	for n := 0; ; n++ {
		b.body = bytes.NewReader(data)
		req, err := b.build()
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// Functions that are given both.

func attach(r *http.Request, body io.Reader) { r.Body = io.NopCloser(body) }

func attachBytes(r *http.Request, data []byte) { attach(r, bytes.NewReader(data)) }

func badAttached(hc *http.Client, req *http.Request, body io.Reader) (*http.Response, error) {
	for n := 0; ; n++ {
		attach(req, body)
		resp, err := hc.Do(req) // want `was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func badAttachedMade(hc *http.Client, u, text string) (*http.Response, error) {
	body := strings.NewReader(text)
	for n := 0; ; n++ {
		req, err := http.NewRequest(http.MethodPost, u, nil)
		if err != nil {
			return nil, err
		}
		attach(req, body)
		resp, err := hc.Do(req) // want `body was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodAttachedBytes(hc *http.Client, u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, u, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		attachBytes(req, data)
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodAttachedAnew(hc *http.Client, req *http.Request, text string) (*http.Response, error) {
	for n := 0; ; n++ {
		attach(req, strings.NewReader(text))
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func goodAttachedRewound(hc *http.Client, req *http.Request, body io.ReadSeeker) (*http.Response, error) {
	for n := 0; ; n++ {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		attach(req, body)
		resp, err := hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}
