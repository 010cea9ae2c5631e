package unknowncode

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog"
)

// replacing makes the fixes that write another code.
type replacing struct {
	r    *report.Reporter
	res  *site.Result
	done map[ast.Node][]test // what fixes have made of decisions so far
}

// A test is the question whether something is a code, as the program writes the one and the value of the other.
type test struct{ subject, code string }

// replace is the fix that writes another code, where the code is a literal. There is none where the same decision asks for the
// other code already, where a value of the carrier's type cannot be equal to it, or where it is another fault to go round with it.
func (x *replacing) replace(c *comparison, code catalog.Code) []analysis.SuggestedFix {
	lit, ok := ast.Unparen(c.Node).(*ast.BasicLit)
	if !ok || !x.holds(c, lit, code) || x.goesRound(c, code) {
		return nil
	}
	at := decision(x.r.Enclosing(lit))
	if at == nil {
		return nil
	}
	asked := test{types.ExprString(ast.Unparen(c.Subject)), code.String()}
	if _, list := at.(*ast.CompositeLit); list {
		asked.subject = ""
	}
	if slices.Contains(x.tests(at), asked) || slices.Contains(x.done[at], asked) {
		return nil
	}
	x.done[at] = append(x.done[at], asked)
	return []analysis.SuggestedFix{{
		Message:   x.r.Say("fix", "Replace %s by %s", lit.Value, code),
		TextEdits: []analysis.TextEdit{{Pos: lit.Pos(), End: lit.End(), NewText: []byte(code.String())}},
	}}
}

// holds reports whether a value of the carrier's type can be equal to a code, as it is written. A number that was decoded into an
// interface is of a type that nobody sees.
func (x *replacing) holds(c *comparison, lit *ast.BasicLit, code catalog.Code) bool {
	if c.Untyped || code.IsString() {
		return code.IsString() || !c.Code.IsString()
	}
	return x.r.Represents(x.r.Types(lit).Type, code.Int())
}

// goesRound reports whether the code that is there is one with which a request is made again, and the other one none with which it
// should be: what should be written there is not known, then.
func (x *replacing) goesRound(c *comparison, code catalog.Code) bool {
	e, ok := c.Provider.Lookup(code)
	if !ok || e.Retry != catalog.Never && e.Retry != catalog.User && e.Retry != catalog.Backoff {
		return false
	}
	path := x.r.Enclosing(c.Node)
	here := path[len(path)-2] // the declaration
	within := func(n ast.Node) bool { return n != nil && here.Pos() <= n.Pos() && n.Pos() < here.End() }
	return slices.ContainsFunc(x.res.Sites, func(s *retry.Site) bool {
		return slices.ContainsFunc(s.Paths, func(p retry.Path) bool {
			return (within(s.Node) || within(p.Test)) && slices.ContainsFunc(p.Provider, func(set retry.ProviderCodes) bool {
				return set.Provider == c.Provider.ID && set.Contains(c.Code)
			})
		})
	})
}

// decision is what a comparison is part of and that decides at once: a list, a switch, an if with all that follows an else, or a
// condition. path leads from the constant to the file.
func decision(path []ast.Node) ast.Node {
	var at ast.Node // the condition so far
	for i, n := range path {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if at == nil {
				return n
			}
		case *ast.BinaryExpr:
			at = n
		case *ast.CaseClause:
			return path[i+2] // of a switch: in the statements of a clause, one of them would have come before
		case *ast.IfStmt:
			at = n
			for _, outer := range path[i+1:] {
				o, ok := outer.(*ast.IfStmt)
				if !ok || o.Else != at {
					break
				}
				at = o
			}
			return at
		case ast.Stmt, *ast.FuncLit, ast.Decl:
			return at
		}
	}
	return at
}

// tests are those of a decision, without what is done in its branches.
func (x *replacing) tests(at ast.Node) []test {
	var list []test
	equal := func(subject, c ast.Expr) {
		if v := x.r.Types(c).Value; v != nil {
			list = append(list, test{types.ExprString(ast.Unparen(subject)), v.ExactString()})
		}
	}
	conditions := func(e ast.Node) {
		ast.Inspect(e, func(n ast.Node) bool {
			if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
				equal(b.X, b.Y)
				equal(b.Y, b.X)
			}
			return true
		})
	}
	switch n := at.(type) {
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if v := x.r.Types(e).Value; v != nil {
				list = append(list, test{"", v.ExactString()})
			}
		}
	case *ast.SwitchStmt:
		for _, s := range n.Body.List {
			for _, e := range s.(*ast.CaseClause).List {
				if n.Tag != nil {
					equal(n.Tag, e)
				} else {
					conditions(e)
				}
			}
		}
	case *ast.IfStmt:
		for n != nil {
			conditions(n.Cond)
			n, _ = n.Else.(*ast.IfStmt)
		}
	case *ast.BinaryExpr:
		conditions(n)
	}
	return list
}
