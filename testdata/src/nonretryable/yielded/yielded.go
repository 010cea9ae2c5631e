// Package yielded goes round by an iterator of its own that waits between the attempts, around a call with many ways to fail: more paths than
// are kept, of which those that leave the range from its body tell that success ends it.
package yielded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"time"
)

type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprintf("status %d", e.code) }

var hc = &http.Client{Timeout: time.Minute}

func fetch(ctx context.Context, url string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return &statusError{resp.StatusCode}
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// attempts yields as often as it may be tried, and waits in between.
func attempts(ctx context.Context, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if i > 0 && sleep(ctx, time.Second<<i) != nil {
				return
			}
			if !yield(i) {
				return
			}
		}
	}
}

type user struct{ Name string }

func bad(ctx context.Context, url string) (u user, err error) {
	for range attempts(ctx, 4) {
		if err = fetch(ctx, url, &u); err == nil { // want `retries 400, 401 and 403 \(any status but 200-299, sent at line 26\)`
			return u, nil
		}
	}
	return u, err
}

func badBreak(ctx context.Context, url string) (u user, err error) {
	for range attempts(ctx, 4) {
		if err = fetch(ctx, url, &u); err == nil { // want `retries 400, 401 and 403 \(any status but 200-299, sent at line 26\)`
			break
		}
	}
	return u, err
}

func good(ctx context.Context, url string) (u user, err error) {
	for range attempts(ctx, 4) {
		err = fetch(ctx, url, &u)
		var s *statusError
		if err == nil || errors.As(err, &s) && s.code < 500 && s.code != 429 {
			return u, err
		}
	}
	return u, err
}

// goodEach asks for something else each time.
func goodEach(ctx context.Context, urls iter.Seq[string]) (all []user) {
	for url := range urls {
		var u user
		if fetch(ctx, url, &u) == nil {
			all = append(all, u)
		}
	}
	return all
}

// goodPoll looks again and again, whatever it got.
func goodPoll(ctx context.Context, url string, tell func(user)) {
	for range attempts(ctx, 4) {
		var u user
		if err := fetch(ctx, url, &u); err != nil {
			continue
		}
		tell(u)
	}
}
