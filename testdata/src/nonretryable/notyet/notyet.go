// Package notyet waits for what an answer holds: that it is not there yet goes round, whatever becomes of failures.
package notyet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
)

type Bot struct{ client *http.Client }

type Info struct {
	Shares []string `json:"shares"`
}

func (b *Bot) info(ctx context.Context, id string) (*Info, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://slack.example/files/"+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	var i Info
	return &i, json.NewDecoder(resp.Body).Decode(&i)
}

// Thread goes round with a good answer as well: not yet processed.
func (b *Bot) Thread(ctx context.Context, id string) (ts string, err error) {
	err = retry.Do(func() error {
		info, err := b.info(ctx, id)
		if err != nil {
			return err
		}
		for _, s := range info.Shares {
			if s != "" {
				ts = s
				return nil
			}
		}
		return errors.New("file was not yet processed")
	}, retry.Attempts(10), retry.LastErrorOnly(true), retry.Context(ctx))
	return ts, err
}

func (b *Bot) ThreadLoop(ctx context.Context, id string) (string, error) {
	var err error
	for range 10 {
		var info *Info
		info, err = b.info(ctx, id)
		if err == nil {
			for _, s := range info.Shares {
				if s != "" {
					return s, nil
				}
			}
			err = errors.New("file was not yet processed")
		}
	}
	return "", err
}

// state asks until the answer has the state.
func (b *Bot) state(ctx context.Context, id, want string) error {
	for range 10 {
		i, err := b.info(ctx, id)
		if err == nil && len(i.Shares) > 0 && i.Shares[0] == want {
			return nil
		}
		time.Sleep(30 * time.Second)
	}
	return errors.New("gave up")
}

// failed asks again because of what went wrong, and for no other reason.
func (b *Bot) failed(ctx context.Context, id string) (*Info, error) {
	for range 10 {
		i, err := b.info(ctx, id)
		if err == nil { // want `retries 400, 401 and 403`
			return i, nil
		}
		time.Sleep(30 * time.Second)
	}
	return nil, errors.New("gave up")
}

type answer struct {
	Error string `json:"error"`
	Value string `json:"value"`
}

// told asks again for what the answer calls an error as well: that is no state to wait for.
func (b *Bot) told(url string) (*answer, error) {
	for range 10 {
		resp, err := b.client.Get(url)
		if err != nil {
			continue
		}
		var a answer
		err = json.NewDecoder(resp.Body).Decode(&a)
		resp.Body.Close()
		if resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
			time.Sleep(30 * time.Second)
			continue
		}
		if err == nil && a.Error == "" {
			return &a, nil
		}
		time.Sleep(30 * time.Second)
	}
	return nil, errors.New("gave up")
}

type wrapped struct {
	Data json.RawMessage `json:"data"`
}

// opened asks again where the data of an answer cannot be read: that is a failure, and no state to wait for.
func (b *Bot) opened(url string, out any) (err error) {
	for range 5 {
		if err = b.open(url, out); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(30 * time.Second)
	}
	return err
}

func (b *Bot) open(url string, out any) error {
	resp, err := b.client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	var w wrapped
	if err := json.NewDecoder(resp.Body).Decode(&w); err != nil {
		return err
	}
	return json.Unmarshal(w.Data, out)
}
