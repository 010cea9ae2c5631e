// Package barekept keeps numbers without a unit, and waits for them.
package barekept

import (
	"errors"
	"net/http"
	"time"
)

var errOver = errors.New("no more attempts")

func try(u string) error {
	c := &http.Client{Timeout: time.Minute}
	resp, err := c.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// pauses counts in milliseconds, or so it means to.
type pauses struct {
	step int64
	done int
}

func newPauses(step int64) *pauses { return &pauses{step: step} }

func (p *pauses) next() (time.Duration, error) {
	if p.done == 6 {
		return 0, errOver
	}
	d := time.Duration(p.step * 1 << p.done)
	p.done++
	return d, nil
}

func byConstructor(u string) error {
	p := newPauses(5000)
	for {
		if err := try(u); err == nil {
			return nil
		}
		d, err := p.next()
		if err != nil {
			return err
		}
		time.Sleep(d) // want `d comes to some nanoseconds, no delay at all, as nothing in it has a unit`
	}
}

// A field that this package alone can set.
type poller struct {
	u    string
	rest int
}

func newPoller(u string) *poller { return &poller{u: u, rest: 250} }

func (p *poller) run() {
	for try(p.u) != nil {
		time.Sleep(time.Duration(p.rest)) // want `time\.Duration\(p\.rest\) comes to some nanoseconds`
	}
}

// good: who waits gives it its unit.
func byUnit(u string) error {
	p := newPauses(200)
	for {
		if err := try(u); err == nil {
			return nil
		}
		d, err := p.next()
		if err != nil {
			return err
		}
		time.Sleep(d * time.Millisecond)
	}
}

// good: its callers give it one.
type spans struct{ step int64 }

func newSpans(step int64) *spans { return &spans{step: step} }

func (s *spans) wait(u string) {
	for try(u) != nil {
		time.Sleep(time.Duration(s.step))
	}
}

func bySpans(u string) { newSpans(int64(time.Second)).wait(u) }

// good: another package may set it.
type Settings struct{ Rest int }

func byFieldOfOthers(u string, s *Settings) {
	if s.Rest == 0 {
		s.Rest = 3
	}
	for try(u) != nil {
		time.Sleep(time.Duration(s.Rest))
	}
}

// good: what is read of somewhere else.
type read struct{ rest int }

func newRead(f func() int) *read { return &read{rest: f()} }

func (r *read) run(u string) {
	for try(u) != nil {
		time.Sleep(time.Duration(r.rest))
	}
}

// good: it grows by more than is known here.
type grows struct{ rest int }

func newGrows() *grows { return &grows{rest: 3} }

func (g *grows) run(u string, by int) {
	for try(u) != nil {
		g.rest *= by
		time.Sleep(time.Duration(g.rest))
	}
}

// good: whoever gets a pointer to it may set it.
type lent struct{ rest int }

func newLent(fill func(*int)) *lent {
	l := &lent{rest: 3}
	fill(&l.rest)
	return l
}

func (l *lent) run(u string) {
	for try(u) != nil {
		time.Sleep(time.Duration(l.rest))
	}
}
