package index

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Mentions goes through the syntax that mentions one of the package's own functions, fields or variables, declaration by declaration:
// those of tests are left out. A struct written without its fields' names mentions all that it sets. Of variables of functions nothing is
// known here.
func (x *Package) Mentions(o types.Object, visit func(ast.Node) bool) {
	if x.mentions == nil {
		x.mentions = map[types.Object][]ast.Decl{}
		for _, f := range x.Files {
			if !gotypes.InTest(x.Fset, f.FileStart) {
				for _, d := range f.Decls {
					x.noteMentions(d)
				}
			}
		}
	}
	for _, d := range x.mentions[o] {
		ast.Inspect(d, visit)
	}
}

func (x *Package) noteMentions(d ast.Decl) {
	note := func(o types.Object) {
		if o = gotypes.Origin(o); o == nil || o.Pkg() != x.Pkg {
			return
		}
		switch o := o.(type) {
		case *types.Var:
			if !o.IsField() && o.Parent() != x.Pkg.Scope() {
				return
			}
		case *types.Func:
		default:
			return
		}
		if in := x.mentions[o]; len(in) == 0 || in[len(in)-1] != d {
			x.mentions[o] = append(in, d)
		}
	}
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			note(x.Info.Uses[n])
		case *ast.CompositeLit:
			for f := range x.Unkeyed(n) {
				note(f)
			}
		}
		return true
	})
}
