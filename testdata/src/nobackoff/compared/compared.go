// Package compared has counts that are kept with what is tried again, and that some function compares with a number: to choose a delay, which
// says nothing of how large they become, or to decide whether to go on.
package compared

import (
	"context"
	"errors"
	"log"
	"math"
	"sync"
	"time"
)

const farthest = 20 * time.Minute

// A parcel is brought again and again. Where the delay is short, long, or from a list is the matter of each function alone.
type parcel struct {
	missed   int
	when     time.Time
	pause    time.Duration
	returned bool
}

func (p *parcel) later() {
	p.missed++
	d := time.Second << p.missed // want `later waits -\d+h\d+m\d+s for attempt 34`
	if d > farthest {
		d = farthest
	}
	p.when = time.Now().Add(d)
}

func (p *parcel) laterFew() {
	p.missed++
	d := farthest
	if p.missed < 10 {
		d = min(time.Second<<p.missed, farthest)
	}
	p.when = time.Now().Add(d)
}

func (p *parcel) laterElse() {
	p.missed++
	var d time.Duration
	if p.missed >= 10 {
		log.Printf("still not brought after %d rounds", p.missed)
		d = farthest
	} else {
		d = time.Second << p.missed
	}
	p.when = time.Now().Add(d)
}

func (p *parcel) laterSwitch() {
	switch {
	case p.missed < 3:
		p.pause = time.Second
	case p.missed < 9:
		p.pause = time.Minute
	default:
		p.pause = farthest
	}
}

func (p *parcel) laterTag() time.Duration {
	switch p.missed {
	case 2:
		return time.Second
	case 3:
		return 5 * time.Second
	}
	return farthest
}

func (p *parcel) laterCopy() {
	n := p.missed
	if n > 10 {
		n = 10
	}
	p.when = time.Now().Add(min(time.Second<<n, farthest))
}

var spans = []time.Duration{time.Second, time.Minute, time.Hour}

func (p *parcel) laterList() time.Duration {
	if p.missed >= len(spans) {
		return spans[len(spans)-1]
	}
	return spans[p.missed]
}

func (p *parcel) laterLoop() {
	d := time.Second
	for i := 0; i < p.missed; i++ {
		if d *= 2; d > farthest {
			d = farthest
			break
		}
	}
	p.when = time.Now().Add(d)
}

func (p *parcel) laterEndless() {
	d, n := time.Second, 0
	for {
		if n == p.missed {
			break
		}
		n++
		d = min(2*d, farthest)
	}
	p.when = time.Now().Add(d)
}

func (p *parcel) complain() {
	if p.missed > 5 {
		log.Println("brought in vain")
	}
}

// One that has failed more often goes behind the others.
type byMissed []*parcel

func (b byMissed) Len() int           { return len(b) }
func (b byMissed) Less(i, j int) bool { return b[i].missed < b[j].missed }
func (b byMissed) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

// Counts by a name.
type table struct {
	mu    sync.Mutex
	lost  map[string]int
	first time.Duration
	last  time.Duration
}

func (t *table) pause(name string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.lost[name]
	t.lost[name] = n + 1
	d := t.first * time.Duration(math.Exp2(float64(n))) // want `pause returns `
	if d > t.last {
		return t.last
	}
	return d
}

func (t *table) pauseFew(name string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.lost[name]
	t.lost[name] = n + 1
	if n > 8 {
		return t.last
	}
	return min(t.first<<n, t.last)
}

// From here on a comparison may end what is tried again, or keeps the count small.
type crate struct {
	missed int
	when   time.Time
	lost   bool
}

func (c *crate) later() {
	c.missed++
	c.when = time.Now().Add(min(time.Second<<c.missed, farthest))
}

func (c *crate) settle() {
	if c.missed > 12 {
		c.lost = true
	}
}

type barrel struct {
	missed int
	when   time.Time
}

func (b *barrel) later() {
	b.missed++
	b.when = time.Now().Add(min(time.Second<<b.missed, farthest))
}

func (b *barrel) failed() {
	if b.missed > 9 {
		b.missed = 9
	}
}

type chest struct {
	missed int
	when   time.Time
}

func (c *chest) later() {
	c.missed++
	c.when = time.Now().Add(min(time.Second<<c.missed, farthest))
}

func (c *chest) next(queue chan<- *chest) {
	if c.missed < 12 {
		queue <- c
	}
}

type trunk struct {
	missed int
	when   time.Time
}

func (t *trunk) later() {
	t.missed++
	t.when = time.Now().Add(min(time.Second<<t.missed, farthest))
}

// No time at all says that it is over.
func (t *trunk) deadline() time.Time {
	if t.missed > 12 {
		return time.Time{}
	}
	return t.when
}

type flask struct {
	missed int
	pause  time.Duration
}

const noMore time.Duration = -1

func (f *flask) later() time.Duration {
	f.missed++
	return min(time.Second<<f.missed, farthest)
}

func (f *flask) orNone() time.Duration {
	d := time.Minute
	if f.missed > 12 {
		d = noMore
	}
	return d
}

type bottle struct{ missed int }

func (b *bottle) later() time.Duration {
	b.missed++
	return min(time.Second<<b.missed, farthest)
}

func (b *bottle) pace() time.Duration {
	if b.missed > 12 {
		return farthest
	}
	return time.Minute
}

// Who asks takes the longest delay for the end.
func bringBottle(b *bottle, bring func() error) error {
	for {
		err := bring()
		if err == nil {
			return nil
		}
		if b.pace() == farthest {
			return err
		}
		time.Sleep(b.later())
	}
}

type jar struct{ missed int }

func (j *jar) later() time.Duration {
	j.missed++
	return min(time.Second<<j.missed, farthest)
}

var errKept = errors.New("kept at the post office")

func bringJar(ctx context.Context, j *jar, bring func(context.Context) error) error {
	for {
		err := bring(ctx)
		if err == nil {
			return nil
		}
		level := 0
		if j.missed > 12 {
			level = 2
		}
		if level > 1 {
			return errors.Join(errKept, err)
		}
		time.Sleep(j.later())
	}
}

type sack struct{ missed int }

func (s *sack) later() time.Duration {
	n := s.missed
	if n < 12 {
		n++
	}
	s.missed = n
	return min(time.Second<<s.missed, farthest)
}

type basket struct{ missed int }

func (b *basket) later() time.Duration {
	return min(time.Second<<b.missed, farthest)
}

// It is counted no further from there on.
func (b *basket) pause() time.Duration {
	if b.missed > 12 {
		return farthest
	}
	b.missed++
	return b.later()
}

type tin struct{ missed int }

func (t *tin) later() time.Duration {
	t.missed++
	return min(time.Second<<t.missed, farthest)
}

func bringTins(tins []*tin, bring func(*tin) error) {
	for _, t := range tins {
		for bring(t) != nil {
			if t.missed == 12 {
				break
			}
			time.Sleep(t.later())
		}
	}
}

type can struct{ missed int }

func (c *can) later() time.Duration {
	c.missed++
	return min(time.Second<<c.missed, farthest)
}

func (c *can) schedule(again func()) {
	if c.missed < 12 {
		time.AfterFunc(time.Minute, again)
	}
}

var _ = []any{(*parcel).later, (*parcel).laterFew, (*parcel).laterElse, (*parcel).laterSwitch, (*parcel).laterTag, (*parcel).laterCopy, (*parcel).laterList, (*parcel).laterLoop, (*parcel).laterEndless,
	(*parcel).complain, byMissed.Less, (*table).pause, (*table).pauseFew, (*crate).later, (*crate).settle, (*barrel).later, (*barrel).failed, (*chest).later,
	(*chest).next, (*trunk).later, (*trunk).deadline, (*flask).later, (*flask).orNone, bringBottle, bringJar, (*sack).later, (*basket).pause, bringTins,
	(*can).later, (*can).schedule}
