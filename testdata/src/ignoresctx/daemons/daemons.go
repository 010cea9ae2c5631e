// Package daemons goes on for as long as its context lasts, and waits where something has failed.
package daemons

import (
	"context"
	"errors"
	"log"
	"net/http"
	"time"
)

type agent struct {
	hub  string
	jobs chan string
}

func (a *agent) sync(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.hub+"/sync", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func (a *agent) run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := a.sync(ctx); err != nil {
			log.Print(err)
			time.Sleep(10 * time.Second) // want `the wait between two attempts \(sent at line 22\) does not end with ctx; wait in a select with ctx.Done\(\)`
		}
	}
}

func (a *agent) runOn(ctx context.Context) error {
	for {
		err := a.sync(ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			<-time.After(time.Minute) // want `does not end with ctx`
		}
	}
}

// take syncs, and takes a job: that it is told to stop is an error of its own.
func (a *agent) take(ctx context.Context) (string, error) {
	if err := a.sync(ctx); err != nil {
		return "", err
	}
	select {
	case j := <-a.jobs:
		return j, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (a *agent) work(ctx context.Context, do func(string)) {
	for {
		j, err := a.take(ctx)
		if err == nil {
			do(j)
			continue
		}
		if errors.Is(err, context.Canceled) {
			return
		}
		pause := time.NewTimer(5 * time.Second)
		<-pause.C // want `does not end with ctx`
	}
}

// The wait is as long whatever has become of the round: it is that of its work.
func (a *agent) every(ctx context.Context) {
	for ctx.Err() == nil {
		if err := a.sync(ctx); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Minute)
	}
}

// So it is here, but longer after a failure.
func (a *agent) everyOrSo(ctx context.Context) {
	for ctx.Err() == nil {
		d := time.Minute
		if err := a.sync(ctx); err != nil {
			d = 2 * time.Minute
		}
		time.Sleep(d)
	}
}

func (a *agent) heeds(ctx context.Context) {
	for {
		if err := a.sync(ctx); err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(10 * time.Second):
		}
	}
}

// A moment is over before anyone misses the context.
func (a *agent) blinks(ctx context.Context) {
	for ctx.Err() == nil {
		if err := a.sync(ctx); err != nil {
			time.Sleep(time.Second)
		}
	}
}

// There is nothing to go on with after a failure.
func (a *agent) ends(ctx context.Context) error {
	for {
		if err := a.sync(ctx); err != nil {
			time.Sleep(time.Second)
			return err
		}
	}
}
