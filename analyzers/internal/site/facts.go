package site

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Summaries is the fact that a package exports: what its importers need to know of its functions.
//
// It is one fact of the package and not one of each function, because drivers hand the facts of methods on to every
// package further up, but those of packages to direct importers only: so what a driver reads for a package grows with
// the number of its imports, not with everything below them.
type Summaries struct {
	Data []byte // see encodeSummaries; decoded when a function is first looked up
}

// AFact marks Summaries as a fact.
func (*Summaries) AFact() {}

// String lists the functions and what is known of them.
func (f *Summaries) String() string {
	m := f.decode()
	var b strings.Builder
	for i, name := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(name + ": " + m[name].String())
	}
	return b.String()
}

// A summary is what the engine knows of a function of another package.
type summary struct {
	Sends   bool           // it makes a request; else it judges the outcome that some parameters tell of, if there are any
	GRPC    bool           // the outcome is a gRPC code
	Subject []int          // the parameters that tell of the outcome, receiver for the receiver
	Exits   []exit         // how it returns; none if nothing is known of that
	Waits   bool           // it may wait
	Renews  bool           // it may renew credentials
	Again   *domain.Repeat // it repeats its request by itself; may be nil

	List *statusList // of a variable, which has nothing else; may be nil
}

const receiver = -1

// An exit is one way in which a function returns.
type exit struct {
	Codes   codeset.Statuses // the outcomes with which it is possible
	Failed  domain.Tri       // whether the outcome's own error is there
	Seen    bool             // the status was looked at
	Tests   []errorTest      // what was asked of the error before
	Guesses []guess          // what was supposed of conditions that cannot be told
	Results []form
	Wait    domain.WaitBits // the wait on the way
	Delay   *form           // its amount, where it is known
	Renewed domain.Renewal
}

// An errorTest is an errors.Is or errors.As on a parameter.
type errorTest struct {
	Param   int
	Name    string // of the sentinel or type
	As      bool
	Pointer bool // of As: the type is a pointer
	Truth   bool
}

// A guess is the truth of a condition that is not known outside of the function: the same number, the same condition.
type guess struct {
	Number int
	Truth  bool
}

// A formKind says what a result is.
type formKind uint8

const (
	formUnknown   formKind = iota
	formNil                //
	formInt                // a constant
	formBool               // a constant
	formString             // a constant
	formStatus             // the status of the outcome
	formResponse           // the *http.Response of the outcome
	formTransport          // the error of a request without a response
	formParam              // parameter Int
	formNew                // an error made by the function; it wraps Parts
	formTyped              // a value of type Name, whose fields are Parts
	formSentinel           // the package variable Name
	formThere              // something that is not nil
)

// A form is what an importer can know of a value.
type form struct {
	Kind    formKind
	Name    string // a string constant, or the path and name of a type or variable
	Field   string // as a part of formTyped: the field
	Int     int64
	Pointer bool // of formTyped
	Parts   []form
}

// The bounds on what a package exports. What is beyond them is left out, so that importers know nothing of it.
const (
	maxExits     = 24
	maxFactBytes = 64 << 10
)

// summaryTable is the encoded form. Many functions of a client are alike, so each summary is written once. The same package
// has the same bytes each time, without the order of maps: drivers take other bytes for other facts.
type summaryTable struct {
	Names []string // the full names of functions and lists without the package's path, sorted
	Index []int    // into Table, of each name
	Table []summary
}

func encodeSummaries(all map[string]summary) []byte {
	names := slices.Sorted(maps.Keys(all))
	for {
		t := summaryTable{Names: names}
		index := map[string]int{}
		for _, n := range names {
			k := all[n].key()
			i, ok := index[k]
			if !ok {
				i = len(t.Table)
				index[k] = i
				t.Table = append(t.Table, all[n])
			}
			t.Index = append(t.Index, i)
		}
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(t); err != nil {
			panic(err) // a mistake in the types above, seen by the first test
		}
		if b.Len() <= maxFactBytes {
			return b.Bytes()
		}
		names = names[:len(names)/2]
	}
}

func (f *Summaries) decode() map[string]*summary {
	var t summaryTable
	if gob.NewDecoder(bytes.NewReader(f.Data)).Decode(&t) != nil || len(t.Index) != len(t.Names) {
		return nil // written by another version: nothing is known
	}
	out := make(map[string]*summary, len(t.Names))
	for n, i := range t.Index {
		if i >= 0 && i < len(t.Table) {
			out[t.Names[n]] = &t.Table[i]
		}
	}
	return out
}

// summaryOf is what is known of a function of another package, or nil.
func (x *unit) summaryOf(fn *types.Func) *summary {
	pkg := fn.Pkg()
	if pkg == nil || pkg == x.Pkg {
		return nil
	}
	m := x.exported(pkg)
	if len(m) == 0 {
		return nil
	}
	return m[x.LocalName(fn)]
}

// exported is what another package exports, under the local names of its functions and variables.
func (x *unit) exported(pkg *types.Package) map[string]*summary {
	m, ok := x.imported[pkg]
	if !ok && x.importFact != nil {
		var f Summaries
		if x.importFact(pkg, &f) {
			m = f.decode()
		}
		x.imported[pkg] = m
	}
	return m
}

// ExportsFacts reports whether a package may have something to export: it is not of the standard library, and it imports a
// client itself, or a package that exports summaries, as told says; or it has something to say of statuses, or a function that
// waits, by what it declares. The bodies of functions have no part in it, so drivers can ask before these are checked.
func ExportsFacts(pkg *types.Package, told func(*types.Package) bool) bool {
	if gotypes.IsStd(pkg.Path()) {
		return false
	}
	clock := false
	for _, p := range pkg.Imports() {
		switch path := p.Path(); {
		case path == "net/http", path == "github.com/valyala/fasthttp", strings.HasPrefix(path, "google.golang.org/grpc"):
			return true
		case path == "time":
			clock = true
		case !gotypes.IsStd(path) && told(p):
			return true
		}
	}
	if tellsOutcomes(pkg) {
		return true
	}
	if !clock {
		return false
	}
	scope := pkg.Scope()
	return slices.ContainsFunc(scope.Names(), func(name string) bool {
		fn, ok := scope.Lookup(name).(*types.Func)
		return ok && fn.Exported() && lexicon.Waits.Has(name)
	})
}

// summarizable reports whether importers can gain from a summary of a function: it is exported, and its results or its
// waits can matter to a retry.
func summarizable(fn *types.Func, fi *funcInfo) bool {
	return fn.Exported() && (fi.waits || fi.renews || fi.answers(fn))
}

// answers reports whether a function sends a request, looks at a status, or is given one.
func (fi *funcInfo) answers(fn *types.Func) bool { return fi.touches || takesStatus(fn.Signature()) }

// The bounds of the work for facts, in steps of the executor.
const (
	maxSummarySteps = 1500
	nextSummary     = 600 // the same, once a function of the package was left for its length
	maxFactSteps    = 24000
)

// summaries computes what the package exports.
func (x *unit) summaries(guard func(ast.Node, string, func())) map[string]summary {
	all := map[string]summary{}
	spent := 0
	for _, f := range x.Files {
		if strings.HasSuffix(x.Fset.File(f.FileStart).Name(), "_test.go") {
			continue
		}
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			fn, _ := x.Info.Defs[decl.Name].(*types.Func)
			fi := x.infos[fn]
			if fn == nil || fi == nil || !summarizable(fn, fi) {
				continue
			}
			guard(decl, decl.Name.Name, func() {
				s := summary{Waits: fi.waits, Renews: fi.renews}
				if fi.answers(fn) && spent < maxFactSteps {
					spent += x.summarize(&s, decl, fn.Signature())
				}
				if s.Waits || s.Renews || s.Again != nil || len(s.Exits) > 0 {
					all[x.LocalName(fn)] = s
				}
			})
		}
	}
	x.exportLists(all)
	// What was followed for facts is followed again for its retries.
	x.asides, x.libraryCalls = map[*ast.FuncLit]bool{}, map[*ast.CallExpr]libraryUse{}
	return all
}

// summarize fills in how a function returns. It returns the number of steps that took.
func (x *unit) summarize(s *summary, decl *ast.FuncDecl, sig *types.Signature) int {
	e := x.newExec(decl)
	e.limit, e.outline = maxSummarySteps, true
	if x.cutShort {
		e.limit = nextSummary
	}
	fr := e.newFrame(decl, sig, nil, nil, "")
	st := &state{}
	e.bindParams(fr, st, sig)
	o, grpc, judges := e.subject(fr, st, decl, sig)
	if judges {
		if sig.Results().Len() == 0 {
			return 0
		}
		s.Subject = subjects(fr, st, sig)
		o.failed = domain.Unknown
		st.outs = []*outcome{&o}
	}
	rets := e.run(fr, []*state{st})
	if e.steps > e.limit {
		x.cutShort = true
		return e.steps
	}
	g := gist{exec: e, fr: fr, sig: sig, guesses: map[*value]int{}}
	for _, r := range e.answered(rets, decl) {
		var last *outcome
		if judges {
			last = r.st.outcome(o.id)
		} else {
			last, _ = r.st.newest()
		}
		if last == nil { // it returned before it made any request
			continue
		}
		if !judges && last.proto == domain.ProtoGRPC {
			grpc = true
		}
		g.id = last.id
		g.add(g.exit(r, last, judges))
	}
	s.Sends, s.GRPC = !judges, grpc
	if !judges {
		s.Again = g.repeated(rets)
	}
	if g.telling() {
		s.Exits = g.exits
	}
	return e.steps
}

// answered splits the returns whose boolean results depend on the outcome, as in return code >= 500.
func (x *exec) answered(rets []ret, at ast.Node) []ret {
	for i := 0; i < len(rets); i++ {
		r := rets[i]
		n := slices.IndexFunc(r.vals, func(v *value) bool {
			return v.op != opBool && v.deps&depOutcome != 0 && v.typ != nil && gotypes.IsBool(v.typ)
		})
		if n < 0 {
			continue
		}
		t, f := x.decide(r.st, r.vals[n], at)
		rets = slices.Delete(rets, i, i+1)
		for k, states := range [][]*state{f, t} {
			for _, st := range states {
				vals := slices.Clone(r.vals)
				vals[n] = x.in.bool(k == 1)
				rets = append(rets, ret{st, vals})
			}
		}
		i--
	}
	return rets
}

// bindParams gives a root its parameters, with which a recursive call is compared.
func (x *exec) bindParams(fr *frame, st *state, sig *types.Signature) {
	if sig == nil {
		return
	}
	if r := sig.Recv(); r != nil {
		fr.recv = x.load(st, key{obj: r, frame: fr.id}, r.Type())
	}
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		fr.args = append(fr.args, x.load(st, key{obj: p, frame: fr.id}, p.Type()))
	}
}

// subjects are the parameters that subject bound to an outcome.
func subjects(fr *frame, st *state, sig *types.Signature) []int {
	var out []int
	if r := sig.Recv(); r != nil && st.env.at(key{obj: r, frame: fr.id}) != nil {
		out = append(out, receiver)
	}
	for i := range sig.Params().Len() {
		if st.env.at(key{obj: sig.Params().At(i), frame: fr.id}) != nil {
			out = append(out, i)
		}
	}
	return out
}

// A gist collects the exits of one function.
type gist struct {
	*exec
	fr      *frame
	sig     *types.Signature
	id      attemptID // of the outcome that the exit at hand is about
	guesses map[*value]int
	exits   []exit
}

func (g *gist) exit(r ret, o *outcome, judges bool) exit {
	ex := exit{Codes: o.codes, Failed: o.failed, Seen: o.seen, Renewed: o.renewed}
	note := func(cond *value, truth, sure bool) {
		if t, ok := g.test(cond); ok && judges {
			t.Truth = truth
			ex.Tests = append(ex.Tests, t)
		} else if !sure {
			n, ok := g.guesses[cond]
			if !ok {
				n = len(g.guesses)
				g.guesses[cond] = n
			}
			ex.Guesses = append(ex.Guesses, guess{n, truth})
		}
	}
	for _, a := range r.st.assume {
		note(a.cond, a.truth, false)
	}
	for _, f := range r.st.facts {
		if _, supposed := r.st.assume.truth(f.cond); !supposed {
			note(f.cond, f.truth, true)
		}
	}
	slices.SortFunc(ex.Tests, func(a, b errorTest) int { return strings.Compare(a.String(), b.String()) })
	slices.SortFunc(ex.Guesses, func(a, b guess) int { return a.Number - b.Number })
	for i := range g.sig.Results().Len() {
		f := form{}
		if i < len(r.vals) {
			f = g.form(r.st, r.vals[i], o, 0)
		}
		ex.Results = append(ex.Results, f)
	}
	ex.Wait, ex.Delay = g.delay(o)
	return ex
}

// delay is the wait since the outcome.
func (g *gist) delay(o *outcome) (domain.WaitBits, *form) {
	if o.waits != domain.WaitAmount || o.wait == nil {
		return o.waits, nil
	}
	if d, ok := sum(o.wait); ok {
		return o.waits, &form{Kind: formInt, Int: int64(d)}
	}
	if len(o.wait.args) == 1 {
		if i, ok := g.param(o.wait.args[0]); ok {
			return o.waits, &form{Kind: formParam, Int: int64(i)}
		}
	}
	return domain.WaitUnknown, nil
}

// param is the index of the parameter that v is.
func (g *gist) param(v *value) (int, bool) {
	if v.op == opResult && v.node == g.fr.fn && v.name == "" { // bound by subject
		return int(v.i), true
	}
	if v == g.fr.recv {
		return receiver, true
	}
	i := slices.Index(g.fr.args, v)
	return i, i >= 0
}

// test is a condition as an errors.Is or errors.As on a parameter.
func (g *gist) test(cond *value) (errorTest, bool) {
	if len(cond.args) == 0 {
		return errorTest{}, false
	}
	i, ok := g.param(cond.args[0])
	if !ok {
		return errorTest{}, false
	}
	switch {
	case cond.op == opAsOK:
		name, pointer := gotypes.TypePath(cond.typ)
		return errorTest{Param: i, Name: name, As: true, Pointer: pointer}, name != ""
	case cond.op == opCall && cond.name == "errors.Is" && cond.args[1].op == opGlobal:
		name := objectPath(cond.args[1])
		return errorTest{Param: i, Name: name}, name != ""
	}
	return errorTest{}, false
}

func objectPath(v *value) string {
	if v.obj == nil || v.obj.Pkg() == nil {
		return ""
	}
	return v.obj.Pkg().Path() + "." + v.obj.Name()
}

const maxFormDepth = 3

// form is what importers can know of v.
func (g *gist) form(st *state, v *value, o *outcome, depth int) form {
	if depth > maxFormDepth {
		return form{}
	}
	if i, ok := g.param(v); ok && v.deps&depOutcome != 0 {
		return form{Kind: formParam, Int: int64(i)}
	}
	switch v.op {
	case opNil:
		return form{Kind: formNil}
	case opInt:
		return form{Kind: formInt, Int: v.i}
	case opBool:
		return form{Kind: formBool, Int: v.i}
	case opString:
		if len(v.name) > 40 {
			return form{}
		}
		return form{Kind: formString, Name: v.name}
	case opStatus, opGRPCCode:
		if (attemptID{v.node, v.name, v.n}) == g.id {
			return form{Kind: formStatus}
		}
	case opGlobal:
		if gotypes.IsError(v.typ) && objectPath(v) != "" {
			return form{Kind: formSentinel, Name: objectPath(v)}
		}
	case opErrNew:
		f := form{Kind: formNew, Int: v.i}
		for _, a := range v.args {
			f.Parts = append(f.Parts, g.form(st, a, o, depth+1))
		}
		return f
	case opRef:
		c, ok := st.env.get(v.cell)
		if !ok {
			return form{Kind: formThere}
		}
		f := g.typed(st, c, o, depth)
		if f.Pointer = true; f.Name == "" {
			return form{Kind: formThere}
		}
		return f
	case opComposite, opWith:
		if f := g.typed(st, v, o, depth); f.Name != "" {
			return f
		}
		return form{Kind: formThere}
	case opResult:
		if (attemptID{v.node, v.name, v.n}) != g.id || g.id.node == g.fr.fn {
			break
		}
		if !gotypes.IsError(v.typ) {
			if gotypes.IsResponse(v.typ) && o.failed != domain.Yes {
				return form{Kind: formResponse}
			}
		} else if o.failed == domain.Yes && o.codes.SubsetOf(domain.NonStatus) {
			return form{Kind: formTransport}
		} else if o.failed == domain.No {
			return form{Kind: formNil}
		}
	case opClosure, opFunc, opAs:
		return form{Kind: formThere}
	}
	return form{}
}

// typed is a struct value: its type, and of its fields those that are known.
func (g *gist) typed(st *state, v *value, o *outcome, depth int) form {
	t := v.typ
	f := form{Kind: formTyped}
	if t == nil {
		return form{}
	}
	f.Name, f.Pointer = gotypes.TypePath(t)
	if _, ok := t.Underlying().(*types.Struct); !ok && !f.Pointer {
		return form{}
	}
	seen := map[string]bool{}
	for ; v.op == opWith && len(v.args) == 2; v = v.args[0] {
		if seen[v.name] {
			continue
		}
		seen[v.name] = true
		switch p := g.form(st, v.args[1], o, depth+1); p.Kind {
		case formStatus, formInt, formBool, formResponse:
			p.Field = v.name
			f.Parts = append(f.Parts, p)
		}
	}
	slices.SortFunc(f.Parts, func(a, b form) int { return strings.Compare(a.Field, b.Field) })
	return f
}

// add joins an exit with one that differs in its codes only.
func (g *gist) add(ex exit) {
	if ex.Codes.Empty() {
		return
	}
	text := ex.rest()
	for i := range g.exits {
		if g.exits[i].rest() == text {
			g.exits[i].Codes = g.exits[i].Codes.Union(ex.Codes)
			return
		}
	}
	g.exits = append(g.exits, ex)
}

// telling reports whether the exits say something: some result is known, or some wait; and there are not too many.
func (g *gist) telling() bool {
	g.settle()
	if len(g.exits) == 0 || len(g.exits) > maxExits {
		return false
	}
	return slices.ContainsFunc(g.exits, func(e exit) bool {
		return e.Wait != 0 || slices.ContainsFunc(e.Results, func(f form) bool { return f.Kind != formUnknown })
	})
}

// settle drops the guesses that made no difference: exits that differ in them alone, and of which one is taken whatever
// is true.
func (g *gist) settle() {
	groups := map[string][]exit{}
	var order []string
	for _, e := range g.exits {
		bare := e
		bare.Guesses = nil
		codes, _ := e.Codes.MarshalBinary()
		k := string(codes) + bare.rest()
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], e)
	}
	g.exits = nil
	for _, k := range order {
		list := groups[k]
		clauses := make([][]guess, len(list))
		for i, e := range list {
			clauses[i] = e.Guesses
		}
		if always(clauses) {
			list = list[:1]
			list[0].Guesses = nil
		}
		g.exits = append(g.exits, list...)
	}
	g.exits = slices.DeleteFunc(g.exits, func(e exit) bool {
		return len(e.Guesses) > 0 && slices.ContainsFunc(g.exits, e.within)
	})
}

// within reports whether f, which supposes nothing, says all that e does, details of the results aside.
func (e exit) within(f exit) bool {
	outline := func(a, b form) bool {
		return a.Kind == b.Kind && a.Name == b.Name && a.Pointer == b.Pointer && a.Int == b.Int
	}
	return len(f.Guesses) == 0 && e.Codes.SubsetOf(f.Codes) && e.Failed == f.Failed && e.Wait == f.Wait && e.Renewed == f.Renewed &&
		slices.Equal(e.Tests, f.Tests) && slices.EqualFunc(e.Results, f.Results, outline)
}

// always reports whether one of the clauses holds whatever is true. Each is a conjunction of guesses.
func always(clauses [][]guess) bool {
	if len(clauses) == 0 {
		return false
	}
	at := -1
	for _, c := range clauses {
		if len(c) == 0 {
			return true
		}
		at = c[0].Number
	}
	for _, truth := range []bool{true, false} {
		var rest [][]guess
		for _, c := range clauses {
			if !slices.Contains(c, guess{at, !truth}) {
				rest = append(rest, slices.DeleteFunc(slices.Clone(c), func(g guess) bool { return g.Number == at }))
			}
		}
		if !always(rest) {
			return false
		}
	}
	return true
}

// String writes a summary for people and for tests.
func (s summary) String() string {
	var parts []string
	for _, f := range []struct {
		is   bool
		name string
	}{{s.Sends && len(s.Exits) > 0, "sends"}, {s.GRPC, "grpc"}, {s.Waits, "waits"}, {s.Renews, "renews"}} {
		if f.is {
			parts = append(parts, f.name)
		}
	}
	if s.List != nil {
		parts = append(parts, s.List.String())
	}
	if s.Again != nil {
		parts = append(parts, fmt.Sprintf("again(%v, %d)", s.Again.Codes, s.Again.Attempts))
	}
	if len(s.Subject) > 0 && len(s.Exits) > 0 {
		parts = append(parts, fmt.Sprint("judges ", s.Subject))
	}
	for _, e := range s.Exits {
		parts = append(parts, "{"+e.String()+"}")
	}
	return strings.Join(parts, " ")
}

// key is equal for equal summaries only, which String is not: it abridges sets.
func (s summary) key() string {
	var b strings.Builder
	b.WriteString(s.String())
	for _, e := range s.Exits {
		codes, _ := e.Codes.MarshalBinary()
		fmt.Fprintf(&b, "|%x", codes)
	}
	if s.Again != nil {
		codes, _ := s.Again.Codes.MarshalBinary()
		fmt.Fprintf(&b, "|%x", codes)
	}
	return b.String()
}

func (e exit) String() string { return e.Codes.String() + e.rest() }

// rest is all of an exit but its codes.
func (e exit) rest() string {
	var b strings.Builder
	switch e.Failed {
	case domain.Yes:
		b.WriteString(" failed")
	case domain.No:
		b.WriteString(" ok")
	}
	if e.Seen {
		b.WriteString(" seen")
	}
	for _, t := range e.Tests {
		b.WriteString(" " + t.String())
	}
	for _, g := range e.Guesses {
		b.WriteString(" ?" + not(g.Truth) + strconv.Itoa(g.Number))
	}
	if e.Wait != 0 {
		b.WriteString(" waits")
		if e.Delay != nil {
			b.WriteString(" " + e.Delay.String())
		} else {
			b.WriteString(strconv.Itoa(int(e.Wait)))
		}
	}
	if e.Renewed != 0 {
		b.WriteString(" renewed" + strconv.Itoa(int(e.Renewed)))
	}
	b.WriteString(" ->")
	for _, f := range e.Results {
		b.WriteString(" " + f.String())
	}
	return b.String()
}

func not(truth bool) string {
	if truth {
		return ""
	}
	return "!"
}

func (t errorTest) String() string {
	verb := "is"
	if t.As {
		verb = "as"
	}
	return fmt.Sprintf("%s%s(%d,%s%s)", not(t.Truth), verb, t.Param, star(t.Pointer), t.Name)
}

func star(pointer bool) string {
	if pointer {
		return "*"
	}
	return ""
}

func (f form) String() string {
	s := ""
	if f.Field != "" {
		s = f.Field + ":"
	}
	switch f.Kind {
	case formNil:
		return s + "nil"
	case formInt:
		return s + strconv.FormatInt(f.Int, 10)
	case formBool:
		return s + strconv.FormatBool(f.Int == 1)
	case formString:
		return s + strconv.Quote(f.Name)
	case formStatus:
		return s + "status"
	case formResponse:
		return s + "response"
	case formTransport:
		return s + "transport"
	case formParam:
		return s + "param" + strconv.FormatInt(f.Int, 10)
	case formNew:
		s += "error"
		if f.Int != 0 {
			s += "!" + strconv.FormatInt(f.Int, 10)
		}
	case formTyped:
		s += star(f.Pointer) + f.Name
	case formSentinel:
		return s + f.Name
	case formThere:
		return s + "something"
	default:
		return s + "_"
	}
	if len(f.Parts) > 0 {
		var parts []string
		for _, p := range f.Parts {
			parts = append(parts, p.String())
		}
		s += "(" + strings.Join(parts, ",") + ")"
	}
	return s
}
