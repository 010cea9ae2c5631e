// Package sleepers waits by what its variable holds.
package sleepers

import "time"

var sleep = time.Sleep

// Stub has something else wait.
func Stub(f func(time.Duration)) { sleep = f }

// Sleep waits, and returns how long.
func Sleep(d time.Duration) time.Duration {
	sleep(d)
	return d
}

// Linger waits longer each time.
func Linger(attempt int) { sleep(time.Second << attempt) }

// Rounded is d in whole seconds.
func Rounded(d time.Duration) time.Duration { return d.Round(time.Second) }
