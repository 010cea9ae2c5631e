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
// All rules are on unless the settings say otherwise. The keys are those of the file .retryvet.yaml, which counts where
// there are no settings; it is looked for from the directory upward in which golangci-lint runs, and names of files are
// relative to that directory. A finding's text begins with the name of its rule.
package plugin

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
)

func init() { register.Plugin("retryvet", New) }

// New returns the linter for the settings, as golangci-lint decoded them.
func New(conf any) (register.LinterPlugin, error) {
	c, err := settings(conf)
	if err != nil {
		return nil, fmt.Errorf("retryvet: %s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	s := c.Suite()
	s.Nolint = true // golangci-lint looks after these comments, and after idle ones
	suite := slices.DeleteFunc(analyzers.Suite(s), func(a *analysis.Analyzer) bool { return !c.Wants(a.Name) })
	l := linter{suite, identifier(config.Build()) + "_" + c.Digest()}
	l.nameFacts()
	return l, nil
}

// settings reads what stands in .golangci.yml or, without that, in .retryvet.yaml.
func settings(conf any) (*config.Config, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	m, isMap := conf.(map[string]any)
	if conf == nil || isMap && len(m) == 0 {
		return config.For(dir)
	}
	if _, isMap := m["providers"].(map[string]any); isMap {
		return nil, errors.New("providers must be a list of {of: NAME, provider: ID} here: golangci-lint spoils keys with dots and capitals")
	}
	data, err := json.Marshal(conf)
	if err != nil {
		return nil, err
	}
	return config.Parse("settings.json", data, dir)
}

type linter struct {
	suite    []*analysis.Analyzer
	identity string // of the version, the settings and the catalogs
}

// BuildAnalyzers returns the rules, and one analyzer that does nothing but name what their results depend on.
//
// golangci-lint keeps results under the names of a linter's analyzers and its settings: neither another version of a plugin
// nor the content of a file would make it look again.
func (l linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return append(slices.Clone(l.suite), &analysis.Analyzer{
		Name: "retryvet_" + l.identity,
		Doc:  "does nothing; its name tells results of different versions, settings and catalogs apart",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}), nil
}

// GetLoadMode returns the load mode with types.
func (linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// nameFacts gives analyzers that export facts names that tell versions, settings and catalogs apart, too: golangci-lint
// keeps facts under the name of the analyzer alone. The suite is this linter's own.
func (l linter) nameFacts() {
	named := map[*analysis.Analyzer]bool{}
	var visit func(list []*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if len(a.FactTypes) > 0 && !named[a] {
				named[a] = true
				a.Name += "_" + l.identity
			}
			visit(a.Requires)
		}
	}
	visit(l.suite)
}

// identifier replaces what a Go identifier, and so an analyzer's name, cannot have.
func identifier(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, s)
}
