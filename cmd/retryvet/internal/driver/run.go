package driver

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/parser"
	"go/types"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/tools/go/analysis"
)

// A Result is what came of an analysis.
type Result struct {
	Packages []*Package // those that were asked for, in the order of their names
	Local    []string   // the directories of those that can be edited: they, and what they import, of modules that are no versions
	Broken   bool       // the go command finds fault with some packages, and says what if it is asked for these alone
	Stats    Stats
}

// Stats are what an analysis has cost.
type Stats struct {
	Packages, Judged int // all, and those of them that were asked for
	Cached           int // of all
	Lines            int // that were parsed
	List             time.Duration
	Slowest          []Timed // packages, at most ten, the slowest first
}

// A run is one analysis.
type run struct {
	*Config
	ctx   context.Context // ends the go commands that packages turn out to need
	graph *graph
	base  *positions
	sizes types.Sizes
	facts sync.Map      // *types.Package to []encoded
	slots chan struct{} // for those who work
	store *store

	mu     sync.Mutex
	result Result
	count  int
	atHand []string // packages, those first that were begun first
	lines  atomic.Int64
}

// Run analyzes the packages.
func Run(ctx context.Context, c Config) (*Result, error) {
	start := time.Now()
	if err := register(c.Facts); err != nil {
		return nil, err
	}
	c.started = start
	if c.Tests == nil {
		c.Tests = func(string) bool { return true }
	}
	listed, err := c.packages(func() ([]*listed, error) { return c.list(ctx) })
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	r := &run{Config: &c, ctx: ctx, graph: newGraph(listed, c.Tests), sizes: types.SizesFor("gc", c.Env["GOARCH"]), slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	if r.sizes == nil {
		return nil, errors.New("unknown architecture " + c.Env["GOARCH"])
	}
	if r.base = new(positions); c.Session != nil {
		r.base = &c.Session.base
	}
	r.store = openStore(&c)
	r.result.Stats.List = time.Since(start)
	r.result.Stats.Packages = len(r.graph.nodes)
	if r.Worked != nil {
		r.Worked(Work{Timed: Timed{fmt.Sprintf("go list: %d packages", len(listed)), r.result.Stats.List}})
	}
	cgo := make(chan struct{}) // closed when it is known what cgo makes of files
	go func() {
		defer close(cgo)
		err = c.compiled(ctx, listed)
	}()
	var wg sync.WaitGroup
	for _, n := range r.graph.nodes {
		wg.Go(func() {
			defer close(n.done)
			if n.wait(ctx) {
				if n.needsCgo() {
					<-cgo
					n.names = n.files()
				}
				r.slots <- struct{}{}
				defer func() { <-r.slots }()
				r.work(ctx, n)
			}
		})
	}
	wg.Wait()
	<-cgo
	r.store.close(&c)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	r.Session.trim(r.graph)
	r.result.Local = r.graph.local()
	if err != nil {
		return nil, err
	}
	for _, p := range listed {
		broken := p.Error != nil || len(p.DepsErrors) > 0
		r.result.Broken = r.result.Broken || broken && p.ForTest == ""
	}
	r.result.Stats.Lines = int(r.lines.Load())
	slices.SortFunc(r.result.Packages, func(a, b *Package) int { return strings.Compare(a.ID, b.ID) })
	return &r.result, nil
}

// work does all that is to be done with a package whose imports are done.
func (r *run) work(ctx context.Context, n *node) {
	if ctx.Err() != nil {
		return
	}
	start := time.Now()
	r.begin(n)
	out := &Package{ID: n.ImportPath}
	err := r.try(n, out)
	if err != nil {
		n.fault = faultOf(err)
		out.Fault = n.fault
		n.once.Do(func() {}) // it has no types
	}
	r.finish(n, out, time.Since(start))
}

// errElsewhere is why a package is not analyzed whose imports are broken, or which the go command finds fault with: it is said already.
var errElsewhere = errors.New("something that it needs is broken")

func (r *run) try(n *node, out *Package) error {
	if n.Error != nil || n.circle || n.checked != nil && n.checked.fault != "" {
		return errElsewhere
	}
	for _, i := range n.imports {
		if i.fault != "" {
			return errElsewhere
		}
	}
	suite, settings, err := r.suite(n)
	if err != nil {
		return err
	}
	s, err := r.digest(n, settings)
	if err != nil {
		return err
	}
	if r.store.get(n.hash.key, n, out) {
		n.seal()
		return nil
	}
	if n.judged && !r.heard(n) { // asked only now: with nothing changed, nobody need know
		u := n.unit()
		u.Unheard = true
		if suite, settings, err = r.Suite(u); err != nil {
			return err
		}
		n.hash.key = sha256.Sum256(append(n.hash.key[:], settings...))
		if r.store.get(n.hash.key, n, out) {
			n.seal()
			return nil
		}
	}
	if err := r.compute(n, s, suite, out); err != nil {
		return err
	}
	n.seal()
	if len(out.Failures) == 0 {
		r.store.put(n.hash.key, n, out)
	}
	return nil
}

// suite returns the analyzers for a package; none for one of which only the types matter.
func (r *run) suite(n *node) (suite []*analysis.Analyzer, settings string, err error) {
	if !n.informs {
		return nil, fmt.Sprintf("checked %t", n.checked != nil), nil
	}
	return r.Suite(n.unit())
}

func (n *node) unit() Unit { return Unit{Dir: n.Dir, Facts: !n.judged, Module: n.module()} }

// compute type-checks a package and runs the analyzers on it.
func (r *run) compute(n *node, s *source, suite []*analysis.Analyzer, out *Package) error {
	if s == nil {
		var err error
		if s, err = r.parse(n, parser.ParseComments); err != nil {
			return err
		}
	}
	r.lines.Add(int64(s.lines))
	p := &pass{run: r, node: n, source: s, out: out}
	var err error
	if !n.judged && n.checked == nil && !(n.informs && r.mayExport(r.sketch(n))) {
		start := time.Now()
		p.pkg, p.source, err = r.declare(n, s)
		if n.spent("declare", start); err != nil {
			return err
		}
		if !n.informs || !r.mayExport(p.pkg) {
			n.once.Do(func() { r.publish(n, p.pkg, s.lines) })
			return nil
		}
	}
	if n.fromCgo() && len(n.CompiledGoFiles) == 0 { // facts are about bodies
		if p.source, err = r.withCgo(n); err != nil {
			return err
		}
	}
	s = p.source
	start := time.Now()
	if n.checked != nil {
		p.pkg, err = r.checkTests(n, s)
	} else {
		p.info = newInfo()
		p.pkg, err = r.check(n, s, p.info)
	}
	if n.spent("check", start); err != nil {
		return err
	}
	p.analyze(suite)
	if n.facts, err = encodeFacts(p.facts); err != nil {
		return err
	}
	n.once.Do(func() { r.publish(n, p.pkg, s.lines) })
	return nil
}

// publish makes the types of a package, and its facts, known to those that import it.
func (r *run) publish(n *node, pkg *types.Package, lines int) {
	pkg = r.Session.keep(n.hash.api, pkg, lines)
	n.pkg = pkg
	if facts, err := decodeFacts(n.facts); err == nil && len(facts) > 0 {
		r.facts.Store(pkg, facts)
	}
}

func (r *run) mayExport(pkg *types.Package) bool {
	return r.ExportsFacts == nil || r.ExportsFacts(pkg, func(p *types.Package) bool {
		_, ok := r.facts.Load(p)
		return ok
	})
}

// sketch is what is known of a package from its imports alone.
func (r *run) sketch(n *node) *types.Package {
	pkg := types.NewPackage(plain(n.ImportPath), n.Name)
	var imports []*types.Package
	for _, i := range n.imports {
		if t := r.types(i); t != nil {
			imports = append(imports, t)
		}
	}
	pkg.SetImports(imports)
	return pkg
}

// begin says that a package is being worked on.
func (r *run) begin(n *node) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.atHand = append(r.atHand, n.ImportPath)
	r.notice()
}

func (r *run) notice() {
	if r.Notice == nil {
		return
	}
	p := Progress{Done: r.count, Packages: len(r.graph.nodes)}
	if len(r.atHand) > 0 {
		p.AtHand = r.atHand[0]
	}
	r.Notice(p)
}

// finish tells what came of a package.
func (r *run) finish(n *node, out *Package, took time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	i := slices.Index(r.atHand, n.ImportPath)
	r.atHand = slices.Delete(r.atHand, i, i+1)
	r.notice()
	work := Work{Timed{n.ImportPath, took}, out.Cached, n.parts}
	if r.Worked != nil {
		r.Worked(work)
	}
	stats := &r.result.Stats
	if out.Cached {
		stats.Cached++
	}
	stats.Slowest = append(stats.Slowest, work.Timed)
	slices.SortFunc(stats.Slowest, func(a, b Timed) int { return int(b.Took - a.Took) })
	stats.Slowest = stats.Slowest[:min(len(stats.Slowest), 10)]
	elsewhere := out.Fault == errElsewhere.Error()
	if !n.judged && (out.Fault == "" || elsewhere) {
		return
	}
	if n.judged {
		stats.Judged++
	}
	if elsewhere {
		return
	}
	if r.Found != nil {
		r.Found(out)
	}
	r.result.Packages = append(r.result.Packages, out)
}
