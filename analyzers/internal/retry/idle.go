package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// idleStmt reports whether a statement that depends on a condition only waits, writes a message, computes a delay, fills in a request, or sets
// the number that the condition asks for back to its beginning.
func (x *History) idleStmt(s ast.Stmt, cond ast.Expr) bool {
	switch s := s.(type) {
	case *ast.BlockStmt:
		return !slices.ContainsFunc(s.List, func(t ast.Stmt) bool { return !x.idleStmt(t, cond) })
	case *ast.IfStmt:
		return x.idleStmt(s.Body, cond) && (s.Else == nil || x.idleStmt(s.Else, cond))
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return !ok || x.Says(lexicon.Idle, gotypes.CalledName(call)) || x.fillsIn(call)
	case *ast.AssignStmt:
		for _, l := range s.Lhs {
			t := x.Info.TypeOf(l)
			if id, ok := l.(*ast.Ident); !ok || t == nil || !gotypes.IsDuration(t) && !gotypes.IsString(t) && id.Name != "_" && !x.startsOver(s, cond) {
				return false
			}
		}
		return true
	}
	return false
}

// startsOver reports whether a statement sets the local counter that a condition asks for to a constant: what it has come to ends nothing then.
func (x *History) startsOver(s *ast.AssignStmt, cond ast.Expr) bool {
	if s.Tok != token.ASSIGN || len(s.Lhs) != 1 || len(s.Rhs) != 1 {
		return false
	}
	v := x.Variable(s.Lhs[0])
	n, constant := gotypes.IntConstant(x.Info, s.Rhs[0])
	if v == nil || v.IsField() || !constant || n > 1 || n < 0 || !gotypes.IsCount(v.Type()) {
		return false
	}
	return slices.Contains(x.variablesIn(cond), v)
}

// variablesIn are the variables and fields that an expression names.
func (x *History) variablesIn(e ast.Node) []*types.Var {
	var out []*types.Var
	ast.Inspect(e, func(n ast.Node) bool {
		if v, ok := x.objectOfNode(n).(*types.Var); ok {
			out = append(out, v)
		}
		return true
	})
	return out
}

// postpones reports whether a condition that asks for the time alone has the round begin anew after a wait, and nothing else: it puts the next
// attempt off, and ends none.
func (x *History) postpones(s *Step) bool {
	if s.Kind != StepTest || s.Looks != looksClock {
		return false
	}
	cur, ok := x.Insp.Root().FindNode(s.Node)
	if !ok {
		return false
	}
	i, ok := cur.Parent().Node().(*ast.IfStmt)
	if !ok || i.Cond != s.Node || len(i.Body.List) == 0 {
		return false
	}
	last := len(i.Body.List) - 1
	b, ok := i.Body.List[last].(*ast.BranchStmt)
	return ok && b.Tok == token.CONTINUE && b.Label == nil && !slices.ContainsFunc(i.Body.List[:last], func(t ast.Stmt) bool { return !x.idleStmt(t, i.Cond) })
}

// paces reports whether a condition that asks for the time alone decides whether to wait: the other way does, so that this one is taken when enough
// time has passed by itself.
func (x *History) paces(r *Retry, s *Step) bool {
	if s.Kind != StepTest || s.Looks&^looksOutcome != looksClock {
		return false
	}
	cur, ok := x.Insp.Root().FindNode(s.Node)
	if !ok {
		return false
	}
	if i, ok := cur.Parent().Node().(*ast.IfStmt); ok && i.Cond == s.Node && x.waitsIn(i.Body) {
		return true
	}
	d := x.Enclosing(s.Node)
	return d != nil && d != x.Enclosing(r.Via) && x.waitsIn(d.Body)
}

// mayWait reports whether what a function of others answers decides whether to wait: it is asked anew in each round, and may answer
// otherwise the next time. What the standard library says of one thing is the same each time.
func (x *History) mayWait(s *Step) bool {
	if s.Kind != StepTest || s.Looks != looksUnknown || !x.asksOthers(s.Node) {
		return false
	}
	cur, ok := x.Insp.Root().FindNode(s.Node)
	if !ok {
		return false
	}
	for c := range cur.Enclosing((*ast.IfStmt)(nil)) {
		i := c.Node().(*ast.IfStmt)
		if !gotypes.Within(s.Node.Pos(), i.Cond) {
			return false
		}
		other, _ := i.Else.(*ast.BlockStmt)
		return x.waitsIn(i.Body) || other != nil && x.waitsIn(other)
	}
	return false
}

// asksOthers reports whether a condition calls what is not of the standard library: a function of another package, one of an interface or in a
// variable.
func (x *History) asksOthers(cond ast.Node) bool {
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || x.Info.Types[call.Fun].IsType() || x.Info.Types[call.Fun].IsBuiltin() {
			return !found
		}
		fn := x.CalledFunc(call)
		found = found || fn == nil || fn.Pkg() != nil && !gotypes.IsStd(fn.Pkg().Path())
		return !found
	})
	return found
}

// waitsIn reports whether statements wait: by themselves, or by a function of the package.
func (x *History) waitsIn(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectStmt:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.CallExpr:
			if fn := x.CalledFunc(n); fn != nil {
				fi := x.Infos[fn.Origin()]
				found = found || fn.FullName() == "time.Sleep" || fi != nil && fi.Waits
			}
		}
		return !found
	})
	return found
}

// clockOfRound reports whether a condition compares the time with one that the round itself has set: it asks how long the attempt took, and not
// how long all of them did.
func (x *History) clockOfRound(r *Retry, s *Step) bool {
	return s.Kind == StepTest && s.Looks&^looksOutcome == looksClock && x.timesOfRound(r, s.Node, 2) > 0
}

// timesOfRound counts the times in an expression that the round itself has set by nothing but the clock; -1 if there are others.
func (x *History) timesOfRound(r *Retry, e ast.Node, depth int) int {
	found := 0
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && found >= 0 && !x.Info.Types[call.Fun].IsType() {
			if fn := x.CalledFunc(call); fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" {
				found = -1
			}
		}
		v, ok := x.objectOfNode(n).(*types.Var)
		if !ok || found < 0 || !gotypes.TypeIs(v.Type(), "time.Time") && !gotypes.IsDuration(v.Type()) {
			return found >= 0
		}
		if gotypes.IsDuration(v.Type()) && (v.IsField() || !x.inRound(r, v.Pos())) { // how long it may take
			return true
		}
		fn := x.functionAt(v.Pos())
		if v.IsField() || fn == nil || depth == 0 || !x.inRound(r, v.Pos()) {
			found = -1
			return false
		}
		w, ok := x.PlacesIn(gotypes.Body(fn)).Only(v)
		if !ok || w.Index >= 0 || w.Item || w.Value == nil || x.timesOfRound(r, w.Value, depth-1) < 0 {
			found = -1
			return false
		}
		found++
		return true
	})
	return found
}
