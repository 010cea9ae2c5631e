// Package told hands delay functions to a helper that is told how often to try.
package told

import (
	"net/http"
	"time"
)

type plan struct {
	tries int
	delay func(attempt int) time.Duration
}

func again(n int, delay func(attempt int) time.Duration, f func() error) (err error) {
	for i := range n {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(delay(i))
	}
	return err
}

func by(p plan, f func() error) error { return again(p.tries, p.delay, f) }

func ask(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func fewTimes(u string) error {
	return again(5, func(attempt int) time.Duration {
		return min(time.Minute, time.Second<<attempt)
	}, func() error { return ask(u) })
}

func fewByPlan(u string) error {
	return by(plan{tries: 7, delay: func(attempt int) time.Duration {
		return min(time.Minute, time.Second<<attempt)
	}}, func() error { return ask(u) })
}

type slow struct{ first time.Duration }

func (s slow) pause(attempt int) time.Duration { return min(time.Minute, s.first<<attempt) }

func fewByMethod(u string) error {
	return again(6, slow{time.Second}.pause, func() error { return ask(u) })
}

func manyTimes(u string) error {
	return again(100, func(attempt int) time.Duration {
		return min(time.Minute, time.Second<<attempt) // want `manyTimes returns -351909h41m29s for attempt 34`
	}, func() error { return ask(u) })
}

func asOftenAsTold(n int, u string) error {
	return again(n, func(attempt int) time.Duration {
		return min(time.Minute, time.Second<<attempt) // want `asOftenAsTold returns -351909h41m29s for attempt 34`
	}, func() error { return ask(u) })
}

func manyByPlan(u string) error {
	return by(plan{tries: 64, delay: func(attempt int) time.Duration {
		return min(time.Minute, time.Second<<attempt) // want `delay returns -351909h41m29s for attempt 34`
	}}, func() error { return ask(u) })
}

type both struct{ first time.Duration }

func (b both) pause(attempt int) time.Duration {
	return min(time.Minute, time.Second<<attempt) // want `pause returns -351909h41m29s for attempt 34`
}

func bothTimes(u, v string) error {
	if err := again(6, both{}.pause, func() error { return ask(u) }); err != nil {
		return err
	}
	return again(60, both{}.pause, func() error { return ask(v) })
}
