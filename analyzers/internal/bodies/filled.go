package bodies

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// maxFilled bounds how many functions of the package a request is followed through, each of which hands it to the next.
const maxFilled = 3

// refills reports whether a call in a stretch, of a function of the package that is given a request as its argument i, may give that a body
// from which nothing was read. It does not where the function sets the body to what was left of it, to a reader that was there before, as one
// in a field, or to one that it is given and that the stretch has not made.
func (x *Package) refills(s stretch, call *ast.CallExpr, fn *types.Func, i, depth int) bool {
	d := x.Decls[fn.Origin()]
	params := fn.Origin().Signature().Params()
	if d == nil || i >= params.Len() || fn.Signature().Variadic() || depth > maxFilled {
		return true
	}
	p := x.PlacesIn(d.Body)
	within := stretch{d, d.Body.Pos(), d.Body.End()}
	return slices.ContainsFunc(p.Uses[params.At(i)], func(id *ast.Ident) bool {
		if x.leavesAt(p, id) {
			return false
		}
		var set []ast.Expr // what comes to be its body, as far as that is seen
		switch up := p.Up(id).(type) {
		case *ast.SelectorExpr:
			rhs := bodySet(x, p, up)
			if rhs == nil || x.brings(within, rhs) {
				return true
			}
			set = append(set, rhs)
		case *ast.CallExpr:
			at := gotypes.ArgumentOf(up, id)
			called := x.CalledFunc(up)
			if at < 0 || called == nil || x.refills(within, up, called, at, depth+1) {
				return true
			}
			set = up.Args
		default:
			return true
		}
		return slices.ContainsFunc(x.readersIn(d, set), func(given int) bool { return given >= len(call.Args) || x.brings(s, call.Args[given]) })
	})
}

// bodySet is what the body of a request is set to where it is selected; nil if it is not set there.
func bodySet(x *Package, p *index.Places, sel *ast.SelectorExpr) ast.Expr {
	a, ok := p.Up(sel).(*ast.AssignStmt)
	if !ok || sel.Sel.Name != "Body" || !gotypes.IsRequest(x.Info.TypeOf(sel.X)) {
		return nil
	}
	return gotypes.SetBy(a, sel)
}

// readersIn are the parameters of a function that can be read, of those which expressions in it mention.
func (x *Package) readersIn(d *ast.FuncDecl, list []ast.Expr) []int {
	params := x.SignatureOf(d).Params()
	var out []int
	for _, e := range list {
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				for i := range params.Len() {
					if v := params.At(i); x.Info.Uses[id] == types.Object(v) && gotypes.IsReader(v.Type()) {
						out = append(out, i)
					}
				}
			}
			return true
		})
	}
	return out
}
