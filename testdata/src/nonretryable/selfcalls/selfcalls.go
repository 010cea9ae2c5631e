// Package selfcalls has functions in variables that call themselves.
package selfcalls

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"
	"time"
)

func post(c *http.Client, url, text string) error {
	var attempt func(left int) error
	attempt = func(left int) error {
		resp, err := c.Post(url, "text/plain", strings.NewReader(text))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			if left == 0 {
				return fmt.Errorf("post: %s", resp.Status)
			}
			time.Sleep(5 * time.Second)
			return attempt(left - 1)
		}
		return nil
	}
	return attempt(3)
}

type client struct{ hc *http.Client }

func (c *client) get(url string) (resp *http.Response, err error) {
	var again func(time.Duration)
	again = func(wait time.Duration) {
		if resp, err = c.hc.Get(url); err != nil {
			return
		}
		if resp.StatusCode >= 400 && wait < time.Minute { // want `retries 400, 401 and 403 \(400 and above, sent at line \d+\)`
			resp.Body.Close()
			time.Sleep(wait)
			again(2 * wait)
		}
	}
	again(time.Second)
	return resp, err
}

// postWell leaves with what stays refused.
func postWell(c *http.Client, url, text string) error {
	var attempt func(left int) error
	attempt = func(left int) error {
		resp, err := c.Post(url, "text/plain", strings.NewReader(text))
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode < 400:
			return nil
		case resp.StatusCode < 500 || left == 0:
			return errors.New(resp.Status)
		}
		time.Sleep(time.Second << (3 - left))
		return attempt(left - 1)
	}
	return attempt(3)
}

// walk asks for each of what it finds.
func walk(c *http.Client, root string, below map[string][]string) error {
	var visit func(url string) error
	visit = func(url string) error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			log.Print(resp.Status)
		}
		for _, u := range below[url] {
			if err := visit(u); err != nil {
				return err
			}
		}
		return nil
	}
	return visit(root)
}

// pages asks for the next page.
func pages(c *http.Client, url string) (n int, err error) {
	var page func(int) error
	page = func(i int) error {
		resp, err := c.Get(fmt.Sprintf("%s?page=%d", url, i))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
		if n++; resp.Header.Get("Link") == "" {
			return nil
		}
		return page(i + 1)
	}
	return n, page(0)
}

// count calls itself and asks nobody.
func count(c *http.Client, url string) error {
	var down func(int)
	down = func(n int) {
		if n > 0 {
			log.Print(n)
			down(n - 1)
		}
	}
	down(3)
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}
