// Package aws stands in for the library of that path.
package aws

type Ternary int

const (
	UnknownTernary Ternary = iota
	FalseTernary
	TrueTernary
)

func BoolTernary(v bool) Ternary { return FalseTernary }
