// Package iterators ranges over functions that bound the attempts, and wait between them.
package iterators

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"time"
)

var errGaveUp = errors.New("gave up")

// growing hands on attempt after attempt, and waits longer each time.
func growing(n int, base time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if i > 0 {
				time.Sleep(base << i)
			}
			if !yield(i) {
				return
			}
		}
	}
}

func fixed(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
			time.Sleep(50 * time.Millisecond)
		}
	}
}

func busy(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func send(u string) (int, error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func atOnce(u string) error {
	for range busy(4) {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code == http.StatusTooManyRequests { // want `429 is retried at once`
			continue
		}
		return nil
	}
	return errGaveUp
}

func soon(u string) error {
	for range fixed(4) {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code != http.StatusTooManyRequests { // want `429 is retried after a fixed 50ms`
			return nil
		}
	}
	return errGaveUp
}

// A backoff has a method to range over.
type backoff struct{ base time.Duration }

func (b *backoff) same(yield func(int) bool) {
	for i := 0; i < 5; i++ {
		if !yield(i) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (b *backoff) more(yield func(int, time.Duration) bool) {
	for i := 0; i < 5; i++ {
		if !yield(i, b.base<<i) {
			return
		}
	}
}

func byMethod(u string, b *backoff) error {
	for range b.same {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code != http.StatusTooManyRequests { // want `429 is retried after a fixed 20ms`
			return nil
		}
	}
	return errGaveUp
}

// From here on all is well.

func patient(u string) error {
	for range growing(4, time.Second) {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code == http.StatusTooManyRequests {
			continue
		}
		return nil
	}
	return errGaveUp
}

// The delay is handed on.
func handed(u string, b *backoff) error {
	for _, d := range b.more {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code != http.StatusTooManyRequests {
			return nil
		}
		time.Sleep(d)
	}
	return errGaveUp
}

// What waits in it is not known.
func given(u string, attempts iter.Seq[int]) error {
	for range attempts {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code != http.StatusTooManyRequests {
			return nil
		}
	}
	return errGaveUp
}

// It leaves the range.
func leaves(u string) error {
	for range busy(4) {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code == http.StatusTooManyRequests {
			break
		}
		return nil
	}
	return errGaveUp
}

// The elements are what is sent.
func urls(names []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, n := range names {
			if !yield("https://example.com/" + n) {
				return
			}
		}
	}
}

func items(names []string) error {
	for u := range urls(names) {
		code, err := send(u)
		if err != nil {
			return err
		}
		if code == http.StatusTooManyRequests {
			continue
		}
	}
	return nil
}

// One range in another, and one that ends with a context.
func waits(ctx context.Context, base time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; ; i++ {
			if !yield(i) {
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(base << i):
			}
		}
	}
}

func nested(ctx context.Context, names []string) error {
	for u := range urls(names) {
		for range waits(ctx, time.Second) {
			code, err := send(u)
			if err != nil {
				return err
			}
			if code != http.StatusTooManyRequests {
				break
			}
		}
	}
	return nil
}
