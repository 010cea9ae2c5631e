// Package beside asks beside the rest of the program until it has an answer: nobody waits for that, and nobody could be told.
package beside

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type API interface {
	Self() (map[string]string, error)
}
type agent struct {
	c   *http.Client
	url string
}

func (a *agent) Self() (map[string]string, error) {
	resp, err := a.c.Get(a.url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("unexpected response code: %d", resp.StatusCode)
	}
	return map[string]string{}, nil
}

// check runs until the agent answers, whenever that is.
func check(ctx context.Context, client API, done chan struct{}) {
	defer close(done)
	t := time.NewTimer(20 * time.Second)
	defer t.Stop()
	backoff := time.Second
	for {
		self, err := client.Self()
		if err == nil {
			fmt.Println(self)
			return
		}
		backoff = min(backoff*2, 20*time.Second)
		t.Reset(backoff)
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

func Start(ctx context.Context, done chan struct{}) {
	go check(ctx, &agent{c: &http.Client{Timeout: time.Second}}, done)
}

// hasty asks without a wait.
func hasty(client API) {
	for {
		if _, err := client.Self(); err == nil { // want `retries 400, 401 and 403`
			return
		}
	}
}

// few gives up after some attempts: it is no daemon.
func few(client API) {
	for range 5 {
		if _, err := client.Self(); err == nil { // want `retries 400, 401 and 403`
			return
		}
		time.Sleep(time.Minute)
	}
}

func StartOthers(a *agent) {
	go hasty(a)
	go few(a)
}

type answer struct {
	resp *http.Response
	err  error
}

// hedged has somebody to tell: what came of the rounds is sent over a channel, and waited for.
func hedged(ctx context.Context, url string) (*http.Response, error) {
	results := make(chan answer)
	go func() {
		for n := 1; ; n++ {
			resp, err := http.Get(url)
			if err == nil && resp.StatusCode < 400 { // want `retries 400, 401 and 403`
				results <- answer{resp: resp}
				return
			}
			select {
			case <-ctx.Done():
				results <- answer{err: ctx.Err()}
				return
			case <-time.After(time.Duration(n) * time.Second):
			}
		}
	}()
	a := <-results
	return a.resp, a.err
}

// behind tells of the last failure behind the rounds.
func behind(ctx context.Context, url string, failed chan<- error) {
	go func() {
		var err error
		for ctx.Err() == nil {
			var resp *http.Response
			if resp, err = http.Get(url); err == nil && resp.StatusCode < 400 { // want `retries 400, 401 and 403`
				break
			}
			time.Sleep(time.Second)
		}
		failed <- err
	}()
}

// reports tells of each failure while it goes on: nobody waits for its end.
func reports(ctx context.Context, url string, failed chan<- error) {
	go func() {
		for {
			resp, err := http.Get(url)
			if err == nil && resp.StatusCode < 400 {
				return
			}
			failed <- err
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Minute):
			}
		}
	}()
}

// signals says no more than that it is over.
func signals(ctx context.Context, url string, over chan<- struct{}) {
	go func() {
		for {
			resp, err := http.Get(url)
			if err == nil && resp.StatusCode < 400 {
				over <- struct{}{}
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Minute):
			}
		}
	}()
}
