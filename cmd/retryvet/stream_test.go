package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Lines of JSON are the findings of the document, all of them and each once.
func TestStream(t *testing.T) {
	said := func(format string) string {
		cmd := exec.Command("retryvet", "-format", format, "./...")
		cmd.Dir, cmd.Env = filepath.Join("..", "..", "testdata", "demo"), append(os.Environ(), "GOFLAGS=")
		out, _ := cmd.Output() // findings are no success
		return string(out)
	}
	var doc struct{ Findings []finding }
	if err := json.Unmarshal([]byte(said("json")), &doc); err != nil || len(doc.Findings) == 0 {
		t.Fatalf("%v, %d findings", err, len(doc.Findings))
	}
	var lines []finding
	for line := range strings.Lines(said("jsonl")) {
		var f finding
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		lines = append(lines, f)
	}
	slices.SortFunc(lines, finding.compare)
	if !reflect.DeepEqual(lines, doc.Findings) {
		t.Errorf("lines: %v\ndocument: %v", lines, doc.Findings)
	}
}

// A finding is printed when its package is done, once for a package and its tests, unless what comes later has a say in it.
func TestEarly(t *testing.T) {
	for _, c := range []struct {
		o    options
		want int
	}{
		{options{}, 1},
		{options{newFrom: "before.json"}, 0},
		{options{newSince: "main"}, 0},
		{options{fix: true}, 0},
		{options{rules: map[string]bool{"nobackoff": false}}, 0},
	} {
		var out strings.Builder
		s := &stream{options: &c.o, out: &out, printed: map[string]bool{}}
		found := func() []finding { return []finding{{Rule: "nobackoff", File: "a.go", Line: 1, Message: "m"}} }
		s.early(&result{findings: found()})
		s.early(&result{findings: found()})
		if got := strings.Count(out.String(), "\n"); got != c.want {
			t.Errorf("%+v: %d lines, want %d", c.o, got, c.want)
		}
		if err := s.rest(&out, found()); err != nil || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("%+v: in the end %q, %v", c.o, out.String(), err)
		}
	}
}
