package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/retryvet/retryvet/analyzers"
)

// What the command finds in code that decides by the codes of SDKs, with the SDKs themselves, is the transcript of the language; UPDATE=1 writes
// the files anew.
func TestRealDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("needs the SDKs")
	}
	dir := filepath.Join("..", "..", "testdata", "real")
	for _, lang := range analyzers.Languages() {
		cmd := exec.Command("retryvet", "-lang", lang, "./demo/...")
		cmd.Dir = dir
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		got, err := cmd.Output()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitFindings {
			t.Fatalf("-lang %s: %v, want exit status %d\n%s", lang, err, exitFindings, stderr.Bytes())
		}
		file := filepath.Join("..", "..", "testdata", "transcripts", "sdks."+lang+".txt")
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
			t.Errorf("-lang %s prints what is not in %s (%v):\n%s", lang, file, err, got)
		}
	}
}
