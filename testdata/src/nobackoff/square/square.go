// Package square waits for products of durations.
package square

import (
	"context"
	"flag"
	"math/rand"
	"net/http"
	"time"
)

const (
	pause   = 2 * time.Second
	retries = 3
	count   = time.Duration(5)
)

// A local variable that has its unit already.
func local(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	wait := 3 * time.Second
	for range retries {
		if resp, err = c.Do(req); err == nil {
			break
		}
		time.Sleep(wait * time.Second) // want `wait \* time.Second multiplies two durations: that is years, or an overflow and no delay at all; make one of them a number`
	}
	return resp, err
}

// A parameter, by what it is called with.
func parameter(send func() error, wait time.Duration) {
	for send() != nil {
		<-time.After(wait * time.Millisecond) // want `wait \* time.Millisecond multiplies two durations`
	}
}

func callParameter(send func() error) { parameter(send, pause) }

// A parameter, by what else is done with it.
func deadline(ctx context.Context, send func(context.Context) error, wait time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for send(ctx) != nil {
		time.Sleep(wait * time.Second) // want `wait \* time.Second multiplies two durations`
	}
}

// A field, by its default.
type retrier struct {
	wait  time.Duration
	least time.Duration
	every time.Duration
	n     time.Duration
}

func newRetrier(wait time.Duration) *retrier {
	if wait == 0 {
		wait = time.Second
	}
	return &retrier{wait: wait, least: 50 * time.Millisecond, every: 10}
}

func (r *retrier) run(send func() error) {
	for send() != nil {
		time.Sleep(r.wait*time.Second + r.least) // want `r.wait \* time.Second multiplies two durations`
	}
}

// The result of a delay function, and one that is returned.
func backoff(attempt int) time.Duration { return time.Second << min(attempt, 6) }

func retryDelay() time.Duration {
	return min(time.Minute, backoff(retries)*time.Second) // want `backoff\(retries\) \* time.Second multiplies two durations`
}

// By way of a variable.
func kept(send func() error) {
	wait := pause
	for send() != nil {
		delay := wait * time.Second // want `wait \* time.Second multiplies two durations`
		timer := time.NewTimer(delay)
		<-timer.C
		wait *= 2
	}
}

// Flags with a unit.
func flags(send func() error) {
	wait := flag.Duration("wait", time.Second, "between two attempts")
	flag.Parse()
	for send() != nil {
		time.Sleep(*wait * time.Second) // want `\*wait \* time.Second multiplies two durations`
	}
}

// Counts of the type Duration.
func counts(send func() error, seconds int) {
	const n = 5
	const typed time.Duration = 5
	var declared time.Duration = 5
	converted := time.Duration(seconds)
	random := time.Duration(rand.Intn(3))
	for send() != nil {
		time.Sleep(n * time.Second)
		time.Sleep(typed * time.Second)
		time.Sleep(count * time.Second)
		time.Sleep(declared * time.Second)
		time.Sleep(converted * time.Second)
		time.Sleep(random * time.Second)
		time.Sleep(time.Duration(seconds) * time.Second)
		declared *= 2
	}
	for _, wait := range []time.Duration{5, 15, 30, 60} {
		time.Sleep(wait * time.Second)
	}
	for i := time.Duration(1); i < 5 && send() != nil; i++ {
		time.Sleep(i * pause)
	}
}

// A parameter and a field that hold seconds, though their type says otherwise.
func pauseSeconds(wait time.Duration) { time.Sleep(wait * time.Second) }

func callPauseSeconds() { pauseSeconds(5) }

func (r *retrier) poll(send func() error) {
	for send() != nil {
		time.Sleep(r.every * time.Second)
	}
}

func (r *retrier) loop(send func() error) {
	r.n = 1
	for send() != nil {
		r.n++
		time.Sleep(r.n * time.Second)
	}
}

// Nobody says what it holds.
func Pause(wait time.Duration) { time.Sleep(wait * time.Second) }

type Options struct{ Wait time.Duration }

func Wait(o Options) { time.Sleep(o.Wait * time.Second) }

// A variable that is a count at times.
func mixed(long bool, seconds int) {
	wait := pause
	if long {
		wait = time.Duration(seconds)
	}
	time.Sleep(wait * time.Second)
}

// Ratios and whole seconds.
func rounded(d time.Duration) {
	time.Sleep(d / time.Second * time.Second)
	d += pause
	time.Sleep((d / time.Second) * time.Second)
	whole := d / time.Second
	time.Sleep(whole * time.Second)
	time.Sleep(d * pause / time.Minute)
	time.Sleep(d * (pause / time.Second))
}

func scaled(d, elapsed time.Duration) time.Duration {
	d += pause
	elapsed += pause
	product := d * elapsed
	return product / time.Minute
}

// Nothing waits for it.
func area(d time.Duration) int64 {
	d += pause
	return int64(d * time.Second)
}

// A result that is a count.
func steps(attempt int) time.Duration { return time.Duration(1 << attempt) }

func waitSteps(attempt int) { time.Sleep(steps(attempt) * time.Second) }

var _, _, _, _, _ = local, callParameter, deadline, newRetrier, retryDelay
