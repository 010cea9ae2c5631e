package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Middlewares are the functions given to an HTTP client that look at every answer and send its request once more: the
// second answer comes to the same function, so that this is a recursion, through the client.
func (x *History) Middlewares() []*Cycle {
	var out []*Cycle
	for n := range x.Insp.PreorderSeq((*ast.CallExpr)(nil)) {
		call := n.(*ast.CallExpr)
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "OnAfterResponse" || len(call.Args) != 1 {
			continue
		}
		fn := x.FunctionIn(call.Args[0])
		if fn == nil {
			continue
		}
		if again := x.sentAgain(fn); again != nil {
			out = append(out, &Cycle{
				Kind: domain.Recursion, Node: again, Attempt: again, Func: fn, Answered: true, Renewal: true,
				Bound: Bound{Kind: BoundNone, Reason: "the client calls " + sel.Sel.Name + " again for what is sent here"},
			})
		}
	}
	return out
}

// sentAgain is the call in a middleware that sends the request of its answer again, if all that the middleware decides
// by is what is the same for the second answer: its status, its URL, an error.
func (x *History) sentAgain(fn ast.Node) *ast.CallExpr {
	var resp types.Object
	for _, p := range gotypes.Params(x.Info, fn) {
		if n := gotypes.Named(p.Type()); n != nil && n.Obj().Name() == "Response" {
			resp = p
		}
	}
	if resp == nil {
		return nil
	}
	var again *ast.CallExpr
	asksStatus, other := false, false
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			asksStatus = asksStatus || mentionsStatus(n.Cond)
			other = other || !x.sameNextTime(n.Cond, resp)
		case *ast.SwitchStmt, *ast.ForStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			other = true
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && x.Says(lexicon.Sends, sel.Sel.Name) && x.isRequestOf(fn, sel.X, resp) {
				again = n
			}
		}
		return true
	})
	if other || !asksStatus {
		return nil
	}
	return again
}

func mentionsStatus(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && (id.Name == "StatusCode" || id.Name == "IsError" || id.Name == "IsErrorState")
		return !found
	})
	return found
}

// isRequestOf reports whether e is the request of an answer, as it was.
func (x *History) isRequestOf(fn ast.Node, e ast.Expr, resp types.Object) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		id, ok := e.X.(*ast.Ident)
		return ok && e.Sel.Name == "Request" && x.Info.Uses[id] == resp
	case *ast.Ident:
		rhs := x.Assignments(fn)[x.Info.Uses[e]]
		return len(rhs) == 1 && x.isRequestOf(fn, rhs[0], resp)
	}
	return false
}

// sameNextTime reports whether a condition has the same answer for an equal response.
func (x *History) sameNextTime(cond ast.Expr, resp types.Object) bool {
	same := true
	ast.Inspect(cond, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			callee, _ := typeutil.Callee(x.Info, n).(*types.Func)
			same = same && callee != nil && (callee.Signature().Recv() != nil && slices.Contains([]string{"StatusCode", "IsError", "IsErrorState", "IsSuccess", "Path", "String"}, callee.Name()) ||
				callee.Pkg() != nil && callee.Pkg().Path() == "strings")
		case *ast.SelectorExpr:
			switch n.Sel.Name {
			case "Context", "Header", "Attempt", "RetryCount", "UserInfo":
				same = false
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				if x.Info.Types[n.Y].IsNil() && gotypes.IsError(x.Info.TypeOf(n.X)) {
					return false
				}
			}
		case *ast.Ident:
			v, ok := x.Info.Uses[n].(*types.Var)
			same = same && (!ok || v == resp || v.IsField())
		}
		return same
	})
	return same
}
