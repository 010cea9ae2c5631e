package index

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// inspectMentions goes through the declarations that mention one of the package's own fields or variables: those of tests are left out. A
// struct written without its fields' names mentions all that it sets. Of variables of functions nothing is known here.
func (x *Package) inspectMentions(v *types.Var, visit func(ast.Node) bool) {
	if x.mentions == nil {
		x.mentions = map[*types.Var][]ast.Decl{}
		for _, f := range x.Files {
			if !gotypes.InTest(x.Fset, f.FileStart) {
				for _, d := range f.Decls {
					x.noteMentions(d)
				}
			}
		}
	}
	for _, d := range x.mentions[v] {
		ast.Inspect(d, visit)
	}
}

func (x *Package) noteMentions(d ast.Decl) {
	note := func(o types.Object) {
		if o = gotypes.Origin(o); o == nil || o.Pkg() != x.Pkg {
			return
		}
		v, ok := o.(*types.Var)
		if !ok || !v.IsField() && v.Parent() != x.Pkg.Scope() {
			return
		}
		if in := x.mentions[v]; len(in) == 0 || in[len(in)-1] != d {
			x.mentions[v] = append(in, d)
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

// Telling reports whether a field, which other packages do not see, is asked for nothing but what is in it at once, and never for the part of
// that name: it is neither handed on, nor kept elsewhere.
func (x *Package) Telling(field *types.Var, never string) bool {
	if field.Exported() || field.Pkg() != x.Pkg {
		return false
	}
	asked, handed := map[*ast.Ident]bool{}, false
	x.inspectMentions(field, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if of, ok := ast.Unparen(n.X).(*ast.SelectorExpr); ok && n.Sel.Name != never {
				asked[of.Sel] = true
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				asked[id] = true
			}
		case *ast.Ident:
			handed = handed || !asked[n] && gotypes.Origin(x.Info.Uses[n]) == types.Object(field)
		}
		return !handed
	})
	return !handed
}
