package analyzers_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/retryvet/retryvet/analyzers"
)

// Strict settings add findings, and change none of the others: what is reported without them is reported with them, in the same words and
// as sure. (Whether a directive silences anything depends on what there is to silence.)
func TestStrictAdds(t *testing.T) {
	list := loadFixtures(t)
	plain, strict := judged(t, false, list), judged(t, true, list)
	added := len(strict)
	for f, details := range plain {
		switch with, found := strict[f]; {
		case !found:
			t.Errorf("%s: is not reported in strict mode", f)
		case with.Confidence != details.Confidence || with.Severity != details.Severity || with.Doubt != "":
			t.Errorf("%s: is a %s of %s confidence, in strict mode a %s of %s, with the doubt %q", f, details.Severity, details.Confidence, with.Severity, with.Confidence, with.Doubt)
		default:
			added--
		}
	}
	if added == 0 {
		t.Error("strict mode adds nothing")
	}
	for f, with := range strict {
		if _, found := plain[f]; !found && with.Doubt == "" {
			t.Errorf("%s: is reported in strict mode alone, and has no doubt", f)
		}
	}
}

// judged are the findings in some packages, by place and words.
func judged(t *testing.T, strict bool, list []*packages.Package) map[string]analyzers.Details {
	t.Helper()
	out := map[string]analyzers.Details{}
	for some := range slices.Chunk(list, together) {
		maps.Copy(out, judgedTogether(t, strict, some))
	}
	return out
}

func judgedTogether(t *testing.T, strict bool, list []*packages.Package) map[string]analyzers.Details {
	t.Helper()
	graph, err := checker.Analyze(analyzers.Suite(analyzers.Config{Details: true, Strict: strict}), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]analyzers.Details{}
	for _, a := range graph.Roots {
		if a.Analyzer.Name == "directive" {
			continue
		}
		for _, d := range a.Diagnostics {
			for _, r := range d.Related {
				if details, ok := analyzers.DecodeDetails(r.Message); ok {
					out[fmt.Sprintf("%s: %s: %s", a.Package.Fset.Position(d.Pos), a.Analyzer.Name, d.Message)] = details
				}
			}
		}
	}
	return out
}
