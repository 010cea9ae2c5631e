package models

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// maxLinks bounds how many errors stand one inside of another by methods of the package.
const maxLinks = 5

// links are an error and those that it wraps by the methods of the package's own types, outermost first. What texts are made around is
// found in them by who asks (see sym.Chain).
func (x modelled) links(st *paths.State, err *sym.Value) []*sym.Value {
	out := []*sym.Value{err}
	for i := 0; i < len(out) && len(out) < maxLinks; i++ { // grows
		v := out[i]
		if v.Op == sym.OpErrNew {
			for _, a := range v.Args {
				if in := x.inside(st, a); in != nil {
					out = append(out, in)
				}
			}
		} else if in := x.inside(st, v); in != nil {
			out = append(out, in)
		}
	}
	return out
}

// inside is what the method Unwrap of an error says that it wraps; nil if it has none, or is of no type that is known.
func (x modelled) inside(st *paths.State, err *sym.Value) *sym.Value {
	d := x.methodOf(err, "Unwrap")
	if d == nil {
		return nil
	}
	fn := x.Info.Defs[d.Name].(*types.Func)
	if r := fn.Signature().Results(); r.Len() == 1 && gotypes.IsError(r.At(0).Type()) {
		if f := x.returnedField(d, fn.Signature().Recv()); f != nil {
			owner := err.Typ
			if p, ok := types.Unalias(owner).(*types.Pointer); ok {
				owner = p.Elem()
			}
			return x.Field(st, err, owner, f)
		}
	}
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: fn.FullName(), Args: []*sym.Value{err}, Deps: st.DepsOf(err), Typ: types.Universe.Lookup("error").Type()})
}

// returnedField is the field of the receiver that is all a method returns.
func (x modelled) returnedField(d *ast.FuncDecl, recv *types.Var) *types.Var {
	if len(d.Body.List) != 1 {
		return nil
	}
	ret, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return nil
	}
	sel, ok := ast.Unparen(ret.Results[0]).(*ast.SelectorExpr)
	if !ok || x.Variable(sel.X) != recv {
		return nil
	}
	if f := x.Variable(sel.Sel); f != nil && f.IsField() {
		return f
	}
	return nil
}

// methodOf is the declaration of a method of the package's own that an error has which was made on the path; nil if there is none.
func (x modelled) methodOf(err *sym.Value, name string) *ast.FuncDecl {
	switch err.Op {
	case sym.OpRef, sym.OpWith, sym.OpComposite, sym.OpConvert:
	default:
		return nil
	}
	if err.Typ == nil || !gotypes.ImplementsError(err.Typ) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(err.Typ, true, x.Pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok {
		return nil
	}
	return x.Decls[fn.Origin()]
}

// errorsIs is whether an error is another one, or wraps it. What a method says that the type of one of them has for that is not known.
func (x modelled) errorsIs(st *paths.State, err, target *sym.Value) *sym.Value {
	var open *sym.Value
	deps := sym.Deps(0)
	for _, link := range x.links(st, err) {
		found, unknown := sym.Chain(link, func(v *sym.Value) bool { return v == target })
		if found != nil {
			return x.In.Bool(true)
		}
		if unknown != nil && x.NeverIs(st, unknown, target) {
			unknown = nil
		}
		if asked, _ := sym.Chain(link, func(v *sym.Value) bool { return x.methodOf(v, "Is") != nil }); asked != nil {
			unknown, deps = asked, deps|st.DepsOf(asked)
		}
		if open == nil {
			open = unknown
		}
	}
	if open == nil {
		return x.In.Bool(false)
	}
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: "errors.Is", Args: []*sym.Value{open, target}, Deps: deps, Typ: types.Typ[types.Bool]})
}

// errorsAs has a variable be the error of its type that another one is or wraps, and returns whether there is one.
func (x modelled) errorsAs(st *paths.State, call *ast.CallExpr, args []*sym.Value) *sym.Value {
	t := x.Info.TypeOf(call.Args[1])
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	as := x.asLink(st, args[0], t)
	if args[1].Op == sym.OpRef && !as[1].IsFalse() {
		st.Set(args[1].Cell, as[0])
	}
	return as[1]
}

// asLink is the error of a type that another one is or wraps, and whether there is one.
func (x modelled) asLink(st *paths.State, err *sym.Value, t types.Type) []*sym.Value {
	var open []*sym.Value
	for _, link := range x.links(st, err) {
		ok := x.AsOK(link, t)
		if ok.Op == sym.OpBool && !ok.IsFalse() {
			return []*sym.Value{x.As(link, t), ok}
		}
		if open == nil || open[1].IsFalse() {
			open = []*sym.Value{x.As(link, t), ok}
		}
	}
	return open
}
