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
	"go/token"
	"go/types"
	"reflect"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
)

// A Kind says how a retry site goes round.
type Kind uint8

const (
	Loop      Kind = iota // a for, range or goto
	Recursion             // a function that calls itself, directly or not
	Predicate             // a function that says whether to retry
	Table                 // a list of codes to retry
	Callback              // a function that a library calls again
	Policy                // a gRPC service config in a string
)

// A Protocol is what the codes of a site are.
type Protocol uint8

const (
	HTTP Protocol = iota // HTTP statuses
	GRPC                 // gRPC codes, 0 to 16
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
	Kind     Kind
	Protocol Protocol
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
	Resends        []*Resend
	Comparisons    []*Comparison
	Contradictions []*Contradiction
	Delays         []*Delay
	Texts          []*TextTest
	Unchecked      []*Unchecked
	Untied         []*Untied
	Catalog        *catalog.Catalog
	Panic          *Panic

	Tests     bool // judge _test.go files
	Reporting Reporting
}

// Analyzer computes the model with the embedded catalog. It reports nothing.
var Analyzer = New(Options{Catalog: catalog.Embedded})

// New returns an analyzer that computes the model as the options say.
//
// What packages export for their importers is computed by an analyzer of its own, which the model requires: drivers
// run that one alone on the dependencies of what they are asked for.
func New(opts Options) *analysis.Analyzer {
	facts := &analysis.Analyzer{
		Name:       "retryvetfacts",
		Doc:        "summarize functions for importing packages (used by the retryvet rules)",
		URL:        "https://pkg.go.dev/github.com/retryvet/retryvet",
		ResultType: reflect.TypeFor[*survey](),
		FactTypes:  []analysis.Fact{new(Summaries)},
		Run:        func(pass *analysis.Pass) (any, error) { return surveyPackage(pass, opts.of(pass)), nil },
	}
	return &analysis.Analyzer{
		Name:       "retryvetsite",
		Doc:        "find retry sites and what they retry (used by the retryvet rules)",
		URL:        "https://pkg.go.dev/github.com/retryvet/retryvet",
		Requires:   []*analysis.Analyzer{inspect.Analyzer, facts},
		ResultType: reflect.TypeFor[*Result](),
		Run: func(pass *analysis.Pass) (any, error) {
			return run(pass, pass.ResultOf[facts].(*survey), opts.of(pass)), nil
		},
	}
}

// A unit is one package under analysis.
type unit struct {
	fset    *token.FileSet
	info    *types.Info
	pkg     *types.Package
	files   []*ast.File
	insp    *inspector.Inspector
	catalog *catalog.Catalog
	options Options

	importFact func(*types.Package, *Summaries) bool
	imported   map[*types.Package]map[string]*summary // what they export, of those asked for
	paths      map[string]*types.Package              // all packages that the imports reach

	implementers map[*types.Named]types.Type // of interfaces asked for
	concretes    []types.Type                // nil until somebody asks for an implementer
	names        map[string]lexicon.Set      // what the lexicon says of the names that it was asked for
	fullNames    map[*types.Func]string
	carriers     map[carrierField]carriage

	decls         map[*types.Func]*ast.FuncDecl
	inits         map[*types.Var]ast.Expr      // package variables that are never assigned again
	asides        map[*ast.FuncLit]bool        // literals that were followed
	libraryCalls  map[*ast.CallExpr]libraryUse // calls of retry libraries that were gone through
	heard         map[*ast.CallExpr]Heard      // for which outcomes the program reads Retry-After
	left          map[leaving]bool             // attempts that worked when their loop was left
	lores         map[*types.Func]*lore        // what the table of libraries says
	captures      map[*ast.FuncLit][]types.Object
	trueSets      map[*value]trueSet
	deaths        map[ast.Node]deaths
	infos         map[*types.Func]*funcInfo
	renewals      map[string]renewal // what a name says of credentials
	delayFaults   []*Delay           // that roots came by
	spent         int                // steps taken in all roots
	cutShort      bool               // a function was too long for a fact
	vain          int                // roots that were left without a retry, for their length
	ties          *ties
	defs          map[types.Object]ast.Expr // variables that are assigned once
	readsOf       map[ast.Expr][]ast.Expr
	assigned      map[ast.Node]map[types.Object][]ast.Expr
	free          map[*ast.FuncLit][]types.Object
	contexts      map[ast.Node][]ast.Expr
	sources       *contextSource               // nil until somebody asks whether a context ends
	openAt        map[ast.Node][]*ast.CallExpr // the attempts whose response may be open during a wait
	idle          map[ast.Node]bool
	again         []retry                 // with other credentials
	statements    map[*ast.CallExpr]bool  // calls that are statements
	beside        map[types.Object]bool   // functions that a go statement runs
	bounds        map[*ast.CallExpr]Bound // of the calls of retry libraries
	nested        []nesting
	repeats       map[string]*repeat // what clients repeat by themselves
	places        map[ast.Node]*places
	errorsOf      map[errorsKey]string             // what holds the status of the errors that they return, of those asked for
	callers       map[*types.Func][]caller         // nil until somebody asks
	handed        map[*types.Func]bool             // functions that are used otherwise than to be called
	iteratorCalls map[*ast.RangeStmt]*ast.CallExpr // stand for the calls of functions that are ranged over
	iteratorLoops map[*ast.RangeStmt]ast.Node      // the loops in these functions that go round
	readerFields  map[*types.Named]*types.Var      // from which types of the package read, of those asked for
	outerFuncs    map[*types.Var]ast.Expr          // what local variables are declared with, of those asked for; nil if they change
	fieldFuncs    map[*types.Var]ast.Expr          // what unexported fields are set to; nil if that is done more than once
	plainErrors   map[*types.Var]bool              // errors of the package that no status is turned into
	resends       []*Resend                        // that roots came by
	leftOpen      []*Resend                        // returns that leave a response open, if another attempt would follow
}

func (x *unit) initializer(v *types.Var) ast.Expr { return x.inits[v] }
