// Package awaited has loops that ask for the same until an answer says that something has come about, and end when a request fails.
package awaited

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type client struct{ http *http.Client }

func (c *client) state(ctx context.Context, url string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("state: %s", resp.Status)
	}
	text, err := io.ReadAll(resp.Body)
	return string(text), err
}

func (c *client) built(ctx context.Context, url string) error {
	for {
		state, err := c.state(ctx, url)
		if err != nil {
			return err
		}
		if state == "built" {
			return nil
		}
		time.Sleep(5 * time.Second) // want `does not end with ctx`
	}
}

// Its own request, and a limit of its own.
func (c *client) logged(ctx context.Context, url string) error {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK {
			return errors.Join(err, errors.New(resp.Status))
		}
		if bytes.Contains(text, []byte("finished")) {
			return nil
		}
		<-time.After(3 * time.Second) // want `does not end with ctx`
	}
	return errors.New("not in time")
}

type job struct{ Phase string }

type jobs interface {
	Get(ctx context.Context, name string) (*job, error)
	Next(ctx context.Context, queue string) (*job, error)
	Put(ctx context.Context, j *job) error
}

func done(ctx context.Context, all jobs, name string) (*job, error) {
	for {
		j, err := all.Get(ctx, name)
		if err != nil {
			return nil, err
		}
		switch j.Phase {
		case "done":
			return j, nil
		case "failed":
			return nil, errors.New("failed")
		}
		time.Sleep(10 * time.Second) // want `does not end with ctx`
	}
}

// The wait ends with the context.
func doneOrEnded(ctx context.Context, all jobs, name string) (*job, error) {
	for {
		j, err := all.Get(ctx, name)
		if err != nil || j.Phase == "done" {
			return j, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(10 * time.Second):
		}
	}
}

// It is over before anyone notices: the next attempt fails, and that is the end.
func doneSoon(ctx context.Context, all jobs, name string) (*job, error) {
	for {
		j, err := all.Get(ctx, name)
		if err != nil || j.Phase == "done" {
			return j, err
		}
		time.Sleep(time.Second)
	}
}

// There is no context to end with.
func doneAnyhow(all jobs, name string) (*job, error) {
	for {
		j, err := all.Get(context.TODO(), name)
		if err != nil || j.Phase == "done" {
			return j, err
		}
		time.Sleep(10 * time.Second)
	}
}

// A consumer: it goes on with the next one after an answer that has one.
func consume(ctx context.Context, all jobs, queue string, out chan<- *job) error {
	for {
		j, err := all.Next(ctx, queue)
		if err != nil {
			return err
		}
		if j.Phase == "none" {
			time.Sleep(10 * time.Second)
			continue
		}
		out <- j
	}
}

// Each is another one.
func putAll(ctx context.Context, all jobs, list []*job) error {
	for _, j := range list {
		if err := all.Put(ctx, j); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}

// What is asked for is the next page each time, at a pace.
func pages(ctx context.Context, all jobs) ([]*job, error) {
	var list []*job
	for page := 0; ; page++ {
		j, err := all.Next(ctx, fmt.Sprint("page", page))
		if err != nil {
			return nil, err
		}
		if j == nil {
			return list, nil
		}
		list = append(list, j)
		time.Sleep(time.Second)
	}
}
