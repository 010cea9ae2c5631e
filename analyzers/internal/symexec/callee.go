package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A Callee is what a call expression calls.
type Callee struct {
	Fn    *types.Func // declared function or method, if known
	lit   *ast.FuncLit
	fr    *paths.Frame // the frame that lit captured
	Recv  *sym.Value
	At    *sym.Value // where what a method may change stands that it is called on without a pointer; nil if it is called on one
	Name  string     // the function's, field's or variable's, for judging by name
	Full  string     // the full name of fn
	yield *iteration // of what a function that is ranged over calls
	Sig   *types.Signature

	ofFirst bool // the first argument is what the method is called on
	asks    bool // it is a function of the package that is not followed, and known to ask a server, by whatever it calls
}

func (x *Exec) callee(fr *paths.Frame, st *paths.State, call *ast.CallExpr) (c Callee) {
	defer func() { c.Full = x.FullName(c.Fn) }()
	c.Sig, _ = x.Info.TypeOf(call.Fun).Underlying().(*types.Signature)
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		c.Name = f.Sel.Name
	case *ast.Ident:
		c.Name = f.Name
	}
	if fn, ok := typeutil.Callee(x.Info, call).(*types.Func); ok {
		c.Fn = x.Implementation(fn)
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && x.Info.Selections[sel] != nil {
			if c.ofFirst = x.Info.Selections[sel].Kind() == types.MethodExpr; c.ofFirst {
				return c
			}
			c.Recv = x.Eval(fr, st, sel.X)
			c.Fn = x.dynamic(c.Fn, c.Recv)
			if x.takesAddress(fn, sel.X) {
				c.At = x.address(fr, st, sel.X)
			}
		}
		return c
	}
	v := x.Eval(fr, st, call.Fun)
	if named, ok := v.Obj.(*types.Var); ok { // whatever variable it was put into
		c.Name = named.Name()
	}
	x.calls(&c, x.Function(v))
	return c
}

// takesAddress reports whether a method is called on the address of a variable or a field that is written without it.
func (x *Exec) takesAddress(method *types.Func, on ast.Expr) bool {
	pointer := func(t types.Type) bool {
		_, is := t.Underlying().(*types.Pointer)
		return is
	}
	t := x.Info.TypeOf(on)
	if recv := method.Signature().Recv(); recv == nil || t == nil || !pointer(recv.Type()) || pointer(t) {
		return false
	}
	switch ast.Unparen(on).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		return true
	}
	return false
}

// calls has a callee be the function that a value is.
func (x *Exec) calls(c *Callee, v *sym.Value) {
	switch v.Op {
	case sym.OpYield:
		c.yield = x.iterations[v]
	case sym.OpClosure:
		c.lit, _ = v.Node.(*ast.FuncLit)
		c.fr = paths.FrameOf(v.Scope)
	case sym.OpFunc:
		c.Fn, c.Recv = x.Declared(v)
		c.ofFirst = v.Name == methodExpr
	}
}

// methodExpr is the name of a function value that is a method with its receiver as the first parameter.
const methodExpr = "method expression"

// onFirst has a method that is called by its expression be called on the first of its arguments.
func (inv *Invocation) onFirst() {
	if inv.ofFirst && len(inv.Args) > 0 && inv.Fn != nil {
		inv.Recv, inv.Args, inv.Sig, inv.ofFirst = inv.Args[0], inv.Args[1:], inv.Fn.Signature(), false
	}
}

// Function is the function that a value is: of a field that is ever set to one only, that one.
func (x *Exec) Function(v *sym.Value) *sym.Value {
	if f, ok := v.Obj.(*types.Var); ok && v.Op == sym.OpField {
		if set := x.FieldFunc(f); set != nil {
			if fn := x.soleFunc(set); fn != nil {
				return fn
			}
		}
	}
	if v.Op == sym.OpIndex && v.Args[0].Op == sym.OpComposite && v.Args[0].Name == "map" && isChosen(v.Args[1]) {
		return x.oneOf(v)
	}
	return v
}

// isChosen reports whether a key is what the caller chose, the same in each round.
func isChosen(key *sym.Value) bool {
	_, named := key.Obj.(*types.Var)
	return key.Op == sym.OpSym && key.Deps == 0 && named && key.Typ != nil && !gotypes.IsCount(key.Typ)
}

// oneOf is the first function of a table that sends something: whoever chooses one chooses that for one of the keys. It is the value itself if there
// is none.
func (x *Exec) oneOf(v *sym.Value) *sym.Value {
	table := v.Args[0]
	for i := 1; i < len(table.Args); i += 2 {
		fn := table.Args[i]
		if of, ok := fn.Obj.(*types.Func); ok && fn.Op == sym.OpFunc {
			if fi := x.Infos[of.Origin()]; fi != nil && fi.Touches {
				return fn
			}
		}
		if fn.Op == sym.OpClosure {
			return fn
		}
	}
	return v
}

// Declared is the function or method that a value is, with what it is called on: of an interface's, the one behind it where that is
// known.
func (x *Exec) Declared(v *sym.Value) (*types.Func, *sym.Value) {
	fn, ok := v.Obj.(*types.Func)
	if !ok || len(v.Args) == 0 {
		return fn, nil
	}
	return x.dynamic(x.Implementation(fn), v.Args[0]), v.Args[0]
}

// An Invocation is a call with its values on one path.
type Invocation struct {
	Callee
	Args    []*sym.Value
	target  ast.Node         // the function to follow, or nil
	Summary *summary.Summary // what is known of a function of another package, or nil
}

func (x *Exec) invocation(fr *paths.Frame, st *paths.State, call *ast.CallExpr) Invocation {
	inv := Invocation{Callee: x.callee(fr, st, call)}
	for _, a := range call.Args {
		v := x.Eval(fr, st, a)
		if v.Op == sym.OpTuple && len(call.Args) == 1 { // f(g())
			inv.Args = append(inv.Args, v.Args...)
			continue
		}
		inv.Args = append(inv.Args, v)
	}
	inv.onFirst()
	return inv
}

// tellable reports whether what a function of the package does can be told without what it is given here: it asks a server, and is handed no
// function that it may try, and nothing that an attempt has brought. A function that is being executed is followed once more, for that may be how it
// tries again.
func (x *Exec) tellable(fr *paths.Frame, st *paths.State, inv Invocation) bool {
	if x.Own == nil || inv.Fn == nil {
		return false
	}
	for f := fr; f != nil; f = f.Caller {
		if f.Fn == inv.target {
			return false
		}
	}
	fi := x.Infos[inv.Fn.Origin()]
	return fi != nil && fi.FailsAsking(inv.Fn) && !slices.ContainsFunc(inv.Args, func(v *sym.Value) bool {
		return x.mayTry(v) || !isSent(v) && st.DepsOf(v)&sym.DepOutcome != 0 || st.KeepsOutcome(v)
	})
}

// isSent reports whether a value is of what is sent: a request, or a text. That it was made of an answer does not have it judged.
func isSent(v *sym.Value) bool {
	return v.Typ != nil && (gotypes.IsRequest(v.Typ) || gotypes.IsString(v.Typ))
}

// mayTry reports whether a value is a function that whoever is given it may try.
func (x *Exec) mayTry(v *sym.Value) bool {
	switch v.Op {
	case sym.OpClosure, sym.OpYield:
		return true
	case sym.OpFunc:
		fn, _ := x.Declared(v)
		fi := x.Infos[fn.Origin()]
		return fi == nil || fi.Touches || fi.Waits || fi.Asks()
	}
	return false
}

// dynamic is the method behind an interface's, where the path knows what the interface holds; else the method itself.
func (x *Program) dynamic(fn *types.Func, holds *sym.Value) *types.Func {
	if holds.Typ == nil || holds.Op != sym.OpRef && holds.Op != sym.OpComposite && holds.Op != sym.OpWith && holds.Op != sym.OpConvert {
		return fn
	}
	recv := fn.Signature().Recv()
	if recv == nil || !types.IsInterface(recv.Type()) || types.IsInterface(holds.Typ) || gotypes.Named(holds.Typ) == nil {
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(holds.Typ, true, x.Pkg, fn.Name())
	if m, ok := obj.(*types.Func); ok {
		return m
	}
	return fn
}
