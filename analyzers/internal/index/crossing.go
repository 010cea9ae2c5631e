package index

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A Crossing is a comparison in the body of a loop that comes to hold, or no more, once a counter of the loop has come to a limit:
// for { if fails++; fails > limit { return err } }. What is done by it, and whether each round comes by it, is not looked at.
type Crossing struct {
	Counter *types.Var
	Limit   ast.Expr
	down    bool
	ahead   int64 // by how much the comparison is ahead of the counter where a round begins
}

// Crossings are those of a loop: its own, and not those of loops and literals in it.
func (x *Package) Crossings(loop *ast.ForStmt) []Crossing {
	steps := map[*types.Var]step{}
	both := map[*types.Var]bool{} // counted up and down
	note := func(v *types.Var, s step) {
		if first, known := steps[v]; !known {
			steps[v] = s
		} else if first.down != s.down {
			both[v] = true
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
			x.stepped(n, n.Pos(), note)
		}
		return true
	})
	x.stepped(loop.Post, loop.Body.End(), note)
	var found []Crossing
	for _, b := range comparisons {
		for _, truth := range []bool{true, false} {
			e, ok := x.comesTo(gotypes.Claim{Of: b, Truth: truth}, steps)
			if !ok || both[e.counter] {
				continue
			}
			if e.stepped < b.Pos() {
				e.ahead++
			}
			found = append(found, Crossing{e.counter, e.limit, e.down, e.ahead})
		}
	}
	return found
}

// Head is the counter at the head of the first round in which the comparison is another than in those before.
func (c Crossing) Head(limit int64) int64 {
	if c.down {
		return limit + c.ahead
	}
	return limit - c.ahead
}

// Ahead reports whether a loop with this counter comes to a number only later.
func (c Crossing) Ahead(counter, head int64) bool {
	if c.down {
		return counter > head
	}
	return counter < head
}
