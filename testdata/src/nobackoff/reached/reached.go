// Package reached has delays that would overflow, and callers that never come so far.
package reached

import (
	"math"
	"math/rand"
	"sort"
	"time"
)

// A Pace tells that it has come to its longest delay.
type Pace struct {
	First, Longest time.Duration
}

func (p Pace) Delay(attempt int) (time.Duration, bool) {
	d := time.Duration(float64(p.First) * math.Pow(2, float64(attempt)))
	if d > p.Longest {
		return p.Longest, true
	}
	return d, false
}

func (p Pace) untilDone(try func() error, most int) error {
	attempt := 0
	for n := 0; ; n++ {
		err := try()
		if err == nil || n == most {
			return err
		}
		d, longest := p.Delay(attempt)
		if !longest {
			attempt++
		}
		time.Sleep(d)
	}
}

// A Step tells it, too, and its caller counts on.
type Step struct {
	First, Longest time.Duration
}

func (s Step) Delay(attempt int) (time.Duration, bool) {
	d := time.Duration(float64(s.First) * math.Pow(2, float64(attempt))) // want `Delay returns -\d+h\d+m\d+s for attempt \d+`
	if d > s.Longest {
		return s.Longest, true
	}
	return d, false
}

func (s Step) untilDone(try func() error) {
	for attempt := 0; try() != nil; attempt++ {
		d, longest := s.Delay(attempt)
		if longest {
			println("at the longest")
		}
		time.Sleep(d)
	}
}

// One that grows out of its flag as well as by it.
type Mixed struct {
	First, Longest time.Duration
}

func (m Mixed) Delay(attempt int) (time.Duration, bool) {
	d := time.Duration(float64(m.First) * math.Pow(2, float64(attempt))) // want `Delay returns -\d+h\d+m\d+s for attempt \d+`
	if d > m.Longest {
		return m.Longest, true
	}
	return d, false
}

func (m Mixed) untilDone(try func() error) {
	attempt := 0
	for try() != nil {
		d, longest := m.Delay(attempt)
		if !longest {
			attempt++
		}
		attempt++
		time.Sleep(d)
	}
}

const longest = 1800

// How long to wait by the kind of failure.
var delays = map[string]func(attempt int) time.Duration{
	"busy":    busyDelay,
	"refused": refusedDelay,
}

func busyDelay(attempt int) time.Duration {
	power := math.Pow(2, float64(attempt))
	seconds := int(power) + rand.Intn(int(math.Ceil(power*0.2)))
	if seconds > longest {
		seconds = longest - rand.Intn(300)
	}
	return time.Duration(seconds) * time.Second
}

func refusedDelay(attempt int) time.Duration {
	seconds := 10 + int(math.Pow(2, float64(attempt)))
	if seconds > longest {
		seconds = longest
	}
	return time.Duration(seconds) * time.Second
}

func renew(ask func() (string, error), kind func(error) string) string {
	count := 0
	for {
		token, err := ask()
		if err == nil {
			return token
		}
		d := delays[kind(err)](count)
		if count < 16 {
			count++
		}
		time.Sleep(d)
	}
}

// The same in a variable whose callers count without an end.
var slowly = struct {
	delay func(attempt uint8, of string) time.Duration
}{slowDelay}

func slowDelay(attempt uint8, of string) time.Duration {
	power := math.Pow(2, float64(attempt)) // want `slowDelay panics for attempt \d+`
	seconds := int(power) + rand.Intn(int(math.Ceil(power*0.2)))
	if seconds > longest {
		seconds = longest - rand.Intn(300)
	}
	return time.Duration(seconds) * time.Second
}

func renewSlowly(ask func() (string, error)) string {
	for count := uint8(0); ; count++ {
		token, err := ask()
		if err == nil {
			return token
		}
		time.Sleep(slowly.delay(count, token))
	}
}

// What others are given they call as they like.
type asks func(attempt int16) time.Duration

func givenAway(register func(asks), one asks) time.Duration {
	register(awayDelay)
	sort.Ints(nil)
	n := int16(0)
	if n < 5 {
		n++
	}
	return one(n)
}

func awayDelay(attempt int16) time.Duration {
	power := math.Pow(2, float64(attempt)) // want `awayDelay panics for attempt \d+`
	seconds := int(power) + rand.Intn(int(math.Ceil(power*0.2)))
	if seconds > longest {
		seconds = longest - rand.Intn(300)
	}
	return time.Duration(seconds) * time.Second
}

// A Backoff counts up to a setting.
type Backoff struct {
	Base    time.Duration
	most    uint
	forever bool
	retries uint
}

func (b *Backoff) Wait() {
	if b.retries < b.most {
		b.retries++
	} else if !b.forever {
		return
	}
	time.Sleep(b.Base << b.retries)
}

func (b *Backoff) LongestDelay() time.Duration {
	return b.Base * 1 << (b.retries + 1)
}

func (b *Backoff) GraceDelay() time.Duration {
	longest := b.Base * 2 << (b.retries + 1)
	return time.Duration(rand.Int63n(int64(longest)))
}

// An Endless one counts on.
type EndlessBackoff struct {
	Base, Max time.Duration
	retries   uint
}

func (b *EndlessBackoff) Delay() time.Duration {
	b.retries++
	d := b.Base * 2 << b.retries // want `Delay returns -\d+h\d+m\d+s for attempt \d+`
	if d > b.Max {
		d = b.Max
	}
	return d
}
