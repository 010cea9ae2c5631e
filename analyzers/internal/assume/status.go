package assume

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
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

// answered are the statuses that servers answer. What a condition says of others, as of those behind the end of an array, does not matter.
var answered = codeset.StatusRange(0, 599)

func (x *Assumer) Status(id sym.AttemptID, t types.Type) *sym.Value {
	return x.In.Make(sym.Value{Op: sym.OpStatus, Node: id.Node, Name: string(id.Path), N: id.Round, Deps: sym.DepOutcome, Typ: t})
}

// assumeStatus restricts an outcome by a condition over its status and constants.
func (x *Assumer) assumeStatus(st *paths.State, v *sym.Value, want bool) ([]*paths.State, bool) {
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
	c := *o
	if carrier.Op == sym.OpGRPCCode && o.Proto == domain.ProtoOpaque { // that is what its error has, then
		c.Proto, c.Codes = domain.ProtoGRPC, domain.GRPCCodes(o.Failed)
	}
	set, ok := x.In.TrueSet(v, c.Codes.Intersect(answered))
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
