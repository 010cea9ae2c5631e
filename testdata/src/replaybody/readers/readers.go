// Package readers builds a new request around a reader that was read before.
package readers

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

type client struct {
	http  *http.Client
	tries int
}

// The reader comes from outside.
func (c *client) upload(url string, src io.Reader) error {
	for i := 0; ; i++ {
		req, err := http.NewRequest("PUT", url, src)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req) // want `src was read by the first attempt, so every retry \(line 22\) sends none of it; make a new reader or rewind it each time`
		if err == nil {
			return resp.Body.Close()
		}
		if i == c.tries {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The helper builds the request.
func (c *client) post(ctx context.Context, url string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "POST", url, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return c.http.Do(req)
}

func (c *client) create(ctx context.Context, url string, v any) (*http.Response, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	body := bytes.NewReader(data)
	for i := 0; ; i++ {
		resp, err := c.post(ctx, url, body) // want `body was read by the first attempt`
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// A helper makes the request, another sends it.
func newRequest(url string, body io.Reader) (*http.Request, error) {
	return http.NewRequest("POST", url, body)
}

func (c *client) twoHelpers(url, text string) (*http.Response, error) {
	body := strings.NewReader(text)
	for i := 0; ; i++ {
		req, err := newRequest(url, body)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req) // want `body was read by the first attempt`
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func retry(do func() (*http.Response, error)) (*http.Response, error) {
	var resp *http.Response
	var err error
	for range 4 {
		if resp, err = do(); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

// A closure captures the buffer.
func captured(url string, v any) (*http.Response, error) {
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(v); err != nil {
		return nil, err
	}
	return retry(func() (*http.Response, error) {
		return http.Post(url, "application/json", &buf) // want `buf was read by the first attempt`
	})
}

// So is a file, which the first attempt closes as well.
func (c *client) file(url string, f *os.File) (resp *http.Response, err error) {
	for range c.tries {
		resp, err = c.http.Post(url, "application/octet-stream", f) // want `f was read by the first attempt`
		if err == nil {
			break
		}
	}
	return resp, err
}

// Another host gets nothing of it either.
func (c *client) failover(hosts []string, body io.Reader) error {
	var last error
	for _, h := range hosts {
		resp, err := c.http.Post("https://"+h+"/items", "text/plain", body) // want `body was read by the first attempt`
		if err != nil {
			last = err
			continue
		}
		return resp.Body.Close()
	}
	return last
}

// Made for each attempt.
func (c *client) made(ctx context.Context, url string, data []byte) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.post(ctx, url, bytes.NewReader(data))
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func madeInside(url string, data []byte) (*http.Response, error) {
	return retry(func() (*http.Response, error) {
		body := bytes.NewBuffer(data)
		return http.Post(url, "application/json", body)
	})
}

// Encoded for each attempt.
func encoded(url string, v any) (*http.Response, error) {
	return retry(func() (*http.Response, error) {
		var buf bytes.Buffer
		if err := json.NewEncoder(&buf).Encode(v); err != nil {
			return nil, err
		}
		return http.Post(url, "application/json", &buf)
	})
}

// Written anew into the same buffer.
func (c *client) reset(url string, v any) (resp *http.Response, err error) {
	buf := new(bytes.Buffer)
	for range c.tries {
		buf.Reset()
		if err = json.NewEncoder(buf).Encode(v); err != nil {
			return nil, err
		}
		if resp, err = c.http.Post(url, "application/json", buf); err == nil {
			break
		}
	}
	return resp, err
}

// Rewound.
func (c *client) seeks(url string, src io.ReadSeeker) (resp *http.Response, err error) {
	for range c.tries {
		if _, err = src.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		if resp, err = c.http.Post(url, "text/plain", src); err == nil {
			break
		}
	}
	return resp, err
}

// Rewound if it can be.
func (c *client) mayseek(url string, src io.Reader) (resp *http.Response, err error) {
	for range c.tries {
		if s, ok := src.(io.Seeker); ok {
			if _, err = s.Seek(0, io.SeekStart); err != nil {
				return nil, err
			}
		}
		if resp, err = c.http.Post(url, "text/plain", src); err == nil {
			break
		}
	}
	return resp, err
}

// Opened for each attempt.
func (c *client) opened(url, name string) (resp *http.Response, err error) {
	for range c.tries {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		if resp, err = c.http.Post(url, "text/plain", f); err == nil {
			break
		}
	}
	return resp, err
}

// The next part of a file.
func (c *client) parts(url string, f io.Reader, n int) error {
	for range n {
		resp, err := c.http.Post(url, "text/plain", io.LimitReader(f, 1<<20))
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// No body at all.
func (c *client) none(ctx context.Context, url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.post(ctx, url, nil)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// What fails before it was sent was not read.
func (c *client) asks(url string, src io.Reader, ready func() error) (*http.Response, error) {
	for ready() != nil {
		time.Sleep(time.Second)
	}
	return c.http.Post(url, "text/plain", src)
}

// Only what has no body is sent again.
func (c *client) bodyless(url string, src io.Reader) (resp *http.Response, err error) {
	for range c.tries {
		resp, err = c.http.Post(url, "text/plain", src)
		if err == nil || src != nil {
			break
		}
	}
	return resp, err
}

type message struct {
	Body any
	Kind string
}

func (c *client) compose(url string, m message) (*http.Request, error) {
	buf := new(bytes.Buffer)
	if m.Body != nil {
		src, ok := m.Body.(io.Reader)
		if !ok {
			return nil, os.ErrInvalid
		}
		if _, err := io.Copy(buf, src); err != nil {
			return nil, err
		}
	}
	return http.NewRequest("POST", url, bytes.NewReader(buf.Bytes()))
}

// The helper reads it to its end on every round.
func (c *client) composed(url string, m message) error {
	var last error
	for range c.tries {
		req, err := c.compose(url, m) // want `m.Body was read by the first attempt`
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		last = err
	}
	return last
}

// Read once, before.
func (c *client) readBefore(url string, src io.Reader) (resp *http.Response, err error) {
	data, err := io.ReadAll(src)
	if err != nil {
		return nil, err
	}
	for range c.tries {
		if resp, err = c.http.Post(url, "text/plain", bytes.NewReader(data)); err == nil {
			break
		}
	}
	return resp, err
}

// An empty one is not made again.
func (c *client) unlessEmpty(url string, src io.Reader) (resp *http.Response, err error) {
	kept := new(bytes.Buffer)
	if _, err := io.Copy(kept, src); err != nil {
		return nil, err
	}
	for range c.tries {
		if kept.Len() > 0 {
			src = bytes.NewReader(kept.Bytes())
		}
		if resp, err = c.http.Post(url, "text/plain", src); err == nil {
			break
		}
	}
	return resp, err
}

// A reader of the program's own reads from what it was put around.
type counting struct {
	from io.Reader
	n    int64
}

func newCounting(r io.Reader) *counting { return &counting{from: r} }

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	return n, err
}

func counted(url string, data io.Reader) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest("PUT", url, newCounting(data))
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req) // want `data was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func countedInPlace(url string, data io.Reader) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest("PUT", url, &counting{data, 0})
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req) // want `data was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// What it was put around is made for each attempt.
func countedAnew(url string, data []byte) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest("PUT", url, newCounting(bytes.NewReader(data)))
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// This one goes back to the beginning when it is closed.
type rewinding struct{ from io.Reader }

func newRewinding(r io.Reader) io.ReadCloser { return &rewinding{r} }

func (c *rewinding) Read(p []byte) (int, error) { return c.from.Read(p) }

func (c *rewinding) Close() error {
	if s, ok := c.from.(io.Seeker); ok {
		_, err := s.Seek(0, io.SeekStart)
		return err
	}
	return nil
}

func rewound(url string, data io.Reader) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest("PUT", url, newRewinding(data))
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// This one is a part of what it was put around.
type part struct {
	from io.Reader
	left int
}

func newPart(r io.Reader, size int) io.Reader { return &part{r, size} }

func (c *part) Read(p []byte) (int, error) {
	if c.left == 0 {
		return 0, io.EOF
	}
	n, err := c.from.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}

func inParts(url string, data io.Reader) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest("PUT", url, newPart(data, 1<<20))
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// This one reads all of it when it is made, so that it may keep it elsewhere.
type buffered struct{ bytes.Reader }

func newBuffered(cache func(io.Reader) []byte, r io.Reader) io.Reader {
	b := &buffered{}
	b.Reset(cache(r))
	return b
}

func cached(url string, data io.Reader, cache func(io.Reader) []byte) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest("PUT", url, newBuffered(cache, data))
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}
