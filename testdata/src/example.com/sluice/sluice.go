// Package sluice lets through one after another. Nothing that it declares is told how long to wait, so that nobody looks at its functions.
package sluice

import (
	"errors"
	"sync"
	"time"
)

// A Gate opens for one.
type Gate interface {
	Through()
}

// A Sluice keeps a gap between two.
type Sluice struct {
	mu   sync.Mutex
	last time.Time
	gap  time.Duration
}

// New makes one.
func New() *Sluice { return &Sluice{gap: time.Second} }

// Through keeps the gap to the one before.
func (s *Sluice) Through() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rest := s.gap - time.Since(s.last); rest > 0 {
		time.Sleep(rest)
	}
	s.last = time.Now()
}

// A Plan has some turns, with time between them.
type Plan struct{ turn, most int }

// More says whether there is another turn.
func (p *Plan) More() bool {
	if p.turn++; p.turn > 1 {
		time.Sleep(time.Second << p.turn)
	}
	return p.turn <= p.most
}

// Log writes something down.
func (s *Sluice) Log() {}

// Wrap makes another error of one.
func Wrap(err error) error { return errors.Join(errors.New("sluice"), err) }

// Passing says whether an error passes.
func Passing(err error) bool { return err != nil }

// Describe says what it is.
func (s *Sluice) Describe(what string) {}
