// Package policygiven has predicates that are given to helpers of another package.
package policygiven

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"nonretryable/policygiven/policy"
)

var hc = &http.Client{Timeout: time.Minute}

type apiError struct{ Status int }

func (e *apiError) Error() string { return fmt.Sprintf("status %d", e.Status) }

func get(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &apiError{resp.StatusCode}
	}
	return nil
}

// says yes to all refusals.
func anyRefusal(err error) bool {
	var e *apiError
	return errors.As(err, &e) && e.Status >= 400
}

func good(err error) bool {
	var e *apiError
	if errors.As(err, &e) {
		return e.Status == 429 || e.Status >= 500
	}
	return true
}

// 1
func ByOption(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, policy.If(anyRefusal)) // want `retries 400, 401 and 403 \(400 and above, sent at line 25\); the same request fails again, so have policy\.Do stop at it`
}

// 2
func ByStruct(ctx context.Context, url string) error {
	return policy.Run(ctx, policy.Options{Attempts: 3, Retryable: anyRefusal}, func(ctx context.Context) error { return get(ctx, url) }) // want `retries 400, 401 and 403 \(400 and above, sent at line 25\); the same request fails again, so have policy\.Run stop at it`
}

type rash struct{}

func (rash) ShouldRetry(err error, attempt int) bool {
	var e *apiError
	return errors.As(err, &e) && e.Status >= 400
}

type careful struct{}

func (careful) ShouldRetry(err error, attempt int) bool {
	var e *apiError
	if errors.As(err, &e) {
		return e.Status == 429 || e.Status >= 500
	}
	return true
}

// 3
func ByPolicy(ctx context.Context, url string) error {
	return policy.New(rash{}, 4).Do(ctx, func(ctx context.Context) error { return get(ctx, url) }) // want `retries 400, 401 and 403 \(400 and above, sent at line 25\); the same request fails again, so have policy\.New\(rash\{\}, 4\)\.Do stop at it`
}

// 4
func ByArgument(ctx context.Context, url string) error {
	return policy.By(ctx, rash{}, func(ctx context.Context) error { return get(ctx, url) }) // want `retries 400, 401 and 403 \(400 and above, sent at line 25\); the same request fails again, so have policy\.By stop at it`
}

// nothing is given: all goes round.
func ByDefault(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }) // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line 25\); the same request fails again, so have policy\.Do stop at it`
}

// other options.
func ByAttempts(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, policy.Attempts(3)) // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line 25\); the same request fails again, so have policy\.Do stop at it`
}

// good ones.
func GoodOption(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, policy.If(good), policy.Attempts(3))
}

func GoodStruct(ctx context.Context, url string) error {
	return policy.Run(ctx, policy.Options{Attempts: 3, Retryable: good}, func(ctx context.Context) error { return get(ctx, url) })
}

func GoodPolicy(ctx context.Context, url string) error {
	return policy.New(careful{}, 4).Do(ctx, func(ctx context.Context) error { return get(ctx, url) })
}

func GoodArgument(ctx context.Context, url string) error {
	return policy.By(ctx, careful{}, func(ctx context.Context) error { return get(ctx, url) })
}

// in a field of the client.
type client struct {
	r   *policy.Retrier
	url string
}

func newClient(url string) *client { return &client{r: policy.New(rash{}, 3), url: url} }

func (c *client) Get(ctx context.Context) error {
	return c.r.Do(ctx, func(ctx context.Context) error { return get(ctx, c.url) }) // want `retries 400, 401 and 403 \(400 and above, sent at line 25\); the same request fails again, so have c\.r\.Do stop at it`
}

// options in a list.
var defaults = []policy.Option{policy.Attempts(3), policy.If(anyRefusal)}

func ByList(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, defaults...) // left: a list of options is not read
}

// a literal.
func ByLiteral(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, policy.If(func(err error) bool { return err != nil })) // want `retries 400, 401 and 403 \(400 and above, and transport errors, sent at line 25\); the same request fails again, so have policy\.Do stop at it`
}

// good: the attempt comes first.
type counted struct{ most int }

func (c counted) ShouldRetry(err error, attempt int) bool {
	return attempt < c.most && good(err)
}

func ByCounted(ctx context.Context, url string) error {
	return policy.By(ctx, counted{3}, func(ctx context.Context) error { return get(ctx, url) })
}

// good: two predicates, the last one counts.
func Last(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, policy.If(anyRefusal), policy.If(good))
}

// good: an option of one's own that may set anything.
func Own(ctx context.Context, url string, more policy.Option) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, policy.If(anyRefusal), more)
}

// the last of two.
func LastRash(ctx context.Context, url string) error {
	return policy.Do(ctx, func(ctx context.Context) error { return get(ctx, url) }, policy.If(good), policy.Attempts(2), policy.If(anyRefusal)) // want `retries 400, 401 and 403 \(400 and above, sent at line 25\); the same request fails again, so have policy\.Do stop at it`
}
