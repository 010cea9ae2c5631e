package nobackoff

import (
	"go/ast"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A finder looks for delays in one package.
type finder struct {
	*site.Package
	*flow.Flow
	runs   *symexec.Program // of delay functions
	enough time.Duration    // the fixed delay from which on a program is taken to have thought about it
}

// A fault is what is wrong with how a function computes the delay before an attempt.
type fault uint8

const (
	delayOverflow     fault = iota // zero or negative from some attempt on, although there is a cap
	delayFallsBack                 // far shorter from some attempt on than before, although there is a cap
	delayUncapped                  // zero or negative from some attempt on, and nothing caps it
	delayCappedLate                // the same, and callers cap what is returned
	delayDoubled                   // the same as the first two, of a variable that grows in place while a copy of it is capped
	delayPanic                     // a random source is asked for a number below one that is not positive
	delayPanicFirst                // the same for attempt 0, where there is nothing to multiply
	delayConstant                  // the same for every attempt
	delayAdded                     // the power of the attempt is added to the base, and so counts for nothing
	delayStays                     // on average the next delay is the one before
	delayBareNumber                // a wait for a bare small number of nanoseconds
	delayBareSum                   // a wait for what is computed of such numbers
	delayBareAddend                // such a number added to a duration
	delayBareSetting               // a wait for the number in a text or a setting, without a unit
	delayBareReturn                // such a number returned as a delay
	delaySquare                    // a duration multiplied by a duration
	delayCut                       // a random factor around one is cut to a whole number, in Given, before it is multiplied by
	delayDecoded                   // a Duration that an answer's JSON sets
	delayAnew                      // what computes the delay is made anew in each round, and so computes its first one
	delayHintUnit                  // the seconds of Retry-After taken for another unit, in Value
	delayToldUnit                  // the number in another header, Func, that counts Before, taken for Value
	delayToldTime                  // a point in time, in the header Func, taken for how long to wait
	delayToldSince                 // how long to wait, in the header Func, taken for a point in time
	delayHintDate                  // a date in Retry-After makes the function fail
	delayHintZero                  // the number in Retry-After is the delay, be it zero or negative
	delayHintFloat                 // the number in Retry-After is the delay, be it NaN or out of range
	delayHintLayout                // a date is parsed with a layout, in Given, that no server's date has
	delayHintDateOnly              // Retry-After is parsed as a date alone
	delayHintBare                  // the seconds of Retry-After are parsed as a duration with a unit
	delayHintLost                  // Retry-After is read at Node, and what is read gets to no wait; Fate says what becomes of it
	delayHintMissing               // no Retry-After at all is taken for zero seconds
	delayUnseenKey                 // a header is asked for Func, which is no canonical key as Given is
	delayExclusive                 // an exclusive or where a power was meant
	delayCounted                   // a duration of as many nanoseconds as another one has of the unit Given
	delayHintReset                 // a library is told to come back after zero seconds, which takes its own delay away
)

// A hintFate is what becomes of a Retry-After that gets to no wait.
type hintFate int

const (
	hintUnread hintFate = iota // nobody looks at it
	hintLost                   // it is lost on the way
	hintText                   // it ends in a text
)

// A delay is a fault in a function that computes the delay before an attempt.
type delay struct {
	Node    ast.Node // where the function computes
	Func    string
	Fault   fault
	Attempt int           // the first at which the fault shows
	Value   time.Duration // the delay, or the argument that makes the random source panic
	Before  time.Duration // the longest delay until then; of delayAdded that of the first attempt
	waited  time.Duration // all delays until then
	level   bool          // the last of them are the same: something caps them
	Waits   bool          // the function waits itself, it does not return the delay
	Fate    hintFate
	Given   string // the sample that Value holds for, as "delay 100ms"; may be empty. Or what the fault says
}

// find finds the delays of a package that are computed wrongly, or from what the server says. guard runs a function about a
// node and deals with its panics. The runs of delay functions have a budget of their own.
func find(p *site.Package, enough time.Duration, guard site.Guard) []*delay {
	return (&finder{p, flow.New(p.Functions), symexec.NewProgram(p.Functions, p.Models, p.Limits), enough}).allDelays(guard)
}

// allDelays looks at declarations alone first: a policy's arithmetic is often a package of its own, without a client.
func (x *finder) allDelays(guard site.Guard) []*delay {
	funcs, products := x.delayFuncs(), x.durationProducts()
	var out []*delay
	guard(x.Files[0], "random factors", func() { out = append(x.cutFractions(), x.exclusives()...) })
	if !x.Sends && len(funcs) == 0 && len(products) == 0 && !x.takesPowers() {
		return out
	}
	x.Ready()
	out = append(out, x.delays(funcs, guard)...)
	guard(x.Files[0], "durations", func() {
		out = append(append(out, x.squares(products)...), x.bareReturns(funcs)...)
		out = append(out, x.madeAnew()...)
	})
	out = append(out, x.waits(funcs, guard)...)
	guard(x.Files[0], "slips", func() {
		out = append(append(append(out, x.countedUnits()...), x.bareSettings()...), x.bareGiven()...)
		out = append(out, x.bareAddends(funcs)...)
	})
	if !x.Sends {
		return out
	}
	guard(x.Files[0], "keys", func() { out = append(out, x.unseenKeys()...) })
	guard(x.Files[0], "hints", func() { out = append(out, x.hints()...) })
	guard(x.Files[0], "server times", func() { out = append(append(out, x.serverTimes()...), x.decodedWaits()...) })
	out = append(out, x.hintValues(funcs, guard)...)
	for _, call := range x.Resets {
		out = append(out, &delay{Node: call, Fault: delayHintReset})
	}
	return out
}
