// Package counters keeps the number of attempts with what is tried again: a job, an entry of a queue, a connection.
package counters

import (
	"context"
	"errors"
	"math"
	"sync/atomic"
	"time"
)

const ceiling = 15 * time.Minute

// A job is kept in a table, and comes back when it is due.
type job struct {
	ID     int64
	Failed int
	Due    time.Time
}

func (j *job) postpone() {
	j.Failed++
	d := 30 * time.Second << j.Failed // want `postpone waits -\d+h\d+m\d+s for attempt 29: the power overflows before the cap is tested; cap the exponent first`
	j.Due = time.Now().Add(min(d, ceiling))
}

// A settings file has the first and the longest delay, in seconds.
type settings struct{ Pace, Ceiling int }

// again is when a job is tried again.
func (s settings) again(j *job) time.Time {
	start, ceil := time.Duration(s.Pace)*time.Second, time.Duration(s.Ceiling)*time.Second
	d := time.Duration(float64(start) * math.Exp2(float64(j.Failed))) // want `again returns -\d+h\d+m\d+s for attempt 34: the power overflows before the cap is tested; cap the exponent first`
	if d > ceil {
		d = ceil
	}
	return time.Now().Add(d)
}

// A result tells a controller when to come back.
type result struct {
	Err   error
	After time.Duration
}

type object struct{ misses uint }

func reconcile(o *object, apply func() error) result {
	err := apply()
	if err == nil {
		o.misses = 0
		return result{}
	}
	o.misses++
	after := min(time.Second<<o.misses, ceiling) // want `reconcile waits -\d+h\d+m\d+s for attempt 34`
	return result{Err: err, After: after}
}

// A queue of others takes an entry back after a while.
type queue interface {
	AddAfter(entry string, d time.Duration)
}

type entry[T any] struct {
	value T
	round int
}

func requeue[T any](q queue, e *entry[T], name string) {
	e.round = e.round + 1
	d := time.Duration(math.Pow(2, float64(e.round-1))) * time.Second // want `requeue waits -\d+h\d+m\d+s for attempt 35`
	if d > ceiling {
		d = ceiling
	}
	q.AddAfter(name, d)
}

// A timer calls what counts.
func watch(connect func() error) {
	lost := 0
	var again func()
	again = func() {
		if connect() == nil {
			lost = 0
			return
		}
		lost++
		d := time.Second << lost // want `watch waits -\d+h\d+m\d+s for attempt 33`
		if d > ceiling {
			d = ceiling
		}
		time.AfterFunc(d, again)
	}
	again()
}

// A worker's loop ends with its jobs, and that says nothing of one job.
func work(ctx context.Context, jobs chan *job, do func(*job) error) {
	for j := range jobs {
		if do(j) == nil {
			continue
		}
		j.Failed++
		wait := time.Duration(1<<j.Failed) * time.Second // want `work waits -\d+h\d+m\d+s for attempt 34`
		if wait > ceiling {
			wait = ceiling
		}
		time.AfterFunc(wait, func() { jobs <- j })
	}
}

// A registry counts by name, or atomically.
type registry struct {
	failed map[string]int
	lost   atomic.Int32
	misses uint32
	most   time.Duration
}

func (r *registry) byName(name string, again chan string) {
	r.failed[name]++
	d := time.Second << r.failed[name] // want `byName waits -\d+h\d+m\d+s for attempt 34`
	if d > r.most {
		d = r.most
	}
	time.AfterFunc(d, func() { again <- name })
}

func (r *registry) atomically(again func()) {
	n := r.lost.Add(1)
	d := time.Duration(math.Pow(2, float64(n))) * time.Second // want `atomically waits -\d+h\d+m\d+s for attempt 34`
	time.AfterFunc(min(d, r.most), again)
}

// The loop ends with a context, and not for the number of its rounds.
func (r *registry) redial(ctx context.Context, dial func() error) {
	missed := 0
	for ctx.Err() == nil {
		if dial() == nil {
			missed = 0
			continue
		}
		missed++
		d := 500 * time.Millisecond * (1 << missed) // want `redial waits -\d+h\d+m\d+s for attempt 34`
		if d > r.most {
			d = r.most
		}
		time.Sleep(d)
	}
}

// A function of the package waits, whatever the number is called.
func hold(ctx context.Context, k uint, first, top time.Duration) error {
	d := first << k // want `hold waits -\d+h\d+m\d+s for attempt 37`
	if d > top {
		d = top
	}
	return rest(ctx, d)
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// From here on all is well. What is counted is kept small, where it is asked for or where it is counted.
type small struct {
	failed map[string]int
	lost   atomic.Int32
	misses uint
	most   time.Duration
}

func (s *small) byName(name string, again chan string) {
	if s.failed[name] > 6 {
		return
	}
	s.failed[name]++
	time.AfterFunc(min(time.Second<<s.failed[name], s.most), func() { again <- name })
}

func (s *small) atomically(again func()) error {
	n := s.lost.Add(1)
	if n > 5 {
		return errDead
	}
	time.AfterFunc(min(time.Second<<n, s.most), again)
	return nil
}

func (s *small) redial(ctx context.Context, dial func() error) {
	for ctx.Err() == nil {
		if dial() == nil {
			s.misses = 0
			continue
		}
		if s.misses < 9 {
			s.misses++
		}
		time.Sleep(min(time.Second<<s.misses, s.most))
	}
}

func (s *small) times(dial func() error, more func(int) bool) {
	for n := 0; more(n); n++ {
		if dial() == nil {
			return
		}
		time.Sleep(min(time.Second<<n, s.most))
	}
}

// The exponent is capped.
func (j *job) postponeCapped() {
	j.Failed++
	j.Due = time.Now().Add(min(30*time.Second<<min(j.Failed, 12), ceiling))
}

// It is capped where it is counted.
type capped struct{ step int }

func (c *capped) next() time.Duration {
	d := time.Second << c.step
	c.step = min(c.step+1, 10)
	return min(d, ceiling)
}

// A job that has failed too often is dropped.
type letter struct {
	tries int
	due   time.Time
}

var errDead = errors.New("undeliverable")

func (l *letter) postpone() error {
	if l.tries >= 8 {
		return errDead
	}
	l.tries++
	l.due = time.Now().Add(min(time.Minute<<l.tries, ceiling))
	return nil
}

// Another function says when it is enough.
type message struct{ deliveries int }

type policy struct{ most int }

func (p policy) spent(n int) bool { return n >= p.most }

func (p policy) nack(m *message, back func(time.Duration)) error {
	if p.spent(m.deliveries) {
		return errDead
	}
	m.deliveries++
	back(min(time.Second<<m.deliveries, ceiling))
	return nil
}

// Floats are compared before they are converted.
func (j *job) postponeFloat() {
	j.Failed++
	d := math.Min(math.Pow(2, float64(j.Failed))*float64(time.Second), float64(ceiling))
	j.Due = time.Now().Add(time.Duration(d))
}

// What has overflown is seen.
func (j *job) postponeChecked() {
	d := time.Second << j.Failed
	if d <= 0 || d > ceiling {
		d = ceiling
	}
	j.Due = time.Now().Add(d)
}

// The delay itself is kept and doubled.
type dialer struct{ delay time.Duration }

func (d *dialer) failed() time.Duration {
	d.delay = min(2*d.delay, ceiling)
	return d.delay
}

// Entries of a table, and the rounds of a wheel.
type wheel struct{ slot int }

var paces = []time.Duration{time.Second, time.Minute, time.Hour}

func (w *wheel) pace() time.Duration {
	w.slot++
	return paces[w.slot%len(paces)] + min(time.Second<<(w.slot%4), ceiling)
}

// Sizes are no attempts: they are looked at where they are read.
type block struct{ bits int }

func read(b *block) error {
	if b.bits > 20 {
		return errors.New("too large")
	}
	return nil
}

func (b *block) timeout() time.Duration { return min(time.Millisecond<<b.bits, ceiling) }

// The width of a bucket is given by the loop that makes them.
func buckets(n int) []time.Duration {
	var out []time.Duration
	for i := range n {
		out = append(out, min(time.Millisecond<<i, ceiling))
	}
	return out
}

var _ = []any{(*registry).byName, (*registry).atomically, (*registry).redial, hold, (*small).byName, (*small).atomically, (*small).redial,
	(*small).times, settings.again, (*job).postpone, reconcile, requeue[int], watch, work, (*job).postponeCapped, (*capped).next, (*letter).postpone, policy.nack,
	(*job).postponeFloat, (*job).postponeChecked, (*dialer).failed, (*wheel).pace, read, (*block).timeout, buckets}
