package directive_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/directive"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	analysistest.Run(t, testdata(t), directive.Analyzer, "directive/ignore", "directive/whole", "directive/others", "directive/blanks", "directive/untied", "directive/unsent")
}

// A directive for a rule that is switched off may be of use to those who have it on.
func TestOff(t *testing.T) {
	off := map[string]bool{}
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		off[a.Name] = a.Name != "directive"
	}
	suite := analyzers.Suite(analyzers.Config{Off: off})
	results := analysistest.Run(quiet{t}, testdata(t), suite[len(suite)-1], "directive/ignore")
	n := 0
	for _, d := range results[0].Diagnostics {
		if n++; d.Message == "nonretryable has nothing to report here; remove it from the directive" {
			t.Errorf("reported of a rule that is off: %s", d.Message)
		}
	}
	if n == 0 {
		t.Error("nothing is reported")
	}
}

// quiet does not mind what a fixture wants.
type quiet struct{ t *testing.T }

func (quiet) Errorf(string, ...any) {}
