package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/wording"
)

// The lists are those of the rules that there are.
func TestGenerated(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	files, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		have, err := os.ReadFile(filepath.Join(root, f.name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(have, f.text) {
			t.Errorf("%s is not what go generate ./analyzers writes", f.name)
		}
	}
}

// Each rule tells of two incidents, which are the same in all languages. Those of programs by which the rules are measured do not count.
func TestIncidents(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	rules, err := find(filepath.Join(root, "analyzers"))
	if err != nil {
		t.Fatal(err)
	}
	measured := ""
	tables, err := filepath.Glob(filepath.Join(root, "docs", "evaluation", "*.tsv"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	for _, name := range tables {
		if strings.HasPrefix(filepath.Base(name), "blind4-") {
			continue // chosen at the same time by somebody who knew nothing of the incidents; docs/evaluation/README.md says which are in both
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		measured += string(text)
	}
	incident := regexp.MustCompile(`(?m)^  - .*https://(github\.com/([\w.-]+/[\w.-]+)/(?:pull|issues)/\d+)\b`)
	all := map[string]string{}
	for _, r := range rules[:len(rules)-1] {
		var english []string
		for _, lang := range []string{wording.English, wording.Chinese} {
			_, doc := r.in(lang)
			begin := map[string]string{wording.English: "\nIt has happened:\n", wording.Chinese: "\n真实事例：\n"}[lang]
			_, part, _ := strings.Cut(doc, begin)
			var links []string
			for _, m := range incident.FindAllStringSubmatch(unwrapped(part), -1) {
				links = append(links, m[1])
				if strings.Contains(measured, m[2]) {
					t.Errorf("%s: %s is one of those by which the rules are measured", r.name, m[2])
				}
				if other := all[m[1]]; other != "" && other != r.name {
					t.Errorf("%s and %s tell of %s", other, r.name, m[1])
				}
				all[m[1]] = r.name
			}
			if lang == wording.English {
				english = links
			}
			if len(links) != 2 || links[0] == links[1] || !slices.Equal(links, english) {
				t.Errorf("%s in %s tells of %q, in English of %q", r.name, lang, links, english)
			}
		}
	}
}

// unwrapped is a text with each item of its lists in one line.
func unwrapped(text string) string { return strings.ReplaceAll(text, "\n    ", " ") }

// A rule is added by its folder, and stands where it says.
func TestNewRule(t *testing.T) {
	const doc = "// Package x is of a rule.\n//\n// # Analyzer NAME\n//\n// NAME: report\npackage NAME\n"
	write := func(t *testing.T, dir, name, file, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, file), []byte(strings.ReplaceAll(text, "NAME", name)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	start := func(t *testing.T) string {
		dir := t.TempDir()
		write(t, dir, "alpha", "doc.go", doc+"\n//rules:place 20\n")
		write(t, dir, "beta", "doc.go", doc+"\n//rules:place 3\n")
		write(t, dir, "beta", "options.json", `{"most": {"type": "integer"}, "least": {"type": "string"}}`)
		write(t, dir, "config", "doc.go", "// Package config is no rule.\npackage config\n")
		write(t, dir, "directive", "doc.go", doc)
		return dir
	}
	rules, err := find(start(t))
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, r := range rules {
		order = append(order, r.name)
	}
	if got := strings.Join(order, " "); got != "beta alpha directive" {
		t.Errorf("rules are %s", got)
	}
	const want = `"least": {"type": "string"},
                "most": {"type": "integer"}
`
	if got := settings(rules); !strings.Contains(got, want) {
		t.Errorf("settings are %s", got)
	}
	for _, test := range []struct{ name, text, want string }{
		{"gamma", doc, "gamma/doc.go does not say where"},
		{"gamma", doc + "\n//rules:place 20\n", "alpha and gamma are at the same place, 20"},
	} {
		dir := start(t)
		write(t, dir, test.name, "doc.go", test.text)
		if _, err := find(dir); err == nil || !strings.Contains(filepath.ToSlash(err.Error()), test.want) {
			t.Errorf("error is %v, want %s", err, test.want)
		}
	}
}
