package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
