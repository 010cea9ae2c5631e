// Package lexicon says what the names in a program say: of which lists of words they are.
//
// A name is split into its words, and a list is asked for words and phrases, never for parts of words: a ping is no part of Shipping.
// The lists stand in one table, each with a name and a sentence. What a list is for is the business of whoever asks it.
package lexicon

// Of says of which lists a name is.
func Of(name string) Set {
	var text [96]byte
	var spans [24]span
	return theIndex().of(split(name, text[:0], spans[:0]))
}

// Has reports whether a name is of the list. Who asks for the same names again and again remembers what Of says of them.
func (l List) Has(name string) bool { return Of(name).Has(l) }

// String is the list's name in the table.
func (l List) String() string { return table[l].name }

// A Set is a set of lists.
type Set [2]uint64

// Has reports whether a list is in the set.
func (s Set) Has(l List) bool { return s[l/64]>>(l%64)&1 != 0 }

func (s *Set) add(l List) { s[l/64] |= 1 << (l % 64) }

func (s Set) without(t Set) Set { return Set{s[0] &^ t[0], s[1] &^ t[1]} }
