// Package lentlocks has mutexes that are lent to functions which lock them, and functions that are run while one is held.
package lentlocks

import (
	"errors"
	"net/http"
	"sync"
	"time"
)

var errGaveUp = errors.New("gave up")

// under runs something while a mutex is held.
func under(l sync.Locker, do func()) {
	l.Lock()
	defer l.Unlock()
	do()
}

// bump counts under a mutex that it is given.
func bump(mu *sync.Mutex, n *int) {
	mu.Lock()
	*n++
	mu.Unlock()
}

type tally struct {
	mu      sync.Mutex
	refused int
	at      time.Time
}

// with is under for a mutex of its own.
func (t *tally) with(do func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	do()
}

type board struct {
	sync.RWMutex
	refused int
}

// These are names for locking and unlocking.
type ledger struct {
	mu      sync.Mutex
	refused int
}

func (l *ledger) open()  { l.mu.Lock() }
func (l *ledger) close() { l.mu.Unlock() }

func (l *ledger) enter() {
	l.open()
	defer l.close()
	l.refused++
}

func Lent(c *http.Client, t *tally, u string) (*http.Response, error) {
	for range 7 {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried after a fixed 80ms`
			return resp, nil
		}
		resp.Body.Close()
		bump(&t.mu, &t.refused)
		time.Sleep(80 * time.Millisecond)
	}
	return nil, errGaveUp
}

func LentAsLocker(c *http.Client, b *board, u string) (*http.Response, error) {
	for range 7 {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, nil
		}
		resp.Body.Close()
		under(b, func() { b.refused++ })
	}
	return nil, errGaveUp
}

func LentWithLiteral(c *http.Client, t *tally, u string) (*http.Response, error) {
	for range 7 {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried after a fixed 80ms`
			return resp, nil
		}
		resp.Body.Close()
		t.with(func() { t.at = time.Now() })
		time.Sleep(80 * time.Millisecond)
	}
	return nil, errGaveUp
}

func Named(c *http.Client, l *ledger, u string) (*http.Response, error) {
	for range 7 {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, nil
		}
		resp.Body.Close()
		l.enter()
	}
	return nil, errGaveUp
}

// What its name says of limits, it writes down once.
type crier struct {
	once sync.Once
	say  func(string)
}

func (c *crier) limited() { c.once.Do(func() { c.say("they limit us") }) }

func Cried(c *http.Client, w *crier, u string) (*http.Response, error) {
	for range 7 {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests { // want `429 is retried at once`
			return resp, nil
		}
		resp.Body.Close()
		w.limited()
	}
	return nil, errGaveUp
}

// From here on somebody may hold the mutex for long.

// slow runs something that sleeps.
func slow(l sync.Locker, do func()) {
	l.Lock()
	defer l.Unlock()
	do()
}

type turns struct {
	mu  sync.Mutex
	gap time.Duration
}

func SleptInLiteral(c *http.Client, t *turns, u string) (*http.Response, error) {
	for range 7 {
		slow(&t.mu, func() { time.Sleep(t.gap) })
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// pass waits for whoever holds it.
func pass(mu *sync.Mutex) {
	mu.Lock()
	mu.Unlock() //lint:ignore SA2001 that is all
}

type gate struct{ mu sync.Mutex }

func (g *gate) shut(d time.Duration) {
	g.mu.Lock()
	time.Sleep(d)
	g.mu.Unlock()
}

func Passed(c *http.Client, g *gate, u string) (*http.Response, error) {
	for range 7 {
		pass(&g.mu)
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// A condition has the address as well.
type bar struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newBar() *bar {
	b := &bar{}
	b.cond = sync.NewCond(&b.mu)
	return b
}

// raise counts under it.
func raise(mu *sync.Mutex, n *int) {
	mu.Lock()
	*n++
	mu.Unlock()
}

func Conditioned(c *http.Client, b *bar, u string) (*http.Response, error) {
	for range 7 {
		raise(&b.mu, &b.n)
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// Others may lend theirs, and run what they like.
func Under(l sync.Locker, do func()) {
	l.Lock()
	defer l.Unlock()
	do()
}

func LentByOthers(c *http.Client, l sync.Locker, u string) (*http.Response, error) {
	n := 0
	for range 7 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		Under(l, func() { n++ })
	}
	return nil, errGaveUp
}

// What is run under it is somebody else's.
type desk struct {
	mu   sync.Mutex
	note func(int) error
}

func (d *desk) with(do func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	do()
}

func Noted(c *http.Client, d *desk, u string) (*http.Response, error) {
	for range 7 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		d.with(func() { _ = d.note(resp.StatusCode) })
	}
	return nil, errGaveUp
}

// It is sent while it is held, between names for locking and unlocking.
type line struct {
	mu sync.Mutex
	c  *http.Client
}

func (l *line) pick() { l.mu.Lock() }
func (l *line) drop() { l.mu.Unlock() }

func (l *line) call(u string) (*http.Response, error) {
	l.pick()
	defer l.drop()
	return l.c.Get(u)
}

func Called(l *line, u string) (*http.Response, error) {
	for range 7 {
		resp, err := l.call(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
	}
	return nil, errGaveUp
}

// A function that is told more than texts may wait.
type pacer struct {
	rest func(tries int)
	n    int
}

func (p *pacer) limited() {
	p.n++
	p.rest(p.n)
}

func Rested(c *http.Client, p *pacer, u string) (*http.Response, error) {
	for range 7 {
		resp, err := c.Get(u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		p.limited()
	}
	return nil, errGaveUp
}
