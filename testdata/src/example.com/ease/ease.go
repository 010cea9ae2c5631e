// Package ease takes its time, sends nothing, and waits for as long as it is told.
package ease

import (
	"context"
	"sync"
	"time"
)

// Linger takes its time, longer for each turn.
func Linger(turn int) { time.Sleep(time.Second << turn) }

// Tally counts.
func Tally(turn int) {
	counting.Lock()
	total += turn
	counting.Unlock()
}

var (
	counting sync.Mutex
	total    int
)

// A Lane is fed by a ticker.
type Lane struct{ slots chan struct{} }

// NewLane starts it.
func NewLane(each time.Duration) *Lane {
	l := &Lane{slots: make(chan struct{})}
	go func() {
		for range time.Tick(each) {
			l.slots <- struct{}{}
		}
	}()
	return l
}

// Merge takes a slot.
func (l *Lane) Merge() { <-l.slots }

// A Lantern has a timer that is set again.
type Lantern struct {
	t *time.Timer
	d time.Duration
}

// Flash goes on with the next flash.
func (l *Lantern) Flash() {
	l.d *= 2
	l.t.Reset(l.d)
	<-l.t.C
}

// A Herd goes one after another.
type Herd struct {
	room *sync.Cond
	free int
}

// Pass blocks until there is room.
func (h *Herd) Pass() {
	h.room.L.Lock()
	for h.free == 0 {
		h.room.Wait()
	}
	h.free--
	h.room.L.Unlock()
}

// A Bow has a function for it.
type Bow struct{ how func(turn int) }

// NewBow bows by sleeping.
func NewBow() *Bow {
	return &Bow{how: func(turn int) { time.Sleep(time.Duration(turn) * time.Second) }}
}

// Make calls it.
func (b *Bow) Make(turn int) { b.how(turn) }

// Settle takes its time.
func Settle(ctx context.Context, turn int) error {
	select {
	case <-time.After(time.Second << turn):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
