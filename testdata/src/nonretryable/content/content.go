// Package content looks through what an answer holds, part by part, before it is done.
package content

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type writer struct {
	hc    *http.Client
	url   string
	tries int
	wait  time.Duration
	log   interface{ Print(...any) }
}

// conforms asks whether a text is what a shape says.
func conforms(text string, shape any) error {
	var data any
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		return fmt.Errorf("no JSON: %w", err)
	}
	var as map[string]any
	switch s := shape.(type) {
	case string:
		if err := json.Unmarshal([]byte(s), &as); err != nil {
			return fmt.Errorf("shape: %w", err)
		}
	case []byte:
		if err := json.Unmarshal(s, &as); err != nil {
			return fmt.Errorf("shape: %w", err)
		}
	case map[string]any:
		as = s
	default:
		b, err := json.Marshal(shape)
		if err != nil {
			return fmt.Errorf("shape: %w", err)
		}
		if err := json.Unmarshal(b, &as); err != nil {
			return fmt.Errorf("shape: %w", err)
		}
	}
	return part(data, as)
}

func part(data any, as map[string]any) error {
	kind, ok := as["type"].(string)
	if !ok {
		return errors.New("no type")
	}
	switch kind {
	case "object":
		return object(data, as)
	case "array":
		return array(data, as)
	case "string", "number", "boolean":
		return plain(data, kind)
	}
	return fmt.Errorf("unknown type %s", kind)
}

func object(data any, as map[string]any) error {
	m, ok := data.(map[string]any)
	if !ok {
		return errors.New("no object")
	}
	if needed, ok := as["required"].([]any); ok {
		for _, n := range needed {
			name, ok := n.(string)
			if !ok {
				return errors.New("names are texts")
			}
			if _, there := m[name]; !there {
				return fmt.Errorf("%s is missing", name)
			}
		}
	}
	fields, ok := as["properties"].(map[string]any)
	if !ok {
		return nil
	}
	for name, v := range m {
		f, ok := fields[name].(map[string]any)
		if !ok {
			continue
		}
		if err := part(v, f); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func array(data any, as map[string]any) error {
	list, ok := data.([]any)
	if !ok {
		return errors.New("no list")
	}
	if least, ok := as["minItems"].(float64); ok && float64(len(list)) < least {
		return errors.New("too short")
	}
	if most, ok := as["maxItems"].(float64); ok && float64(len(list)) > most {
		return errors.New("too long")
	}
	items, ok := as["items"].(map[string]any)
	if !ok {
		return nil
	}
	for i, v := range list {
		if err := part(v, items); err != nil {
			return fmt.Errorf("item %d: %w", i, err)
		}
	}
	return nil
}

func plain(data any, kind string) error {
	switch kind {
	case "string":
		if _, ok := data.(string); !ok {
			return errors.New("no text")
		}
	case "number":
		if _, ok := data.(float64); !ok {
			return errors.New("no number")
		}
	case "boolean":
		if _, ok := data.(bool); !ok {
			return errors.New("neither true nor false")
		}
	}
	return nil
}

func (w *writer) once(ctx context.Context, prompt string, shape any) (string, string, error) {
	full := prompt
	body, err := json.Marshal(map[string]any{"prompt": full, "shape": shape})
	if err != nil {
		return "", full, fmt.Errorf("prepare: %w", err)
	}
	w.log.Print("request", string(body))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url, bytes.NewReader(body))
	if err != nil {
		return "", full, fmt.Errorf("create: %w", err)
	}
	resp, err := w.hc.Do(req)
	if err != nil {
		return "", full, fmt.Errorf("send: %w", err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", full, fmt.Errorf("read: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		w.log.Print("status", resp.StatusCode, string(answer))
		return "", full, fmt.Errorf("status %d", resp.StatusCode)
	}
	text := string(answer)
	if err := conforms(text, shape); err != nil {
		return "", full, fmt.Errorf("not as asked: %w", err)
	}
	w.log.Print("done", text)
	return text, full, nil
}

// Write asks again whatever went wrong.
func (w *writer) Write(ctx context.Context, prompt string, shape any) (string, error) {
	var text string
	var last error
	for i := 0; i <= w.tries; i++ {
		w.log.Print("attempt", i)
		text, _, last = w.once(ctx, prompt, shape)
		if last == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			return text, nil
		}
		w.log.Print("failed", last)
		if i < w.tries {
			select {
			case <-ctx.Done():
				return "", ctx.Err()
			case <-time.After(w.wait):
			}
		}
	}
	return "", fmt.Errorf("after %d attempts: %w", w.tries+1, last)
}

type refused struct {
	status int
	err    error
}

func (r *refused) Error() string { return fmt.Sprint("status ", r.status) }
func (r *refused) Unwrap() error { return r.err }

func (w *writer) ask(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url, nil)
	if err != nil {
		return err
	}
	resp, err := w.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("ask: %w", &refused{status: resp.StatusCode})
	}
	return nil
}

// passing looks into an error, part by part: that says which failures are worth it.
func passing(err error) bool {
	if r, ok := err.(*refused); ok {
		return r.status == 429 || r.status >= 500
	}
	if inner := errors.Unwrap(err); inner != nil {
		return passing(inner)
	}
	return false
}

// Ask asks again what passes.
func (w *writer) Ask(ctx context.Context) error {
	for i := 0; ; i++ {
		err := w.ask(ctx)
		if err == nil || i == w.tries || !passing(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(w.wait << i):
		}
	}
}
