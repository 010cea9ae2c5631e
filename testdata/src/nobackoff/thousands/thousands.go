// Package thousands tells libraries numbers of milliseconds that are nanoseconds.
package thousands

import (
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/go-resty/resty/v2"
)

const between = 2000

func bad(op func() error) error {
	return retry.Do(op, retry.Attempts(5), retry.Delay(1000)) // want `retry.Delay of 1000 is 1000 nanoseconds, no delay at all; write the unit, as in 1000 \* time.Millisecond`
}

func badNamed(op func() error) error {
	return retry.Do(op, retry.Attempts(5), retry.Delay(between)) // want `retry.Delay of 2000 is 2000 nanoseconds`
}

func badClient() *resty.Client {
	return resty.New().SetRetryCount(5).SetRetryWaitTime(5000) // want `SetRetryWaitTime of 5000 is 5000 nanoseconds`
}

func badField() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.MaxInterval = 60000 // want `b.MaxInterval of 60000 is 60000 nanoseconds`
	return b
}

func good(op func() error) error {
	return retry.Do(op, retry.Attempts(5), retry.Delay(1000*time.Millisecond))
}

func goodMany(op func() error) error {
	return retry.Do(op, retry.Attempts(1000), retry.Delay(time.Second))
}

func goodNone(op func() error) error {
	return retry.Do(op, retry.Attempts(5), retry.Delay(0))
}

func goodNanoseconds(op func() error) error {
	return retry.Do(op, retry.Attempts(5), retry.Delay(1000*time.Nanosecond))
}

func goodWritten(op func() error) error { // a second, in full
	return retry.Do(op, retry.Attempts(5), retry.Delay(1_000_000_000))
}
