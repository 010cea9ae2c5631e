package effects

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// Round is what runs anew each time that a function fn goes round by via: the body of a loop, what comes behind a label, all of a
// function that calls itself.
func (x *Functions) Round(via, fn ast.Node) gotypes.Place {
	body := gotypes.Body(fn)
	switch via := via.(type) {
	case *ast.ForStmt:
		return gotypes.Place{From: via.Body.Pos(), To: via.Body.End()}
	case *ast.RangeStmt:
		return gotypes.Place{From: via.Body.Pos(), To: via.Body.End()}
	case *ast.LabeledStmt:
		return gotypes.Place{From: via.Pos(), To: body.End()}
	}
	return gotypes.Place{From: body.Pos(), To: body.End()}
}

// LooksAtContext reports whether a context is asked for its end between the attempts, on whatever path: one that can end, and that is
// not made anew in each round from one that cannot. Where nothing else is asked, vain is the first such place, if there is one.
func (x *Functions) LooksAtContext(via, fn ast.Node) (ends bool, vain ast.Node) {
	region := via
	switch region.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
	default: // a recursion or a jump: all of the function
		region = gotypes.Body(fn)
	}
	round := x.Round(via, fn)
	ast.Inspect(region, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if ok && (sel.Sel.Name == "Done" || sel.Sel.Name == "Err") && x.Info.TypeOf(sel.X) != nil && gotypes.IsContext(x.Info.TypeOf(sel.X)) {
			if ends = ends || !x.endsNoRounds(sel.X, round, 0); vain == nil {
				vain = sel
			}
		}
		return !ends
	})
	return ends, vain
}

// endsNoRounds reports whether a context certainly ends none of the rounds but the one that it was made in: it never ends, or is made
// anew in each from one that does not.
func (x *Functions) endsNoRounds(ctx ast.Expr, round ast.Node, depth int) bool {
	if x.NeverEnds(ctx) {
		return true
	}
	v := x.Variable(ctx)
	d := x.Enclosing(ctx)
	if v == nil || d == nil || depth > maxContextSource || x.IsParam(x.FunctionOf(ctx), v) {
		return false
	}
	writes := x.PlacesIn(d.Body).Writes[v]
	return len(writes) > 0 && !slices.ContainsFunc(writes, func(w index.Write) bool {
		call, ok := w.Value.(*ast.CallExpr)
		return !ok || !gotypes.Within(call.Pos(), round) || !x.LimitsContext(call) || !x.endsNoRounds(call.Args[0], round, depth+1)
	})
}

// LimitsContext reports whether a call makes a context from another one that ends when that does, at a time that is set or when the function
// itself is done with it: nobody else is given what cancels it.
func (x *Functions) LimitsContext(call *ast.CallExpr) bool {
	fn, d := x.CalledFunc(call), x.Enclosing(call)
	if fn == nil || d == nil || len(call.Args) == 0 {
		return false
	}
	switch fn.FullName() {
	case "context.WithValue":
		return true
	case "context.WithTimeout", "context.WithDeadline", "context.WithCancel", "context.WithTimeoutCause", "context.WithDeadlineCause", "context.WithCancelCause":
	default:
		return false
	}
	p := x.PlacesIn(d.Body)
	set, ok := p.Parent[call].(*ast.AssignStmt)
	if !ok || len(set.Lhs) != 2 {
		return false
	}
	id, ok := set.Lhs[1].(*ast.Ident)
	if !ok {
		return false
	}
	cancel := x.Info.ObjectOf(id)
	return cancel == nil || cancel.Parent() != x.Pkg.Scope() && !x.handsOut(p, cancel, p.Literal(call))
}

// handsOut reports whether a function does anything else with what cancels a context of its own than to call it.
func (x *Functions) handsOut(p *index.Places, cancel types.Object, within *ast.FuncLit) bool {
	return slices.ContainsFunc(p.Uses[cancel], func(use *ast.Ident) bool {
		if slices.ContainsFunc(p.Writes[cancel], func(w index.Write) bool { return w.Ident == use }) {
			return false
		}
		call, ok := p.Parent[use].(*ast.CallExpr)
		if !ok || call.Fun != ast.Expr(use) {
			return true
		}
		lit := p.Literal(use)
		if lit == within {
			_, aside := p.Parent[call].(*ast.GoStmt)
			return aside
		}
		own, ok := p.Parent[lit].(*ast.CallExpr) // defer func() { cancel() }()
		if !ok {
			return true
		}
		_, deferred := p.Parent[own].(*ast.DeferStmt)
		return !deferred || p.Literal(lit) != within
	})
}
