package paths

import (
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Allows reports whether a condition can be true, or false, beside what the path has decided about the same numbers: in the
// last round of for n := 0; n < max; n++, in which n < max-1 was false, the loop ends.
func (s *State) Allows(cond *sym.Value, truth bool) bool {
	o, ok := sym.OrderOf(cond, truth)
	if !ok {
		return true
	}
	lo, hi := o.Lo, o.Hi
	holes := map[int64]bool{}
	if o.Except {
		holes[o.Not] = true
	}
	if o.From == nil && sym.FromZero(cond) {
		lo = max(lo, 0)
	}
	for _, f := range s.Facts {
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

// Caps reports whether a path has compared something unknown with a delay: then that is where the delay stops to grow.
func (s *State) Caps(d time.Duration) bool {
	for _, f := range s.Facts {
		cond := f.Cond
		if cond.Op == sym.OpBinary && (cond.Name == "<" || cond.Name == "<=" || cond.Name == ">" || cond.Name == ">=") &&
			slices.ContainsFunc(cond.Args, func(v *sym.Value) bool { return v.Op == sym.OpInt && v.Int == int64(d) }) {
			return true
		}
	}
	return false
}

// KnowsError reports whether a path knows of an error of a kind that there is.
func (s *State) KnowsError(kind func(*sym.Value) bool) bool {
	for _, f := range s.Facts {
		cond := f.Cond
		if sym.NilTest(cond) && (cond.Name == "!=") == f.Truth && slices.ContainsFunc(cond.Args, func(v *sym.Value) bool { return v.Typ != nil && gotypes.MayBeFailure(v.Typ) && kind(v) }) {
			return true
		}
	}
	return false
}

// Spoils reports whether a path knows of an error that was made from what an attempt returned.
func (s *State) Spoils(o *Outcome) bool {
	return s.KnowsError(func(v *sym.Value) bool {
		id, ok := v.Attempt()
		return ok && id == o.Id && v.Op != sym.OpResult
	})
}

// Impossible reports whether a path supposes of a number what cannot all be so.
func (s *State) Impossible() bool { return s.Facts.Impossible() }
