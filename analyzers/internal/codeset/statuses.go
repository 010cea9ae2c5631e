package codeset

import (
	"encoding/binary"
	"errors"
	"iter"
	"math/bits"
)

const (
	maxStatus = 999 // the largest plain member of a Statuses

	// The two special members are bits of the same set, next to the plain ones, so that the set operations need not
	// know of them.
	transport = maxStatus + 1
	other     = maxStatus + 2

	members = other + 1 // how many members AllStatuses has

	// Statuses from 100 to 599 exist in practice; the rest of the domain is there because programs compare with it.
	firstReal, lastReal = 100, 599
)

// Statuses is a set of outcomes of an HTTP request. Its members are the plain statuses 0 to 999, where 0 is what clients
// report when there was no status; Transport, the outcome of a request that got no response at all; and Other, a failure
// that is neither, such as a body that could not be decoded.
//
// The zero value is the empty set. Two sets are equal if and only if they are equal under ==, so Statuses can be the key
// of a map.
type Statuses struct {
	bits [(members + 63) / 64]uint64 // bits from members on are always clear
}

// AllStatuses returns the set of every outcome: all plain statuses, Transport and Other.
func AllStatuses() Statuses { return span(0, members-1) }

// StatusRange returns the plain statuses from lo to hi, both included. What lies outside 0 to 999 is left out; the set is
// empty if lo > hi.
func StatusRange(lo, hi int) Statuses { return span(max(lo, 0), min(hi, maxStatus)) }

// Status returns the set of the given plain statuses. Codes outside 0 to 999 are left out.
func Status(codes ...int) Statuses {
	var s Statuses
	for _, c := range codes {
		if c >= 0 && c <= maxStatus {
			s.bits[c/64] |= 1 << (c % 64)
		}
	}
	return s
}

// TransportOnly returns the set whose only member is Transport: there was no response.
func TransportOnly() Statuses { return span(transport, transport) }

// OtherOnly returns the set whose only member is Other: a failure that is neither a status nor a transport error.
func OtherOnly() Statuses { return span(other, other) }

// Where returns the plain statuses for which pred is true. It serves conditions that are not comparisons, such as
// code/100 == 5; it is asked for them in order.
func Where(pred func(code int) bool) Statuses {
	var s Statuses
	for c := range maxStatus + 1 {
		if pred(c) {
			s.bits[c/64] |= 1 << (c % 64)
		}
	}
	return s
}

// span returns the set of the bits lo to hi, which lie within the set.
func span(lo, hi int) Statuses {
	var s Statuses
	if lo > hi {
		return s
	}
	for w := lo / 64; w <= hi/64; w++ {
		s.bits[w] = ^uint64(0)
	}
	s.bits[lo/64] &= ^uint64(0) << (lo % 64)
	s.bits[hi/64] &= ^uint64(0) >> (63 - hi%64)
	return s
}

// Union returns the members of s, of t or of both.
func (s Statuses) Union(t Statuses) Statuses {
	for i := range s.bits {
		s.bits[i] |= t.bits[i]
	}
	return s
}

// Intersect returns the members that s and t have in common.
func (s Statuses) Intersect(t Statuses) Statuses {
	for i := range s.bits {
		s.bits[i] &= t.bits[i]
	}
	return s
}

// Minus returns the members of s that t does not have.
func (s Statuses) Minus(t Statuses) Statuses {
	for i := range s.bits {
		s.bits[i] &^= t.bits[i]
	}
	return s
}

// Complement returns every outcome that s does not have, Transport and Other included.
func (s Statuses) Complement() Statuses { return AllStatuses().Minus(s) }

// Contains reports whether the plain status code is a member. A code outside 0 to 999 never is.
func (s Statuses) Contains(code int) bool { return code >= 0 && code <= maxStatus && s.has(code) }

// HasTransport reports whether Transport, the outcome without a response, is a member.
func (s Statuses) HasTransport() bool { return s.has(transport) }

// HasOther reports whether Other, a failure that is neither a status nor a transport error, is a member.
func (s Statuses) HasOther() bool { return s.has(other) }

func (s Statuses) has(bit int) bool { return s.bits[bit/64]>>(bit%64)&1 != 0 }

// Empty reports whether s has no member at all, Transport and Other included.
func (s Statuses) Empty() bool { return s == Statuses{} }

// Equal reports whether s and t have the same members. It is the same as s == t.
func (s Statuses) Equal(t Statuses) bool { return s == t }

// SubsetOf reports whether every member of s is a member of t.
func (s Statuses) SubsetOf(t Statuses) bool { return s.Minus(t).Empty() }

// Len returns the number of plain statuses in s; Transport and Other do not count.
func (s Statuses) Len() int {
	n := 0
	for _, w := range s.plain().bits {
		n += bits.OnesCount64(w)
	}
	return n
}

// plain returns s without its special members.
func (s Statuses) plain() Statuses { return s.Intersect(span(0, maxStatus)) }

// Intervals yields the plain statuses of s as the fewest intervals, in ascending order, as first and last member.
func (s Statuses) Intervals() iter.Seq2[int, int] {
	return s.plain().runs()
}

// runs yields the intervals of set bits, the special members among them.
func (s Statuses) runs() iter.Seq2[int, int] {
	return func(yield func(lo, hi int) bool) {
		for lo := s.next(0, 0); lo < members; {
			end := s.next(lo, ^uint64(0))
			if !yield(lo, end-1) {
				return
			}
			lo = s.next(end, 0)
		}
	}
}

// next returns the first bit at or after from that is set, or, if flip is all ones, that is clear; and members if there
// is none.
func (s *Statuses) next(from int, flip uint64) int {
	for from < members {
		if w := (s.bits[from/64] ^ flip) >> (from % 64); w != 0 {
			return min(from+bits.TrailingZeros64(w), members)
		}
		from = (from/64 + 1) * 64
	}
	return members
}

// Codes yields the plain statuses of s in ascending order.
func (s Statuses) Codes() iter.Seq[int] {
	return func(yield func(int) bool) {
		for lo, hi := range s.Intervals() {
			for c := lo; c <= hi; c++ {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// String writes s as a person would, in at most 60 characters:
//
//	401 and 403                          a few statuses are listed
//	429, 500-599 and transport errors    three or more in a row are a range
//	400 and above, below 400             ranges that reach the end of the domain
//	400-499 except 408 and 429           a range with a few left out
//	any status but 200-299               everything with a few left out
//	any status                           every plain status
//	400, 402, 404, 406 and 96 more       what would be too long counts the rest
//	transport errors, other errors       sets without a plain status
//	no status                            the empty set
//
// The text says which plain statuses are members, with one liberty: "any status but" passes over ranges of statuses that
// nobody sends, below 100 or above 599, missing from s. It does not say everything about the special members: "any
// status" goes with and without Transport, and Other is named only if it is alone. Sets that differ can have one text; do
// not compare texts.
func (s Statuses) String() string { return s.print(statusPrinter) }

// In is String in a language, by its tag; in English, unless that is zh.
func (s Statuses) In(language string) string {
	if language == "zh" {
		return s.print(statusPrinterC)
	}
	return s.print(statusPrinter)
}

func (s Statuses) print(p printer) string {
	var list []interval
	for lo, hi := range s.Intervals() {
		list = append(list, interval{int64(lo), int64(hi)})
	}
	switch {
	case list != nil:
		more := ""
		if s.HasTransport() {
			more = p.words.transport
		}
		return p.print(list, more)
	case s.HasTransport():
		return p.words.transport
	case s.HasOther():
		return p.words.other
	}
	return p.words.none
}

// MarshalBinary encodes s. Equal sets have equal encodings, and the empty set's is empty.
func (s Statuses) MarshalBinary() ([]byte, error) {
	// The lengths of the runs of absent and present members, in turn, beginning with absent ones.
	var b []byte
	end := 0
	for lo, hi := range s.runs() {
		b = binary.AppendUvarint(b, uint64(lo-end))
		b = binary.AppendUvarint(b, uint64(hi+1-lo))
		end = hi + 1
	}
	return b, nil
}

// UnmarshalBinary sets s to the set that MarshalBinary encoded as data. It leaves s alone if it returns an error.
func (s *Statuses) UnmarshalBinary(data []byte) error {
	d := decoder{data: data}
	var t Statuses
	end := uint64(0)
	for !d.done() {
		gap, n := d.uvarint(), d.uvarint()
		// Only the first gap may be empty: other encodings are not MarshalBinary's.
		if gap > members || n > members || n == 0 || gap == 0 && end > 0 || end+gap+n > members {
			d.fail()
			break
		}
		t = t.Union(span(int(end+gap), int(end+gap+n-1)))
		end += gap + n
	}
	if d.bad {
		return errors.New("codeset: malformed encoding of Statuses")
	}
	*s = t
	return nil
}
