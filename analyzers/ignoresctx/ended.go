package ignoresctx

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// goesOn finds what a round does wrong that goes on although it came by the clause of a select for the end of a context; later are its
// steps since.
func (x *finder) goesOn(r *retry.Retry, s *retry.Step, later []*retry.Step) (wait, bool) {
	clause, ok := s.Node.(*ast.CommClause)
	if !ok { // a function of another package has waited: what becomes of its result is not read
		return wait{}, false
	}
	if slices.ContainsFunc(later, func(t *retry.Step) bool { return t.Looks&retry.LooksContext != 0 }) || !x.longLived(r, clause) {
		return wait{}, false
	}
	if b := x.breakOf(clause); b != nil {
		return wait{Node: b, Break: true, Func: x.Enclosing(b)}, true
	}
	if b := x.breakWithin(r, clause); b != nil && (!r.Ctx || x.failsOn(r)) { // else the next attempt may end the rounds
		return wait{Node: b, Break: true, Context: b.Label.Name, Func: x.Enclosing(b)}, true
	}
	// The next attempt might end the rounds, which fails at once, or something that was told of the end.
	if r.Ctx || !x.onlyTells(clause.Body) || x.failsFirst(later) {
		return wait{}, false
	}
	return wait{Node: gotypes.Place{From: clause.Pos(), To: clause.Colon}, GoesOn: true, Func: x.Enclosing(clause)}, true
}

// failsFirst reports whether something else that a round does before its attempt is given a context, and its error asked for: with a context
// that has ended it fails, as the begin of a transaction does.
func (x *finder) failsFirst(later []*retry.Step) bool {
	return slices.ContainsFunc(later, func(s *retry.Step) bool {
		if s.Kind != retry.StepTest || s.Node == nil {
			return false
		}
		found := false
		ast.Inspect(s.Node, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !found {
				found = x.failsByContext(id)
			}
			return !found
		})
		return found
	})
}

// failsByContext reports whether a variable holds the error of a call that is given a context, where it is read.
func (x *finder) failsByContext(read *ast.Ident) bool {
	v, ok := x.Info.Uses[read].(*types.Var)
	if !ok || !gotypes.IsError(v.Type()) {
		return false
	}
	last, _ := x.PlacesIn(gotypes.Body(x.FunctionOf(read))).Before(v, read)
	call, ok := last.Value.(*ast.CallExpr)
	return ok && slices.ContainsFunc(call.Args, func(a ast.Expr) bool { t := x.Info.TypeOf(a); return t != nil && gotypes.IsContext(t) })
}

// longLived reports whether the context of a clause is one that the rounds share: it is not made in one of them, to wait for.
func (x *finder) longLived(r *retry.Retry, clause *ast.CommClause) bool {
	call, ok := ast.Unparen(gotypes.Received(clause)).(*ast.CallExpr)
	if !ok {
		return true // a variable that holds the channel
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return true
	}
	v := x.Variable(sel.X)
	if v == nil {
		return true
	}
	made := gotypes.Within(v.Pos(), r.Via)
	for _, rhs := range x.Assignments(x.FunctionOf(clause))[v] {
		made = made || gotypes.Within(rhs.Pos(), r.Via)
	}
	return !made
}

// breakOf is the first break in a clause of a select that leaves nothing but the select, or a switch in it.
func (x *finder) breakOf(clause *ast.CommClause) *ast.BranchStmt {
	own := x.labelOf(clause)
	var found *ast.BranchStmt
	ast.Inspect(clause, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.ForStmt, *ast.RangeStmt:
			return false
		case *ast.BranchStmt:
			if found == nil && n.Tok == token.BREAK && (n.Label == nil || own != nil && x.Info.Uses[n.Label] == own) {
				found = n
			}
		}
		return found == nil
	})
	return found
}

// breakWithin is the first break in a clause of a select that leaves a statement with a label around it, which stands within the retries; nil
// if there is none.
func (x *finder) breakWithin(r *retry.Retry, clause *ast.CommClause) *ast.BranchStmt {
	var rounds *ast.BlockStmt
	switch loop := r.Via.(type) {
	case *ast.ForStmt:
		rounds = loop.Body
	case *ast.RangeStmt:
		rounds = loop.Body
	default:
		return nil
	}
	var found *ast.BranchStmt
	ast.Inspect(clause, func(n ast.Node) bool {
		if _, other := n.(*ast.FuncLit); other {
			return false
		}
		b, ok := n.(*ast.BranchStmt)
		if ok && found == nil && b.Tok == token.BREAK && b.Label != nil {
			if l := x.Info.Uses[b.Label]; l != nil && gotypes.Within(l.Pos(), rounds) && !gotypes.Within(l.Pos(), clause) {
				found = b
			}
		}
		return found == nil
	})
	return found
}

// labelOf is the label of the select that a clause is one of; nil if there is none.
func (x *finder) labelOf(clause *ast.CommClause) types.Object {
	cur, ok := x.Insp.Root().FindNode(clause)
	if !ok {
		return nil
	}
	l, ok := cur.Parent().Parent().Parent().Node().(*ast.LabeledStmt)
	if !ok {
		return nil
	}
	return x.Info.Defs[l.Label]
}

// onlyTells reports whether statements do no more than to write a message, or to keep something in a variable.
func (x *finder) onlyTells(list []ast.Stmt) bool {
	return !slices.ContainsFunc(list, func(s ast.Stmt) bool {
		switch s := s.(type) {
		case *ast.ExprStmt:
			call, ok := s.X.(*ast.CallExpr)
			return !ok || !x.Says(lexicon.Idle, gotypes.CalledName(call))
		case *ast.AssignStmt:
			return slices.ContainsFunc(s.Lhs, func(l ast.Expr) bool { _, plain := l.(*ast.Ident); return !plain })
		}
		return true
	})
}
