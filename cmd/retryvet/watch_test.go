package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A watch says after each change what a run would say, and ends as its last run does.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file+"~", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	}
	const sends = "import \"net/http\"\n\nfunc Get() int {\n\tfor {\n\t\tr, err := http.Get(\"https://example.com\")\n\t\tif err != nil {\n\t\t\tcontinue\n\t\t}\n\t\tr.Body.Close()\n\t\treturn r.StatusCode\n\t}\n}\n"
	write("go.mod", "module example.com/m\n\ngo 1.26\n")
	write("a/a.go", "package a\n")
	write("low/low.go", "package low\n\nfunc F() {}\n")
	cmd := exec.Command("retryvet", "-watch", "-unbounded", "./...")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS=", "GOWORK=off", "RETRYVETCACHE="+t.TempDir())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill() }()
	lines := bufio.NewScanner(out)
	next := func() string {
		t.Helper()
		var said strings.Builder
		for lines.Scan() {
			said.WriteString(lines.Text() + "\n")
			if strings.HasPrefix(lines.Text(), "--- run ") && strings.Contains(lines.Text(), ":") {
				return said.String()
			}
		}
		t.Fatalf("it has ended: %s", said.String())
		return ""
	}
	want := func(step, text string) {
		t.Helper()
		for { // more than one run may see a part of a change
			if said := next(); strings.Contains(said, text) {
				return
			} else {
				t.Logf("%s: %s", step, said)
			}
		}
	}
	want("first", "--- run 1: no findings ---\n")
	write("a/a.go", "package a\n\n"+sends)
	want("a file", "a/a.go:8:")
	write("a/a.go", "package a\n\nfunc F( {}\n")
	want("what does not compile", "retryvet: example.com/m/a does not compile: a/a.go:3:")
	write("a/a.go", "package a\n")
	want("mended", ": no findings ---")
	write("deep/down/d.go", "package down\n\n"+sends)
	want("a new directory", "deep/down/d.go:8:")
	write(".retryvet.yaml", "rules: {unbounded: nonsense}\n")
	want("settings that are wrong", ".retryvet.yaml:1: rules.unbounded")
	write(".retryvet.yaml", "rules: {nobackoff: false}\n")
	want("settings", "deep/down/d.go:8:")
	if err := os.RemoveAll(filepath.Join(dir, "deep")); err != nil {
		t.Fatal(err)
	}
	want("a directory less", ": no findings ---")
	write("a/a_test.go", "package a\n")
	want("a test more", ": no findings ---")
	write("b.go", "package m\n\n"+sends)
	want("the root", "b.go:8:")
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		t.Errorf("in the end: %s", lines.Text())
	}
	_ = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != exitFindings {
		t.Errorf("exit status %d", got)
	}
}
