// Package pace hands out delays.
package pace

import "time"

// A Pace counts the delays that it has handed out.
type Pace struct {
	First time.Duration
	steps float64
}

func (p *Pace) Steps() float64 { return p.steps }

func (p *Pace) Next() time.Duration {
	p.steps++
	return p.First
}
