package effects

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// IsKey reports whether a field has a credential: requests are seen to have theirs from it, or it is named for one.
func (x *Functions) IsKey(f *types.Var) bool {
	return x.keys[f.Origin()] || x.Says(lexicon.Credentials, f.Name())
}

// presents notes the fields that the header of a request has its credentials from.
func (v *visitor) presents(call *ast.CallExpr, fn *types.Func) {
	var given []ast.Expr
	switch fn.FullName() {
	case "(net/http.Header).Set", "(net/http.Header).Add":
		if name := v.Info.Types[call.Args[0]].Value; name != nil && name.Kind() == constant.String && v.Says(lexicon.Credentials, constant.StringVal(name)) {
			given = call.Args[1:]
		}
	case "(*net/http.Request).SetBasicAuth", "(*net/http.Request).AddCookie":
		given = call.Args
	}
	v.presented = append(v.presented, given...)
}

// findKeys finds the fields in what was seen to be presented, and in what functions of the package return for it.
func (x *Functions) findKeys(presented []ast.Expr) {
	asked := map[*types.Func]bool{}
	var note func(n ast.Node)
	note = func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if f, ok := x.Info.Uses[n.Sel].(*types.Var); ok && f.IsField() && f.Pkg() == x.Pkg {
					x.keys[f.Origin()] = true
					return false // what it is a field of is more than that
				}
			case *ast.CallExpr:
				fn := x.CalledFunc(n)
				if fn == nil || x.Decls[fn.Origin()] == nil || asked[fn.Origin()] {
					break
				}
				asked[fn.Origin()] = true
				for _, r := range gotypes.FirstResults(x.Decls[fn.Origin()]) {
					note(r)
				}
			}
			return true
		})
	}
	for _, e := range presented {
		note(e)
	}
}
