package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/scripted"
)

// A fix is written in lines and columns, one change a file: applied as an editor would, by UTF-16 code units, it does what
// -fix does with its bytes.
func TestSARIFFix(t *testing.T) {
	const one, two = "package p\r\n\nvar 又, 𝄞 = 400, 429 // 𝄞 400\n\tx()\n", "package q\n"
	at := func(file, text, in string, n int) edit {
		start := strings.Index(in, text)
		return edit{file, start, start + n, ""}
	}
	with := func(e edit, text string) edit { e.New = text; return e }
	for name, test := range map[string]struct {
		edits []edit
		want  map[string]string
	}{
		"behind wide characters": {[]edit{with(at("one.go", "429", one, 3), "503")}, map[string]string{"one.go": strings.Replace(one, "429", "503", 1)}},
		"deletion":               {[]edit{at("one.go", "400, ", one, 5)}, map[string]string{"one.go": strings.Replace(one, "400, ", "", 1)}},
		"insertion":              {[]edit{with(at("one.go", "x()", one, 0), "y()\n\t")}, map[string]string{"one.go": strings.Replace(one, "x()", "y()\n\tx()", 1)}},
		"whole line":             {[]edit{at("one.go", "\tx()\n", one, 5)}, map[string]string{"one.go": strings.Replace(one, "\tx()\n", "", 1)}},
		"over lines":             {[]edit{with(at("one.go", "\r\n\nvar", one, 6), ";var")}, map[string]string{"one.go": strings.Replace(one, "\r\n\nvar", ";var", 1)}},
		"at the end":             {[]edit{{"two.go", len(two), len(two), "// end\n"}}, map[string]string{"two.go": two + "// end\n"}},
		"two of a file, and another": {
			[]edit{with(at("one.go", "429", one, 3), "1"), {"two.go", 8, 9, "r"}, with(at("one.go", "400", one, 3), "2")},
			map[string]string{"one.go": strings.Replace(strings.Replace(one, "429", "1", 1), "400", "2", 1), "two.go": "package r\n"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			texts := map[string]string{"one.go": one, "two.go": two}
			for file, text := range texts {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			out, ok := sarifFixOf(fix{"Mend it", test.edits}, &sources{cwd: dir})
			if !ok {
				t.Fatal("no fix")
			}
			got := map[string]string{}
			for _, c := range out.Changes {
				if _, again := got[c.Artifact.URI]; again {
					t.Errorf("two changes of %s", c.Artifact.URI)
				}
				got[c.Artifact.URI] = applied(t, texts[c.Artifact.URI], c.Replacements)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	t.Run("changed meanwhile", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "one.go"), []byte("又"), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, e := range []edit{{"one.go", 0, 9, ""}, {"one.go", 1, 3, ""}, {"one.go", -1, 0, ""}, {"none.go", 0, 1, ""}} {
			if out, ok := sarifFixOf(fix{"Mend it", []edit{{"one.go", 0, 0, "x"}, e}}, &sources{cwd: dir}); ok {
				t.Errorf("%v gives %v", e, out)
			}
		}
	})
}

// applied does replacements as an editor does.
func applied(t *testing.T, text string, all []sarifReplacement) string {
	t.Helper()
	var lines [][]uint16
	for line := range strings.Lines(text + "\x00") { // the end is a place, too
		lines = append(lines, utf16.Encode([]rune(line)))
	}
	offset := func(line, column int) (n int) {
		if line < 1 || line > len(lines) || column < 1 || column > len(lines[line-1]) {
			t.Fatalf("there is no %d:%d", line, column)
		}
		for _, l := range lines[:line-1] {
			n += len(l)
		}
		return n + column - 1
	}
	units := slices.Concat(lines...)
	for _, r := range slices.Backward(all) {
		start, end := offset(r.Deleted.StartLine, r.Deleted.StartColumn), offset(r.Deleted.EndLine, r.Deleted.EndColumn)
		units = slices.Replace(units, start, end, utf16.Encode([]rune(r.Inserted.Text))...)
	}
	return strings.TrimSuffix(string(utf16.Decode(units)), "\x00")
}

// Of a release the version is one that others can compare, and the log says of what it is the log.
func TestSARIFDriver(t *testing.T) {
	for version, want := range map[string]string{"v1.2.3": "1.2.3", "v0.0.0-20260101000000-abcdefabcdef": "0.0.0-20260101000000-abcdefabcdef", "(devel)": ""} {
		if d := sarifDriverOf(version, analyzers.In(analyzers.Chinese)); d.SemanticVersion != want || d.FullName != "retryvet "+version {
			t.Errorf("%s: full name %q, semantic version %q", version, d.FullName, d.SemanticVersion)
		}
	}
	var out strings.Builder
	f := finding{Rule: "nobackoff", File: "a.go", Line: 1, Column: 1, Message: "m"}
	f.Related = []analyzers.Related{{Place: analyzers.Place{File: "b.go", Line: 2, Column: 3}, Message: "here"}}
	if err := (writer{out: &out, cwd: t.TempDir(), catalog: catalog.Embedded()}).sarif(&result{findings: []finding{f}}); err != nil {
		t.Fatal(err)
	}
	if err := scripted.ValidateSARIF(out.String()); err != nil {
		t.Error(err)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(out.String()), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if run.Automation.ID != "retryvet/" {
		t.Errorf("automation id is %q", run.Automation.ID)
	}
	if related := run.Results[0].Related; len(related) != 1 || related[0].Message.Text != "here" || related[0].Physical.Artifact.URI != "b.go" {
		t.Errorf("related locations are %+v", related)
	}
}
