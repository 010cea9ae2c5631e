package site

import "github.com/retryvet/retryvet/catalog"

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
