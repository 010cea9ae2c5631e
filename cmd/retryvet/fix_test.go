package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every fix of every fixture: the fixed code compiles, what was to be mended is found no more, and nothing else is found.
// At most one fix a finding, in one file. (G5, V9)
func TestFixesOfFixtures(t *testing.T) {
	src := filepath.Join(t.TempDir(), "src")
	if err := os.CopyFS(src, os.DirFS(filepath.Join("..", "..", "testdata", "src"))); err != nil {
		t.Fatal(err)
	}
	var patterns []string
	entries, err := os.ReadDir(src)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.Contains(e.Name(), ".") { // a rule's, not a stand-in for a library
			patterns = append(patterns, "./"+e.Name()+"/...")
		}
	}
	run := func(flags ...string) ([]byte, int) {
		cmd := exec.Command("retryvet", append(flags, patterns...)...)
		cmd.Dir = src
		cmd.Env = append(os.Environ(), "GO111MODULE=off", "GOFLAGS=", "GOPATH="+filepath.Dir(src))
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if code := cmd.ProcessState.ExitCode(); code != exitClean && code != exitFindings {
			t.Fatalf("retryvet %q: %v\n%s%s", flags, err, out, stderr.String())
		}
		return out, cmd.ProcessState.ExitCode()
	}
	findings := func() []finding {
		out, _ := run("-format", "json")
		var doc struct{ Findings []finding }
		if err := json.Unmarshal(out, &doc); err != nil {
			t.Fatal(err)
		}
		return doc.Findings
	}
	texts := func(list []finding) []string {
		var all []string
		for _, f := range list {
			all = append(all, f.File+": "+f.Rule+": "+lineNumbers().ReplaceAllString(f.Message, ""))
		}
		slices.Sort(all)
		return all
	}

	var left []finding
	fixed := 0
	waits := map[string]bool{} // the files in which waits are mended
	for _, f := range findings() {
		switch {
		case len(f.Fixes) == 0:
			left = append(left, f)
			continue
		case len(f.Fixes) > 1 || len(f.Fixes[0].Edits) == 0:
			t.Errorf("%s: %d fixes", f, len(f.Fixes))
		}
		for _, e := range f.Fixes[0].Edits {
			if e.Filename != f.File {
				t.Errorf("%s: a fix in %s", f, e.Filename)
			}
		}
		waits[f.File] = waits[f.File] || f.Rule == "ignoresctx"
		fixed++
	}
	if fixed < 10 {
		t.Errorf("only %d findings have fixes", fixed)
	}

	patch, code := run("-diff")
	if code != exitFindings || !strings.Contains(string(patch), "\n-") {
		t.Errorf("-diff ends with %d and prints %q", code, patch)
	}
	run("-fix")
	if patch, code := run("-diff"); code != exitClean || len(patch) > 0 {
		t.Errorf("after -fix, -diff ends with %d and prints\n%s", code, patch)
	}
	// A package that did not compile any more would have failed.
	// A wait that ends with the context ends the retries, too: what was found of the loop can go with it, and nothing else.
	got := texts(findings())
	for _, f := range texts(left) {
		if i := slices.Index(got, f); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else if file, _, _ := strings.Cut(f, ":"); !waits[file] {
			t.Errorf("found before the fixes only: %s", f)
		}
	}
	for _, f := range got {
		t.Errorf("found after the fixes only: %s", f)
	}
}

func TestEdited(t *testing.T) {
	for _, test := range []struct {
		text  string
		edits []edit
		want  string
	}{
		{"package p\n", nil, "package p\n"},
		{"abcdef", []edit{{Start: 4, End: 5, New: "E"}, {Start: 1, End: 2, New: "B"}}, "aBcdEf"},
		{"abcdef", []edit{{Start: 1, End: 2, New: "B"}, {Start: 1, End: 2, New: "B"}}, "aBcdef"}, // two findings, one mistake
		{"abcdef", []edit{{Start: 1, End: 3}, {Start: 3, End: 4}}, "aef"},
	} {
		got, err := edited([]byte(test.text), test.edits)
		if err != nil || string(got) != test.want {
			t.Errorf("%v make %q of %q (%v), want %q", test.edits, got, test.text, err, test.want)
		}
	}
	for _, bad := range [][]edit{{{Start: 1, End: 3}, {Start: 2, End: 4}}, {{Start: 5, End: 9}}, {{Start: 3, End: 1}}} {
		if got, err := edited([]byte("abcdef"), bad); err == nil {
			t.Errorf("%v give %q", bad, got)
		}
	}
}

func TestFits(t *testing.T) {
	all := map[string][]edit{"a.go": {{Filename: "a.go", Start: 2, End: 4, New: "x"}}}
	for _, test := range []struct {
		e    edit
		want bool
	}{
		{edit{Filename: "a.go", Start: 2, End: 4, New: "x"}, true},
		{edit{Filename: "a.go", Start: 2, End: 4, New: "y"}, false},
		{edit{Filename: "a.go", Start: 3, End: 5, New: "x"}, false},
		{edit{Filename: "a.go", Start: 4, End: 5, New: "x"}, true},
		{edit{Filename: "b.go", Start: 2, End: 4, New: "y"}, true},
	} {
		if got := fits(all, []edit{test.e}); got != test.want {
			t.Errorf("fits(%v) = %t", test.e, got)
		}
	}
}
