package scripted

import (
	"os"
	"path/filepath"
	"testing"
)

// The check can fail.
func TestValidateSARIF(t *testing.T) {
	if err := ValidateSARIF(`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": []}]}`); err != nil {
		t.Error(err)
	}
	if err := ValidateSARIF(`{"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": []}]}`); err == nil {
		t.Error("a driver without a name passes")
	}
}

func TestMain(m *testing.M) { os.Exit(WithProgram(m)) }

// What configurations, catalogs and directives do.
func TestSettings(t *testing.T) {
	root, err := checkout()
	if err != nil {
		t.Fatal(err)
	}
	Run(t, filepath.Join(root, "testdata", "script", "settings"), "retryvet")
}
