package square

import (
	"net/http"
	"time"
)

// The other result is a duration.
func attentiveBackoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	if at, err := time.Parse(time.RFC1123, resp.Header.Get("Date")); err == nil {
		return time.Until(at)
	} else if attempt > 3 {
		return 10 // want `attentiveBackoff returns 10, which is 10 nanoseconds, no delay at all; write the unit, as in 10 \* time.Second`
	}
	return least
}

// The caller waits for it.
const few = 500

func retryWait(resp *http.Response) time.Duration {
	if resp == nil {
		return few // want `retryWait returns 500, which is 500 nanoseconds, no delay at all; write the unit, as in 500 \* time.Millisecond`
	}
	return 5 // want `retryWait returns 5, which is 5 nanoseconds`
}

func useRetryWait(c *http.Client, req *http.Request) {
	for {
		resp, err := c.Do(req)
		if err == nil && resp.StatusCode != http.StatusTooManyRequests {
			return
		}
		d := retryWait(resp)
		time.Sleep(d)
	}
}

// A literal that a policy is given.
type policy struct {
	Backoff func(attempt int) time.Duration
}

func newPolicy() policy {
	return policy{Backoff: func(attempt int) time.Duration {
		if attempt == 0 {
			return 2 // want `Backoff returns 2, which is 2 nanoseconds`
		}
		return pause
	}}
}

// Counts: of seconds by the caller, by the name, by the other results.
func retryPause(attempt int) time.Duration {
	if attempt > 3 {
		return 30
	}
	return 5
}

func useRetryPause(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(retryPause(i) * time.Second)
	}
}

func delaySeconds(attempt int) time.Duration {
	if attempt > 3 {
		return 30
	}
	return pause
}

func waitSome(attempt int) time.Duration {
	if attempt > 3 {
		return 30
	}
	return time.Duration(attempt)
}

func keptDelay(attempt int) time.Duration {
	if attempt > 3 {
		return 30
	}
	return 3
}

func useKept(send func() error) {
	for i := 0; send() != nil; i++ {
		d := keptDelay(i)
		d *= time.Second
		time.Sleep(d)
	}
}

// Nothing, the least there is, a stop, and units.
func nextDelay(attempt int) time.Duration {
	const tick = 20 * time.Nanosecond
	switch attempt {
	case 0:
		return 0
	case 1:
		return 1
	case 2:
		return -1
	case 3:
		return tick
	case 4:
		return 1e9
	}
	return pause
}

// Not named for a delay.
func size(n int) time.Duration {
	if n > 3 {
		return 30
	}
	return pause
}
