// Package kept sets or replaces what it sends in front of the attempts, or between them by what was read already.
package kept

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

type poster struct {
	hc   *http.Client
	last bytes.Buffer
}

// The stream is unpacked for some, in front of the label.
func (p *poster) byLabel(u string, body io.Reader) (*http.Response, error) {
	if s, ok := body.(*strings.Reader); ok {
		body = io.LimitReader(s, 1<<20)
	}
	n := 0
once:
	req, err := http.NewRequest("POST", u, body)
	if err != nil {
		return nil, err
	}
	resp, err := p.hc.Do(req) // want `body was read by the first attempt`
	if err != nil && n < 4 {
		time.Sleep(time.Second << n)
		n++
		goto once
	}
	return resp, err
}

// After the label, too.
func (p *poster) byLabelAnew(u string, data []byte, body io.Reader) (*http.Response, error) {
	n := 0
once:
	if data != nil {
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequest("POST", u, body)
	if err != nil {
		return nil, err
	}
	resp, err := p.hc.Do(req)
	if err != nil && n < 4 {
		time.Sleep(time.Second << n)
		n++
		goto once
	}
	return resp, err
}

// A copy is kept of what goes by: that is no new body.
func (p *poster) copied(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		p.last.Reset()
		body := io.TeeReader(req.Body, &p.last)
		req.Body = io.NopCloser(bufio.NewReader(body))
		resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// The same of a reader.
func (p *poster) copiedReader(u string, body io.Reader) (*http.Response, error) {
	for n := 0; ; n++ {
		body = io.TeeReader(body, &p.last)
		resp, err := p.hc.Post(u, "text/plain", body) // want `body was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// The body that is set again is the buffer that the attempt before has read.
func (p *poster) drained(u string, buf *bytes.Buffer) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		req.Body = io.NopCloser(buf)
		resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt|buf was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// That one is filled again.
func (p *poster) filled(u string, write func(io.Writer) error) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, nil)
	if err != nil {
		return nil, err
	}
	buf := new(bytes.Buffer)
	for n := 0; ; n++ {
		if err := write(buf); err != nil {
			return nil, err
		}
		req.Body = io.NopCloser(buf)
		resp, err := p.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// And that one is another one if there is another one.
func (p *poster) either(u string, first io.Reader, more func() io.Reader) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		if more != nil {
			first = more()
		}
		req.Body = io.NopCloser(first)
		resp, err := p.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// GetBody is set, but nobody asks for it.
func (p *poster) getBodySet(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	for n := 0; ; n++ {
		resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// It is asked for.
func (p *poster) getBodyAsked(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	for n := 0; ; n++ {
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
		resp, err := p.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// Looked at in front of the loop, where it does not help.
func (p *poster) seekedOnce(u string, src io.ReadSeeker) (*http.Response, error) {
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := p.hc.Post(u, "text/plain", src) // want `src was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// A literal in front of the loop, which the loop calls.
func (p *poster) seekedByLiteral(u string, src io.Reader) (*http.Response, error) {
	start := func() {
		if s, ok := src.(io.Seeker); ok {
			_, _ = s.Seek(0, io.SeekStart)
		}
	}
	for n := 0; ; n++ {
		start()
		resp, err := p.hc.Post(u, "text/plain", src)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// Set in front of the first attempt is none for the second.
func (p *poster) secondOf(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, nil)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(data))
	resp, err := p.hc.Do(req)
	if err != nil {
		return p.hc.Do(req) // want `the body of req was read by the first attempt`
	}
	return resp, nil
}

func (p *poster) secondAnew(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, nil)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(data))
	resp, err := p.hc.Do(req)
	if err != nil {
		req.Body = io.NopCloser(bytes.NewReader(data))
		return p.hc.Do(req)
	}
	return resp, nil
}

// By way of a function that makes the request and takes the answer.
func (p *poster) exchange(ctx context.Context, u string, body io.Reader, accept string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, "PUT", u, body)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Accept", accept)
	resp, err := p.hc.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func (p *poster) otherTongue(ctx context.Context, u string, body io.Reader) error {
	code, err := p.exchange(ctx, u, body, "application/json")
	if err == nil && code == http.StatusUnsupportedMediaType {
		code, err = p.exchange(ctx, u, body, "application/xml") // want `body was read by the first attempt \(sent at line \d+\)`
	}
	if err == nil && code != http.StatusOK {
		err = errors.New("refused")
	}
	return err
}

func (p *poster) otherTongueAnew(ctx context.Context, u string, data []byte) error {
	code, err := p.exchange(ctx, u, bytes.NewReader(data), "application/json")
	if err == nil && code == http.StatusUnsupportedMediaType {
		code, err = p.exchange(ctx, u, bytes.NewReader(data), "application/xml")
	}
	if err == nil && code != http.StatusOK {
		err = errors.New("refused")
	}
	return err
}

// Two that are sent to two places, whatever the first one said.
func (p *poster) twoPlaces(ctx context.Context, u, v string, data []byte) error {
	if _, err := p.exchange(ctx, u, bytes.NewReader(data), "text/plain"); err != nil {
		log.Print(err)
	}
	_, err := p.exchange(ctx, v, bytes.NewReader(data), "text/plain")
	return err
}

// What the other one left is sent for what the first one has taken.
func (p *poster) rest(ctx context.Context, u string, src io.ReadSeeker) error {
	if _, err := p.exchange(ctx, u, src, "text/plain"); err == nil {
		return nil
	}
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := p.exchange(ctx, u, src, "text/plain")
	return err
}

// What is left of the body is read on each round, and put back.
func (p *poster) putBack(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		text, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		log.Printf("%s", text)
		req.Body = io.NopCloser(bytes.NewReader(text))
		resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// It is read once, and put back on each round.
func (p *poster) putBackAnew(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		req.Body = io.NopCloser(bytes.NewReader(text))
		resp, err := p.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// That of the first round is kept.
func (p *poster) putBackKept(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var text []byte
	for n := 0; ; n++ {
		if n == 0 {
			if text, err = io.ReadAll(req.Body); err != nil {
				return nil, err
			}
		}
		req.Body = io.NopCloser(bytes.NewReader(text))
		resp, err := p.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// The request of each round is read and put back.
func (p *poster) putBackEach(u string, data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequest("POST", u, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		log.Printf("%s", text)
		req.Body = io.NopCloser(bytes.NewReader(text))
		resp, err := p.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}
