package index

import (
	"iter"
	"math/bits"
)

// A varset is a set of the variables of a function, by their numbers. It is not changed in place; nil is empty.
type varset []uint64

// with is the set and i, which is none if it is negative.
func (s varset) with(i int) varset {
	if i < 0 || s.has(i) {
		return s
	}
	out := make(varset, max(len(s), i/64+1))
	copy(out, s)
	out[i/64] |= 1 << (i % 64)
	return out
}

func (s varset) has(i int) bool { return i/64 < len(s) && s[i/64]&(1<<(i%64)) != 0 }

// without is the set without i, which is none if it is negative.
func (s varset) without(i int) varset {
	if i < 0 || !s.has(i) {
		return s
	}
	out := append(varset(nil), s...)
	out[i/64] &^= 1 << (i % 64)
	return out
}

func (s varset) union(t varset) varset {
	if len(s) < len(t) {
		s, t = t, s
	}
	for i, w := range t {
		if w&^s[i] == 0 {
			continue
		}
		out := append(varset(nil), s...)
		for j := i; j < len(t); j++ {
			out[j] |= t[j]
		}
		return out
	}
	return s
}

func (s varset) minus(t varset) varset {
	out := append(varset(nil), s...)
	for i := range min(len(s), len(t)) {
		out[i] &^= t[i]
	}
	return out
}

func (s varset) equal(t varset) bool {
	if len(s) < len(t) {
		s, t = t, s
	}
	for i, w := range s {
		if i < len(t) && w != t[i] || i >= len(t) && w != 0 {
			return false
		}
	}
	return true
}

// all are the numbers in the set, in order.
func (s varset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(i*64 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
