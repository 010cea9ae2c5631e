// Package nowaits computes delays that must not be negative: what is made of one that is says nothing of how long it waits.
package nowaits

import (
	"context"
	"math"
	"math/rand"
	"net/http"
	"time"
)

type doer struct {
	inner  *http.Client
	tries  int
	base   time.Duration
	most   time.Duration
	factor float64
	jitter float64
	eager  bool
}

func rest(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func passes(resp *http.Response) bool { return resp.StatusCode == 429 || resp.StatusCode >= 500 }

// floored grows, and is cut on both sides.
func (d *doer) floored(attempt int, given time.Duration) time.Duration {
	if given > 0 {
		return given
	}
	wait := float64(d.base) * math.Pow(d.factor, float64(attempt-1))
	if d.jitter > 0 {
		wait *= 1 + (rand.Float64()*2-1)*d.jitter
	}
	if wait > float64(d.most) {
		wait = float64(d.most)
	}
	if wait < 0 {
		wait = 0
	}
	return time.Duration(wait)
}

func (d *doer) byHelper(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := d.inner.Do(req)
		if err != nil || !passes(resp) || attempt >= d.tries {
			return resp, err
		}
		resp.Body.Close()
		if !rest(req.Context(), d.floored(attempt, 0)) {
			return nil, req.Context().Err()
		}
	}
}

// returned says nothing where there is nothing to wait for.
func (d *doer) returned(attempt int) time.Duration {
	wait := d.base*time.Duration(attempt) - time.Duration(rand.Int63n(int64(d.base)))
	if wait <= 0 {
		return 0
	}
	return min(wait, d.most)
}

func (d *doer) byReturn(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := d.inner.Do(req)
		if err != nil || !passes(resp) || attempt >= d.tries {
			return resp, err
		}
		resp.Body.Close()
		if !rest(req.Context(), d.returned(attempt)) {
			return nil, req.Context().Err()
		}
	}
}

// turned asks from the other side.
func (d *doer) turned(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := d.inner.Do(req)
		if err != nil || !passes(resp) || attempt >= d.tries {
			return resp, err
		}
		resp.Body.Close()
		wait := d.base * time.Duration(attempt)
		wait -= wait / 10
		if 0 > wait {
			wait = 0
		}
		if !rest(req.Context(), wait) {
			return nil, req.Context().Err()
		}
	}
}

// built has it done by max.
func (d *doer) built(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := d.inner.Do(req)
		if err != nil || !passes(resp) || attempt >= d.tries {
			return resp, err
		}
		resp.Body.Close()
		if !rest(req.Context(), max(d.base*time.Duration(attempt)-time.Second, 0)) {
			return nil, req.Context().Err()
		}
	}
}

// kept has it in a field.
type kept struct {
	inner *http.Client
	tries int
	wait  time.Duration
}

func (k *kept) get(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := k.inner.Do(req)
		if err != nil || !passes(resp) || attempt >= k.tries {
			return resp, err
		}
		resp.Body.Close()
		k.wait = 2*k.wait + time.Duration(rand.Int63n(int64(time.Second)))
		if k.wait < 0 {
			k.wait = 0
		}
		if !rest(req.Context(), k.wait) {
			return nil, req.Context().Err()
		}
	}
}

// eagerly has a way on which it does not wait, and says so.
func (d *doer) eagerly(attempt int) time.Duration {
	wait := d.base * time.Duration(attempt)
	if d.eager {
		wait = 0
	}
	if wait < 0 {
		wait = 0
	}
	return wait
}

func (d *doer) byFlag(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := d.inner.Do(req)
		if err != nil || !passes(resp) || attempt >= d.tries { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		if !rest(req.Context(), d.eagerly(attempt)) {
			return nil, req.Context().Err()
		}
	}
}

// below is one that is negative for certain.
func (d *doer) below(req *http.Request) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := d.inner.Do(req)
		if err != nil || !passes(resp) || attempt >= d.tries { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		wait := -time.Second
		if wait < 0 {
			wait = 0
		}
		if !rest(req.Context(), wait) {
			return nil, req.Context().Err()
		}
	}
}
