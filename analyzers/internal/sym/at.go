package sym

import (
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
)

// Elements is what a slice or array literal holds, or the keys of a map literal.
func (v *Value) Elements() ([]*Value, bool) {
	if v.Op == OpComposite && (v.Name == "slice" || v.Name == "map" && v.N == 1) {
		return v.Args, true
	}
	return nil, false
}

// Lookup finds k in a map literal: nil if it is certainly not there; false if that cannot be told.
func (m *Value) Lookup(k *Value) (*Value, bool) {
	if !k.IsConst() {
		return nil, false
	}
	for i := 0; i+1 < len(m.Args); i += 2 {
		if m.Args[i].Op == k.Op && m.Args[i].Int == k.Int && m.Args[i].Name == k.Name && m.Args[i].Float == k.Float {
			return m.Args[i+1], true
		}
		if !m.Args[i].IsConst() {
			return nil, false
		}
	}
	return nil, true
}

// at computes v for one status, where v depends on nothing else.
func (v *Value) at(code int) (Value, bool) {
	switch v.Op {
	case OpInt, OpFloat, OpString, OpBool:
		return *v, true
	case OpStatus, OpGRPCCode:
		return Value{Op: OpInt, Int: int64(code)}, true
	case OpUnary:
		a, ok := v.Args[0].at(code)
		if !ok {
			return a, false
		}
		switch {
		case v.Name == "!" && a.Op == OpBool:
			return boolean(a.Int == 0), true
		case v.Name == "-" && a.Op == OpInt:
			return Value{Op: OpInt, Int: -a.Int}, true
		}
	case OpConvert:
		a, ok := v.Args[0].at(code)
		b, isBasic := v.Typ.Underlying().(*types.Basic)
		if !ok || !isBasic {
			return a, false
		}
		if b.Info()&types.IsFloat != 0 && a.Op == OpInt {
			return Value{Op: OpFloat, Float: float64(a.Int)}, true
		}
		return a, b.Info()&types.IsInteger != 0 && a.Op == OpInt || b.Info()&types.IsString != 0 && a.Op == OpString
	case OpBinary:
		a, ok := v.Args[0].at(code)
		if !ok {
			return a, false
		}
		if a.Op == OpBool && (v.Name == "&&" && a.Int == 0 || v.Name == "||" && a.Int == 1) {
			return a, true // what stands behind may not be asked: 1 << (code - 400)
		}
		b, ok := v.Args[1].at(code)
		if !ok {
			return b, false
		}
		return Fold(v.Name, &a, &b)
	case OpIndex:
		return v.elementAt(code)
	case OpField:
		return v.partAt(code)
	case OpCall:
		if r, ok := v.membershipAt(code); ok {
			return r, true
		}
		return v.writtenAt(code)
	}
	return Value{}, false
}

// elementAt is an element of a list or a map literal by a key that depends on the status.
func (v *Value) elementAt(code int) (Value, bool) {
	m := v.Args[0]
	if m.Op == OpComposite && m.Name == "map" {
		switch e, ok := v.entryAt(code); {
		case !ok:
			return Value{}, false
		case e != nil:
			return e.at(code)
		}
		return v.zeroAt()
	}
	k, ok := v.Args[1].at(code)
	if ok && m.Op != OpComposite && k.Op == OpInt {
		return v.pieceAt(code, k.Int)
	}
	if !ok || m.Op != OpComposite {
		return k, false
	}
	if m.Name == "slice" {
		if k.Op != OpInt || k.Int < 0 || k.Int >= int64(len(m.Args)) {
			return k, false
		}
		return m.Args[k.Int].at(code)
	}
	return k, false
}

// entryAt is what a map literal has for a key that depends on the status, nil if it has nothing; false if v is no such element, or that is not
// known.
func (v *Value) entryAt(code int) (*Value, bool) {
	if v.Op != OpIndex || v.Args[0].Op != OpComposite || v.Args[0].Name != "map" {
		return nil, false
	}
	k, ok := v.Args[1].at(code)
	if !ok {
		return nil, false
	}
	return v.Args[0].Lookup(&k)
}

// partAt is a field of a struct in a map literal, by a key that depends on the status.
func (v *Value) partAt(code int) (Value, bool) {
	e, ok := v.Args[0].entryAt(code)
	if !ok {
		return Value{}, false
	}
	if e != nil {
		part, ok := e.Part(v.Name)
		if !ok {
			return Value{}, false
		}
		if part != nil {
			return part.at(code)
		}
	}
	return v.zeroAt()
}

// Part is what a struct that is written out has for a field, nil where it says nothing of that; false of any other value.
func (v *Value) Part(field string) (*Value, bool) {
	for v.Op == OpWith && len(v.Args) == 2 {
		if v.Name == field {
			return v.Args[1], true
		}
		v = v.Args[0]
	}
	return nil, v.Op == OpComposite && v.Name == "struct"
}

// zeroAt is the zero value of a type, for what a table does not have.
func (v *Value) zeroAt() (Value, bool) {
	if v.Typ == nil {
		return Value{}, false
	}
	t, isBasic := v.Typ.Underlying().(*types.Basic)
	switch {
	case !isBasic:
		return Value{}, false
	case t.Info()&types.IsBoolean != 0:
		return boolean(false), true
	case t.Info()&types.IsInteger != 0:
		return Value{Op: OpInt}, true
	case t.Info()&types.IsString != 0:
		return Value{Op: OpString}, true
	}
	return Value{}, false
}

// First is the name of the function of conditions that is the number of the first that holds, or -1.
const First = "first"

// membershipAt tells whether a map literal has a key, or a list an element, that depends on the status.
func (v *Value) membershipAt(code int) (Value, bool) {
	switch v.Name {
	case "mapok":
		k, ok := v.Args[1].at(code)
		if !ok || v.Args[0].Op != OpComposite || v.Args[0].Name != "map" {
			return k, false
		}
		e, ok := v.Args[0].Lookup(&k)
		return boolean(e != nil), ok
	case "contains":
		elems, ok := v.Args[0].Elements()
		k, kok := v.Args[1].at(code)
		if !ok || !kok {
			return k, false
		}
		for _, e := range elems {
			c, ok := e.at(code)
			if !ok {
				return c, false
			}
			if c.Op == k.Op && c.Int == k.Int && c.Name == k.Name {
				return boolean(true), true
			}
		}
		return boolean(false), true
	case First:
		for i, cond := range v.Args {
			c, ok := cond.at(code)
			if !ok || c.Op != OpBool {
				return c, false
			}
			if c.Int == 1 {
				return Value{Op: OpInt, Int: int64(i)}, true
			}
		}
		return Value{Op: OpInt, Int: -1}, true
	}
	return Value{}, false
}

// TrueSet is the set of statuses for which v holds, if that can be told for all that are possible.
func (in *Interner) TrueSet(v *Value, possible codeset.Statuses) (codeset.Statuses, bool) {
	s, ok := in.trueSets[v]
	if !ok {
		s.set, s.unknown = v.trueSet()
		in.trueSets[v] = s
	}
	return s.set, possible.Intersect(s.unknown).Empty()
}

// TrueSet is what an interner keeps, for a value of which that is asked once.
func (v *Value) TrueSet() (codeset.Statuses, bool) {
	set, unknown := v.trueSet()
	return set, unknown.Empty()
}

// trueSet are the statuses for which v holds, and those of which that cannot be told: 1 << (code - 400) is nothing below 400.
func (v *Value) trueSet() (set, unknown codeset.Statuses) {
	holds := func(code int) (holds, known bool) {
		r, known := v.at(code)
		return r.Int == 1, known && r.Op == OpBool
	}
	if _, known := holds(404); !known {
		if _, known = holds(503); !known { // something else is in it
			return set, codeset.AllStatuses()
		}
	}
	last, told := false, true
	var steps []int64
	stepwise := v.steps(&steps)
	slices.Sort(steps)
	set = codeset.Where(func(code int) bool {
		if stepwise && code > 0 { // as the status before it, unless something is compared with one of them
			for len(steps) > 0 && steps[0] < int64(code) {
				steps = steps[1:]
			}
			if len(steps) == 0 || steps[0] != int64(code) {
				if !told {
					unknown = unknown.Union(codeset.Status(code))
				}
				return last
			}
		}
		if last, told = holds(code); !told {
			unknown = unknown.Union(codeset.Status(code))
			last = false
		}
		return last
	})
	return set, unknown
}

// steps adds the statuses at which the truth of a condition can change, from one to the next; false if it can change anywhere, as
// where one is computed with.
func (v *Value) steps(at *[]int64) bool {
	switch v.Op {
	case OpStatus, OpGRPCCode, OpBool:
		return true
	case OpInt:
		*at = append(*at, v.Int, v.Int+1)
		return true
	case OpUnary:
		return v.Name == "!" && v.Args[0].steps(at)
	case OpBinary:
		switch v.Name {
		case "==", "!=", "<", "<=", ">", ">=", "&&", "||":
			return v.Args[0].steps(at) && v.Args[1].steps(at)
		}
	case OpCall:
		if v.Name != "contains" {
			return false
		}
		elems, ok := v.Args[0].Elements()
		return ok && v.Args[1].steps(at) && !slices.ContainsFunc(elems, func(e *Value) bool { return e.Op != OpInt || !e.steps(at) })
	}
	return false
}

type trueSet struct {
	set, unknown codeset.Statuses
}
