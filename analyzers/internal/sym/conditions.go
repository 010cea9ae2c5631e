package sym

import (
	"cmp"
	"slices"
)

// NilTest reports whether a condition compares with nil: whether the attempt failed, in whatever words.
func NilTest(cond *Value) bool {
	return cond.Op == OpBinary && slices.ContainsFunc(cond.Args, func(v *Value) bool { return v.Op == OpNil })
}

// An Assumption is a condition on an outcome that the engine cannot read, taken to be true or false: what a path says
// under it is a mere possibility, until the path with the opposite assumption turns out to say the same.
type Assumption struct {
	Cond  *Value
	Truth bool
}

// Resolve joins what two paths say under assumptions that differ in nothing but the truth of one.
func Resolve(a, b Assumptions) (common Assumptions, ok bool) {
	if len(a) != len(b) {
		return nil, false
	}
	at := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if a[i].Cond != b[i].Cond || at >= 0 {
			return nil, false
		}
		at = i
	}
	if at < 0 {
		return nil, false
	}
	return slices.Delete(slices.Clone(a), at, at+1), true
}

// Assumptions are conditions and their truth, in the order of the conditions' numbers. They are not changed in place.
type Assumptions []Assumption

func (a Assumptions) find(cond *Value) (int, bool) {
	return slices.BinarySearchFunc(a, cond, func(a Assumption, c *Value) int { return cmp.Compare(a.Cond.ID, c.ID) })
}

// Truth is what is assumed of a condition, if anything is.
func (a Assumptions) Truth(cond *Value) (truth, known bool) {
	i, known := a.find(cond)
	return known && a[i].Truth, known
}

// Holds reports whether all of b are among a.
func (a Assumptions) Holds(b Assumptions) bool {
	i := 0
	for _, x := range b {
		if i = a.from(i, x.Cond); i == len(a) || a[i] != x {
			return false
		}
	}
	return true
}

// Opposite is the place among a of the one whose opposite is in b, if all others of b are among a.
func (a Assumptions) Opposite(b Assumptions) (at int, ok bool) {
	i := 0
	for _, x := range b {
		i = a.from(i, x.Cond)
		switch {
		case i == len(a) || a[i].Cond != x.Cond, a[i].Truth != x.Truth && ok:
			return 0, false
		case a[i].Truth != x.Truth:
			at, ok = i, true
		}
	}
	return at, ok
}

// from is the place from i on of the first whose condition is not before cond.
func (a Assumptions) from(i int, cond *Value) int {
	for i < len(a) && a[i].Cond.ID < cond.ID {
		i++
	}
	return i
}

// With is a and one more assumption, unless there is one about the condition.
func (a Assumptions) With(cond *Value, truth bool) Assumptions {
	i, known := a.find(cond)
	if known {
		return a
	}
	out := make(Assumptions, len(a)+1)
	copy(out, a[:i])
	out[i] = Assumption{cond, truth}
	copy(out[i+1:], a[i:])
	return out
}

// Without are the assumptions whose conditions drop does not hold for.
func (a Assumptions) Without(drop func(*Value) bool) Assumptions {
	if !slices.ContainsFunc(a, func(x Assumption) bool { return drop(x.Cond) }) {
		return a
	}
	return slices.DeleteFunc(slices.Clone(a), func(x Assumption) bool { return drop(x.Cond) })
}

// Any reports whether f holds for one of them.
func (a Assumptions) Any(f func(cond *Value, truth bool) bool) bool {
	return slices.ContainsFunc(a, func(x Assumption) bool { return f(x.Cond, x.Truth) })
}
