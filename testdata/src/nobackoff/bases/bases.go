// Package bases computes delays from first delays of any name, and random ones from nothing at all.
package bases

import (
	"math"
	"math/rand"
	"net/http"
	"time"
)

// A field, shifted.
type schedule struct {
	scale, max time.Duration
	length     time.Duration
	maxElapsed time.Duration
}

func (s *schedule) Delay(attempt int) time.Duration {
	d := s.scale * 1 << attempt // want `Delay returns -1306346h52m6s for attempt 37 with scale 100ms: the power overflows before the cap is tested; cap the exponent first`
	if d > s.max {
		return s.max
	}
	return d
}

// A parameter that a power is multiplied by.
func Backoff(attempt uint, d time.Duration) time.Duration {
	return time.Duration(rand.Int63n(int64(float64(d) * math.Pow(2, float64(attempt))))) // want `Backoff panics for attempt 37 with d 100ms: the power overflows and the random source gets -9223372036854775808; cap the exponent first`
}

// A condition on a random number that is not to be had any more.
func jitterBackoff(min, max time.Duration, attempt int) time.Duration {
	d := 1000000000 << attempt // want `jitterBackoff panics for attempt 34 with min 100ms: the power overflows and the random source gets -1266874889709551616; cap the exponent first`
	j := rand.Intn(d) + int(min)
	if j > int(max) {
		return max
	}
	return time.Duration(j)
}

// Nothing but the attempt to multiply, and the first attempt is 0.
func fullJitter() func(min, max time.Duration, attempt int, resp *http.Response) time.Duration { // want `fullJitter panics for attempt 0, which it is called with: the random source gets 0; pass it 1 at least`
	return func(min, max time.Duration, attempt int, resp *http.Response) time.Duration {
		j := rand.Intn(attempt*1000000000<<1) + int(min)
		if j > int(max) {
			return max
		}
		return time.Duration(j)
	}
}

type client struct {
	backoff func(min, max time.Duration, attempt int, resp *http.Response) time.Duration
	max     int
}

func (c *client) get(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url)
		if err == nil && resp.StatusCode < 500 || i == c.max {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(c.backoff(time.Second, time.Minute, i, resp))
	}
}

func randomDelay(attempt int) time.Duration { // want `randomDelay panics for attempt 0, which it is called with: the random source gets 0`
	return time.Duration(rand.Int63n(int64(time.Second)*int64(attempt))) + time.Second
}

func retryRandom(send func() error) {
	for attempt := range 5 {
		if send() == nil {
			return
		}
		time.Sleep(randomDelay(attempt))
	}
}

// Called for the first repetition with 1, or not at all for the first attempt.
func laterDelay(attempt int) time.Duration {
	return time.Duration(rand.Int63n(int64(time.Second)*int64(attempt))) + time.Second
}

func retryLater(send func() error) {
	for i := 0; i < 5 && send() != nil; i++ {
		time.Sleep(laterDelay(i + 1))
	}
	for i := 1; i < 5 && send() != nil; i++ {
		time.Sleep(laterDelay(i))
	}
	for i := 0; i < 5; i++ {
		if i > 0 {
			time.Sleep(laterDelay(i))
		}
		if send() == nil {
			return
		}
	}
	for i := 0; i < 5; {
		if send() == nil {
			return
		}
		i++
		time.Sleep(laterDelay(i))
	}
	n := 1
	for send() != nil {
		time.Sleep(laterDelay(n))
		n++
	}
}

// One is added.
func plusDelay(attempt int) time.Duration {
	return time.Duration(rand.Int63n(int64(time.Second)*int64(attempt)+1)) + time.Second
}

func retryPlus(send func() error) {
	for i := 0; i < 5 && send() != nil; i++ {
		time.Sleep(plusDelay(i))
	}
}

// Durations that nothing multiplies, and limits by their names.
func (s *schedule) RetryDelay(attempt int) time.Duration {
	return min(s.length+time.Second<<min(attempt, 8), s.max)
}

func (s *schedule) WaitDelay(attempt int) time.Duration {
	if s.maxElapsed<<attempt > s.max {
		return s.max
	}
	return s.length
}

// The exponent is capped, or the overflow seen.
func (s *schedule) CappedDelay(attempt int) time.Duration {
	return min(s.scale<<min(attempt, 10), s.max)
}

func (s *schedule) CheckedDelay(attempt int) time.Duration {
	d := s.scale << attempt
	if d>>attempt != s.scale || d > s.max {
		return s.max
	}
	return d
}

func (s *schedule) FloatDelay(attempt int) time.Duration {
	return time.Duration(math.Min(float64(s.scale)*math.Pow(2, float64(attempt)), float64(s.max)))
}

// How often is told by an option.
type bounded struct {
	scale, max  time.Duration
	attempt     int
	maxAttempts int
}

func (b *bounded) NextDelay() time.Duration {
	if b.attempt >= b.maxAttempts {
		return 0
	}
	b.attempt++
	return min(b.scale<<b.attempt, b.max)
}

var _, _ = (*client).get, fullJitter
