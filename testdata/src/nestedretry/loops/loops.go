// Package loops retries in loops around what retries.
package loops

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type client struct {
	http  http.Client
	limit int
	hosts []string
	token string
}

// fetch makes five attempts.
func fetch(u string) error {
	var last error
	for i := 0; i < 5; i++ {
		resp, err := http.Get(u)
		if err != nil {
			last = err
			time.Sleep(time.Second << i)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode >= 500 {
			last = fmt.Errorf("status %d", resp.StatusCode)
			time.Sleep(time.Second << i)
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	}
	return last
}

func around(u string) error {
	var err error
	for range 3 { // want `up to 3 x 5 = 15 requests: retries inside retries \(inner at line 23\); retry in one of the two only`
		if err = fetch(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// One level further down, and with a limit that is given.
func (c *client) tries(u string, n int) error {
	for i := 1; i <= n; i++ {
		err := c.once(u)
		if err == nil {
			return nil
		}
		if i == n {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}

func (c *client) once(u string) error {
	resp, err := c.http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func (c *client) upload(u string) error {
	for i := 0; i < c.limit; i++ { // want `retries inside retries: each of these attempts is up to 4 requests \(inner at line 57\)`
		if err := c.step(u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func (c *client) step(u string) error { return c.tries(u, 4) }

// In one function.
func twice(u string) (*http.Response, error) {
	for i := 0; i < 2; i++ { // want `up to 2 x 3 = 6 requests: retries inside retries \(inner at line 97\)`
		for j := 0; j < 3; j++ {
			resp, err := http.Get(u)
			if err == nil {
				return resp, nil
			}
			time.Sleep(time.Second)
		}
		time.Sleep(10 * time.Second)
	}
	return nil, errors.New("gave up")
}

// A function that calls itself around one that loops.
func (c *client) again(u string, attempt int) error {
	err := fetch(u)
	if err != nil && attempt < 3 {
		time.Sleep(time.Second << attempt)
		return c.again(u, attempt+1) // want `retries inside retries: each of these attempts is up to 5 requests`
	}
	return err
}

// From here on all is well.

func single(u string) error { return fetch(u) }

// The hosts differ.
func (c *client) failover(path string) error {
	var err error
	for _, h := range c.hosts {
		if err = fetch(h + path); err == nil {
			return nil
		}
	}
	return err
}

// So do the pages.
func pages(u string) error {
	for page := 0; page < 10; page++ {
		if err := fetch(fmt.Sprintf("%s?page=%d", u, page)); err != nil {
			continue
		}
	}
	return nil
}

var errBusy = errors.New("busy")

// status tries again what the server has trouble with, and only that.
func status(u string) (int, error) {
	for i := 0; i < 5; i++ {
		resp, err := http.Get(u)
		if err != nil {
			return 0, err
		}
		resp.Body.Close()
		if resp.StatusCode >= 500 {
			time.Sleep(time.Second << i)
			continue
		}
		return resp.StatusCode, nil
	}
	return 0, errBusy
}

// What the outer one tries again is something else.
func disjoint(u string) (int, error) {
	for range 3 {
		code, err := status(u)
		if err != nil {
			return 0, err
		}
		if code == http.StatusTooManyRequests {
			time.Sleep(time.Minute)
			continue
		}
		return code, nil
	}
	return 0, errors.New("gave up")
}

func overlap(u string) (int, error) {
	for range 3 { // want `up to 3 x 5 = 15 requests`
		code, err := status(u)
		if err != nil {
			time.Sleep(time.Minute)
			continue
		}
		return code, nil
	}
	return 0, errors.New("gave up")
}

// The inner one stops at what the outer one goes on with.
func stops(u string) (int, error) {
	for range 3 {
		code, err := status(u)
		if errors.Is(err, errBusy) {
			return 0, err
		}
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		return code, nil
	}
	return 0, errors.New("gave up")
}

// The outer one is a poller.
func (c *client) poll(u string) error {
	for {
		if err := fetch(u + "/state"); err != nil {
			time.Sleep(time.Minute)
		}
		time.Sleep(time.Second)
	}
}

func waitReady(u string) error {
	var err error
	for range 100 {
		if err = fetch(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// It ends with the program.
func watch(ctx context.Context, u string) error {
	for {
		if err := fetch(u); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Minute):
		}
	}
}

func (c *client) login() error { c.token = "new"; return nil }

// One more request with new credentials is none that multiplies.
func (c *client) renewing(u string) error {
	for i := range 5 {
		err := c.authorized(u)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func (c *client) authorized(u string) error {
	for range 2 {
		req, err := http.NewRequest(http.MethodGet, u, nil)
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", c.token)
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusUnauthorized {
			if err := c.login(); err != nil {
				return err
			}
			continue
		}
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	}
	return errors.New("unauthorized")
}

// The inner one succeeded; what is tried again is something else.
func (c *client) second(u, v string) error {
	for range 3 {
		if err := fetch(u); err != nil {
			return err
		}
		resp, err := c.http.Get(v)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		return resp.Body.Close()
	}
	return errors.New("gave up")
}

// What the two mean by a failure is not known to be the same.
func (c *client) unknown(u string) error {
	for range 3 {
		err := c.temporary(u)
		if err == nil || !isConflict(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return errors.New("gave up")
}

func (c *client) temporary(u string) error {
	var err error
	for range 3 {
		if err = c.once(u); err == nil || !isTimeout(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

func isConflict(err error) bool {
	var t interface{ Conflict() bool }
	return errors.As(err, &t) && t.Conflict()
}

func (c *client) rotateHost() string { return c.hosts[0] }

// Another host takes over: how the address comes of it is not seen.
func (c *client) takeOver(u string) error {
	var err error
	for range 3 {
		if err = fetch(u); err == nil {
			return nil
		}
		c.rotateHost()
	}
	return err
}

// An answer that is not there yet is asked for again on both levels, as is what fails.
func (c *client) finished(u string) error {
	for range 3 { // want `up to 3 x 10 = 30 requests`
		done, err := c.state(u)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if done {
			return nil
		}
	}
	return errors.New("gave up")
}

func (c *client) state(u string) (bool, error) {
	for range 10 {
		resp, err := c.http.Get(u)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return true, nil
		}
		time.Sleep(time.Second)
	}
	return false, nil
}

// A body that cannot be read is a failure of both levels.
func read(u string) ([]byte, error) {
	var last error
	for i := range 4 {
		if i > 0 {
			time.Sleep(time.Second << i)
		}
		data, status, err := get(u)
		switch {
		case err != nil:
			last = err
		case status == http.StatusOK:
			return data, nil
		case status >= 500:
			last = fmt.Errorf("status %d", status)
		default:
			return nil, fmt.Errorf("status %d", status)
		}
	}
	return nil, last
}

func get(u string) ([]byte, int, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return data, resp.StatusCode, err
}

func reads(u string) ([]byte, error) {
	var last error
	for i := range 3 { // want `up to 3 x 4 = 12 requests: retries inside retries`
		data, err := read(u)
		if err == nil {
			return data, nil
		}
		last = err
		time.Sleep(time.Second << i)
	}
	return nil, last
}
