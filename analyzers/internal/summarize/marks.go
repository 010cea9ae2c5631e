package summarize

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/models"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
)

// exportMarks adds the functions that make, of an error that they are given, one of those that a helper of the package asks for: by
// them its callers say what not to try again.
func (x *summarizer) exportMarks(all map[string]summary.Summary, guard func(ast.Node, string, func())) {
	asked := false
	for _, s := range all {
		asked = asked || s.Repeats != nil && s.Repeats.AsksErrors()
	}
	if !asked {
		return
	}
	x.exported(func(decl *ast.FuncDecl, fn *types.Func, fi *effects.Func) {
		if decl.Recv != nil || !marks(fn.Signature()) || fi.Statements() > x.Limits.Making {
			return
		}
		guard(decl, decl.Name.Name, func() {
			if m := x.mark(decl, fn.Signature()); m != nil {
				s := all[x.LocalName(fn)]
				s.Mark = m
				all[x.LocalName(fn)] = s
			}
		})
	})
}

// marks reports whether a function makes one error of another.
func marks(sig *types.Signature) bool {
	return gotypes.TakesError(sig) && sig.Results().Len() == 1 && gotypes.ImplementsError(sig.Results().At(0).Type())
}

// mark is what a function makes of an error; nil if that cannot be said, or differs.
func (x *summarizer) mark(decl *ast.FuncDecl, sig *types.Signature) *summary.Form {
	e := x.NewExec(decl)
	e.Limit, e.Most, e.Outline = x.Limits.NextSummarySteps, 0, true
	fr := paths.NewFrame(e.In, decl, sig, nil, nil, "")
	st := &paths.State{}
	e.BindParams(fr, st, sig)
	o, _, ok := models.Subject(e, fr, st, decl, sig)
	if !ok {
		return nil
	}
	st.Outs = []*paths.Outcome{&o}
	g := gist{Exec: e, fr: fr, sig: sig, marks: true}
	var made *summary.Form
	for _, r := range e.Run(fr, []*paths.State{st}) {
		if len(r.Vals) != 1 {
			return nil
		}
		last := r.St.Outcome(o.Id)
		if last == nil {
			return nil
		}
		g.id = last.Id
		f := g.form(r.St, r.Vals[0], last, 0)
		switch {
		case f.Kind == summary.FormNil || f.Kind == summary.FormParam: // of none, or of one that is marked already
		case made != nil && made.String() != f.String():
			return nil
		default:
			made = &f
		}
	}
	if e.Steps > e.Limit || made == nil || made.Kind != summary.FormTyped && made.Kind != summary.FormNew && made.Kind != summary.FormSentinel {
		return nil
	}
	return made
}

// exportInterfaces gives the methods of an interface what is known of the one type of the package that has them: importers often
// see no more of a helper.
func (x *summarizer) exportInterfaces(all map[string]summary.Summary) {
	scope := x.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !obj.Exported() || obj.IsAlias() || !types.IsInterface(obj.Type()) {
			continue
		}
		iface, ok := obj.Type().Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for m := range iface.ExplicitMethods() {
			if s, ok := all[x.LocalName(x.Implementation(m))]; ok && (s.Repeats != nil || s.Sleeps != nil) && m.Exported() {
				all[x.LocalName(m)] = summary.Summary{Waits: s.Waits, Repeats: s.Repeats, Sleeps: s.Sleeps}
			}
		}
	}
}
