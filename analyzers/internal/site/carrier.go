package site

import (
	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// carrierMethod is a method that returns the status: StatusCode(), HTTPStatusCode(), Code() on a gRPC status.
func (x modelled) carrierMethod(c callee) (*sym.Value, bool) {
	if c.recv == nil || c.sig == nil || c.sig.Params().Len() != 0 || c.sig.Results().Len() != 1 || x.Decls[c.fn.Origin()] != nil {
		return nil, false
	}
	id, ok := c.recv.Attempt()
	if !ok {
		return nil, false
	}
	t := c.sig.Results().At(0).Type()
	if api.IsGRPCCode(t) {
		return x.in.Make(sym.Value{Op: sym.OpGRPCCode, Node: id.Node, Name: string(id.Path), N: id.Round, Deps: sym.DepOutcome, Typ: t}), true
	}
	if api.StatusMethod(c.fn) {
		return x.status(id, t), true
	}
	return nil, false
}

// expected reports whether an operand that is not known is named like the status that the caller wants.
func expected(v *sym.Value) bool {
	name := v.Name
	if v.Obj != nil {
		name = v.Obj.Name()
	}
	return lexicon.Wanted.Has(name)
}
