// Package hintends reads Retry-After, and loses or keeps what it has read.
package hintends

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"time"
)

var errSpent = errors.New("all attempts spent")

type client struct {
	hc *http.Client
	u  string
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *client) do(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.u, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

// A second variable of the same name is in the inner block, and the log makes the compiler content.
func (c *client) shadowed(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests { // want `Retry-After of 429 is read \(line 52\) and it ends in a text: this wait does not heed it; wait that long at least`
			return nil
		}
		wait := d
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			wait := time.Duration(n) * time.Second
			log.Printf("the server wants us to wait %v", wait)
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
	return errSpent
}

// attempt returns what the server says of when to come back.
func (c *client) attempt(ctx context.Context) (later time.Duration, err error) {
	resp, err := c.do(ctx)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want `Retry-After of 429 is read \(line 71\) and nobody looks at it: this wait does not heed it; wait that long at least`
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return time.Duration(n) * time.Second, errLimited
	}
	if resp.StatusCode >= 400 {
		return 0, errRefused
	}
	return 0, nil
}

var errLimited, errRefused = errors.New("limited"), errors.New("refused")

func (c *client) dropped(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		_, err := c.attempt(ctx)
		if !errors.Is(err, errLimited) {
			return err
		}
		if err := pause(ctx, d); err != nil {
			return err
		}
	}
	return errSpent
}

// A tooSoon says when to come back; it is made as a pointer, and asked for as a value.
type tooSoon struct{ until time.Time }

func (e tooSoon) Error() string { return "too soon, come back at " + e.until.String() }

func (c *client) mark(ctx context.Context) error {
	resp, err := c.do(ctx)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &tooSoon{time.Now().Add(time.Duration(n) * time.Second)}
	case resp.StatusCode >= 400:
		return errRefused
	}
	return nil
}

func (c *client) mismatched(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		err := c.mark(ctx)
		if err == nil || err == errRefused { // want `429 comes as tooSoon with the server's until \(line 109\), which this wait does not heed; wait that long at least`
			return err
		}
		wait := d
		if s, ok := err.(tooSoon); ok {
			wait = time.Until(s.until)
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
	return errSpent
}

// A reply has it in a field that nobody reads.
type reply struct {
	code  int
	after int
}

func (c *client) ask(ctx context.Context) (*reply, error) {
	resp, err := c.do(ctx)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := &reply{code: resp.StatusCode}
	if v := resp.Header.Values("Retry-After"); len(v) > 0 {
		r.after, _ = strconv.Atoi(v[0])
	}
	return r, nil
}

func (c *client) unread(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		r, err := c.ask(ctx)
		if err != nil {
			return err
		}
		if r.code != http.StatusTooManyRequests { // want `Retry-After of 429 is read \(line 146\) and nobody looks at it`
			return nil
		}
		if err := pause(ctx, d); err != nil {
			return err
		}
	}
	return errSpent
}

// The delay of the program's own is put in its place.
func (c *client) overwritten(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests { // want `Retry-After of 429 is read \(line 180\) and it is lost on the way`
			return nil
		}
		wait := time.Duration(0)
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			wait = time.Duration(n) * time.Second
		}
		if wait = d + d/2; wait > time.Minute {
			wait = time.Minute
		}
		time.Sleep(wait)
	}
	return errSpent
}

// An Answer is for others, too, and this loop does not look at it.
type Answer struct {
	Code       int
	RetryAfter int
}

func (c *client) Ask(ctx context.Context) (*Answer, error) {
	resp, err := c.do(ctx)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &Answer{Code: resp.StatusCode}
	a.RetryAfter, _ = strconv.Atoi(resp.Header.Get("Retry-After"))
	return a, nil
}

func (c *client) others(ctx context.Context) (*Answer, error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		a, err := c.Ask(ctx)
		if err != nil || a.Code != http.StatusTooManyRequests { // want `Retry-After of 429 is read \(line 204\) and nobody looks at it`
			return a, err
		}
		if err := pause(ctx, d); err != nil {
			return nil, err
		}
	}
	return nil, errSpent
}

// From here on it is heeded, or may be.

// It is what the next wait begins with.
func (c *client) carried(ctx context.Context) error {
	d := time.Second
	for range 6 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			d = time.Duration(n) * time.Second
		}
		time.Sleep(d)
		d *= 2
	}
	return errSpent
}

func (c *client) matched(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		err := c.mark(ctx)
		if err == nil || err == errRefused {
			return err
		}
		wait := d
		var s *tooSoon
		if errors.As(err, &s) {
			wait = max(d, time.Until(s.until))
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
	return errSpent
}

func (c *client) assigned(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		wait := d
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			wait = time.Duration(n) * time.Second
			log.Printf("the server wants us to wait %v", wait)
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
	return errSpent
}

// slots keep what the server has said for all requests.
type slots struct{ free time.Time }

func (s *slots) blocked(n int) { s.free = time.Now().Add(time.Duration(n) * time.Second) }

func (s *slots) wait() { time.Sleep(time.Until(s.free)) }

func (c *client) kept(ctx context.Context, s *slots) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		s.wait()
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			s.blocked(n)
		}
		if err := pause(ctx, d); err != nil {
			return err
		}
	}
	return errSpent
}

// It is too long to wait for, or it is waited for.
func (c *client) decided(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		if n > int(d/time.Second) {
			return fmt.Errorf("limited for %d seconds", n)
		}
		if err := pause(ctx, d); err != nil {
			return err
		}
	}
	return errSpent
}

// A Limited is read by who calls this package, when all attempts are spent.
type Limited struct{ After time.Duration }

func (l *Limited) Error() string { return "limited" }

// Reported is told of every answer.
func (c *client) reported(ctx context.Context, report func(after string)) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		report(resp.Header.Get("Retry-After"))
		if err := pause(ctx, d); err != nil {
			return err
		}
	}
	return errSpent
}

// The log reads the header as well as the wait.
func (c *client) logged(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		log.Printf("limited, Retry-After is %q", resp.Header.Get("Retry-After"))
		if err := pause(ctx, told(resp, d)); err != nil {
			return err
		}
	}
	return errSpent
}

func told(resp *http.Response, d time.Duration) time.Duration {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return d
	}
	return max(d, time.Duration(n)*time.Second)
}

// What is retried is another status.
func (c *client) unavailable(ctx context.Context) error {
	for d := time.Second; d < time.Minute; d *= 2 {
		resp, err := c.do(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			return fmt.Errorf("limited, come back in %s seconds", resp.Header.Get("Retry-After"))
		case http.StatusServiceUnavailable:
		default:
			return nil
		}
		if err := pause(ctx, d); err != nil {
			return err
		}
	}
	return errSpent
}

var _ = []any{(*client).shadowed, (*client).dropped, (*client).mismatched, (*client).unread, (*client).overwritten, (*client).others, (*client).carried, (*client).matched, (*client).assigned, (*client).kept,
	(*client).decided, (*client).reported, (*client).logged, (*client).unavailable}
