// Package numbers has delay functions that answer in whole numbers, or by settings behind pointers, values and getters.
package numbers

import (
	"context"
	"errors"
	"math"
	"math/rand"
	"net/http"
	"time"
)

var errAgain = errors.New("again")

func send(ctx context.Context, c *http.Client, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return errAgain
	}
	return nil
}

// milliseconds, overflow before the cap.
func backoffMillis(attempt int) int64 {
	d := int64(100) << attempt // want `backoffMillis returns 0s for attempt 57: the power overflows before the cap is tested; cap the exponent first`
	if d > 30000 {
		d = 30000
	}
	return d
}

func Get1(ctx context.Context, c *http.Client, url string) error {
	for i := 0; ; i++ {
		err := send(ctx, c, url)
		if !errors.Is(err, errAgain) || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(backoffMillis(i)) * time.Millisecond):
		}
	}
}

// nanoseconds in int64, no cap at all; the loop has no end but the context.
func delayNanos(attempt int) int64 { // policy: uncapped, nobody waits that long
	return int64(math.Pow(2, float64(attempt))) * int64(time.Second)
}

func Get3(ctx context.Context, c *http.Client, url string) error {
	for attempt := 0; ; attempt++ {
		err := send(ctx, c, url)
		if !errors.Is(err, errAgain) {
			return err
		}
		t := time.NewTimer(time.Duration(delayNanos(attempt)))
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
		}
	}
}

// settings behind pointers, overflow before the cap.
type PtrPolicy struct {
	Base *time.Duration
	Max  *time.Duration
}

func (p *PtrPolicy) Delay(attempt int) time.Duration {
	d := *p.Base * time.Duration(1<<attempt) // want `Delay returns -1306346h52m6s for attempt 37: the power overflows before the cap is tested; cap the exponent first`
	if d > *p.Max {
		return *p.Max
	}
	return d
}

func (p *PtrPolicy) use(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(p.Delay(i))
	}
}

// settings in a value behind getters, constant.
type settings struct{ base, max time.Duration }

func (s settings) Base() time.Duration { return s.base }
func (s settings) Max() time.Duration  { return s.max }

type GetPolicy struct{ s settings }

// nested value, float seconds
type FloatPolicy struct {
	cfg struct{ Initial, Max float64 } // seconds
}

func (p *FloatPolicy) backoffSeconds(attempt int) float64 {
	return math.Min(p.cfg.Initial*math.Pow(2, float64(attempt)), p.cfg.Max)
}

func (p *FloatPolicy) Get(ctx context.Context, c *http.Client, url string) error {
	for attempt := 0; ; attempt++ {
		err := send(ctx, c, url)
		if !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(p.backoffSeconds(attempt) * float64(time.Second))):
		}
	}
}

// good: milliseconds, the exponent capped.
func okMillis(attempt int) int64 {
	return int64(100) << min(attempt, 8)
}

func Get8(ctx context.Context, c *http.Client, url string) error {
	for i := 0; ; i++ {
		err := send(ctx, c, url)
		if !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(okMillis(i)) * time.Millisecond):
		}
	}
}

// good: full jitter in milliseconds, capped.
func okJitter(attempt int) int {
	ceil := 100 * (1 << min(attempt, 7))
	return rand.Intn(ceil) + 1
}

func Get9(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 8; i++ {
		err := send(ctx, c, url)
		if !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(okJitter(i)) * time.Millisecond):
		}
	}
	return errAgain
}

// good: pointer settings, doubled in a loop with cap.
func (p *PtrPolicy) OkDelay(attempt int) time.Duration {
	d := *p.Base
	for i := 0; i < attempt && d < *p.Max; i++ {
		d *= 2
	}
	return min(d, *p.Max)
}

// good: linear by getter.
func (p GetPolicy) Linear(attempt int) time.Duration {
	return min(p.s.Base()*time.Duration(attempt+1), p.s.Max())
}

// good: no delay function at all: a page number.
func pageSize(attempt int) int { return 100 }

func List(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 3; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		_ = pageSize(i)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return errAgain
}

// the caller takes milliseconds for seconds? no: well made, bounded attempts, uncapped.
func okShort(attempt int) int64 { return int64(50) << attempt }

func Get13(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 6; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(okShort(i)) * time.Millisecond):
		}
	}
	return errAgain
}

// seconds that overflow only by the caller's unit: fine in seconds up to 2^62, as a Duration not.
func powSeconds(attempt int) int { // policy, as 3
	return 1 << attempt
}

func Get14(ctx context.Context, c *http.Client, url string) error {
	for i := 0; ; i++ {
		err := send(ctx, c, url)
		if !errors.Is(err, errAgain) {
			return err
		}
		d := time.Duration(powSeconds(i)) * time.Second
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d):
		}
	}
}

// unit forgotten by the caller of a function that says milliseconds.
func Get15(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 6; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(okMillis(i))): // want `time\.Duration\(okMillis\(i\)\) comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time\.Millisecond`
		}
	}
	return errAgain
}

// an unknown unit: a power of two, waited for as nanoseconds.
func backoffPow(attempt int) time.Duration {
	return time.Duration(math.Pow(2, float64(attempt)))
}

func Get16(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 6; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(backoffPow(i)): // want `backoffPow\(i\) comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time\.Millisecond`
		}
	}
	return errAgain
}

// good: the caller multiplies it.
func powTwo(attempt int) time.Duration {
	return time.Duration(math.Pow(2, float64(attempt)))
}

func Get17(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 6; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(powTwo(i) * time.Second):
		}
	}
	return errAgain
}

// computed in place, no unit.
func Get18(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 6; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(1 << i)): // want `time\.Duration\(1 << i\) comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time\.Millisecond`
		}
	}
	return errAgain
}

// numbers without a unit from a function.
func delayFor(attempt int) int {
	return 100 * (attempt + 1)
}

func Get19(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 6; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(delayFor(i))): // want `time\.Duration\(delayFor\(i\)\) comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time\.Millisecond`
		}
	}
	return errAgain
}

// good: nanoseconds on purpose, from a duration.
func delayNs(attempt int) int64 {
	return min(time.Second<<min(attempt, 6), time.Minute).Nanoseconds()
}

func Get20(ctx context.Context, c *http.Client, url string) error {
	for i := 0; i < 6; i++ {
		if err := send(ctx, c, url); !errors.Is(err, errAgain) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(delayNs(i))):
		}
	}
	return errAgain
}
