// Package aws stands in for the library of that path.
package aws

type Ternary int

const (
	UnknownTernary Ternary = iota
	FalseTernary
	TrueTernary
)

func BoolTernary(v bool) Ternary { return FalseTernary }

type Config struct{ Region string }

type Retryer interface{ MaxAttempts() int }

type NopRetryer struct{}

func (NopRetryer) MaxAttempts() int { return 1 }
