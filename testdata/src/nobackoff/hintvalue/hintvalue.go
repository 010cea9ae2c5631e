// Package hintvalue makes delays of the number in Retry-After.
package hintvalue

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"time"
)

// The local schedule has a floor, the server's number has none.
func backoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil && resp.StatusCode == http.StatusTooManyRequests {
		if v, ok := resp.Header["Retry-After"]; ok {
			if n, err := strconv.ParseInt(v[0], 10, 64); err == nil { // want `backoff takes Retry-After as it comes: 0 or less sends the request again at once; then use the local delay`
				return time.Second * time.Duration(n)
			}
		}
	}
	return min(least<<min(attempt, 10), most)
}

// Zero is taken on purpose, less is not.
func backoffNotNegative(attempt int, resp *http.Response) time.Duration {
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && n >= 0 {
		return time.Duration(n) * time.Second
	}
	return time.Second << min(attempt, 5)
}

func backoffPositive(attempt int, resp *http.Response) time.Duration {
	if after := resp.Header.Get("Retry-After"); after != "" {
		n, err := strconv.Atoi(after)
		if err != nil || n <= 0 {
			return time.Second
		}
		return time.Duration(n) * time.Second
	}
	return time.Second << min(attempt, 5)
}

// The greater of the two.
func backoffMax(attempt int, resp *http.Response) time.Duration {
	local := time.Second << min(attempt, 5)
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		return max(local, time.Duration(n)*time.Second)
	}
	return local
}

func backoffPlus(attempt int, resp *http.Response) time.Duration {
	local := time.Second << min(attempt, 5)
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		local += time.Duration(n) * time.Second
	}
	return local
}

// Its caller looks at what comes back.
func hinted(attempt int, resp *http.Response) time.Duration {
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		return time.Duration(n) * time.Second
	}
	return time.Second << min(attempt, 5)
}

func useHinted(ctx context.Context, resp *http.Response) {
	d := hinted(3, resp)
	if d < time.Second {
		d = time.Second
	}
	time.Sleep(d)
}

// No attempt, and so no local schedule beside: a parser. Its caller decides.
func retryAfter(resp *http.Response) (time.Duration, bool) {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return 0, false
	}
	return time.Duration(n) * time.Second, true
}

func retryAfterFloat(resp *http.Response) (time.Duration, bool) {
	if f, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); err == nil { // want `retryAfterFloat takes any float in Retry-After: NaN, 0 or 1e300 end up as no delay at all; reject what is not positive, cap the rest`
		return time.Duration(f * float64(time.Second)), true
	}
	return 0, false
}

func retryAfterFloatChecked(resp *http.Response) (time.Duration, bool) {
	f, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
	if err != nil || math.IsNaN(f) || f <= 0 || f > 3600 {
		return 0, false
	}
	return time.Duration(f * float64(time.Second)), true
}

// The caller caps it.
func retryAfterCapped(resp *http.Response) (time.Duration, bool) {
	if f, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); err == nil {
		return time.Duration(f * float64(time.Second)), true
	}
	return 0, false
}

func useCapped(resp *http.Response) time.Duration {
	if d, ok := retryAfterCapped(resp); ok && 0 < d && d < time.Minute {
		return d
	}
	return time.Second
}

// Another header, another meaning.
func remaining(attempt int, resp *http.Response) time.Duration {
	n, _ := strconv.Atoi(resp.Header.Get("X-Remaining"))
	return time.Duration(n) * time.Second
}

var unit = time.Second

func SetUnit(d time.Duration) { unit = d }

func clamp(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return min(d, time.Minute)
}

// What is configured is not known to be nothing.
func fetch(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	for i := range 3 {
		resp, err = c.Do(req)
		if err == nil && resp.StatusCode != http.StatusTooManyRequests {
			break
		}
		time.Sleep(clamp(unit * time.Duration(i+1)))
	}
	return resp, err
}
