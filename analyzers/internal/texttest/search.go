package texttest

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// searcherOf is what a function of the package is that says whether a text is anywhere in another one, written out or by strings.Contains: its
// list is the parameter with the text that is looked for. It is nil if the function is none.
func (x *finder) searcherOf(fn *types.Func, depth int) *seeker {
	fn = fn.Origin()
	if s, known := x.searchers[fn]; known || depth == 0 {
		return s
	}
	x.searchers[fn] = nil // for what calls itself
	d, sig := x.Decls[fn], fn.Signature()
	if d == nil || d.Body == nil || sig.Params().Len() != 2 || sig.Variadic() || sig.Results().Len() != 1 || !gotypes.IsBool(sig.Results().At(0).Type()) {
		return nil
	}
	for p := range sig.Params().Variables() {
		if !gotypes.IsText(p.Type()) {
			return nil
		}
	}
	p := x.PlacesIn(d.Body)
	var found *seeker
	as := func(subject, word int) {
		if subject >= 0 && word >= 0 && subject != word {
			found = &seeker{subject: subject, list: word, anywhere: true}
		}
	}
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if s, ok := x.searchedBy(n, depth); ok {
				as(x.paramIn(p, d, n.Args[s.subject]), x.paramIn(p, d, n.Args[s.list]))
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL && inLoop(p, n) {
				for _, o := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
					if part, ok := ast.Unparen(o[0]).(*ast.SliceExpr); ok && part.Low != nil && part.High != nil {
						as(x.paramIn(p, d, part.X), x.paramIn(p, d, o[1]))
					}
				}
			}
		}
		return found == nil
	})
	x.searchers[fn] = found
	return found
}

// searchedBy is which argument of a call is looked for in which, if it calls what does so.
func (x *finder) searchedBy(call *ast.CallExpr, depth int) (*seeker, bool) {
	fn := x.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil || len(call.Args) != 2 {
		return nil, false
	}
	switch {
	case fn.FullName() == "strings.Contains" || fn.FullName() == "bytes.Contains":
		return &seeker{subject: 0, list: 1}, true
	case fn.Pkg() == x.Pkg:
		s := x.searcherOf(fn, depth-1)
		return s, s != nil
	}
	return nil, false
}

// inLoop reports whether something is done in each round of a loop.
func inLoop(p *index.Places, n ast.Node) bool {
	for up := p.Up(n); up != nil; up = p.Up(up) {
		switch up.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		case *ast.FuncLit:
			return false
		}
	}
	return false
}
