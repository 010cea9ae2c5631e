// Package sums adds durations of which each is known only by what the other is.
package sums

import "time"

type pool struct{ held, used, spare time.Duration }

func (p *pool) both() time.Duration { return p.held + p.used }

func (p *pool) all() time.Duration { return p.used + p.spare + p.held }

func (p *pool) rest() { time.Sleep(p.held * time.Second) }

func (p *pool) share() time.Duration { return p.spare / p.used }

func (p *pool) pause() { time.Sleep(p.used * time.Millisecond) }

// known is waited for as it is, so that it has its unit already.
type known struct{ wait, more time.Duration }

func newKnown() *known { return &known{wait: 2 * time.Second, more: time.Minute} }

func (k *known) sum() time.Duration { return k.wait + k.more }

func (k *known) rest() {
	time.Sleep(k.wait * time.Second) // want `k.wait \* time.Second multiplies two durations`
}
