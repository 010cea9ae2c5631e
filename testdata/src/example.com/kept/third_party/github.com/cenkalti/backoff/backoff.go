// Package backoff stands in for a copy of the library that a program keeps.
package backoff

import "time"

type BackOff interface{ NextBackOff() time.Duration }

type ExponentialBackOff struct{}

func NewExponentialBackOff() *ExponentialBackOff { return &ExponentialBackOff{} }

func (*ExponentialBackOff) NextBackOff() time.Duration { return 0 }

func Permanent(err error) error { return err }

func Retry(o func() error, b BackOff) error { return o() }
