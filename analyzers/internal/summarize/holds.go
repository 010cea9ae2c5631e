package summarize

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// holds reports whether a method that could hand out one of many things, as its receiver is made, answers from all of them: it moves nothing
// on, and picks none. under are those that are looked at already.
func (x *summarizer) holds(fn *types.Func, under []*types.Func) bool {
	fn = fn.Origin()
	fi := x.Infos[fn]
	if fi == nil || fi.Draws || slices.Contains(under, fn) || len(under) > 4 {
		return false
	}
	still := true
	ast.Inspect(fi.Decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			still = still && !slices.ContainsFunc(n.Lhs, func(l ast.Expr) bool { return !x.ownVariable(l, fi.Decl) })
		case *ast.IncDecStmt:
			still = still && x.ownVariable(n.X, fi.Decl)
		case *ast.IndexExpr:
			still = still && x.Info.Types[n.Index].Value != nil
		case *ast.UnaryExpr:
			still = still && n.Op != token.ARROW
		case *ast.RangeStmt, *ast.GoStmt, *ast.SelectStmt, *ast.SendStmt:
			still = false
		case *ast.CallExpr:
			still = still && x.holdsCall(n, append(under, fn))
		}
		return still
	})
	return still
}

// ownVariable reports whether an expression is a variable that a function has declared, or none.
func (x *summarizer) ownVariable(e ast.Expr, d *ast.FuncDecl) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, isVar := x.Info.ObjectOf(id).(*types.Var)
	return id.Name == "_" || isVar && gotypes.Within(v.Pos(), d)
}

// holdsCall reports whether a call moves nothing on either: one of what answers from its arguments, of a lock, or of such a function.
func (x *summarizer) holdsCall(call *ast.CallExpr, under []*types.Func) bool {
	if tv := x.Info.Types[call.Fun]; tv.IsType() {
		return true
	}
	if name := gotypes.CalledBuiltin(x.Info, call); name != "" {
		return slices.Contains([]string{"append", "len", "cap", "make", "new", "min", "max"}, name)
	}
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	if !ok {
		return false
	}
	full := x.FullName(fn)
	switch of, name := functions.CutName(full); of {
	case "slices", "maps": // most of these change what they are given
		return slices.Contains([]string{"Clone", "Concat", "Contains", "Equal"}, name)
	}
	return functions.Pure(full) || functions.OfProcess(full) || functions.Locks(full) || fn.Pkg() == x.Pkg && x.holds(fn, under)
}
