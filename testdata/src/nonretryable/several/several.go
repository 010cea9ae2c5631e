// Package several asks one of several types of its own whether to try again.
package several

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprint("status ", e.code) }

func fetch(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &statusError{resp.StatusCode}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// Two that look at the error; the one lets all go round.
type filter interface {
	again(err error) bool
}

type eager struct{}

func (eager) again(err error) bool {
	if e, ok := err.(*statusError); ok && e.code == 200 { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
		return false
	}
	return true
}

type sane struct{}

func (*sane) again(err error) bool {
	var e *statusError
	return !errors.As(err, &e) || e.code >= 500
}

type getter struct {
	filter filter
	most   int
}

func (g *getter) get(ctx context.Context, u string) error {
	var err error
	for i := range g.most {
		if err = fetch(ctx, u); err == nil || !g.filter.again(err) {
			return err
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
	return err
}

// They are asked through another interface, if they have that.
type source interface {
	fetch(ctx context.Context, u string) error
}

type chooser interface {
	choose(u string, err error) bool
}

type web struct{ hc *http.Client }

func (w *web) fetch(ctx context.Context, u string) error { return fetch(ctx, u) }

func (w *web) choose(u string, err error) bool {
	var e *statusError
	if errors.As(err, &e) {
		return e.code != 404
	}
	return true
}

type disk struct{}

func (disk) fetch(ctx context.Context, u string) error { return errors.New("no such file") }
func (disk) choose(u string, err error) bool           { return u != "" }

type mirror struct{ from source }

func (m *mirror) get(ctx context.Context, u string) error {
	for i := 0; ; i++ {
		err := fetch(ctx, u)
		if err == nil || i == 4 {
			return err
		}
		if c, ok := m.from.(chooser); !ok || !c.choose(u, err) { // want `retries 400, 401 and 403 \(any status but 200 and 404, sent at line \d+\)`
			return err
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
}

// All say yes to what they are given.
type ruler interface {
	rule(code int) bool
}

type anyCode struct{}

func (anyCode) rule(code int) bool { return code != http.StatusOK }

type most struct{}

func (most) rule(code int) bool { return code >= 400 && code != http.StatusNotFound }

func agreed(ctx context.Context, r ruler, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !r.rule(resp.StatusCode) { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// An error says that it is over.
type judge interface {
	judge(code int) error
}

var errOver = errors.New("over")

type lenient struct{}

func (lenient) judge(code int) error {
	if code == http.StatusGone { // want `retries 400, 401 and 403 \(any status but 200 and 410`
		return errOver
	}
	return nil
}

type strict struct{}

func (strict) judge(code int) error {
	if code < 500 {
		return errOver
	}
	return nil
}

func judged(ctx context.Context, j judge, u string) error {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK || i == 4 {
			return nil
		}
		if err := j.judge(resp.StatusCode); err != nil {
			return err
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
}

// None lets a refusal go round.
type policy interface {
	repeat(code int) bool
}

type servers struct{}

func (servers) repeat(code int) bool { return code >= 500 }

type limits struct{}

func (limits) repeat(code int) bool { return code == http.StatusTooManyRequests }

func good(ctx context.Context, p policy, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !p.repeat(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// Always and never are there to be chosen; nobody knows for what.
type option interface {
	opt(code int) bool
}

type always struct{}

func (always) opt(int) bool { return true }

type never struct{}

func (never) opt(int) bool { return false }

type gateways struct{}

func (gateways) opt(code int) bool { return code == 502 || code == 503 }

func optional(ctx context.Context, o option, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK || i == 4 || !o.opt(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// It holds the good one.
func known(ctx context.Context, u string) error {
	var f filter = &sane{}
	for i := 0; ; i++ {
		err := fetch(ctx, u)
		if err == nil || i == 4 || !f.again(err) {
			return err
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
}

// What is asked first sorts out refusals, whichever type it is.
func sorted(ctx context.Context, f filter, u string) error {
	for i := 0; ; i++ {
		err := fetch(ctx, u)
		var e *statusError
		if err == nil || i == 4 || errors.As(err, &e) && e.code < 500 {
			return err
		}
		if !f.again(err) {
			return err
		}
		if err := pause(ctx, time.Second<<i); err != nil {
			return err
		}
	}
}

// Both have to say yes, and the types are what they were the first time.
type twice struct{ one, two policy }

func (t *twice) get(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !t.one.repeat(resp.StatusCode) && !t.two.repeat(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// More than can be told apart.
type many interface {
	many(code int) bool
}

type (
	m1 struct{}
	m2 struct{}
	m3 struct{}
	m4 struct{}
	m5 struct{}
)

func (m1) many(code int) bool { return code >= 400 }
func (m2) many(code int) bool { return code >= 500 }
func (m3) many(code int) bool { return code >= 502 }
func (m4) many(code int) bool { return code >= 503 }
func (m5) many(code int) bool { return code >= 504 }

func tooMany(ctx context.Context, m many, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !m.many(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// Nobody knows what others have put in.
type Exported interface {
	Ask(code int) bool
}

func foreign(ctx context.Context, a Exported, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !a.Ask(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}
