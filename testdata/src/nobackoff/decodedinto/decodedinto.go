// Package decodedinto waits for durations of answers that a function decodes into whatever its callers give it.
package decodedinto

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

type client struct {
	hc   *http.Client
	base string
}

func (c *client) call(ctx context.Context, path string, out any) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, json.NewDecoder(resp.Body).Decode(out)
}

func fetch[T any](ctx context.Context, c *client, path string) (out T, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return out, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

type flood struct {
	OK    bool          `json:"ok"`
	After time.Duration `json:"retry_after"`
}

func (c *client) flooded(ctx context.Context) error {
	for range 5 {
		var f flood
		status, err := c.call(ctx, "/send", &f)
		if err != nil || f.OK {
			return err
		}
		if status != http.StatusTooManyRequests {
			return errors.New("refused")
		}
		if err := pause(ctx, f.After); err != nil { // want `After is a Duration set by the answer's JSON`
			return err
		}
	}
	return errors.New("flood")
}

type later struct {
	Done  bool          `json:"done"`
	Sleep time.Duration `json:"sleep"`
}

func (c *client) later(ctx context.Context) error {
	for {
		l, err := fetch[later](ctx, c, "/later")
		if err != nil || l.Done {
			return err
		}
		if err := pause(ctx, l.Sleep); err != nil { // want `Sleep is a Duration set by the answer's JSON`
			return err
		}
	}
}

// The flag says no to a 429 as well, and the wait after it is always the same.
func (c *client) flagged(ctx context.Context) error {
	for range 9 {
		var f struct {
			OK bool `json:"ok"`
		}
		status, err := c.call(ctx, "/send", &f)
		if err != nil {
			return err
		}
		if f.OK {
			return nil
		}
		if status != http.StatusTooManyRequests { // want `429 is retried after a fixed 200ms`
			return errors.New("refused")
		}
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return err
		}
	}
	return errors.New("flood")
}

func (c *client) flaggedLonger(ctx context.Context) error {
	for n := range 5 {
		var f struct {
			OK bool `json:"ok"`
		}
		status, err := c.call(ctx, "/send", &f)
		if err != nil {
			return err
		}
		if f.OK {
			return nil
		}
		if status != http.StatusTooManyRequests {
			return errors.New("refused")
		}
		if err := pause(ctx, 200*time.Millisecond<<n); err != nil {
			return err
		}
	}
	return errors.New("flood")
}

// A flag that is waited for, whatever the status: a state and no failure.
func (c *client) ready(ctx context.Context) error {
	for {
		var f struct {
			Ready bool `json:"ready"`
		}
		status, err := c.call(ctx, "/state", &f)
		if err != nil {
			return err
		}
		if f.Ready {
			return nil
		}
		if status >= 500 {
			return errors.New("broken")
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

type seconds struct {
	OK    bool `json:"ok"`
	After int  `json:"retry_after"`
}

func (c *client) inSeconds(ctx context.Context) error {
	for range 5 {
		var s seconds
		status, err := c.call(ctx, "/send", &s)
		if err != nil || s.OK || status != http.StatusTooManyRequests {
			return err
		}
		if err := pause(ctx, time.Duration(s.After)*time.Second); err != nil {
			return err
		}
	}
	return errors.New("flood")
}

// scaled has the number multiplied by its unit after all.
type scaled struct {
	OK    bool          `json:"ok"`
	After time.Duration `json:"retry_after"`
}

func (c *client) scaled(ctx context.Context) error {
	for range 5 {
		var s scaled
		status, err := c.call(ctx, "/send", &s)
		if err != nil || s.OK || status != http.StatusTooManyRequests {
			return err
		}
		if err := pause(ctx, s.After*time.Second); err != nil {
			return err
		}
	}
	return errors.New("flood")
}

// spelt decodes itself.
type spelt struct {
	After time.Duration
}

func (s *spelt) UnmarshalJSON(raw []byte) error {
	n, err := strconv.Atoi(string(raw))
	s.After = time.Duration(n) * time.Second
	return err
}

func (c *client) spelt(ctx context.Context) error {
	for range 5 {
		s, err := fetch[spelt](ctx, c, "/send")
		if err != nil || s.After == 0 {
			return err
		}
		if err := pause(ctx, s.After); err != nil {
			return err
		}
	}
	return errors.New("flood")
}

// settings are no answer's: nobody gives them to call.
type settings struct {
	Every time.Duration `json:"every"`
}

func (c *client) every(ctx context.Context, s settings) error {
	var out struct {
		OK bool `json:"ok"`
	}
	for range 5 {
		if _, err := c.call(ctx, "/ping", &out); err != nil || out.OK {
			return err
		}
		if err := pause(ctx, s.Every); err != nil {
			return err
		}
	}
	return nil
}
