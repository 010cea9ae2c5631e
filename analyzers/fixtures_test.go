package analyzers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each fixture of a rule is run by the tests of that rule: one that is not proves nothing.
func TestFixturesAreRun(t *testing.T) {
	rules, err := filepath.Glob("../testdata/src/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range rules {
		rule := filepath.Base(dir)
		tests, err := filepath.Glob(filepath.Join(rule, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		if len(tests) == 0 {
			continue // a stand-in for a library
		}
		var text strings.Builder
		for _, name := range tests {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(b)
		}
		fixtures, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range fixtures {
			if path := rule + "/" + f.Name(); f.IsDir() && !strings.Contains(text.String(), `"`+path+`"`) && !strings.Contains(text.String(), `"`+path+`/`) {
				t.Errorf("no test of %s runs the fixture %s", rule, path)
			}
		}
	}
}
