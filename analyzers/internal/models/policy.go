package models

import (
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// makesPolicy makes a call of a function of another package that makes a policy: of what it returns it is known which functions are in it.
func (x modelled) makesPolicy(call *ast.CallExpr, st *paths.State, inv symexec.Invocation) {
	t := inv.Sig.Results().At(0).Type()
	operands := inv.Args
	if inv.Recv != nil {
		operands = append([]*sym.Value{inv.Recv}, operands...)
	}
	kept := func(field string) *sym.Value { return x.Load(st, sym.Key{Base: inv.Recv, Field: field}, nil) }
	of := x.In.Make(sym.Value{Op: sym.OpCall, Name: inv.Full, Args: operands, Node: call, Typ: t})
	st.SetResult(call, x.Holding(kept, of, inv.Summary.Made, inv.Recv, inv.Args))
}
