// Package picked has its predicates in tables and fields, as methods with and without what they are of.
package picked

import (
	"context"
	"net/http"
	"time"
)

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

type rules struct{ least int }

func (r rules) any(code int) bool    { return code != http.StatusOK }
func (r rules) server(code int) bool { return code >= 500 }

// A method by its expression, in a field.
type settings struct {
	again func(rules, int) bool
	sane  func(rules, int) bool
}

var defaults = settings{again: rules.any, sane: rules.server}

func byExpression(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !defaults.again(rules{}, resp.StatusCode) { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

func byExpressionWell(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !defaults.sane(rules{}, resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// Called by it at once.
func direct(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !rules.any(rules{500}, resp.StatusCode) { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

func directWell(ctx context.Context, u string) (*http.Response, error) {
	again := rules.server
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if i == 4 || !again(rules{}, resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// A table has what is asked for a status.
func yes(*http.Response) bool { return true }
func no(*http.Response) bool  { return false }

var byStatus = map[int]func(*http.Response) bool{400: yes, 401: yes, 404: no, 503: yes}

func table(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		ask, ok := byStatus[resp.StatusCode]
		if i == 4 || !ok || !ask(resp) { // want `retries 400 and 401 \(400, 401 and 503, sent at line \d+\)`
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// Without a look at whether it has one but that it is none.
func tableOrNil(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		ask := byStatus[resp.StatusCode]
		if i == 4 || ask == nil || !ask(resp) { // want `retries 400 and 401`
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

var goodTable = map[int]func(*http.Response) bool{400: no, 401: no, 429: yes, 503: yes}

func tableWell(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		ask, ok := goodTable[resp.StatusCode]
		if i == 4 || !ok || !ask(resp) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// What somebody else has put in is not known.
func tableOfOthers(ctx context.Context, u string, own func(*http.Response) bool) (*http.Response, error) {
	asked := map[int]func(*http.Response) bool{400: own, 503: yes}
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		ask, ok := asked[resp.StatusCode]
		if i == 4 || !ok || !ask(resp) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}

// A table that is added to is another one.
var open = map[int]func(*http.Response) bool{400: no}

func Allow(code int, ask func(*http.Response) bool) { open[code] = ask }

func tableOpen(ctx context.Context, u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		ask, ok := open[resp.StatusCode]
		if i == 4 || !ok || !ask(resp) {
			return resp, nil
		}
		resp.Body.Close()
		if err := pause(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
}
