// Package fieldlists keeps the statuses that it tries again in fields.
package fieldlists

import (
	"errors"
	"net/http"
	"slices"
	"time"
)

func get(u string) (int, error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

type tabled struct {
	again map[int]bool
	sleep time.Duration
}

func newTabled() *tabled {
	return &tabled{again: map[int]bool{400: true, 429: true, 503: true}, sleep: time.Second}
}

func (t *tabled) fetch(u string) error {
	for i := range 4 {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !t.again[status] { // want `retries 400 \(400, 429 and 503, sent at line 12\)`
			return nil
		}
		time.Sleep(t.sleep << i)
	}
	return errors.New("gave up")
}

var usual = []int{http.StatusUnauthorized, http.StatusTooManyRequests}

type settings struct {
	codes []int
	tries int
}

func defaults() settings { return settings{codes: usual, tries: 3} }

type client struct {
	conf settings
}

func newClient() *client {
	c := new(client)
	c.conf = defaults()
	return c
}

func (c *client) mayPass(status int) bool {
	for _, code := range c.conf.codes {
		if code == status { // want `retries 401 \(401 and 429, sent at line 12\)`
			return true
		}
	}
	return false
}

func (c *client) fetch(u string) error {
	for i := 0; i < c.conf.tries; i++ {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !c.mayPass(status) {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

type wellMade struct{ again []int }

func newWellMade() *wellMade { return &wellMade{again: []int{429, 502, 503, 504}} }

func (w *wellMade) fetch(u string) error {
	for i := range 4 {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !slices.Contains(w.again, status) {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// Whoever makes one may say otherwise.
type tuned struct{ again []int }

func newTuned(again ...int) *tuned {
	t := &tuned{again: []int{400, 429}}
	if len(again) > 0 {
		t.again = again
	}
	return t
}

func (t *tuned) fetch(u string) error {
	for i := range 4 {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !slices.Contains(t.again, status) {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// Elements are set, and taken out.
type mended struct{ again map[int]bool }

func newMended() *mended { return &mended{again: map[int]bool{400: true, 429: true}} }

func (m *mended) give(status int) { m.again[status] = false }

func (m *mended) fetch(u string) error {
	for i := range 4 {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !m.again[status] {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

type pruned struct{ again map[int]bool }

func newPruned() *pruned { return &pruned{again: map[int]bool{403: true, 429: true}} }

func (p *pruned) strict() { delete(p.again, 403) }

func (p *pruned) fetch(u string) error {
	for i := range 4 {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !p.again[status] {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// Somebody else sets it.
type open struct{ Again []int }

func newOpen() *open { return &open{Again: []int{400, 429}} }

func (o *open) fetch(u string) error {
	for i := range 4 {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !slices.Contains(o.Again, status) {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// What is in the list comes from elsewhere.
type given struct{ again []int }

func newGiven(first int) *given { return &given{again: []int{first, 429}} }

func (g *given) fetch(u string) error {
	for i := range 4 {
		status, err := get(u)
		if err != nil {
			return err
		}
		if !slices.Contains(g.again, status) {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}
