package statusfirst

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// retrying is the package of clients that send again what came to nothing or was answered by 5xx or 429, and hand on all other answers as
// they came.
const retrying = "github.com/hashicorp/go-retryablehttp"

// hands reports whether a call sends a request and returns the answer as it came, whatever its status: by a client of net/http, by one of a
// library that tries again, or by an interface that the package puts nothing else into.
func (x *finder) hands(call *ast.CallExpr) bool {
	fn := x.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if sends(fn) {
		return true
	}
	path, recv := fn.Pkg().Path(), fn.Signature().Recv()
	switch {
	case recv != nil && types.IsInterface(recv.Type()):
		return does(fn) && x.onlyPlain(call)
	case path == retrying:
		return slices.Contains([]string{"Do", "Get", "Post", "PostForm"}, fn.Name()) && x.plainClient(call)
	case path == "github.com/sethgrid/pester":
		return slices.Contains([]string{"Do", "Get", "Post", "PostForm"}, fn.Name())
	case strings.HasPrefix(path, "github.com/gojek/heimdall/") && strings.HasSuffix(path, "/httpclient"): // of 5xx it makes errors
		return slices.Contains([]string{"Do", "Get", "Post", "Put", "Patch", "Delete"}, fn.Name()) && recv != nil && !x.givenDoer(path)
	}
	return false
}

// does reports whether a method sends a request that it is given, as (*http.Client).Do does.
func does(fn *types.Func) bool {
	s := fn.Signature()
	return fn.Name() == "Do" && s.Params().Len() == 1 && gotypes.IsRequest(s.Params().At(0).Type()) && s.Results().Len() == 2 && gotypes.IsResponse(s.Results().At(0).Type())
}

// givenDoer reports whether the package gives such clients something else to send with, which may make errors of answers.
func (x *finder) givenDoer(path string) bool {
	return len(x.CallsOf(func(fn *types.Func) bool {
		return fn.Pkg() != nil && fn.Pkg().Path() == path && fn.Name() == "WithHTTPClient"
	})) > 0
}

// policies are what has a policy that the package gives it and that may make errors of answers: variables and fields with such clients, and
// the places where they are made. known is false where one of them cannot be followed.
func (x *finder) policies() (with *clients, some bool) {
	if x.withPolicy != nil {
		return x.withPolicy, len(x.withPolicy.seen)+len(x.withPolicy.made) > 0
	}
	with = &clients{known: true}
	x.withPolicy = with
	for cur := range x.Insp.Root().Preorder((*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && x.setsPolicy(kv.Key, kv.Value) {
					with.made = append(with.made, n)
				}
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				sel, ok := ast.Unparen(l).(*ast.SelectorExpr)
				if ok && len(n.Lhs) == len(n.Rhs) && x.setsPolicy(sel.Sel, n.Rhs[i]) {
					x.trace(sel.X, with)
				}
			}
		}
	}
	return with, len(with.seen)+len(with.made) > 0
}

// plainClient reports whether a call sends by a client that has no policy but those of the library: others may have given one that makes
// errors of refusals, so it has to be made in the package.
func (x *finder) plainClient(call *ast.CallExpr) bool {
	with, some := x.policies()
	if !some {
		return len(x.CallsOf(makesRetrying)) > 0
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !with.known || x.Info.Selections[sel] == nil {
		return false
	}
	c := &clients{known: true}
	x.trace(sel.X, c)
	return c.known && len(c.made) > 0 && !c.meets(with) && !slices.ContainsFunc(c.made, func(e ast.Expr) bool {
		made, ok := e.(*ast.CallExpr)
		return !ok || x.CalledFunc(made) == nil || !makesRetrying(x.CalledFunc(made))
	})
}

func makesRetrying(fn *types.Func) bool { return fn.FullName() == retrying+".NewClient" }

// onlyPlain reports whether all that the package puts into the interface by which a call sends are clients of net/http, and nobody else can put
// something into it.
func (x *finder) onlyPlain(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	c := &clients{known: true}
	x.trace(sel.X, c)
	return c.known && !c.open && len(c.made) > 0 && !slices.ContainsFunc(c.made, func(e ast.Expr) bool { return !x.isPlain(e) })
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
