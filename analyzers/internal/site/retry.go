package site

import (
	"go/ast"
	"go/types"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A retry is one path on which an attempt was made again.
type retry struct {
	attempt *ast.CallExpr
	via     ast.Node
	proto   domain.Proto
	path    Path
	hinted  bool // the wait comes from the server
	between bool // another request was made since that is not made on every round
	sdk     bool // the attempt is a call of an API's client, judged by its error alone
	failed  bool // the attempt failed, or a request that came after it
	later   bool // a request that came after it failed
	spoilt  bool // what the attempt returned could not be used: reading its body, or decoding that, failed
	worked  bool // the attempt itself may have worked
	cut     bool // other paths were not followed, for their number
	passed  bool // it is a function that turns what it refuses into errors, and there is none
	assume  sym.Assumptions
	byCode  bool // the assumptions are nothing but tests of a provider's code
	root    ast.Node
	entry   *ast.CallExpr // by which a caller gave it to the function that goes round; may be nil

	tries              int   // attempts until now
	now, since, before *step // the trail now, at the attempt, and at the one before it
	ctx                bool  // the attempt is given a context that can end

	attemptPath sym.CallString  // the calls that lead to the attempt
	viaPath     sym.CallString  // the calls from the root to via
	came        symexec.WayBack // what led to the attempt
	own         domain.Tri      // whether the attempt itself returned an error
	again       *domain.Repeat  // what the attempt repeats by itself; may be nil
	facts       sym.Assumptions // the conditions that the path took for granted
}

// A recorder notes the retries of a run, and what the paths to them have passed.
type recorder struct {
	symexec.Nop
	*symexec.Exec
	place    int // of its marks
	pkg      *history
	retries  []retry
	renewals []retry // with nothing but other credentials
	hashes   map[*sym.Value]uint64
	looked   map[*sym.Value]looks
}

// A history is a package whose retries are recorded, and what all runs on it have come by.
type history struct {
	*symexec.Program

	libraries map[*ast.CallExpr]libraryUse // calls of retry libraries that were gone through
	bounds    map[*ast.CallExpr]Bound      // of these
	heard     map[*ast.CallExpr]Heard      // for which outcomes the program reads Retry-After
	left      map[leaving]bool             // attempts that worked when their loop was left
	renewals  []retry
	nested    []nesting
	resets    []*ast.CallExpr         // by which a library is told to come back after no time at all, on a path that a 429 takes
	contexts  map[ast.Node][]ast.Expr // in the fields and requests that a function uses
	idle      map[ast.Node]bool       // whether nothing but a delay or a message depends on a condition
}

func newHistory(p *symexec.Program) *history {
	return &history{Program: p, contexts: map[ast.Node][]ast.Expr{}, idle: map[ast.Node]bool{}, libraries: map[*ast.CallExpr]libraryUse{}, bounds: map[*ast.CallExpr]Bound{}, heard: map[*ast.CallExpr]Heard{}, left: map[leaving]bool{}}
}

// A passage is the mark that a recorder keeps of an attempt: where on the trail it was made.
type passage struct {
	since, before *step // the trail when it was made, and when the one before was made
	told          Told  // when the server wants it back, as the program knows
}

// Same lets paths with different trails become one: see recorder.joined.
func (p passage) Same(m symexec.Mark) bool {
	q, _ := m.(passage)
	return p.told == q.told
}

func (s *step) Same(symexec.Mark) bool { return true }

func (x *recorder) passageOf(o *symexec.Outcome) passage {
	p, _ := o.Marks.At(x.place).(passage)
	return p
}

// trail is what a path has passed.
func (x *recorder) trail(st *symexec.State) *step {
	s, _ := st.Marks.At(x.place).(*step)
	return s
}

func (x *recorder) Attempted(r symexec.Request, o *symexec.Outcome) {
	p := passage{since: x.trail(r.St)}
	if o.Tries > 1 || o.Renewals > 0 {
		p.before = x.passageOf(r.Prev).since
	}
	o.Marks = o.Marks.With(x.place, p)
}

func (x *recorder) Again(fr *symexec.Frame, st *symexec.State, call *ast.CallExpr, o *symexec.Outcome) {
	x.retries = append(x.retries, x.retryOf(fr, call, st, o))
}

// Renewed notes that an attempt was made again with nothing but other credentials. What it retries is no retry of
// the same request, so that no site comes of it; but it can go on for ever.
func (x *recorder) Renewed(fr *symexec.Frame, st *symexec.State, call *ast.CallExpr, o *symexec.Outcome) {
	r := x.retryOf(fr, call, st, o)
	r.tries = o.Renewals + 1
	x.renewals = append(x.renewals, r)
}

func (x *recorder) retryOf(fr *symexec.Frame, call *ast.CallExpr, st *symexec.State, o *symexec.Outcome) retry {
	p := x.passageOf(o)
	r := retry{attempt: call, via: o.Via, proto: o.Proto, sdk: o.Sdk, root: x.Root, assume: o.Since(st.Assume),
		tries: o.Tries, now: x.trail(st), since: p.since, before: p.before, ctx: o.Ctx,
		attemptPath: o.Id.Path, viaPath: o.ViaPath, came: o.Came, own: o.Failed, again: o.Again, facts: st.Facts}
	r.entry = x.entry(fr, o.Via)
	r.later = slices.ContainsFunc(st.Outs, func(p *symexec.Outcome) bool { return p.Seq > o.Seq && p.Failed == domain.Yes })
	r.failed = o.Failed == domain.Yes || r.later
	r.spoilt = st.Spoils(o)
	r.passed = o.Passed
	r.cut = st.Cut
	r.worked = o.MayHaveWorked()
	r.hinted = o.Wait != nil && o.Wait.Deps&(sym.DepHint|sym.DepOutcome) != 0
	r.between = slices.ContainsFunc(st.Outs, func(p *symexec.Outcome) bool { return x.repairs(p, o) })
	r.path = Path{Codes: o.Codes, Test: o.Test, Renewed: o.Renewed == domain.Renewed, Touched: o.Renewed >= domain.Touched, Told: x.ignores(o), Named: o.Named, seen: o.Seen}
	r.path.Wait, r.path.Delay = classify(o)
	if r.path.Wait == WaitFixed && st.Caps(r.path.Delay) {
		r.path.Wait, r.path.Delay = WaitOther, 0
	}
	r.byCode = len(o.Carrier) > 0
	for _, a := range r.assume {
		r.byCode = r.byCode && a.Cond.Op == sym.OpBinary && slices.ContainsFunc(a.Cond.Args, func(v *sym.Value) bool { return x.ProviderOf(v) != "" })
	}
	for carrier, set := range o.Carrier {
		r.path.Provider = append(r.path.Provider, ProviderCodes{
			Provider: x.ProviderOf(carrier), Scheme: x.Tied().Fields[carrier.Obj.(*types.Var)].Scheme, Field: carrier.Name, Ints: set.Ints, Strings: set.Strs, IsString: set.IsStr,
		})
	}
	return r
}

// repairs reports whether p was made because o failed: after it, and not more often than it. (A request that is made on
// every round, before o, was made once more by now.)
func (x *recorder) repairs(p, o *symexec.Outcome) bool {
	if p.Seq <= o.Seq || p.Failed == domain.Yes || p.Id.Round > o.Id.Round {
		return false
	}
	call, ok := p.Id.Node.(*ast.CallExpr)
	return ok && (p.Proto != domain.ProtoOpaque || !x.Says(lexicon.Aside, gotypes.CalledName(call)))
}

// classify judges the wait of a round by comparing it with the wait of the round before.
func classify(o *symexec.Outcome) (Wait, time.Duration) {
	if o.Waits == 0 {
		return WaitNone, 0
	}
	if o.Waits != domain.WaitAmount || o.Wait == nil || o.Wait.Deps != 0 {
		return WaitOther, 0
	}
	total, ok := sum(o.Wait)
	if !ok {
		return WaitOther, 0
	}
	if o.Tries < 2 {
		return WaitOnce, total
	}
	before, ok := time.Duration(0), false
	if o.PrevW != nil && o.PrevB == domain.WaitAmount && o.Came == (symexec.WayBack{Node: o.Via, Path: o.ViaPath}) { // not of a cycle inside this one
		before, ok = sum(o.PrevW)
	}
	switch {
	case !ok:
		return WaitOther, 0
	case total > before:
		return WaitGrowing, total
	case total == before:
		return WaitFixed, total
	}
	return WaitOther, 0
}

func sum(w *sym.Value) (time.Duration, bool) {
	var total time.Duration
	for _, d := range w.Args {
		if d.Op != sym.OpInt {
			return 0, false
		}
		total += time.Duration(d.Int)
	}
	return total, true
}

func (x *history) works(n ast.Node) bool {
	d := x.Enclosing(n)
	return d == nil || x.Says(lexicon.Works, d.Name.Name)
}

// sites groups the retries of a package by attempt, way back and caller, and keeps what is certain.
func (x *history) sites(found []retry) []*Site {
	type id struct {
		attempt, via ast.Node
		entry        *ast.CallExpr
	}
	groups := map[id][]retry{}
	var order []id
	for _, r := range found {
		k := id{r.attempt, r.via, r.entry}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], r)
	}
	var out []*Site
	for _, k := range order {
		rs := groups[k]
		kind := domain.Loop
		var use libraryUse
		if c, ok := k.via.(*ast.CallExpr); ok {
			kind = domain.Recursion
			if use, ok = x.libraries[c]; ok {
				kind = domain.Callback
			}
		}
		// What is sent after another request has put things right, or has taken the program further, is no retry.
		if rs = slices.DeleteFunc(rs, func(r retry) bool { return r.between }); len(rs) == 0 {
			continue
		}
		// Where the way back is taken because of a later request, whether this one worked or not, it is that one's retry.
		if slices.ContainsFunc(rs, func(r retry) bool { return r.later && r.worked }) {
			if rs = slices.DeleteFunc(rs, func(r retry) bool { return r.later }); len(rs) == 0 {
				continue
			}
		}
		_, isLabel := k.via.(*ast.LabeledStmt) // what leaves a goto's rounds is not noted
		if kind == domain.Loop && !isLabel && !x.left[leaving{k.attempt, k.via}] && slices.ContainsFunc(rs, func(r retry) bool { return r.cut }) {
			continue // that what works leaves the loop was not seen, and may not be so
		}
		if x.waitsForReady(k.attempt) || x.waitsForReady(k.via) || succeeds(rs) || (use.polls || rs[0].sdk) && maySucceed(rs) || rs[0].sdk && (x.works(k.attempt) || x.works(k.via)) {
			continue
		}
		s := &Site{Kind: kind, Node: k.via, Attempt: rs[0].attempt, Entry: k.entry, Schedule: use.schedule, Heard: x.heard[rs[0].attempt]}
		if rs[0].proto == domain.ProtoGRPC {
			s.Protocol = domain.GRPC
		}
		rs = firstAtOnce(rs)
		for _, r := range rs {
			if r.hinted {
				s.Hinted = s.Hinted.Union(r.path.Codes)
			}
		}
		for _, r := range certain(rs) {
			s.add(r.path)
		}
		for _, r := range rs {
			if r.path.Told.At.IsValid() && r.path.seen && r.hinting() { // where the server says when, the program knows
				r.path.Codes = r.path.Codes.Intersect(codeset.Status(429))
				s.add(r.path)
			}
		}
		if len(s.Paths) > 0 {
			out = append(out, s)
		}
	}
	return x.shareSites(out)
}

// succeeds reports whether success goes round as well: then the loop is a poller, a worker or a pager, and no retry.
func succeeds(rs []retry) bool {
	var ok []retry
	for _, r := range rs {
		if !r.failed {
			r.path = Path{Codes: r.path.Codes}
			r.byCode = false
			ok = append(ok, r)
		}
	}
	for _, r := range certain(ok) {
		if worked(r.proto, r.path.Codes) || r.passed && r.path.Codes.Contains(200) {
			return true
		}
	}
	return false
}

// A leaving is an attempt and a loop that is left after it worked.
type leaving struct{ attempt, loop ast.Node }

// LoopLeft notes which attempts of a loop worked when it was left.
func (x *recorder) LoopLeft(loop ast.Node, entry int, states []*symexec.State, rets []symexec.Ret) {
	note := func(st *symexec.State) {
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
		note(r.St)
	}
}

// firstAtOnce takes the first repetition for a wait of its schedule where it comes at once and all later ones wait: 0, 1, 2, 4 seconds.
func firstAtOnce(rs []retry) []retry {
	later := slices.DeleteFunc(slices.Clone(rs), func(r retry) bool { return r.tries < 2 || !r.path.Codes.Contains(429) })
	if len(later) == 0 || slices.ContainsFunc(later, func(r retry) bool { return r.path.Wait == WaitNone }) {
		return rs
	}
	rs = slices.Clone(rs)
	for i := range rs {
		if rs[i].tries < 2 && rs[i].path.Wait == WaitNone {
			rs[i].path.Wait = WaitOther
		}
	}
	return rs
}

// worked reports whether a set holds all the usual answers of a request that worked.
func worked(p domain.Proto, c codeset.Statuses) bool {
	if p == domain.ProtoGRPC {
		return c.Contains(0)
	}
	return c.Contains(200) && c.Contains(201) && c.Contains(204)
}

// maySucceed reports whether success can go round: then what is made to wait for a state does.
func maySucceed(rs []retry) bool {
	return slices.ContainsFunc(rs, func(r retry) bool {
		return !r.failed && (r.proto == domain.ProtoGRPC && r.path.Codes.Contains(0) || r.proto != domain.ProtoGRPC && r.path.Codes.Contains(200))
	})
}

// maxResolve bounds the joining of paths under opposite assumptions, which takes quadratic time.
const maxResolve = 300

// certain is what the paths say together under no assumption at all: two paths that differ in the truth of one
// assumption, and in nothing that a rule looks at, say for certain what both of them say.
func certain(rs []retry) []retry {
	var list []retry
	add := func(r retry) bool {
		if r.path.Codes.Empty() && len(r.path.Provider) == 0 {
			return false
		}
		for i := range list {
			l := &list[i]
			if l.path.alike(r.path) && slices.Equal(l.assume, r.assume) {
				if r.path.Codes.SubsetOf(l.path.Codes) {
					return false
				}
				if here := r.testedInside(); here && !l.testedInside() || here == l.testedInside() && r.path.Codes.Minus(domain.Success).Len() > l.path.Codes.Minus(domain.Success).Len() {
					l.path.Test = r.path.Test
				}
				l.path.Codes = l.path.Codes.Union(r.path.Codes)
				return true
			}
		}
		list = append(list, r)
		return true
	}
	for _, r := range rs {
		if r.path.seen || len(r.path.Provider) > 0 || r.path.Test == nil {
			add(r)
		}
	}
	for changed := true; changed && len(list) < maxResolve; {
		changed = false
		n := len(list)
		for i := range n {
			for j := i + 1; j < n; j++ {
				a, b := list[i], list[j]
				if !a.path.alike(b.path) {
					continue
				}
				common, ok := sym.Resolve(a.assume, b.assume)
				if !ok {
					continue
				}
				c := a
				c.assume = common
				c.path.Codes = a.path.Codes.Intersect(b.path.Codes)
				if add(c) {
					changed = true
				}
			}
		}
	}
	return slices.DeleteFunc(list, func(r retry) bool {
		if r.byCode {
			return false
		}
		return len(r.assume) > 0
	})
}

// hinting reports whether all that a path supposes of the answer is that it says when to come back.
func (r *retry) hinting() bool {
	return len(r.assume) > 0 && !r.path.Codes.Intersect(codeset.Status(429)).Empty() &&
		!slices.ContainsFunc(r.assume, func(a sym.Assumption) bool { return a.Cond.Deps&sym.DepHint == 0 })
}

// testedInside reports whether the last decision of a path is taken in the loop that goes round, and not in a function that
// it calls.
func (r *retry) testedInside() bool {
	return r.path.Test != nil && r.via != nil && gotypes.Within(r.path.Test.Pos(), r.via)
}

// alike reports whether two paths differ in their codes only.
func (p Path) alike(q Path) bool {
	return p.Wait == q.Wait && p.Delay == q.Delay && p.Renewed == q.Renewed && p.Touched == q.Touched && p.Told == q.Told && p.Named == q.Named && p.seen == q.seen &&
		len(p.Provider) == 0 && len(q.Provider) == 0
}

func (s *Site) add(p Path) {
	for i := range s.Paths {
		q := &s.Paths[i]
		if q.Wait == p.Wait && q.Delay == p.Delay && q.Test == p.Test && q.Renewed == p.Renewed && q.Touched == p.Touched && q.Told == p.Told && q.Named == p.Named && len(q.Provider) == 0 && len(p.Provider) == 0 {
			q.Codes = q.Codes.Union(p.Codes)
			return
		}
	}
	s.Paths = append(s.Paths, p)
}

// waitsForReady reports whether the function around n waits for something to come up: by its name, or because it has started
// it itself.
func (x *history) waitsForReady(n ast.Node) bool {
	d := x.Enclosing(n)
	return d != nil && (x.Says(lexicon.AwaitsReady, d.Name.Name) || x.launches(d, n))
}

// launches reports whether a function has started a server or another program before n.
func (x *history) launches(d *ast.FuncDecl, n ast.Node) bool {
	found := false
	ast.Inspect(d.Body, func(m ast.Node) bool {
		if m == nil || found || m.Pos() >= n.Pos() {
			return false
		}
		switch m := m.(type) {
		case *ast.GoStmt:
			ast.Inspect(m.Call, func(o ast.Node) bool {
				call, ok := o.(*ast.CallExpr)
				found = found || ok && x.Says(lexicon.Launches, gotypes.CalledName(call))
				return !found
			})
			return false
		case *ast.CallExpr:
			fn := x.CalledFunc(m)
			found = fn != nil && fn.FullName() == "(*os/exec.Cmd).Start"
		}
		return !found
	})
	return found
}
