// Package schedules holds retries whose delay a library was told.
package schedules

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/Rican7/retry"
	"github.com/Rican7/retry/strategy"
	avast "github.com/avast/retry-go/v4"
	"github.com/buildkite/roko"
	backoff4 "github.com/cenkalti/backoff/v4"
	backoff5 "github.com/cenkalti/backoff/v5"
	"github.com/eapache/go-resiliency/retrier"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/grafana/dskit/backoff"
	lestrrat "github.com/lestrrat-go/backoff/v2"
	"github.com/samber/lo"
	"k8s.io/apimachinery/pkg/util/wait"
)

// send fails with what may be tried again.
func send(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func badNone(url string) error {
	_, err := lo.Attempt(3, func(int) error { return send(url) }) // want `429 is retried at once`
	return err
}

func goodWaitsItself(url string) error {
	_, err := lo.Attempt(3, func(i int) error {
		err := send(url)
		if err != nil {
			time.Sleep(time.Second << i)
		}
		return err
	})
	return err
}

func badDelay(url string) error {
	_, _, err := lo.AttemptWithDelay(3, 50*time.Millisecond, func(int, time.Duration) error { return send(url) }) // want `429 is retried after a fixed 50ms`
	return err
}

func goodDelay(url string) error {
	_, _, err := lo.AttemptWithDelay(3, time.Minute, func(int, time.Duration) error { return send(url) })
	return err
}

func goodDelayElsewhere(url string, d time.Duration) error {
	_, _, err := lo.AttemptWithDelay(3, d, func(int, time.Duration) error { return send(url) })
	return err
}

func badZero(url string) error {
	return backoff4.Retry(func() error { return send(url) }, &backoff4.ZeroBackOff{}) // want `429 is retried at once`
}

func badConstant(ctx context.Context, url string) (int, error) {
	return backoff5.Retry(ctx, func() (int, error) { return 0, send(url) }, backoff5.WithBackOff(backoff5.NewConstantBackOff(10*time.Millisecond))) // want `429 is retried after a fixed 10ms`
}

func badConstantWrapped(ctx context.Context, url string) error {
	var b backoff4.BackOff = backoff4.NewConstantBackOff(time.Second)
	b = backoff4.WithContext(backoff4.WithMaxRetries(b, 5), ctx)
	return backoff4.Retry(func() error { return send(url) }, b) // want `429 is retried after a fixed 1s`
}

func goodGrowing(ctx context.Context, url string) (int, error) {
	return backoff5.Retry(ctx, func() (int, error) { return 0, send(url) })
}

func goodGrowingWrapped(ctx context.Context, url string) error {
	b := backoff4.NewExponentialBackOff(backoff4.WithMaxElapsedTime(0))
	b.InitialInterval = time.Second
	return backoff4.Retry(func() error { return send(url) }, backoff4.WithContext(b, ctx))
}

func goodUnknown(url string, b backoff4.BackOff) error {
	return backoff4.Retry(func() error { return send(url) }, backoff4.WithMaxRetries(b, 3))
}

func badKind(url string) error {
	return avast.Do(func() error { return send(url) }, avast.Attempts(3), avast.Delay(time.Second), avast.DelayType(avast.FixedDelay)) // want `429 is retried after a fixed 1s`
}

func goodKind(url string) error {
	return avast.Do(func() error { return send(url) }, avast.Attempts(3), avast.Delay(time.Second))
}

func badDefault(url string) error {
	return failsafe.With(retrypolicy.NewWithDefaults[any]()).Run(func() error { return send(url) }) // want `429 is retried at once`
}

func badBuilt(url string) error {
	return failsafe.With(retrypolicy.NewBuilder[any]().WithMaxRetries(5).Build()).Run(func() error { return send(url) }) // want `429 is retried at once`
}

func goodBuilt(url string) error {
	return failsafe.With(retrypolicy.NewBuilder[any]().WithMaxRetries(5).WithBackoff(time.Second, time.Minute).Build()).Run(func() error { return send(url) })
}

func goodBuiltLater(url string) error {
	b := retrypolicy.NewBuilder[any]().WithMaxRetries(5)
	b.WithBackoff(time.Second, time.Minute)
	return failsafe.With(b.Build()).Run(func() error { return send(url) })
}

func goodJitter(url string) error {
	p := retrypolicy.NewBuilder[any]().WithDelay(time.Second).WithJitter(time.Second).Build()
	return failsafe.With(p).Run(func() error { return send(url) })
}

func badTable(url string) error {
	return retrier.New(retrier.ConstantBackoff(3, 100*time.Millisecond), nil).Run(func() error { return send(url) }) // want `429 is retried after a fixed 100ms`
}

func goodTable(url string) error {
	return retrier.New([]time.Duration{time.Second, 5 * time.Second, time.Minute}, nil).Run(func() error { return send(url) })
}

func badNoStrategy(url string) error {
	return retry.Retry(func(uint) error { return send(url) }, strategy.Limit(3)) // want `429 is retried at once`
}

func goodStrategy(url string) error {
	return retry.Retry(func(uint) error { return send(url) }, strategy.Limit(3), strategy.Wait(time.Second, time.Minute))
}

func badFactor(url string) error {
	return wait.ExponentialBackoff(wait.Backoff{Steps: 5, Duration: 10 * time.Millisecond}, func() (bool, error) { // want `429 is retried after a fixed 10ms`
		return send(url) == nil, nil
	})
}

func goodFactor(url string) error {
	return wait.ExponentialBackoff(wait.Backoff{Steps: 5, Duration: 10 * time.Millisecond, Factor: 3}, func() (bool, error) {
		return send(url) == nil, nil
	})
}

// Loops of the program's own that a library paces.

func goodContinue(ctx context.Context, p lestrrat.Policy, url string) (err error) {
	for c := p.Start(ctx); lestrrat.Continue(c); {
		if err = send(url); err == nil {
			return nil
		}
	}
	return err
}

func goodOngoing(ctx context.Context, url string) (err error) {
	b := backoff.New(ctx, backoff.Config{MinBackoff: time.Second, MaxBackoff: time.Minute})
	for b.Ongoing() {
		if err = send(url); err == nil {
			return nil
		}
		b.Wait()
	}
	return b.Err()
}

func badOngoing(ctx context.Context, url string) (err error) {
	b := backoff.New(ctx, backoff.Config{MinBackoff: time.Second, MaxBackoff: time.Minute})
	for b.Ongoing() {
		if err = send(url); err == nil { // want `429 is retried at once`
			return nil
		}
	}
	return b.Err()
}

// Bounds that options set.

func goodForever(url string) error {
	return avast.Do(func() error { return send(url) }, avast.Attempts(0))
}

func goodNoEnd(url string) error {
	return avast.Do(func() error { return send(url) }, avast.UntilSucceeded(), avast.LastErrorOnly(true))
}

func goodAttemptsElsewhere(url string, n uint) error {
	opts := []avast.Option{avast.Attempts(n)}
	return avast.Do(func() error { return send(url) }, opts...)
}

func goodStrategyOfRoko(ctx context.Context, url string) error {
	r := roko.NewRetrier(roko.WithStrategy(roko.Constant(time.Minute)), roko.TryForever())
	return r.DoWithContext(ctx, func(*roko.Retrier) error { return send(url) })
}
