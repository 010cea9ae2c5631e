// Package rounds has delay functions that are told how many rounds there were, whatever the number is called.
package rounds

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

func get(url string) error {
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}
	return err
}

func jitter() time.Duration { return time.Duration(rand.N(1000)) * time.Millisecond }

// What is added has no unit.
func bare(k int) time.Duration {
	if k == 0 {
		return 0
	}
	if k < 10 {
		return time.Duration(k)*2 + jitter() // want `time.Duration\(k\) \* 2 adds some nanoseconds to the delay`
	}
	return 30 * time.Second
}

func seconds(k int) time.Duration {
	if k < 10 {
		return time.Duration(k)*2*time.Second + jitter()
	}
	return 30 * time.Second
}

func untilBare(url string) error {
	var k int
	for {
		err := get(url)
		if err == nil {
			return nil
		}
		time.Sleep(bare(k))
		k++
		if k > 15 {
			return err
		}
	}
}

func untilSeconds(url string) error {
	var k int
	for {
		err := get(url)
		if err == nil {
			return nil
		}
		time.Sleep(seconds(k))
		k += 1
		if k > 15 {
			return err
		}
	}
}

// The power overflows before it is capped, whichever cap a caller has.
func grown(k, longest int) time.Duration {
	n := 1 << k // want `grown returns .* from attempt 6[0-9] on: the power overflows before the cap is tested`
	if n > longest {
		n = longest
	}
	return time.Duration(n)*time.Second + jitter()
}

func grownSafely(k, longest int) time.Duration {
	n := longest
	if k < 10 {
		n = min(1<<k, longest)
	}
	return time.Duration(n)*time.Second + jitter()
}

func untilGrown(url string) {
	k := 0
	for get(url) != nil {
		time.Sleep(grown(k, 10))
		k++
	}
}

func untilGrownSafely(url string) {
	k := 0
	for get(url) != nil {
		time.Sleep(grownSafely(k, 10))
		k++
	}
}

type job struct {
	failed int
	next   time.Time
}

func (j *job) put() {
	j.next = time.Now().Add(grown(j.failed, 60) * 60)
	j.next = time.Now().Add(grownSafely(j.failed, 60) * 60)
}

// How long something takes is waited for by nobody.
func estimate(k int) time.Duration { return time.Duration(k) + time.Second }

func show(urls []string, print func(time.Duration)) {
	for k := range len(urls) {
		if get(urls[k]) != nil {
			return
		}
		print(estimate(k))
	}
}

// The number is no number of rounds: it is how long the caller wants to wait, in its own unit.
func given(n int64) time.Duration { return time.Duration(n) + time.Second }

func untilGiven(ctx context.Context, url string, n int64) error {
	for range 5 {
		if get(url) == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(given(n)):
		}
	}
	return nil
}

// A caller that counts something else in its rounds.
func untilCounted(ctx context.Context, url string, sent func() int64) error {
	n := int64(0)
	for range 5 {
		if get(url) == nil {
			return nil
		}
		n = sent()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(given(n)):
		}
	}
	return nil
}

// Rounds that are counted in a function around it are none of its loop's.
func later(k int) time.Duration { return time.Duration(k) + time.Second }

func each(urls []string, wait func(func() time.Duration)) {
	k := 0
	for _, url := range urls {
		k++
		wait(func() time.Duration { get(url); return later(k) })
	}
}
