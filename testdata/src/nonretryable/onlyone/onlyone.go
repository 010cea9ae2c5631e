// Package onlyone takes one answer alone for a success, and makes an error of all others.
package onlyone

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type inbox struct {
	hc  *http.Client
	url string
}

func (i *inbox) deliver(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, i.url, nil)
	if err != nil {
		return err
	}
	resp, err := i.hc.Do(req)
	if err != nil {
		return fmt.Errorf("deliver: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		return fmt.Errorf("deliver: %s", resp.Status)
	}
	return nil
}

func (i *inbox) Deliver(ctx context.Context) error {
	var err error
	for try := 0; try < 4; try++ {
		if err = i.deliver(ctx); err == nil { // want `retries 400, 401 and 403 \(any status but 202, sent at line \d+\)`
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << try):
		}
	}
	return err
}

func (i *inbox) Remove(ctx context.Context) error {
	var last error
	for try := 0; try < 4; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodDelete, i.url, nil)
		if err != nil {
			return err
		}
		resp, err := i.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusNoContent || resp.StatusCode == http.StatusAccepted { // want `retries 400, 401 and 403 \(any status but 202 and 204, sent at line \d+\)`
			return nil
		}
		last = fmt.Errorf("remove: %s", resp.Status)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << try):
		}
	}
	return last
}

var errPending = errors.New("pending")

// until waits for something to be made: an answer of 202 says that it is not yet.
func (i *inbox) look() error {
	resp, err := http.Get(i.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusAccepted:
		return errPending
	}
	return errors.New(resp.Status)
}

func (i *inbox) Until() error {
	for try := 0; try < 10; try++ {
		if err := i.look(); !errors.Is(err, errPending) {
			return err
		}
		time.Sleep(time.Second << try)
	}
	return errPending
}

// state waits for what the body says: each answer that it can read goes round until then.
func (i *inbox) state() error {
	resp, err := http.Get(i.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var s struct{ State string }
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		return err
	}
	if s.State != "ready" {
		return fmt.Errorf("still %s", s.State)
	}
	return nil
}

func (i *inbox) UntilReady() error {
	var err error
	for try := 0; try < 10; try++ {
		if err = i.state(); err == nil {
			return nil
		}
		time.Sleep(time.Second << try)
	}
	return err
}

// Gone waits until there is nothing left to be found: all that is still found goes round.
func (i *inbox) Gone() error {
	for try := 0; try < 10; try++ {
		resp, err := http.Get(i.url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusNotFound {
			return nil
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		time.Sleep(time.Second << try)
	}
	return errors.New("still there")
}

// DeliverWell tries again after what may pass.
func (i *inbox) DeliverWell(ctx context.Context) error {
	for try := 0; ; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, i.url, nil)
		if err != nil {
			return err
		}
		resp, err := i.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusAccepted {
			return nil
		}
		err = errors.New(resp.Status)
		if resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests || try == 4 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << try):
		}
	}
}
