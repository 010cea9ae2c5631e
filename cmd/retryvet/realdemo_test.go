package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// What the command finds in code that decides by the codes of SDKs, with the SDKs themselves, is the transcript beside it.
func TestRealDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("needs the SDKs")
	}
	dir := filepath.Join("..", "..", "testdata", "real")
	want, err := os.ReadFile(filepath.Join(dir, "demo", "transcript.txt"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("retryvet", "./demo/...")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	got, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("%v, want exit status 1\n%s", err, stderr.Bytes())
	}
	if !bytes.Equal(got, want) {
		t.Errorf("it prints\n%s\nthe transcript has\n%s", got, want)
	}
}
