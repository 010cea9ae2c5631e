package site

import (
	"bytes"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
)

// What a package exports is what its functions do.
func TestSummaries(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	facts := Analyzer.Requires[len(Analyzer.Requires)-1]
	for _, r := range analysistest.Run(t, dir, facts, "example.com/facts") {
		text := ""
		for _, f := range r.Action.AllPackageFacts() {
			text += f.Fact.(*Summaries).String() + "\n"
		}
		for _, want := range []string{
			"(*.Client).Get: sends {transport errors failed seen -> nil transport} {200 ok seen -> response nil}",
			"{410 ok seen -> nil error(example.com/facts.ErrGone)}",
			"*example.com/facts.Error(Code:status)",
			"(*.Error).Temporary: judges [-1]",
			".IsGone: judges [0]",
			".Pause: waits",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the summaries lack %q:\n%s", want, text)
			}
		}
	}
}

// The same package has the same bytes each time: the go command does all work again on packages whose facts are others.
func TestSummariesAreTheSameAgain(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	facts := Analyzer.Requires[len(Analyzer.Requires)-1]
	first := map[string][]byte{}
	for range 4 {
		for _, r := range analysistest.Run(t, dir, facts, "example.com/facts", "example.com/fetcher", "example.com/policy") {
			for _, f := range r.Action.AllPackageFacts() {
				data := f.Fact.(*Summaries).Data
				if before := first[f.Package.Path()]; before == nil {
					first[f.Package.Path()] = data
				} else if !bytes.Equal(data, before) {
					t.Errorf("the facts of %s differ from one run to the next", f.Package.Path())
				}
			}
		}
	}
	if len(first) == 0 {
		t.Error("there are no facts")
	}
}

// What a function repeats by itself is part of what its package exports, and no more than that.
func TestRepeats(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	facts := Analyzer.Requires[len(Analyzer.Requires)-1]
	for _, r := range analysistest.Run(t, dir, facts, "example.com/fetcher") {
		for _, f := range r.Action.AllPackageFacts() {
			for line := range strings.Lines(f.Fact.(*Summaries).String()) {
				name, what, _ := strings.Cut(line, ": ")
				want := name == ".Fetch" || name == ".Deep"
				if got := strings.Contains(what, "again(500 and above, 4)"); got != want || !want && strings.Contains(what, "again") {
					t.Errorf("%s: %s", name, what)
				}
			}
		}
	}
}

func alike(n int) summary {
	return summary{Sends: true, Again: &domain.Repeat{Codes: codeset.StatusRange(500, 500+n%400), Attempts: n%5 + 1}, Waits: true, Subject: []int{0, receiver}, Exits: []exit{{
		Codes: codeset.StatusRange(400, 400+n%500), Failed: domain.Yes, Seen: true,
		Tests:   []errorTest{{Param: 1, Name: "example.com/a.T" + strconv.Itoa(n), As: true, Pointer: true, Truth: true}},
		Guesses: []guess{{2, true}},
		Results: []form{{Kind: formNil}, {Kind: formTyped, Name: "example.com/a.E", Pointer: true, Parts: []form{{Kind: formStatus, Field: "Code"}}}},
		Wait:    domain.WaitAmount, Delay: &form{Kind: formInt, Int: 5},
	}}}
}

// What is written is read again.
func TestSummariesEncoding(t *testing.T) {
	all := map[string]summary{".A": alike(1), ".B": alike(2), ".C": alike(1)}
	got := (&Summaries{Data: encodeSummaries(all)}).decode()
	if len(got) != len(all) {
		t.Fatalf("%d summaries came back, want %d", len(got), len(all))
	}
	for name, want := range all {
		if !reflect.DeepEqual(*got[name], want) {
			t.Errorf("%s came back as %v, want %v", name, got[name], want)
		}
	}
	if m := (&Summaries{Data: []byte("of another version")}).decode(); len(m) != 0 {
		t.Errorf("something was read from rubbish: %v", m)
	}
}

// However many functions a package has, its fact stays small.
func TestSummariesBound(t *testing.T) {
	all := map[string]summary{}
	for n := range 5000 {
		all[".F"+strconv.Itoa(n)] = alike(n)
	}
	data := encodeSummaries(all)
	if len(data) > maxFactBytes {
		t.Errorf("%d bytes, want at most %d", len(data), maxFactBytes)
	}
	if len((&Summaries{Data: data}).decode()) == 0 {
		t.Error("nothing is left")
	}
}

// Guesses that made no difference are dropped, and no others.
func TestAlways(t *testing.T) {
	for _, c := range []struct {
		clauses [][]guess
		want    bool
	}{
		{nil, false},
		{[][]guess{{}}, true},
		{[][]guess{{{0, true}}}, false},
		{[][]guess{{{0, true}}, {{0, false}}}, true},
		{[][]guess{{{0, true}}, {{0, false}, {1, true}}, {{0, false}, {1, false}}}, true},
		{[][]guess{{{0, true}, {1, true}}, {{0, false}, {1, false}}}, false},
		{[][]guess{{{0, true}}, {{1, false}}}, false},
	} {
		if got := always(c.clauses); got != c.want {
			t.Errorf("always(%v) = %v, want %v", c.clauses, got, c.want)
		}
	}
}
