package site

import (
	"fmt"
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A statusList is what importers know of a list of statuses that a package exports, where it is written out and never assigned to.
type statusList struct {
	Codes []int64
	No    []int64 // of a map to bool: the keys under which false stands
}

func (l *statusList) String() string {
	if len(l.No) > 0 {
		return fmt.Sprint("lists ", l.Codes, " not ", l.No)
	}
	return fmt.Sprint("lists ", l.Codes)
}

// maxListed bounds the statuses of a list that is exported: more are no choice.
const maxListed = 64

// exportLists adds the exported lists of statuses to the summaries of a package.
func (x *unit) exportLists(all map[string]summary) {
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
			all["."+name] = summary{List: l}
		}
	}
}

// statusList is a literal as a list of statuses, or nil if it is another thing.
func (x *unit) statusList(lit *ast.CompositeLit) *statusList {
	t := x.Info.TypeOf(lit)
	if t == nil || len(lit.Elts) == 0 || len(lit.Elts) > maxListed {
		return nil
	}
	l := &statusList{}
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

// listOf is the content of an imported list of statuses; nil if it is not known.
func (x *exec) listOf(v *types.Var) *value {
	if v.Pkg() == nil || v.Pkg() == x.Pkg || !v.Exported() || gotypes.IsStd(v.Pkg().Path()) {
		return nil
	}
	s := x.exported(v.Pkg())["."+v.Name()]
	if s == nil || s.List == nil {
		return nil
	}
	list := value{op: opComposite, name: "slice", typ: v.Type()}
	add := func(codes []int64, truth bool) {
		for _, n := range codes {
			list.args = append(list.args, x.in.int(n))
			if m, ok := v.Type().Underlying().(*types.Map); ok {
				list.name = "map"
				if gotypes.IsBool(m.Elem()) {
					list.args = append(list.args, x.in.bool(truth))
				} else {
					list.args = append(list.args, x.in.fresh(m.Elem(), 0))
				}
			}
		}
	}
	add(s.List.Codes, true)
	add(s.List.No, false)
	return x.in.make(list)
}
