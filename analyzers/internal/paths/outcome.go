package paths

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An Outcome is what is known, on one path, of the newest execution of an attempt. It is immutable.
type Outcome struct {
	Id       sym.AttemptID
	Proto    domain.Proto
	Codes    codeset.Statuses // with which this path is possible, under the state's assumptions
	Failed   domain.Tri       // the attempt's own error is non-nil (yes) or nil (no)
	Seen     bool             // the path looked at the status
	Carrier  map[*sym.Value]sym.CodeSet
	Tries    int            // executions with the same inputs, this one included
	Leapt    bool           // there were more before this one, in rounds that were left out
	Seq      int            // when it was made, for loops to know whether it is theirs
	Via      ast.Node       // the loop, label or recursive call that leads back since
	ViaPath  sym.CallString // the calls from the root to it
	Came     WayBack        // what led back to it, with the same inputs
	Again    *domain.Repeat // what it repeats by itself; may be nil
	Test     ast.Node       // the last condition that looked at the outcome
	Wait     *sym.Value     // the waits since, as a tuple; nil if none
	Waits    domain.WaitBits
	Capped   bool       // a wait, of this round or one before, is where the delay stops to grow
	PrevW    *sym.Value // the waits of the round before
	PrevB    domain.WaitBits
	Renewed  domain.Renewal
	Anew     bool     // a credential was put into a request since, or may have been
	Stale    bool     // it was made again with the credentials of before although others were got
	By       ast.Node // the call that has renewed credentials since; nil if none has, or not a call
	inputs   Identity
	Ctx      bool            // it is given a context that can end
	Renewals int             // how often it was made again with nothing but other credentials
	before   sym.Assumptions // what was supposed of other outcomes before the first of these attempts
	Passed   bool            // it was made by a function that turns what it refuses into errors, and there is none
	Named    bool            // its error was asked for the words of a refusal
	Sdk      bool            // the attempt is a call of an API's client whose error carries a status
	Marks    Marks           // what observers keep of it
	prev     *Outcome
}

// A WayBack is what leads back to an attempt: a loop, label or call, and the calls that lead to it from the root.
type WayBack struct {
	Node ast.Node
	Path sym.CallString
}

// Failing reports whether the attempt failed on the path.
func (o *Outcome) Failing() bool {
	ok := 200
	if o.Proto == domain.ProtoGRPC {
		ok = 0
	}
	return o.Failed == domain.Yes || o.Seen && !o.Codes.Contains(ok)
}

// MayHaveWorked reports whether the attempt can have succeeded on the path.
func (o *Outcome) MayHaveWorked() bool {
	if o.Proto == domain.ProtoGRPC {
		return o.Failed != domain.Yes && o.Codes.Contains(0)
	}
	return o.Failed != domain.Yes && o.Codes.Contains(200)
}

// WantsCredentials reports whether the path is one of answers that ask for other credentials, and of nothing else.
func (o *Outcome) WantsCredentials() bool {
	return !o.Codes.Empty() && o.Codes.SubsetOf(domain.WantsCredentials)
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

// Since are the assumptions that can be about an attempt: what another request answered before this one was first made
// says nothing of how it fares.
func (o *Outcome) Since(all []sym.Assumption) []sym.Assumption {
	if len(o.before) == 0 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(a sym.Assumption) bool { return slices.Contains(o.before, a) })
}

// MarkVia notes on the outcomes made since entry that control goes back through n, in frame fr.
func MarkVia(states []*State, fr *Frame, n ast.Node, entry int) {
	for _, st := range states {
		for i, o := range st.Outs {
			if o.Seq > entry && (o.Via != n || o.ViaPath != fr.Path) {
				c := *o
				c.Via, c.ViaPath = n, fr.Path
				st.Outs[i] = &c
			}
		}
	}
}

// Leap are the states of TriedOften, behind rounds that are left out.
func Leap(states []*State, entry, n int) []*State {
	out := TriedOften(states, entry, n)
	for _, st := range out {
		for i, o := range st.Outs {
			if o.Seq > entry {
				c := *o
				c.Leapt = true
				st.Outs[i] = &c
			}
		}
	}
	return out
}

// TriedOften are copies of the states in which an attempt since entry was made n times.
func TriedOften(states []*State, entry, n int) []*State {
	var out []*State
	for _, st := range states {
		if slices.ContainsFunc(st.Outs, func(o *Outcome) bool { return o.Seq > entry && o.Tries >= n }) {
			out = append(out, st.Fork())
		}
	}
	return out
}
