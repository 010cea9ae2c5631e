package summarize

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
)

// exportLists adds the exported lists of statuses to the summaries of a package.
func (x *summarizer) exportLists(all map[string]summary.Summary) {
	scope := x.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() || x.Inits[v] == nil {
			continue
		}
		lit, ok := ast.Unparen(x.Inits[v]).(*ast.CompositeLit)
		if !ok {
			continue
		}
		if l := x.statusList(lit); l != nil {
			all["."+name] = summary.Summary{List: l}
		}
	}
}

// statusList is a literal as a list of statuses, or nil if it is another thing.
func (x *summarizer) statusList(lit *ast.CompositeLit) *summary.StatusList {
	t := x.Info.TypeOf(lit)
	if t == nil || len(lit.Elts) == 0 || len(lit.Elts) > x.Limits.Listed {
		return nil
	}
	l := &summary.StatusList{}
	m, isMap := t.Underlying().(*types.Map)
	if !isMap && gotypes.ElementOf(t) == nil {
		return nil
	}
	for _, e := range lit.Elts {
		into := &l.Codes
		if kv, ok := e.(*ast.KeyValueExpr); ok != isMap {
			return nil
		} else if ok {
			e = kv.Key
			if gotypes.IsBool(m.Elem()) {
				tv := x.Info.Types[kv.Value]
				if tv.Value == nil {
					return nil
				}
				if tv.Value.ExactString() == "false" {
					into = &l.No
				}
			}
		}
		n, ok := gotypes.IntConstant(x.Info, e)
		if !ok || n < 100 || n > 999 {
			return nil
		}
		*into = append(*into, n)
	}
	return l
}
