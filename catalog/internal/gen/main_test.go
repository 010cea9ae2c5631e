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

// TestPageInStep checks that the page for people is what the YAML files give, and that each provider has its section and rows.
func TestPageInStep(t *testing.T) {
	want, err := page(filepath.Join("..", "..", "data"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "catalog.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/catalog.md is not in step with data; run go generate ./catalog")
	}
	for _, p := range catalog.Embedded().Providers() {
		if n := bytes.Count(got, []byte("\n## "+p.ID+"\n")); n != 1 {
			t.Errorf("%s has %d sections", p.ID, n)
		}
	}
	rows := 0
	for _, p := range catalog.Embedded().Providers() {
		rows += len(ownEntries(p)) + len(ownFamilies(p))
	}
	if n := bytes.Count(got, []byte("\n| `")); n != rows {
		t.Errorf("the page has %d rows, the catalog %d", n, rows)
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
