package effects

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Sets reports whether a function does no more than to set a field or two, which a later condition may ask for.
func (fi *Func) Sets() bool { return len(fi.Assigns) > 0 && fi.Statements() <= maxSetting }

// maxSetting are the statements of a function that locks, sets a field or two, and unlocks; its block counts as one.
const maxSetting = 6

// Adjusts reports whether a function does little more than to make options or a policy of a library that retries.
func (fi *Func) Adjusts(most int) bool { return fi.adjusts && fi.Statements() <= most }

// Statements is the number of statements in a function.
func (fi *Func) Statements() int {
	if fi.size == 0 {
		ast.Inspect(fi.Decl.Body, func(n ast.Node) bool {
			if _, ok := n.(ast.Stmt); ok {
				fi.size++
			}
			return true
		})
	}
	return fi.size
}

// Still reports whether a function is known to wait for nothing and nobody: neither it nor what it calls.
func (fi *Func) Still() bool {
	return !fi.Waits && !fi.Touches && !fi.Leaves && !fi.invokes && !fi.unseen
}

// Asks reports whether a function has somebody else do something that can fail: in another package, or by what of the standard library reaches
// other machines.
func (fi *Func) Asks() bool { return fi.Leaves || fi.works || fi.connects }

// MayAsk reports whether a function, or what it calls, has somebody else do something.
func (fi *Func) MayAsk() bool { return fi.Asks() || fi.Reaches }

// FailsAsking reports whether a function sends a request and can fail, at once or by what comes bit by bit.
func (fi *Func) FailsAsking(fn *types.Func) bool {
	return fi.Reaches && (gotypes.FailsLast(fn.Signature()) || gotypes.KeepsError(fn.Signature()))
}

// HidesRequest reports whether a function sends a request and can fail, of which neither its name nor its results tell importers.
func (x *Functions) HidesRequest(fn *types.Func) bool {
	fi := x.Infos[fn]
	return fi != nil && fi.FailsAsking(fn) && (x.Says(lexicon.Quiet, fn.Name()) || gotypes.KeepsError(fn.Signature()))
}

// Answers reports whether a function sends a request, looks at a status, or is given one.
func (fi *Func) Answers(fn *types.Func) bool {
	return fi.Touches || api.TakesStatus(fn.Signature())
}

// A Func is what the scan notes of a declared function.
type Func struct {
	Decl     *ast.FuncDecl
	Silent   bool         // in a test or a generated file
	Loops    bool         // a for, a range or a label
	recurs   domain.Tri   // whether it can come to call itself, once somebody has asked
	sends    int          // calls that send a request
	works    bool         // gives a context to what can fail, and calls other packages for that
	connects bool         // dials, or asks a data base
	gives    int          // calls of functions outside of the standard library that are given a request or a reader
	lits     bool         // hands a function to a function of this package
	Touches  bool         // sends a request or looks at a status
	Reaches  bool         // sends a request, or calls what does, here or in another package that says so
	Waits    bool         // sleeps, receives, or calls what may wait
	Assigns  []*types.Var // the fields that it assigns to
	fills    []*types.Var // the fields and variables of the package that it sets otherwise: as a whole, by their address, atomically
	Leaves   bool         // calls other packages for something that can fail
	looping  []*ast.FuncLit
	again    bool // a function literal of it calls itself, by the variable that holds it
	rotates  bool // picks another key, host or channel
	Renews   bool // calls something that renews credentials, by its name
	Rekeys   bool // sets a field or variable that requests have their credentials from, or calls what does
	Hooks    bool // calls what has been put in to do as it likes, or calls what does
	MayWait  bool // calls what another package may wait in, for all that is known of it, or calls what does
	Rereads  bool // gives a request credentials that somebody is asked for each time, or calls what does
	asks     bool // asks a library to retry
	adjusts  bool // makes options or a policy of a library that retries
	pauses   bool // waits itself, and not what it calls
	invokes  bool // calls a function that it is given and that can fail
	tries    bool // calls a function in a variable or field that can fail, or hands one on
	Draws    bool // reads what is new each time: a line of input, a random number, the next of many things
	Calls    []*types.Func
	holds    []*types.Func // functions that it puts into something, or returns
	values   []*types.Var  // functions in variables and fields that it calls or hands on
	size     int           // its statements, once somebody has asked
	twins    []twin        // calls that it makes once more
	writes   domain.Tri    // whether it does nothing that anybody could ask about later, once somebody has asked
	unseen   bool          // calls what is known by no body and no summary
}

// Rotates reports whether a predicate is asked by a function that goes on with another key, host or channel: what is
// hopeless for the one may be fine for the next.
func (x *Functions) Rotates(pred *types.Func) bool {
	for _, fi := range x.Infos {
		if fi.rotates && slices.Contains(fi.Calls, pred) {
			return true
		}
	}
	return false
}

// Sends reports whether a function sends a request itself, and not by what it calls.
func (fi *Func) Sends() bool { return fi.sends > 0 }

// PicksAnother reports whether a function picks another key, host or channel as it goes.
func (fi *Func) PicksAnother() bool { return fi.rotates }

// IsPredicate reports whether a function says by its name and signature whether to retry.
func (x *Functions) IsPredicate(fn *types.Func) bool {
	r := fn.Signature().Results()
	if r.Len() == 0 || r.Len() > 2 || !x.Says(lexicon.Retries, fn.Name()) || x.Says(lexicon.NotRetries, fn.Name()) {
		return false
	}
	b, ok := r.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool && (r.Len() == 1 || gotypes.IsError(r.At(1).Type()) || gotypes.IsDuration(r.At(1).Type()))
}

// TriesGiven reports whether a function is given another one that can fail, and may go round with it.
func (x *Functions) TriesGiven(fn *types.Func) bool {
	fi := x.Infos[fn]
	if fi == nil || !api.TakesAttempt(fn.Signature()) {
		return false
	}
	tries, rounds := false, false
	seen := map[*Func]bool{}
	var reach func(f *Func)
	reach = func(f *Func) {
		if f == nil || seen[f] || tries && rounds {
			return
		}
		seen[f] = true
		tries, rounds = tries || f.tries, rounds || f.Loops
		for _, g := range f.Calls {
			gi := x.Infos[g]
			rounds = rounds || seen[gi]
			reach(gi)
		}
	}
	reach(fi)
	return tries && rounds
}

// Recursive reports whether a function can come to call itself.
func (x *Functions) Recursive(fi *Func) bool {
	if fi.recurs != domain.Unknown {
		return fi.recurs == domain.Yes
	}
	seen := map[*Func]bool{}
	var reach func(f *Func) bool
	reach = func(f *Func) bool {
		for _, g := range f.Calls {
			gi := x.Infos[g]
			if gi == fi {
				return true
			}
			if gi == nil || seen[gi] {
				continue
			}
			seen[gi] = true
			if reach(gi) {
				return true
			}
		}
		return false
	}
	fi.recurs = domain.No
	if reach(fi) {
		fi.recurs = domain.Yes
	}
	return fi.recurs == domain.Yes
}
