// Package retry stands in for the library of that path.
package retry

import "time"

type CallArgs struct {
	Func         func() error
	IsFatalError func(error) bool
	Attempts     int
	Delay        time.Duration
	MaxDuration  time.Duration
	BackoffFunc  func(delay time.Duration, attempt int) time.Duration
	Clock        any
}

func Call(args CallArgs) error { return args.Func() }

func DoubleDelay(delay time.Duration, attempt int) time.Duration { return 2 * delay }
