package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/retryvet/retryvet/analyzers"
)

// What is printed of the demo, in every language side by side: UPDATE=1 writes the files anew, for a reader who knows the language.
func TestTranscripts(t *testing.T) {
	for _, lang := range analyzers.Languages() {
		cmd := exec.Command("retryvet", "-lang", lang, "./...")
		cmd.Dir = filepath.Join("..", "..", "testdata", "demo")
		got, err := cmd.Output()
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != exitFindings {
			t.Fatalf("-lang %s: %v", lang, err)
		}
		file := filepath.Join("..", "..", "testdata", "transcripts", "demo."+lang+".txt")
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || string(want) != string(got) {
			t.Errorf("-lang %s prints what is not in %s (%v):\n%s", lang, file, err, got)
		}
	}
}

// A baseline of the first version holds what it held, although findings are worded otherwise now; one that was not in it is new.
func TestOldBaseline(t *testing.T) {
	dir := t.TempDir()
	code := "package p\n\n\tif a {\n\tif b {\n\tif a {\n"
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(code), 0o666); err != nil {
		t.Fatal(err)
	}
	src := &sources{cwd: dir}
	finding := func(line int) finding {
		f := finding{Rule: "nobackoff", File: "p.go", Line: line, Message: "new words"}
		f.Key = "at-once"
		return f
	}
	was := finding(5)
	was.Message = "429 goes round (line 12)"
	was.Fingerprint = was.firstFingerprint(was.Message, src)
	was.Line = 77 // lines have moved since
	data, err := json.Marshal(map[string]any{"findings": []any{was}})
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(dir, "base.json")
	if err := os.WriteFile(base, data, 0o666); err != nil {
		t.Fatal(err)
	}
	o := &options{newFrom: base}
	old, err := o.earlier(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	r := &result{}
	r.findings = append(r.findings, finding(3), finding(4), finding(5))
	if err := r.choose(o, old, dir); err != nil {
		t.Fatal(err)
	}
	if len(r.findings) != 2 || r.findings[0].Line != 4 || r.findings[1].Line != 5 {
		t.Errorf("new are %v; the baseline had one whose line is that of 3 and 5", r.findings)
	}
}

// A fingerprint depends on what is found, where in the program, and on nothing else.
func TestFingerprint(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.go": "if x {\n", "b.go": "\n\tif x {\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	src := &sources{cwd: dir}
	one := finding{Rule: "nobackoff", File: "a.go", Line: 1, Message: "429 is retried at once (sent at line 3)"}
	one.Key, one.Function = "at-once", "Send"
	same := one
	same.File, same.Line, same.Message = "b.go", 2, "429 会被立即重试（发送于第 30 行）"
	if one.fingerprint(src) != same.fingerprint(src) {
		t.Error("another file, line, text and language make another finding of it")
	}
	for name, change := range map[string]func(*finding){
		"rule":     func(f *finding) { f.Rule = "unbounded" },
		"key":      func(f *finding) { f.Key = "fixed" },
		"function": func(f *finding) { f.Function = "Client.Send" },
		"line":     func(f *finding) { f.File, f.Line = "b.go", 1 },
	} {
		other := one
		change(&other)
		if one.fingerprint(src) == other.fingerprint(src) {
			t.Errorf("another %s makes no other finding", name)
		}
	}
}

// Names of files in messages are those by which they can be opened.
func TestPaths(t *testing.T) {
	f := finding{Message: "429 is retried at once (sent at client.go:64, decided at x/client.go:640)"}
	f.Related = []analyzers.Related{{Place: analyzers.Place{File: "upyun/client.go", Line: 64}}, {Place: analyzers.Place{File: "other.go", Line: 1}}}
	if got, want := f.withPaths(), "429 is retried at once (sent at upyun/client.go:64, decided at x/client.go:640)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
