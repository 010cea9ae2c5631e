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
}

func Encode(all map[string]Summary) []byte {
	names := slices.Sorted(maps.Keys(all))
	for {
		t := summaryTable{Names: names}
		index := map[string]int{}
		for _, n := range names {
			k := all[n].key()
			i, ok := index[k]
			if !ok {
				i = len(t.Table)
				index[k] = i
				t.Table = append(t.Table, all[n])
			}
			t.Index = append(t.Index, i)
		}
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(t); err != nil {
			panic(err) // a mistake in the types above, seen by the first test
		}
		if b.Len() <= maxFactBytes {
			return b.Bytes()
		}
		names = names[:len(names)/2]
	}
}

func (f *Summaries) Decode() map[string]*Summary {
	var t summaryTable
	if gob.NewDecoder(bytes.NewReader(f.Data)).Decode(&t) != nil || len(t.Index) != len(t.Names) {
		return nil // written by another version: nothing is known
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
	return b.String()
}
