// Package untilsaid waits until an answer says something, of which what it says is not followed to where it is asked.
package untilsaid

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"time"
)

type client struct {
	hc    *http.Client
	base  string
	limit int
}

func (c *client) get(ctx context.Context, u string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func (c *client) outcome(ctx context.Context, id string) (of any, err error) {
	var task map[string]any
	if err = c.get(ctx, c.base+id, &task); err == nil {
		of = task["data"].(map[string]any)["outcome"]
	}
	return
}

func (c *client) withinTime(ctx context.Context, id string) (string, error) {
	waited := 0
	for waited < c.limit {
		of, err := c.outcome(ctx, id)
		if err != nil {
			return "", err
		}
		if of != nil {
			return of.(string), nil
		}
		time.Sleep(2 * time.Second) // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
		waited += 2
	}
	return "", errors.New("took too long")
}

func (c *client) asLongAsItTakes(ctx context.Context, id string) (string, error) {
	for {
		of, err := c.outcome(ctx, id)
		if err != nil {
			return "", err
		}
		if of != nil {
			return of.(string), nil
		}
		time.Sleep(2 * time.Second) // want `the wait between two attempts`
	}
}

var errCut = errors.New("cut off")

// One error goes round as well.
func (c *client) butFor(ctx context.Context, id string) (string, error) {
	for waited := 0; waited < c.limit; waited += 2 {
		of, err := c.outcome(ctx, id)
		if err != nil && !errors.Is(err, errCut) {
			return "", err
		}
		if of != nil {
			return of.(string), nil
		}
		time.Sleep(2 * time.Second) // want `the wait between two attempts`
	}
	return "", errors.New("took too long")
}

// It ends with the context.
func (c *client) ends(ctx context.Context, id string) (string, error) {
	for {
		of, err := c.outcome(ctx, id)
		if err != nil {
			return "", err
		}
		if of != nil {
			return of.(string), nil
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(2 * time.Second):
		}
	}
}

// The attempt ends it a moment later.
func (c *client) short(ctx context.Context, id string) (string, error) {
	for {
		of, err := c.outcome(ctx, id)
		if err != nil {
			return "", err
		}
		if of != nil {
			return of.(string), nil
		}
		time.Sleep(300 * time.Millisecond)
	}
}

// Nothing that an answer says ends it: it is there for that.
func (c *client) watches(ctx context.Context, id string) error {
	for {
		of, err := c.outcome(ctx, id)
		if err != nil {
			return err
		}
		if of != nil {
			log.Print(of)
		}
		time.Sleep(2 * time.Second)
	}
}

func (c *client) beats(ctx context.Context, id string) {
	for {
		if _, err := c.outcome(ctx, id); err != nil {
			log.Print(err)
		}
		time.Sleep(2 * time.Second)
	}
}

// The next one is another.
func (c *client) pages(ctx context.Context, from string) (all []any, err error) {
	for from != "" {
		var page struct {
			Items []any
			Next  string
		}
		if err := c.get(ctx, c.base+from, &page); err != nil {
			return nil, err
		}
		all, from = append(all, page.Items...), page.Next
		time.Sleep(2 * time.Second)
	}
	return all, nil
}

// No context comes in.
func (c *client) without(id string) (string, error) {
	for {
		of, err := c.outcome(context.Background(), id)
		if err != nil {
			return "", err
		}
		if of != nil {
			return of.(string), nil
		}
		time.Sleep(2 * time.Second)
	}
}

var _ = []any{(*client).withinTime, (*client).asLongAsItTakes, (*client).butFor, (*client).ends, (*client).short, (*client).watches, (*client).beats, (*client).pages, (*client).without}
