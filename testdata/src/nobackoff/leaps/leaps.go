// Package leaps computes delays in milliseconds whose power overflows to something that is no less than nothing once it has its unit.
package leaps

import (
	"math/rand"
	"time"
)

// Forever tries until it works.
func Forever(try func() error) {
	for round := 1; try() != nil; round++ {
		time.Sleep(time.Duration(numberBackoff(round)) * time.Millisecond)
		time.Sleep(cutBackoff(round))
		time.Sleep(leastBackoff(round))
		time.Sleep(firstBackoff(round))
		time.Sleep(floatBackoff(round))
		time.Sleep(stepBackoff(round))
		time.Sleep(shortBackoff(round))
	}
}

func numberBackoff(attempt int) int {
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	first := 2_000 + r.Intn(6_000)
	return min(first*(1<<(attempt-1)), 20_000) // want `numberBackoff returns -.* for attempt 5\d: the power overflows before the cap is tested`
}

func cutBackoff(attempt int) time.Duration {
	first := 2_000 + rand.Intn(6_000)
	millis := first << (attempt - 1) // want `cutBackoff returns -.* for attempt 5\d: the power overflows before the cap is tested`
	if millis > 20_000 {
		millis = 20_000
	}
	return time.Duration(millis) * time.Millisecond
}

func leastBackoff(attempt int) time.Duration {
	millis := min((50+rand.Intn(8))<<attempt, 20_000) // want `leastBackoff returns 0s for attempt 58: the power overflows before the cap is tested`
	return time.Duration(millis) * time.Millisecond
}

func firstBackoff(attempt int) time.Duration {
	first := 2_000 + rand.Intn(6_000)
	millis := min(first<<min(attempt-1, 8), 20_000)
	return time.Duration(millis) * time.Millisecond
}

func floatBackoff(attempt int) time.Duration {
	first := 2_000 + rand.Float64()*6_000
	for i := 1; i < attempt && first < 20_000; i++ {
		first *= 2
	}
	return time.Duration(min(first, 20_000)) * time.Millisecond
}

// stepBackoff waits longer from some attempts on.
func stepBackoff(attempt int) time.Duration {
	switch {
	case attempt < 10:
		return time.Second
	case attempt < 40:
		return time.Minute
	}
	return 48 * time.Hour
}

// shortBackoff stops to double.
func shortBackoff(attempt int) time.Duration {
	if attempt > 10 {
		attempt = 10
	}
	millis := min((2_000+rand.Intn(6_000))<<attempt, 20_000)
	return time.Duration(millis) * time.Millisecond
}
