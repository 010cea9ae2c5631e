package site

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
)

// statusField reports whether a field of an SDK's error holds an HTTP status: the table of libraries says so, or a catalog.
func (x *unit) statusField(n *types.Named, field string) bool {
	if library.StatusField(gotypes.TypeName(n), field) {
		return true
	}
	_, t, ok := x.catalog.ByType(gotypes.TypeName(n))
	return ok && t.Status == field
}

// cataloguedTest is what a catalog says of a function that tests an error; nil if it says nothing.
func (x *unit) cataloguedTest(fullName string) *catalog.Predicate {
	if _, p, ok := x.catalog.ByPredicate(library.Uninstantiated(fullName)); ok {
		return &p
	}
	return nil
}

// testedBy is the condition that a catalogued function tests an error for: its receiver or its first argument.
func (x *exec) testedBy(p *catalog.Predicate, recv *value, args []*value) (*value, bool) {
	of := recv
	if of == nil && len(args) > 0 {
		of = args[0]
	}
	if of == nil || len(p.Status) == 0 {
		return nil, false
	}
	if of.op == opNil { // no error
		return x.in.bool(false), true
	}
	id, ok := of.attempt()
	if !ok {
		return nil, false
	}
	return x.statusIn(id, p.Status), true
}
