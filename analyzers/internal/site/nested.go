package site

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// An Inner is what makes an attempt again, each time that a cycle around it does: a cycle of the package, or a function of
// another package that repeats its request by itself.
type Inner struct {
	Node     ast.Node // the inner cycle, or the call of the function
	Name     string   // of the function; "" of a cycle of the package
	Attempts int      // at most, where it is known; else 0
	Outer    int      // the attempts of the cycle around it, as above
}

// A nesting is a cycle found inside another one.
type nesting struct {
	attempt *ast.CallExpr
	outer   ast.Node
	entry   *ast.CallExpr // of the outer one, and that of the inner one
	within  *ast.CallExpr
	inner   Inner
}

// nestings are what the retries of a root say of each other: an attempt that one way back led to, that failed once more
// in the way which makes this one try again, and that another way back around it led to next.
func (x *recorder) nestings() []nesting {
	var out []nesting
	add := func(n nesting) {
		if !slices.ContainsFunc(out, func(o nesting) bool {
			return o.outer == n.outer && o.attempt == n.attempt && o.entry == n.entry && o.inner.Node == n.inner.Node
		}) {
			out = append(out, n)
		}
	}
	for i := range x.retries {
		outer := &x.retries[i]
		if !outer.sameFailure() {
			continue
		}
		around := symexec.WayBack{Node: outer.via, Path: outer.viaPath}
		if again := outer.again; again != nil && len(outer.assume) == 0 && meet(outer.path.Codes, again.Codes) {
			add(nesting{outer.attempt, outer.via, outer.entry, nil, Inner{Node: outer.attempt, Name: x.NameOfCallee(outer.attempt), Attempts: again.Attempts, Outer: x.roundsOf(outer.via)}})
		}
		if outer.came.Node == nil || !x.around(around, outer.came) {
			continue
		}
		for j := range x.retries {
			inner := &x.retries[j]
			if inner.attempt == outer.attempt && (symexec.WayBack{Node: inner.via, Path: inner.viaPath}) == outer.came && inner.tries == 1 && inner.sameFailure() &&
				meet(outer.path.Codes, inner.path.Codes) && x.impliedBy(outer, inner) {
				add(nesting{outer.attempt, outer.via, outer.entry, inner.entry, Inner{Node: inner.via, Attempts: x.roundsOf(inner.via), Outer: x.roundsOf(outer.via)}})
				break
			}
		}
	}
	return out
}

// sameFailure reports whether the attempt itself failed on the path, and is made again as it was.
func (r *retry) sameFailure() bool {
	if r.between || r.path.Renewed {
		return false
	}
	if r.own == domain.Yes {
		return true
	}
	if r.own == domain.No && r.proto != domain.ProtoHTTP && r.proto != domain.ProtoDoer || !r.path.seen {
		return false
	}
	if r.proto == domain.ProtoGRPC {
		return !r.path.Codes.Contains(0)
	}
	return r.path.Codes.Intersect(domain.Success).Empty()
}

// meet reports whether two sets of outcomes share a failure.
func meet(a, b codeset.Statuses) bool { return !a.Intersect(b).Empty() }

// around reports whether a way back encloses another: it is in a function that calls, however indirectly, the other's,
// or it is a loop around it, or a function's call of itself that is outside of the loop.
func (x *recorder) around(outer, inner symexec.WayBack) bool {
	if outer.Path != inner.Path {
		return outer.Path.Leads(inner.Path, true)
	}
	if _, ok := outer.Node.(*ast.CallExpr); ok {
		_, loop := inner.Node.(*ast.CallExpr)
		return !loop && !gotypes.Within(outer.Node.Pos(), inner.Node)
	}
	return outer.Node != inner.Node && gotypes.Within(inner.Node.Pos(), outer.Node)
}

// impliedBy reports whether all that the outer way back supposes of a failure, the inner one does too: then what the
// inner one tries again, in vain, is what the outer one tries again. (The inner retry is the first on its path, so that
// it supposes nothing else.)
func (x *recorder) impliedBy(outer, inner *retry) bool {
	said := map[uint64]bool{}
	for _, f := range inner.facts {
		said[x.hash(f.Cond)] = f.Truth
	}
	for _, a := range inner.assume {
		said[x.hash(a.Cond)] = a.Truth
	}
	holds := func(cond *sym.Value, truth bool) bool {
		t, ok := said[x.hash(cond)]
		return ok && t == truth
	}
	for _, a := range outer.assume {
		if !holds(a.Cond, a.Truth) {
			return false
		}
	}
	for _, f := range outer.facts {
		if f.Cond.Deps&sym.DepOutcome != 0 && !sym.NilTest(f.Cond) && !holds(f.Cond, f.Truth) {
			return false
		}
	}
	return true
}

// roundsOf is how many attempts a way back makes at most, as the root calls it; 0 if that is not known.
func (x *recorder) roundsOf(via ast.Node) int {
	switch via := x.GoesRound(via).(type) {
	case *ast.ForStmt:
		if n := x.CountOf(via); n > 0 {
			return n
		}
		return max(x.Rounds[via], 0)
	case *ast.RangeStmt:
		if b := x.pkg.rangeBound(via); b.Attempts > 0 {
			return b.Attempts
		}
		return max(x.Rounds[via], 0)
	case *ast.CallExpr:
		if use, ok := x.pkg.libraries[via]; ok {
			if use.schedule.Bound > 0 {
				return int(use.schedule.Bound)
			}
			return x.pkg.bounds[via].Attempts
		}
	}
	return 0
}

// nest notes the cycles inside of which an attempt is made again as well, where both levels come to an end.
func (x *history) nest(all []*Cycle) {
	find := func(attempt *ast.CallExpr, via ast.Node, entry *ast.CallExpr) *Cycle {
		i := slices.IndexFunc(all, func(c *Cycle) bool { return c.Attempt == attempt && c.Node == via && c.Entry == entry })
		if i < 0 {
			return nil
		}
		return all[i]
	}
	for _, n := range x.nested {
		outer := find(n.attempt, n.outer, n.entry)
		if outer == nil || outer.Inner != nil || outer.Polls || outer.Daemon || outer.Renewal || !outer.Answered || !counted(outer) ||
			x.waitsForReady(outer.Node) || x.waitsForReady(n.attempt) || x.picksAnother(outer.Node) || x.picksAnother(n.attempt) {
			continue
		}
		if outer.Kind == domain.Callback && x.libraries[outer.Node.(*ast.CallExpr)].polls {
			continue
		}
		if n.inner.Name == "" {
			inner := find(n.attempt, n.inner.Node, n.within)
			if inner == nil || inner.Polls || inner.Renewal || !inner.Answered || !counted(inner) || x.waitsForReady(inner.Node) {
				continue
			}
			if n.inner.Attempts == 0 {
				n.inner.Attempts = inner.Bound.Attempts
			}
		}
		if n.inner.Outer == 0 {
			n.inner.Outer = outer.Bound.Attempts
		}
		if n.inner.Attempts == 1 || n.inner.Outer == 1 {
			continue
		}
		found := n.inner
		outer.Inner = &found
	}
}

// picksAnother reports whether the function that a node is in picks another host, key or channel as it goes: what its
// requests have in common is not certain then.
func (x *history) picksAnother(n ast.Node) bool {
	d := x.Enclosing(n)
	if d == nil {
		return false
	}
	fn, _ := x.Info.Defs[d.Name].(*types.Func)
	fi := x.Infos[fn]
	return fi != nil && fi.Rotates
}

// counted reports whether something other than a context ends the rounds of a cycle: a number of attempts, a limit of
// time, a library.
func counted(c *Cycle) bool {
	switch c.Bound.Kind {
	case BoundAttempts, BoundElapsed, BoundLibrary:
		return true
	case BoundNone:
		return false
	}
	if c.Bound.Attempts > 0 {
		return true
	}
	f, ok := c.Node.(*ast.ForStmt)
	return ok && gotypes.IsCounting(f)
}

// repeated is what a function that was followed to its returns repeats by itself: what fails in the same way on the last
// of several attempts, is one of the failures that made it try again, and is returned as an error.
func (g *gist) repeated(rets []symexec.Ret) *domain.Repeat {
	var all domain.Repeat
	known := true
	add := func(codes codeset.Statuses, attempts int) {
		if codes.Empty() {
			return
		}
		if !all.Codes.Empty() && all.Attempts != attempts {
			known = false
		}
		all.Codes, all.Attempts = all.Codes.Union(codes), attempts
	}
	for _, r := range rets {
		last, _ := r.St.Newest()
		if last == nil || len(r.St.Assume) > 0 || len(r.Vals) == 0 || !returnsFailure(r.Vals[len(r.Vals)-1], last) {
			continue
		}
		end := retry{proto: last.Proto, own: last.Failed, path: Path{Codes: last.Codes, Renewed: last.Renewed == domain.Renewed, seen: last.Seen}}
		if !end.sameFailure() {
			continue
		}
		if last.Again != nil {
			add(last.Codes.Intersect(last.Again.Codes), last.Again.Attempts)
		}
		for i := range g.recorder.retries {
			inner := &g.recorder.retries[i]
			if inner.attempt == last.Id.Node && (symexec.WayBack{Node: inner.via, Path: inner.viaPath}) == last.Came && inner.sameFailure() && len(inner.assume) == 0 && g.recorder.endsByCount(inner.via) {
				add(last.Codes.Intersect(inner.path.Codes), g.recorder.roundsOf(inner.via))
			}
		}
	}
	if all.Codes.Empty() {
		return nil
	}
	if !known {
		all.Attempts = 0
	}
	return &all
}

// endsByCount reports whether a way back is one of those whose number of rounds is limited, as its syntax tells.
func (x *recorder) endsByCount(via ast.Node) bool {
	switch via := x.GoesRound(via).(type) {
	case *ast.ForStmt:
		return gotypes.IsCounting(via)
	case *ast.RangeStmt:
		switch x.Info.TypeOf(via.X).Underlying().(type) {
		case *types.Chan, *types.Signature:
			return false
		}
		return true
	case *ast.CallExpr:
		use, ok := x.pkg.libraries[via]
		return ok && !use.polls && use.schedule.Bound != library.Forever && (use.schedule.Bound != library.Unsaid || x.pkg.bounds[via].Attempts > 0)
	}
	return false
}

// returnsFailure reports whether a result is an error that is certainly there.
func returnsFailure(v *sym.Value, last *symexec.Outcome) bool {
	switch v.Op {
	case sym.OpErrNew:
		return true
	case sym.OpGlobal:
		return gotypes.IsError(v.Typ)
	case sym.OpResult:
		return gotypes.IsError(v.Typ) && v.Node == last.Id.Node && last.Failed == domain.Yes
	case sym.OpRef, sym.OpComposite, sym.OpWith:
		n := gotypes.Named(v.Typ)
		return n != nil && gotypes.ImplementsError(n)
	}
	return false
}
