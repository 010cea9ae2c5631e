package paths

import (
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// widen has paths suppose less by way of others: where a condition is true on the one and false on the other, which supposes nothing else but
// what the one does, and both have made the same attempts, the path says what it says whatever the condition is. What the two hold in a cell
// that conditions ask for no more than whether something is there becomes one of both. Then those are joined that have become the same.
func (m *merger) widen(in *sym.Interner) {
	m.own = make([]bool, len(m.states))
	for changed := true; changed; {
		changed = false
		for i := range m.states {
			for j := range m.states {
				changed = m.widened(i, j, in) || changed
			}
		}
		m.states = slices.DeleteFunc(m.states, func(s *State) bool { return s == nil })
		m.again()
	}
}

// again joins those that have become the same.
func (m *merger) again() {
	states := m.states
	m.states, m.hashes, m.own = m.states[:0:0], nil, nil
	for _, s := range states {
		m.add(s)
	}
	m.resolve()
}

// widened takes from the i-th path a supposition whose opposite the j-th one makes, which goes if that was all there was between them, and reports
// whether that can be done.
func (m *merger) widened(i, j int, in *sym.Interner) bool {
	s, t := m.states[i], m.states[j]
	if s == nil || t == nil {
		return false
	}
	at, ok := s.Assume.Opposite(t.Assume)
	if !ok || !sameAttempts(s, t) {
		return false
	}
	env, ok := either(s, t, in)
	if !ok {
		return false
	}
	both := len(s.Assume) == len(t.Assume) && sameCodes(s, t)
	w := m.owned(i)
	w.Env = env
	w.Assume = slices.Delete(slices.Clone(w.Assume), at, at+1)
	w.Cut = w.Cut || t.Cut
	for n, o := range t.Outs {
		if p := w.Outs[n]; p != o {
			c := *p
			c.agree(o)
			w.Outs[n] = &c
		}
	}
	m.Joined(w, t)
	w.agree(t)
	if both {
		m.states[j] = nil
	}
	return true
}

// sameAttempts reports whether t has made the attempts of s, with all their codes.
func sameAttempts(s, t *State) bool {
	if len(s.Outs) != len(t.Outs) || !s.Marks.same(t.Marks) || !s.results.equal(t.results) || !s.stack.equal(t.stack) {
		return false
	}
	for i, o := range s.Outs {
		if !o.Codes.SubsetOf(t.Outs[i].Codes) || !sameButCodes(o, t.Outs[i]) {
			return false
		}
	}
	return true
}

// either is what the cells hold of which it is not known which of two paths it was; it is not ok if that matters.
func either(s, t *State, in *sym.Interner) (env sym.Store, ok bool) {
	env = s.Env
	if env.Equal(t.Env) {
		return env, true
	}
	for k, v := range s.Env.All() {
		w := t.Env.At(k)
		if v == w {
			continue
		}
		u := one(k, v, w, s, t, in)
		if u == nil {
			return env, false
		}
		env.Set(k, u)
	}
	for k, w := range t.Env.All() {
		if s.Env.At(k) != nil {
			continue
		}
		u := one(k, w, nil, t, s, in)
		if u == nil {
			return env, false
		}
		env.Set(k, u)
	}
	return env, true
}

// one is what a cell holds where it is v on s and w on t, or nothing is in it there; nil if it matters on which of them one is.
func one(k sym.Key, v, w *sym.Value, s, t *State, in *sym.Interner) *sym.Value {
	switch {
	case w == nil && k.Node != nil: // it was made on s
		return v
	case k.Ghost != nil:
		if w == nil && k.Ghost.Counts && gotypes.IsMap(k.Base.Typ) { // headers that were made, or changed, on s
			return v
		}
		return nil
	case !plain(s, v) || w != nil && (!plain(t, w) || v.IsConst() && w.IsConst()):
		return nil
	case w != nil:
		return in.Either(v, w)
	case k.Base != nil: // what was in the field before, for which nobody has asked
		return in.Either(v, in.Make(sym.Value{Op: sym.OpField, Name: k.Field, Args: []*sym.Value{k.Base}, Typ: v.Typ}))
	}
	return nil
}

// plain reports whether conditions ask of a value no more than whether it is there: it counts nothing, is no flag, no failure and no function, and
// nothing comes out of it bit by bit.
func plain(s *State, v *sym.Value) bool {
	if v.Op == sym.OpString {
		return true
	}
	if s.DepsOf(v)&sym.DepOutcome != 0 || v.Typ == nil || v.Op == sym.OpClosure || v.Op == sym.OpFunc {
		return false
	}
	if gotypes.IsReader(v.Typ) || gotypes.IsContext(v.Typ) || gotypes.ImplementsError(v.Typ) {
		return false
	}
	switch u := v.Typ.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Map, *types.Slice, *types.Struct, *types.Array, *types.Pointer:
		return true
	}
	return false
}
