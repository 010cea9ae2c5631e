package symexec

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Failing reports whether the attempt failed on the path.
func (o *Outcome) Failing() bool {
	ok := 200
	if o.Proto == domain.ProtoGRPC {
		ok = 0
	}
	return o.Failed == domain.Yes || o.Seen && !o.Codes.Contains(ok)
}

// bodiless are statuses that come without a body.
var bodiless = codeset.StatusRange(100, 199).Union(codeset.Status(204)).Union(codeset.Status(304))

// Exists reports whether an attempt certainly returned a response with a body.
func (o *Outcome) Exists() bool {
	if o.Failed == domain.Yes || o.Codes.Empty() || !o.Codes.Intersect(domain.NonStatus).Empty() {
		return false
	}
	return !o.Codes.SubsetOf(bodiless)
}

// Impossible reports whether a path supposes of a number what cannot all be so.
func (s *State) Impossible() bool { return s.Facts.Impossible() }

// KnowsError reports whether a path knows of an error of a kind that there is.
func (st *State) KnowsError(kind func(*sym.Value) bool) bool {
	for _, f := range st.Facts {
		cond := f.Cond
		if sym.NilTest(cond) && (cond.Name == "!=") == f.Truth && slices.ContainsFunc(cond.Args, func(v *sym.Value) bool { return v.Typ != nil && gotypes.IsError(v.Typ) && kind(v) }) {
			return true
		}
	}
	return false
}

// Since are the assumptions that can be about an attempt: what another request answered before this one was first made
// says nothing of how it fares.
func (o *Outcome) Since(all []sym.Assumption) []sym.Assumption {
	if len(o.before) == 0 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(a sym.Assumption) bool { return slices.Contains(o.before, a) })
}

func (o *Outcome) MayHaveWorked() bool {
	if o.Proto == domain.ProtoGRPC {
		return o.Failed != domain.Yes && o.Codes.Contains(0)
	}
	return o.Failed != domain.Yes && o.Codes.Contains(200)
}

// An Outcome is what is known, on one path, of the newest execution of an attempt. It is immutable.
type Outcome struct {
	Id       sym.AttemptID
	Proto    domain.Proto
	Codes    codeset.Statuses // with which this path is possible, under the state's assumptions
	Failed   domain.Tri       // the attempt's own error is non-nil (yes) or nil (no)
	Seen     bool             // the path looked at the status
	Carrier  map[*sym.Value]sym.CodeSet
	Tries    int            // executions with the same inputs, this one included
	Seq      int            // when it was made, for loops to know whether it is theirs
	Via      ast.Node       // the loop, label or recursive call that leads back since
	ViaPath  sym.CallString // the calls from the root to it
	Came     WayBack        // what led back to it, with the same inputs
	Again    *domain.Repeat // what it repeats by itself; may be nil
	Test     ast.Node       // the last condition that looked at the outcome
	Wait     *sym.Value     // the waits since, as a tuple; nil if none
	Waits    domain.WaitBits
	PrevW    *sym.Value // the waits of the round before
	PrevB    domain.WaitBits
	Renewed  domain.Renewal
	inputs   identity
	Ctx      bool            // it is given a context that can end
	Renewals int             // how often it was made again with nothing but other credentials
	before   sym.Assumptions // what was supposed of other outcomes before the first of these attempts
	Passed   bool            // it was made by a function that turns what it refuses into errors, and there is none
	Named    bool            // its error was asked for the words of a refusal
	Sdk      bool            // the attempt is a call of an API's client whose error carries a status
	Marks    marks           // what observers keep of it
	prev     *Outcome
}
