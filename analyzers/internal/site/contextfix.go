package site

import (
	"go/ast"
	"go/types"
	"strings"
)

// A Replace tells how to put a select in the place of a wait: `select { case <-C.Done(): return Values; case <-time.After(d): }`.
type Replace struct {
	Stmt  ast.Stmt      // the statement that waits and does nothing else
	Call  *ast.CallExpr // of time.Sleep or time.After
	Time  string        // how the file calls package time
	Sleep bool          // Call is time.Sleep
	Value string        // what to return, as "nil, ctx.Err()"; empty for nothing
}

// replace is how a wait can be made to end with its context, or nil: the wait is a statement of its own, the function
// returns an error last or nothing at all, and the context can be named there.
func (x *unit) replace(w ContextWait) *Replace {
	if !w.Plain || w.Amount == nil {
		return nil
	}
	call, ok := w.Node.(*ast.CallExpr)
	if !ok {
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
	if name, ok := x.info.Uses[pkg].(*types.PkgName); !ok || name.Imported().Path() != "time" {
		return nil
	}
	cur, ok := x.insp.Root().FindNode(call)
	if !ok {
		return nil
	}
	out := &Replace{Call: call, Time: pkg.Name}
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
	if out.Stmt, ok = cur.Parent().Node().(*ast.ExprStmt); !ok {
		return nil
	}
	if _, ok := cur.Parent().Parent().Node().(*ast.CommClause); ok {
		return nil
	}
	if out.Value, ok = x.leaveWith(w.Func, w.Context+".Err()"); !ok {
		return nil
	}
	return out
}

// leaveWith is what a function returns to leave with an error: zero values before it.
func (x *unit) leaveWith(fn ast.Node, err string) (string, bool) {
	sig := x.signatureOf(fn)
	if sig == nil {
		return "", false
	}
	n := sig.Results().Len()
	if n == 0 {
		return "", true
	}
	if !isError(sig.Results().At(n - 1).Type()) {
		return "", false
	}
	var parts []string
	for i := range n - 1 {
		z, ok := x.zeroText(sig.Results().At(i).Type())
		if !ok {
			return "", false
		}
		parts = append(parts, z)
	}
	return strings.Join(append(parts, err), ", "), true
}

// zeroText is the zero value of a type as this package writes it.
func (x *unit) zeroText(t types.Type) (string, bool) {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return "", false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "false", true
		case u.Info()&types.IsString != 0:
			return `""`, true
		case u.Info()&types.IsNumeric != 0:
			return "0", true
		}
		return "nil", u.Kind() == types.UnsafePointer
	case *types.Struct:
		n, ok := types.Unalias(t).(*types.Named)
		if !ok || n.Obj().Pkg() != x.pkg || n.TypeArgs().Len() > 0 || n.Obj().Parent() != x.pkg.Scope() {
			return "", false
		}
		return n.Obj().Name() + "{}", true
	case *types.Array:
		return "", false
	}
	return "nil", true
}
