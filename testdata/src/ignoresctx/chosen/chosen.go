// Package chosen has retries after statuses that a setting names: which these are nobody knows here, and that there are some is certain.
package chosen

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"
)

type client struct {
	hc     *http.Client
	codes  []int
	again  map[int]bool
	policy func(int) bool
	most   int
}

func (c *client) send(ctx context.Context, u string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

func (c *client) named(code int) bool {
	for _, one := range c.codes {
		if one == code {
			return true
		}
	}
	return false
}

// Of two waits one ends with the context.
func (c *client) inHelper(ctx context.Context, u string) (*http.Response, error) {
	var last *http.Response
	for n := 0; n < c.most; n++ {
		if n > 0 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Second << n):
			}
		}
		resp, err := c.send(ctx, u)
		if err != nil {
			return nil, err
		}
		if !c.named(resp.StatusCode) {
			return resp, nil
		}
		if after, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			time.Sleep(time.Duration(after) * time.Second) // want `the wait between two attempts`
		}
		resp.Body.Close()
		last = resp
	}
	return last, nil
}

func (c *client) inMap(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.send(ctx, u)
		if err != nil || n == c.most || !c.again[resp.StatusCode] {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n) // want `the wait between two attempts`
	}
}

func (c *client) inList(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.send(ctx, u)
		if err != nil || n == c.most {
			return resp, err
		}
		if slices.Contains(c.codes, resp.StatusCode) {
			resp.Body.Close()
			time.Sleep(time.Second << n) // want `the wait between two attempts`
			continue
		}
		return resp, nil
	}
}

func (c *client) byPolicy(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; n < c.most; n++ {
		resp, err := c.send(ctx, u)
		if err != nil {
			return nil, err
		}
		if !c.policy(resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n) // want `the wait between two attempts`
	}
	return nil, context.DeadlineExceeded
}

// All of them end with the context.
func (c *client) ends(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.send(ctx, u)
		if err != nil || n == c.most || !c.named(resp.StatusCode) {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
}

// A short one.
func (c *client) short(ctx context.Context, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.send(ctx, u)
		if err != nil || n == c.most || !c.again[resp.StatusCode] {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(100 * time.Millisecond)
	}
}

// It only writes down which those are, and goes on with whatever comes.
func (c *client) watches(ctx context.Context, u string, seen map[string]int) {
	for {
		resp, err := c.send(ctx, u)
		if err != nil {
			return
		}
		resp.Body.Close()
		if c.named(resp.StatusCode) {
			seen[u]++
		}
		time.Sleep(time.Minute)
	}
}

// Each is asked once.
func (c *client) each(ctx context.Context, all []string) (bad []string) {
	for _, u := range all {
		resp, err := c.send(ctx, u)
		if err != nil {
			return append(bad, u)
		}
		resp.Body.Close()
		if c.named(resp.StatusCode) {
			bad = append(bad, u)
			time.Sleep(time.Second)
		}
	}
	return bad
}

// What is in the answer decides as well.
func (c *client) pages(ctx context.Context, u string) error {
	for {
		resp, err := c.send(ctx, u)
		if err != nil {
			return err
		}
		var page struct{ Next string }
		err = json.NewDecoder(resp.Body).Decode(&page)
		resp.Body.Close()
		if err != nil || page.Next == "" || c.named(resp.StatusCode) {
			return err
		}
		u = page.Next
		time.Sleep(time.Second)
	}
}

var _ = []any{(*client).inHelper, (*client).inMap, (*client).inList, (*client).byPolicy, (*client).ends, (*client).short, (*client).watches, (*client).each, (*client).pages}
