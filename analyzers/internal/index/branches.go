package index

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Apart reports whether two nodes are in different branches of an if statement or a switch, so that one way through it comes by one of them only.
func (p *Places) Apart(a, b ast.Node) bool {
	of := p.branches(b)
	for s, branch := range p.branches(a) {
		if other := of[s]; other != nil && other != branch {
			return true
		}
	}
	return false
}

// branches are those that a node is in, by the statement that has them. What a branch is chosen by is in none.
func (p *Places) branches(n ast.Node) map[ast.Node]ast.Node {
	of := map[ast.Node]ast.Node{}
	for up := p.Parent[n]; up != nil; n, up = up, p.Parent[up] {
		switch up := up.(type) {
		case *ast.IfStmt:
			if n == up.Body || n == up.Else {
				of[up] = n
			}
		case *ast.CaseClause:
			if s, ok := n.(ast.Stmt); ok && slices.Contains(up.Body, s) {
				of[p.Parent[up]] = up
			}
		}
	}
	return of
}

// A Held claim holds at a place, if nothing has changed since what it is about: see Unchanged.
type Held struct {
	gotypes.Claim
	Since token.Pos // where it was asked
}

// Holds are the claims that hold where a node of a function is come to, by the branches around it, and by those before it that leave.
func (p *Places) Holds(n ast.Node) []Held {
	var out []Held
	add := func(i *ast.IfStmt, truth bool) {
		for _, c := range gotypes.Consequences(i.Cond, truth) {
			out = append(out, Held{c, i.Cond.End()})
		}
	}
	for up := p.Parent[n]; up != nil; n, up = up, p.Parent[up] {
		var list []ast.Stmt
		switch up := up.(type) {
		case *ast.FuncLit:
			return out
		case *ast.IfStmt:
			for branch, truth := range gotypes.Branches(up) {
				if n == branch {
					add(up, truth)
				}
			}
		case *ast.BlockStmt:
			list = up.List
		case *ast.CaseClause:
			list = up.Body
		case *ast.CommClause:
			list = up.Body
		}
		for _, s := range list {
			if s.Pos() >= n.Pos() {
				break
			}
			if i, ok := s.(*ast.IfStmt); ok {
				for branch, truth := range gotypes.Branches(i) {
					if gotypes.Leaves(branch) {
						add(i, !truth)
					}
				}
			}
		}
	}
	return out
}

// Unchanged reports whether nothing between two places gives a variable another value.
func (p *Places) Unchanged(v types.Object, from, to token.Pos) bool {
	return !slices.ContainsFunc(p.Writes[v], func(w Write) bool { return w.At.Pos() > from && w.At.Pos() < to })
}
