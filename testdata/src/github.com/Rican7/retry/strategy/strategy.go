// Package strategy stands in for the library of that path.
package strategy

import "time"

type Strategy func(attempt uint) bool

func Limit(n uint) Strategy                       { return nil }
func Wait(durations ...time.Duration) Strategy    { return nil }
func Backoff(f func(uint) time.Duration) Strategy { return nil }
