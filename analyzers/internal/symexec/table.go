package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// maxOfTable are the most functions of a table that a call is told apart by.
const maxOfTable = 4

// byKey takes a path apart by the function that a table has for a status or a code, where it calls one. A path on which the table has none does not call
// it.
func (x *Exec) byKey(fr *paths.Frame, st *paths.State, call *ast.CallExpr, inv Invocation) []asked {
	if inv.Fn != nil || inv.lit != nil || inv.yield != nil {
		return nil
	}
	v := x.Eval(fr, st, call.Fun)
	if v.Op != sym.OpIndex || v.Args[0].Op != sym.OpComposite || v.Args[0].Name != "map" || st.DepsOf(v.Args[1])&sym.DepOutcome == 0 {
		return nil
	}
	table := v.Args[0].Args
	var fns []*sym.Value
	keys := map[*sym.Value][]*sym.Value{}
	for i := 0; i+1 < len(table); i += 2 {
		fn := table[i+1]
		if !x.Callable(fn) {
			return nil
		}
		if keys[fn] == nil {
			fns = append(fns, fn)
		}
		keys[fn] = append(keys[fn], table[i])
	}
	if len(fns) == 0 || len(fns) > maxOfTable {
		return nil
	}
	var out []asked
	for _, fn := range fns {
		as := inv
		x.calls(&as.Callee, fn)
		as.Full = x.FullName(as.Fn)
		as.onFirst()
		for _, s := range x.Assume(st.Fork(), x.among(v.Args[1], keys[fn]), true) {
			out = append(out, asked{s, as})
		}
	}
	return out
}

// among is the condition that a status or a code is one of some.
func (x *Exec) among(code *sym.Value, all []*sym.Value) *sym.Value {
	list := x.In.Make(sym.Value{Op: sym.OpComposite, Name: "slice", Args: all})
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: "contains", Args: []*sym.Value{list, code}, Deps: code.Deps, Typ: types.Typ[types.Bool]})
}
