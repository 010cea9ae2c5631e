// Package undone waits where a return would leave something undone.
package undone

import (
	"context"
	"errors"
	"net/http"
	"os"
	"sync"
	"time"
)

func get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

// The response is closed after the wait.
func closesLate(ctx context.Context, u string) error {
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode < 500 {
			return resp.Body.Close()
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
		resp.Body.Close()
	}
	return errors.New("gave up")
}

// It is closed before the wait.
func closes(ctx context.Context, u string) error {
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	return errors.New("gave up")
}

type client struct {
	mu   sync.Mutex
	busy sync.WaitGroup
}

func (c *client) locked(ctx context.Context, u string) (err error) {
	c.mu.Lock()
	for range 5 {
		if err = get(ctx, u); err == nil {
			break
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	c.mu.Unlock()
	return err
}

func (c *client) lockedToTheEnd(ctx context.Context, u string) (err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for range 5 {
		if err = get(ctx, u); err == nil {
			break
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	return err
}

func (c *client) counted(ctx context.Context, u string) (err error) {
	c.busy.Add(1)
	for range 5 {
		if err = get(ctx, u); err == nil {
			break
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	c.busy.Done()
	return err
}

func cancels(ctx context.Context, u string) (err error) {
	all, cancel := context.WithTimeout(ctx, time.Minute)
	for range 5 {
		if err = get(all, u); err == nil {
			break
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	cancel()
	return err
}

func file(ctx context.Context, u string) (err error) {
	f, err := os.Create("log")
	if err != nil {
		return err
	}
	for range 5 {
		if err = get(ctx, u); err == nil {
			break
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	if err := f.Close(); err != nil {
		return err
	}
	return err
}

func tells(ctx context.Context, u string, done chan bool) {
	for range 5 {
		if get(ctx, u) == nil {
			break
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	close(done)
}

// What is made for a later purpose is not undone yet.
func later(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = get(ctx, u); err == nil {
			break
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	f, err := os.Create("log")
	if err != nil {
		return err
	}
	return f.Close()
}
