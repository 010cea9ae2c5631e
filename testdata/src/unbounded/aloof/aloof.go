// Package aloof passes conditions on its way round, of which some can end the rounds and some cannot.
package aloof

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"
	"sync"
	"time"
)

type query struct {
	Pages int
	Tags  []string
}

type store struct {
	hc       *http.Client
	bearer   string
	tenant   string
	verbose  bool
	halted   bool
	attempts int
	mu       sync.Mutex
}

func (s *store) renew() error {
	resp, err := s.hc.Post("https://login.example", "", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var out struct{ Token string }
	err = json.NewDecoder(resp.Body).Decode(&out)
	s.bearer = out.Token
	return err
}

// The query's defaults, the tenant's header and the log line end nothing.
func (s *store) list(u string, q *query) (*http.Response, error) {
	if q.Pages <= 0 {
		q.Pages = 10
	}
	req, err := http.NewRequest(http.MethodGet, fmt.Sprint(u, "?pages=", q.Pages), nil)
	if err != nil {
		return nil, err
	}
	if s.tenant != "" {
		req.Header.Set("X-Tenant", s.tenant)
	} else {
		for _, t := range q.Tags {
			if t == "" {
				continue
			}
			req.Header.Add("X-Tag", strings.ToLower(t))
		}
	}
	req.Header.Set("Authorization", s.bearer)
	resp, err := s.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if s.verbose {
		log.Print(resp.Status)
	}
	if resp.StatusCode != http.StatusUnauthorized {
		return resp, nil
	}
	resp.Body.Close()
	if err := s.renew(); err != nil {
		return nil, err
	}
	return s.list(u, q) // want `calls itself again for every 401`
}

type session struct{ Token string }

type desk struct {
	hc          *http.Client
	session     session
	CloseReason string
}

// Whether there is a session is asked in parentheses, and the reason is a text.
func (d *desk) ask(u string) (*http.Response, error) {
	if (d.session == session{}) {
		if err := d.logIn(); err != nil {
			return nil, err
		}
	}
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", d.session.Token)
	resp, err := d.hc.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.CloseReason, err)
	}
	if d.CloseReason != "" {
		log.Print(d.CloseReason)
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := d.logIn(); err != nil {
			return nil, err
		}
		return d.ask(u) // want `calls itself again for every 401`
	}
	return resp, nil
}

func (d *desk) logIn() error {
	resp, err := d.hc.Post("https://login.example", "", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&d.session)
}

// A login that is refused logs in, through four functions more.
type chain struct {
	hc            *http.Client
	secret, token string
}

func (c *chain) send(path, body string) (int, error) {
	req, err := http.NewRequest(http.MethodPost, path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", c.token)
	resp, err := c.hc.Do(req)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

func (c *chain) call(path, body string) error {
	code, err := c.send(path, body)
	if err == nil && code == http.StatusUnauthorized {
		if err = c.renew(); err == nil {
			code, err = c.send(path, body)
		}
	}
	if err == nil && code != http.StatusOK {
		err = fmt.Errorf("status %d", code)
	}
	return err
}

func (c *chain) renew() error { return c.enter() }

func (c *chain) enter() error { return c.enterAs("me") }

func (c *chain) enterAs(who string) error { return c.logIn(who, c.secret) }

func (c *chain) logIn(who, secret string) error {
	return c.call("/login", who+":"+secret) // want `calls itself again for every 401`
}

// From here on all is well.

// The setting is what ends it.
func (s *store) limited(u string, tries int) (*http.Response, error) {
	resp, err := s.hc.Get(u)
	if err == nil && resp.StatusCode < 500 {
		return resp, nil
	}
	if err == nil {
		resp.Body.Close()
	}
	time.Sleep(time.Second)
	if s.attempts > 0 {
		tries++
		if tries == s.attempts {
			return nil, errors.New("gave up")
		}
	}
	return s.limited(u, tries)
}

// The default is that of the limit.
func (s *store) defaulted(u string, most int) (resp *http.Response, err error) {
	if most == 0 {
		most = s.attempts
	}
	for n := 0; most < 0 || n < most; n++ {
		if resp, err = s.hc.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// Stop halts it: what the flag is called says nothing of that.
func (s *store) until(u string) (*http.Response, error) {
	for {
		if s.halted {
			return nil, errors.New("halted")
		}
		if resp, err := s.hc.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

func (s *store) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.halted = true
}

type gate struct {
	hc    *http.Client
	lower bool
	token string
}

func (g *gate) Lower() { g.lower = true }

func (g *gate) pass(u string) (*http.Response, error) {
	for {
		if g.lower {
			return nil, errors.New("lowered")
		}
		if resp, err := g.hc.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

// The login goes by what renews nothing.
func (c *chain) callOnce(path, body string) error {
	code, err := c.send(path, body)
	if err == nil && code == http.StatusUnauthorized {
		if err = c.renewOnce(); err == nil {
			code, err = c.send(path, body)
		}
	}
	if err == nil && code != http.StatusOK {
		err = fmt.Errorf("status %d", code)
	}
	return err
}

func (c *chain) renewOnce() error { return c.enterOnce() }

func (c *chain) enterOnce() error {
	code, err := c.send("/login", c.secret)
	if err == nil && code != http.StatusOK {
		err = errors.New("refused")
	}
	return err
}

func (s *store) listOnce(u string, q *query, again bool) (*http.Response, error) {
	if q.Pages <= 0 {
		q.Pages = 10
	}
	req, err := http.NewRequest(http.MethodGet, fmt.Sprint(u, "?pages=", q.Pages), nil)
	if err != nil {
		return nil, err
	}
	if s.tenant != "" {
		req.Header.Set("X-Tenant", s.tenant)
	}
	req.Header.Set("Authorization", s.bearer)
	resp, err := s.hc.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusUnauthorized || again {
		return resp, nil
	}
	resp.Body.Close()
	if err := s.renew(); err != nil {
		return nil, err
	}
	return s.listOnce(u, q, true)
}
