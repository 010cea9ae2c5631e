// Package asserted asks errors for their type, without a look at what they wrap.
package asserted

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type refusal struct{ status int }

func (r *refusal) Error() string { return fmt.Sprint("status ", r.status) }

func (r *refusal) hopeless() bool { return r.status < 500 && r.status != 429 }

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << n):
		return nil
	}
}

type wrapping struct{ hc *http.Client }

func (a *wrapping) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("get %s: %w", u, &refusal{resp.StatusCode})
	}
	return nil
}

func (a *wrapping) again(ctx context.Context, u string) (err error) {
	for i := range 5 {
		if err = a.get(ctx, u); err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if r, ok := err.(*refusal); ok && r.hopeless() {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

type plain struct{ hc *http.Client }

func (a *plain) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &refusal{resp.StatusCode}
	}
	return nil
}

func (a *plain) again(ctx context.Context, u string) (err error) {
	for i := range 5 {
		if err = a.get(ctx, u); err == nil {
			return nil
		}
		if r, ok := err.(*refusal); ok && r.hopeless() {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

type inSwitch struct{ hc *http.Client }

func (a *inSwitch) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("get %s: %w", u, &refusal{resp.StatusCode})
	}
	return nil
}

func (a *inSwitch) again(ctx context.Context, u string) (err error) {
	for i := range 5 {
		err = a.get(ctx, u)
		if err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		switch e := err.(type) {
		case *refusal:
			if e.hopeless() {
				return err
			}
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

type plainSwitch struct{ hc *http.Client }

func (a *plainSwitch) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &refusal{resp.StatusCode}
	}
	return nil
}

func (a *plainSwitch) again(ctx context.Context, u string) (err error) {
	for i := range 5 {
		err = a.get(ctx, u)
		switch e := err.(type) {
		case nil:
			return nil
		case *refusal:
			if e.hopeless() {
				return err
			}
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

type askingAll struct{ hc *http.Client }

func (a *askingAll) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("get %s: %w", u, &refusal{resp.StatusCode})
	}
	return nil
}

func (a *askingAll) again(ctx context.Context, u string) (err error) {
	for i := range 5 {
		if err = a.get(ctx, u); err == nil {
			return nil
		}
		var r *refusal
		if errors.As(err, &r) && r.hopeless() {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

type byInterface struct{ hc *http.Client }

func (a *byInterface) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("get %s: %w", u, &refusal{resp.StatusCode})
	}
	return nil
}

func (a *byInterface) again(ctx context.Context, u string) (err error) {
	for i := range 5 {
		if err = a.get(ctx, u); err == nil {
			return nil
		}
		if w, ok := err.(interface{ Unwrap() error }); ok {
			if r, ok := w.Unwrap().(*refusal); ok && r.hopeless() {
				return err
			}
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

type unwrapped struct{ hc *http.Client }

func (a *unwrapped) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("get %s: %w", u, &refusal{resp.StatusCode})
	}
	return nil
}

func (a *unwrapped) again(ctx context.Context, u string) (err error) {
	for i := range 5 {
		if err = a.get(ctx, u); err == nil {
			return nil
		}
		if r, ok := errors.Unwrap(err).(*refusal); ok && r.hopeless() {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
