// Package changed holds loops whose requests differ from round to round in what is not their arguments.
package changed

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"net/http"
	"net/url"
	"strings"
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

// Other credentials the second time.
func (c *client) goodAuths(user, pass string) (*http.Response, error) {
	for _, basic := range []bool{false, true} {
		req, _ := http.NewRequest("POST", c.url, nil)
		if basic {
			req.SetBasicAuth(user, pass)
		}
		resp, err := c.hc.Do(req)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	return nil, errors.New("gave up")
}

// The server does not take the parameters: fewer are sent.
func (c *client) goodDegradeMap(p map[string]any) (*http.Response, error) {
	for range 3 {
		b, _ := json.Marshal(p)
		resp, err := c.hc.Post(c.url, "", strings.NewReader(string(b)))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 400 {
			delete(p, "temperature")
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

type service struct {
	c     *client
	model string
}

func (s *service) goodFieldChanges() (*http.Response, error) {
	for range 3 {
		resp, err := s.c.hc.Get(s.c.url + s.model)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == 400 {
			s.next()
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

func (s *service) next() { s.model += "x" }
