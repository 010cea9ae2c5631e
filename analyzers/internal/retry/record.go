package retry

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A Recorder notes the retries of a run, and what the paths to them have passed.
type Recorder struct {
	symexec.Nop
	*symexec.Exec
	place    int // of its marks
	pkg      *History
	Retries  []Retry
	Renewals []Retry // with nothing but other credentials
	endings  endings
	looked   map[*sym.Value]looks
}

// A History is a package whose retries are recorded, and what all runs on it have come by.
type History struct {
	*symexec.Program

	Libraries map[*ast.CallExpr]LibraryUse // calls of retry libraries that were gone through
	heard     map[*ast.CallExpr]Heard      // for which outcomes the program reads Retry-After
	left      map[leaving]bool             // attempts that worked when their loop was left
	onward    map[leaving]bool             // attempts that worked, and whose loop went on to another request, at its own pace or at that of a channel
	ahead     map[leaving]bool             // attempts that worked, and whose loop went on to another request
	Renewals  []Retry
	Polled    []*Site  // what waits for something to come up, and asks again by a code
	Awaiting  []*Cycle // loops that wait for an answer that says that something has come about
	Nested    []nesting
	Resets    []*ast.CallExpr         // by which a library is told to come back after no time at all, on a path that a 429 takes
	contexts  map[ast.Node][]ast.Expr // in the fields and requests that a function uses
	variables map[place][]*types.Var
	idle      map[ast.Node]bool      // whether nothing but a delay or a message depends on a condition
	silences  map[Way][]Silence      // why the rules are not told of a way
	sent      map[*ast.CallExpr]Sent // what is known of the attempts; only if an inventory is wanted
	traces    []Trace                // how far the roots were gone through
	turned    map[*types.Var]bool    // fields that functions set which send nothing; nil until somebody asks
	apart     map[ast.Node]region    // what depends on a condition
	whole     *inspector.Inspector   // of a package that is not judged; nil until a loop is asked for what ends it
}

func NewHistory(p *symexec.Program) *History {
	return &History{Program: p, silences: map[Way][]Silence{}, sent: map[*ast.CallExpr]Sent{}, contexts: map[ast.Node][]ast.Expr{}, variables: map[place][]*types.Var{}, idle: map[ast.Node]bool{},
		apart: map[ast.Node]region{}, Libraries: map[*ast.CallExpr]LibraryUse{}, heard: map[*ast.CallExpr]Heard{}, left: map[leaving]bool{}, onward: map[leaving]bool{}, ahead: map[leaving]bool{}}
}

// A passage is the mark that a recorder keeps of an attempt: where on the trail it was made.
type passage struct {
	since, before *Step      // the trail when it was made, and when the one before was made
	given         *sym.Value // the contexts that it was given, as a tuple; nil if they are not known
	told          Told       // when the server wants it back, as the program knows
	read          Reading    // where it has read so
	faulty        bool       // an error of the program's own was made since
	malformed     bool       // it was made of what may be no refusal, for the form of its body: a page is no result
	local         bool       // something failed that has nothing to do with what was answered: a file could not be opened
}

// Same lets paths with different trails become one: see recorder.joined.
func (p passage) Same(m paths.Mark) bool {
	q, _ := m.(passage)
	return p.told == q.told && p.read == q.read && p.malformed == q.malformed && p.local == q.local
}

func (x *Recorder) passageOf(o *paths.Outcome) passage {
	p, _ := o.Marks.At(x.place).(passage)
	return p
}

// trail is what a path has passed.
func (x *Recorder) trail(st *paths.State) *Step {
	s, _ := st.Marks.At(x.place).(*Step)
	return s
}

func (x *Recorder) Attempted(r symexec.Request, o *paths.Outcome) {
	p := passage{since: x.trail(r.St)}
	if o.Tries > 1 || o.Renewals > 0 {
		p.before = x.passageOf(r.Prev).since
	}
	if given, all := x.ContextsGiven(r.C.Recv, r.Args); all {
		p.given = x.In.Make(sym.Value{Op: sym.OpTuple, Args: given})
	}
	o.Marks = o.Marks.With(x.place, p)
	if prev := r.Prev; prev != nil && prev.Via != nil && !r.Same && prev.Seen && prev.MayHaveWorked() {
		x.pkg.ahead[leaving{r.Call, prev.Via}] = true
		if prev.Waits&domain.WaitPaced != 0 || x.pkg.takesEvents(prev.Via) {
			x.pkg.onward[leaving{r.Call, prev.Via}] = true
		}
	}
	x.notes(r)
}

func (x *Recorder) Again(fr *paths.Frame, st *paths.State, call *ast.CallExpr, o *paths.Outcome) {
	x.Retries = append(x.Retries, x.retryOf(fr, call, st, o))
}

// Twice notes that an attempt was made once more by another call.
func (x *Recorder) Twice(fr *paths.Frame, st *paths.State, s symexec.Second) {
	r := x.retryOf(fr, s.Of.Id.Node.(*ast.CallExpr), st, s.Of)
	r.first, r.again = s.First, nil
	x.Retries = append(x.Retries, r)
}

// Renewed notes that an attempt was made again with nothing but other credentials. What it retries is no retry of
// the same request, so that no site comes of it; but it can go on for ever.
func (x *Recorder) Renewed(fr *paths.Frame, st *paths.State, call *ast.CallExpr, o *paths.Outcome) {
	r := x.retryOf(fr, call, st, o)
	r.tries = o.Renewals + 1
	x.Renewals = append(x.Renewals, r)
}

func (x *Recorder) retryOf(fr *paths.Frame, call *ast.CallExpr, st *paths.State, o *paths.Outcome) Retry {
	p := x.passageOf(o)
	r := Retry{Attempt: call, Via: o.Via, Proto: o.Proto, sdk: o.Sdk, root: x.Root, Assume: o.Since(st.Assume),
		tries: o.Tries, leapt: o.Leapt, Now: x.trail(st), Since: p.since, before: p.before, Ctx: o.Ctx, given: contextsOf(p.given),
		attemptPath: o.Id.Path, ViaPath: o.ViaPath, came: o.Came, Own: o.Failed, again: o.Again, by: o.By, facts: st.Facts}
	r.OfRoot = x.IsOwn(fr, o.Via)
	r.entry = x.entry(fr, paths.WayBack{Node: o.Via, Path: o.ViaPath})
	after := func(failed func(*paths.Outcome) bool) bool {
		return slices.ContainsFunc(st.Outs, func(p *paths.Outcome) bool { return p.Seq > o.Seq && failed(p) })
	}
	r.later = after((*paths.Outcome).Failing)
	r.Failed = o.Failed == domain.Yes || after(func(p *paths.Outcome) bool { return p.Failed == domain.Yes })
	r.spoilt = st.Spoils(o)
	r.passed = o.Passed
	r.Cut = st.Cut
	r.worked = o.MayHaveWorked()
	r.hinted = o.Wait != nil && o.Wait.Deps&(sym.DepHint|sym.DepOutcome) != 0
	r.between = !o.Stale && slices.ContainsFunc(st.Outs, func(p *paths.Outcome) bool { return x.repairs(p, o) })
	r.Path = Path{Codes: o.Codes, Test: o.Test, Renewed: o.Renewed == domain.Renewed, Touched: o.Renewed >= domain.Touched, Stale: o.Stale, Named: o.Named, Seen: o.Seen}
	r.Path.Wait, r.Path.Delay = classify(o)
	r.Path.Grown = grown(o)
	r.waited, r.locked, r.paced = waitedBy(o), o.Waits == domain.WaitLock, o.Waits == domain.WaitPaced
	r.Path.Told, r.Path.Read = x.ignores(o)
	if r.Cut || !o.Codes.Contains(429) { // paths that heed it may not have been followed; or it was read for others
		r.Path.Read = Reading{}
	}
	if r.Path.Wait == WaitFixed && (o.Capped || st.Caps(r.Path.Delay)) {
		r.Path.Wait, r.Path.Delay = WaitOther, 0
	}
	if r.Path.Wait == WaitNone && x.pkg.Insp != nil && slices.ContainsFunc(Passed(r.Now, r.Since), func(s *Step) bool { return x.pkg.postpones(s) || x.pkg.paces(&r, s) || x.pkg.mayWait(s) }) { // for how long, another knows
		r.Path.Wait = WaitOther
	}
	for _, a := range r.Assume {
		if _, _, ok := sym.FlagIn(a); ok {
			if r.flags == nil {
				r.flags, r.endings = map[*sym.Value]uint64{}, x.endings
			}
			r.flags[a.Cond] = x.In.Shape(a.Cond)
		}
	}
	r.faulty, r.malformed, r.local = p.faulty, p.malformed, p.local
	if r.timedOut() { // whatever was answered, it came too late
		r.Path.Codes = r.Path.Codes.Intersect(domain.NonStatus)
	}
	if r.malformed { // that a refusal has such a form goes round by chance
		r.Path.Codes = r.Path.Codes.Intersect(domain.Success)
	}
	r.ByCode = ByCode(x.Exec, o, r.Assume)
	r.Path.Provider = ProvidersOf(x.Exec, o)
	return r
}

// timedOut reports whether the path has found that a context has ended which the attempt was given.
func (r *Retry) timedOut() bool {
	return r.Proto != domain.ProtoGRPC && r.facts.Any(func(cond *sym.Value, truth bool) bool {
		ctx := symexec.EndedBy(cond, truth)
		return ctx != nil && slices.Contains(r.given, ctx)
	})
}

// ByCode reports whether all that is assumed of an outcome are tests of a provider's code, and there is one.
func ByCode(x *symexec.Exec, o *paths.Outcome, all sym.Assumptions) bool {
	return len(o.Carrier) > 0 && !slices.ContainsFunc(all, func(a sym.Assumption) bool {
		return !x.OfCode(a.Cond) && !implied(a, o)
	})
}

// implied reports whether an assumption says no more than that there is an error with a code: that it is one, and of its type; or how the
// client came to it, which is not known of what a summary says of a client.
func implied(a sym.Assumption, o *paths.Outcome) bool {
	switch c := a.Cond; {
	case c.Op == sym.OpCall:
		return c.Node != nil && c.Node == o.Id.Node
	case c.Op == sym.OpAsOK && a.Truth, c.Op == sym.OpBinary && c.Name == "==" && !a.Truth && (c.Args[0].Op == sym.OpNil || c.Args[1].Op == sym.OpNil):
		of := c.Args[0]
		if of.Op == sym.OpNil {
			of = c.Args[1]
		}
		id, ok := of.Attempt()
		return ok && id == o.Id
	}
	return false
}

// ProvidersOf are the providers' codes that an outcome is known to have.
func ProvidersOf(x *symexec.Exec, o *paths.Outcome) []ProviderCodes {
	var all []ProviderCodes
	for carrier, set := range o.Carrier {
		tie, _ := x.TieOf(carrier.Obj)
		all = append(all, ProviderCodes{
			Provider: x.ProviderOf(carrier), Scheme: tie.Scheme, Field: carrier.Name, SDK: x.SDKCarrier(carrier.Obj), Ints: set.Ints, Strings: set.Strs, IsString: set.IsStr,
		})
	}
	slices.SortFunc(all, func(a, b ProviderCodes) int {
		return cmp.Or(strings.Compare(a.Provider, b.Provider), strings.Compare(a.Scheme, b.Scheme), strings.Compare(a.Field, b.Field))
	})
	return atOnce(all)
}

// atOnce makes one of the sets that several carriers of the same code leave: an exception that it is not, and a method of the error that
// says which code it is. Carriers that no code can have at once, of a number and of a longer one that begins with it, hold two.
func atOnce(all []ProviderCodes) (sets []ProviderCodes) {
	for _, c := range all {
		i := slices.IndexFunc(sets, func(s ProviderCodes) bool { return s.ofOneCode(c) && !s.common(c).empty() })
		if i < 0 {
			sets = append(sets, c)
			continue
		}
		sets[i] = sets[i].common(c)
	}
	return sets
}

// repairs reports whether p was made because o failed: after it, and not more often than it. (A request that is made on
// every round, before o, was made once more by now.)
func (x *Recorder) repairs(p, o *paths.Outcome) bool {
	if p.Seq <= o.Seq || p.Failed == domain.Yes || p.Id.Round > o.Id.Round {
		return false
	}
	call, ok := p.Id.Node.(*ast.CallExpr)
	return ok && (p.Proto != domain.ProtoOpaque || !x.Says(lexicon.Aside, gotypes.CalledName(call)))
}

// A leaving is an attempt and a loop that is left, or goes on, after it worked.
type leaving struct{ attempt, loop ast.Node }

// LoopLeft notes which attempts of a loop worked when it was left for that: not with an error that something else made, nor as a context had
// ended.
func (x *Recorder) LoopLeft(loop ast.Node, entry int, states []*paths.State, rets []paths.Ret) {
	note := func(st *paths.State) {
		if last := x.trail(st); last != nil && (last.Kind == StepDone || last.Kind == StepTest && last.Looks&LooksContext != 0) {
			return
		}
		for _, o := range st.Outs {
			if o.Seq > entry && o.MayHaveWorked() {
				x.pkg.left[leaving{o.Id.Node, loop}] = true
			}
		}
	}
	for _, st := range states {
		note(st)
	}
	for _, r := range rets {
		if !x.Fails(r) {
			note(r.St)
		}
	}
}

// Fails reports whether a function certainly returns an error on a path.
func (x *Recorder) Fails(r paths.Ret) bool {
	if len(r.Vals) == 0 {
		return false
	}
	e := r.Vals[len(r.Vals)-1]
	if e.Op == sym.OpErrNew {
		return true
	}
	isNil, known := r.St.Facts.Truth(x.In.IsNil(e))
	return known && !isNil && e.Typ != nil && gotypes.MayBeFailure(e.Typ)
}

// Record has the retries of a run recorded.
func (x *History) Record(e *symexec.Exec) *Recorder {
	r := &Recorder{Exec: e, pkg: x, place: len(e.Observers), endings: endings{}, looked: map[*sym.Value]looks{}}
	e.Observers = append(e.Observers, r)
	return r
}
