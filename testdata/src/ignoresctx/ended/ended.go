// Package ended learns that a context has ended, and goes on.
package ended

import (
	"context"
	"errors"
	"log"
	"net/http"
	"time"
)

func ask(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

func byItsLabel(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
	pause:
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			log.Print("interrupted")
			break pause // want `break leaves the select, not the retries`
		}
	}
	return err
}

func inCondition(ctx context.Context, u string, verbose bool) (err error) {
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			if verbose {
				log.Print("interrupted")
				break // want `break leaves the select, not the retries`
			}
			return ctx.Err()
		}
	}
	return err
}

func inSwitch(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			switch {
			case errors.Is(err, http.ErrServerClosed):
				return err
			default:
				break // want `break leaves the select, not the retries`
			}
		}
	}
	return err
}

func tellsOnly(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
		select {
		case <-ctx.Done(): // want `the retries go on after this clause although the context has ended; return its error`
			log.Print("interrupted")
		case <-time.After(time.Second):
		}
	}
	return err
}

func keepsOnly(ctx context.Context, u string) error {
	var last error
	for n := 0; n < 5; n++ {
		if last = ask(u); last == nil {
			return nil
		}
		select {
		case <-time.After(time.Second << n):
		case <-ctx.Done(): // want `the retries go on after this clause`
			last = ctx.Err()
		}
	}
	return last
}

// From here on all is well.

func byTheLoopsLabel(ctx context.Context, u string) (err error) {
rounds:
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
	pause:
		select {
		case <-time.After(time.Second):
			break pause
		case <-ctx.Done():
			break rounds
		}
	}
	return err
}

// The loop asks for what the clause has kept.
func kept(ctx context.Context, u string) (err error) {
	stopped := false
	for n := 0; n < 5 && !stopped; n++ {
		if err = ask(u); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			stopped = true
		}
	}
	return err
}

func askedBehind(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return err
}

// The context is no more than the delay.
func delay(u string) (err error) {
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
		pause, cancel := context.WithTimeout(context.Background(), time.Second)
		select {
		case <-pause.Done():
		}
		cancel()
	}
	return err
}

// The next attempt fails at once, and is the last.
func given(ctx context.Context, u string) (*http.Response, error) {
	for range 5 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
	return nil, errors.New("gave up")
}

type job struct{ over func() }

// Who is told of the end may end the rounds.
func (j *job) told(ctx context.Context, u string) (err error) {
	for range 5 {
		if err = ask(u); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			j.over()
		}
	}
	return err
}
