// Package setback has readers of its own, which it takes back to their beginning between two attempts, or does not.
package setback

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// A slow reader reads what it has at a pace.
type slow struct {
	content []byte
	next    int
	pace    time.Duration
}

func (s *slow) Read(p []byte) (int, error) {
	if s.next >= len(s.content) {
		return 0, io.EOF
	}
	n := copy(p, s.content[s.next:])
	s.next += n
	return n, nil
}

func (s *slow) Reset()     { s.next = 0 }
func (s *slow) again()     { s.back(0) }
func (s *slow) back(n int) { s.next = n }
func (s *slow) left() int  { return len(s.content) - s.next }

func put(c *http.Client, url string, body io.Reader) (bool, error) {
	req, err := http.NewRequest(http.MethodPut, url, body)
	if err != nil {
		return false, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	return resp.StatusCode < 500, nil
}

func reset(c *http.Client, url string, input *slow) error {
	for i := 0; i < 8; i++ {
		input.Reset()
		if ok, err := put(c, url, input); ok || err != nil {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return nil
}

func later(c *http.Client, url string, input *slow) error {
	for i := 0; i < 8; i++ {
		if ok, err := put(c, url, input); ok || err != nil {
			return err
		}
		input.again()
		time.Sleep(time.Second << i)
	}
	return nil
}

func byHand(c *http.Client, url string, input *slow) error {
	for i := 0; i < 8; i++ {
		input.next = 0
		if ok, err := put(c, url, input); ok || err != nil {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return nil
}

// What it is given may be many things.
func ofAny(c *http.Client, url string, input any) error {
	for i := 0; i < 8; i++ {
		var body io.Reader
		switch input.(type) {
		default:
			data, err := json.Marshal(input)
			if err != nil {
				return err
			}
			body = bytes.NewReader(data)
		case []byte:
			body = bytes.NewReader(input.([]byte))
		case *slow:
			input.(*slow).Reset()
			body = input.(*slow)
		}
		if ok, err := put(c, url, body); ok || err != nil {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return nil
}

func badReset(c *http.Client, url string, input *slow) error {
	input.Reset()
	for i := 0; i < 8; i++ {
		req, err := http.NewRequest(http.MethodPut, url, input)
		if err != nil {
			return err
		}
		resp, err := c.Do(req) // want `input was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return nil
}

func badOther(c *http.Client, url string, input, other *slow) error {
	for i := 0; i < 8; i++ {
		other.Reset()
		req, err := http.NewRequest(http.MethodPut, url, input)
		if err != nil {
			return err
		}
		resp, err := c.Do(req) // want `input was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return nil
}
