package catalog_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

// The file in the documentation of the package is one.
func TestDocumentedFile(t *testing.T) {
	data, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	piece := regexp.MustCompile(`(?m)^//\tcatalog: 1\n(?:^//\t.*\n)+`).FindString(string(data))
	if piece == "" {
		t.Fatal("there is no file in the documentation")
	}
	file := filepath.Join(t.TempDir(), "acme.yaml")
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(piece, "//\t", "")), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := catalog.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	acme, _ := c.Provider("acme")
	if e, ok := acme.Lookup(catalog.Int(1002)); !ok || e.Retry != catalog.Backoff {
		t.Errorf("code 1002 is %v", e)
	}
}
