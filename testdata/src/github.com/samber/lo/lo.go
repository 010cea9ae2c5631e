// Package lo stands in for the library of that path.
package lo

import "time"

func Attempt(n int, f func(i int) error) (int, error) { return 0, f(0) }

func AttemptWithDelay(n int, d time.Duration, f func(i int, d time.Duration) error) (int, time.Duration, error) {
	return 0, d, f(0, d)
}
