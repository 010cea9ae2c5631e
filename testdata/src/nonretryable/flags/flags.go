// Package flags asks the body, and not the status, whether a request has worked.
package flags

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
)

type envelope struct {
	Accepted bool `json:"accepted"`
	Meta     struct {
		Code int `json:"code"`
	} `json:"meta"`
	Errors []string `json:"errors"`
	Result *result  `json:"result"`
	Wait   int      `json:"wait"`
	Busy   bool     `json:"busy"`
}

type result struct{ ID string }

type shop struct{ hc *http.Client }

var errRefused = errors.New("refused")

func (s *shop) once(u string) (*result, error) {
	resp, err := s.hc.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var e envelope
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return nil, err
	}
	if !e.Accepted {
		return nil, errRefused
	}
	return e.Result, nil
}

func (s *shop) byHelper(u string) (r *result, err error) {
	for n := 0; n < 6; n++ {
		if r, err = s.once(u); err == nil { // want `retries 400, 401 and 403`
			return r, nil
		}
		time.Sleep(time.Second << n)
	}
	return nil, err
}

func (s *shop) byList(u string) (err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return e
		}
		var v envelope
		e = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		switch {
		case e != nil:
			return e
		case len(v.Errors) == 0: // want `retries 400, 401 and 403`
			return nil
		}
		err = fmt.Errorf("%d: %v", resp.StatusCode, v.Errors)
		time.Sleep(time.Second << n)
	}
	return err
}

func (s *shop) byCode(u string, n int) error {
	resp, err := s.hc.Get(u)
	if err != nil {
		return err
	}
	b, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return err
	}
	var v envelope
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	if v.Meta.Code == http.StatusOK { // want `retries 400, 401 and 403`
		return nil
	}
	err = fmt.Errorf("code %d", v.Meta.Code)
	if n > 5 {
		return err
	}
	time.Sleep(time.Second << n)
	return s.byCode(u, n+1)
}

func (s *shop) byLibrary(u string) error {
	return backoff.Retry(func() error {
		resp, err := s.hc.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		var v map[string]any
		if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
			return backoff.Permanent(err)
		}
		if v["error"] != nil { // want `retries 400, 401 and 403`
			return fmt.Errorf("%v", v["error"])
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func (s *shop) envelope(u string) (*envelope, error) {
	resp, err := s.hc.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	e := new(envelope)
	return e, json.NewDecoder(resp.Body).Decode(e)
}

// That the wait ends well says nothing of the answer.
func (s *shop) byPointer(ctx context.Context, u string) (err error) {
	for n := range 4 {
		e, failed := s.envelope(u)
		if failed != nil {
			return failed
		}
		if e.Accepted { // want `retries 400, 401 and 403`
			return nil
		}
		err = errRefused
		if failed := pause(ctx, time.Second<<n); failed != nil {
			return failed
		}
	}
	return err
}

// From here on all is well.

// Busy is what the answer says of a state that passes.
func (s *shop) whileBusy(ctx context.Context, u string) (*envelope, error) {
	for n := range 4 {
		e, err := s.envelope(u)
		if err != nil || !e.Busy {
			return e, err
		}
		if err := pause(ctx, time.Second<<n); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("still busy")
}

func (s *shop) byHelperAndStatus(u string) (r *result, err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return nil, e
		}
		var v envelope
		e = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		if e != nil {
			return nil, e
		}
		if v.Accepted {
			return v.Result, nil
		}
		err = errRefused
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			return nil, err
		}
		time.Sleep(time.Second << n)
	}
	return nil, err
}

// The status is looked at first.
func (s *shop) statusBefore(u string) (r *result, err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return nil, e
		}
		if resp.StatusCode >= 400 && resp.StatusCode < 500 {
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		var v envelope
		e = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		if e != nil {
			return nil, e
		}
		if v.Accepted {
			return v.Result, nil
		}
		err = errRefused
		time.Sleep(time.Second << n)
	}
	return nil, err
}

// What says that it is busy is no refusal.
func (s *shop) busy(u string) (v envelope, err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return v, e
		}
		v = envelope{}
		e = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		if e != nil {
			return v, e
		}
		if !v.Busy {
			return v, nil
		}
		err = errors.New("busy")
		time.Sleep(time.Second << n)
	}
	return v, err
}

func (s *shop) told(u string) (v envelope, err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return v, e
		}
		v = envelope{}
		e = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		if e != nil {
			return v, e
		}
		if v.Wait == 0 {
			return v, nil
		}
		err = errors.New("busy")
		time.Sleep(time.Duration(v.Wait) * time.Second)
	}
	return v, err
}

// One code goes round, all others do not.
func (s *shop) oneCode(u string) (v envelope, err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return v, e
		}
		v = envelope{}
		e = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		if e != nil {
			return v, e
		}
		if v.Meta.Code != 17 {
			return v, nil
		}
		err = errors.New("code 17")
		time.Sleep(time.Second << n)
	}
	return v, err
}

// It waits for a result.
func (s *shop) polls(u string) (*result, error) {
	for {
		resp, err := s.hc.Get(u)
		if err != nil {
			return nil, err
		}
		var v envelope
		err = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if v.Result != nil {
			return v.Result, nil
		}
		time.Sleep(time.Second)
	}
}

// What is final is returned.
func (s *shop) final(u string) (v envelope, err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return v, e
		}
		v = envelope{}
		e = json.NewDecoder(resp.Body).Decode(&v)
		resp.Body.Close()
		if e != nil {
			return v, e
		}
		if v.Accepted {
			return v, nil
		}
		err = errRefused
		if v.Meta.Code >= 1000 {
			return v, err
		}
		time.Sleep(time.Second << n)
	}
	return v, err
}
