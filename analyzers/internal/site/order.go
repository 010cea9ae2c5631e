package site

import "github.com/retryvet/retryvet/analyzers/internal/sym"

// allows reports whether a condition can be true, or false, beside what the path has decided about the same numbers: in the
// last round of for n := 0; n < max; n++, in which n < max-1 was false, the loop ends.
func (st *state) allows(cond *sym.Value, truth bool) bool {
	o, ok := sym.OrderOf(cond, truth)
	if !ok {
		return true
	}
	lo, hi := o.Lo, o.Hi
	holes := map[int64]bool{}
	if o.Except {
		holes[o.Not] = true
	}
	if o.From == nil && o.To.Op == sym.OpLen {
		lo = max(lo, 0)
	}
	for _, f := range st.facts {
		g, ok := sym.OrderOf(f.Cond, f.Truth)
		if !ok || g.From != o.From || g.To != o.To {
			continue
		}
		lo, hi = max(lo, g.Lo), min(hi, g.Hi)
		if g.Except {
			holes[g.Not] = true
		}
	}
	for lo <= hi && holes[lo] {
		lo++
	}
	return lo <= hi
}
