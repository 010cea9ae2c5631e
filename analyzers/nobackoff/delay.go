package nobackoff

import (
	"fmt"
	"go/ast"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// delays reports what is wrong with the arithmetic of the package's delay functions. It returns what becomes of the hints of a
// server that get to no wait, by where they are read.
func delays(r *report.Reporter, res *site.Result, enough time.Duration) map[ast.Node]string {
	lost := map[ast.Node]string{}
	for _, d := range site.FindAnywhere(res, func(p *site.Package) []*delay { return find(p, enough, r.Guard) }) {
		switch d.Fault {
		case delayOverflow:
			r.Report(report.Finding{At: d.Node}, "%s %s %s for attempt %d%s: the power overflows before the cap is tested; cap the exponent first", d.Func, verb(d), short(d.Value), d.Attempt, given(d))
		case delayUncapped:
			r.Report(report.Finding{At: d.Node}, "%s returns %s for attempt %d%s: the growth overflows and nothing caps it; cap the exponent", d.Func, short(d.Value), d.Attempt, given(d))
		case delayPanic:
			r.Report(report.Finding{At: d.Node}, "%s panics for attempt %d%s: the power overflows and the random source is given %d; cap the exponent first", d.Func, d.Attempt, given(d), int64(d.Value))
		case delayPanicFirst:
			r.Report(report.Finding{At: d.Node}, "%s panics for attempt 0, which it is called with: the random source is given %d; ask it for one at least", d.Func, int64(d.Value))
		case delayConstant:
			r.Report(report.Finding{At: d.Node}, "%s returns the same delay for every attempt (%s%s); return one that grows with the attempt", d.Func, d.Value, given(d))
		case delayAdded:
			r.Report(report.Finding{At: d.Node}, "%s waits %s for attempt 1 and %s for attempt %d%s: the power is added to the base; multiply the base by it", d.Func, short(d.Before), short(d.Value), d.Attempt, given(d))
		case delayStays:
			r.Report(report.Finding{At: d.Node}, "%s returns the delay it was given, give or take the jitter, so the backoff never grows; multiply it", d.Func)
		case delayBareNumber:
			r.Report(report.Finding{At: d.Node}, "%s of %d is %d nanoseconds, no delay at all; write the unit, as in %d * time.%s", d.Func, int64(d.Value), int64(d.Value), int64(d.Value), likelyUnit(d.Value))
		case delayBareReturn:
			r.Report(report.Finding{At: d.Node}, "%s returns %d, which is %d nanoseconds, no delay at all; write the unit, as in %d * time.%s", d.Func, int64(d.Value), int64(d.Value), int64(d.Value), likelyUnit(d.Value))
		case delaySquare:
			r.Report(report.Finding{At: d.Node}, "%s multiplies two durations: that is years, or an overflow and no delay at all; make one of them a number, or leave it out", d.Func)
		case delayCut:
			r.Report(report.Finding{At: d.Node}, "%s is cut to %s before it is multiplied, so the delay is all or nothing; multiply as a float64, and convert the product", d.Func, d.Given)
		case delayDecoded:
			r.Report(report.Finding{At: d.Node}, "%s is a Duration that the answer's JSON sets: its number is taken for nanoseconds, which is no wait at all; decode a number and multiply it by its unit", d.Func)
		case delayAnew:
			r.Report(report.Finding{At: d.Node}, "%s is made anew for each attempt, so each wait is its first one and the delay never grows; make it before the loop", d.Func)
		case delayHintUnit:
			r.Report(report.Finding{At: d.Node}, "the seconds of Retry-After are taken for %ss, so the wait is far too short; multiply by time.Second", units[d.Value])
		case delayHintZero:
			r.Report(report.Finding{At: d.Node}, "%s takes Retry-After as it comes: 0, or less, sends the request again at once; fall back to the local delay if it is not positive", d.Func)
		case delayHintFloat:
			r.Report(report.Finding{At: d.Node}, "%s takes any float in Retry-After: NaN, 0 or 1e300 end up as no delay at all; reject what is not positive and cap the rest", d.Func)
		case delayHintReset:
			r.Report(report.Finding{At: d.Node}, "a Retry-After of 0 (or a past date) becomes RetryAfter(0), which resets the backoff, so 429 is retried at once; wait at least a second")
		case delayHintDate:
			r.Report(report.Finding{At: d.Node}, "%s fails if Retry-After is a date: only seconds are parsed here; try http.ParseTime before giving up", d.Func)
		case delayHintLayout:
			r.Report(report.Finding{At: d.Node}, "the layout %q reads no date that a server sends (%q), so the delay is never the server's; use http.ParseTime", d.Given, httpDates[0])
		case delayHintDateOnly:
			r.Report(report.Finding{At: d.Node}, "Retry-After is parsed as a date alone, and servers send seconds mostly, which are ignored here; try strconv.Atoi first")
		case delayHintBare:
			r.Report(report.Finding{At: d.Node}, "time.ParseDuration wants a unit, and the seconds of Retry-After have none, so the delay is never the server's; parse them with strconv.Atoi")
		case delayHintLost:
			lost[d.Node] = d.Given
		}
	}
	return lost
}

var units = map[time.Duration]string{time.Nanosecond: "nanosecond", time.Microsecond: "microsecond", time.Millisecond: "millisecond"}

// likelyUnit is what the author of a bare number may have thought of.
func likelyUnit(n time.Duration) string {
	if n <= 60 {
		return "Second"
	}
	return "Millisecond"
}

// verb is what a function does with the delay that it computes.
func verb(d *delay) string {
	if d.Waits {
		return "waits"
	}
	return "returns"
}

// given says which sample a number holds for.
func given(d *delay) string {
	if d.Given == "" {
		return ""
	}
	return fmt.Sprintf(" with %s", d.Given)
}

// short is a duration without the digits that nobody reads.
func short(d time.Duration) time.Duration {
	switch {
	case d.Abs() > time.Hour:
		return d.Truncate(time.Second)
	case d > time.Second:
		return d.Round(time.Millisecond)
	}
	return d
}
