// Package pooled sends what was written into buffers that somebody else has made.
package pooled

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

type notice struct{ Text string }

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// One after the other, and what fails is left behind.
func flush(c *http.Client, u string, notices []notice) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	for _, n := range notices {
		if err := json.NewEncoder(buf).Encode(n); err != nil {
			continue
		}
		resp, err := c.Post(u, "application/json", buf)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			fmt.Println(resp.Status)
		}
		buf.Reset()
	}
}

// The caller's.
func fill(c *http.Client, buf *bytes.Buffer, u string, lines map[string]string) error {
	for name, line := range lines {
		buf.Reset()
		fmt.Fprintf(buf, "%s: %s", name, line)
		resp, err := c.Post(u, "text/plain", buf)
		if err != nil {
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			continue
		}
		return nil
	}
	return nil
}

type sender struct {
	buf *bytes.Buffer
	c   *http.Client
}

// That of an object, with items that come from a channel.
func (s *sender) run(u string, from <-chan notice) {
	for n := range from {
		s.buf.Reset()
		io.WriteString(s.buf, n.Text)
		resp, err := s.c.Post(u, "text/plain", s.buf)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			time.Sleep(time.Second)
			continue
		}
	}
}

// The same thing again, until it has worked.
func again(c *http.Client, u string, n notice) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	for range 5 {
		buf.Reset()
		if err := json.NewEncoder(buf).Encode(n); err != nil {
			return err
		}
		resp, err := c.Post(u, "application/json", buf)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close() // want `defer closes the response \(sent at line \d+\) when the function returns`
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return nil
}

// Each of some things, three times.
func each(c *http.Client, buf *bytes.Buffer, u string, notices []notice) {
	for _, n := range notices {
		for range 3 {
			buf.Reset()
			if err := json.NewEncoder(buf).Encode(n); err != nil {
				break
			}
			resp, err := c.Post(u, "application/json", buf)
			if err != nil {
				time.Sleep(time.Second)
				continue
			}
			defer resp.Body.Close() // want `defer closes the response \(sent at line \d+\) when the function returns`
			if resp.StatusCode < 500 {
				break
			}
			time.Sleep(time.Second)
		}
	}
}
