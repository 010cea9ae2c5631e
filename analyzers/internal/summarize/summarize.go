package summarize

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/models"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// summarizable reports whether importers can gain from a summary of a function that is exported: its results or its waits can
// matter to a retry.
func summarizable(fn *types.Func, fi *effects.Func) bool {
	return mayWait(fn, fi) || fi.Renews || fi.Rereads || fi.Answers(fn)
}

// A summarizer computes what a package exports.
type summarizer struct {
	*retry.History
	cutShort bool                  // a function was too long for a fact
	spent    int                   // steps taken
	told     map[*types.Func]*told // of those asked for
}

// mayWait reports whether a function waits; or whether it calls what may, and is itself of the kind that is called for that: what writes a log
// may come to all kinds of things.
func mayWait(fn *types.Func, fi *effects.Func) bool {
	return fi.Waits || (fi.MayWait || fi.Hooks) && gotypes.CanPause(fn.Signature())
}

// Package are what a package exports, by the names of its functions and variables, and whether that is quiet: of a package that sends
// nothing and tries nothing again. What matters of such a one is what is called to wait. guard runs a function about a node and deals with
// its panics.
func Package(h *retry.History, network bool, guard func(ast.Node, string, func())) (all map[string]summary.Summary, quiet bool) {
	x := newSummarizer(h)
	all = map[string]summary.Summary{}
	pauses := map[string]bool{}
	x.exported(func(decl *ast.FuncDecl, fn *types.Func, fi *effects.Func) {
		given := x.TriesGiven(fn)
		if given { // of those in the table importers know without a fact
			_, known := x.RetryFunc(fn)
			given = !known
		}
		skims, holds := x.Skims(fn), gotypes.HandsOut(fn.Signature()) && x.holds(fn, nil)
		if !given && !summarizable(fn, fi) && len(skims) == 0 && !holds && !x.HidesRequest(fn) {
			return
		}
		guard(decl, decl.Name.Name, func() {
			s := summary.Summary{Waits: mayWait(fn, fi), Renews: fi.Renews || fi.Rereads, Skims: skims, Holds: holds}
			if fi.Answers(fn) {
				if t := x.tell(fn, decl); t != nil && !t.blind {
					s.Subject, s.Sends, s.GRPC, s.Again, s.Exits = t.Subject, t.Sends, t.GRPC, t.Again, t.Exits
				}
			}
			if maySleep(fn, fi) && !given && x.spent < x.Limits.FactSteps {
				sleeps, steps := x.sleep(decl, fn.Signature())
				s.Sleeps, x.spent = sleeps, x.spent+steps
			}
			if given && x.spent < x.Limits.FactSteps {
				r, steps := x.repeater(decl, fn.Signature())
				s.Repeats, x.spent = r, x.spent+steps
			}
			s.Asks = fi.FailsAsking(fn) && !s.Answers()
			if s.Tells() {
				all[x.LocalName(fn)] = s
				pauses[x.LocalName(fn)] = s.Sleeps != nil || s.Waits && gotypes.CanPause(fn.Signature())
			}
		})
	})
	x.exportMarks(all, guard)
	x.exportInterfaces(all)
	x.exportLists(all)
	x.exportPolicies(all, guard)
	quiet = !network && !summary.AnyRepeats(all)
	if quiet {
		maps.DeleteFunc(all, func(name string, s summary.Summary) bool { return !pauses[name] && !s.Holds })
	}
	return all, quiet
}

// exported goes through the functions that the package exports, in their order. Those of tests nobody imports.
func (x *summarizer) exported(do func(decl *ast.FuncDecl, fn *types.Func, fi *effects.Func)) {
	for _, f := range x.Files {
		if gotypes.InTest(x.Fset, f.FileStart) {
			continue
		}
		for _, d := range f.Decls {
			decl, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			fn, _ := x.Info.Defs[decl.Name].(*types.Func)
			if fi := x.Infos[fn]; fn != nil && fi != nil && fn.Exported() {
				do(decl, fn, fi)
			}
		}
	}
}

// summarize fills in how a function returns.
func (x *summarizer) summarize(s *told, decl *ast.FuncDecl, sig *types.Signature) {
	e := x.NewExec(decl)
	rec := x.Record(e)
	e.Limit, e.Most, e.Outline = x.Limits.SummarySteps, 0, true
	if x.cutShort {
		e.Limit = x.Limits.NextSummarySteps
	}
	e.Own = func(fn *types.Func, constants bool) (*summary.Summary, bool) {
		known, ok := x.own(fn, constants)
		s.blind = s.blind || ok && (known == nil || x.told[fn].blind)
		return known, ok
	}
	fr := paths.NewFrame(e.In, decl, sig, nil, nil, "")
	st := &paths.State{}
	e.BindParams(fr, st, sig)
	o, grpc, judges := models.Subject(e, fr, st, decl, sig)
	if judges {
		if sig.Results().Len() == 0 {
			return
		}
		s.Subject = subjects(fr, st, sig)
		o.Failed = domain.Unknown
		st.Outs = []*paths.Outcome{&o}
	}
	rets := e.Run(fr, []*paths.State{st})
	s.steps = e.Steps
	x.spent += e.Steps
	s.idle = !judges && slices.ContainsFunc(rets, func(r paths.Ret) bool { last, _ := r.St.Newest(); return last == nil && !rec.Fails(r) })
	if s.cut = e.Steps > e.Limit; s.cut {
		x.cutShort = true
		return
	}
	g := gist{Exec: e, recorder: rec, fr: fr, sig: sig, guesses: map[*sym.Value]int{}, given: map[int]bool{}}
	within := g
	within.guesses, within.given, within.open = map[*sym.Value]int{}, map[int]bool{}, true
	gists := []*gist{&g, &within}
	if !x.standsFor(s) {
		gists = gists[:1] // nobody asks for the other one
	}
	for _, r := range answered(e, rets, decl) {
		var last *paths.Outcome
		if judges {
			last = r.St.Outcome(o.Id)
		} else {
			last, _ = r.St.Newest()
		}
		if last == nil { // it returned before it made any request
			continue
		}
		if !judges && last.Proto == domain.ProtoGRPC {
			grpc = true
		}
		for _, g := range gists {
			g.id = last.Id
			g.add(g.exit(r, last, judges))
		}
	}
	s.Sends, s.GRPC = !judges, grpc
	if !judges {
		s.Again = g.repeated(rets)
	}
	if g.telling() {
		s.Exits = g.exits
	}
	s.within = s.Summary
	if s.within.Exits = nil; within.telling() {
		s.within.Exits = within.exits
	}
}

// subjects are the parameters that subject bound to an outcome.
func subjects(fr *paths.Frame, st *paths.State, sig *types.Signature) []int {
	var out []int
	if r := sig.Recv(); r != nil && st.Env.At(sym.Key{Obj: r, Frame: fr.Id}) != nil {
		out = append(out, summary.Receiver)
	}
	for i := range sig.Params().Len() {
		if st.Env.At(sym.Key{Obj: sig.Params().At(i), Frame: fr.Id}) != nil {
			out = append(out, i)
		}
	}
	return out
}

// answered splits the returns whose boolean results depend on the outcome, as in return code >= 500.
func answered(x *symexec.Exec, rets []paths.Ret, at ast.Node) []paths.Ret {
	for i := 0; i < len(rets); i++ {
		r := rets[i]
		n := slices.IndexFunc(r.Vals, func(v *sym.Value) bool {
			return v.Op != sym.OpBool && v.Deps&sym.DepOutcome != 0 && v.Typ != nil && gotypes.IsBool(v.Typ)
		})
		if n < 0 {
			continue
		}
		t, f := x.Decide(r.St, r.Vals[n], at)
		rets = slices.Delete(rets, i, i+1)
		for k, states := range [][]*paths.State{f, t} {
			for _, st := range states {
				vals := slices.Clone(r.Vals)
				vals[n] = x.In.Bool(k == 1)
				rets = append(rets, paths.Ret{St: st, Vals: vals})
			}
		}
		i--
	}
	return rets
}
