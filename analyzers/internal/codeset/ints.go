package codeset

import (
	"encoding/binary"
	"errors"
	"iter"
	"math"
	"slices"
	"sort"
)

// Ints is a set of a provider's numeric codes, over all of int64. The zero value is the empty set.
type Ints struct {
	// list is sorted, and its intervals neither overlap nor touch: one set has one list. It is never written to, so
	// that sets may share it.
	list []interval
}

// An interval is the numbers from lo to hi, both included; lo <= hi.
type interval struct{ lo, hi int64 }

// AllInts returns the set of every int64.
func AllInts() Ints { return IntRange(math.MinInt64, math.MaxInt64) }

// IntRange returns the codes from lo to hi, both included; none if lo > hi.
func IntRange(lo, hi int64) Ints {
	if lo > hi {
		return Ints{}
	}
	return Ints{[]interval{{lo, hi}}}
}

// IntsOf returns the set of the given codes.
func IntsOf(codes ...int64) Ints {
	sorted := slices.Clone(codes)
	slices.Sort(sorted)
	var list []interval
	for _, c := range sorted {
		list = add(list, interval{c, c})
	}
	return Ints{list}
}

// add appends v to list, which has nothing that begins after v, and joins v with the last interval if they overlap or
// touch.
func add(list []interval, v interval) []interval {
	if n := len(list); n > 0 {
		// In this order nothing overflows: v.lo-1 is computed only where v.lo is not the smallest.
		if last := &list[n-1]; v.lo <= last.hi || v.lo-1 == last.hi {
			last.hi = max(last.hi, v.hi)
			return list
		}
	}
	return append(list, v)
}

// Union returns the codes in s, in t or in both.
func (s Ints) Union(t Ints) Ints {
	a, b := s.list, t.list
	if len(a) == 0 {
		return t
	}
	if len(b) == 0 {
		return s
	}
	list := make([]interval, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].lo <= b[0].lo {
			list, a = add(list, a[0]), a[1:]
		} else {
			list, b = add(list, b[0]), b[1:]
		}
	}
	return Ints{list}
}

// Intersect returns the codes that s and t have in common.
func (s Ints) Intersect(t Ints) Ints {
	a, b := s.list, t.list
	var list []interval
	for len(a) > 0 && len(b) > 0 {
		if lo, hi := max(a[0].lo, b[0].lo), min(a[0].hi, b[0].hi); lo <= hi {
			list = append(list, interval{lo, hi})
		}
		if a[0].hi < b[0].hi {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return Ints{list}
}

// Minus returns the codes in s that are not in t.
func (s Ints) Minus(t Ints) Ints { return s.Intersect(t.Complement()) }

// Complement returns every int64 that is not in s.
func (s Ints) Complement() Ints { return Ints{holes(s.list, math.MinInt64, math.MaxInt64)} }

// holes returns the intervals from lo to hi between and around those of list.
func holes(list []interval, lo, hi int64) []interval {
	var out []interval
	for _, v := range list {
		if lo < v.lo {
			out = append(out, interval{lo, v.lo - 1})
		}
		if v.hi == hi { // v.hi+1 might overflow
			return out
		}
		lo = v.hi + 1
	}
	return append(out, interval{lo, hi})
}

// Contains reports whether code is in s.
func (s Ints) Contains(code int64) bool {
	i := sort.Search(len(s.list), func(i int) bool { return s.list[i].hi >= code })
	return i < len(s.list) && s.list[i].lo <= code
}

// Empty reports whether s has no member.
func (s Ints) Empty() bool { return len(s.list) == 0 }

// Equal reports whether s and t have the same members.
func (s Ints) Equal(t Ints) bool { return slices.Equal(s.list, t.list) }

// Intervals yields s as the fewest intervals, in ascending order, as first and last member.
func (s Ints) Intervals() iter.Seq2[int64, int64] {
	return func(yield func(lo, hi int64) bool) {
		for _, v := range s.list {
			if !yield(v.lo, v.hi) {
				return
			}
		}
	}
}

// String writes s as a person would, in at most 60 characters, in the manner of [Statuses.String]: "10001 and 10003",
// "5000-5999 except 5003", "any code but 0", "1 and above", "-5 to -1", "any code", "no code".
func (s Ints) String() string {
	if s.Empty() {
		return "no code"
	}
	return intPrinter.print(s.list, "")
}

// Key returns a string that two sets share if and only if they are equal. It is meant for maps, not for people.
func (s Ints) Key() string { return string(s.encode()) }

func (s Ints) encode() []byte {
	var b []byte
	for _, v := range s.list {
		b = binary.AppendVarint(b, v.lo)
		b = binary.AppendUvarint(b, uint64(v.hi)-uint64(v.lo))
	}
	return b
}

// MarshalBinary encodes s. Equal sets have equal encodings, and the empty set's is empty.
func (s Ints) MarshalBinary() ([]byte, error) { return s.encode(), nil }

// UnmarshalBinary sets s to the set that MarshalBinary encoded as data. It leaves s alone if it returns an error.
func (s *Ints) UnmarshalBinary(data []byte) error {
	d := decoder{data: data}
	var list []interval
	for !d.done() {
		lo := d.varint()
		v := interval{lo, int64(uint64(lo) + d.uvarint())}
		n := len(list)
		// Equal and Contains rely on the order and on the gaps, so both are checked.
		if v.lo > v.hi || n > 0 && (v.lo <= list[n-1].hi || v.lo-1 == list[n-1].hi) {
			d.fail()
		}
		list = append(list, v)
	}
	if d.bad {
		return errors.New("codeset: malformed encoding of Ints")
	}
	s.list = list
	return nil
}
