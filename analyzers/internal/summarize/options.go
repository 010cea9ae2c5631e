package summarize

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
)

// optionCalls are the calls, in a function, of the elements of its variadic parameter, or of a method of theirs: options, which set something in
// what they are given the address of.
func (x *summarizer) optionCalls(decl *ast.FuncDecl, sig *types.Signature) map[ast.Node]bool {
	if !sig.Variadic() {
		return nil
	}
	out := map[ast.Node]bool{}
	options := sig.Params().At(sig.Params().Len() - 1)
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		loop, ok := n.(*ast.RangeStmt)
		if !ok || x.Denoted(loop.X) != options {
			return true
		}
		element, ok := loop.Value.(*ast.Ident)
		if !ok {
			return true
		}
		ast.Inspect(loop.Body, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				of := ast.Unparen(call.Fun)
				if sel, ok := of.(*ast.SelectorExpr); ok {
					of = ast.Unparen(sel.X)
				}
				if o := x.Denoted(of); o != nil && o == x.Info.Defs[element] {
					out[call] = true
				}
			}
			return true
		})
		return true
	})
	return out
}

// option is what an option that a function makes sets: fields of a struct of the package, to what the function is given. It is nil if the
// function makes none, or one that may set something else.
func (x *summarizer) option(decl *ast.FuncDecl, sig *types.Signature) *summary.Made {
	if len(decl.Body.List) != 1 || sig.Variadic() {
		return nil
	}
	r, ok := decl.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(r.Results) != 1 {
		return nil
	}
	e := ast.Unparen(r.Results[0])
	if conv, ok := e.(*ast.CallExpr); ok && len(conv.Args) == 1 && x.Info.Types[conv.Fun].IsType() { // optionFunc(func(o *options) { ... })
		e = ast.Unparen(conv.Args[0])
	}
	lit, ok := e.(*ast.FuncLit)
	if !ok {
		return nil
	}
	of := x.SignatureOf(lit)
	if of == nil || of.Params().Len() != 1 {
		return nil
	}
	target := of.Params().At(0)
	if n := gotypes.Named(target.Type()); n == nil || n.Obj().Pkg() != x.Pkg || gotypes.StructOf(target.Type()) == nil {
		return nil
	}
	m := &summary.Made{}
	for i, s := range lit.Body.List {
		if ret, ok := s.(*ast.ReturnStmt); ok && i == len(lit.Body.List)-1 && returnsNothing(x.Info, ret) {
			continue
		}
		h, ok := x.puts(s, target, sig)
		if !ok {
			return nil
		}
		m.Holds = append(m.Holds, h)
	}
	if len(m.Holds) == 0 {
		return nil
	}
	return m
}

// returnsNothing reports whether a function returns nothing at all, or no error.
func returnsNothing(info *types.Info, ret *ast.ReturnStmt) bool {
	return len(ret.Results) == 0 || len(ret.Results) == 1 && info.Types[ret.Results[0]].IsNil()
}

// puts is what a statement puts into a field of the struct that an option is given.
func (x *summarizer) puts(s ast.Stmt, target *types.Var, sig *types.Signature) (summary.Held, bool) {
	a, ok := s.(*ast.AssignStmt)
	if !ok || a.Tok != token.ASSIGN || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
		return summary.Held{}, false
	}
	sel, ok := ast.Unparen(a.Lhs[0]).(*ast.SelectorExpr)
	if !ok || x.Denoted(sel.X) != types.Object(target) {
		return summary.Held{}, false
	}
	h := summary.Held{Field: sel.Sel.Name}
	switch given := x.Denoted(a.Rhs[0]).(type) {
	case *types.Var:
		for i := range sig.Params().Len() {
			if sig.Params().At(i) == given {
				h.Given, h.IsGiven = i, true
				return h, true
			}
		}
	case *types.Func:
		if given.Exported() && given.Pkg() != nil && given.Signature().Recv() == nil {
			h.Func = given.Pkg().Path() + "." + given.Name()
			return h, true
		}
	}
	return h, x.Info.Types[a.Rhs[0]].IsNil()
}
