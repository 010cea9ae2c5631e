package lexicon

import (
	"strings"
	"sync"
)

// A clause is one form of an entry: what a run of words, written together, says of the name that it stands in.
type clause struct {
	list  List
	not   bool            // the name is not of the list, whatever else it has
	begin bool            // the run is the beginning of the name
	end   bool            // it is its end
	head  bool            // it is no part of a longer noun
	alone bool            // nothing but small words stands beside it
	tail  map[string]bool // one of these runs stands somewhere behind it, and is its end or head; nil if nothing need
	near  bool            // that one stands right behind it
	next  int32           // the next clause of the same run, counted from 1; 0 if there is none
}

// An index has the clauses of all lists by their runs. Nothing changes it once it is made.
type index struct {
	first   map[string]int32 // of the clauses of a run, counted from 1
	clauses []clause
	longest int // the bytes of the longest run
	small   map[string]bool
	holders map[string]bool
}

// theIndex is made when the first name is asked for: most packages have none that matters.
var theIndex = sync.OnceValue(newIndex)

func newIndex() *index {
	const enough = 4096
	x := &index{first: make(map[string]int32, enough), clauses: make([]clause, 0, enough), small: set(smallWords), holders: set(holderWords)}
	for l, row := range table {
		for entry := range strings.SplitSeq(row.entries, ",") {
			x.add(List(l), strings.TrimSpace(entry))
		}
	}
	return x
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// add adds an entry of a list, in the notation that the table explains.
func (x *index) add(l List, entry string) {
	c := clause{list: l}
	entry, c.not = strings.CutPrefix(entry, "!")
	entry, c.begin = strings.CutPrefix(entry, "^")
	entry, c.alone = strings.CutPrefix(entry, "=")
	entry, c.end = strings.CutSuffix(entry, "$")
	entry, c.head = strings.CutSuffix(entry, "|")
	first, tail, gap := strings.Cut(entry, " .. ")
	if !gap {
		first, tail, c.near = strings.Cut(entry, " + ")
	}
	if gap || c.near {
		c.tail = map[string]bool{}
		for _, run := range runs(tail) {
			c.tail[run] = true
			x.longest = max(x.longest, len(run))
		}
	}
	for _, run := range runs(first) {
		c.next = x.first[run]
		x.clauses = append(x.clauses, c)
		x.first[run] = int32(len(x.clauses))
		x.longest = max(x.longest, len(run))
	}
}

// runs are the forms of a phrase, each written together.
func runs(phrase string) []string {
	out := []string{""}
	for word := range strings.FieldsSeq(phrase) {
		var forms []string
		word, optional := strings.CutSuffix(word, "?")
		if optional {
			forms = append(forms, "")
		}
		for w := range strings.SplitSeq(word, "/") {
			if stem, ok := strings.CutSuffix(w, "~"); ok {
				forms = append(forms, inflections(stem)...)
			} else if stem, ok := strings.CutSuffix(w, "%"); ok {
				forms = append(forms, stem, stem+"f", stem+"ln", stem+"w")
			} else {
				forms = append(forms, w)
			}
		}
		var longer []string
		for _, o := range out {
			for _, f := range forms {
				longer = append(longer, o+f)
			}
		}
		out = longer
	}
	return out
}

// inflections are a word and its regular forms: plural or third person, past and participles. What is made by one rule too many
// (waitting) is no word and does no harm; who does something (waiter, server) is another word.
func inflections(w string) []string {
	const vowels = "aeiou"
	last := w[len(w)-1]
	vowel := func(i int) bool { return i >= 0 && strings.IndexByte(vowels, w[i]) >= 0 }
	n := len(w)
	switch {
	case last == 'e':
		return []string{w, w + "s", w + "d", w[:n-1] + "ing"}
	case last == 'y' && !vowel(n-2):
		return []string{w, w[:n-1] + "ies", w[:n-1] + "ied", w + "ing"}
	}
	out := []string{w, w + "s", w + "ed", w + "ing"}
	switch {
	case last == 's', last == 'x', last == 'z', strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		out = append(out, w+"es")
	case !vowel(n-1) && vowel(n-2) && !vowel(n-3) && last != 'w' && last != 'y':
		out = append(out, w+w[n-1:]+"ed", w+w[n-1:]+"ing")
	}
	return out
}

// maxRun bounds the words that are looked up as one, maxGap those between the parts of an entry: what is further away is about
// something else.
const (
	maxRun = 5
	maxGap = 8
)

// of says which lists the words of a name are of.
func (x *index) of(s splitting) Set {
	var yes, no Set
	for i := range s.spans {
		for j := i; j < len(s.spans) && j < i+maxRun; j++ {
			if j > i && s.spans[j].apart || s.spans[j].to-s.spans[i].from > x.longest {
				break
			}
			for n := x.first[string(s.text[s.spans[i].from:s.spans[j].to])]; n > 0; n = x.clauses[n-1].next {
				c := &x.clauses[n-1]
				if !x.holds(c, s, i, j) {
					continue
				}
				if c.not {
					no.add(c.list)
				} else {
					yes.add(c.list)
				}
			}
		}
	}
	return yes.without(no)
}

// holds reports whether a clause is fulfilled whose run is the words from i to j.
func (x *index) holds(c *clause, s splitting, i, j int) bool {
	switch {
	case c.begin && i > 0:
		return false
	case c.alone:
		for k := range s.spans {
			if (k < i || k > j) && !x.isSmall(s, k) {
				return false
			}
		}
	case c.tail == nil:
		return x.closes(c, s, j)
	default:
		for k := j + 1; k < min(len(s.spans), j+1+maxGap) && !(c.near && k > j+1); k++ {
			for l := k; l < len(s.spans) && l < k+maxRun && (l == k || !s.spans[l].apart); l++ {
				if c.tail[string(s.text[s.spans[k].from:s.spans[l].to])] && x.closes(c, s, l) {
					return true
				}
			}
		}
		return false
	}
	return true
}

// closes reports whether the word j can be the last one of a clause.
func (x *index) closes(c *clause, s splitting, j int) bool {
	last := j == len(s.spans)-1
	return last || !c.end && (!c.head || x.isSmall(s, j+1) || x.holders[string(s.text[s.spans[j+1].from:s.spans[j+1].to])])
}

func (x *index) isSmall(s splitting, i int) bool {
	w := s.text[s.spans[i].from:s.spans[i].to]
	return '0' <= w[0] && w[0] <= '9' || x.small[string(w)]
}
