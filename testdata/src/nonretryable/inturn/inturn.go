// Package inturn asks for several things in one round, by a function that they share, and begins again when one of them is refused.
package inturn

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"time"
)

type client struct {
	hc    *http.Client
	base  string
	token string
}

func (c *client) call(ctx context.Context, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func pause(ctx context.Context, try int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << try):
		return nil
	}
}

func (c *client) both(ctx context.Context) error {
	for try := 0; try < 5; try++ {
		if err := c.call(ctx, "/a"); err != nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			if err := pause(ctx, try); err != nil {
				return err
			}
			continue
		}
		if err := c.call(ctx, "/b"); err != nil {
			if err := pause(ctx, try); err != nil {
				return err
			}
			continue
		}
		return nil
	}
	return errors.New("both: given up")
}

func (c *client) three(ctx context.Context) error {
	var err error
	for try := 0; try < 5; try++ {
		if err = c.call(ctx, "/a"); err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			if err = c.call(ctx, "/b"); err == nil {
				if err = c.call(ctx, "/c"); err == nil {
					return nil
				}
			}
		}
		log.Print(err)
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return err
}

// parsed asks for a place that it has to take apart first, which may fail as well.
func (c *client) parsed(ctx context.Context, where string) error {
	for try := 0; try < 5; try++ {
		resp, err := c.hc.Get(c.base)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			if err := pause(ctx, try); err != nil {
				return err
			}
			continue
		}
		u, err := url.Parse(where)
		if err != nil {
			continue
		}
		resp, err = c.hc.Get(u.String())
		if err != nil {
			return err
		}
		resp.Body.Close()
		return nil
	}
	return errors.New("parsed: given up")
}

type refusal struct{ status int }

func (r *refusal) Error() string { return fmt.Sprint("status ", r.status) }

func (c *client) ask(ctx context.Context, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &refusal{resp.StatusCode}
	}
	return nil
}

func passes(err error) bool {
	var r *refusal
	return !errors.As(err, &r) || r.status == http.StatusTooManyRequests || r.status >= 500
}

// bothWell leaves with what stays refused, of either.
func (c *client) bothWell(ctx context.Context) error {
	for try := 0; try < 5; try++ {
		err := c.ask(ctx, "/a")
		if err == nil {
			err = c.ask(ctx, "/b")
		}
		if err == nil || !passes(err) {
			return err
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return errors.New("bothWell: given up")
}

// secondWell begins again for what may pass of the second one alone.
func (c *client) secondWell(ctx context.Context) error {
	for try := 0; try < 5; try++ {
		if err := c.ask(ctx, "/a"); err != nil {
			return err
		}
		err := c.ask(ctx, "/b")
		if err == nil || !passes(err) {
			return err
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return errors.New("secondWell: given up")
}

// untilBoth looks again whatever came of the last look.
func (c *client) untilBoth(ctx context.Context) error {
	for {
		if err := c.call(ctx, "/a"); err != nil {
			log.Print(err)
		}
		if err := c.call(ctx, "/b"); err != nil {
			log.Print(err)
		}
		if err := pause(ctx, 3); err != nil {
			return err
		}
	}
}

// inTurn does one thing after the other, and each of them once.
func (c *client) inTurn(ctx context.Context, paths []string) (failed []error) {
	for _, p := range paths {
		if err := c.call(ctx, p); err != nil {
			failed = append(failed, err)
			continue
		}
		if err := c.call(ctx, p+"/done"); err != nil {
			failed = append(failed, err)
			continue
		}
	}
	return failed
}

func (c *client) login(ctx context.Context) error {
	resp, err := c.hc.Post(c.base+"/login", "", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(&c.token)
}

// loggedIn sends with new credentials once, if the old ones are refused.
func (c *client) loggedIn(ctx context.Context, body []byte) error {
	for try := 0; try < 2; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base, bytes.NewReader(body))
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", c.token)
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnauthorized {
			return nil
		}
		if err := c.login(ctx); err != nil {
			return err
		}
	}
	return errors.New("loggedIn: refused")
}
