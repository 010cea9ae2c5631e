package statusfirst

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A presence is what a condition asks of a part of the content.
type presence int

const (
	other   presence = iota
	present          // it is there: x != ""
	absent           // it is not: an error page has none
	shaped           // it has a form, as a prefix
)

// opposite is what the negation of a condition asks. That something has no form is as good as that it has.
func (p presence) opposite() presence {
	switch p {
	case present:
		return absent
	case absent:
		return present
	}
	return p
}

// refusesNothing reports whether a condition on content, of which e is a side or a part, does no more than to go on with it in one way or
// another: with the next page, or without, or with a prefix that was missing. Such a condition tells no error page from an answer.
func (c *contents) refusesNothing(e ast.Expr) bool {
	cond, asks := e, c.asks(e)
	for {
		switch u := c.Up(cond).(type) {
		case *ast.ParenExpr:
			cond = u
			continue
		case *ast.UnaryExpr:
			if u.Op != token.NOT {
				return false
			}
			cond, asks = u, asks.opposite()
			continue
		case *ast.ForStmt:
			return u.Cond == cond && c.untilAbsent(asks)
		case *ast.IfStmt:
			if head, ok := c.headOf(u); ok && u.Cond == cond {
				if !head.Goes {
					asks = asks.opposite()
				}
				return c.untilAbsent(asks)
			}
			if u.Cond != cond || asks == other || !c.goesOn(u.Body.List, asks) || !c.elseGoesOn(u.Else, asks) {
				return false
			}
			c.asked = c.asked || asks != shaped
			return true
		}
		return false
	}
}

// untilAbsent reports whether a loop that goes round by a condition does so as long as there is content, and notes that it asks for that.
func (c *contents) untilAbsent(asks presence) bool {
	c.asked = c.asked || asks == present
	return asks == present
}

// headOf is the head of a loop that begins with an if statement; ok is false if none does.
func (c *contents) headOf(i *ast.IfStmt) (head gotypes.LoopHead, ok bool) {
	loop, ok := c.Up(c.Up(i)).(*ast.ForStmt)
	if !ok {
		return head, false
	}
	head = gotypes.LoopHeadOf(loop)
	return head, head.Cond == i.Cond
}

func (c *contents) elseGoesOn(s ast.Stmt, asks presence) bool {
	if s == nil {
		return true
	}
	b, ok := s.(*ast.BlockStmt)
	return ok && c.goesOn(b.List, asks.opposite())
}

// goesOn reports whether statements that run where content is, or is not, there leave it with the same success.
func (c *contents) goesOn(list []ast.Stmt, asks presence) bool {
	for _, s := range list {
		switch u := s.(type) {
		case *ast.AssignStmt:
			if asks == absent { // something is put in its place
				return false
			}
			for _, r := range u.Rhs {
				if !c.mentions(r) {
					return false
				}
			}
		case *ast.BranchStmt:
			switch {
			case u.Label != nil:
				return false
			case u.Tok == token.BREAK:
				if asks == present || !c.succeedsAfter(u) { // where it is not there, it is waited for
					return false
				}
			case u.Tok != token.CONTINUE || asks != present:
				return false
			}
		case *ast.ReturnStmt:
			if len(u.Results) < 2 || !gotypes.IsNil(c.Info, ast.Unparen(u.Results[len(u.Results)-1])) || c.local(u.Results[0]) == nil {
				return false // or with nothing: that there is none
			}
		default:
			return false
		}
	}
	return true
}

// succeedsAfter reports whether a loop that is left is followed by the return of a success.
func (c *contents) succeedsAfter(b *ast.BranchStmt) bool {
	for n := c.Parent[ast.Node(b)]; n != nil; n = c.Parent[n] {
		switch n.(type) {
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.RangeStmt, *ast.FuncLit:
			return false
		case *ast.ForStmt:
			block, ok := c.Parent[n].(*ast.BlockStmt)
			if !ok {
				return false
			}
			for i, s := range block.List {
				if s != n || i+1 == len(block.List) {
					continue
				}
				r, ok := block.List[i+1].(*ast.ReturnStmt)
				return ok && len(r.Results) > 1 && gotypes.IsNil(c.Info, ast.Unparen(r.Results[len(r.Results)-1]))
			}
			return false
		}
	}
	return false
}

// asks is what a comparison, or a call that answers with yes or no, asks of content.
func (c *contents) asks(e ast.Expr) presence {
	switch u := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if !c.empty(u.X) && !c.empty(u.Y) {
			return other
		}
		switch u.Op {
		case token.NEQ:
			return present
		case token.EQL:
			return absent
		}
	case *ast.CallExpr:
		switch fn := c.CalledFunc(u); {
		case fn == nil:
		case fn.FullName() == "strings.HasPrefix", fn.FullName() == "strings.HasSuffix":
			return shaped
		}
	}
	return other
}

// empty reports whether an expression is the text or the number that a field has which did not come.
func (c *contents) empty(e ast.Expr) bool {
	tv := c.Info.Types[e]
	if tv.Value == nil {
		return gotypes.IsNil(c.Info, ast.Unparen(e))
	}
	b, ok := tv.Type.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	switch {
	case b.Info()&types.IsString != 0:
		return constant.StringVal(tv.Value) == ""
	case b.Info()&types.IsInteger != 0:
		return constant.Sign(tv.Value) == 0
	}
	return false
}

// missing reports whether a condition is true of an error page: it has nothing of what is asked for.
func (c *contents) missing(cond ast.Expr) bool { return c.asks(cond) == absent }
