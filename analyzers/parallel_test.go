package analyzers_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/retryvet/retryvet/analyzers"
)

// Drivers run the rules of a package side by side, and those share what is known of it: the race detector has nothing to say of that.
func TestSideBySide(t *testing.T) {
	dir, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	cfg := &packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Env: append(os.Environ(), "GOPATH="+dir, "GO111MODULE=off", "GOPROXY=off", "GOWORK=off")}
	list, err := packages.Load(cfg, "statusfirst/...", "errortext/...", "ignoresctx/...", "nobackoff/delay")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(analyzers.Suite(analyzers.Config{}), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, a := range graph.Roots {
		if a.Err != nil {
			t.Errorf("%s on %s: %v", a.Analyzer, a.Package.ID, a.Err)
		}
		found += len(a.Diagnostics)
	}
	if found < 50 {
		t.Errorf("%d findings in %d packages: were the fixtures loaded?", found, len(list))
	}
}
