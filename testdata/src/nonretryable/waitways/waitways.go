// Package waitways waits in one way or in another, as what the answer says and what the clock says have it, and asks again in each.
package waitways

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

type client struct {
	hc    *http.Client
	base  string
	pause time.Duration

	mu   sync.Mutex
	last time.Time
}

type trouble struct {
	Host  string
	Queue []string
}

func troubleIn(resp *http.Response) trouble {
	var t trouble
	_ = json.NewDecoder(resp.Body).Decode(&t)
	return t
}

// spaced keeps its requests a second apart, and waits only where the last one was less than that ago.
func (c *client) spaced() error {
	for try := 0; try < 4; try++ {
		if d := time.Second - time.Since(c.last); d > 0 {
			time.Sleep(d)
		}
		c.last = time.Now()
		resp, err := c.hc.Get(c.base + "/spaced")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			continue
		}
		return nil
	}
	return errors.New("spaced: given up")
}

// either waits a tenth of a second or two seconds.
func (c *client) either() error {
	for try := 0; try < 4; try++ {
		resp, err := c.hc.Get(c.base + "/either")
		if err != nil {
			return err
		}
		t := troubleIn(resp)
		resp.Body.Close()
		if resp.StatusCode < 400 {
			return nil
		}
		if strings.HasPrefix(t.Host, "edge") { // want `retries 400, 401 and 403 \(400 and above, sent at line \d+\)`
			time.Sleep(100 * time.Millisecond)
		} else {
			time.Sleep(2 * time.Second)
		}
	}
	return errors.New("either: given up")
}

// paused waits if it was told to.
func (c *client) paused(ctx context.Context) error {
	var last error
	for try := 0; try < 4; try++ {
		if try > 0 && c.pause > 0 {
			select {
			case <-time.After(c.pause):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/paused", nil)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			return nil
		}
		last = fmt.Errorf("paused: %s", resp.Status)
	}
	return last
}

// longer waits as the number of those before it has it, or does not.
func (c *client) longer() error {
	for try := 0; try < 4; try++ {
		resp, err := c.hc.Get(c.base + "/longer")
		if err != nil {
			return err
		}
		t := troubleIn(resp)
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		switch {
		case len(t.Queue) > 100: // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			time.Sleep(time.Duration(len(t.Queue)) * time.Millisecond)
		case len(t.Queue) > 10:
			time.Sleep(time.Second << try)
		}
	}
	return errors.New("longer: given up")
}

// spacedWell leaves what no repetition mends.
func (c *client) spacedWell() error {
	for try := 0; try < 4; try++ {
		if d := time.Second - time.Since(c.last); d > 0 {
			time.Sleep(d)
		}
		c.last = time.Now()
		resp, err := c.hc.Get(c.base + "/well")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			return nil
		}
	}
	return errors.New("well: given up")
}

// oneWay asks again where an edge has refused it alone.
func (c *client) oneWay() error {
	for try := 0; try < 4; try++ {
		resp, err := c.hc.Get(c.base + "/one")
		if err != nil {
			return err
		}
		t := troubleIn(resp)
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		if strings.HasPrefix(t.Host, "edge") {
			time.Sleep(100 * time.Millisecond)
			continue
		}
		if resp.StatusCode < 500 {
			return errors.New(resp.Status)
		}
		time.Sleep(2 * time.Second)
	}
	return errors.New("one: given up")
}

// limited asks again after 429, in either way.
func (c *client) limited() error {
	for try := 0; try < 4; try++ {
		resp, err := c.hc.Get(c.base + "/limited")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		c.mu.Lock()
		pause := c.pause
		c.mu.Unlock()
		if pause > 0 {
			time.Sleep(pause)
			continue
		}
		time.Sleep(time.Second << try)
	}
	return errors.New("limited: given up")
}

// pages asks for the next one in either way.
func (c *client) pages() error {
	for n := 0; ; n++ {
		resp, err := c.hc.Get(fmt.Sprintf("%s/pages/%d", c.base, n))
		if err != nil {
			return err
		}
		t := troubleIn(resp)
		resp.Body.Close()
		if resp.StatusCode == http.StatusNotFound {
			return nil
		}
		if strings.HasPrefix(t.Host, "edge") {
			time.Sleep(100 * time.Millisecond)
		} else {
			time.Sleep(2 * time.Second)
		}
	}
}
