package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Every fix of every fixture by the command line: the fixed code compiles, what was to be mended is found no more, and nothing else
// is found. At most one fix a finding, in one file. What -diff prints is what -fix writes. (G5, V9)
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
	changed := map[string][]byte{}
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
		changed[f.File] = read(t, filepath.Join(src, f.File))
		fixed++
	}
	if fixed < 10 {
		t.Errorf("only %d findings have fixes", fixed)
	}

	patch, code := run("-diff")
	if code != exitFindings || !strings.Contains(string(patch), "\n-") {
		t.Errorf("-diff ends with %d and prints %q", code, patch)
	}
	patched := map[string][]byte{}
	if git, err := exec.LookPath("git"); err == nil {
		cmd := exec.Command(git, "apply", "-")
		cmd.Dir, cmd.Stdin = src, bytes.NewReader(patch)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git apply: %v\n%s", err, out)
		}
		for name := range changed {
			patched[name] = read(t, filepath.Join(src, name))
			if err := os.WriteFile(filepath.Join(src, name), changed[name], 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	run("-fix")
	for name, text := range patched {
		if got := read(t, filepath.Join(src, name)); !bytes.Equal(got, text) {
			t.Errorf("%s: -fix writes\n%s\n-diff and git apply write\n%s", name, got, text)
		}
	}
	if patch, code := run("-diff"); code != exitClean || len(patch) > 0 {
		t.Errorf("after -fix, -diff ends with %d and prints\n%s", code, patch)
	}
	// A package that did not compile any more would have failed.
	// A wait that ends with the context ends the retries, too, and what a helper does not name is retried by none of its callers:
	// what was found there can go with it, and nothing elsewhere.
	got := texts(findings())
	for _, f := range texts(left) {
		if i := slices.Index(got, f); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else if file, _, _ := strings.Cut(f, ":"); changed[file] == nil {
			t.Errorf("found before the fixes only: %s", f)
		}
	}
	for _, f := range got {
		file, _, _ := strings.Cut(f, ":")
		if changed[file] != nil && strings.Contains(f, "replaybody: the response is not closed") {
			continue // the body was worse, and is sent now: of those on a line only the first is reported
		}
		t.Errorf("found after the fixes only: %s", f)
	}

	for range 2 { // what gets its unit is a wait from then on, which is to end with its context
		if _, code := run("-fix=unsafe"); code != exitFindings {
			t.Errorf("-fix=unsafe ends with %d", code)
		}
	}
	if patch, code := run("-diff=unsafe"); code != exitClean || len(patch) > 0 {
		t.Errorf("after -fix=unsafe, -diff=unsafe ends with %d and prints\n%s", code, patch)
	}
	for _, f := range findings() {
		if len(f.Fixes)+len(f.Unsafe) > 0 {
			t.Errorf("%s has a fix still", f)
		}
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
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
		{"package p\r\n\r\nvar a =  1\r\n", []edit{{Start: 22, End: 23, New: "2\n"}}, "package p\r\n\r\nvar a =  2\r\n\r\n"},
		{"package p\r\n\r\nvar a = 1\r\n", []edit{{Start: 21, End: 22, New: " 2"}}, "package p\r\n\r\nvar a = 2\r\n"},
		{"package p\r\n\nvar a = 1\n", []edit{{Start: 20, End: 21, New: " 2"}}, "package p\r\n\nvar a =  2\n"}, // not as gofmt has it
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

// What fixes make is tried before it is written: a file that would not parse or compile, or in which something else would be found,
// stays as it is, and the others do not.
func TestTried(t *testing.T) {
	t.Chdir(t.TempDir())
	const table = "package %s\n\nimport \"net/http\"\n\nvar _ http.Client\n\nvar retryCodes = []int{429, 400}\n"
	files := map[string]string{"go.mod": "module example.com/m\n\ngo 1.26\n", "none/none.go": "package none\n\nvar _ = nothing\n"}
	for _, name := range []string{"good", "syntax", "types", "more"} {
		files[name+"/"+name+".go"] = fmt.Sprintf(table, name)
	}
	files["two/two.go"] = strings.Replace(fmt.Sprintf(table, "two"), "var retryCodes = []int{429, 400}", "var retryFirst = []int{\n\t400,\n\t429,\n}\n\nvar retryCodes, retryOther = []int{429, 400}, []int{503, 400}", 1)
	for name, text := range files {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	o, _, err := parse([]string{"-fix"})
	if err != nil {
		t.Fatal(err)
	}
	v, err := (&app{tool: func() (string, error) { return exec.LookPath("retryvet") }}).newGovet(o)
	if err != nil {
		t.Fatal(err)
	}
	res, err := v.run(t.Context(), []string{"./..."})
	if err != nil {
		t.Fatal(err)
	}
	if err := res.choose(o, &earlier{counts: map[inBaseline]int{}}, v.cwd); err != nil {
		t.Fatal(err)
	}
	if len(res.findings) != 6 || len(res.failures) != 1 {
		t.Fatalf("found %v, %v", res.findings, res.failures)
	}
	wrong := map[string]string{"syntax": "[", "types": "x", "more": "400, 422"} // in the place of what the fix writes
	for i := range res.findings {
		f := &res.findings[i]
		if text, ok := wrong[filepath.Dir(f.File)]; ok {
			at := strings.Index(files[filepath.ToSlash(f.File)], "400")
			f.Fixes = []fix{{Edits: []edit{{Filename: f.File, Start: at, End: at + len("400"), New: text}}}}
		}
	}
	changed, err := res.mend(t.Context(), o, v, []string{"./..."}, io.Discard)
	if err != nil || !changed {
		t.Fatalf("changed: %t, %v", changed, err)
	}
	for name, text := range files {
		switch name {
		case "good/good.go":
			text = strings.Replace(text, ", 400", "", 1)
		case "two/two.go": // the other finding of the line is no new one
			text = strings.Replace(strings.Replace(text, "\t400,\n", "", 1), ", 400", "", 1)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("%s is now %q (%v), want %q", name, got, err, text)
		}
	}
	var left []string
	for _, f := range res.findings {
		left = append(left, filepath.ToSlash(f.File))
	}
	if want := []string{"more/more.go", "syntax/syntax.go", "two/two.go", "types/types.go"}; !slices.Equal(left, want) {
		t.Errorf("findings are left in %q, want %q", left, want)
	}
	said := fmt.Sprint(res.failures)
	for _, want := range []string{
		"syntax/syntax.go stays as it is: with the fixes of syntax/syntax.go:7 (nonretryable), it would not parse: syntax/syntax.go:7:",
		"types/types.go stays as it is: with the fixes of types/types.go:7 (nonretryable), it would be worse: example.com/m/types does not compile: types/types.go:7:29: undefined: x",
		"more/more.go stays as it is: with the fixes of more/more.go:7 (nonretryable), it would have another finding: more/more.go:7:",
	} {
		if !strings.Contains(filepath.ToSlash(said), want) {
			t.Errorf("failures are %s, want %q", said, want)
		}
	}
	if len(res.failures) != 4 {
		t.Errorf("%d failures, want 4: %s", len(res.failures), said)
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
