// Package regime tries again by a policy, and has some ready.
package regime

import "time"

// A Policy says when to try again.
type Policy struct {
	Most    int
	Pause   time.Duration
	Worth   func(error) bool
	Noticed func(error)
}

// Usual has no predicate.
var Usual = Policy{Most: 4, Pause: time.Second}

// Shared has none either.
var Shared = &Policy{Most: 4, Pause: time.Second}

// Careful has one.
var Careful = Policy{Most: 4, Pause: time.Second, Worth: Passing}

// Lazy gets one later.
var Lazy = Policy{Most: 4, Pause: time.Second}

func init() { Lazy.Worth = Passing }

// Foreign gets one elsewhere.
var Foreign = Policy{Most: 4, Pause: time.Second}

type passing interface{ Passing() bool }

// Passing asks an error itself.
func Passing(err error) bool {
	p, ok := err.(passing)
	return ok && p.Passing()
}

// New has no predicate.
func New() *Policy { return &Policy{Most: 3, Pause: time.Second} }

// Standard has none either.
func Standard() Policy {
	p := Policy{Pause: time.Second}
	p.Most = 5
	return p
}

// Wary has one.
func Wary() Policy { return Policy{Most: 3, Pause: time.Second, Worth: Passing} }

// When is the policy with another predicate.
func (p Policy) When(worth func(error) bool) Policy {
	p.Worth = worth
	return p
}

// Often is the policy with another number.
func (p Policy) Often(n int) Policy {
	p.Most = n
	return p
}

// An Option changes a policy.
type Option func(*Policy)

// Worth says what to try again.
func Worth(worth func(error) bool) Option { return func(p *Policy) { p.Worth = worth } }

// With is the usual policy but for the options.
func With(opts ...Option) *Policy {
	p := Standard()
	for _, o := range opts {
		o(&p)
	}
	return &p
}

// Do goes by the policy.
func (p Policy) Do(op func() error) (err error) {
	for n := 0; n < p.Most; n++ {
		if err = op(); err == nil {
			return nil
		}
		if p.Worth != nil && !p.Worth(err) {
			return err
		}
		time.Sleep(p.Pause << n)
	}
	return err
}
