// Package site is the engine of retryvet: it finds the places of a package from which a request can be made again
// after it failed, and computes for each with which outcomes that happens and how long the program waits in between.
// The rules read this model and judge it; they walk no syntax of their own.
//
// # How
//
// A scan over the package's syntax names the few functions that can hold a retry. Each of them is followed by a small
// symbolic executor (exec), statement by statement, into the functions of the package that it calls. A path carries
// for every attempt the set of outcomes with which the path is possible; a condition on a carrier narrows the set.
// When a path comes to the same call again with the same inputs, that is a retry, and the set on the path is the
// retry set. So loops, goto, recursion and callbacks of the package's own helpers are one and the same to the engine.
//
// Every claim is that a path exists. A condition that the engine cannot read turns what is certain into a mere
// possibility, which no rule reports; a path that is not followed, for its length or number, can hide a finding but
// not make one.
//
// Why this is an executor over syntax, and not an analysis of go/ssa or go/cfg, what was measured for that and what it costs, is
// written down in docs/architecture.md.
package site

import (
	"go/ast"
	"go/types"
	"reflect"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/catalog"
)

// A Wait is what delays a retry.
type Wait uint8

const (
	WaitNone    Wait = iota // nothing
	WaitFixed               // the same constant delay on every round
	WaitOnce                // a constant delay, on a path with one retry only
	WaitGrowing             // a delay that grows
	WaitOther               // jittered, told by the server, a limiter's, a library's, or not known
)

// A Path is one way to come to an attempt again.
type Path struct {
	Codes    codeset.Statuses // the outcomes of the attempt with which the path is taken
	Wait     Wait
	Delay    time.Duration // of WaitFixed and WaitOnce
	Test     ast.Node      // the last condition on the outcome; may be nil
	Renewed  bool          // credentials were renewed on the way: it is another request
	Touched  bool          // something named like a credential was used on the way
	Told     Told          // when the server wants it back, where the path waits without regard to that; may be zero
	Provider []ProviderCodes
	Named    bool // the error was asked for the words of a refusal: somebody has decided what not to retry
	seen     bool // the path looked at the status
}

// ProviderCodes are the codes of a provider with which a path is taken.
type ProviderCodes struct {
	Provider string
	Scheme   string // of the provider's codes that the carrier holds; "" for any
	Field    string // the carrier's name
	Ints     codeset.Ints
	Strings  codeset.Strings
	IsString bool
}

// Contains reports whether the set holds a code.
func (p ProviderCodes) Contains(c catalog.Code) bool {
	if c.IsString() != p.IsString {
		return false
	}
	if p.IsString {
		return p.Strings.Contains(c.Text())
	}
	return p.Ints.Contains(c.Int())
}

// Entries are the provider's codes in the set.
func (p ProviderCodes) Entries(cat *catalog.Catalog) []catalog.Entry {
	prov, ok := cat.Provider(p.Provider)
	if !ok {
		return nil
	}
	var out []catalog.Entry
	for e := range prov.Entries() {
		if (p.Scheme == "" || e.Scheme == p.Scheme) && p.Contains(e.Code) {
			out = append(out, e)
		}
	}
	return out
}

// A Site is a place from which the same attempt can be made again.
type Site struct {
	Kind     domain.Kind
	Protocol domain.Protocol
	Node     ast.Node         // the loop, the recursive call, the predicate or the table
	Attempt  *ast.CallExpr    // nil for Predicate, Table and Policy
	Entry    *ast.CallExpr    // by which a caller gave the attempt to the function that goes round; may be nil
	Name     string           // of a predicate or table
	Hinted   codeset.Statuses // for which the server may say how long to wait, and is heard
	Listed   bool             // the codes are named one by one
	Heard    Heard            // for which outcomes Retry-After is read
	Schedule library.Schedule // of a Callback: how often and how fast its library tries
	Paths    []Path
	callers  map[ast.Node]ast.Node // places of its own, for decisions that it shares with others
}

// Retries is the retry set: the union over all paths.
func (s *Site) Retries() codeset.Statuses {
	var all codeset.Statuses
	for _, p := range s.Paths {
		all = all.Union(p.Codes)
	}
	return all
}

// Result is the model of a package.
type Result struct {
	Sites          []*Site
	Cycles         []*Cycle
	Contexts       []ContextFault
	Resends        []*Resend
	Comparisons    []*Comparison
	Contradictions []*Contradiction
	Delays         []*Delay
	Texts          []*TextTest
	Unchecked      []*Unchecked
	Untied         []*api.Untied
	Catalog        *catalog.Catalog
	Panic          *Panic

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

// A unit is one package under analysis.
type unit struct {
	*history

	bodies   *bodyWatch
	cutShort bool                      // a function was too long for a fact
	defs     map[types.Object]ast.Expr // variables that are assigned once
	errorsOf map[errorsKey]string      // what holds the status of the errors that they return, of those asked for
}
