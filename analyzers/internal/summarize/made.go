package summarize

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// exportPolicies adds what the functions of a package make that return a struct with functions in it, and its variables of that kind: where
// a helper of the package asks a predicate in such a field, its callers have it from there.
func (x *summarizer) exportPolicies(all map[string]summary.Summary, guard func(ast.Node, string, func())) {
	if !summary.AnyRepeats(all) {
		return
	}
	x.exported(func(decl *ast.FuncDecl, fn *types.Func, fi *effects.Func) {
		if fn.Signature().Results().Len() != 1 || fi.Statements() > x.Limits.Making {
			return
		}
		fields := x.functionFields(fn.Signature().Results().At(0).Type())
		if len(fields) == 0 {
			if m := x.option(decl, fn.Signature()); m != nil {
				s := all[x.LocalName(fn)]
				s.Made = m
				all[x.LocalName(fn)] = s
			}
			return
		}
		guard(decl, decl.Name.Name, func() {
			if m := x.makes(decl, fn.Signature(), fields); m != nil {
				s := all[x.LocalName(fn)]
				s.Made = m
				all[x.LocalName(fn)] = s
			}
		})
	})
	scope := x.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() || x.Inits[v] == nil || x.setsFieldOf(v) {
			continue
		}
		if m := x.written(x.Inits[v], x.functionFields(v.Type())); m != nil {
			all["."+name] = summary.Summary{Made: m}
		}
	}
}

// functionFields are the fields of a struct of the package, or of what a pointer to one points to, that hold functions, or what has methods of an
// interface that the package declares.
func (x *summarizer) functionFields(t types.Type) (out []*types.Var) {
	n := gotypes.Named(t)
	if n == nil || n.Obj().Pkg() != x.Pkg {
		return nil
	}
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for f := range s.Fields() {
		switch f.Type().Underlying().(type) {
		case *types.Signature:
			out = append(out, f)
		case *types.Interface:
			if n := gotypes.Named(f.Type()); n != nil && n.Obj().Pkg() == x.Pkg {
				out = append(out, f)
			}
		}
	}
	return out
}

// makes is what a function puts into the fields of what it returns; nil if nothing is known of them.
func (x *summarizer) makes(decl *ast.FuncDecl, sig *types.Signature, fields []*types.Var) *summary.Made {
	e := x.NewExec(decl)
	e.Limit, e.Most, e.Outline = x.Limits.NextSummarySteps, 0, true
	fr := paths.NewFrame(e.In, decl, sig, nil, nil, "")
	st := &paths.State{}
	m := &summary.Made{Bare: sig.Variadic()}
	if m.Bare {
		p := sig.Params().At(sig.Params().Len() - 1)
		st.Set(sym.Key{Obj: p, Frame: fr.Id}, e.In.Make(sym.Value{Op: sym.OpComposite, Name: "slice", Typ: p.Type()}))
	}
	e.BindParams(fr, st, sig)
	rets := e.Run(fr, []*paths.State{st})
	if e.Steps > e.Limit || len(rets) == 0 {
		return nil
	}
	g := gist{Exec: e, fr: fr, sig: sig}
	for _, f := range fields {
		var held *summary.Held
		known := true
		for _, r := range rets {
			h, ok := summary.Held{}, false
			if len(r.Vals) == 1 {
				h, ok = g.held(r.St, r.Vals[0], f)
			}
			known = known && ok && (held == nil || *held == h)
			held = &h
		}
		if known {
			m.Holds = append(m.Holds, *held)
		}
	}
	if len(m.Holds) == 0 {
		return nil
	}
	return m
}

// held is what stands in a field; false if that cannot be said.
func (g *gist) held(st *paths.State, of *sym.Value, f *types.Var) (summary.Held, bool) {
	h := summary.Held{Field: f.Name()}
	v := g.Field(st, of, of.Typ, f)
	switch {
	case v.Op == sym.OpNil:
		return h, true
	case v.Op == sym.OpFunc && len(v.Args) == 0:
		fn, ok := v.Obj.(*types.Func)
		if !ok || !fn.Exported() || fn.Signature().Recv() != nil {
			return h, false
		}
		h.Func = objectPath(v)
		return h, true
	case v.Op == sym.OpField && len(v.Args) == 1 && v.Args[0] == g.fr.Recv && v.Name == f.Name():
		h.Kept = true
		return h, true
	}
	i, ok := g.param(v)
	h.Given, h.IsGiven = i, ok
	return h, ok && i != summary.Receiver
}

// written is what stands in the fields of a literal, or of what the address is taken of.
func (x *summarizer) written(e ast.Expr, fields []*types.Var) *summary.Made {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok || len(fields) == 0 {
		return nil
	}
	m := &summary.Made{}
	for _, f := range fields {
		h := summary.Held{Field: f.Name()}
		known := true
		for _, elt := range lit.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				return nil
			}
			if key, ok := kv.Key.(*ast.Ident); !ok || key.Name != f.Name() {
				continue
			}
			fn, ok := x.Denoted(kv.Value).(*types.Func)
			if known = ok && fn.Exported() && fn.Pkg() != nil && fn.Signature().Recv() == nil; known {
				h.Func = fn.Pkg().Path() + "." + fn.Name()
			}
		}
		if known {
			m.Holds = append(m.Holds, h)
		}
	}
	if len(m.Holds) == 0 {
		return nil
	}
	return m
}

// setsFieldOf reports whether the package assigns to a field of a variable.
func (x *summarizer) setsFieldOf(v *types.Var) bool {
	return slices.ContainsFunc(x.Files, func(f *ast.File) bool { return symexec.SetsFieldOf(x.Info, f, v) })
}
