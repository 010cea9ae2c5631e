// Package libraries leaves the retries to libraries, some of which go on for ever if they are not told otherwise.
package libraries

import (
	"context"
	"errors"
	"net/http"
	"time"

	avast "github.com/avast/retry-go/v4"
	"github.com/buildkite/roko"
	"github.com/cenkalti/backoff/v4"
	"github.com/samber/lo"
	"github.com/sethvargo/go-retry"
)

func get(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New("server error")
	}
	return nil
}

func attempts(u string) error {
	_, err := lo.Attempt(0, func(int) error { return get(u) }) // want `lo.Attempt with 0 attempts: retries for ever while the call fails; limit the attempts or the time`
	return err
}

func delayed(u string) error {
	_, _, err := lo.AttemptWithDelay(-1, time.Second, func(int, time.Duration) error { return get(u) }) // want `lo.AttemptWithDelay with -1 attempts: retries for ever`
	return err
}

func constant(u string) error {
	b := retry.WithJitter(time.Second, retry.NewConstant(time.Second))
	return retry.Do(context.Background(), b, func(context.Context) error { // want `retry.Do without WithMaxRetries, and with a context that never ends: retries for ever`
		return retry.RetryableError(get(u))
	})
}

func succeeded(u string) error {
	return avast.Do(func() error { return get(u) }, avast.UntilSucceeded()) // want `retry.UntilSucceeded: retries for ever`
}

func zero(u string) error {
	return avast.Do(func() error { return get(u) }, avast.Attempts(0)) // want `retry.Attempts\(0\): retries for ever`
}

func policy(u string) error {
	return backoff.Retry(func() error { return get(u) }, backoff.NewConstantBackOff(time.Second)) // want `backoff.NewConstantBackOff without WithMaxRetries: retries for ever`
}

func elapsed(u string) error {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = 0
	return backoff.Retry(func() error { return get(u) }, b) // want `backoff.ExponentialBackOff with MaxElapsedTime = 0: retries for ever`
}

func atOnce(u string) error {
	return backoff.Retry(func() error { return get(u) }, &backoff.ZeroBackOff{}) // want `backoff.ZeroBackOff without WithMaxRetries: retries for ever`
}

func literal(u string) error {
	b := &backoff.ExponentialBackOff{InitialInterval: time.Second, Multiplier: 2}
	return backoff.Retry(func() error { return get(u) }, b) // want `backoff.ExponentialBackOff without MaxElapsedTime: retries for ever`
}

func option(u string) error {
	b := backoff.NewExponentialBackOff(backoff.WithMaxElapsedTime(0))
	return backoff.Retry(func() error { return get(u) }, b) // want `backoff.WithMaxElapsedTime\(0\): retries for ever`
}

// What it is limited in is the library's context, and that never ends.
func wrapped(u string) error {
	b := backoff.WithContext(backoff.NewConstantBackOff(time.Second), context.Background())
	return backoff.Retry(func() error { return get(u) }, b) // want `backoff.NewConstantBackOff without WithMaxRetries: retries for ever`
}

// A limit so far away that it is none.
func days(ctx context.Context, u string) error {
	ctx, cancel := context.WithTimeout(ctx, 48*time.Hour)
	defer cancel()
	return roko.NewRetrier( // want `roko.TryForever makes 34560 attempts, one every 5s for 48h, as good as for ever; limit the attempts and grow the delay`
		roko.TryForever(),
		roko.WithStrategy(roko.Constant(5*time.Second)),
	).DoWithContext(ctx, func(*roko.Retrier) error { return get(u) })
}

// What is random in its delay does not bring the limit nearer.
func daysApart(ctx context.Context, u string) error {
	ctx, cancel := context.WithTimeout(ctx, 48*time.Hour)
	defer cancel()
	return roko.NewRetrier( // want `roko.TryForever makes up to 34560 attempts, one every 5s or a little later for 48h, as good as for ever; limit the attempts and grow the delay`
		roko.TryForever(),
		roko.WithStrategy(roko.Constant(5*time.Second)),
		roko.WithJitter(),
	).DoWithContext(ctx, func(*roko.Retrier) error { return get(u) })
}

func never(u string) error {
	r := roko.NewRetrier(roko.TryForever(), roko.WithStrategy(roko.Exponential(2*time.Second, 0)))
	return r.DoWithContext(context.Background(), func(*roko.Retrier) error { return get(u) }) // want `roko.TryForever: retries for ever`
}

// From here on all is well.

// Half of the limit above: with jitter it may be as few attempts as five thousand.
func day(ctx context.Context, u string) error {
	ctx, cancel := context.WithTimeout(ctx, 24*time.Hour)
	defer cancel()
	return roko.NewRetrier(
		roko.WithJitter(),
		roko.TryForever(),
		roko.WithStrategy(roko.Constant(5*time.Second)),
	).DoWithContext(ctx, func(*roko.Retrier) error { return get(u) })
}

func three(u string) error {
	_, err := lo.Attempt(3, func(int) error { return get(u) })
	return err
}

func given(u string, n int) error {
	_, err := lo.Attempt(n, func(int) error { return get(u) })
	return err
}

func ended(ctx context.Context, u string) error {
	return retry.Do(ctx, retry.NewConstant(time.Second), func(context.Context) error {
		return retry.RetryableError(get(u))
	})
}

func limited(u string) error {
	b := retry.WithMaxRetries(3, retry.NewFibonacci(time.Second))
	return retry.Do(context.Background(), b, func(context.Context) error { return retry.RetryableError(get(u)) })
}

func lasting(u string) error {
	b := retry.WithMaxDuration(time.Minute, retry.NewFibonacci(time.Second))
	return retry.Do(context.Background(), b, func(context.Context) error { return retry.RetryableError(get(u)) })
}

func ten(u string) error {
	return avast.Do(func() error { return get(u) })
}

func withContext(ctx context.Context, u string) error {
	return avast.Do(func() error { return get(u) }, avast.Attempts(0), avast.Context(ctx))
}

func options(u string, opts []avast.Option) error {
	return avast.Do(func() error { return get(u) }, opts...)
}

func quarter(u string) error {
	return backoff.Retry(func() error { return get(u) }, backoff.NewExponentialBackOff())
}

func retries(u string) error {
	return backoff.Retry(func() error { return get(u) }, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 4))
}

func cancelled(ctx context.Context, u string) error {
	return backoff.Retry(func() error { return get(u) }, backoff.WithContext(backoff.NewConstantBackOff(time.Second), ctx))
}

func twenty(ctx context.Context, u string) error {
	return roko.NewRetrier(roko.WithMaxAttempts(20), roko.WithStrategy(roko.Constant(5*time.Second))).
		DoWithContext(ctx, func(*roko.Retrier) error { return get(u) })
}

func hour(ctx context.Context, u string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Hour)
	defer cancel()
	return roko.NewRetrier(roko.TryForever(), roko.WithStrategy(roko.Constant(5*time.Second))).
		DoWithContext(ctx, func(*roko.Retrier) error { return get(u) })
}

func caller(ctx context.Context, u string) error {
	return roko.NewRetrier(roko.TryForever(), roko.WithStrategy(roko.Constant(time.Second))).
		DoWithContext(ctx, func(*roko.Retrier) error { return get(u) })
}

func literalLimited(u string) error {
	b := &backoff.ExponentialBackOff{InitialInterval: time.Second, Multiplier: 2, MaxElapsedTime: time.Minute}
	return backoff.Retry(func() error { return get(u) }, b)
}

func literalOfSettings(u string, limit time.Duration) error {
	b := &backoff.ExponentialBackOff{InitialInterval: time.Second, Multiplier: 2, MaxElapsedTime: limit}
	return backoff.Retry(func() error { return get(u) }, b)
}

func cancelledByOption(ctx context.Context, u string) error {
	return avast.Do(func() error { return get(u) }, avast.UntilSucceeded(), avast.Context(ctx))
}

// A worker goes on for ever.
func worker(u string) {
	_, _ = lo.Attempt(0, func(int) error { return get(u) })
}
