package assume

import (
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// members is the condition that a provider's code is one of several, for a look into a list or a table that is written out and the
// code's own: codes[e.Code], _, ok := codes[e.Code], actions[e.Code] == again, slices.Contains(codes, e.Code). It holds where the look is
// holds, as what is not in a table may be what is meant. It is nil of any other condition, and of a table of which not all is known.
func (x *Assumer) members(v *sym.Value) (cond *sym.Value, holds bool) {
	look := v
	if v.Op == sym.OpBinary {
		if look = v.Args[0]; look.IsConst() {
			look = v.Args[1]
		}
	}
	for look.Op == sym.OpField && x.ProviderOf(look) == "" {
		look = look.Args[0]
	}
	keys, code := listed(look)
	if len(keys) == 0 || code.Op != sym.OpField || x.ProviderOf(code) == "" {
		return nil, false
	}
	if _, ok := code.Attempt(); !ok {
		return nil, false
	}
	others, known := x.looked(v, nil)
	if !known {
		return nil, false
	}
	var differ []*sym.Value
	for _, k := range keys {
		is, known := x.looked(v, k)
		if !known {
			return nil, false
		}
		if is != others && !slices.Contains(differ, k) {
			differ = append(differ, k)
		}
	}
	if len(differ) == 0 {
		return nil, false
	}
	return x.OneOfThese(code, differ), !others
}

// listed are the keys or elements among which a value looks for a code, and the code.
func listed(look *sym.Value) ([]*sym.Value, *sym.Value) {
	if look.Op != sym.OpIndex && (look.Op != sym.OpCall || look.Name != "mapok" && look.Name != "contains") {
		return nil, nil
	}
	table, code := look.Args[0], look.Args[1]
	if look.Op == sym.OpCall && look.Name == "contains" {
		elems, _ := table.Elements()
		return elems, code
	}
	if table.Op != sym.OpComposite || table.Name != "map" {
		return nil, nil
	}
	var keys []*sym.Value
	for i := 0; i+1 < len(table.Args); i += 2 {
		keys = append(keys, table.Args[i])
	}
	return keys, code
}

// looked is what a look says of one of the keys, or of what is none of them.
func (x *Assumer) looked(v, key *sym.Value) (is, known bool) {
	switch v.Op {
	case sym.OpCall:
		return key != nil, true
	case sym.OpBinary:
		a, b := x.entry(v.Args[0], key), x.entry(v.Args[1], key)
		if a == nil || b == nil {
			return false, false
		}
		r, ok := sym.Fold(v.Name, a, b)
		return r.Int == 1, ok && r.Op == sym.OpBool
	}
	e := x.entry(v, key)
	return e != nil && e.Int == 1, e != nil && e.Op == sym.OpBool
}

// isFunction reports whether a value is a function that is there.
func isFunction(v *sym.Value) bool { return v.Op == sym.OpFunc || v.Op == sym.OpClosure }

// ofFunctions is the condition that a table of functions has one for a status or a code, where a condition asks whether it has none; nil if it asks for
// something else.
func (x *Assumer) ofFunctions(v *sym.Value) *sym.Value {
	if v.Op != sym.OpBinary || v.Name != "==" {
		return nil
	}
	for i := range 2 {
		look := v.Args[i]
		if v.Args[1-i].Op != sym.OpNil || look.Op != sym.OpIndex {
			continue
		}
		keys, code := listed(look)
		if len(keys) == 0 || code.Deps&sym.DepOutcome == 0 || slices.ContainsFunc(keys, func(k *sym.Value) bool {
			e, ok := look.Args[0].Lookup(k)
			return !ok || e == nil || !isFunction(e)
		}) {
			continue
		}
		list := x.In.Make(sym.Value{Op: sym.OpComposite, Name: "slice", Args: keys})
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: "contains", Args: []*sym.Value{list, code}, Deps: code.Deps, Typ: types.Typ[types.Bool]})
	}
	return nil
}

// entry is what a table, or a field of what it has, is for a key, or for what it does not have; v itself if it looks into none, and nil if
// that is not known.
func (x *Assumer) entry(v, key *sym.Value) *sym.Value {
	switch v.Op {
	case sym.OpIndex:
		if key != nil {
			if e, ok := v.Args[0].Lookup(key); ok && e != nil {
				return e
			}
		}
	case sym.OpField:
		e := x.entry(v.Args[0], key)
		if e == nil {
			return nil
		}
		part, ok := e.Part(v.Name)
		if !ok || part != nil {
			return part
		}
	default:
		return v
	}
	if v.Typ == nil {
		return nil
	}
	return x.In.Zero(v.Typ)
}
