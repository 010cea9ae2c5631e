package site

import (
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/catalog"
)

// testedBy is the condition that a catalogued function tests an error for: its receiver or its first argument.
func (x modelled) testedBy(p *catalog.Predicate, recv *sym.Value, args []*sym.Value) (*sym.Value, bool) {
	of := recv
	if of == nil && len(args) > 0 {
		of = args[0]
	}
	if of == nil || len(p.Status) == 0 {
		return nil, false
	}
	if of.Op == sym.OpNil { // no error
		return x.In.Bool(false), true
	}
	id, ok := of.Attempt()
	if !ok {
		return nil, false
	}
	return x.statusIn(id, p.Status), true
}
