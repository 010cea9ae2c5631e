package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A suggestion is one piece of text, of the file of the finding: put in its place, it does what all edits of the fix do.
func TestSuggestion(t *testing.T) {
	const text = "package p\r\n\nvar 又, b = 400, 429\n"
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(old, text string, in string) edit {
		i := strings.Index(in, old)
		return edit{"a.go", i, i + len(old), text}
	}
	for name, test := range map[string]struct {
		edits []edit
		want  string // "" if there is none
	}{
		"one":          {[]edit{at("429", "503", text)}, "package p\r\n\nvar 又, b = 400, 503\n"},
		"two":          {[]edit{at("429", "1", text), at("又", "a", text)}, "package p\r\n\nvar a, b = 400, 1\n"},
		"over lines":   {[]edit{at("\r\n\nvar", "; var", text)}, "package p; var 又, b = 400, 429\n"},
		"insertions":   {[]edit{at("", "// x\n", text), {"a.go", len(text), len(text), "// y\n"}}, "// x\n" + text + "// y\n"},
		"overlapping":  {[]edit{at("400, 4", "1", text), at("429", "2", text)}, ""},
		"other file":   {[]edit{at("429", "503", text), {"b.go", 0, 0, "x"}}, ""},
		"changed file": {[]edit{{"a.go", 3, len(text) + 1, ""}}, ""},
		"no edits":     {nil, ""},
	} {
		s, ok := (&sources{cwd: dir}).suggestion("a.go", fix{"Mend it", test.edits})
		if ok != (test.want != "") {
			t.Errorf("%s: %v, %t", name, s, ok)
		}
		if !ok {
			continue
		}
		offset := func(p rdPosition) (n int) {
			for i, line := range strings.SplitAfter(text, "\n") {
				if i < p.Line-1 {
					n += len(line)
				}
			}
			return n + p.Column - 1
		}
		if got := text[:offset(s.Range.Start)] + s.Text + text[offset(*s.Range.End):]; got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}
