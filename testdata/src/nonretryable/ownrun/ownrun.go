// Package ownrun tries again in functions that are called from where many paths come together, and are seen whole on their own.
package ownrun

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"time"
)

type settings struct {
	Trace, Debug, Gzip, Slow, Strict, Old bool
}

type client struct {
	settings
	url   string
	nodes int
}

func (c *client) count() (int, error) {
	resp, err := http.Get(c.url + "/nodes")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, errors.New(resp.Status)
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	var n int
	if err := json.Unmarshal(body, &n); err != nil {
		return 0, err
	}
	return n, nil
}

func (c *client) recount() {
	for i := 0; i < 10; i++ {
		n, err := c.count()
		if err != nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 24\)`
			log.Print(err)
			time.Sleep(time.Second << i)
			continue
		}
		if n == 0 {
			continue
		}
		c.nodes = n
		return
	}
}

// level adds up what the settings say, each of which makes two paths of one.
func (c *client) level() int {
	level := 0
	if c.Trace {
		level += 1
	}
	if c.Debug {
		level += 2
	}
	if c.Gzip {
		level += 4
	}
	if c.Slow {
		level += 8
	}
	if c.Strict {
		level += 16
	}
	return level
}

func (c *client) upload() int {
	level := c.level()
	resp, err := http.Get(c.url)
	if err != nil {
		return level
	}
	defer resp.Body.Close()
	if resp.StatusCode == 451 {
		c.recount()
	}
	return level
}

// A count that stops at what nothing mends.
func (c *client) countOnce() (n int, final bool, err error) {
	resp, err := http.Get(c.url + "/nodes")
	if err != nil {
		return 0, false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&n)
	return n, err != nil, err
}

func (c *client) recountUnlessRefused() {
	for i := 0; i < 10; i++ {
		n, final, err := c.countOnce()
		if err != nil {
			if final {
				return
			}
			time.Sleep(time.Second << i)
			continue
		}
		c.nodes = n
		return
	}
}

func (c *client) uploadUnlessRefused() int {
	level := c.level()
	resp, err := http.Get(c.url)
	if err != nil {
		return level
	}
	defer resp.Body.Close()
	if resp.StatusCode == 451 {
		c.recountUnlessRefused()
	}
	return level
}

// What worked goes round as well, whoever calls it: the next page, and the one after.
func (c *client) pages() {
	for i := 0; i < 10; i++ {
		n, err := c.count()
		if err != nil {
			log.Print(err)
		}
		c.nodes += n
		time.Sleep(time.Second)
	}
}

func (c *client) uploadPages() int {
	level := c.level()
	resp, err := http.Get(c.url)
	if err != nil {
		return level
	}
	defer resp.Body.Close()
	if resp.StatusCode == 451 {
		c.pages()
	}
	return level
}
