// Package plugin makes retryvet a module plugin of golangci-lint.
//
// It is built into golangci-lint by "golangci-lint custom", with this .custom-gcl.yml:
//
//	version: v2.15.0
//	plugins:
//	  - module: github.com/retryvet/retryvet
//	    import: github.com/retryvet/retryvet/plugin
//	    version: latest
//
// and is configured in .golangci.yml:
//
//	linters:
//	  enable: [retryvet]
//	  settings:
//	    custom:
//	      retryvet:
//	        type: module
//	        settings:
//	          rules: {nobackoff: false}
//	          catalogs: [/path/to/acme.yaml]
//
// All rules are on unless the settings say otherwise. Names of catalog files are relative to the directory in which
// golangci-lint runs. A finding's text begins with the name of its rule.
package plugin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
)

func init() { register.Plugin("retryvet", New) }

// Settings are the linter's settings in .golangci.yml.
type Settings struct {
	Rules    map[string]bool `json:"rules"`    // switches rules off, or on; those not named are on
	Catalogs []string        `json:"catalogs"` // the user's catalog files, laid over the embedded catalog
}

// New returns the linter for the settings, as golangci-lint decoded them.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[Settings](conf)
	if err != nil {
		return nil, fmt.Errorf("retryvet: %w; the keys are rules (a map of rule: true or false) and catalogs (a list of files)", err)
	}
	c, err := catalog.Load(s.Catalogs...)
	if err != nil {
		return nil, fmt.Errorf("retryvet: catalogs: %s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	suite := analyzers.Suite(analyzers.Config{Catalog: c})
	if err := checkRules(s.Rules, suite); err != nil {
		return nil, err
	}
	suite = slices.DeleteFunc(suite, func(a *analysis.Analyzer) bool {
		on, given := s.Rules[a.Name]
		return given && !on
	})
	return linter{suite, c.Digest()}, nil
}

func checkRules(rules map[string]bool, suite []*analysis.Analyzer) error {
	var known, unknown []string
	for _, a := range suite {
		known = append(known, a.Name)
	}
	for name := range rules {
		if !slices.Contains(known, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	return fmt.Errorf("retryvet: rules: unknown rule %s; known are %s", strings.Join(unknown, ", "), strings.Join(known, ", "))
}

type linter struct {
	suite  []*analysis.Analyzer
	digest string // of the catalog
}

// BuildAnalyzers returns the rules, and one analyzer that does nothing but name what their results depend on.
func (l linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var list []*analysis.Analyzer
	for _, a := range l.suite {
		list = append(list, plain(a))
	}
	return append(list, l.identity()), nil
}

// GetLoadMode returns the load mode with types.
func (linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// plain returns the analyzer without secondary positions, of which golangci-lint makes findings of their own that
// neither exclusions nor fixes reach. The messages name the lines.
func plain(a *analysis.Analyzer) *analysis.Analyzer {
	b := *a
	b.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			pass.Report(d)
		}
		return a.Run(&p)
	}
	return &b
}

// identity returns an analyzer whose name changes with the version and with the catalog. golangci-lint keeps results
// under the names of a linter's analyzers and its settings: neither another version of a plugin nor the content of a file
// would make it look again.
func (l linter) identity() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "retryvet_" + identifier(buildIdentity()) + "_" + l.digest,
		Doc:  "does nothing; its name tells results of different versions and catalogs apart",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
}
