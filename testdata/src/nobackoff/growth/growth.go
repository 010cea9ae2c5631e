// Package growth holds delays that grow, in every way of writing it.
package growth

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"net/http"
	"time"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) limited(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return false
	}
	resp, err := c.hc.Do(req)
	return err == nil && resp.StatusCode == 429
}

func (c *client) goodShift(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ {
		time.Sleep(time.Second << i)
	}
}

func (c *client) goodShiftConverted(ctx context.Context) {
	for i := 0; c.limited(ctx) && i < 5; i++ {
		time.Sleep(time.Duration(1<<uint(i)) * 100 * time.Millisecond)
	}
}

func (c *client) goodPow(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ {
		time.Sleep(time.Duration(math.Pow(2, float64(i))) * time.Second)
	}
}

func (c *client) goodExp2(ctx context.Context) {
	for i := 1; c.limited(ctx); i++ {
		time.Sleep(time.Duration(math.Exp2(float64(i)) * float64(time.Second)))
	}
}

func (c *client) goodDoubling(ctx context.Context) {
	for d := time.Second; c.limited(ctx); d *= 2 {
		time.Sleep(d)
	}
}

func (c *client) goodCapped(ctx context.Context) {
	d := time.Second
	for c.limited(ctx) {
		time.Sleep(d)
		if d *= 2; d > time.Minute {
			d = time.Minute
		}
	}
}

func (c *client) goodMin(ctx context.Context) {
	for d := time.Second; c.limited(ctx); d = min(d*2, time.Minute) {
		time.Sleep(d)
	}
}

func (c *client) goodFactor(ctx context.Context) {
	d := 100 * time.Millisecond
	for c.limited(ctx) {
		time.Sleep(d)
		d = time.Duration(float64(d) * 1.5)
	}
}

func (c *client) goodLinear(ctx context.Context) {
	for i := range 5 {
		if !c.limited(ctx) {
			return
		}
		time.Sleep(time.Duration(i+1) * time.Second)
	}
}

func (c *client) goodStep(ctx context.Context) {
	var d time.Duration
	for c.limited(ctx) {
		d += 500 * time.Millisecond
		time.Sleep(d)
	}
}

func (c *client) goodTable(ctx context.Context) {
	for _, d := range []time.Duration{time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second} {
		if !c.limited(ctx) {
			return
		}
		time.Sleep(d)
	}
}

var delays = [...]time.Duration{time.Second, 3 * time.Second, 9 * time.Second, 27 * time.Second}

func (c *client) goodIndexed(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ {
		time.Sleep(delays[min(i, len(delays)-1)])
	}
}

func (c *client) goodJitter(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ {
		time.Sleep(time.Second<<i + rand.N(time.Second))
	}
}

func (c *client) goodFullJitter(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ {
		time.Sleep(time.Duration(rand.Int64N(int64(time.Second << min(i, 5)))))
	}
}

func (c *client) goodHelper(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ {
		if err := sleep(ctx, backoff(i)); err != nil {
			return
		}
	}
}

func backoff(attempt int) time.Duration {
	d := time.Second
	for range attempt {
		if d *= 2; d > 30*time.Second {
			return 30 * time.Second
		}
	}
	return d
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

type policy struct{ next time.Duration }

func (p *policy) wait() {
	time.Sleep(p.next)
	p.next *= 2
}

func (c *client) goodPolicy(ctx context.Context) {
	p := &policy{next: time.Second}
	for c.limited(ctx) {
		p.wait()
	}
}

func (c *client) goodRecursion(ctx context.Context, d time.Duration) {
	if c.limited(ctx) {
		time.Sleep(d)
		c.goodRecursion(ctx, 2*d)
	}
}

var nap = time.Sleep

func (c *client) goodSeam(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ {
		nap(time.Second << i)
	}
}

func (c *client) badSeam(ctx context.Context) {
	for c.limited(ctx) { // want `429 is retried after a fixed 1s`
		nap(time.Second)
	}
}

func constant(_ int) time.Duration { return time.Second }

func (c *client) badHelper(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ { // want `429 is retried after a fixed 1s`
		if err := sleep(ctx, constant(i)); err != nil {
			return
		}
	}
}

func (c *client) badBothArms(ctx context.Context) {
	for i := 0; c.limited(ctx); i++ { // want `429 is retried after a fixed 2s`
		d := 2 * time.Second
		if i > 3 {
			d = 2 * time.Second
		}
		time.Sleep(d)
	}
}

func (c *client) badEqualTable(ctx context.Context) {
	for _, d := range []time.Duration{time.Second, time.Second, time.Second, time.Second} {
		if !c.limited(ctx) { // want `429 is retried after a fixed 1s`
			return
		}
		time.Sleep(d)
	}
}

func (c *client) badRepeated(ctx context.Context) {
	for c.limited(ctx) { // want `429 is retried after a fixed 3s`
		for range 3 {
			time.Sleep(time.Second)
		}
	}
}

type steady struct{ every time.Duration }

func (s steady) wait() {
	time.Sleep(s.every)
	s.every *= 2 // of a copy
}

func (c *client) badCopy(ctx context.Context) {
	s := steady{every: time.Second}
	for c.limited(ctx) { // want `429 is retried after a fixed 1s`
		s.wait()
	}
}

// A delay that grows, in a loop inside another one: a round of the outer one lasts as long as the next of the inner one, and
// is no measure for it.
func inner(u string) error {
	var last error
	for attempt := range 4 {
		if attempt > 0 {
			time.Sleep(time.Second << attempt)
		}
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusOK:
			return nil
		case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500:
			last = errors.New(resp.Status)
		default:
			return errors.New(resp.Status)
		}
	}
	return last
}

func outer(u string) (err error) {
	for attempt := range 3 {
		if err = inner(u); err == nil {
			return nil
		}
		time.Sleep(2 * time.Second << attempt)
	}
	return err
}

// A delay that somebody set grows up to a cap, which is where it may begin as well.
type again struct {
	next  http.RoundTripper
	pause time.Duration
	tries int
}

const longest = 10 * time.Second

func (a *again) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	pause := a.pause
	for i := 0; i <= a.tries; i++ {
		resp, err = a.next.RoundTrip(r)
		if i == a.tries || err != nil || resp.StatusCode != http.StatusTooManyRequests {
			break
		}
		resp.Body.Close()
		if pause > longest {
			pause = longest
		}
		select {
		case <-time.After(pause):
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
		pause *= 2
	}
	return resp, err
}
