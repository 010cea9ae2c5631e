// Package carousel hands out keys and hosts.
package carousel

import (
	"context"
	"sync"
	"sync/atomic"
)

// A Wheel goes round.
type Wheel struct {
	all []string
	at  atomic.Uint64
}

// Turn is the next one.
func (w *Wheel) Turn() string { return w.all[int(w.at.Add(1))%len(w.all)] }

// A Host is one of them.
type Host struct{ Addr string }

// Hosts are all of them.
type Hosts struct {
	mu  sync.Mutex
	up  []*Host
	use int
}

// Lend gives one.
func (h *Hosts) Lend(ctx context.Context) (*Host, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.use++
	return h.up[h.use%len(h.up)], ctx.Err()
}

// A Chooser chooses.
type Chooser interface {
	Choose() (*Host, error)
}

// Settings are the same each time.
type Settings struct {
	base  string
	Tries int
	tags  []int
}

// Base is the address.
func (s *Settings) Base() string { return s.base }
