package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
)

// Colours are for people: never in a pipe or a file, and not if they say no.
func TestColours(t *testing.T) {
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal to be had")
	}
	defer tty.Close()
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	if !(&app{stdout: tty}).colours() {
		t.Error("no colours on a terminal")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if (&app{stdout: w}).colours() || (&app{stdout: &strings.Builder{}}).colours() {
		t.Error("colours in a pipe")
	}
	if p := (&app{stderr: w}).newProgress(); p != nil {
		t.Error("progress in a pipe")
	}
	if p := (&app{stderr: tty}).newProgress(); p == nil {
		t.Error("no progress on a terminal")
	}
	t.Setenv("NO_COLOR", "1")
	if (&app{stdout: tty}).colours() {
		t.Error("colours in spite of NO_COLOR")
	}
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "dumb")
	if (&app{stdout: tty}).colours() {
		t.Error("colours on a dumb terminal")
	}
}

func TestColouredText(t *testing.T) {
	f := finding{Rule: "nobackoff", File: "a.go", Line: 2, Column: 1, Message: "m", Details: analyzers.Details{Severity: "warning"}}
	var out strings.Builder
	if err := (writer{out: &out, colour: true}).text([]finding{f}); err != nil {
		t.Fatal(err)
	}
	if want := "\x1b[1ma.go:2:1:\x1b[0m \x1b[33mnobackoff:\x1b[0m m\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// A run says nothing if it is short, then counts packages however the output is cut up, or says which is at hand, cut to the terminal, and
// leaves no trace.
func TestProgress(t *testing.T) {
	var out strings.Builder
	p := &progress{out: &out, width: 40}
	for _, part := range []string{"{}\n{\n\t\"p\": {}\n", "}\n", "{", "}\n# p\n"} {
		if _, err := p.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if p.packages != 3 || out.String() != "" {
		t.Errorf("%d packages, wrote %q", p.packages, out.String())
	}
	p.show()
	p.tell(driver.Progress{Done: 3, Packages: 20, AtHand: "example.com/a"})
	p.show()
	p.show()
	p.done()
	p.show()
	if want := "\r\x1b[K3 packages analyzed\r\x1b[K3 of 20 packages analyzed; at hand: ex…\r\x1b[K"; out.String() != want {
		t.Errorf("wrote %q, want %q", out.String(), want)
	}
	out.Reset()
	p = &progress{out: &out}
	p.done()
	if out.String() != "" {
		t.Errorf("a short run wrote %q", out.String())
	}
	(*progress)(nil).done()
}

// Below a finding stands its line of code with a caret, once for two of one place, for people alone.
func TestPassage(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte("package a\n\t\tif 等待(x) == y {\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var findings []finding
	for _, rule := range []string{"nobackoff", "unbounded"} {
		findings = append(findings, finding{Rule: rule, File: "a.go", Line: 2, Column: 3 + len("if 等待"), Message: "m"})
	}
	findings = append(findings, finding{Rule: "directive", File: "a.go", Line: 9, Column: 1, Message: "m"})
	var out strings.Builder
	if err := (writer{out: &out, cwd: dir, code: true}).text(findings); err != nil {
		t.Fatal(err)
	}
	want := "a.go:2:12: nobackoff: m\na.go:2:12: unbounded: m\n    if 等待(x) == y {\n           ^\na.go:9:1: directive: m\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
