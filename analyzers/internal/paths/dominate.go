package paths

import (
	"go/token"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// dominant leaves out the paths of which others say all that rules will ask, and suppose less: they have made the same attempts, with codes
// among theirs, hold the same as far as conditions tell it apart (nil, true, a number, an answer of an attempt or not, a type), and were
// decided by no condition that was not read but those that the other was decided by as well. What is left are paths, so that whatever is
// found on them is there.
func dominant(states []*State) []*State {
	outlines := make([]uint64, len(states))
	for i, s := range states {
		outlines[i] = s.outline()
	}
	var out []*State
	for i, s := range states {
		dominated := false
		for j, t := range states {
			if i != j && outlines[i] == outlines[j] && t.dominates(s) && !(i < j && s.dominates(t)) { // of two that say the same the first stays
				dominated = true
				break
			}
		}
		if !dominated {
			out = append(out, s)
		}
	}
	return out
}

// dominates reports whether all that a path of the same outline says is said by t, which supposes no more.
func (t *State) dominates(s *State) bool {
	if t.Cut && !s.Cut || len(t.Outs) != len(s.Outs) || !s.Assume.Holds(t.Assume) || !t.Marks.same(s.Marks) || !t.stack.equal(s.stack) {
		return false
	}
	for i, o := range s.Outs {
		p := t.Outs[i]
		if !o.Codes.SubsetOf(p.Codes) {
			return false
		}
		if o.Waits == p.Waits|domain.WaitLock { // that nothing but a lock delays it says no more than that nothing does
			c := *o
			c.Waits = p.Waits
			o = &c
		}
		if !sameButCodes(o, p) {
			return false
		}
	}
	return true
}

// outline is a hash of what a path holds, as far as conditions tell it apart.
func (s *State) outline() uint64 {
	h := s.Env.SumOf(func(k sym.Key, v *sym.Value) (uint64, bool) {
		switch {
		case k.Ghost != nil && !k.Ghost.Counts && !k.Ghost.Ends:
			return 0, false
		case k.Ghost != nil && v.Op == sym.OpInt: // how often something was done
			return 0, true
		}
		return s.sort(v), true
	})
	for i, r := range s.results {
		for j, v := range r.value.Results() {
			h += (uint64(i)<<32 ^ uint64(j)<<16 ^ s.sort(v)) * 0xbf58476d1ce4e5b9
		}
	}
	return h
}

// sort is what a condition tells of a value.
func (s *State) sort(v *sym.Value) uint64 {
	switch {
	case v.IsConst(), v.Op == sym.OpClosure, v.Op == sym.OpFunc:
		return uint64(v.ID)<<8 + 1
	case v.Op == sym.OpNil, s.foundNil(v):
		return 2
	}
	h := uint64(s.DepsOf(v))<<8 + 3
	if n := gotypes.Named(v.Typ); n != nil {
		h += uint64(n.Obj().Pos()) << 16
	}
	at := token.NoPos
	if v.Obj != nil {
		at = v.Obj.Pos()
	}
	return h ^ uint64(at)<<24 ^ uint64(v.Op)<<48
}
