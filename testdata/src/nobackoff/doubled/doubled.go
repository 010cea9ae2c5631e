// Package doubled has endless loops whose delays overflow before they are capped: jitter hides it, or only a copy is capped.
package doubled

import (
	"context"
	"math"
	"math/rand"
	"net/http"
	"time"
)

type worker struct {
	c     *http.Client
	u     string
	tries int
}

func (w *worker) try() bool {
	resp, err := w.c.Get(w.u)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == 200
}

// more says no in the end.
func (w *worker) more() bool {
	w.tries++
	return w.tries < 20 && !w.try()
}

// who is asked whether it worked is no count of rounds.
func (w *worker) again1() {
	retries := 0
	for !w.try() {
		dur := min(100*(1<<retries), 5000) // want `again1 waits 0s for attempt 57: the power overflows before the cap is tested; cap the exponent first`
		time.Sleep(time.Duration(dur) * time.Millisecond)
		retries++
	}
}

// the same, the cap in an if.
func (w *worker) again2() {
	retries := 0
	for !w.try() {
		dur := 100 * (1 << retries) // want `again2 waits 0s for attempt 57`
		if dur > 5000 {
			dur = 5000
		}
		time.Sleep(time.Duration(dur) * time.Millisecond)
		retries++
	}
}

// jitter that hides how short the delay has become.
func (w *worker) jittered() {
	retries := 0
	for {
		if w.try() {
			return
		}
		dur := min(100*(1<<retries), 5000) // want `jittered waits 0s for attempt 57`
		time.Sleep(time.Duration(dur+rand.Intn(1000)) * time.Millisecond)
		retries++
	}
}

// a copy is capped, and what grows is not.
func (w *worker) copied(ctx context.Context) {
	wait := time.Second
	for {
		if w.try() {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(wait, time.Minute)):
		}
		wait *= 2 // want `wait overflows: the wait is -351909h41m29s in round 35, as no more than a copy of it is capped; cap what grows`
	}
}

// a number of seconds.
func (w *worker) seconds() {
	wait := 1
	for !w.try() {
		wait <<= 1 // want `wait overflows: the wait is 0s in round 63, as no more than a copy of it is capped; cap what grows`
		d := wait
		if d > 60 {
			d = 60
		}
		time.Sleep(time.Duration(d) * time.Second)
	}
}

// a success starts over.
func (w *worker) startsOver(ctx context.Context) {
	wait := 500 * time.Millisecond
	for ctx.Err() == nil {
		if w.try() {
			wait = 500 * time.Millisecond
		} else {
			time.Sleep(time.Second)
		}
		d := wait
		if d > 30*time.Second {
			d = 30 * time.Second
		}
		wait *= 2 // want `wait overflows`
		time.Sleep(d)
	}
}

// good: what grows is capped.
func (w *worker) capped() {
	wait := time.Second
	for !w.try() {
		time.Sleep(wait)
		wait *= 2
		if wait > time.Minute {
			wait = time.Minute
		}
	}
}

// good: what grows is capped where it is set.
func (w *worker) capped2() {
	wait := time.Second
	for !w.try() {
		time.Sleep(wait)
		wait = min(wait*2, time.Minute)
	}
}

// good: it grows no further once it is long enough.
func (w *worker) capped3() {
	wait := time.Second
	for !w.try() {
		time.Sleep(min(wait, time.Minute))
		if wait < time.Minute {
			wait *= 2
		}
	}
}

// good: twenty rounds at most.
func (w *worker) few() {
	wait := time.Second
	for w.more() {
		time.Sleep(min(wait, time.Minute))
		wait *= 2
	}
	retries := 0
	for w.more() {
		time.Sleep(time.Duration(min(100*(1<<retries), 5000)) * time.Millisecond)
		retries++
	}
}

// good: five rounds.
func (w *worker) five() {
	wait := time.Second
	for n := 0; n < 5; n++ {
		if w.try() {
			return
		}
		time.Sleep(min(wait, time.Minute))
		wait *= 2
	}
}

// good: it ends by the clock.
func (w *worker) byClock() bool {
	wait, start := time.Second, time.Now()
	for !w.try() {
		if time.Since(start) > 10*time.Minute {
			return false
		}
		time.Sleep(min(wait, time.Minute))
		wait *= 2
	}
	return true
}

// good: nobody waits for as long as it takes.
func (w *worker) patient() {
	wait := time.Second
	for !w.try() {
		time.Sleep(wait)
		wait *= 2
	}
}

// good: floats do not wrap.
func (w *worker) floats() {
	wait := 1.0
	for i := 0; !w.try(); i++ {
		time.Sleep(time.Duration(math.Min(math.Pow(2, float64(i)), 60)) * time.Second)
		time.Sleep(time.Duration(math.Min(wait, 60)) * time.Second)
		wait *= 2
	}
}

// good: the exponent is capped, and jitter added.
func (w *worker) exponent() {
	for i := 0; !w.try(); i++ {
		time.Sleep(time.Duration(100*(1<<min(i, 6))+rand.Intn(1000)) * time.Millisecond)
	}
}

// good: the float alone grows.
func (w *worker) floats2() {
	wait := 1.0
	for !w.try() {
		time.Sleep(time.Duration(math.Min(wait, 60)) * time.Second)
		wait *= 2
	}
}
