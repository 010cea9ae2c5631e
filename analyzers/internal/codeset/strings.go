package codeset

import (
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Strings is a set of a provider's textual codes: either finitely many strings, or all strings but finitely many. The
// zero value is the empty set.
type Strings struct {
	// list has no duplicates and is sorted; it is never written to, so that sets may share it. It holds the members,
	// or, if but is set, the strings that are not members.
	list []string
	but  bool
}

// AllStrings returns the set of every string.
func AllStrings() Strings { return Strings{but: true} }

// StringsOf returns the set of the given codes.
func StringsOf(codes ...string) Strings { return Strings{list: sortedSet(codes)} }

// AllStringsBut returns the set of every string but the given ones.
func AllStringsBut(codes ...string) Strings { return Strings{list: sortedSet(codes), but: true} }

func sortedSet(codes []string) []string {
	list := slices.Clone(codes)
	slices.Sort(list)
	return slices.Compact(list)
}

// Union returns the codes in s, in t or in both.
func (s Strings) Union(t Strings) Strings {
	// Only strings of either list can be in the union's: the two sets, and so their union, treat all others alike.
	u := Strings{but: s.but || t.but}
	a, b := s.list, t.list
	for len(a) > 0 || len(b) > 0 {
		inA := len(b) == 0 || len(a) > 0 && a[0] <= b[0]
		inB := len(a) == 0 || len(b) > 0 && b[0] <= a[0]
		var code string
		if inA {
			code, a = a[0], a[1:]
		}
		if inB {
			code, b = b[0], b[1:]
		}
		if member := inA != s.but || inB != t.but; member != u.but {
			u.list = append(u.list, code)
		}
	}
	return u
}

// Intersect returns the codes that s and t have in common.
func (s Strings) Intersect(t Strings) Strings {
	return s.Complement().Union(t.Complement()).Complement()
}

// Minus returns the codes in s that are not in t.
func (s Strings) Minus(t Strings) Strings { return s.Intersect(t.Complement()) }

// Complement returns every string that is not in s.
func (s Strings) Complement() Strings { return Strings{s.list, !s.but} }

// Contains reports whether code is in s.
func (s Strings) Contains(code string) bool {
	_, listed := slices.BinarySearch(s.list, code)
	return listed != s.but
}

// Empty reports whether s has no member.
func (s Strings) Empty() bool { return !s.but && len(s.list) == 0 }

// Equal reports whether s and t have the same members.
func (s Strings) Equal(t Strings) bool { return s.but == t.but && slices.Equal(s.list, t.list) }

// Finite returns the members of s in ascending order and true, or, if s has all strings but some, nil and false. What is
// missing from such a set are the members of its complement.
func (s Strings) Finite() ([]string, bool) {
	if s.but {
		return nil, false
	}
	return slices.Clone(s.list), true
}

// String writes s as a person would, in at most 60 characters: `"quota" and "rate_limit"`, `any code but "ok"`,
// `"a", "b" and 12 more`, "any code", "no code". Codes are quoted, for "429" is not 429; long ones are cut short.
func (s Strings) String() string {
	switch {
	case len(s.list) == 0 && s.but:
		return "any code"
	case len(s.list) == 0:
		return "no code"
	}
	items := make([]item, len(s.list))
	for i, code := range s.list {
		items[i] = item{quote(code), 1}
	}
	head := ""
	if s.but {
		head = "any code but "
	}
	for shown := len(items); shown > 1; shown-- {
		if text := head + intPrinter.joinFirst(items, shown); fits(text) {
			return text
		}
	}
	return head + intPrinter.joinFirst(items, 1)
}

// quote quotes code, cut to a length that leaves room for the words around it.
func quote(code string) string {
	const limit = 32
	q := strconv.Quote(code)
	if utf8.RuneCountInString(q) <= limit {
		return q
	}
	// Cut the code, not its quoted form, so as not to cut an escape sequence in two.
	for end := min(len(code), 4*limit); end > 0; {
		_, size := utf8.DecodeLastRuneInString(code[:end])
		end -= size
		if q = strconv.Quote(code[:end] + "…"); utf8.RuneCountInString(q) <= limit {
			break
		}
	}
	return q
}

// Key returns a string that two sets share if and only if they are equal. It is meant for maps, not for people.
func (s Strings) Key() string { return string(s.encode()) }

func (s Strings) encode() []byte {
	if s.Empty() {
		return nil
	}
	b := []byte{0}
	if s.but {
		b[0] = 1
	}
	for _, code := range s.list {
		b = binary.AppendUvarint(b, uint64(len(code)))
		b = append(b, code...)
	}
	return b
}

// MarshalBinary encodes s. Equal sets have equal encodings, and the empty set's is empty.
func (s Strings) MarshalBinary() ([]byte, error) { return s.encode(), nil }

// UnmarshalBinary sets s to the set that MarshalBinary encoded as data. It leaves s alone if it returns an error.
func (s *Strings) UnmarshalBinary(data []byte) error {
	d := decoder{data: data}
	var t Strings
	if !d.done() {
		kind := d.uvarint()
		t.but = kind == 1
		// The empty set is no bytes at all, so a finite set has members here.
		if kind > 1 || kind == 0 && d.done() {
			d.fail()
		}
	}
	for !d.done() {
		code := d.bytes(d.uvarint())
		// Equal and Contains rely on the order, so it is checked.
		if n := len(t.list); n > 0 && code <= t.list[n-1] {
			d.fail()
		}
		t.list = append(t.list, code)
	}
	if d.bad {
		return errors.New("codeset: malformed encoding of Strings")
	}
	*s = t
	return nil
}
