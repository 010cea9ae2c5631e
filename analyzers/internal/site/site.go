// Package site is the engine's door: its analyzers compute the facts that a package exports and the model of its retries, and it is
// where a rule asks for more (see [Find]).
//
// # How
//
// A scan over the package's syntax (effects) names the few functions that can hold a retry. Each of them is followed by a small
// symbolic executor (symexec), statement by statement, into the functions of the package that it calls. A path carries
// for every attempt the set of outcomes with which the path is possible; a condition on a carrier narrows the set.
// When a path comes to the same call again with the same inputs, that is a retry, and the set on the path is the
// retry set (retry). So loops, goto, recursion and callbacks of the package's own helpers are one and the same to the engine.
//
// Every claim is that a path exists. A condition that the engine cannot read turns what is certain into a mere
// possibility, which no rule reports; a path that is not followed, for its length or number, can hide a finding but
// not make one.
//
// It judges nothing and knows no rule. A panic of the engine becomes a part of the result, and the rest of the package is judged.
//
// Why this is an executor over syntax, and not an analysis of go/ssa or go/cfg, what was measured for that and what it costs, is
// written down in docs/architecture.md.
package site

import (
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/bodies"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
	"github.com/retryvet/retryvet/catalog"
)

// Result is the model of a package.
type Result struct {
	Sites    []*retry.Site
	Polled   []*retry.Site // what no rule judges as retries: how a code wants to be asked again
	Cycles   []*retry.Cycle
	Awaiting []*retry.Cycle // no retries: they ask for the same again until an answer says that something has come about
	Resends  []*bodies.Resend
	Untied   []*api.Untied
	Catalog  *catalog.Catalog
	Panic    *Panic

	Candidates []*retry.Candidate // only if an inventory is wanted
	pkg        *Package           // for finders; nil if the package is none of ours

	Tests     bool // judge _test.go files
	Reporting api.Reporting
}

// Analyzer computes the model with the embedded catalog. It reports nothing.
var Analyzer = New(api.Options{Catalog: catalog.Embedded})

// New returns an analyzer that computes the model as the options say.
//
// What packages export for their importers is computed by an analyzer of its own, which the model requires: drivers
// run that one alone on the dependencies of what they are asked for.
func New(opts api.Options) *analysis.Analyzer {
	facts := &analysis.Analyzer{
		Name:       "retryvetfacts",
		Doc:        "summarize functions for importing packages (used by the retryvet rules)",
		URL:        "https://pkg.go.dev/github.com/retryvet/retryvet",
		ResultType: reflect.TypeFor[*survey](),
		FactTypes:  []analysis.Fact{new(summary.Summaries)},
		Run:        func(pass *analysis.Pass) (any, error) { return surveyPackage(pass, opts.Of(pass)), nil },
	}
	return &analysis.Analyzer{
		Name:       "retryvetsite",
		Doc:        "find retry sites and what they retry (used by the retryvet rules)",
		URL:        "https://pkg.go.dev/github.com/retryvet/retryvet",
		Requires:   []*analysis.Analyzer{inspect.Analyzer, facts},
		ResultType: reflect.TypeFor[*Result](),
		Run: func(pass *analysis.Pass) (any, error) {
			return run(pass, pass.ResultOf[facts].(*survey), opts.Of(pass)), nil
		},
	}
}

// A Package is one package under analysis, as rules ask about it.
type Package struct {
	*retry.History

	lock   sync.Mutex           // of what finders share
	shared map[reflect.Type]any // what several rules ask for
	Bodies *bodies.Package
	Sends  bool // it can send something: by itself, or by what it imports

	scanned bool // see Ready
	roots   effects.Roots
	own     symexec.Own // what is known of the package's functions; nil until a root needs it
	briefly int         // steps taken in roots that were gone through by that
}
