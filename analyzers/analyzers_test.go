package analyzers_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/directive"
	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/catalog"
)

// exported are the analyzers that drivers such as Bazel's nogo take from the packages, by the name Analyzer.
var exported = append(slices.DeleteFunc(slices.Clone(directive.Analyzer.Requires), func(a *analysis.Analyzer) bool {
	return !slices.Contains(directives.Rules(), a.Name)
}), directive.Analyzer)

func TestSuite(t *testing.T) {
	suite := analyzers.Suite(analyzers.Config{})
	if err := analysis.Validate(suite); err != nil {
		t.Fatal(err)
	}
	if len(suite) != len(exported) {
		t.Fatalf("the suite has %d rules, %d are exported", len(suite), len(exported))
	}
	seen := map[string]bool{}
	for i, a := range suite {
		if seen[a.Name] {
			t.Errorf("two rules are called %s", a.Name)
		}
		seen[a.Name] = true
		if exported[i].Name != a.Name || exported[i].Doc != a.Doc {
			t.Errorf("rule %d is %s in the suite, %s as exported variable", i, a.Name, exported[i].Name)
		}
	}
}

// Directives tell the names of rules from the words of a reason.
func TestDirectiveRules(t *testing.T) {
	var names []string
	for _, a := range exported {
		names = append(names, a.Name)
	}
	if got := directives.Rules(); !slices.Equal(got, names) {
		t.Errorf("directives know the rules %q, the suite has %q", got, names)
	}
}

func TestExported(t *testing.T) {
	if err := analysis.Validate(exported); err != nil {
		t.Error(err)
	}
}

// Every call makes analyzers of its own, so that two configurations can live in one process.
func TestSuitesShareNothing(t *testing.T) {
	one, two := analyzers.Suite(analyzers.Config{}), analyzers.Suite(analyzers.Config{Catalog: catalog.Embedded()})
	for i, a := range one {
		if a == two[i] || a == exported[i] {
			t.Errorf("%s is shared", a.Name)
		}
	}
}

var summary = regexp.MustCompile(`^[a-z]+: (report|check|find)\w* .*[^.]$`)

// The documentation is help text, web page and explanation at once.
func TestDocs(t *testing.T) {
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		t.Run(a.Name, func(t *testing.T) {
			title, rest, _ := strings.Cut(a.Doc, "\n")
			if !strings.HasPrefix(title, a.Name+": ") || !summary.MatchString(title) {
				t.Errorf("summary is %q, want the name and what the rule reports, without a final stop", title)
			}
			if !strings.Contains(rest, "\n\t") && !strings.Contains(rest, "\n    ") {
				t.Error("no example")
			}
			if strings.Contains(a.Doc, "TODO") {
				t.Error("unfinished")
			}
			if want := "https://pkg.go.dev/github.com/retryvet/retryvet/analyzers/" + a.Name; a.URL != want {
				t.Errorf("URL is %s, want %s", a.URL, want)
			}
		})
	}
}

// The rule about directives has to see what became of the others.
func TestDirectiveRequiresAll(t *testing.T) {
	for _, suite := range [][]*analysis.Analyzer{exported, analyzers.Suite(analyzers.Config{})} {
		last := suite[len(suite)-1]
		for _, a := range suite[:len(suite)-1] {
			if !slices.Contains(last.Requires, a) {
				t.Errorf("%s does not require %s", last.Name, a.Name)
			}
		}
	}
}
