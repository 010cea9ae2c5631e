package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

// TestInStep checks that the tables are what the YAML files give.
func TestInStep(t *testing.T) {
	want, err := generate(filepath.Join("..", "..", "data"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "zz_generated.go"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("zz_generated.go is not in step with data; run go generate ./catalog")
	}
}

// TestSameContent checks that the embedded catalog is the one in the YAML files, whatever the tables look like.
func TestSameContent(t *testing.T) {
	c, err := read(filepath.Join("..", "..", "data"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := catalog.Embedded().Digest(), c.Digest(); got != want {
		t.Errorf("digest of the tables is %s, of the files %s", got, want)
	}
}

func TestGenerateErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := generate(dir); err == nil {
		t.Error("no error without files")
	}
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("catalog: 1\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := generate(dir); err == nil {
		t.Error("no error for a broken file")
	}
}
