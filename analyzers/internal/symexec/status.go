package symexec

import (
	"go/types"
	"maps"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// expected reports whether an operand that is not known is named like the status that the caller wants.
func expected(v *sym.Value) bool {
	name := v.Name
	if v.Obj != nil {
		name = v.Obj.Name()
	}
	return lexicon.Wanted.Has(name)
}

func (x *Exec) Status(id sym.AttemptID, t types.Type) *sym.Value {
	return x.In.Make(sym.Value{Op: sym.OpStatus, Node: id.Node, Name: string(id.Path), N: id.Round, Deps: sym.DepOutcome, Typ: t})
}

// assumeStatus restricts an outcome by a condition over its status and constants.
func (x *Exec) assumeStatus(st *paths.State, v *sym.Value, want bool) ([]*paths.State, bool) {
	var carrier *sym.Value
	mixed := false
	v.Any(func(p *sym.Value) bool {
		if p.Op == sym.OpStatus || p.Op == sym.OpGRPCCode {
			mixed = mixed || carrier != nil && carrier != p
			carrier = p
		}
		return false
	})
	if carrier == nil || mixed {
		return nil, false
	}
	id := sym.AttemptID{Node: carrier.Node, Path: sym.CallString(carrier.Name), Round: carrier.N}
	o := st.Outcome(id)
	if o == nil {
		return nil, false
	}
	set, ok := x.In.TrueSet(v)
	c := *o
	c.Seen = true
	c.Test = x.Test
	if !ok {
		if other, isEq := sym.ComparedWith(v, carrier); isEq && expected(other) {
			// status != wanted: the wanted one is a success, so that every failure is on this path
			if want {
				return nil, false
			}
			c.Codes = c.Codes.Minus(domain.Success)
			if c.Proto != domain.ProtoGRPC {
				c.Codes = c.Codes.Minus(domain.NonStatus)
			}
			if c.Codes.Empty() {
				return nil, true
			}
			st.Update(c)
			return []*paths.State{st}, true
		}
		return nil, false
	}
	if !want {
		set = domain.PlainStatuses.Minus(set)
	}
	c.Codes = c.Codes.Intersect(set)
	if c.Codes.Empty() {
		return nil, true
	}
	st.Update(c)
	return []*paths.State{st}, true
}

// assumeCode restricts a provider's code.
func (x *Exec) assumeCode(st *paths.State, v *sym.Value, want bool) ([]*paths.State, bool) {
	if v.Op != sym.OpBinary {
		return nil, false
	}
	for i := range 2 {
		carrier, c := v.Args[i], v.Args[1-i]
		if c.Op != sym.OpInt && c.Op != sym.OpString || carrier.Op != sym.OpField || x.ProviderOf(carrier) == "" {
			continue
		}
		id, ok := carrier.Attempt()
		if !ok {
			return nil, false
		}
		o := st.Outcome(id)
		if o == nil {
			return nil, false
		}
		op := v.Name
		if i == 1 {
			op = sym.Mirrored(op)
		}
		set, known := o.Carrier[carrier]
		if !known {
			set = sym.AnyCode(c.Op == sym.OpString)
		}
		if !set.Narrow(op, c, want) {
			return nil, false
		}
		if set.Empty() {
			return nil, true
		}
		n := *o
		n.Carrier = maps.Clone(o.Carrier)
		if n.Carrier == nil {
			n.Carrier = map[*sym.Value]sym.CodeSet{}
		}
		n.Carrier[carrier] = set
		n.Test = x.Test
		st.Update(n)
		st.Suppose(v, want) // the code speaks of the status too, in a way that the engine does not know
		return []*paths.State{st}, true
	}
	return nil, false
}

// ProviderOf is the provider whose code a carrier holds, or "".
func (x *Exec) ProviderOf(v *sym.Value) string {
	if v.Obj == nil {
		return ""
	}
	t, ok := x.TieOf(v.Obj)
	if !ok {
		return ""
	}
	return t.Provider.ID
}
