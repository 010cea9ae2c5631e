package analyzers_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/retryvet/retryvet/analyzers"
)

// The whole standard library, with its tests and with functions without bodies: nothing in it makes a rule fail (V6).
func TestStd(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	list, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Tests: true}, "std")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		for _, err := range p.Errors {
			t.Errorf("%s: %v", p.ID, err)
		}
	}
	graph, err := checker.Analyze(analyzers.Suite(analyzers.Config{Tests: true}), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, a := range graph.Roots {
		if a.Err != nil {
			t.Errorf("%s on %s: %v", a.Analyzer, a.Package.ID, a.Err)
		}
		for _, d := range a.Diagnostics {
			found++
			if strings.Contains(d.Message, "retryvet itself failed") {
				t.Errorf("%s: %s", a.Package.Fset.Position(d.Pos), d.Message)
			}
		}
	}
	t.Logf("%d findings in %d packages", found, len(list))
}
