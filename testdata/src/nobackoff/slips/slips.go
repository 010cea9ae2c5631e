// Package slips has delays that are not what their authors meant, and the same as they should be.
package slips

import (
	"context"
	"errors"
	"log"
	"net/http"
	"strconv"
	"time"

	avast "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/hashicorp/go-retryablehttp"
)

var errBusy = errors.New("busy")

type mill struct {
	hc  *http.Client
	url string
}

func (m *mill) send(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.url, nil)
	if err != nil {
		return nil, err
	}
	return m.hc.Do(req)
}

// A power that is none.

func (m *mill) exclusive(i int) time.Duration { return time.Duration(2^i) * time.Second } // want `2 \^ i is an exclusive or, no power`

func (m *mill) exclusiveTens(i int) time.Duration {
	d := 50*time.Millisecond + time.Millisecond*time.Duration(10^i) // want `10 \^ i is an exclusive or, no power`
	return d
}

func (m *mill) exclusiveUnit(i time.Duration) time.Duration { return 2 ^ i*time.Second } // want `2 \^ i \* time.Second is an exclusive or`

func (m *mill) shifted(i int) time.Duration { return time.Duration(1<<min(i, 6)) * time.Second }

// Bits are no delay.
func flip(flags int) int { return 2 ^ flags }

func toggled(flags, i int) time.Duration { return time.Duration(flags^i) * time.Second }

// A count that is taken for nanoseconds.

func (m *mill) counted(ctx context.Context, d time.Duration) {
	for ctx.Err() == nil {
		if resp, err := m.send(ctx); err == nil {
			resp.Body.Close()
			return
		}
		time.Sleep(time.Duration(d.Seconds())) // want `time.Duration\(d.Seconds\(\)\) counts seconds and is taken for nanoseconds`
	}
}

func (m *mill) countedMillis(ctx context.Context, d time.Duration) {
	for ctx.Err() == nil {
		wait := time.Duration(int64(d.Milliseconds())) // want `counts milliseconds and is taken for nanoseconds`
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
	}
}

func (m *mill) whole(ctx context.Context, d time.Duration) {
	for ctx.Err() == nil {
		time.Sleep(time.Duration(d.Seconds()) * time.Second)
		time.Sleep(time.Duration(d.Seconds() * float64(time.Second)))
		time.Sleep(time.Duration(d.Nanoseconds()))
	}
}

// A count that nobody waits for.
func inSeconds(d time.Duration) time.Duration { return time.Duration(d.Seconds()) }

func logged(d time.Duration) { log.Println(int64(time.Duration(d.Seconds()))) }

// Numbers without a unit.

func (m *mill) bare(ctx context.Context) error {
	return avast.Do(func() error { return errBusy }, avast.Context(ctx), avast.Delay(500)) // want `avast.Delay of 500 is 500 nanoseconds`
}

func (m *mill) withUnit(ctx context.Context) error {
	return avast.Do(func() error { return errBusy }, avast.Context(ctx), avast.Delay(500*time.Millisecond))
}

func (m *mill) none(ctx context.Context) error {
	return avast.Do(func() error { return errBusy }, avast.Context(ctx), avast.Delay(0))
}

const pause = 250 * time.Millisecond

func constants() backoff.BackOff {
	_ = backoff.NewConstantBackOff(pause)
	_ = backoff.NewConstantBackOff(time.Nanosecond * 900)
	return backoff.NewConstantBackOff(5) // want `backoff.NewConstantBackOff of 5 is 5 nanoseconds`
}

func fields() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval = 100 // want `b.InitialInterval of 100 is 100 nanoseconds`
	b.MaxInterval = time.Minute
	b.Multiplier = 2
	return b
}

func client() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.HTTPClient.Timeout = time.Minute
	c.RetryWaitMin = 2 // want `c.RetryWaitMin of 2 is 2 nanoseconds`
	c.RetryWaitMax = 30 * time.Second
	c.RetryMax = 4
	return c
}

// Own fields count what they like.
type settings struct{ InitialInterval time.Duration }

func own() settings { return settings{InitialInterval: 5} }

// A key under which no answer has anything.

func unseen(resp *http.Response) time.Duration {
	if v := resp.Header["retry-after"]; len(v) == 1 { // want `an answer has "retry-after" under "Retry-After" alone`
		if n, err := strconv.Atoi(v[0]); err == nil && n > 0 {
			return time.Duration(n) * time.Second
		}
	}
	if v := resp.Header["X-RateLimit-Reset"]; len(v) == 1 { // want `an answer has "X-RateLimit-Reset" under "X-Ratelimit-Reset" alone`
		log.Println(v[0])
	}
	return time.Minute
}

func seen(resp *http.Response) time.Duration {
	if v := resp.Header["Retry-After"]; len(v) == 1 {
		if n, err := strconv.Atoi(v[0]); err == nil && n > 0 {
			return time.Duration(n) * time.Second
		}
	}
	if n, err := strconv.Atoi(resp.Header.Get("retry-after")); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	log.Println(resp.Header["x-request-id"])
	return time.Minute
}

// What is sent is spelled as one likes.
func spelled(req *http.Request) { req.Header["x-ratelimit-bypass"] = []string{"1"} }

// No header is no wait.

func (m *mill) missing(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // want `without a Retry-After in seconds this is 0`
		select {
		case <-time.After(time.Duration(n) * time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}

func (m *mill) missingInSteps(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		after := resp.Header.Get("Retry-After")
		n, _ := strconv.ParseInt(after, 10, 64) // want `without a Retry-After in seconds this is 0`
		d := time.Duration(n) * time.Second
		log.Printf("again in %s", d)
		t := time.NewTimer(d)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		}
	}
	return errBusy
}

func hinted(resp *http.Response) time.Duration {
	n, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // want `without a Retry-After in seconds this is 0`
	return time.Duration(n) * time.Second
}

func (m *mill) byFunction(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		select {
		case <-time.After(hinted(resp)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}

func (m *mill) floor(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		if n <= 0 {
			n = 5
		}
		select {
		case <-time.After(time.Duration(n) * time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}

func (m *mill) largest(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		select {
		case <-time.After(max(time.Second<<i, time.Duration(n)*time.Second)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}

func (m *mill) asked(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		d := time.Second << i
		if after := resp.Header.Get("Retry-After"); after != "" {
			n, _ := strconv.Atoi(after)
			d = time.Duration(n) * time.Second
		}
		select {
		case <-time.After(d):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}

func (m *mill) besides(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		wait := time.Second<<i + time.Duration(n)*time.Second
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}

func parsed(resp *http.Response) time.Duration {
	n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
	return time.Duration(n) * time.Second
}

func (m *mill) zeroIsAsked(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		d := parsed(resp)
		if d == 0 {
			d = time.Second << i
		}
		select {
		case <-time.After(d):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}

func checked(resp *http.Response) time.Duration {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return time.Second
	}
	return time.Duration(n) * time.Second
}

func (m *mill) byChecked(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		resp, err := m.send(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		select {
		case <-time.After(checked(resp)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errBusy
}
