package loops

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"time"
)

func (c *client) badCounted(ctx context.Context) (*http.Response, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403 \(.*sent at .*\); the same request fails again, so return the error`
			return resp, nil
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
	return nil, errors.New("gave up")
}

func (c *client) goodCounted(ctx context.Context) (*http.Response, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
	return nil, errors.New("gave up")
}

func (c *client) badCountedDown(ctx context.Context, left int) (*http.Response, error) {
	var err error
	for left > 0 {
		var resp *http.Response
		resp, err = c.once(ctx)
		if err == nil {
			if resp.StatusCode/100 == 2 { // want `retries 400, 401 and 403`
				return resp, nil
			}
			err = failure(resp)
			resp.Body.Close()
		}
		left--
	}
	return nil, err
}

func (c *client) goodCountedDown(ctx context.Context, left int) (*http.Response, error) {
	var err error
	for left > 0 {
		var resp *http.Response
		resp, err = c.once(ctx)
		if err == nil {
			return resp, nil
		}
		left--
	}
	return nil, err
}

func (c *client) badCutOff(ctx context.Context, max int) (*http.Response, error) {
	attempt := 0
	for {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode < 400 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		attempt++
		if attempt >= max {
			return resp, err
		}
		time.Sleep(time.Duration(attempt) * time.Second)
	}
}

func (c *client) goodCutOff(ctx context.Context, max int) (*http.Response, error) {
	attempt := 0
	for {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		attempt++
		if attempt >= max {
			return resp, err
		}
		time.Sleep(time.Duration(attempt) * time.Second)
	}
}

func (c *client) badInfinite(ctx context.Context) *http.Response {
	for {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode != 200 { // want `retries 400, 401 and 403`
			time.Sleep(3 * time.Second)
			continue
		}
		return resp
	}
}

func (c *client) goodInfinite(ctx context.Context) *http.Response {
	for {
		resp, err := c.once(ctx)
		if err != nil || resp.StatusCode >= 500 {
			time.Sleep(3 * time.Second)
			continue
		}
		return resp
	}
}

func (c *client) badIntRange(ctx context.Context) (resp *http.Response, err error) {
	for range 3 {
		resp, err = c.once(ctx)
		if err != nil {
			continue
		}
		if resp.StatusCode == 200 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, err
}

func (c *client) goodIntRange(ctx context.Context) (resp *http.Response, err error) {
	for range 3 {
		if resp, err = c.once(ctx); err == nil {
			return resp, nil
		}
	}
	return nil, err
}

func (c *client) badDelayTable(ctx context.Context) error {
	for _, d := range []time.Duration{0, time.Second, 5 * time.Second} {
		time.Sleep(d)
		resp, err := c.once(ctx)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 300 { // want `retries 400, 401 and 403`
			return nil
		}
	}
	return errors.New("gave up")
}

func (c *client) goodDelayTable(ctx context.Context) error {
	for _, d := range []time.Duration{0, time.Second, 5 * time.Second} {
		time.Sleep(d)
		resp, err := c.once(ctx)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 300 {
			return nil
		}
		if resp.StatusCode < 500 {
			return failure(resp)
		}
	}
	return errors.New("gave up")
}

func (c *client) badDeadline(ctx context.Context) (*http.Response, error) {
	end := time.Now().Add(time.Minute)
	for time.Now().Before(end) {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode == 200 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		time.Sleep(200 * time.Millisecond)
	}
	return nil, context.DeadlineExceeded
}

func (c *client) goodDeadline(ctx context.Context) (*http.Response, error) {
	start := time.Now()
	for time.Since(start) < time.Minute {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode != 502 && resp.StatusCode != 503 {
			return resp, nil
		}
		time.Sleep(200 * time.Millisecond)
	}
	return nil, context.DeadlineExceeded
}

func (c *client) badSelect(ctx context.Context) (*http.Response, error) {
	for d := 100 * time.Millisecond; ; d = min(2*d, 10*time.Second) {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode == http.StatusCreated { // want `retries 400, 401 and 403`
			return resp, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(d):
		}
	}
}

func (c *client) goodSelect(ctx context.Context) (*http.Response, error) {
	for d := 100 * time.Millisecond; ; d = min(2*d, 10*time.Second) {
		resp, err := c.once(ctx)
		if err == nil && (resp.StatusCode < 400 || resp.StatusCode >= 400 && resp.StatusCode < 500) {
			return resp, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(d):
		}
	}
}

func (c *client) badTicker(ctx context.Context) (*http.Response, error) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode == 200 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		select {
		case <-t.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (c *client) goodTicker(ctx context.Context) (*http.Response, error) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		resp, err := c.once(ctx)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		select {
		case <-t.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (c *client) badFlag(ctx context.Context) (resp *http.Response, err error) {
	for retry := true; retry; { // want `retries 400, 401 and 403`
		resp, err = c.once(ctx)
		retry = err != nil || resp.StatusCode != 200
	}
	return resp, err
}

func (c *client) badNotOK(ctx context.Context) (resp *http.Response) {
	ok := false
	for !ok { // want `retries 400, 401 and 403`
		var err error
		if resp, err = c.once(ctx); err != nil {
			return nil
		}
		ok = resp.StatusCode < 300
	}
	return resp
}

func (c *client) goodFlag(ctx context.Context) (resp *http.Response, err error) {
	for retry := true; retry; {
		resp, err = c.once(ctx)
		retry = err == nil && resp.StatusCode == 503
	}
	return resp, err
}

func (c *client) goodNotOK(ctx context.Context) (resp *http.Response) {
	ok := false
	for !ok {
		var err error
		if resp, err = c.once(ctx); err != nil {
			continue
		}
		ok = true
	}
	return resp
}

func attempts(n int, base time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
			time.Sleep(base << i)
		}
	}
}

func (c *client) badRangeFunc(ctx context.Context) (resp *http.Response, err error) {
	for range attempts(4, time.Second) {
		resp, err = c.once(ctx)
		if err != nil || resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
			continue
		}
		return resp, nil
	}
	return resp, err
}

func (c *client) goodRangeFunc(ctx context.Context) (resp *http.Response, err error) {
	for range attempts(4, time.Second) {
		resp, err = c.once(ctx)
		if err != nil {
			continue
		}
		return resp, nil
	}
	return resp, err
}

// The inverted condition: what can be cured is returned, what cannot goes round.
func (c *client) badInverted(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 || resp.StatusCode < 400 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}

// The deny-list is too short.
func (c *client) badDenied(ctx context.Context) (*http.Response, error) {
	for range 4 {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case 200, 201, 204, 401, 404: // want `retries 400, 403 and 422`
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return nil, errors.New("gave up")
}

// An if around the request's own failure only.
func (c *client) goodTransportOnly(ctx context.Context) (*http.Response, error) {
	var last error
	for i := 0; i < 3; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode != 200 {
			return nil, failure(resp)
		}
		return resp, nil
	}
	return nil, last
}
