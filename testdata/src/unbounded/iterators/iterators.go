// Package iterators leaves the end of the retries to the function that is ranged over.
package iterators

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"time"
)

func ever(base time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
			time.Sleep(base)
		}
	}
}

func sent(u string) (*http.Response, error) {
	for range ever(time.Second) {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries while the call fails`
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

// From here on all is well.

func some(n int, base time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
			time.Sleep(base << i)
		}
	}
}

func few(u string) (*http.Response, error) {
	for range some(4, time.Second) {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

func limit(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
			time.Sleep(time.Second)
		}
	}
}

func limited(u string, n int) (*http.Response, error) {
	for range limit(n) {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

func counted(u string) (*http.Response, error) {
	for i := range ever(time.Second) {
		resp, err := http.Get(u)
		if err == nil || i > 3 {
			return resp, err
		}
	}
	return nil, errors.New("gave up")
}

func until(ctx context.Context, base time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; ; i++ {
			if !yield(i) {
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(base << min(i, 6)):
			}
		}
	}
}

func ends(ctx context.Context, u string) (*http.Response, error) {
	for range until(ctx, time.Second) {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
	}
	return nil, ctx.Err()
}

func given(u string, attempts iter.Seq[int]) (*http.Response, error) {
	for range attempts {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}
