package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// alike lets go of paths that come to the same request in too many ways: with one header or another, for one address or another, by a
// client with one limit or another. It fares the same. Whether it has a body and a context that ends, and by which method it is sent, is
// another kind each.
func (x *Exec) alike(fr *paths.Frame, call *ast.CallExpr, states []*paths.State) []*paths.State {
	fn := x.CalledFunc(call)
	if len(states) <= x.Limits.Alike || fn == nil || x.Decls[fn.Origin()] != nil {
		return states
	}
	if proto, ok := x.ProtocolOf(fn, fn.Signature()); !ok || proto != domain.ProtoHTTP && proto != domain.ProtoDoer {
		return states
	}
	return paths.OneOfEach(states, func(st *paths.State) paths.Kind {
		inv := x.invocation(fr, st, call)
		sent := partsOf(st, inv)
		k := paths.Kind{Ignores: func(key sym.Key, v *sym.Value) bool {
			return key.Base != nil && sent[key.Base] || sent[v] && !v.IsConst() && v.Op != sym.OpNil && st.DepsOf(v)&sym.DepOutcome == 0
		}}
		if x.GivenContext(inv.Recv, inv.Args) {
			k.Hash++
		}
		for _, a := range inv.Args {
			if a.Typ == nil || !gotypes.IsRequest(a.Typ) {
				continue
			}
			switch body := x.BodyOf(st, a); {
			case body == nil:
				k.Hash += 2
			case body.Op == sym.OpNil:
				k.Hash += 4
			}
			a.Any(func(p *sym.Value) bool {
				if p.Op == sym.OpString && p.Typ != nil && types.Identical(p.Typ, types.Typ[types.String]) {
					k.Hash += uint64(p.ID) << 8
				}
				return false
			})
		}
		return k
	})
}

// partsOf are the values that what is sent, and what it is sent by, is made of.
func partsOf(st *paths.State, inv Invocation) map[*sym.Value]bool {
	sent := map[*sym.Value]bool{}
	add := func(v *sym.Value) {
		v.Any(func(p *sym.Value) bool {
			sent[p] = true
			return false
		})
	}
	if inv.Recv != nil {
		add(inv.Recv)
	}
	for _, a := range inv.Args {
		add(a)
	}
	for range 2 { // what is set in them, and in that
		for k, v := range st.Env.All() {
			if k.Base != nil && sent[k.Base] {
				add(v)
			}
		}
	}
	return sent
}
