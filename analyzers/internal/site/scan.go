package site

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/bodies"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/models"
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
		History: retry.NewHistory(symexec.NewProgram(effects.New(api.New(summary.Import(index.New(pass, opts.Tests), s.importFact), opts)), models.Models{})),
		shared:  map[reflect.Type]any{},
	}
	s.pkg.Bodies = bodies.New(s.pkg.Program)
}

// scan looks at the syntax once, for whoever asks first.
func (s *survey) scan() *candidates {
	if s.failed == nil {
		s.guard(s.pkg.Files[0], "scan", func() { s.pkg.Ready() })
	}
	return s.pkg.candidates
}

// Ready prepares what is asked of the functions of a package. Where something may be wrong is often told without.
func (x *Package) Ready() {
	if x.candidates == nil {
		x.candidates = x.scan()
	}
}

// told reports whether an imported package has said anything of its functions. Under vet a package's imports are those that its
// own declarations mention, so that it need not show that a helper sends requests.
func (s *survey) told(p *types.Package) bool { return s.importFact(p, new(summary.Summaries)) }

// surveyPackage is called for every dependency of a program: a package that cannot export anything costs a look at its imports.
func surveyPackage(pass *analysis.Pass, opts api.Options) *survey {
	s := &survey{importFact: func(p *types.Package, f *summary.Summaries) bool { return pass.ImportPackageFact(p, f) }}
	if len(pass.Files) == 0 || gotypes.IsStd(pass.Pkg.Path()) {
		return s
	}
	s.network = reachesNetwork(pass.Pkg, opts.Catalog) || slices.ContainsFunc(pass.Pkg.Imports(), s.told) || api.TellsOutcomes(pass.Pkg)
	if !s.network || !api.ExportsFacts(pass.Pkg, s.told) {
		return s
	}
	s.guard(pass.Files[0], "summaries", func() {
		s.prepare(pass, opts)
		if s.scan() == nil {
			return
		}
		if all := summarize.Package(s.pkg.History, s.guard); len(all) > 0 {
			pass.ExportPackageFact(&summary.Summaries{Data: summary.Encode(all)})
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
	c := s.scan()
	if c == nil {
		return res
	}
	if given {
		res.Cycles = x.Cycles(x.executeAll(c, s.guard))
		return res
	}
	found := x.executeAll(c, s.guard)
	res.Sites = x.Sites(found)
	found = append(found, x.Renewals...)
	res.Cycles = append(x.Cycles(found), x.Middlewares()...)
	s.guard(pass.Files[0], "bodies", func() { res.Resends = x.Bodies.All(found) })
	for _, p := range c.predicates {
		if slices.ContainsFunc(res.Sites, func(s *retry.Site) bool { return x.asks(s, p.fn) }) {
			continue // judged with the loop that asks it
		}
		s.guard(p.fn, p.name, func() {
			if s := x.predicate(p); s != nil {
				res.Sites = append(res.Sites, s)
			}
		})
	}
	s.guard(pass.Files[0], "tables", func() { res.Sites = append(append(append(res.Sites, x.tables(c)...), x.policies()...), x.lists(c)...) })
	slices.SortStableFunc(res.Sites, func(a, b *retry.Site) int { return int(a.Node.Pos()) - int(b.Node.Pos()) })
	return res
}

// executeAll goes through all candidates, and returns the retries that it comes by.
func (x *Package) executeAll(c *candidates, guard func(ast.Node, string, func())) []retry.Retry {
	var found []retry.Retry
	for _, root := range c.roots {
		guard(root, rootName(root), func() { found = append(found, x.execute(root)...) })
	}
	for _, lit := range c.lits { // those that no root came by: returned, stored, converted
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
		for _, t := range p.Types {
			path, _, _ := gotypes.CutType(t.Type)
			if slices.ContainsFunc(pkg.Imports(), func(i *types.Package) bool { return i.Path() == path }) {
				return true
			}
		}
	}
	return false
}

// asks reports whether a site decides by calling a predicate.
func (x *Package) asks(s *retry.Site, pred ast.Node) bool {
	var fn types.Object
	if d, ok := pred.(*ast.FuncDecl); ok {
		fn = x.Info.Defs[d.Name]
	}
	return slices.ContainsFunc(s.Paths, func(p retry.Path) bool {
		if p.Test == nil || gotypes.Within(p.Test.Pos(), pred) {
			return p.Test != nil
		}
		found := false
		ast.Inspect(p.Test, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && fn != nil && x.Info.Uses[id] == fn
			return !found
		})
		return found
	})
}

// candidates is what one look over the syntax finds.
type candidates struct {
	roots      []ast.Node
	lits       []*ast.FuncLit // with loops, in functions that touch the network
	predicates []predicateSpec
	partial    map[types.Object]bool // functions whose answer is one part of a condition, another call's the other
	policies   []*types.Func         // given to a field or option that takes a predicate
	tables     []tableSpec
	lists      []listSpec
}

type tableSpec struct {
	name *ast.Ident
	lit  *ast.CompositeLit
}

func (x *Package) scan() *candidates {
	c := &candidates{partial: map[types.Object]bool{}}
	assigned := map[*types.Var]bool{}
	infos := x.Infos
	var order []*effects.Func
	var cur *effects.Func
	var lits []*ast.FuncLit // outside of functions
	for _, f := range x.Files {
		silent := index.Silent(x.Fset, f, x.Options.Tests)
		c := c
		if silent { // its functions may be called, but nothing is reported in it
			c = &candidates{partial: c.partial}
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				fn, _ := x.Info.Defs[d.Name].(*types.Func)
				if fn == nil || d.Body == nil {
					continue
				}
				x.Decls[fn] = d
				cur = &effects.Func{Decl: d, Silent: silent}
				infos[fn] = cur
				order = append(order, cur)
				x.scanNode(d.Body, cur, assigned, c)
				if x.isPredicate(fn) {
					c.predicates = append(c.predicates, predicateSpec{d, d.Name.Name, d.Name})
				}
			case *ast.GenDecl:
				info := &effects.Func{}
				x.scanNode(d, info, assigned, c)
				if info.Loops && !silent {
					ast.Inspect(d, func(n ast.Node) bool {
						if l, ok := n.(*ast.FuncLit); ok {
							lits = append(lits, l)
							return false
						}
						return true
					})
				}
				if d.Tok == token.VAR {
					x.scanVars(d, c)
				}
			}
		}
	}
	for v := range assigned {
		delete(x.Inits, v)
	}
	// Whatever calls a function that touches the network touches it too.
	for changed := true; changed; {
		changed = false
		for _, fi := range order {
			for _, g := range fi.Calls {
				if gi := infos[g]; gi != nil && (gi.Touches && !fi.Touches || gi.Waits && !fi.Waits || gi.Leaves && !fi.Leaves || gi.Renews && !fi.Renews || gi.Draws && !fi.Draws) {
					fi.Touches, fi.Waits, fi.Leaves, changed = fi.Touches || gi.Touches, fi.Waits || gi.Waits, fi.Leaves || gi.Leaves, true
					fi.Renews, fi.Draws = fi.Renews || gi.Renews, fi.Draws || gi.Draws
				}
			}
		}
	}
	// Those that ask a library to retry, or are named for it, or wait come first: the work on a package is bounded.
	var later []*effects.Func
	add := func(fi *effects.Func) {
		c.roots = append(c.roots, fi.Decl)
		c.lits = append(c.lits, fi.Looping...)
	}
	for _, fi := range order {
		switch {
		case fi.Silent || !fi.Touches && !(fi.Invokes && fi.Waits) || !fi.Loops && !fi.Lits && fi.Sends < 2 && !x.Recursive(fi, infos):
		case fi.Asks || fi.Pauses || x.Says(lexicon.Retries, fi.Decl.Name.Name):
			add(fi)
		default:
			later = append(later, fi)
		}
	}
	for _, fi := range later {
		add(fi)
	}
	for _, fn := range c.policies {
		if d := x.Decls[fn]; d != nil && !slices.ContainsFunc(c.predicates, func(p predicateSpec) bool { return p.fn == d }) {
			c.predicates = append(c.predicates, predicateSpec{d, d.Name.Name, d.Name})
		}
	}
	c.predicates = slices.DeleteFunc(c.predicates, func(p predicateSpec) bool {
		d, ok := p.fn.(*ast.FuncDecl)
		return ok && (c.partial[x.Info.Defs[d.Name]] || x.Rotates(x.Info.Defs[d.Name].(*types.Func), order))
	})
	for _, l := range lits {
		c.roots = append(c.roots, l)
	}
	return c
}

func (x *Package) scanVars(d *ast.GenDecl, c *candidates) {
	for _, s := range d.Specs {
		s := s.(*ast.ValueSpec)
		if len(s.Values) != len(s.Names) {
			continue
		}
		for i, n := range s.Names {
			if v, ok := x.Info.Defs[n].(*types.Var); ok {
				x.Inits[v] = s.Values[i]
			}
			if lit, ok := ast.Unparen(s.Values[i]).(*ast.CompositeLit); ok && x.Says(lexicon.Retries, n.Name) && !x.Says(lexicon.NotRetries, n.Name) {
				c.tables = append(c.tables, tableSpec{n, lit})
			}
		}
	}
}

func (x *Package) scanNode(root ast.Node, fi *effects.Func, assigned map[*types.Var]bool, c *candidates) {
	written := func(e ast.Expr) {
		for {
			switch u := ast.Unparen(e).(type) {
			case *ast.IndexExpr:
				e = u.X
				continue
			case *ast.Ident:
				if v, ok := x.Info.Uses[u].(*types.Var); ok {
					assigned[v] = true
				}
			case *ast.SelectorExpr:
				if v, ok := x.Info.Uses[u.Sel].(*types.Var); ok && !v.IsField() {
					assigned[v] = true
				}
			}
			return
		}
	}
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			if gotypes.Interesting(n) {
				fi.Looping = append(fi.Looping, n)
			}
		case *ast.ForStmt, *ast.LabeledStmt:
			fi.Loops = true
		case *ast.RangeStmt:
			fi.Loops = true
			if n.Tok == token.ASSIGN {
				written(n.Key)
				if n.Value != nil {
					written(n.Value)
				}
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				x.notePolicy(id.Name, "", n.Value, c)
				x.noteField(id, n.Value, c)
				x.NoteFuncField(x.Info.Uses[id], n.Value)
			}
		case *ast.CompositeLit:
			x.NoteFuncFields(n)
		case *ast.AssignStmt:
			if len(n.Lhs) == len(n.Rhs) {
				for i, l := range n.Lhs {
					if sel, ok := l.(*ast.SelectorExpr); ok {
						x.notePolicy(sel.Sel.Name, "", n.Rhs[i], c)
						x.noteField(sel.Sel, n.Rhs[i], c)
						x.NoteFuncField(x.Info.Uses[sel.Sel], n.Rhs[i])
					}
				}
			} else {
				for _, l := range n.Lhs {
					if sel, ok := l.(*ast.SelectorExpr); ok {
						x.NoteFuncField(x.Info.Uses[sel.Sel], n.Rhs[0])
					}
				}
			}
			if n.Tok != token.DEFINE {
				for _, l := range n.Lhs {
					written(l)
					if sel, ok := l.(*ast.SelectorExpr); ok {
						if f, ok := x.Info.Uses[sel.Sel].(*types.Var); ok && f.IsField() {
							fi.Assigns = append(fi.Assigns, f)
						}
					}
				}
			} else if len(n.Lhs) == len(n.Rhs) {
				for i, l := range n.Lhs {
					id, ok := l.(*ast.Ident)
					if lit, isLit := ast.Unparen(n.Rhs[i]).(*ast.CompositeLit); ok && isLit && x.Says(lexicon.Retries, id.Name) && !x.Says(lexicon.NotRetries, id.Name) {
						c.tables = append(c.tables, tableSpec{id, lit})
					}
				}
			}
		case *ast.IncDecStmt:
			written(n.X)
		case *ast.UnaryExpr:
			switch n.Op {
			case token.AND:
				written(n.X)
				if sel, ok := n.X.(*ast.SelectorExpr); ok {
					x.NoteFuncField(x.Info.Uses[sel.Sel], n)
				}
			case token.ARROW:
				fi.Waits = true
			}
		case *ast.SelectStmt:
			fi.Waits = true
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				x.noteParts(n, c)
			}
			switch n.Op {
			case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ, token.LAND, token.LOR:
			}
		case *ast.SelectorExpr:
			if !fi.Touches {
				if sel := x.Info.Selections[n]; sel != nil {
					if v, ok := sel.Obj().(*types.Var); ok && (v.Name() == "StatusCode" || x.Says(lexicon.ClearStatus, v.Name()) || x.CarrierOf(sel.Recv(), v) != api.CarriesNothing || x.CarriesCode(sel.Recv(), v)) {
						fi.Touches = true
					}
				}
			}
		case *ast.CallExpr:
			if x.Says(lexicon.Rotates, gotypes.CalledName(n)) {
				fi.Rotates = true
			}
			if x.Renewal(gotypes.CalledName(n)) == domain.Renewed {
				fi.Renews = true
			}
			fn, _ := typeutil.Callee(x.Info, n).(*types.Func)
			x.notePolicies(n, fn, c)
			if fn == nil {
				if sig, ok := x.Info.TypeOf(n.Fun).(*types.Signature); ok {
					if _, ok := api.SignatureProtocol(sig); ok {
						fi.Touches = true
					}
					fi.Invokes = fi.Invokes || fi.Decl != nil && gotypes.FailsLast(sig) && x.IsParam(fi.Decl, x.Variable(n.Fun))
				}
				return true
			}
			if !fi.Leaves && gotypes.FailsLast(fn.Signature()) && (fn.Pkg() == nil || fn.Pkg() != x.Pkg && !gotypes.IsStd(fn.Pkg().Path()) || fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type())) && !x.Says(lexicon.Quiet, fn.Name()) {
				fi.Leaves = true
			}
			if !fi.Pauses && fn.Pkg() != x.Pkg && x.Says(lexicon.Waits, fn.Name()) {
				fi.Waits, fi.Pauses = true, true
			}
			if x.DrawsStd(fn) {
				fi.Draws = true
			}
			x.noteCall(n, fn, c)
			if _, ok := x.RetryFunc(fn); ok {
				fi.Loops, fi.Asks = true, true
			}
			impl := x.Implementation(fn)
			if impl != fn && impl.Pkg() == x.Pkg {
				fi.Calls = append(fi.Calls, impl.Origin())
			}
			if s := x.SummaryOf(impl); s != nil {
				fi.Touches = fi.Touches || s.Again != nil || len(s.Exits) > 0 && (s.Sends || len(s.Subject) > 0)
				fi.Waits = fi.Waits || s.Waits
				fi.Renews = fi.Renews || s.Renews
			}
			if fn.Name() == "AfterFunc" && len(n.Args) == 2 { // of a timer, which calls it later
				if f, ok := x.FuncRef(n.Args[1]).(*types.Func); ok && f.Pkg() == x.Pkg {
					fi.Calls = append(fi.Calls, f.Origin())
				}
			}
			if fn.Pkg() == x.Pkg {
				fi.Calls = append(fi.Calls, fn.Origin())
				for _, a := range n.Args {
					if _, ok := x.Info.TypeOf(a).(*types.Signature); ok {
						fi.Lits = true
					}
				}
			}
			if p, ok := x.ProtocolOf(fn, fn.Signature()); ok {
				fi.Touches = true
				if p != domain.ProtoGRPC {
					fi.Sends++
				}
			}
			if !fi.Touches {
				if l := x.EntryOf(fn); l != nil && (l.Tests || l.Refuses || l.Repeats != nil || l.Code != library.Nothing) {
					fi.Touches = true
				}
				if api.StatusMethod(fn) || api.IsGRPCResult(fn) {
					fi.Touches = true
				}
			}
		}
		return true
	})
}

// noteParts notes the functions that a condition calls together with others: isRetryStatus(code) && isXML(resp) is true
// for less than isRetryStatus is.
func (x *Package) noteParts(cond *ast.BinaryExpr, c *candidates) {
	var called []types.Object
	ast.Inspect(cond, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if fn, ok := typeutil.Callee(x.Info, call).(*types.Func); ok && len(call.Args) > 0 && !slices.Contains(called, types.Object(fn)) {
			called = append(called, fn)
		}
		return false
	})
	if len(called) > 1 {
		for _, fn := range called {
			c.partial[fn] = true
		}
	}
}

// execute follows one root and returns the retries that it came upon.
func (x *Package) execute(root ast.Node) []retry.Retry {
	if lit, ok := root.(*ast.FuncLit); ok {
		if x.Asides[lit] {
			return nil
		}
		x.Asides[lit] = true
	}
	e := x.NewExec(root)
	rec := x.watch(e)
	sig := x.SignatureOf(root)
	fr := e.NewFrame(root, sig, nil, nil, "")
	st := &symexec.State{}
	e.BindParams(fr, st, sig)
	defer func() { x.Spent += e.Steps }()
	e.Run(fr, []*symexec.State{st})
	if e.Steps > e.Limit && len(rec.Retries) == 0 {
		x.Vain++
	}
	x.Renewals = append(x.Renewals, rec.Renewals...)
	x.Nested = append(x.Nested, rec.Nestings()...)
	for i := range rec.Retries {
		rec.Retries[i].Cut = rec.Retries[i].Cut || e.Steps > e.Limit
	}
	return rec.Retries
}

// reasonWord are words of a comment that says why, and not what.
var reasonWord = lexicon.Pattern(`(?i)\b(because|since|sometimes|occasional\w*|intermittent\w*|flak\w*|spurious\w*|transient\w*|temporar\w*|eventual\w*|again|retry|retried|despite|although|even|bug)\b`)

// explained reports whether the comment behind something on its line says why it is there.
func (x *Package) explained(n ast.Node) bool {
	for _, f := range x.Files {
		if !gotypes.Within(n.Pos(), f) {
			continue
		}
		line := x.Fset.Position(n.Pos()).Line
		return slices.ContainsFunc(f.Comments, func(c *ast.CommentGroup) bool {
			return c.Pos() > n.Pos() && x.Fset.Position(c.Pos()).Line == line && reasonWord().MatchString(c.Text())
		})
	}
	return false
}

// tables are the lists of statuses that are named as ones to retry.
func (x *Package) tables(c *candidates) []*retry.Site {
	var out []*retry.Site
	for _, t := range c.tables {
		s := &retry.Site{Kind: domain.Table, Node: t.lit, Name: t.name.Name, Listed: true}
		var codes codeset.Statuses
		for _, el := range t.lit.Elts {
			v := el
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				if tv := x.Info.Types[kv.Value]; tv.Value != nil && tv.Value.ExactString() == "false" {
					continue
				}
				v = kv.Key
			}
			n, ok := gotypes.IntConstant(x.Info, v)
			if !ok || n < 100 || n > 999 {
				codes = codeset.Statuses{}
				break
			}
			one := codeset.Status(int(n))
			codes = codes.Union(one)
			if x.explained(v) {
				continue // somebody's decision
			}
			s.Paths = append(s.Paths, retry.Path{Codes: one, Test: v, Wait: retry.WaitOther})
		}
		if !codes.Empty() {
			out = append(out, s)
		}
	}
	return out
}
