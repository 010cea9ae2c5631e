// Package lo stands in for the library of that path.
package lo

import "time"

func Attempt(n int, f func(index int) error) (int, error) { return 0, f(0) }

func AttemptWithDelay(n int, delay time.Duration, f func(index int, duration time.Duration) error) (int, time.Duration, error) {
	return 0, 0, f(0, 0)
}

func AttemptWhile(n int, f func(int) (error, bool)) (int, error) {
	err, _ := f(0)
	return 0, err
}
