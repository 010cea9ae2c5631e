package bodies

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A Resend is what is wrong with the bodies when an attempt is made again: what it sends was read by the attempt before,
// or the answer to that one is left open.
type Resend struct {
	Kind    ResendKind
	Node    ast.Node      // where to report: the call that sends, the defer or the return
	Attempt *ast.CallExpr // the call that is made again
	Via     ast.Node      // the loop, label, recursive call or library call; nil if Node is another call than Attempt
	Name    string        // of the request or the reader, if it has one
	Why     retry.Silence // why it is left alone; None as a rule
}

// A ResendKind says which body a Resend is about.
type ResendKind uint8

const (
	SameRequest  ResendKind = iota // the request itself is sent again, its body was read
	SameReader                     // a new request around a reader that was read
	NextPart                       // the next part of a reader in the place of the one that was not sent
	Unclosed                       // the response is not closed before the next attempt
	LateClose                      // a defer in the loop closes it
	LeftOpen                       // the function returns between two attempts, and the response is not closed
	HandedClosed                   // the function returns the response of the last attempt as its answer, and has closed it
)

func (k ResendKind) String() string {
	return [...]string{
		SameRequest:  "the request is sent again, its body was read",
		SameReader:   "the body is sent again after it was read",
		NextPart:     "the next part is sent in the place of one that did not arrive",
		Unclosed:     "the response is not closed before the next attempt",
		LateClose:    "the response is closed when the function returns",
		LeftOpen:     "the response is left open between two attempts",
		HandedClosed: "the response is returned after it was closed",
	}[k]
}

// A Package is a package as its bodies are watched, and what all runs on it have found.
type Package struct {
	*symexec.Program
	readerFields  map[*types.Named]*types.Var // from which types of the package read, of those asked for
	reports       map[*types.Named]bool       // errors of the package, of those asked for, that have a response to tell of it alone
	left          map[*types.Var]bool         // parameters of functions, of those asked for: whether these leave it where it is
	keeping       map[*types.Var]bool         // fields that are being looked at for requests with a body
	rewinding     map[*types.Func]bool        // functions of those asked for that take a reader to its beginning
	parts         bool                        // somewhere a part of a reader was read
	streams       map[*ast.CallExpr]bool      // attempts that read on where one that worked has stopped
	resends       []*Resend
	handedOpen    map[*ast.CallExpr]bool       // attempts whose response a function returns open
	handedClosed  []handed                     // returns of a response that is closed
	closedBetween map[ast.Node]bool            // calls that close a response after which its attempt is made again
	leftOpen      []*Resend                    // returns that leave a response open, if another attempt would follow
	openAt        map[ast.Node][]*ast.CallExpr // the attempts whose response may be open during a wait
}

func (x *Package) add(r *Resend) {
	i := slices.IndexFunc(x.resends, func(q *Resend) bool { return q.Kind == r.Kind && q.Node == r.Node })
	switch {
	case i < 0:
		x.resends = append(x.resends, r)
	case x.resends[i].Left() && !r.Left(): // it is left alone on another path
		x.resends[i] = r
	}
}

// Left reports whether something is left alone for a reason.
func (r *Resend) Left() bool { return r.Why.Reason != reasons.None }

// bodies are the findings on bodies of a package: a return between two attempts counts where there are two, and nothing
// else is wrong with the response.
func (x *Package) All(found []retry.Retry) []*Resend {
	for _, l := range x.leftOpen {
		if slices.ContainsFunc(x.resends, func(r *Resend) bool { return !r.Left() && r.Kind == Unclosed && r.Attempt == l.Attempt }) {
			continue
		}
		for _, r := range found {
			switch r.Via.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				if r.Attempt == l.Attempt && gotypes.Within(l.Node.Pos(), r.Via) {
					l.Via = r.Via
					x.add(l)
				}
			}
		}
	}
	for _, r := range x.handedClosed {
		if x.handedOpen[r.Attempt] && slices.ContainsFunc(found, func(again retry.Retry) bool { return again.Attempt == r.Attempt && x.givesUp(again.Via, r) }) {
			x.add(r.Resend) // who calls reads what worked
		}
	}
	for _, r := range x.resends {
		if r.Kind == SameReader && x.streams[r.Attempt] {
			r.Why = retry.Silence{Reason: reasons.StreamGoesOn}
		}
	}
	// Of one call the graver fault comes first: an attempt that sends nothing, then a response that stays open.
	// What is left alone comes last.
	slices.SortStableFunc(x.resends, func(a, b *Resend) int {
		if a.Left() != b.Left() {
			if b.Left() {
				return -1
			}
			return 1
		}
		return int(a.Kind) - int(b.Kind)
	})
	return x.resends
}

// handed is the return of a response that a call has closed.
type handed struct {
	*Resend
	closer ast.Node
}

// givesUp reports whether a return ends a loop that makes an attempt again, in its function: it stands behind that, or in it, behind what closes
// the response for the next attempt, too.
func (x *Package) givesUp(via ast.Node, h handed) bool {
	switch via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		behind := via.End() <= h.Node.Pos()
		return (behind || x.closedBetween[h.closer] && gotypes.Within(h.Node.Pos(), via)) && x.Enclosing(via) == x.Enclosing(h.Node)
	}
	return false
}

// Keeps reports whether a response is open during a wait that is closed as the program is.
func (x *Package) Keeps(wait ast.Node) bool {
	return slices.ContainsFunc(x.openAt[wait], func(attempt *ast.CallExpr) bool {
		return !slices.ContainsFunc(x.resends, func(r *Resend) bool { return !r.Left() && r.Kind == Unclosed && r.Attempt == attempt })
	})
}
