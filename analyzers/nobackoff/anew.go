package nobackoff

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// madeAnew finds the waits in a loop for what an object says that each round makes for itself: how far it has come is forgotten, so
// that it says the same each time.
func (x *finder) madeAnew() []*delay {
	if !gotypes.ImportsTime(x.Pkg) {
		return nil
	}
	var out []*delay
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		v := x.stepped(call)
		if v == nil {
			continue
		}
		loop := x.loopAround(c)
		if loop == nil || !gotypes.Within(v.Pos(), loop) || !x.newEachRound(v, loop) {
			continue
		}
		var e flow.Ends
		if x.Follow(c, &e); e.Waited {
			out = append(out, &delay{Node: call, Func: v.Name(), Fault: delayAnew})
		}
	}
	return out
}

// stepped is the local object whose method a call asks for the next delay, which takes the object a step further; nil if it is no such
// call.
func (x *finder) stepped(call *ast.CallExpr) *types.Var {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) > 0 {
		return nil
	}
	v, ok := x.Object(sel.X).(*types.Var)
	fn := x.CalledFunc(call)
	if !ok || v.IsField() || fn == nil || fn.Signature().Recv() == nil || fn.Signature().Results().Len() == 0 || !gotypes.IsDuration(fn.Signature().Results().At(0).Type()) {
		return nil
	}
	if _, byAddress := fn.Signature().Recv().Type().(*types.Pointer); !byAddress {
		return nil
	}
	of := gotypes.Named(fn.Signature().Recv().Type())
	if of == nil {
		return nil
	}
	if fn.Pkg() != x.Pkg { // its body is not seen
		if x.Says(lexicon.Policies, fn.Name()) && x.Says(lexicon.BacksOff, of.Obj().Name()) {
			return v
		}
		return nil
	}
	fi, fields := x.Infos[fn.Origin()], gotypes.StructOf(of)
	if fi == nil || fields == nil {
		return nil
	}
	for i := range fields.NumFields() {
		if slices.Contains(fi.Assigns, fields.Field(i).Origin()) {
			return v
		}
	}
	return nil
}

// loopAround is the loop whose every round comes to c, as far as no condition stands before it; nil if a literal is nearer, or a loop
// over some things, each of which is tried once.
func (x *finder) loopAround(c inspector.Cursor) ast.Node {
	loop := roundsAround(c)
	if r, ok := loop.(*ast.RangeStmt); ok && !gotypes.IsInteger(x.Info.TypeOf(r.X)) {
		return nil
	}
	return loop
}

// newEachRound reports whether a variable is declared in the loop itself and made of nothing that the rounds change; nothing else may
// be done with it than to ask its methods.
func (x *finder) newEachRound(v *types.Var, loop ast.Node) bool {
	declared := false
	for _, c := range x.Occurrences(v) {
		up := c.Parent()
		switch p := up.Node().(type) {
		case *ast.SelectorExpr: // a method, or a setting
			if _, isCall := up.Parent().Node().(*ast.CallExpr); isCall {
				if call := up.Parent().Node().(*ast.CallExpr); call.Fun == p && x.sameEachRound(call.Args, loop) {
					continue
				}
				return false
			}
			if a, ok := up.Parent().Node().(*ast.AssignStmt); ok && slices.Contains(a.Lhs, ast.Expr(p)) && x.sameEachRound(a.Rhs, loop) {
				continue
			}
			return false
		case *ast.AssignStmt:
			if declared || x.Info.Defs[c.Node().(*ast.Ident)] == nil || len(p.Lhs) != 1 || len(p.Rhs) != 1 || !x.isMade(p.Rhs[0], loop) {
				return false
			}
			declared = x.loopAround(c) == loop
		case *ast.ValueSpec:
			if declared || len(p.Names) != 1 || len(p.Values) == 1 && !x.isMade(p.Values[0], loop) {
				return false
			}
			declared = x.loopAround(c) == loop
		default:
			return false
		}
	}
	return declared
}

// isMade reports whether an expression makes an object, of nothing that the rounds of a loop change: a literal, or what a function
// returns that is given no other object.
func (x *finder) isMade(e ast.Expr, loop ast.Node) bool {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = ast.Unparen(u.X)
	}
	switch n := e.(type) {
	case *ast.CompositeLit:
		return x.sameEachRound([]ast.Expr{n}, loop)
	case *ast.CallExpr:
		if fn := x.CalledFunc(n); fn != nil && fn.Signature().Recv() != nil {
			return false // of an object that knows more
		}
		return x.sameEachRound([]ast.Expr{n}, loop)
	}
	return false
}

// sameEachRound reports whether what expressions name is not changed by the rounds of a loop, and asks nothing.
func (x *finder) sameEachRound(list []ast.Expr, loop ast.Node) bool {
	same := true
	for _, e := range list {
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if v, ok := x.Info.Uses[n].(*types.Var); ok {
					same = same && !gotypes.Within(v.Pos(), loop) && !x.changedIn(v.Origin(), loop)
				}
			case *ast.FuncLit, *ast.IndexExpr:
				same = false
			}
			return same
		})
	}
	return same
}

// changedIn reports whether a loop assigns to a variable, or takes its address.
func (x *finder) changedIn(v *types.Var, loop ast.Node) bool {
	return slices.ContainsFunc(x.Occurrences(v), func(c inspector.Cursor) bool {
		if !gotypes.Within(c.Node().Pos(), loop) {
			return false
		}
		if sel, ok := c.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
			c = c.Parent()
		}
		switch c.Parent().Node().(type) {
		case *ast.UnaryExpr, *ast.RangeStmt: // received from it, say
			return true
		}
		return x.changes(c)
	})
}
