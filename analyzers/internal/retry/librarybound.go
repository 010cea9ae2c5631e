package retry

import (
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A LibraryUse is how a call of a library tries, and what it is given that ends that.
type LibraryUse struct {
	schedule library.Schedule
	polls    bool
	final    string        // what marks an error as final; "" if nothing does
	onErrors bool          // an error that the callback returns is what has it called again
	ends     bool          // a context that ends is among what it is given
	limit    time.Duration // the longest of such a context, where it is known; else 0
}

// Library notes how a library tries. What differs between two paths is not known.
func (x *Recorder) Library(st *paths.State, l symexec.Repetition) {
	u := LibraryUse{schedule: l.Schedule, polls: l.Polls, final: l.Final, onErrors: l.OnErrors}
	for _, a := range l.Args {
		if a.Op == sym.OpClosure || a.Op == sym.OpFunc { // what it calls may have one of its own
			continue
		}
		a.Any(func(v *sym.Value) bool {
			if v.Typ != nil && gotypes.IsContext(v.Typ) {
				u.ends = u.ends || x.EndsRounds(v)
				u.limit = max(u.limit, deadlineOf(v))
			}
			return false
		})
	}
	if old, ok := x.pkg.Libraries[l.Call]; ok {
		if old.schedule != u.schedule {
			u.schedule = library.Schedule{}
		}
		u.ends, u.limit = u.ends || old.ends, max(u.limit, old.limit)
	}
	x.pkg.Libraries[l.Call] = u
}

// bound is what ends the retries of a library, as far as its options and defaults tell. Of one that tries for ever it is said only
// where something in the program says so (see library.Schedule): other such libraries are made to wait for a state, or are told to
// stop in another way.
func (u LibraryUse) bound() Bound {
	s := u.schedule
	switch {
	case s.Bound > 0:
		return Bound{Kind: BoundLibrary, Attempts: int(s.Bound)}
	case s.Bound != library.Forever:
		return Bound{Kind: BoundLibrary}
	case u.pointless():
		return Bound{Kind: BoundNone, Elapsed: u.limit, Attempts: int(u.limit / s.Each), Each: s.Each, Jitter: s.Jitter, Reason: s.Endless}
	case u.ends:
		return Bound{Kind: BoundContext}
	case s.Endless == "":
		return Bound{Kind: BoundLibrary}
	}
	return Bound{Kind: BoundNone, Reason: s.Endless}
}

// pointless reports whether a time limit comes after so many attempts that it is none. Jitter is taken to make a delay twice as long at the most.
func (u LibraryUse) pointless() bool {
	s, each := u.schedule, u.schedule.Each
	if s.Jitter {
		each *= 2
	}
	return s.Endless != "" && s.Pace == library.Constant && each > 0 && u.limit/each > farAway
}

// deadlineOf is the time that context.WithTimeout gives a context; 0 if it is not known.
func deadlineOf(ctx *sym.Value) time.Duration {
	if ctx.Op != sym.OpCall || ctx.Name != "context.WithTimeout" || len(ctx.Args) != 2 || ctx.Args[1].Op != sym.OpInt {
		return 0
	}
	return time.Duration(ctx.Args[1].Int)
}
