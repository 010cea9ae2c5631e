package paths

import (
	"cmp"
	"maps"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// mergeable reports whether two states differ in nothing but the codes, so that one state with both sets stands for both.
func mergeable(a, b *State) bool {
	if len(a.Outs) != len(b.Outs) || a.Env.Size != b.Env.Size {
		return false
	}
	for i, o := range a.Outs {
		if !sameButCodes(o, b.Outs[i]) {
			return false
		}
	}
	return a.Marks.same(b.Marks) && a.Env.Equal(b.Env) && a.results.equal(b.results) && a.stack.equal(b.stack)
}

func sameButCodes(o, p *Outcome) bool {
	if o == p {
		return true
	}
	if o.Id != p.Id || o.Failed != p.Failed || o.Seen != p.Seen || o.Tries != p.Tries || o.Renewals != p.Renewals || o.Via != p.Via || o.ViaPath != p.ViaPath || o.Came != p.Came ||
		o.Wait != p.Wait || o.Waits != p.Waits || o.Capped != p.Capped || o.PrevW != p.PrevW || o.PrevB != p.PrevB ||
		o.Renewed != p.Renewed || o.Anew != p.Anew || o.Stale != p.Stale || o.Passed != p.Passed || o.Named != p.Named || o.inputs != p.inputs || !maps.EqualFunc(o.Carrier, p.Carrier, sym.CodeSet.Equal) || !o.Marks.same(p.Marks) {
		return false
	}
	if (o.prev == nil) != (p.prev == nil) {
		return false
	}
	// The codes of the round before are joined only if they are equal: a union there would forget which
	// first outcome led to which wait.
	return o.prev == nil || o.prev.Codes == p.prev.Codes && sameButCodes(o.prev, p.prev)
}

// A Joiner is told of each state that is about to become one with another, to which it is the same in all but the codes and what
// marks join.
type Joiner interface {
	Joined(into, from *State)
}

// Merge joins the states that differ in codes only; where there are more than limit of them, also those of which no rule can ask what sets them
// apart (see dominant and widen). Of what is still more the rest is let go: every finding is the claim that a
// path exists, so that a path not followed can hide a finding but not make one.
func Merge(states []*State, limit int, in *sym.Interner, j Joiner) []*State {
	if len(states) < 2 {
		return states
	}
	m := &merger{Joiner: j, states: make([]*State, 0, len(states)), hashes: make([]uint64, 0, len(states)), own: make([]bool, 0, len(states))}
	for _, s := range states {
		s.forgetRounds()
		m.add(s)
	}
	m.resolve()
	if len(m.states) > limit {
		m.states = dominant(m.states)
	}
	if len(m.states) > limit {
		m.widen(in)
	}
	if len(m.states) > limit {
		return thin(m.states, limit)
	}
	return m.states
}

// A merger has the states that are left of those which are merged.
type merger struct {
	Joiner
	states []*State
	hashes []uint64
	own    []bool // the state is nobody else's, so that it can be changed in place
}

// add joins a state to one that differs in codes only, or keeps it beside the others.
func (m *merger) add(s *State) {
	h := s.hash()
	for i, t := range m.states {
		if m.hashes[i] == h && t.absorbs(s) {
			m.absorb(i, s)
			return
		}
	}
	m.states, m.hashes, m.own = append(m.states, s), append(m.hashes, h), append(m.own, false)
}

// absorb makes a state stand for s as well.
func (m *merger) absorb(i int, s *State) {
	t := m.owned(i)
	t.absorb(s)
	m.Joined(t, s)
	t.agree(s)
}

// owned is a state that can be changed.
func (m *merger) owned(i int) *State {
	if !m.own[i] {
		m.states[i], m.own[i] = m.states[i].Fork(), true
	}
	return m.states[i]
}

// resolve joins pairs of states that were split by a condition which the engine cannot read and that made no difference after
// all.
func (m *merger) resolve() {
	gone := 0
	for i, h := range m.hashes {
		if slices.Contains(m.hashes[:i], h) || !slices.Contains(m.hashes[i+1:], h) {
			continue
		}
		alike := []int{i}
		for j := i + 1; j < len(m.hashes); j++ {
			if m.hashes[j] == h {
				alike = append(alike, j)
			}
		}
		gone += m.resolveAlike(alike)
	}
	if gone > 0 {
		m.states = slices.DeleteFunc(m.states, func(s *State) bool { return s == nil })
	}
}

// resolveAlike is resolve for states with the same hash. Those that are joined to others become nil; it returns their number.
func (m *merger) resolveAlike(alike []int) (gone int) {
	pairs := func(join func(i, j int) bool) (changed bool) {
		for n, i := range alike {
			for _, j := range alike[n+1:] {
				if m.states[i] != nil && m.states[j] != nil && join(i, j) {
					m.states[j] = nil
					gone++
					changed = true
				}
			}
		}
		return changed
	}
	for pairs(func(i, j int) bool {
		s, t := m.states[i], m.states[j]
		common, ok := sym.Resolve(s.Assume, t.Assume)
		if !ok || !sameCodes(s, t) || !mergeable(s, t) {
			return false
		}
		s = m.owned(i)
		s.Assume = common
		s.Cut = s.Cut || t.Cut
		m.Joined(s, t)
		s.agree(t)
		return true
	}) {
		pairs(func(i, j int) bool { // it may now equal another
			if !m.states[i].absorbs(m.states[j]) {
				return false
			}
			m.absorb(i, m.states[j])
			return true
		})
	}
	return gone
}

// thin keeps n of the states, those that have gone furthest first, and of these the ones that suppose least: they are what is certain. First
// come those that alone have made some attempts and go on with some codes of the last, then those that alone have some answers (nil, true) to
// the calls at hand as well, then the others.
func thin(states []*State, n int) []*State {
	type kind struct {
		made    uint64
		failed  domain.Tri
		codes   codeset.Statuses
		answers uint64
	}
	states = slices.Clone(states)
	slices.SortStableFunc(states, func(a, b *State) int {
		return cmp.Or(cmp.Compare(b.progress(), a.progress()), cmp.Compare(len(a.Assume), len(b.Assume)))
	})
	seen := map[kind]bool{}
	out := make([]*State, 0, n)
	keep := func(of func(*State) kind) {
		states = slices.DeleteFunc(states, func(s *State) bool {
			k := of(s)
			if seen[k] || len(out) == n {
				return false
			}
			seen[k] = true
			out = append(out, s)
			return true
		})
	}
	fared := func(s *State) kind {
		k := kind{made: s.made()}
		if o, _ := s.Newest(); o != nil {
			k.failed, k.codes = o.Failed, o.Codes
		}
		return k
	}
	keep(fared)
	keep(func(s *State) kind {
		k := fared(s)
		k.answers = s.Answers()
		return k
	})
	out = append(out, states[:n-len(out)]...)
	for _, s := range out {
		s.Cut = true
	}
	return out
}

// made is a hash of the attempts that a path has made: by which calls it came to them, and how often.
func (s *State) made() uint64 {
	var h uint64
	for _, o := range s.Outs {
		for _, b := range []byte(o.Id.Path) {
			h = h*31 + uint64(b)
		}
		h = h*31 + uint64(o.Tries)
	}
	return h
}

// Answers is a hash of what the calls at hand returned, as far as it is nil, true or false.
func (s *State) Answers() uint64 {
	var h uint64
	for _, r := range s.results {
		k := uint64(r.call.Pos())
		for _, v := range r.value.Results() {
			k = k*0x9e3779b97f4a7c15 + 3
			switch {
			case v.Op == sym.OpNil || s.foundNil(v):
				k++
			case v.Op == sym.OpBool:
				k += 2 + uint64(v.Int)
			}
		}
		h += k * 0xbf58476d1ce4e5b9
	}
	return h
}

// foundNil reports whether the path passed a condition that a value is nil.
func (s *State) foundNil(v *sym.Value) bool {
	return !v.IsConst() && s.Facts.Any(func(cond *sym.Value, truth bool) bool {
		return sym.NilTest(cond) && truth == (cond.Name == "==") && slices.Contains(cond.Args, v)
	})
}

// forgetRounds lets go of the rounds before the newest that nothing refers to any more.
func (s *State) forgetRounds() {
	for i, o := range s.Outs {
		if o.prev == nil {
			continue
		}
		used := false
		for _, v := range s.Env.From(sym.DepOutcome) {
			if v.Any(func(p *sym.Value) bool {
				return o.returned(p) && p.N == o.prev.Id.Round
			}) {
				used = true
				break
			}
		}
		if !used {
			c := *o
			c.prev = nil
			s.Outs[i] = &c
		}
	}
}

// absorbs reports whether t and s differ in codes only.
func (t *State) absorbs(s *State) bool {
	return slices.Equal(s.Assume, t.Assume) && mergeable(s, t) && t.readsNothingOf(s) && s.readsNothingOf(t)
}

// readsNothingOf reports whether a reader that is nil on the path to t is nil on the path to s as well, or s has counted nothing that would be
// forgotten: what is sent of a reader that is not nil may depend on it, as there are no more attempts.
func (t *State) readsNothingOf(s *State) bool {
	return !s.counts(t) || !t.Facts.Any(func(cond *sym.Value, truth bool) bool {
		return sym.NilTest(cond) && truth == (cond.Name == "==") && slices.ContainsFunc(cond.Args, func(v *sym.Value) bool {
			return v.Typ != nil && gotypes.IsReader(v.Typ) && !s.foundNil(v)
		})
	})
}

// counts reports whether the path to s has found how far something is counted, of which that to t knows nothing.
func (s *State) counts(t *State) bool {
	return s.Facts.Any(func(cond *sym.Value, truth bool) bool {
		was, known := t.Facts.Truth(cond)
		_, ok := sym.OrderOf(cond, truth)
		return ok && !(known && was == truth)
	})
}

// absorb makes t stand for s as well, which differs in codes only.
func (t *State) absorb(s *State) {
	for i, o := range s.Outs {
		if t.Outs[i] != o {
			c := *t.Outs[i]
			if domain.Telling(o.Codes) > domain.Telling(c.Codes) {
				c.Test = o.Test
			}
			c.Codes = c.Codes.Union(o.Codes)
			c.agree(o)
			t.Outs[i] = &c
		}
	}
	t.Cut = t.Cut || s.Cut
}

// shared are the assumptions in both lists.
func shared(a, b sym.Assumptions) sym.Assumptions {
	if slices.Equal(a, b) {
		return a
	}
	return slices.DeleteFunc(slices.Clone(a), func(x sym.Assumption) bool {
		truth, known := b.Truth(x.Cond)
		return !known || truth != x.Truth
	})
}

// agree keeps of what led to an attempt what holds on both paths.
func (o *Outcome) agree(p *Outcome) {
	o.Leapt = o.Leapt && p.Leapt
	o.before = shared(o.before, p.before)
}

// agree keeps the facts that hold in both.
func (t *State) agree(s *State) {
	t.Facts = shared(t.Facts, s.Facts)
}

func sameCodes(s, t *State) bool {
	if len(s.Outs) != len(t.Outs) {
		return false
	}
	for i, o := range s.Outs {
		if o.Codes != t.Outs[i].Codes {
			return false
		}
	}
	return true
}

func (s *State) progress() int {
	n := 0
	for _, o := range s.Outs {
		n += o.Tries
	}
	return n
}
