// Package keptsettings has the settings of libraries where they are kept: in variables of the package, in fields, in what a function returns.
package keptsettings

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	avast "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/eapache/go-resiliency/retrier"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

var hc = &http.Client{Timeout: 10 * time.Second}

type refused struct{ code int }

func (e *refused) Error() string { return fmt.Sprint("status ", e.code) }

func weigh(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refused{resp.StatusCode}
	}
	return nil
}

func heals(err error) bool {
	var r *refused
	return !errors.As(err, &r) || r.code == 429 || r.code >= 500
}

// In a variable of the package.

var usual = []avast.Option{avast.Attempts(3), avast.Delay(time.Second)}

func usually(ctx context.Context, url string) error {
	return avast.Do(func() error { return weigh(ctx, url) }, append(usual, avast.Context(ctx))...) // want `retries 400, 401 and 403`
}

var careful = []avast.Option{avast.Attempts(3), avast.RetryIf(heals)}

func carefully(ctx context.Context, url string) error {
	return avast.Do(func() error { return weigh(ctx, url) }, append(careful, avast.Context(ctx))...)
}

var patient = retrier.New(retrier.ExponentialBackoff(4, time.Second), nil)

func patiently(ctx context.Context, url string) error {
	return patient.RunCtx(ctx, func(ctx context.Context) error { return weigh(ctx, url) }) // want `retries 400, 401 and 403`
}

var policy = retrypolicy.NewBuilder[int]().WithMaxRetries(3).Build()

func byPolicy(ctx context.Context, url string) error {
	_, err := failsafe.With(policy).WithContext(ctx).Get(func() (int, error) { return 0, weigh(ctx, url) }) // want `retries 400, 401 and 403`
	return err
}

var fussy = retrypolicy.NewBuilder[int]().WithMaxRetries(3).HandleIf(func(_ int, err error) bool { return heals(err) }).Build()

func fussily(ctx context.Context, url string) error {
	_, err := failsafe.With(fussy).WithContext(ctx).Get(func() (int, error) { return 0, weigh(ctx, url) })
	return err
}

// Somebody may have put in another one.
var replaced = []avast.Option{avast.Attempts(3)}

func replace(with []avast.Option) { replaced = with }

func replacedLater(ctx context.Context, url string) error {
	return avast.Do(func() error { return weigh(ctx, url) }, append(replaced, avast.Context(ctx))...)
}

// In a field.

type scale struct {
	opts []avast.Option
	url  string
}

func newScale(url string) *scale {
	return &scale{url: url, opts: []avast.Option{avast.Attempts(5), avast.LastErrorOnly(true)}}
}

func (s *scale) weigh(ctx context.Context) error {
	return avast.Do(func() error { return weigh(ctx, s.url) }, append(s.opts, avast.Context(ctx))...) // want `retries 400, 401 and 403`
}

type balance struct {
	opts []avast.Option
	url  string
}

func newBalance(url string, n uint) *balance {
	opts := []avast.Option{
		avast.Attempts(n),
		avast.Delay(time.Second),
	}
	return &balance{opts: opts, url: url}
}

func (b *balance) weigh(ctx context.Context) error {
	opts := append(b.opts, avast.Context(ctx))
	return avast.Do(func() error { return weigh(ctx, b.url) }, opts...) // want `retries 400, 401 and 403`
}

type picky struct {
	opts []avast.Option
	url  string
}

func newPicky(url string) *picky {
	p := &picky{url: url}
	p.opts = []avast.Option{avast.Attempts(5), avast.RetryIf(heals)}
	return p
}

func (p *picky) weigh(ctx context.Context) error {
	return avast.Do(func() error { return weigh(ctx, p.url) }, append(p.opts, avast.Context(ctx))...)
}

// What somebody gives may decide.
type given struct {
	opts []avast.Option
	url  string
}

func newGiven(url string, opts ...avast.Option) *given { return &given{opts: opts, url: url} }

func (g *given) weigh(ctx context.Context) error {
	return avast.Do(func() error { return weigh(ctx, g.url) }, append(g.opts, avast.Context(ctx))...)
}

// So may what is added.
type grown struct {
	opts []avast.Option
	url  string
}

func newGrown(url string) *grown { return &grown{opts: []avast.Option{avast.Attempts(5)}, url: url} }

func (g *grown) only(f func(error) bool) { g.opts = append(g.opts, avast.RetryIf(f)) }

func (g *grown) weigh(ctx context.Context) error {
	return avast.Do(func() error { return weigh(ctx, g.url) }, append(g.opts, avast.Context(ctx))...)
}

// And what comes of it where nobody looks.
type handed struct {
	opts []avast.Option
	url  string
}

func newHanded(url string, adjust func(*[]avast.Option)) *handed {
	h := &handed{opts: []avast.Option{avast.Attempts(5)}, url: url}
	adjust(&h.opts)
	return h
}

func (h *handed) weigh(ctx context.Context) error {
	return avast.Do(func() error { return weigh(ctx, h.url) }, append(h.opts, avast.Context(ctx))...)
}

type scales struct {
	r   *retrier.Retrier
	url string
}

func newScales(url string) *scales {
	return &scales{url: url, r: retrier.New(retrier.ConstantBackoff(4, time.Second), nil)}
}

func (s *scales) weigh(ctx context.Context) error {
	return s.r.RunCtx(ctx, func(ctx context.Context) error { return weigh(ctx, s.url) }) // want `retries 400, 401 and 403`
}

type classes struct{}

func (classes) Classify(err error) retrier.Action {
	if err != nil && !heals(err) {
		return retrier.Fail
	}
	return retrier.Retry
}

type classed struct {
	r   *retrier.Retrier
	url string
}

func newClassed(url string) *classed {
	return &classed{url: url, r: retrier.New(retrier.ConstantBackoff(4, time.Second), classes{})}
}

func (c *classed) weigh(ctx context.Context) error {
	return c.r.RunCtx(ctx, func(ctx context.Context) error { return weigh(ctx, c.url) })
}

type executor struct {
	ex  failsafe.Executor[int]
	url string
}

func newExecutor(url string) *executor {
	p := retrypolicy.NewBuilder[int]().WithMaxRetries(3).Build()
	return &executor{ex: failsafe.With(p), url: url}
}

func (e *executor) weigh(ctx context.Context) error {
	_, err := e.ex.WithContext(ctx).Get(func() (int, error) { return 0, weigh(ctx, e.url) }) // want `retries 400, 401 and 403`
	return err
}

// In what a function returns.

func options(ctx context.Context) []avast.Option {
	return []avast.Option{avast.Context(ctx), avast.Attempts(3)}
}

func byFunction(ctx context.Context, url string) error {
	return avast.Do(func() error { return weigh(ctx, url) }, options(ctx)...) // want `retries 400, 401 and 403`
}

func pickyOptions(ctx context.Context) []avast.Option {
	return []avast.Option{avast.Context(ctx), avast.Attempts(3), avast.RetryIf(heals)}
}

func byPickyFunction(ctx context.Context, url string) error {
	return avast.Do(func() error { return weigh(ctx, url) }, pickyOptions(ctx)...)
}

func slowly(ctx context.Context) backoff.BackOff {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = time.Minute
	return backoff.WithContext(b, ctx)
}

func bySlowFunction(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return weigh(ctx, url) }, slowly(ctx)) // want `retries 400, 401 and 403`
}

// What is kept refers to itself.
type circular struct {
	opts []avast.Option
	url  string
}

func (c *circular) weigh(ctx context.Context) error {
	c.opts = append(c.opts, avast.Context(ctx))
	return avast.Do(func() error { return weigh(ctx, c.url) }, c.opts...)
}

func (c *circular) again(ctx context.Context) error {
	return avast.Do(func() error { return weigh(ctx, c.url) }, c.opts...)
}
