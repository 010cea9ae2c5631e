package ignoresctx

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A replacement tells how to put a select in the place of a wait: `select { case <-C.Done(): return ...; case <-time.After(d): }`.
type replacement struct {
	Stmt  ast.Stmt      // the statement that waits and does nothing else
	Call  *ast.CallExpr // of time.Sleep or time.After
	Time  string        // how the file calls package time
	Sleep bool          // Call is time.Sleep
}

// replace is how a wait can be made to end with its context, or nil: the wait is a statement of a list, and nothing is left undone by a
// return at that place.
func (x *finder) replace(w wait) *replacement {
	call, ok := w.Node.(*ast.CallExpr)
	if !ok || !w.Plain || w.Amount == nil {
		return nil
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	pkg, ok := sel.X.(*ast.Ident)
	if !ok {
		return nil
	}
	if name, ok := x.Info.Uses[pkg].(*types.PkgName); !ok || name.Imported().Path() != "time" {
		return nil
	}
	cur, ok := x.Insp.Root().FindNode(call)
	if !ok {
		return nil
	}
	out := &replacement{Call: call, Time: pkg.Name}
	switch sel.Sel.Name {
	case "Sleep":
		out.Sleep = true
	case "After":
		if cur = cur.Parent(); cur.Node() == nil {
			return nil
		}
		if _, ok := cur.Node().(*ast.UnaryExpr); !ok {
			return nil
		}
	default:
		return nil
	}
	cur = cur.Parent()
	if out.Stmt, ok = cur.Node().(*ast.ExprStmt); !ok || !inList(cur) || x.FunctionOf(out.Stmt) != w.Func {
		return nil
	}
	if x.Bodies.Keeps(call) || x.cleansUp(w.Func, out.Stmt.End()) {
		return nil
	}
	return out
}

// inList reports whether a statement is one of a list, in the place of which any other may stand: it is not the first or last
// part of an if, switch or for, not what a clause of a select waits for, and has no label.
func inList(stmt inspector.Cursor) bool {
	switch kind, _ := stmt.ParentEdge(); kind {
	case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
		return true
	}
	return false
}

// cleansUp reports whether a function does after a place, and not by a defer, what has to be done however it ends: it unlocks, closes
// or cancels what it had before. (What becomes of responses is known; see bodies.Package.Keeps.)
func (x *finder) cleansUp(fn ast.Node, pos token.Pos) bool {
	found := false
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.DeferStmt:
			return false
		case *ast.CallExpr:
			if n.Pos() >= pos && x.releases(n) {
				held := n.Fun
				if len(n.Args) == 1 {
					held = n.Args[0] // close(c)
				}
				root := x.RootOf(held)
				found = found || root == nil || root.Pos() < pos
			}
		}
		return !found
	})
	return found
}

// releases reports whether a call gives back what is held: it unlocks, closes, or cancels a context.
func (x *finder) releases(call *ast.CallExpr) bool {
	if gotypes.TypeIs(x.Info.TypeOf(call.Fun), "context.CancelFunc") {
		return true
	}
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		return x.Info.Uses[id] == types.Universe.Lookup("close")
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := x.Info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return false
	}
	switch fn.Name() {
	case "Unlock", "RUnlock", "Done":
		return fn.Pkg() != nil && fn.Pkg().Path() == "sync"
	case "Close":
		body, ok := ast.Unparen(sel.X).(*ast.SelectorExpr)
		return fn.Signature().Params().Len() == 0 && !(ok && gotypes.IsResponse(x.Info.TypeOf(body.X)))
	}
	return false
}
