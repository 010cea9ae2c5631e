package site

import "go/ast"

// A Comparison is a place where an error code is compared with a constant.
type Comparison struct{ Node ast.Node }

type ties struct{}

func newTies(x *unit) *ties                             { return &ties{} }
func (x *exec) providerOf(v *value) string              { return "" }
func (x *unit) comparisons(c *candidates) []*Comparison { return nil }
