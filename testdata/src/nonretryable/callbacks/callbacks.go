// Package callbacks holds one callback of every class, as retry libraries call them again.
package callbacks

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/Rican7/retry"
	"github.com/Rican7/retry/strategy"
	avast "github.com/avast/retry-go/v4"
	avast5 "github.com/avast/retry-go/v5"
	backoff4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
	"github.com/eapache/go-resiliency/retrier"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/go-pkgz/repeater/v2"
	tfretry "github.com/hashicorp/terraform-plugin-sdk/v2/helper/retry"
	jujuretry "github.com/juju/retry"
	"github.com/matryer/try"
	"github.com/rclone/rclone/fs/fserrors"
	"github.com/rclone/rclone/lib/pacer"
	"github.com/samber/lo"
	sethvargo "github.com/sethvargo/go-retry"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/wait"
	kretry "k8s.io/client-go/util/retry"
)

var (
	errRefused = errors.New("refused")
	errGone    = errors.New("gone")
)

// send makes an error of every status that is not 2xx.
func send(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// sendOnce tells what is hopeless from the rest.
func sendOnce(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode/100 == 2:
		return nil
	case resp.StatusCode == 429, resp.StatusCode >= 500:
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return fmt.Errorf("status %d: %w", resp.StatusCode, errRefused)
}

// Class A: an error means again, unless it is marked.

func badGeneric(ctx context.Context, url string) (string, error) {
	return backoff.Retry(ctx, func() (string, error) { return "", send(url) }, backoff.WithMaxTries(4)) // want `retries 400, 401 and 403`
}

func goodGeneric(ctx context.Context, url string) (string, error) {
	return backoff.Retry(ctx, func() (string, error) {
		err := sendOnce(url)
		if errors.Is(err, errRefused) {
			return "", backoff.Permanent(err)
		}
		return "", err
	})
}

func goodOnce(url string) error {
	return backoff4.Retry(func() error { return send(url) }, backoff4.WithMaxRetries(backoff4.NewExponentialBackOff(), 0))
}

func badMade(url string) error {
	r := avast5.New(avast5.Attempts(3))
	return r.Do(func() error { return send(url) }) // want `retries 400, 401 and 403`
}

func goodMadeWithPredicate(url string) error {
	r := avast5.New(avast5.Attempts(3), avast5.RetryIf(func(err error) bool { return !errors.Is(err, errRefused) }))
	return r.Do(func() error { return sendOnce(url) })
}

type sender struct{ r *avast5.Retrier }

// How it was made is not known: a predicate may be among its options.
func (s *sender) goodMadeElsewhere(url string) error {
	return s.r.Do(func() error { return send(url) })
}

func goodOptionsElsewhere(url string, opts ...avast.Option) error {
	return avast.Do(func() error { return send(url) }, opts...)
}

func badPredicateOption(url string) error {
	return avast.Do(func() error { // want `retries 400, 401 and 403`
		return send(url)
	}, avast.RetryIf(func(err error) bool { return !errors.Is(err, context.Canceled) }))
}

func badTable(url string) error {
	r := retrier.New(retrier.ConstantBackoff(3, 100*time.Millisecond), nil)
	return r.Run(func() error { return send(url) }) // want `retries 400, 401 and 403`
}

func goodClassifier(url string) error {
	r := retrier.New(retrier.ConstantBackoff(3, 100*time.Millisecond), retrier.WhitelistClassifier{errGone})
	return r.Run(func() error { return send(url) })
}

func badPolicy(ctx context.Context, url string) error {
	policy := retrypolicy.NewBuilder[any]().WithMaxRetries(3).WithBackoff(time.Second, time.Minute).Build()
	return failsafe.With(policy).WithContext(ctx).Run(func() error { return send(url) }) // want `retries 400, 401 and 403`
}

func goodPolicy(url string) error {
	policy := retrypolicy.NewBuilder[any]().AbortOnErrors(errRefused).WithMaxRetries(3).Build()
	return failsafe.With(policy).Run(func() error { return sendOnce(url) })
}

func goodPolicyLater(url string) error {
	b := retrypolicy.NewBuilder[any]()
	b.AbortOnErrors(errRefused)
	return failsafe.With(b.Build()).Run(func() error { return sendOnce(url) })
}

func goodPolicyElsewhere(url string, policy retrypolicy.RetryPolicy[any]) error {
	return failsafe.With(policy).Run(func() error { return send(url) })
}

func badRepeater(ctx context.Context, url string) error {
	return repeater.NewFixed(3, time.Minute).Do(ctx, func() error { return send(url) }, errGone) // want `retries 400, 401 and 403`
}

func goodRepeater(ctx context.Context, url string) error {
	return repeater.NewFixed(3, time.Minute).Do(ctx, func() error { return sendOnce(url) }, errRefused)
}

func badField(url string) error {
	return jujuretry.Call(jujuretry.CallArgs{ // want `retries 400, 401 and 403`
		Func:     func() error { return send(url) },
		Attempts: 3,
		Delay:    time.Minute,
	})
}

func goodFatal(url string) error {
	return jujuretry.Call(jujuretry.CallArgs{
		Func:         func() error { return sendOnce(url) },
		IsFatalError: func(err error) bool { return errors.Is(err, errRefused) },
		Attempts:     3,
		Delay:        time.Minute,
	})
}

// Class A0: nothing stops them but success.

func badNoStop(url string) error {
	return retry.Retry(func(uint) error { return send(url) }, strategy.Limit(3), strategy.Wait(time.Second, time.Minute)) // want `retries 400, 401 and 403`
}

func goodOwnStrategy(url string, own strategy.Strategy) error {
	return retry.Retry(func(uint) error { return send(url) }, own)
}

func badAttempt(url string) error {
	_, _, err := lo.AttemptWithDelay(3, time.Minute, func(int, time.Duration) error { return send(url) }) // want `retries 400, 401 and 403`
	return err
}

func goodAttempt(url string) (refused error) {
	_, _, err := lo.AttemptWithDelay(3, time.Minute, func(int, time.Duration) error {
		err := sendOnce(url)
		if errors.Is(err, errRefused) {
			refused = err
			return nil
		}
		return err
	})
	return errors.Join(refused, err)
}

// Class B: an error means stop, unless it is marked.

func badMarkedAll(ctx context.Context, url string) (int, error) {
	return sethvargo.DoValue(ctx, sethvargo.WithMaxRetries(3, sethvargo.NewExponential(time.Second)), func(context.Context) (int, error) { // want `retries 400, 401 and 403`
		return 0, sethvargo.RetryableError(send(url))
	})
}

func goodMarkedSome(ctx context.Context, url string) error {
	return sethvargo.Do(ctx, sethvargo.NewExponential(time.Second), func(context.Context) error {
		err := sendOnce(url)
		if errors.Is(err, errRefused) {
			return err
		}
		return sethvargo.RetryableError(err)
	})
}

// Class B2: the type of the error says which.

func badTerraform(ctx context.Context, url string) error {
	return tfretry.RetryContext(ctx, time.Minute, func() *tfretry.RetryError {
		if err := send(url); err != nil { // want `retries 400, 401 and 403`
			return tfretry.RetryableError(err)
		}
		return nil
	})
}

func goodTerraform(ctx context.Context, url string) error {
	return tfretry.RetryContext(ctx, time.Minute, func() *tfretry.RetryError {
		if err := sendOnce(url); errors.Is(err, errRefused) {
			return tfretry.NonRetryableError(err)
		} else if err != nil {
			return tfretry.RetryableError(err)
		}
		return nil
	})
}

// Class C1: (again, error).

func badFlag(p *pacer.Pacer, url string) error {
	return p.Call(func() (bool, error) { // want `retries 400, 401 and 403`
		err := send(url)
		return err != nil, err
	})
}

var retryErrorCodes = []int{429, 500, 502, 503}

func goodFlag(p *pacer.Pacer, url string) error {
	return p.Call(func() (bool, error) {
		resp, err := http.Get(url)
		if err == nil {
			resp.Body.Close()
		}
		return fserrors.ShouldRetry(err) || fserrors.ShouldRetryHTTP(resp, retryErrorCodes), err
	})
}

func badTry(url string) error {
	return try.Do(func(attempt int) (bool, error) {
		err := send(url)
		if err != nil { // want `retries 400, 401 and 403`
			time.Sleep(time.Minute)
		}
		return attempt < 5, err
	})
}

func goodTry(url string) error {
	return try.Do(func(attempt int) (bool, error) {
		err := sendOnce(url)
		if err != nil {
			time.Sleep(time.Duration(attempt) * time.Minute)
		}
		return attempt < 5 && !errors.Is(err, errRefused), err
	})
}

// Class C2: (done, error).

func badCondition(url string) error {
	return wait.ExponentialBackoff(wait.Backoff{Steps: 5, Duration: time.Second, Factor: 2}, func() (bool, error) {
		if err := send(url); err != nil { // want `retries 400, 401 and 403`
			return false, nil
		}
		return true, nil
	})
}

func goodCondition(url string) error {
	return wait.ExponentialBackoff(wait.Backoff{Steps: 5, Duration: time.Second, Factor: 2}, func() (bool, error) {
		err := sendOnce(url)
		switch {
		case errors.Is(err, errRefused):
			return false, err
		case err != nil:
			return false, nil
		}
		return true, nil
	})
}

// To wait until something has come up is what polls are for.
func goodPoll(ctx context.Context, url string) error {
	return wait.PollUntilContextTimeout(ctx, time.Second, time.Minute, true, func(context.Context) (bool, error) {
		resp, err := http.Get(url)
		if err != nil {
			return false, nil
		}
		defer resp.Body.Close()
		return resp.StatusCode == 204, nil
	})
}

func badSubmit(url string) error {
	return wait.PollImmediate(time.Minute, time.Hour, func() (bool, error) {
		if err := send(url); err != nil { // want `retries 400, 401 and 403`
			return false, nil
		}
		return true, nil
	})
}

// Class C4: (error, again).

func badLast(url string) error {
	_, err := lo.AttemptWhile(3, func(int) (error, bool) { // want `retries 400, 401 and 403`
		time.Sleep(time.Minute)
		err := send(url)
		return err, err != nil
	})
	return err
}

func goodLast(url string) error {
	_, err := lo.AttemptWhile(3, func(int) (error, bool) {
		time.Sleep(time.Minute)
		err := sendOnce(url)
		return err, !errors.Is(err, errRefused)
	})
	return err
}

// Class D: a predicate beside the callback.

func badOnError(url string) error {
	return kretry.OnError(kretry.DefaultRetry, func(error) bool { return true }, func() error { return send(url) }) // want `retries 400, 401 and 403`
}

func goodOnError(url string) error {
	return kretry.OnError(kretry.DefaultRetry, func(err error) bool { return !errors.Is(err, errRefused) }, func() error { return sendOnce(url) })
}

func goodOnErrorOfTheSDK(url string) error {
	return kretry.OnError(kretry.DefaultRetry, apierrors.IsTooManyRequests, func() error { return send(url) })
}

func goodOnErrorElsewhere(url string, retriable func(error) bool) error {
	return kretry.OnError(kretry.DefaultRetry, retriable, func() error { return send(url) })
}

// The library retries conflicts alone.
func goodOnConflict(url string) error {
	return kretry.RetryOnConflict(kretry.DefaultRetry, func() error { return send(url) })
}
