package replaybody

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/report"
)

// A closing finds where in a round a response is to be closed.
type closing struct {
	r         *report.Reporter
	resp, err *types.Var // what the attempt returns
	edits     []analysis.TextEdit
	shut      []span // what is done after it was closed
	failed    bool   // no code can be written at a place
}

// A span is a part of a list of statements, to its end.
type span struct{ from, to token.Pos }

// list closes the response behind the last of some statements that has a use for it, if they lead to the next attempt: by a continue, or
// because the body of the loop ends with them. Those from an index on follow the attempt. known tells that there is a response.
func (c *closing) list(list []ast.Stmt, from int, body, known bool) {
	if len(list) == 0 {
		return
	}
	end, last := -1, list[len(list)-1]
	switch {
	case continues(last):
		end = len(list) - 1
	case body && !gotypes.Leaves(last):
		end = len(list)
	}
	at := end
	for at > from && !c.uses(list[at-1]) {
		at--
	}
	for i := from; i < len(list) && (end < 0 || i < at); i++ {
		if c.closes(list[i]) {
			c.shut = append(c.shut, span{list[i].End(), last.End()})
			return
		}
		c.within(list[i], known)
		known = known || c.failsAway(list[i])
	}
	if end < 0 {
		return
	}
	lines := []string{c.resp.Name() + ".Body.Close()"}
	if !known {
		lines = []string{"if " + c.resp.Name() + " != nil {", "\t" + lines[0], "}"}
	}
	var edit analysis.TextEdit
	ok := false
	if at < len(list) {
		edit, ok = c.r.Before(list[at], lines...)
	} else {
		edit, ok = c.r.Behind(last, lines...)
	}
	c.edits, c.failed = append(c.edits, edit), c.failed || !ok
	c.shut = append(c.shut, span{edit.Pos, last.End()})
}

// waitsOpen reports whether a round waits before the response is closed: who leaves from there, when a context ends say, leaves it open.
func (c *closing) waitsOpen(round ast.Node) bool {
	found := false
	ast.Inspect(round, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Pos() < c.resp.Pos() {
			return true
		}
		switch c.r.Callee(call) {
		case "time.Sleep", "time.After", "time.NewTimer":
			found = found || !slices.ContainsFunc(c.shut, func(s span) bool { return s.from <= call.Pos() && call.Pos() < s.to })
		}
		return true
	})
	return found
}

// within looks at the lists of statements in a statement, but for those of other loops, which have rounds of their own, and of those that
// are for attempts without a response.
func (c *closing) within(s ast.Stmt, known bool) {
	switch s := s.(type) {
	case *ast.BlockStmt:
		clauses := false
		for _, clause := range s.List {
			switch clause.(type) {
			case *ast.CaseClause, *ast.CommClause:
				clauses = true
				c.within(clause, known)
			}
		}
		if !clauses {
			c.list(s.List, 0, false, known)
		}
	case *ast.IfStmt:
		failed, isTest := c.asksError(s.Cond)
		if !isTest || !failed {
			c.list(s.Body.List, 0, false, known || isTest)
		}
		if s.Else != nil && (!isTest || failed) {
			c.within(s.Else, known || isTest)
		}
	case *ast.SwitchStmt:
		c.within(s.Body, known)
	case *ast.TypeSwitchStmt:
		c.within(s.Body, known)
	case *ast.SelectStmt:
		c.within(s.Body, known)
	case *ast.CaseClause:
		c.list(s.Body, 0, false, known)
	case *ast.CommClause:
		c.list(s.Body, 0, false, known)
	case *ast.LabeledStmt:
		c.within(s.Stmt, known)
	}
}

// failsAway reports whether what follows a statement is for attempts with a response: the others leave by it.
func (c *closing) failsAway(s ast.Stmt) bool {
	test, ok := s.(*ast.IfStmt)
	if !ok || test.Else != nil || len(test.Body.List) == 0 {
		return false
	}
	failed, isTest := c.asksError(test.Cond)
	return isTest && failed && gotypes.Leaves(test.Body.List[len(test.Body.List)-1])
}

// asksError reports whether a condition is that the attempt returned an error, or that it did not.
func (c *closing) asksError(cond ast.Expr) (failed, isTest bool) {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok || b.Op != token.NEQ && b.Op != token.EQL || !c.r.Types(b.Y).IsNil() || c.r.Object(b.X) != c.err {
		return false, false
	}
	return b.Op == token.NEQ, true
}

// closes reports whether a statement closes the response.
func (c *closing) closes(s ast.Stmt) bool {
	var e ast.Expr
	switch s := s.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		if len(s.Rhs) == 1 {
			e = s.Rhs[0]
		}
	}
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Close" && c.uses(sel)
}

// uses reports whether something names the response or the error of the attempt.
func (c *closing) uses(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			o := c.r.Object(id)
			found = found || o == c.resp || o == c.err
		}
		return !found
	})
	return found
}

// onlyRead reports whether a round looks at nothing of the response but its status, its headers and its content, by what has done with it
// when it returns, unless it returns the response: then nobody misses what is closed.
func (c *closing) onlyRead(round ast.Node) bool {
	var path []ast.Node
	only := true
	ast.Inspect(round, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		if id, ok := n.(*ast.Ident); ok && c.r.Object(id) == c.resp {
			only = only && c.reads(path)
		}
		path = append(path, n)
		return true
	})
	return only
}

// reads reports whether a use of the response is one of those, by what it is part of.
func (c *closing) reads(path []ast.Node) bool {
	up := func(i int) ast.Node {
		if i > len(path) {
			return nil
		}
		return path[len(path)-i]
	}
	switch u := up(1).(type) {
	case *ast.ReturnStmt, *ast.AssignStmt:
		assigned, ok := u.(*ast.AssignStmt)
		return !ok || assigned.Tok == token.DEFINE && c.r.Object(assigned.Lhs[0]) == c.resp
	case *ast.BinaryExpr:
		return c.r.Types(u.X).IsNil() || c.r.Types(u.Y).IsNil()
	case *ast.SelectorExpr:
		switch u.Sel.Name {
		case "StatusCode", "Status", "Header":
			return true
		case "Body":
		default:
			return false
		}
	default:
		return false
	}
	switch u := up(2).(type) {
	case *ast.SelectorExpr:
		return u.Sel.Name == "Close"
	case *ast.CallExpr:
		name := c.r.Callee(u)
		return name == "io.ReadAll" || name == "io.Copy" || name == "io.LimitReader" || name == "encoding/json.NewDecoder"
	}
	return false
}

// continues reports whether a statement begins the next round of the loop around it.
func continues(s ast.Stmt) bool {
	b, ok := s.(*ast.BranchStmt)
	return ok && b.Tok == token.CONTINUE && b.Label == nil
}
