package assume

import (
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// members is the condition that a provider's code is one of several, for a look into a list or a table that is written out and the
// code's own: codes[e.Code], _, ok := codes[e.Code], actions[e.Code] == again, slices.Contains(codes, e.Code). It holds where the look is
// holds, as what is not in a table may be what is meant. It is nil of any other condition, and of a table of which not all is known.
func (x *Assumer) members(v *sym.Value) (cond *sym.Value, holds bool) {
	look := v
	if v.Op == sym.OpBinary {
		for _, a := range v.Args {
			if a.Op == sym.OpIndex {
				look = a
			}
		}
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
	case sym.OpIndex:
		e := x.entry(v, key)
		return e.Op == sym.OpBool && e.Int == 1, e.Op == sym.OpBool
	}
	for i, a := range v.Args {
		if a.Op == sym.OpIndex {
			args := [2]*sym.Value{v.Args[0], v.Args[1]}
			args[i] = x.entry(a, key)
			r, ok := sym.Fold(v.Name, args[0], args[1])
			return r.Int == 1, ok && r.Op == sym.OpBool
		}
	}
	return false, false
}

// entry is what a table has for a key, or for what it does not have.
func (x *Assumer) entry(look, key *sym.Value) *sym.Value {
	if key != nil {
		if e, ok := look.Args[0].Lookup(key); ok && e != nil {
			return e
		}
	}
	if look.Typ == nil {
		return look
	}
	return x.In.Zero(look.Typ)
}
