package effects

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// Skims are the parameters that are responses of which a function takes the status and the headers alone: it neither reads nor closes
// their bodies, and keeps none of them.
func (x *Functions) Skims(fn *types.Func) []int {
	var out []int
	for i := range fn.Signature().Params().Len() {
		if x.LeavesBody(fn, i) {
			out = append(out, i)
		}
	}
	return out
}

// LeavesBody reports whether a function takes no more of the response that is its parameter i than its status and its headers.
func (x *Functions) LeavesBody(fn *types.Func, i int) bool {
	return i < fn.Signature().Params().Len() && gotypes.IsResponse(fn.Signature().Params().At(i).Type()) && x.skim(fn, i, nil)
}

// skim reports whether a function takes no more of the response that is its parameter i. under are those that are looked at already: one
// that calls itself does no more to it by that.
func (x *Functions) skim(fn *types.Func, i int, under []*types.Func) bool {
	fn = fn.Origin()
	if fn.Pkg() != x.Pkg {
		s := x.SummaryOf(fn)
		return s != nil && slices.Contains(s.Skims, i)
	}
	d := x.Decls[fn]
	params := fn.Signature().Params()
	if d == nil || d.Body == nil || i >= params.Len() || fn.Signature().Variadic() && i == params.Len()-1 {
		return false
	}
	if slices.Contains(under, fn) {
		return true
	}
	v := params.At(i)
	if v.Name() == "" || v.Name() == "_" {
		return true
	}
	p := x.PlacesIn(d.Body)
	return !slices.ContainsFunc(p.Uses[v], func(id *ast.Ident) bool { return !x.skimsAt(p, id, append(under, fn)) })
}

// skimsAt reports whether one use of a response leaves its body alone.
func (x *Functions) skimsAt(p *index.Places, e ast.Expr, under []*types.Func) bool {
	switch u := p.Up(e).(type) {
	case *ast.BinaryExpr:
		return gotypes.IsNil(x.Info, u.X) || gotypes.IsNil(x.Info, u.Y)
	case *ast.SelectorExpr:
		s := x.Info.Selections[u]
		if u.X != e || s == nil {
			return false
		}
		if s.Kind() == types.MethodVal {
			return u.Sel.Name != "Write" // which reads the body; of the others none does
		}
		return u.Sel.Name != "Body"
	case *ast.CallExpr:
		i := slices.IndexFunc(u.Args, func(a ast.Expr) bool { return ast.Unparen(a) == e })
		called := x.CalledFunc(u)
		if i < 0 || called == nil || called.Pkg() == nil {
			return false
		}
		if gotypes.IsStd(called.Pkg().Path()) && called.Pkg() != x.Pkg {
			return called.Signature().Recv() == nil && functions.LeavesOpen(called.FullName())
		}
		return x.skim(called, i, under)
	}
	return false
}
