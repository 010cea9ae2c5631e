// Package hidden waits where the name of the context in scope stands for another one, or for none.
package hidden

import (
	"context"
	"errors"
	"net/http"
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

// The name is that of the attempt's own context, which has ended.
func shadowed(ctx context.Context, u string) error {
	for range 5 {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		err := get(ctx, u)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(2 * time.Second) // want `does not end with the ctx of line 28, shadowed by that of line 30; rename one and select on ctx.Done\(\)$`
	}
	return errors.New("gave up")
}

func request(req *http.Request) error {
	for range 5 {
		req := req.Clone(context.Background())
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			time.Sleep(2 * time.Second) // want `does not end with the req.Context\(\) of line 41, shadowed by that of line 43; rename one and select on req.Context\(\).Done\(\)$`
			continue
		}
		resp.Body.Close()
		return nil
	}
	return errors.New("gave up")
}

type client struct{ ctx context.Context }

func (c *client) field(us []string) error {
	for range 5 {
		err := get(c.ctx, us[0])
		if err == nil {
			return nil
		}
		for _, c := range us {
			time.Sleep(time.Duration(len(c)) * time.Second) // want `does not end with the c.ctx of line 57, shadowed by that of line 63`
		}
	}
	return errors.New("gave up")
}

// In a function of its own, it is the same variable that holds the attempt's context.
func try(ctx context.Context, u string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	err := get(ctx, u)
	cancel()
	if err != nil {
		time.Sleep(3 * time.Second)
	}
	return err
}

func tries(ctx context.Context, u string) error {
	for range 5 {
		if try(ctx, u) == nil { // want `does not end with ctx; wait in a select with ctx.Done\(\)$`
			return nil
		}
	}
	return errors.New("gave up")
}

// Or the function is given it.
func (c *client) given(one context.Context, u string) error {
	err := get(one, u)
	if err != nil {
		time.Sleep(3 * time.Second)
	}
	return err
}

func (c *client) gives(u string) error {
	for range 5 {
		one, cancel := context.WithTimeout(c.ctx, time.Second)
		err := c.given(one, u) // want `does not end with c.ctx; wait in a select with c.ctx.Done\(\)$`
		cancel()
		if err == nil {
			return nil
		}
	}
	return errors.New("gave up")
}

// It is declared for all attempts, and made for each.
func reused(u string, parent context.Context) error {
	var one context.Context
	var cancel func()
	{
		for range 5 {
			one, cancel = context.WithTimeout(parent, time.Second)
			err := get(one, u)
			cancel()
			if err == nil {
				return nil
			}
			time.Sleep(2 * time.Second) // want `does not end with parent; wait in a select with parent.Done\(\)$`
		}
	}
	return errors.New("gave up")
}

func jumps(parent context.Context, u string) error {
	n := 0
again:
	n++
	{
		one, cancel := context.WithTimeout(parent, time.Second)
		err := get(one, u)
		cancel()
		if err != nil && n < 5 {
			time.Sleep(2 * time.Second) // want `does not end with parent; wait in a select with parent.Done\(\)$`
			goto again
		}
		return err
	}
}

// A value that goes with it changes nothing of when it ends.
func withValue(ctx context.Context, u string) error {
	for i := range 5 {
		ctx := context.WithValue(ctx, client{}, i)
		if err := get(ctx, u); err == nil {
			return nil
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx; wait in a select with ctx.Done\(\)$`
	}
	return errors.New("gave up")
}

// A limit for all attempts is another thing than one for each.
func limited(ctx context.Context, u string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for range 5 {
		if err := get(ctx, u); err == nil {
			return nil
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx; wait in a select with ctx.Done\(\)$`
	}
	return errors.New("gave up")
}

// From here on all is well.

// The only contexts in scope are those of single attempts.
func single(u string) error {
	var one context.Context
	var cancel func()
	for range 5 {
		one, cancel = context.WithTimeout(context.Background(), time.Second)
		err := get(one, u)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(2 * time.Second)
	}
	return errors.New("gave up")
}

func tryAlone(u string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	err := get(ctx, u)
	cancel()
	if err != nil {
		time.Sleep(3 * time.Second)
	}
	return err
}

func triesAlone(u string) error {
	for range 5 {
		if tryAlone(u) == nil {
			return nil
		}
	}
	return errors.New("gave up")
}

// There are contexts, and none where it waits.
func jobs(all []client, u string) error {
	for range 5 {
		var err error
		for _, j := range all {
			if err = get(j.ctx, u); err == nil {
				return nil
			}
		}
		time.Sleep(2 * time.Second)
	}
	return errors.New("gave up")
}

func alias(c *client, u string) error {
	for range 5 {
		if c := c; get(c.ctx, u) == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.New("gave up")
}
