// Package scales asks errors for a code that is no status.
package scales

import (
	"errors"
	"io"
	"time"

	"example.com/frames"
	"example.com/refusals"
	"github.com/cenkalti/backoff/v4"
)

// Patiently tries again what a rate limit or a broken stream has stopped: what a stream is reset with is no status.
func Patiently(fetch func() error) error {
	return backoff.Retry(func() error {
		err := fetch()
		if err == nil {
			return nil
		}
		var refused refusals.AnswerError
		if errors.As(err, &refused) {
			if refused.Code == refusals.TooMany {
				return err
			}
		}
		if broken(err) {
			return err
		}
		return backoff.Permanent(err)
	}, backoff.NewExponentialBackOff())
}

func broken(err error) bool {
	var reset frames.ResetError
	return errors.As(err, &reset) || errors.Is(err, io.ErrUnexpectedEOF)
}

// Calmly looks at the code of the stream.
func Calmly(fetch func() error) error {
	return backoff.Retry(func() error {
		err := fetch()
		var reset frames.ResetError
		if errors.As(err, &reset) && reset.Code != frames.ReasonRefused {
			return err
		}
		if err != nil {
			return backoff.Permanent(err)
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

// InALoop is Calmly by hand.
func InALoop(fetch func() error) (err error) {
	for i := range 5 {
		var reset frames.ResetError
		if err = fetch(); !errors.As(err, &reset) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Whatever tries again all that was refused but one: these codes are statuses, though they have a type of their own.
func Whatever(fetch func() error) error {
	return backoff.Retry(func() error {
		err := fetch()
		if err == nil {
			return nil
		}
		var refused refusals.AnswerError
		if errors.As(err, &refused) && refused.Code != refusals.Gone { // want `retries 400, 401 and 403 \(400 and above except 410, sent at line \d+\)`
			return err
		}
		return backoff.Permanent(err)
	}, backoff.NewExponentialBackOff())
}
