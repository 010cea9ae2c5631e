package models

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// ofList computes the functions of package slices that look for an element in a list that is written out.
func (x modelled) ofList(fr *paths.Frame, st *paths.State, name string, args []*sym.Value) (*sym.Value, bool) {
	switch name {
	case "slices.Contains":
		return x.contains(args[0], args[1]), true
	case "slices.BinarySearch":
		if sorted(args[0]) {
			at := x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: args, Typ: types.Typ[types.Int]})
			return x.Tuple([]*sym.Value{at, x.contains(args[0], args[1])}), true
		}
	case "slices.Index":
		if elems, ok := args[0].Elements(); ok && len(elems) <= x.Limits.Listed {
			return x.first(elems, func(e *sym.Value) *sym.Value { return x.In.Binary("==", e, args[1], types.Typ[types.Bool]) }), true
		}
	case "slices.IndexFunc", "slices.ContainsFunc":
		elems, ok := args[0].Elements()
		if !ok || len(elems) > x.Limits.Listed {
			break
		}
		holds := x.says(fr, st, args[1])
		if holds == nil {
			break
		}
		at := x.first(elems, holds)
		if name == "slices.ContainsFunc" {
			at = x.In.Binary(">=", at, x.In.Int(0), types.Typ[types.Bool])
		}
		return at, true
	}
	return nil, false
}

// first is the number of the first element for which something holds, or -1.
func (x modelled) first(elems []*sym.Value, holds func(*sym.Value) *sym.Value) *sym.Value {
	v := sym.Value{Op: sym.OpCall, Name: sym.First, Typ: types.Typ[types.Int]}
	known := true
	for i, e := range elems {
		h := holds(e)
		if known = known && h.IsFalse(); !known && h.Op == sym.OpBool && h.Int == 1 && !slices.ContainsFunc(v.Args, func(a *sym.Value) bool { return !a.IsFalse() }) {
			return x.In.Int(int64(i))
		}
		v.Args = append(v.Args, h)
		v.Deps |= h.Deps
	}
	if known {
		return x.In.Int(-1)
	}
	return x.In.Make(v)
}

// sorted reports whether a list is known to be in order, as those who search it by halves need it.
func sorted(list *sym.Value) bool {
	elems, ok := list.Elements()
	return ok && !slices.ContainsFunc(elems, func(e *sym.Value) bool { return e.Op != sym.OpInt }) &&
		slices.IsSortedFunc(elems, func(a, b *sym.Value) int { return int(a.Int - b.Int) })
}

// says is what a function literal returns that is nothing but a condition on what it is given; nil of any other function.
func (x modelled) says(fr *paths.Frame, st *paths.State, f *sym.Value) func(*sym.Value) *sym.Value {
	lit, ok := f.Node.(*ast.FuncLit)
	if f.Op != sym.OpClosure || !ok || len(lit.Body.List) != 1 {
		return nil
	}
	ret, ok := lit.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 || x.calls(ret.Results[0]) {
		return nil
	}
	sig := x.SignatureOf(lit)
	if sig == nil || sig.Params().Len() != 1 {
		return nil
	}
	return func(e *sym.Value) *sym.Value {
		in := paths.NewFrame(x.In, lit, sig, paths.FrameOf(f.Scope), fr, fr.Path)
		on := st.Fork()
		on.Set(in.Cell(sig.Params().At(0)), e)
		return x.Eval(in, on, ret.Results[0])
	}
}

// calls reports whether an expression calls anything: conversions aside.
func (x modelled) calls(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			found = true
		case *ast.CallExpr:
			found = found || !x.Info.Types[n.Fun].IsType()
		}
		return !found
	})
	return found
}
