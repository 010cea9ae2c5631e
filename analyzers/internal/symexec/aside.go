package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// runsAside is the function literal that e is, if it is to be followed beside the path that comes by; nil if not.
func (x *Exec) runsAside(e ast.Expr) *ast.FuncLit {
	lit, ok := ast.Unparen(e).(*ast.FuncLit)
	if !ok || x.Outline || x.Asides[lit] || !gotypes.Interesting(lit) {
		return nil
	}
	return lit
}

// aside follows a function literal that runs elsewhere (go, or handed to a call that is not followed), for the retry
// sites in it alone: the paths of the caller do not pass through it. args are what a go statement gives to it.
func (x *Exec) aside(fr *paths.Frame, fun ast.Expr, args []ast.Expr, states []*paths.State) {
	lit := x.runsAside(fun)
	if lit == nil || len(states) == 0 {
		return
	}
	x.Asides[lit] = true
	sig, _ := x.Info.TypeOf(lit).(*types.Signature)
	in := paths.NewFrame(x.In, lit, sig, fr, fr, fr.Path.Beside(lit.Pos()))
	if in.Depth > x.Limits.Depth {
		return
	}
	var own []*paths.State
	var seen [][]*sym.Value
	for _, st := range states {
		var vals []*sym.Value
		for _, a := range args {
			vals = append(vals, x.Eval(fr, st, a))
		}
		reads := x.readAside(fr, st, lit, vals)
		if slices.ContainsFunc(seen, func(r []*sym.Value) bool { return slices.Equal(r, reads) }) {
			continue
		}
		seen = append(seen, reads)
		st = st.Fork()
		if len(args) > 0 {
			x.bind(in, st, sig, nil, vals)
		}
		own = append(own, st)
	}
	x.Run(in, own)
}

// readAside is what a literal is given and captures on a path, and the fields that the path has set: paths that agree in that are one to
// it, whatever else they have passed.
func (x *Exec) readAside(fr *paths.Frame, st *paths.State, lit *ast.FuncLit, args []*sym.Value) []*sym.Value {
	reads := slices.Clone(args)
	for _, obj := range x.FreeVariables(lit) {
		reads = append(reads, x.Load(st, fr.Cell(obj), obj.Type()))
	}
	for k, v := range st.Env.All() {
		if k.Base != nil && k.Ghost == nil {
			reads = append(reads, k.Base, v)
		}
	}
	return reads
}
