package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A doubling is how an endless loop makes a variable larger in each round.
type doubling struct {
	at   ast.Node
	from int64
	by   int64
}

// value is what the variable holds in the nth round; it overflows as the program's does.
func (d doubling) value(n int64) int64 {
	v := d.from
	for range n - 1 {
		v *= d.by
	}
	return v
}

// doubled finds the overflow of a variable that an endless loop multiplies in place, of which no more than a copy is capped.
func (x *finder) doubled(s *waitSlice, decl *ast.FuncDecl, loop *ast.ForStmt) *delay {
	if loop == nil {
		return nil
	}
	var v *types.Var
	var by doubling
	for o := range s.needed {
		of, ok := o.(*types.Var)
		if !ok || !gotypes.IsDuration(of.Type()) && !gotypes.IsInteger(of.Type()) {
			continue
		}
		if d, ok := x.doublingOf(of, loop); ok {
			if v != nil {
				return nil
			}
			v, by = of, d
		}
	}
	if v == nil || x.limitsRounds(loop, s) {
		return nil
	}
	f := s.function(decl.Name, v)
	f.series = by.value
	f.bases, f.grows = basesOf(x.Info, gotypes.Body(f.node)), x.growthOf(s.nodes()...)
	if x.oddArithmetic(f) {
		return nil
	}
	d := x.overflows(f)
	if d == nil || d.Fault == delayUncapped || d.waited > lifetime {
		return nil
	}
	d.Node, d.Func, d.Waits, d.Fault = by.at, v.Name(), true, delayDoubled
	return d
}

// doublingOf reads how a loop multiplies a variable that starts at a constant, if nothing else is done with it but to read it, or to start over.
func (x *finder) doublingOf(v *types.Var, loop *ast.ForStmt) (doubling, bool) {
	var d doubling
	for _, c := range x.Occurrences(v) {
		if p, ok := c.Parent().Node().(*ast.UnaryExpr); ok && p.Op == token.AND {
			return d, false
		}
		a, ok := c.Parent().Node().(*ast.AssignStmt)
		if !ok || !slices.Contains(a.Lhs, c.Node().(ast.Expr)) {
			if x.orders(c) {
				return d, false
			}
			continue
		}
		if by, ok := x.factorOf(a); ok && d.at == nil && gotypes.Within(a.Pos(), loop.Body) && !x.conditional(c, loop) {
			d.at, d.by = a, by
		} else if a.Tok != token.ASSIGN && a.Tok != token.DEFINE {
			return d, false
		}
	}
	for _, e := range x.Definitions(v) {
		n, ok := gotypes.IntConstant(x.Info, e)
		if !ok || n <= 0 || d.from != 0 && d.from != n {
			return d, false
		}
		d.from = n
	}
	return d, d.at != nil && d.from > 0
}

// factorOf is the whole number that an assignment multiplies its variable by.
func (x *finder) factorOf(a *ast.AssignStmt) (int64, bool) {
	n, ok := gotypes.IntConstant(x.Info, a.Rhs[0])
	switch {
	case !ok || len(a.Lhs) != 1:
	case a.Tok == token.MUL_ASSIGN && n >= 2 && n <= 10:
		return n, true
	case a.Tok == token.SHL_ASSIGN && n >= 1 && n <= 3:
		return 1 << n, true
	}
	return 0, false
}

// conditional reports whether a statement of a loop is not run in each round that goes on.
func (x *finder) conditional(c inspector.Cursor, loop *ast.ForStmt) bool {
	at := c.Node().Pos()
	for up := range c.Enclosing((*ast.IfStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil)) {
		i, ok := up.Node().(*ast.IfStmt)
		if !ok {
			return up.Node() != loop
		}
		if other, ok := i.Else.(*ast.BlockStmt); !(gotypes.Within(at, i.Body) && ok && leavesRounds(other)) && !(i.Else != nil && gotypes.Within(at, i.Else) && leavesRounds(i.Body)) {
			return true
		}
	}
	return true
}

// leavesRounds reports whether a branch ends with what leaves the loop, or its round.
func leavesRounds(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

// orders reports whether a mention of a variable compares it with something by its size.
func (x *finder) orders(c inspector.Cursor) bool {
	b, ok := c.Parent().Node().(*ast.BinaryExpr)
	return ok && gotypes.IsOrder(b.Op)
}

// limitsRounds reports whether a loop may end by how often it went round, or how long ago it began: it compares something by its size outside
// of what computes the wait, but for a status, or asks whether a time has come.
func (x *finder) limitsRounds(loop *ast.ForStmt, s *waitSlice) bool {
	found := false
	ast.Inspect(loop, func(n ast.Node) bool {
		if st, ok := n.(ast.Stmt); ok && slices.Contains(s.list, st) {
			return false
		}
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if gotypes.IsOrder(n.Op) {
				_, constant := gotypes.IntConstant(x.Info, n.Y)
				id := gotypes.LastIdent(n.X)
				found = found || !constant || id == nil || id.Name != "StatusCode"
			}
		case *ast.IncDecStmt:
			found = true
		case *ast.CallExpr:
			fn := x.CalledFunc(n)
			found = found || fn != nil && (fn.FullName() == "(time.Time).After" || fn.FullName() == "(time.Time).Before")
		}
		return !found
	})
	return found
}
