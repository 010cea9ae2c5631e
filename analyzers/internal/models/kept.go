package models

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// maxKept are the variables and fields through which settings are followed back to where they are made.
const maxKept = 4

// applyKept lets what a variable of the package, or a field, holds for good have its effect: options that are put there once, a policy, a retrier.
func (x modelled) applyKept(s *setup, v *sym.Value, home string) {
	obj, ok := v.Obj.(*types.Var)
	if !ok {
		s.unknown()
		return
	}
	e := x.Kept(obj, x.leavesAsIs)
	if e == nil || s.within == maxKept {
		x.applyOther(s, v)
		return
	}
	s.within++
	st := &paths.State{}
	x.apply(st, s, x.made(st, e), home)
	s.within--
}

// leavesAsIs reports whether a method of a policy or a retrier only asks it, or tries by it.
func (x modelled) leavesAsIs(fn *types.Func) bool {
	if s := x.SummaryOf(x.Implementation(fn)); s != nil && s.Repeats != nil {
		return true
	}
	name := fn.Origin().FullName()
	_, tries := library.Lookup(name)
	told, known := library.SettingsOf(name)
	return tries || known && len(told) == 0
}

// keptPolicy is what a variable of the package, or a field, holds for good, if that is a policy of another package which is written out or made
// by a function whose package says what is in it; else v itself.
func (x modelled) keptPolicy(v *sym.Value) *sym.Value {
	obj, ok := v.Obj.(*types.Var)
	if !ok || v.Op != sym.OpField && v.Op != sym.OpGlobal || gotypes.StructOf(obj.Type()) == nil && !types.IsInterface(obj.Type()) {
		return v
	}
	e := x.Kept(obj, x.leavesAsIs)
	if e == nil {
		return v
	}
	made := x.made(&paths.State{}, e)
	switch made.Op {
	case sym.OpComposite, sym.OpWith:
		return made
	case sym.OpCall:
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok {
			break
		}
		if fn := x.CalledFunc(call); fn != nil && fn.Signature().Recv() == nil {
			if s := x.SummaryOf(fn); s != nil && s.Made != nil {
				return x.Holding(nil, made, s.Made, nil, made.Args)
			}
		}
	}
	return v
}

// made is the value of an expression that is not executed, with the calls in it that are none of the package's functions. What it takes from
// the variables of a function is not known, but for a list or a policy that was made there.
func (x modelled) made(st *paths.State, e ast.Expr) *sym.Value {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if v := x.madeBy(st, e); v != nil {
			return v
		}
	case *ast.Ident:
		if v, ok := x.Info.Uses[e].(*types.Var); ok && v.Pkg() == x.Pkg && v.Parent() != x.Pkg.Scope() {
			switch v.Type().Underlying().(type) {
			case *types.Slice, *types.Interface: // others are told more once they are made
				if set := x.DeclaredFunc(v); set != nil {
					return x.made(st, set)
				}
			}
		}
	case *ast.CompositeLit:
		if _, ok := x.Info.TypeOf(e).Underlying().(*types.Slice); ok {
			list := sym.Value{Op: sym.OpComposite, Name: "slice", Typ: x.Info.TypeOf(e)}
			for _, el := range e.Elts {
				list.Args = append(list.Args, x.made(st, el))
			}
			return x.In.Make(list)
		}
	case *ast.UnaryExpr:
		if e.Op == token.AND { // the policy itself: who has its address changes nothing of it
			return x.made(st, e.X)
		}
	}
	return x.Eval(nil, st, e)
}

// madeBy is what a call returns; nil if it is one of a function of the package, or of none that is declared.
func (x modelled) madeBy(st *paths.State, call *ast.CallExpr) *sym.Value {
	v := sym.Value{Op: sym.OpCall, Typ: x.Info.TypeOf(call)}
	if tv := x.Info.Types[call.Fun]; tv.IsType() {
		return x.In.Convert(x.made(st, call.Args[0]), tv.Type)
	} else if tv.IsBuiltin() {
		v.Name = types.ExprString(call.Fun)
	} else {
		fn := x.CalledFunc(call)
		if fn == nil || fn.Pkg() == x.Pkg {
			return nil
		}
		v.Name = x.FullName(fn)
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
			v.Args = append(v.Args, x.made(st, sel.X))
		}
	}
	for _, a := range call.Args {
		v.Args = append(v.Args, x.made(st, a))
	}
	return x.In.Make(v)
}
