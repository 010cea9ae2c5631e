// Package lifetimes computes delays that overflow in the end, and asks whether anybody is there to see it.
package lifetimes

import (
	"math/rand/v2"
	"time"
)

// Thirty-odd waits of a minute are over within the hour.
func minuteDelay(attempt int) time.Duration {
	d := time.Second << attempt // want `minuteDelay returns -351909h41m29s for attempt 34: the power overflows before the cap is tested`
	if d > time.Minute {
		return time.Minute
	}
	return d
}

func useMinutes(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(minuteDelay(i))
	}
}

// An hour each is a day and a half.
func HourDelay(attempt int) time.Duration {
	return min(time.Hour, time.Second<<attempt) // want `HourDelay returns -351909h41m29s for attempt 34: the power overflows before the cap is tested`
}

// Jitter of half the power that is then capped.
func jitterDelay(attempt int) time.Duration {
	d := time.Second << attempt // want `jitterDelay panics for attempt 34`
	return min(rand.N(d), time.Minute)
}

func useJitter(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(jitterDelay(i))
	}
}

// Others call it with numbers of their own, and cap what it returns.
func Delay(base time.Duration, attempt int) time.Duration {
	return base << attempt // want `Delay returns -1306346h52m6s for attempt 37: the growth overflows and nothing caps it`
}

// Whoever waits caps what is returned, which is negative by then.
func doubled(attempt int) time.Duration {
	return time.Second << attempt // want `doubled returns -351909h41m29s for attempt 34: the growth overflows before its callers cap it; cap the exponent`
}

func useDoubled(send func() error) {
	for i := 0; send() != nil; i++ {
		wait := doubled(i)
		if wait > time.Minute {
			wait = time.Minute
		}
		time.Sleep(wait)
	}
}

func shifted(attempt uint) time.Duration {
	return 100 * time.Millisecond * (1 << attempt) // want `shifted returns -1306346h52m6s for attempt 37: the growth overflows before its callers cap it`
}

func useShifted(send func() error) {
	for i := uint(0); send() != nil; i++ {
		time.Sleep(min(shifted(i), 30*time.Second))
	}
}

// A policy is one of several, and the loop caps what they say.
type policy func(attempt uint, s *settings) time.Duration

type settings struct {
	base, most time.Duration
	attempts   uint
	next       policy
}

// Twice is twice as long each time.
func Twice(attempt uint, s *settings) time.Duration {
	return s.base * (1 << attempt) // want `Twice returns -1306346h52m6s for attempt 37: the growth overflows before its callers cap it`
}

func usePolicy(s *settings, send func() error) {
	for i := uint(0); i < s.attempts && send() != nil; i++ {
		d := s.next(i, s)
		if s.most > 0 && d > s.most {
			d = s.most
		}
		time.Sleep(d)
	}
}

// What it is capped at is a number of seconds, as its callers know.
func seconds(attempt, most int) time.Duration {
	n := 1 << attempt // want `seconds returns 0s for attempt 63: the power overflows before the cap is tested; cap the exponent first`
	if n > most {
		n = most
	}
	return time.Second * time.Duration(n)
}

func useSeconds(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(seconds(i, 60))
	}
}

// From here on nobody lives to see it. The callers cap it at a month.
func longSeconds(attempt, most int) time.Duration {
	n := 1 << attempt
	if n > most {
		n = most
	}
	return time.Second * time.Duration(n)
}

func useLongSeconds(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(longSeconds(i, 30*24*3600))
	}
}

// Nobody caps this one, so that the waits before take decades.
func bare(attempt int) time.Duration {
	return time.Second << attempt
}

func useBare(send func() error) {
	for i := 0; send() != nil; i++ {
		wait := bare(i)
		if wait > time.Hour {
			println("that will take a while")
		}
		time.Sleep(wait)
	}
}

// What is negative is capped, too.
func watched(attempt int) time.Duration {
	return time.Second << attempt
}

func useWatched(send func() error) {
	for i := 0; send() != nil; i++ {
		wait := watched(i)
		if wait <= 0 || wait > time.Minute {
			wait = time.Minute
		}
		time.Sleep(wait)
	}
}

// Five times are not enough.
func few(attempt int) time.Duration {
	return time.Second << attempt
}

func useFew(send func() error) {
	for i := 0; i < 5 && send() != nil; i++ {
		time.Sleep(min(few(i), time.Minute))
	}
}

// Another one's result is capped.
func other(attempt int) time.Duration {
	return time.Second << attempt
}

func useOther(send func() error) {
	for i := 0; send() != nil; i++ {
		wait, rest := other(i), time.Hour
		if rest > time.Minute {
			rest = time.Minute
		}
		time.Sleep(wait + rest)
	}
}

// There is a cap, of a month.
func MonthDelay(attempt int) time.Duration {
	return min(30*24*time.Hour, time.Second<<attempt)
}

// A day, beginning with a minute.
func dayDelay(attempt int) time.Duration {
	d := time.Minute << attempt
	if d > 24*time.Hour {
		d = 24 * time.Hour
	}
	return d
}

func useDays(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(dayDelay(i))
	}
}

// Nothing caps it, and it panics: for an attempt that no loop comes to.
func fullJitterDelay(attempt int) time.Duration {
	return rand.N(time.Second << attempt)
}

func useFullJitter(send func() error) {
	for i := 0; send() != nil; i++ {
		time.Sleep(fullJitterDelay(i))
	}
}

// The same, exported; but the package waits for all of it.
func DoubleDelay(attempt int) time.Duration { return time.Second << attempt }

func useDouble(send func() error) {
	for i := 0; send() != nil; i++ {
		d := DoubleDelay(i)
		time.Sleep(d)
	}
}

// In a literal that one loop calls.
func useLiteral(send func() error) {
	delay := func(attempt int) time.Duration { return 2 * time.Second << attempt }
	for i := 0; send() != nil; i++ {
		time.Sleep(delay(i))
	}
}

func useJitterLiteral(send func() error, pause func(time.Duration)) {
	backoff := func(attempt int) time.Duration { return time.Second + rand.N(time.Second<<attempt) }
	for i := 0; send() != nil; i++ {
		pause(backoff(i))
	}
}

var _, _, _, _, _, _, _ = useMinutes, useJitter, useDays, useFullJitter, useDouble, useLiteral, useJitterLiteral
