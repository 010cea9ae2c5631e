package api

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A mirror is what a package shows of a field of an answer's body that may repeat HTTP's statuses.
type mirror struct {
	statuses int  // different ones that it is compared with
	named    bool // one of them is a constant of net/http
	other    bool // it is compared with what no status is, or set by the package itself
}

// tellingStatuses are the statuses of which one alone, compared with a body's code, says that the codes are HTTP's.
var tellingStatuses = []int64{400, 401, 403, 404, 429, 500, 502, 503, 504}

// tieMirrors ties the codes of bodies that no provider is known for to HTTP's statuses, where all that the package compares them with are
// such.
func (x *Vocabulary) tieMirrors() {
	http, ok := x.Catalog.Provider(domain.StatusProvider)
	if !ok || len(x.ties.Fuzzy) == 0 {
		return
	}
	seen := map[*types.Var]*mirror{}
	of := func(e ast.Expr) *mirror {
		f, ok := x.Denoted(e).(*types.Var)
		if !ok || !f.IsField() || !x.ties.Fuzzy[f] || !gotypes.IsInteger(f.Type()) {
			return nil
		}
		if _, tied := x.ties.Fields[f]; tied {
			return nil
		}
		if seen[f] == nil {
			seen[f] = &mirror{}
		}
		return seen[f]
	}
	x.inspect(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op.Precedence() == token.EQL.Precedence() {
				of(n.X).compare(x, n.Y)
				of(n.Y).compare(x, n.X)
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				break
			}
			m := of(n.Tag)
			for _, c := range n.Body.List {
				for _, e := range c.(*ast.CaseClause).List {
					m.compare(x, e)
				}
			}
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				of(l).set()
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				of(n.X).set()
			}
		case *ast.KeyValueExpr:
			of(n.Key).set()
		case *ast.CompositeLit:
			for f := range x.Unkeyed(n) {
				if x.ties.Fuzzy[f] && seen[f] != nil {
					seen[f].set()
				}
			}
		}
		return true
	})
	for f, m := range seen {
		if !m.other && (m.named || m.statuses > 0) {
			x.ties.Mirrors[f] = tie{Provider: http, Scheme: domain.StatusProvider, Evidence: ByLiteral}
		}
	}
}

func (m *mirror) set() {
	if m != nil {
		m.other = true
	}
}

// compare notes what a field is compared with.
func (m *mirror) compare(x *Vocabulary, with ast.Expr) {
	if m == nil {
		return
	}
	n, ok := gotypes.IntConstant(x.Info, with)
	if !ok || n != 0 && (n < 100 || n > 600) {
		m.other = true
		return
	}
	if c, ok := x.Denoted(with).(*types.Const); ok && c.Pkg() != nil && c.Pkg().Path() == "net/http" {
		m.named = true
	}
	if slices.Contains(tellingStatuses, n) {
		m.statuses++
	}
}
