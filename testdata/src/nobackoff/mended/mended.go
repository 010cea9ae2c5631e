// Package mended has delays that fixes mend, and some that they leave to people.
package mended

import (
	"math"
	"net/http"
	"strconv"
	clock "time"
)

const most = clock.Minute

// Exponents.
func shiftDelay(base clock.Duration, attempt int) clock.Duration {
	d := base << uint(attempt) // want `cap the exponent first`
	if d > most {
		return most
	}
	return d
}

func powerDelay(attempt int) clock.Duration {
	return min(most, clock.Duration(math.Pow(2, float64(attempt)))*clock.Second) // want `cap the exponent first`
}

type Config struct{ delay clock.Duration }

func BackOffDelay(n uint, c *Config) clock.Duration {
	return c.delay * (1 << n) // want `nothing caps it; cap the exponent`
}

// A word that means something else here.
func shadowedDelay(base clock.Duration, attempt, min int) clock.Duration {
	d := base << attempt // want `cap the exponent first`
	if d > most {
		return most
	}
	return d
}

// Bare numbers.
func poll(ready func() bool) {
	for !ready() {
		clock.Sleep(500) // want `write the unit, as in 500 \* time.Millisecond`
	}
	const few = 5
	for !ready() {
		clock.Sleep(few) // want `write the unit, as in 5 \* time.Second`
	}
}

// The seconds of a server.
func heed(c *http.Client, url string) error {
	for {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil {
			clock.Sleep(most)
			continue
		}
		clock.Sleep(clock.Duration(n)) // want `the seconds of Retry-After are taken for nanoseconds`
	}
}

func heedLess(c *http.Client, url string) error {
	for {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil {
			clock.Sleep(most)
			continue
		}
		clock.Sleep(clock.Duration(n) * clock.Millisecond) // want `the seconds of Retry-After are taken for milliseconds`
	}
}
