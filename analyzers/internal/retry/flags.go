package retry

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A program may ask the body, and not the status, whether a request has worked: if !body.OK, if body.Error != nil. What such a flag says
// of an answer with a status below 400 is open. That of a refusal says no: what a refusal's body does not have is zero, and where the
// program returns with success otherwise, whatever the status, there is nothing else by which it tells a refusal.

// An ending is what a function returned under one truth of a flag.
type ending struct {
	worked codeset.Statuses // with success
	failed bool             // with an error of the program's own
}

// endings are those of a run, by the flag and its truth.
type endings map[flag]ending

type flag struct {
	cond  uint64 // a hash, in which rounds do not count
	truth bool
}

// refusals are codes that a program treats all alike that does not look at the status.
var refusals = codeset.Status(400).Union(codeset.Status(401))

// Returns notes what the flags are that a path has supposed where a function succeeds or fails that has made the attempt: that one which waits
// has done so well says nothing of the answer.
func (x *Recorder) Returns(fr *paths.Frame, st *paths.State, _ *ast.ReturnStmt, vals []*sym.Value) {
	if len(st.Outs) == 0 || len(vals) == 0 {
		return
	}
	last := vals[len(vals)-1]
	isNil, known := last.Op == sym.OpNil, last.Op == sym.OpNil || fault(last) || toldOf(last) && isStruct(last.Typ)
	if !known && last.Typ != nil && gotypes.MayBeFailure(last.Typ) {
		isNil, known = st.Facts.Truth(x.In.IsNil(last))
	}
	if !known {
		return
	}
	if fault(last) || !isNil && toldOf(last) {
		x.blame(st)
	}
	for i, a := range append(slices.Clip(st.Facts), st.Assume...) {
		id, ok := a.Cond.Attempt()
		if !ok || i >= len(st.Facts) && slices.Contains(st.Facts, a) {
			continue
		}
		at := slices.IndexFunc(st.Outs, func(o *paths.Outcome) bool { return o.Id == id }) // not of a round before
		if at < 0 || !isFlag(a) || fr.Path != id.Path && !fr.Path.Leads(id.Path, true) {
			continue
		}
		o := st.Outs[at]
		f := flag{x.In.Shape(a.Cond), a.Truth}
		e := x.endings[f]
		if isNil {
			e.worked = e.worked.Union(o.Codes)
		} else {
			e.failed = true
		}
		x.endings[f] = e
	}
}

// Bound notes that an error of the program's own was made, and kept.
func (x *Recorder) Bound(st *paths.State, k sym.Key, t types.Type) {
	v := st.Env.At(k)
	if len(st.Outs) == 0 || v == nil || !gotypes.MayBeFailure(t) {
		return
	}
	if !fault(v) {
		if !toldOf(v) {
			return
		}
		if isNil, known := st.Facts.Truth(x.In.IsNil(v)); !known || isNil {
			return
		}
	}
	x.blame(st)
}

// toldOf reports whether a value is what an answer tells of a failure, of a type that is an error as it is: where it is there, it is as good as
// one that the program has made of it.
func toldOf(v *sym.Value) bool { return v.InBody() && v.Typ != nil && gotypes.ImplementsError(v.Typ) }

// ofMachine reports whether a condition asks for the error of a function that works on the program's own files and values, and has nothing to
// do with what was answered.
func ofMachine(cond *sym.Value) bool {
	return sym.NilTest(cond) && slices.ContainsFunc(cond.Args, func(v *sym.Value) bool {
		return v.Op == sym.OpCall && v.Deps&sym.DepOutcome == 0 && v.Typ != nil && gotypes.IsError(v.Typ) && (functions.OnMachine(v.Name) || functions.FailsByItself(v.Name))
	})
}

// blameMachine notes that something on the program's own machine failed since the last attempt: a file could not be opened, say.
func (x *Recorder) blameMachine(st *paths.State) {
	o, at := st.Newest()
	if o == nil || o.Failed == domain.Yes {
		return
	}
	if p := x.passageOf(o); !p.local {
		c := *o
		p.local = true
		c.Marks = o.Marks.With(x.place, p)
		st.Outs[at] = &c
	}
}

// blame notes that an error was made since the last attempt.
func (x *Recorder) blame(st *paths.State) {
	o, at := st.Newest()
	if p := x.passageOf(o); !p.faulty {
		c := *o
		p.faulty = true
		p.malformed = !o.Codes.Intersect(domain.Success).Empty() && slices.ContainsFunc(Passed(x.trail(st), p.since), func(s *Step) bool { return s.form })
		c.Marks = o.Marks.With(x.place, p)
		st.Outs[at] = &c
	}
}

// isFlag reports whether a condition, or its opposite, is about a flag.
func isFlag(a sym.Assumption) bool {
	_, _, ok := sym.FlagIn(a)
	_, _, not := sym.FlagIn(sym.Assumption{Cond: a.Cond, Truth: !a.Truth})
	return ok || not
}

// fault reports whether a value is an error of the program's own.
func fault(v *sym.Value) bool {
	switch v.Op {
	case sym.OpErrNew:
		return true
	case sym.OpGlobal:
		return v.Typ != nil && gotypes.IsError(v.Typ)
	case sym.OpRef, sym.OpComposite, sym.OpWith:
		return v.Typ != nil && gotypes.ImplementsError(v.Typ)
	}
	return false
}

// isStruct reports whether a type is that of structs, which are never nil.
func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// refused are what the paths say for certain of refusals alone: without what they suppose of flags that say no to a refusal.
func refused(rs []Retry) []Retry {
	var out []Retry
	for _, r := range rs {
		if !slices.ContainsFunc(r.Assume, func(a sym.Assumption) bool { return r.deniesRefusal(a) }) {
			continue
		}
		r.Assume = slices.DeleteFunc(slices.Clone(r.Assume), func(a sym.Assumption) bool { return r.deniesRefusal(a) })
		if r.Path.Codes = r.Path.Codes.Intersect(codeset.StatusRange(400, 599)); !r.Path.Codes.Empty() {
			out = append(out, r)
		}
	}
	return out
}

// deniesRefusal reports whether what a path supposes is that a flag in the body says no, as it does of a refusal. It must have made an
// error of that, or have asked the status too, so that it is a refusal: who only waits for a flag asks for a state.
func (r *Retry) deniesRefusal(a sym.Assumption) bool {
	field, zero, ok := sym.FlagIn(a)
	if !ok || !zero && !lexicon.Failures.Has(field.WireName()) {
		return false
	}
	hash := r.flags[a.Cond]
	own, other := r.endings[flag{hash, a.Truth}], r.endings[flag{hash, !a.Truth}]
	_, byCall := r.Via.(*ast.CallExpr) // of itself: what was kept in variables is gone then
	return refusals.SubsetOf(other.worked) && own.worked.Empty() && (r.faulty || byCall && own.failed || r.Path.Codes.SubsetOf(codeset.StatusRange(400, 599)))
}
