package site

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/internal/summarize"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
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
			text += f.Fact.(*summary.Summaries).String() + "\n"
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

// What a function calls again that it is given, and when, is part of what its package exports, though it knows nothing of requests.
func TestHelpers(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	facts := Analyzer.Requires[len(Analyzer.Requires)-1]
	for _, r := range analysistest.Run(t, dir, facts, "example.com/patience") {
		text := ""
		for _, f := range r.Action.AllPackageFacts() {
			text += f.Fact.(*summary.Summaries).String() + "\n"
		}
		for _, want := range []string{
			".Keep: waits repeats param2 {!nil(result0) above(param1,1)} schedule(0, 3, 0s, true) sets(2 by 1)",
			".Value: waits repeats param1 {!nil(result1)} schedule(0, 3, 0s, false)",
			"(.Keeper).Hold: waits repeats param0 {!nil(result0) above(receiver.rounds,1)}",
			".Told: waits repeats param0 {result0} schedule(0, 2, 1s, false)",
			".Hopeless: makes *example.com/patience.hopeless(cause:param0)",
			"{!as(result0,*example.com/patience.hopeless) !as(result0,example.com/patience.Lost) !is(result0,example.com/patience.ErrEnough) !nil(result0)}",
			".Asking: waits repeats param1 {!nil(result0) param0(result0)}",
			".Do: waits repeats param0.Work {!given(param0.Passes) !nil(result0) | !nil(result0) given(param0.Passes) param0.Passes(result0)}",
			"bare {!nil(result0)}",
			"given(options.passes)",
			".Passing: holds(passes:param0)",
			".Odd: waits repeats param0 {!?0 !nil(result0)}",
			".Each: waits\n",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the summaries lack %q:\n%s", want, text)
			}
		}
		if n := len(r.Action.AllPackageFacts()[0].Fact.(*summary.Summaries).Data); n > 3400 {
			t.Errorf("the fact has %d bytes", n)
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
		for _, r := range analysistest.Run(t, dir, facts, "example.com/facts", "example.com/fetcher", "example.com/policy", "example.com/signing", "example.com/patience") {
			for _, f := range r.Action.AllPackageFacts() {
				data := f.Fact.(*summary.Summaries).Data
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
			for line := range strings.Lines(f.Fact.(*summary.Summaries).String()) {
				name, what, _ := strings.Cut(line, ": ")
				want := name == ".Fetch" || name == ".Deep"
				if got := strings.Contains(what, "again(500 and above, 4)"); got != want || !want && strings.Contains(what, "again") {
					t.Errorf("%s: %s", name, what)
				}
			}
		}
	}
}

// Guesses that made no difference are dropped, and no others.
func TestAlways(t *testing.T) {
	for _, c := range []struct {
		clauses [][]summary.Guess
		want    bool
	}{
		{nil, false},
		{[][]summary.Guess{{}}, true},
		{[][]summary.Guess{{{Number: 0, Truth: true}}}, false},
		{[][]summary.Guess{{{Number: 0, Truth: true}}, {{Number: 0, Truth: false}}}, true},
		{[][]summary.Guess{{{Number: 0, Truth: true}}, {{Number: 0, Truth: false}, {Number: 1, Truth: true}}, {{Number: 0, Truth: false}, {Number: 1, Truth: false}}}, true},
		{[][]summary.Guess{{{Number: 0, Truth: true}, {Number: 1, Truth: true}}, {{Number: 0, Truth: false}, {Number: 1, Truth: false}}}, false},
		{[][]summary.Guess{{{Number: 0, Truth: true}}, {{Number: 1, Truth: false}}}, false},
	} {
		if got := summarize.Always(c.clauses); got != c.want {
			t.Errorf("always(%v) = %v, want %v", c.clauses, got, c.want)
		}
	}
}
