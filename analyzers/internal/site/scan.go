package site

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/bodies"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/models"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/summarize"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
	"github.com/retryvet/retryvet/catalog"
)

// A Panic is a failure of the engine: the rules report it where it happened, and the rest of the package is judged.
type Panic struct {
	Node    ast.Node
	Func    string
	Message string
}

// A survey is the first look at a package, for the facts that it exports and for its model alike.
type survey struct {
	pkg        *Package
	network    bool
	importFact func(*types.Package, *summary.Summaries) bool
	failed     *Panic
}

// guard calls f and catches its panics: one failure is reported, and the rest of the package judged.
func (s *survey) guard(n ast.Node, name string, f func()) {
	defer func() {
		if r := recover(); r != nil && s.failed == nil {
			s.failed = &Panic{n, name, fmt.Sprint(r)}
		}
	}()
	f()
}

// prepare makes the Package. It does no work on the package's syntax.
func (s *survey) prepare(pass *analysis.Pass, opts api.Options) {
	s.pkg = &Package{
		History: retry.NewHistory(symexec.NewProgram(effects.New(api.New(summary.Import(index.New(pass, opts.Tests), s.importFact), opts)), models.Models{}, symexec.DefaultLimits())),
		shared:  map[reflect.Type]any{},
	}
	s.pkg.Bodies = bodies.New(s.pkg.Program)
}

// scan looks at the syntax once, for whoever asks first; false if that failed.
func (s *survey) scan() bool {
	if !s.pkg.scanned && s.failed == nil {
		s.guard(s.pkg.Files[0], "scan", s.pkg.Ready)
	}
	return s.pkg.scanned
}

// Ready prepares what is asked of the functions of a package. Where something may be wrong is often told without.
func (x *Package) Ready() {
	if !x.scanned {
		x.roots = x.Scan()
		x.scanned = true
	}
}

// told reports whether an imported package has said anything of its functions. Under vet a package's imports are those that its
// own declarations mention, so that it need not show that a helper sends requests.
func (s *survey) told(p *types.Package) bool {
	f := new(summary.Summaries)
	return s.importFact(p, f) && !f.Quiet
}

// surveyPackage is called for every dependency of a program: a package that cannot export anything costs a look at its imports.
func surveyPackage(pass *analysis.Pass, opts api.Options) *survey {
	s := &survey{importFact: func(p *types.Package, f *summary.Summaries) bool { return pass.ImportPackageFact(p, f) }}
	if len(pass.Files) == 0 || gotypes.IsStd(pass.Pkg.Path()) {
		return s
	}
	s.network = reachesNetwork(pass.Pkg, opts.Catalog) || slices.ContainsFunc(pass.Pkg.Imports(), s.told) || api.TellsOutcomes(pass.Pkg)
	if !s.network && !api.TakesAttempts(pass.Pkg) && !api.TakesDelays(pass.Pkg) || !api.ExportsFacts(pass.Pkg, s.told) {
		return s
	}
	if opts.Unheard {
		return s
	}
	if !opts.Tests && slices.ContainsFunc(pass.Files, func(f *ast.File) bool { return gotypes.InTest(pass.Fset, f.FileStart) }) {
		return s // only other tests import a package with its tests, and nothing is reported in them
	}
	s.guard(pass.Files[0], "summaries", func() {
		s.prepare(pass, opts)
		if !s.scan() {
			return
		}
		all, quiet := summarize.Package(s.pkg.History, s.network, s.guard)
		// A model does not depend on whether anybody asked for facts: what was followed for these is followed again for its retries.
		s.pkg.Asides, s.pkg.History = map[*ast.FuncLit]ast.Node{}, retry.NewHistory(s.pkg.Program)
		if len(all) > 0 {
			pass.ExportPackageFact(&summary.Summaries{Data: summary.Encode(all), Quiet: quiet})
		}
	})
	return s
}

func run(pass *analysis.Pass, s *survey, opts api.Options) *Result {
	res := &Result{Tests: opts.Tests, Reporting: opts.Reporting}
	defer func() { res.Panic = s.failed }()
	if len(pass.Files) == 0 {
		return res
	}
	if opts.Says(pass.Pkg, pass.Files) { // whatever the package does
		s.guard(pass.Files[0], "ties", func() {
			if s.pkg == nil {
				s.prepare(pass, opts)
			}
			res.Catalog, res.Untied = s.pkg.Catalog, s.pkg.Untied()
		})
	}
	insp := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	if gotypes.IsStd(pass.Pkg.Path()) { // of no use to importers, but judged like any other
		s.network = reachesNetwork(pass.Pkg, opts.Catalog)
	}
	if s.pkg == nil {
		s.prepare(pass, opts)
	}
	x := s.pkg
	x.Insp = insp
	if !s.network {
		s.guard(pass.Files[0], "mentions", func() { s.network = x.mentions(insp) })
	}
	res.pkg, x.Sends = x, s.network
	given := !s.network && takesAttempts(pass, insp)
	if !s.network && !given {
		return res
	}
	res.Catalog = x.Catalog
	if !s.scan() {
		res.pkg = nil // nothing is known of it
		return res
	}
	found := x.executeAll(s.guard)
	all := slices.Concat(found, x.Renewals)
	if opts.Reporting.Inventory {
		defer func() { res.Candidates = x.Candidates(all, res.Sites, res.Cycles) }()
	}
	s.guard(pass.Files[0], "bodies", func() { res.Resends = x.Bodies.All(all) })
	if given {
		res.Cycles = x.Cycles(found)
		return res
	}
	res.Sites = x.Sites(found)
	res.Polled = x.Polled
	res.Cycles = append(x.Cycles(all), x.Middlewares()...)
	res.Awaiting = x.Awaiting
	slices.SortStableFunc(res.Sites, func(a, b *retry.Site) int { return int(a.Node.Pos()) - int(b.Node.Pos()) })
	return res
}

// executeAll goes through all roots, and returns the retries that it comes by.
func (x *Package) executeAll(guard Guard) []retry.Retry {
	var found []retry.Retry
	for _, root := range x.roots.Funcs {
		guard(root, rootName(root), func() { found = append(found, x.execute(root)...) })
	}
	for _, lit := range x.roots.Lits { // those that no root came by: returned, stored, converted
		guard(lit, "func literal", func() { found = append(found, x.execute(lit)...) })
	}
	return found
}

// takesAttempts reports whether a function of the package is given a context and something that can fail: a helper that tries it
// again is often in a package without a client.
func takesAttempts(pass *analysis.Pass, insp *inspector.Inspector) bool {
	if !gotypes.ImportsTime(pass.Pkg) {
		return false
	}
	for c := range insp.Root().Preorder((*ast.FuncDecl)(nil)) {
		var context, attempt bool
		for _, f := range c.Node().(*ast.FuncDecl).Type.Params.List {
			t := pass.TypesInfo.TypeOf(f.Type)
			sig, ok := t.Underlying().(*types.Signature)
			context, attempt = context || gotypes.IsContext(t), attempt || ok && gotypes.FailsLast(sig)
		}
		if context && attempt {
			return true
		}
	}
	return false
}

func rootName(n ast.Node) string {
	if d, ok := n.(*ast.FuncDecl); ok {
		return d.Name.Name
	}
	return "func literal"
}

// reachesNetwork reports whether a package imports, however indirectly, what a request is sent with, or a catalogued
// SDK.
func reachesNetwork(pkg *types.Package, load func() *catalog.Catalog) bool {
	seen := map[*types.Package]bool{}
	var reach func(p *types.Package) bool
	reach = func(p *types.Package) bool {
		if seen[p] {
			return false
		}
		seen[p] = true
		path := p.Path()
		return path == "net/http" || path == "github.com/valyala/fasthttp" || strings.HasPrefix(path, "google.golang.org/grpc") ||
			slices.ContainsFunc(p.Imports(), reach)
	}
	if reach(pkg) {
		return true
	}
	for _, p := range load().Providers() {
		if slices.ContainsFunc(pkg.Imports(), func(i *types.Package) bool {
			return slices.ContainsFunc(p.Types, func(t catalog.GoType) bool { _, ok := t.In(i.Path()); return ok }) ||
				slices.ContainsFunc(p.Sentinels, func(s catalog.Sentinel) bool { _, ok := s.In(i.Path()); return ok })
		}) {
			return true
		}
	}
	return false
}

// execute follows one root and returns the retries that it came upon.
func (x *Package) execute(root ast.Node) []retry.Retry {
	if lit, ok := root.(*ast.FuncLit); ok {
		if x.Asides[lit] != nil {
			return nil
		}
		x.Asides[lit] = lit
	}
	e := x.NewExec(root)
	found, cut := x.executeWhole(e)
	if cut && len(found) == 0 {
		x.Vain++
	}
	own := func(r retry.Retry) bool { return r.OfRoot }
	if !cut || slices.ContainsFunc(found, own) || x.briefly >= x.Limits.AllBriefly {
		return found
	}
	briefly := slices.DeleteFunc(x.executeBriefly(root), func(r retry.Retry) bool { return !own(r) })
	if len(briefly) == 0 {
		return found
	}
	if e = x.NewExec(root); e.Most > e.Limit { // it is worth while to take longer over it
		e.Limit = e.Most
		x.startAnew(root)
		if more, _ := x.executeWhole(e); slices.ContainsFunc(more, own) {
			return more
		}
	}
	return append(found, briefly...)
}

// startAnew forgets which literals were followed from a root that is gone through once more.
func (x *Package) startAnew(root ast.Node) {
	maps.DeleteFunc(x.Asides, func(lit *ast.FuncLit, from ast.Node) bool { return from == root && lit != root })
}

// executeWhole makes a run that follows all calls, and reports as well whether it was left before its end.
func (x *Package) executeWhole(e *symexec.Exec) (found []retry.Retry, cut bool) {
	found = x.follow(e).Retries
	x.Spent += e.Steps
	if cut = e.Steps > e.Limit; cut {
		for i := range found {
			found[i].Cut = true
		}
	}
	return found, cut
}

// executeBriefly follows a root that was left before anything in it went round once more: calls of functions of the package are made by what is
// known of them, as if they were another package's. What these try again themselves is theirs.
func (x *Package) executeBriefly(root ast.Node) []retry.Retry {
	if x.own == nil {
		x.own = summarize.Own(retry.NewHistory(symexec.NewProgram(x.Functions, models.Models{}, x.Limits)))
	}
	x.startAnew(root)
	e := x.NewExec(root)
	e.Own, e.Limit, e.Most = x.own, x.Limits.BrieflySteps, 2*x.Limits.BrieflySteps
	found := x.follow(e).Retries
	x.briefly += e.Steps
	return found
}

// follow goes through the root of a run, and notes what it comes upon.
func (x *Package) follow(e *symexec.Exec) *retry.Recorder {
	e.Forgets = true
	x.Bodies.Observe(e)
	rec := x.Record(e)
	sig := x.SignatureOf(e.Root)
	fr := paths.NewFrame(e.In, e.Root, sig, nil, nil, "")
	st := &paths.State{}
	e.BindParams(fr, st, sig)
	defer func() { // be it a panic that ends it
		if x.Options.Reporting.Inventory {
			x.Traced(retry.Trace{Fn: e.Root, Steps: e.Steps, Cut: e.Steps > e.Limit})
		}
	}()
	e.Run(fr, []*paths.State{st})
	x.Renewals = append(x.Renewals, rec.Renewals...)
	x.Nested = append(x.Nested, rec.Nestings()...)
	return rec
}
