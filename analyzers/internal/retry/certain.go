package retry

import (
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// succeeds reports whether success goes round as well: then the loop is a poller, a worker or a pager, and no retry. Where the program makes an error
// of every answer but some that say that a request has worked, those alone are what it takes for one.
func succeeds(rs []Retry, most int) bool {
	var ok []Retry
	var round codeset.Statuses
	faulty := true // of what worked, as a rule
	for _, r := range rs {
		if !r.Failed && !r.later && !r.malformed && !r.local {
			ok = append(ok, r.alone())
			if !r.Path.Codes.Intersect(domain.Success).Empty() {
				round, faulty = round.Union(r.Path.Codes), faulty && r.faulty
			}
		}
	}
	if faulty && !round.Empty() && !domain.Success.SubsetOf(round) {
		return false
	}
	for _, r := range Certain(ok, most) {
		if worked(r.Proto, r.Path.Codes) || r.passed && r.Path.Codes.Contains(200) {
			return true
		}
	}
	return false
}

// alone is a retry of which no more counts than after which outcomes it comes about.
func (r Retry) alone() Retry {
	r.Path, r.ByCode = Path{Codes: r.Path.Codes}, false
	return r
}

// comesRound reports whether a path on which all worked, as far as anybody asked, goes round, under no assumption.
func (r *Retry) comesRound() bool {
	if !r.answeredWell() || r.faulty || r.local || len(r.Assume) > 0 || !r.Path.Seen {
		return false
	}
	return !r.facts.Any(func(cond *sym.Value, truth bool) bool { // something else failed then
		return sym.NilTest(cond) && truth != (cond.Name == "==") && slices.ContainsFunc(cond.Args, func(v *sym.Value) bool { return v.Typ != nil && gotypes.MayBeFailure(v.Typ) })
	})
}

// answeredWell reports whether a path is one of HTTP statuses that say that a request has worked, and of nothing else.
func (r *Retry) answeredWell() bool {
	return !r.Failed && !r.later && !r.malformed && len(r.Path.Provider) == 0 && r.Path.Codes.SubsetOf(domain.Success) && r.Path.Codes.Contains(200)
}

// looksForState is the condition on what an answer that worked holds by which it goes round, if there is one: then the loop waits for
// something to come about, whatever it does with failures. A field in which APIs tell of failures says nothing of that.
func looksForState(rs []Retry) *sym.Value {
	for _, r := range rs {
		if !r.answeredWell() {
			continue
		}
		var asked *sym.Value
		for _, a := range r.Assume {
			if !ofState(a.Cond) {
				asked = nil
				break
			}
			asked = a.Cond
		}
		if asked != nil {
			return asked
		}
	}
	return nil
}

// ofState reports whether a condition is about what an answer holds, other than that it tells of a failure.
func ofState(cond *sym.Value) bool {
	held := cond.Any(func(v *sym.Value) bool {
		return v.InBody() || v.Op == sym.OpResult && v.Typ != nil && (gotypes.IsText(v.Typ) || gotypes.IsBool(v.Typ))
	})
	return held && !ofFailure(cond)
}

// ofFailure reports whether a condition is about a status, an error, or a field in which APIs tell of failures.
func ofFailure(cond *sym.Value) bool {
	return cond.Any(func(v *sym.Value) bool {
		return v.Op == sym.OpStatus || v.Op == sym.OpGRPCCode || v.Typ != nil && gotypes.IsError(v.Typ) || v.InBody() && lexicon.Failures.Has(v.WireName())
	})
}

// firstAtOnce takes the first repetition for a wait of its schedule where it comes at once and all later ones wait: 0, 1, 2, 4 seconds.
func firstAtOnce(rs []Retry) []Retry {
	later := slices.DeleteFunc(slices.Clone(rs), func(r Retry) bool { return r.tries < 2 || !r.Path.Codes.Contains(429) })
	if len(later) == 0 || slices.ContainsFunc(later, func(r Retry) bool { return r.Path.Wait == WaitNone }) {
		return rs
	}
	rs = slices.Clone(rs)
	for i := range rs {
		if rs[i].tries < 2 && rs[i].Path.Wait == WaitNone {
			rs[i].Path.Wait = WaitOther
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
func maySucceed(rs []Retry) bool {
	return slices.ContainsFunc(rs, func(r Retry) bool {
		return !r.Failed && (r.Proto == domain.ProtoGRPC && r.Path.Codes.Contains(0) || r.Proto != domain.ProtoGRPC && r.Path.Codes.Contains(200))
	})
}

// Certain is what the paths say together under no assumption at all: two paths that differ in the truth of one
// assumption, and in nothing that a rule looks at, say for certain what both of them say. Of what the paths say only together with
// others that wait in another way, or that are about the errors of an SDK, the statuses are certain, and the wait is not. Once there are most of them (see
// symexec.Limits), no more are joined.
func Certain(rs []Retry, most int) []Retry {
	list := resolved(rs, most)
	if !apart(rs) {
		return list
	}
	var sure codeset.Statuses
	for _, r := range list {
		if len(r.Path.Provider) == 0 {
			sure = sure.Union(r.Path.Codes)
		}
	}
	for _, r := range resolved(statusesOf(rs), most) {
		if r.Path.Codes = r.Path.Codes.Minus(sure); r.Path.Codes.Empty() {
			continue
		}
		if !r.testedInside() && r.Via != nil && gotypes.Within(r.Attempt.Pos(), r.Via) { // in one of several cases elsewhere that each ask for something else
			r.Path.Test = r.Attempt
		}
		list = append(list, r)
	}
	return list
}

// apart reports whether there are paths that suppose something, and wait in different ways, or are about different codes.
func apart(rs []Retry) bool {
	var first *Path
	for i := range rs {
		p := &rs[i].Path
		switch {
		case len(rs[i].Assume) == 0 || p.byBody():
		case first == nil:
			first = p
		case p.Wait != first.Wait || p.Delay != first.Delay || p.Told != first.Told || len(p.Provider) > 0 || len(first.Provider) > 0:
			return true
		}
	}
	return false
}

// byBody reports whether a path is about a code that an answer's body has: its status says nothing of that, and may be 200.
func (p Path) byBody() bool {
	return slices.ContainsFunc(p.Provider, func(c ProviderCodes) bool { return !c.SDK })
}

// statusesOf are the paths without what they wait, and for how long, and without the errors of an SDK that they are about.
func statusesOf(rs []Retry) []Retry {
	rs = slices.DeleteFunc(slices.Clone(rs), func(r Retry) bool { return r.Path.byBody() })
	for i := range rs {
		p := &rs[i].Path
		p.Wait, p.Delay, p.Grown, p.Told, p.Read = WaitOther, 0, Growth{}, Told{}, Reading{}
		p.Provider, rs[i].ByCode = nil, false
	}
	return rs
}

// resolved are the paths that are left without an assumption once those that differ in one alone are joined.
func resolved(rs []Retry, most int) []Retry {
	var list []Retry
	add := func(r Retry) bool {
		if r.Path.Codes.Empty() && len(r.Path.Provider) == 0 {
			return false
		}
		for i := range list {
			l := &list[i]
			if l.Path.alike(r.Path) && slices.Equal(l.Assume, r.Assume) {
				if r.Path.Codes.SubsetOf(l.Path.Codes) {
					l.Path.join(r.Path)
					return false
				}
				if here := r.testedInside(); here && !l.testedInside() || here == l.testedInside() && domain.Telling(r.Path.Codes) > domain.Telling(l.Path.Codes) {
					l.Path.Test = r.Path.Test
				}
				l.Path.join(r.Path)
				return true
			}
		}
		list = append(list, r)
		return true
	}
	for _, r := range rs {
		if r.Path.Seen || len(r.Path.Provider) > 0 || r.Path.Test == nil {
			add(r)
		}
	}
	for changed := true; changed && len(list) < most; {
		changed = false
		n := len(list)
		for i := range n {
			for j := i + 1; j < n; j++ {
				a, b := list[i], list[j]
				if !a.Path.alike(b.Path) {
					continue
				}
				common, ok := sym.Resolve(a.Assume, b.Assume)
				if !ok {
					continue
				}
				c := a
				c.Assume = common
				c.Path.Codes = a.Path.Codes.Intersect(b.Path.Codes)
				if c.Path.Read != b.Path.Read {
					c.Path.Read = Reading{}
				}
				if add(c) {
					changed = true
				}
			}
		}
	}
	return slices.DeleteFunc(list, func(r Retry) bool {
		if r.ByCode {
			return false
		}
		return len(r.Assume) > 0
	})
}

// hinting reports whether all that a path supposes of the answer is that it says when to come back.
func (r *Retry) hinting() bool {
	return len(r.Assume) > 0 && !r.Path.Codes.Intersect(codeset.Status(429)).Empty() &&
		!slices.ContainsFunc(r.Assume, func(a sym.Assumption) bool { return a.Cond.Deps&sym.DepHint == 0 })
}

// testedInside reports whether the last decision of a path is taken in the loop that goes round, and not in a function that
// it calls.
func (r *Retry) testedInside() bool {
	return r.Path.Test != nil && r.Via != nil && gotypes.Within(r.Path.Test.Pos(), r.Via)
}

// alike reports whether two paths differ in their codes only.
func (p Path) alike(q Path) bool {
	return p.Wait == q.Wait && p.Delay == q.Delay && p.Renewed == q.Renewed && p.Touched == q.Touched && p.Stale == q.Stale && p.Told == q.Told && p.Named == q.Named && p.Seen == q.Seen &&
		len(p.Provider) == 0 && len(q.Provider) == 0
}
