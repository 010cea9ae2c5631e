// Package toldof returns what an answer tells of a failure as an error, as it is: its type is one.
package toldof

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

type problem struct {
	Text  string `json:"text"`
	Again bool   `json:"again"`
}

func (p *problem) Error() string { return p.Text }

type detail struct {
	Reason string `json:"reason"`
}

func (d detail) Error() string { return d.Reason }

type reply struct {
	Error  *problem        `json:"error"`
	Detail detail          `json:"detail"`
	Result json.RawMessage `json:"result"`
}

type api struct {
	http *http.Client
	root string
}

func (a *api) ask(ctx context.Context) (*reply, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.root, nil)
	if err != nil {
		return nil, err
	}
	resp, err := a.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := new(reply)
	return r, json.NewDecoder(resp.Body).Decode(r)
}

func (a *api) one(ctx context.Context) (json.RawMessage, error) {
	r, err := a.ask(ctx)
	if err != nil {
		return nil, err
	}
	if r.Error != nil {
		return nil, r.Error
	}
	return r.Result, nil
}

func (a *api) each(ctx context.Context) error {
	var err error
	for i := range 4 {
		if _, err = a.one(ctx); err == nil { // want `retries 400, 401 and 403 \(400-599 `
			return nil
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func (a *api) value(ctx context.Context) (json.RawMessage, error) {
	r, err := a.ask(ctx)
	if err != nil {
		return nil, err
	}
	if r.Detail.Reason != "" {
		return nil, r.Detail
	}
	return r.Result, nil
}

func (a *api) eachOfValue(ctx context.Context) error {
	var err error
	for i := range 4 {
		if _, err = a.value(ctx); err == nil { // want `retries 400, 401 and 403 \(400-599 `
			return nil
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func (a *api) kept(ctx context.Context) error {
	var last error
	for i := range 4 {
		r, err := a.ask(ctx)
		if err != nil {
			return err
		}
		if r.Error == nil { // want `retries 400, 401 and 403 \(400-599`
			return nil
		}
		last = r.Error
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return last
}

// told goes on where the server itself says that it may.
func (a *api) told(ctx context.Context) error {
	var err error
	for i := range 4 {
		_, err = a.one(ctx)
		var p *problem
		if !errors.As(err, &p) || !p.Again {
			return err
		}
		if err := rest(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// pending waits for what there is no result of yet.
func (a *api) pending(ctx context.Context) (json.RawMessage, error) {
	for i := range 10 {
		r, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		if r.Error != nil {
			return nil, r.Error
		}
		if len(r.Result) > 0 {
			return r.Result, nil
		}
		if err := rest(ctx, i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no result")
}

// all gives up with the first error, and asks for each of several things.
func (a *api) all(ctx context.Context, n int) error {
	for range n {
		if _, err := a.one(ctx); err != nil {
			return err
		}
	}
	return nil
}

func rest(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << n):
		return nil
	}
}
