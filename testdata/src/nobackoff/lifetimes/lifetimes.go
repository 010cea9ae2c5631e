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

// From here on nobody lives to see it. There is a cap, of a month.
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
