package site

import (
	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// carrierMethod is a method that returns the status: StatusCode(), HTTPStatusCode(), Code() on a gRPC status.
func (x modelled) carrierMethod(c symexec.Callee) (*sym.Value, bool) {
	if c.Recv == nil || c.Sig == nil || c.Sig.Params().Len() != 0 || c.Sig.Results().Len() != 1 || x.Decls[c.Fn.Origin()] != nil {
		return nil, false
	}
	id, ok := c.Recv.Attempt()
	if !ok {
		return nil, false
	}
	t := c.Sig.Results().At(0).Type()
	if api.IsGRPCCode(t) {
		return x.In.Make(sym.Value{Op: sym.OpGRPCCode, Node: id.Node, Name: string(id.Path), N: id.Round, Deps: sym.DepOutcome, Typ: t}), true
	}
	if api.StatusMethod(c.Fn) {
		return x.Status(id, t), true
	}
	return nil, false
}
