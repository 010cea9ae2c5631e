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
// All rules are on unless the settings say otherwise. The keys are those of the file .retryvet.yaml, and names of files are
// relative to the directory in which golangci-lint runs. Where there are no settings, that file counts, and as on the command
// line the nearest one for each package of the module. A finding's text begins with the name of its rule.
package plugin

import (
	"fmt"
	"os"
	"path/filepath"
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
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("retryvet: %w", err)
	}
	var l *linter
	if m, isMap := conf.(map[string]any); conf == nil || isMap && len(m) == 0 {
		l, err = byFiles(dir)
	} else {
		l, err = bySettings(conf, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("retryvet: %s", strings.ReplaceAll(config.Shorten(err, dir).Error(), "\n", "; "))
	}
	l.nameFacts()
	return l, nil
}

// place is where people wrote down the settings, in whatever file.
const place = "linters.settings.custom.retryvet.settings"

// bySettings judges all packages by what stands in .golangci.yml, as the command line does with -config.
func bySettings(conf any, dir string) (*linter, error) {
	if m, _ := conf.(map[string]any); m != nil {
		if _, isMap := m["providers"].(map[string]any); isMap {
			return nil, &config.Error{
				File: place + ".providers",
				Msg:  "must be a list of {of: NAME, provider: ID} here: golangci-lint spoils keys with dots and capitals",
			}
		}
	}
	c, err := config.Settings(place, conf, dir)
	if err != nil {
		return nil, err
	}
	if len(c.Severity) > 0 { // an analyzer has no word in it
		return nil, &config.Error{File: place + ".severity", Msg: "has no effect here: golangci-lint has its own section severity, beside linters"}
	}
	suite := slices.DeleteFunc(analyzers.Suite(heeded(c)), func(a *analysis.Analyzer) bool { return !c.Somewhere(a.Name) })
	return &linter{suite, identifier(config.Build()) + "_" + c.Digest()}, nil
}

// byFiles judges each package by the nearest .retryvet.yaml, as the command line does.
func byFiles(dir string) (*linter, error) {
	files := config.Files(dir)
	digest, err := config.Digest(files...)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		digest = (&config.Config{}).Digest()
	}
	local := map[string]*analyzers.Config{}
	for _, file := range files {
		c, err := config.Load(file)
		if err != nil {
			return nil, err
		}
		s := heeded(c)
		local[resolved(file)] = &s
	}
	s := heeded(&config.Config{})
	if len(files) > 0 {
		s.Local = func(dir string) *analyzers.Config { return local[resolved(config.Find(dir))] }
	}
	return &linter{analyzers.Suite(s), identifier(config.Build()) + "_" + digest}, nil
}

// resolved is the one name that a file has without symbolic links: the go command and the shell may not agree on them.
func resolved(file string) string {
	if name, err := filepath.EvalSymlinks(file); err == nil {
		return name
	}
	return file
}

// heeded is what a configuration says to the suite. golangci-lint looks after //nolint comments, and after idle ones.
func heeded(c *config.Config) analyzers.Config {
	s := c.Suite()
	s.Nolint = true
	return s
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
