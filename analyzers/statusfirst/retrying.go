package statusfirst

import (
	"go/ast"
	"go/types"
	"strings"
)

// retrying is the package of clients that send again what came to nothing or was answered by 5xx or 429, and hand on all other answers as
// they came.
const retrying = "github.com/hashicorp/go-retryablehttp"

// sendsAgain reports whether a function sends a request by such a client. Others may have given one a policy that makes errors of refusals:
// it has to be made in the package, which gives it none of its own.
func (x *finder) sendsAgain(fn *types.Func) bool {
	if fn.Pkg() == nil || fn.Pkg().Path() != retrying {
		return false
	}
	switch strings.TrimPrefix(strings.TrimPrefix(fn.FullName(), "(*"+retrying+".Client)"), retrying) {
	case ".Do", ".Get", ".Post", ".PostForm":
		return x.plainClients()
	}
	return false
}

// plainClients reports whether the package makes such clients, and gives them no policy but those of their own package.
func (x *finder) plainClients() bool {
	made, plain := false, true
	for cur := range x.Insp.Root().Preorder((*ast.CallExpr)(nil), (*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			fn := x.CalledFunc(n)
			made = made || fn != nil && fn.FullName() == retrying+".NewClient"
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					plain = plain && !x.setsPolicy(kv.Key, kv.Value)
				}
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				sel, ok := ast.Unparen(l).(*ast.SelectorExpr)
				if ok && len(n.Lhs) == len(n.Rhs) {
					plain = plain && !x.setsPolicy(sel.Sel, n.Rhs[i])
				}
			}
		}
	}
	return made && plain
}

// setsPolicy reports whether a field of such a client that can make errors of answers is set to something that is not of its package.
func (x *finder) setsPolicy(field, to ast.Expr) bool {
	id, ok := field.(*ast.Ident)
	if !ok {
		return false
	}
	f, ok := x.Info.Uses[id].(*types.Var)
	if !ok || !f.IsField() || f.Pkg() == nil || f.Pkg().Path() != retrying || f.Name() != "CheckRetry" && f.Name() != "ErrorHandler" {
		return false
	}
	set := x.Denoted(to)
	return set == nil || set.Pkg() == nil || set.Pkg().Path() != retrying
}
