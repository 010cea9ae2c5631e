package models

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// slept makes a call of a function of another package that waits and does nothing else: the path goes on once it has waited, or once the
// context has ended that cuts the wait short.
func (x modelled) slept(call *ast.CallExpr, fr *paths.Frame, st *paths.State, inv symexec.Invocation) []*paths.State {
	s := inv.Summary.Sleeps
	a := application{modelled: x, call: call, inv: inv, frame: fr}
	amount := x.In.Int(int64(s.Fixed))
	if s.For != summary.None {
		if amount = a.argument(s.For); amount != nil && s.Unit > 0 {
			amount = x.In.Binary("*", amount, x.In.Int(int64(s.Unit)), types.Typ[types.Int64])
		}
	}
	bits := domain.WaitAmount
	if amount == nil {
		bits = domain.WaitUnknown
	}
	var ctx *sym.Value
	if s.Context != summary.None {
		if ctx = a.argument(s.Context); ctx != nil && !x.Ends(ctx) {
			ctx = nil
		}
	}
	out := []*paths.State{st}
	if ctx != nil {
		ended := st.Fork()
		x.AddWait(ended, nil, domain.WaitUnknown)
		x.saySlept(ended, inv, call, x.SleptOut(ended, call, ctx, true), !s.Slept)
		out = append(out, ended)
	}
	x.AddWait(st, amount, bits)
	if ctx == nil {
		x.Observers.Waits(fr, st, call, amount)
	}
	x.saySlept(st, inv, call, x.SleptOut(st, call, ctx, false), s.Slept)
	return out
}

// saySlept is what such a function returns: its error, or whether it has waited.
func (x modelled) saySlept(st *paths.State, inv symexec.Invocation, call *ast.CallExpr, err *sym.Value, yes bool) {
	switch r := inv.Sig.Results(); {
	case r.Len() == 0:
		st.SetResult(call, x.In.Nil())
	case gotypes.IsError(r.At(0).Type()):
		st.SetResult(call, err)
	default:
		st.SetResult(call, x.In.Bool(yes))
	}
}
