package symexec

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Ends reports whether a context can end before the program does, as far as the engine can tell.
func (x *Program) Ends(v *sym.Value) bool {
	switch v.Op {
	case sym.OpNil:
		return false
	case sym.OpCall:
		switch v.Name {
		case "context.Background", "context.TODO", "context.WithoutCancel":
			return false
		case "context.WithValue":
			return len(v.Args) > 0 && x.Ends(v.Args[0])
		case "(*net/http.Request).Context":
			return len(v.Args) == 0 || x.GivenContext(nil, v.Args[:1])
		}
	case sym.OpField, sym.OpGlobal:
		if f, ok := v.Obj.(*types.Var); ok {
			return !x.KeepsEndless(f)
		}
	}
	return true
}

// EndsRounds reports whether a context can end the rounds of a function that is given it: not if all callers have one that never ends. (That they may
// have another one some day is a reason to wait for its end all the same.)
func (x *Program) EndsRounds(v *sym.Value) bool {
	if v.Op == sym.OpSym {
		if p, ok := v.Obj.(*types.Var); ok && v.Typ != nil && gotypes.IsContext(v.Typ) {
			return !x.GivenEndless(p)
		}
	}
	return x.Ends(v)
}

// EndOf is the context whose end a channel tells of, that of its Done; nil if it is none.
func (x *Exec) EndOf(fr *paths.Frame, st *paths.State, ch ast.Expr) *sym.Value {
	if call, ok := ast.Unparen(ch).(*ast.CallExpr); ok {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Done" || x.Info.TypeOf(sel.X) == nil || !gotypes.IsContext(x.Info.TypeOf(sel.X)) {
			return nil
		}
		return x.Eval(fr, st, sel.X)
	}
	v := x.Eval(fr, st, ch)
	if v.Op != sym.OpCall || len(v.Args) != 1 || v.Args[0].Typ == nil || !gotypes.IsContext(v.Args[0].Typ) || !strings.HasSuffix(v.Name, ".Done") {
		return nil
	}
	return v.Args[0]
}

// ended has a path know that a context has ended: from then on it has an error, whatever was known of it before.
func (x *Exec) ended(st *paths.State, ctx *sym.Value) {
	for _, name := range []string{"(context.Context).Err", "context.Cause"} {
		err := x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: []*sym.Value{ctx}, Typ: types.Universe.Lookup("error").Type()})
		none := x.In.IsNil(err)
		st.Facts = st.Facts.Without(func(cond *sym.Value) bool { return cond == none })
		st.Learn(none, false)
	}
}

// endsContext reports whether a value is a function that ends a context which it was made with.
func endsContext(v *sym.Value) bool {
	return v.Op == sym.OpCall && v.Typ != nil && strings.HasPrefix(v.Name, "context.With") && (gotypes.TypeIs(v.Typ, "context.CancelFunc") || gotypes.TypeIs(v.Typ, "context.CancelCauseFunc"))
}

// begins has a path know that a context has not been ended which is made: the one before it was, that of another round.
func (x *Exec) begins(st *paths.State, ctx *sym.Value) {
	ended := x.In.IsNil(x.cancelled(ctx))
	st.Facts = st.Facts.Without(func(cond *sym.Value) bool { return cond == ended })
}

// cancels has a path know that the program itself ends a context, if that is what a function does. One that is known to have ended has ended
// of itself.
func (x *Exec) cancels(st *paths.State, f *sym.Value) {
	if !endsContext(f) {
		return
	}
	made := *f
	made.Int, made.Typ = 0, gotypes.Named(f.Typ).Obj().Pkg().Scope().Lookup("Context").Type()
	ctx := x.In.Make(made)
	if !st.Facts.Any(func(cond *sym.Value, truth bool) bool { return EndedBy(cond, truth) == ctx }) {
		st.Learn(x.In.IsNil(x.cancelled(ctx)), false)
	}
}

// cancelled is the error of a context that the program itself has ended: another value than the one that was asked for before.
func (x *Exec) cancelled(ctx *sym.Value) *sym.Value {
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: "cancelled", Args: []*sym.Value{ctx}, Typ: types.Universe.Lookup("error").Type()})
}

// onceEnded is the error of a context that a path has ended before, as a call asks for it; nil if that is not what the call asks for. Of one
// that nothing else ends but its parent it is context.Canceled: who looks at the parent's end, and goes on, knows of no other.
func (x *Exec) onceEnded(st *paths.State, full string, operands []*sym.Value) *sym.Value {
	if full != "(context.Context).Err" || operands[0].Op != sym.OpCall {
		return nil
	}
	ctx := operands[0]
	err := x.cancelled(ctx)
	if _, known := st.Facts.Truth(x.In.IsNil(err)); !known {
		return nil
	}
	if ctx.Name != "context.WithCancel" {
		return err
	}
	why := gotypes.Named(ctx.Typ).Obj().Pkg().Scope().Lookup("Canceled")
	err = x.In.Make(sym.Value{Op: sym.OpGlobal, Obj: why, Typ: why.Type()})
	st.Learn(x.In.IsNil(err), false)
	return err
}

// SleptOut has a path know that a call has waited to its end, or not: as a context had ended, which is what it returns then. The context may
// be nil: then nothing could end it.
func (x *Exec) SleptOut(st *paths.State, call *ast.CallExpr, ctx *sym.Value, ended bool) (err *sym.Value) {
	if ctx != nil {
		x.Observers.Slept(st, call, ctx, ended)
	}
	if !ended {
		return x.In.Nil()
	}
	x.ended(st, ctx)
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: "(context.Context).Err", Args: []*sym.Value{ctx}, Typ: types.Universe.Lookup("error").Type()})
}

// EndedBy is the context that has ended if a condition has some truth: its error is not nil, or it is one that is named; nil if there is none.
func EndedBy(cond *sym.Value, truth bool) *sym.Value {
	named := func(v *sym.Value) bool { return v.Op == sym.OpGlobal && v.Typ != nil && gotypes.IsError(v.Typ) }
	switch {
	case cond.Op == sym.OpCall && cond.Name == "errors.Is" && truth && len(cond.Args) == 2 && named(cond.Args[1]):
		return contextOf(cond.Args[0])
	case cond.Op == sym.OpBinary && cond.Name == "==":
		for i, v := range cond.Args {
			if other := cond.Args[1-i]; !truth && other.Op == sym.OpNil || truth && named(other) {
				return contextOf(v)
			}
		}
	}
	return nil
}

// contextOf is the context whose error a value is; nil if it is another one.
func contextOf(err *sym.Value) *sym.Value {
	if err.Op != sym.OpCall || !functions.AboutContext(err.Name) || len(err.Args) != 1 {
		return nil
	}
	return err.Args[0]
}

// silent reports whether nothing will ever come over a channel: it is that of a context that never ends, or one that nobody closes or sends on.
func (x *Exec) silent(fr *paths.Frame, st *paths.State, ch ast.Expr) bool {
	if x.IsSilent(ch) {
		return true
	}
	ctx := x.EndOf(fr, st, ch)
	return ctx != nil && !x.Ends(ctx)
}

// GivenContext reports whether an attempt is given a context that can end, or a request such a one.
func (x *Program) GivenContext(recv *sym.Value, args []*sym.Value) bool {
	seen, all := x.ContextsGiven(recv, args)
	return !all || slices.ContainsFunc(seen, x.Ends)
}

// ContextsGiven are the contexts that an attempt is given: as arguments, in its request, or by what made the request or the client that it
// is called on; and whether these are all.
func (x *Program) ContextsGiven(recv *sym.Value, args []*sym.Value) (seen []*sym.Value, all bool) {
	all = true
	for b := recv; b != nil && b.Op == sym.OpCall && len(b.Args) > 0; b = b.Args[0] {
		for _, v := range b.Args {
			if v.Typ != nil && gotypes.IsContext(v.Typ) {
				seen = append(seen, v)
			}
		}
	}
	for _, v := range args {
		switch {
		case v.Typ == nil:
		case gotypes.IsContext(v.Typ):
			seen = append(seen, v)
		case !gotypes.HasContext(v.Typ):
		case v.Op == sym.OpCall && v.Name == "net/http.NewRequest":
		case v.Op == sym.OpCall && v.Name == "net/http.NewRequestWithContext":
			seen = append(seen, v.Args[:min(1, len(v.Args))]...)
		case sym.SharesBody(v):
			if len(v.Args) > 1 {
				seen = append(seen, v.Args[1])
			}
		default:
			with := x.madeWith(v)
			seen, all = append(seen, with...), all && len(with) > 0
		}
	}
	return seen, all
}

// madeWith are the contexts that a function of the package is given to make a request with; none if it is given none, or the value is no such
// request.
func (x *Program) madeWith(request *sym.Value) (seen []*sym.Value) {
	fn, ok := request.Obj.(*types.Func)
	if !ok || !x.OnlyMakesRequest(fn) {
		return nil
	}
	for _, a := range request.Args {
		if a.Typ != nil && gotypes.IsContext(a.Typ) {
			seen = append(seen, a)
		}
	}
	return seen
}
