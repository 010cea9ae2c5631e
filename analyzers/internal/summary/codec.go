package summary

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"maps"
	"slices"
	"strings"
)

const maxFactBytes = 64 << 10

// summaryTable is the encoded form. Many functions of a client are alike, so each summary is written once. The same package
// has the same bytes each time, without the order of maps: drivers take other bytes for other facts.
type summaryTable struct {
	Names []string // the full names of functions and lists without the package's path, sorted
	Index []int    // into Table, of each name
	Table []Summary

	Repeats []byte // the Repeaters of the table, see repeater; apart, so that a fact without any need not say what they look like
}

// A repeater is one of a summary in the table.
type repeater struct {
	Of int
	Repeater
}

func Encode(all map[string]Summary) []byte {
	names := slices.Sorted(maps.Keys(all))
	for {
		t := summaryTable{Names: names}
		index := map[string]int{}
		var repeaters []repeater
		for _, n := range names {
			k := all[n].key()
			i, ok := index[k]
			if !ok {
				i = len(t.Table)
				index[k] = i
				s := all[n]
				if s.Repeats != nil {
					repeaters = append(repeaters, repeater{i, *s.Repeats})
					s.Repeats = nil
				}
				t.Table = append(t.Table, s)
			}
			t.Index = append(t.Index, i)
		}
		if len(repeaters) > 0 {
			t.Repeats = encoded(repeaters)
		}
		if data := encoded(t); len(data) <= maxFactBytes {
			return data
		}
		names = names[:len(names)/2]
	}
}

// Example is a fact in which everything occurs that facts are made of. encoding/gob numbers types in the order in which a program
// meets them, and writes the numbers down: a program that compares facts by their bytes with those of another run meets this one first.
func Example() *Summaries {
	return &Summaries{Data: Encode(map[string]Summary{"f": {Repeats: &Repeater{}}})}
}

func encoded(v any) []byte {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(v); err != nil {
		panic(err) // a mistake in the types above, seen by the first test
	}
	return b.Bytes()
}

func (f *Summaries) Decode() map[string]*Summary {
	var t summaryTable
	if gob.NewDecoder(bytes.NewReader(f.Data)).Decode(&t) != nil || len(t.Index) != len(t.Names) {
		return nil // written by another version: nothing is known
	}
	if len(t.Repeats) > 0 {
		var repeaters []repeater
		if gob.NewDecoder(bytes.NewReader(t.Repeats)).Decode(&repeaters) != nil {
			return nil
		}
		for _, r := range repeaters {
			if r.Of >= 0 && r.Of < len(t.Table) {
				t.Table[r.Of].Repeats = &r.Repeater
			}
		}
	}
	out := make(map[string]*Summary, len(t.Names))
	for n, i := range t.Index {
		if i >= 0 && i < len(t.Table) {
			out[t.Names[n]] = &t.Table[i]
		}
	}
	return out
}

// key is equal for equal summaries only, which String is not: it abridges sets.
func (s Summary) key() string {
	var b strings.Builder
	b.WriteString(s.String())
	for _, e := range s.Exits {
		codes, _ := e.Codes.MarshalBinary()
		fmt.Fprintf(&b, "|%x", codes)
	}
	if s.Again != nil {
		codes, _ := s.Again.Codes.MarshalBinary()
		fmt.Fprintf(&b, "|%x", codes)
	}
	if s.Repeats != nil {
		fmt.Fprintf(&b, "|%x", encoded(*s.Repeats))
	}
	return b.String()
}
