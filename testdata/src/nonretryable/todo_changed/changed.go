// Package changed holds loops whose requests differ from round to round in what is not their arguments.
package changed

import (
	"errors"
	"fmt"
	"math/rand"
	"net/http"
	"net/url"
)

type client struct {
	hc      *http.Client
	url     string
	proxies []string
}

// A client of its own for every proxy.
func (c *client) goodProxy() (*http.Response, error) {
	for _, p := range c.proxies {
		pu, _ := url.Parse(p)
		hc := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(pu)}}
		resp, err := hc.Get(c.url)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

// The header is left out the second time.
func (c *client) goodRanges() (*http.Response, error) {
	useRange := true
	for {
		req, _ := http.NewRequest("GET", c.url, nil)
		if useRange {
			req.Header.Set("Range", "bytes=10-")
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 416 || resp.StatusCode == 400 {
			if !useRange {
				return nil, errors.New("gave up")
			}
			useRange = false
			continue
		}
		return resp, nil
	}
}

// Another server each time, as chance has it.
func (c *client) goodRandom(hosts []string) (*http.Response, error) {
	for range 5 {
		h := hosts[rand.Intn(len(hosts))]
		resp, err := c.hc.Get("https://" + h)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

// Somebody types another password.
func (c *client) goodPrompt() error {
	for {
		var pw string
		fmt.Scanln(&pw)
		resp, err := c.hc.PostForm(c.url, url.Values{"p": {pw}})
		if err != nil {
			return err
		}
		if resp.StatusCode == 401 {
			fmt.Println("again")
			continue
		}
		return nil
	}
}
