// Package built sends requests that another function has made.
package built

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
)

type Hook struct {
	hc  *http.Client
	url string
	key string
	log *slog.Logger
}

type Record struct{ Event string }

func (h *Hook) build(ctx context.Context, v any) (*http.Request, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Key", h.key)
	return req, nil
}

func (h *Hook) fetching(ctx context.Context) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodGet, h.url, nil)
}

// BAD: by a function that makes the request.
func (h *Hook) fire(ctx context.Context, event string) (*Record, error) {
	req, err := h.build(ctx, event)
	if err != nil {
		return nil, err
	}
	resp, err := h.hc.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return nil, fmt.Errorf("deliver %s: %w", event, err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	h.log.Info("delivered", "event", event)
	return &Record{Event: event}, nil
}

func (h *Hook) with(method string, body io.Reader) (req *http.Request, err error) {
	if req, err = http.NewRequest(method, h.url, body); err == nil {
		req.Header.Set("X-Key", h.key)
	}
	return
}

func (h *Hook) put(body []byte) (*http.Request, error) { return h.with("PUT", bytes.NewReader(body)) }

// BAD: by several.
func (h *Hook) store(body []byte) error {
	req, err := h.put(body)
	if err != nil {
		return err
	}
	resp, err := h.hc.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func signed(req *http.Request, key string) *http.Request {
	req.Header.Set("X-Key", key)
	return req
}

// BAD: signed, and with a context.
func (h *Hook) sign(ctx context.Context, body []byte) error {
	req, err := http.NewRequest(http.MethodPatch, h.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := h.hc.Do(signed(req.WithContext(ctx), h.key)) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	resp.Body.Close()
	return nil
}

// BAD: whoever calls has made it.
func (h *Hook) send(req *http.Request) error {
	resp, err := h.hc.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (h *Hook) sends(ctx context.Context, event string) error {
	req, err := h.build(ctx, event)
	if err != nil {
		return err
	}
	return h.send(req)
}

// BAD: as a literal.
func (h *Hook) literal(u *url.URL, body io.ReadCloser) error {
	resp, err := h.hc.Do(&http.Request{Method: "POST", URL: u, Body: body}) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// BAD: the method is set later.
func (h *Hook) later(ctx context.Context) error {
	req, err := h.fetching(ctx)
	if err != nil {
		return err
	}
	req.Method = http.MethodPost
	resp, err := h.hc.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// GOOD: it changes nothing.
func (h *Hook) warm(ctx context.Context) error {
	req, err := h.fetching(ctx)
	if err != nil {
		return err
	}
	resp, err := h.hc.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// GOOD: nor does this one, though others of that function do.
func (h *Hook) get() error {
	req, err := h.with(http.MethodGet, nil)
	if err != nil {
		return err
	}
	resp, err := h.hc.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (h *Hook) read(req *http.Request) error {
	resp, err := h.hc.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// GOOD: whoever calls only reads.
func (h *Hook) reads(ctx context.Context) error {
	req, err := h.fetching(ctx)
	if err != nil {
		return err
	}
	return h.read(req)
}

// GOOD: the status is looked at.
func (h *Hook) checked(ctx context.Context, event string) (*Record, error) {
	req, err := h.build(ctx, event)
	if err != nil {
		return nil, err
	}
	resp, err := h.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("deliver %s: %s", event, resp.Status)
	}
	return &Record{Event: event}, nil
}

// GOOD: the answer goes to the caller.
func (h *Hook) answer(ctx context.Context, event string) (*http.Response, error) {
	req, err := h.build(ctx, event)
	if err != nil {
		return nil, err
	}
	return h.hc.Do(req)
}

// GOOD: nobody hears of it.
func (h *Hook) shout(ctx context.Context, event string) {
	req, err := h.build(ctx, event)
	if err != nil {
		return
	}
	resp, err := h.hc.Do(req)
	if err != nil {
		h.log.Error("not delivered", "error", err)
		return
	}
	resp.Body.Close()
}

type made struct{ of *Hook }

func (m made) preview(h *Hook, ctx context.Context) (*http.Request, *http.Request, error) {
	preview, err := h.fetching(ctx)
	if err != nil {
		return nil, nil, err
	}
	change, err := h.build(ctx, "change")
	return preview, change, err
}

// GOOD: of two requests it is the one that only reads.
func (m made) look(ctx context.Context) error {
	preview, _, err := m.preview(m.of, ctx)
	if err != nil {
		return err
	}
	resp, err := m.of.hc.Do(preview)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// BAD: the error is kept, and returned later.
func (h *Hook) tries(ctx context.Context, event string) error {
	var last error
	for range 3 {
		r, made := h.build(ctx, event)
		if made != nil {
			continue
		}
		resp, err := h.hc.Do(r) // want `nothing checks the status of this answer`
		if err == nil {
			return resp.Body.Close()
		}
		last = fmt.Errorf("deliver %s: %w", event, err)
	}
	return last
}

// GOOD: nobody hears of the error either.
func (h *Hook) quiet(ctx context.Context, event string) error {
	r, err := h.build(ctx, event)
	if err != nil {
		return err
	}
	resp, failed := h.hc.Do(r)
	if failed != nil {
		h.log.Error("not delivered", "error", failed)
		return nil
	}
	resp.Body.Close()
	return nil
}
