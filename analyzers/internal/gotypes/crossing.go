package gotypes

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A Crossing is a comparison in the body of a loop that asks how far a variable is which the loop counts by one in each round:
// for { if fails++; fails > limit { return err } }.
type Crossing struct {
	Counter *ast.Ident
	Limit   ast.Expr
	op      token.Token // of the counter, and the limit
	down    bool
	before  bool // it is counted before it is compared
}

// Crossings are those of a loop: its own, and not those of loops and literals in it.
func Crossings(info *types.Info, loop *ast.ForStmt) []Crossing {
	steps := map[types.Object][]counted{}
	step := func(s ast.Stmt, at token.Pos) {
		for _, one := range Steps(s) {
			if id, ok := ast.Unparen(one.Of).(*ast.Ident); ok {
				v := info.ObjectOf(id)
				steps[v] = append(steps[v], counted{at, one.Down})
			}
		}
	}
	var comparisons []*ast.BinaryExpr
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
			return false
		case *ast.BinaryExpr:
			comparisons = append(comparisons, n)
		case ast.Stmt:
			step(n, n.Pos())
		}
		return true
	})
	if loop.Post != nil {
		step(loop.Post, loop.Body.End()) // though it is written in front
	}
	var found []Crossing
	for _, b := range comparisons {
		claim := Claim{b, true}
		for _, read := range []func() (ast.Expr, token.Token, ast.Expr, bool){claim.Comparison, claim.Mirrored} {
			x, op, limit, ok := read()
			if !ok {
				break
			}
			id, ok := ast.Unparen(x).(*ast.Ident)
			if !ok {
				continue
			}
			if by := steps[info.ObjectOf(id)]; len(by) > 0 && !slices.ContainsFunc(by, func(s counted) bool { return s.down != by[0].down }) {
				found = append(found, Crossing{id, limit, op, by[0].down, by[0].at < b.Pos()})
			}
		}
	}
	return found
}

// counted is where a variable is counted, and which way.
type counted struct {
	at   token.Pos
	down bool
}

// Head is the counter at the head of the first round in which the comparison is another than in those before.
func (c Crossing) Head(limit int64) int64 {
	n := limit
	switch {
	case !c.down && (c.op == token.GTR || c.op == token.LEQ):
		n++
	case c.down && (c.op == token.LSS || c.op == token.GEQ):
		n--
	}
	switch {
	case !c.before:
	case c.down:
		n++
	default:
		n--
	}
	return n
}

// Ahead reports whether a loop with this counter comes to a number only later.
func (c Crossing) Ahead(counter, head int64) bool {
	if c.down {
		return counter > head
	}
	return counter < head
}
