package nobackoff

import (
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
		switch {
		case d.Fault == delayHintLost:
			lost[d.Node] = fateOfHint(r, d.Fate)
		case ofGrowth(r, d), ofUnit(r, d):
		default:
			ofHint(r, d)
		}
	}
	return lost
}

// ofGrowth reports a fault in how a delay grows, if it is one.
func ofGrowth(r *report.Reporter, d *delay) bool {
	switch d.Fault {
	case delayOverflow:
		r.Report(report.Finding{At: d.Node, Unsafe: capped(r, d.Node)}, "overflow", "%s %s %s for attempt %d%s: the power overflows before the cap is tested; cap the exponent first", d.Func, verb(r, d), short(d.Value), d.Attempt, given(r, d))
	case delayFallsBack:
		r.Report(report.Finding{At: d.Node, Unsafe: capped(r, d.Node)}, "falls-back", "%s %s %s again from attempt %d on%s: the power overflows before the cap is tested; cap the exponent first", d.Func, verb(r, d), short(d.Value), d.Attempt, given(r, d))
	case delayUncapped:
		r.Report(report.Finding{At: d.Node, Unsafe: capped(r, d.Node)}, "uncapped", "%s returns %s for attempt %d%s: the growth overflows and nothing caps it; cap the exponent", d.Func, short(d.Value), d.Attempt, given(r, d))
	case delayCappedLate:
		r.Report(report.Finding{At: d.Node, Unsafe: capped(r, d.Node)}, "capped-late", "%s returns %s for attempt %d%s: the growth overflows before its callers cap it; cap the exponent", d.Func, short(d.Value), d.Attempt, given(r, d))
	case delayDoubled:
		r.Report(report.Finding{At: d.Node}, "doubled", "%s overflows: the wait is %s in round %d, as no more than a copy of it is capped; cap what grows", d.Func, short(d.Value), d.Attempt)
	case delayPanic:
		r.Report(report.Finding{At: d.Node, Unsafe: capped(r, d.Node)}, "panic", "%s panics for attempt %d%s: the power overflows and the random source gets %d; cap the exponent first", d.Func, d.Attempt, given(r, d), int64(d.Value))
	case delayPanicFirst:
		r.Report(report.Finding{At: d.Node}, "panic-first", "%s panics for attempt 0, which it is called with: the random source gets %d; pass it 1 at least", d.Func, int64(d.Value))
	case delayConstant:
		r.Report(report.Finding{At: d.Node}, "constant", "%s returns the same delay for every attempt (%s%s); return one that grows with the attempt", d.Func, d.Value, given(r, d))
	case delayAdded:
		r.Report(report.Finding{At: d.Node}, "added", "%s waits %s for attempt 1 and %s for attempt %d%s: the power is added to the base; multiply the base by it", d.Func, short(d.Before), short(d.Value), d.Attempt, given(r, d))
	case delayStays:
		r.Report(report.Finding{At: d.Node}, "stays", "%s returns its own argument, give or take the jitter, so the backoff never grows; multiply it", d.Func)
	case delayAnew:
		r.Report(report.Finding{At: d.Node}, "anew", "%s is made anew for each attempt, so each wait is its first and the delay never grows; make it before the loop", d.Func)
	case delayExclusive:
		r.Report(report.Finding{At: d.Node}, "exclusive", "%s is an exclusive or, no power, so the delay does not grow; shift 1 to the left, or use math.Pow", d.Func)
	default:
		return false
	}
	return true
}

// ofUnit reports a fault in what the number of a delay counts, if it is one.
func ofUnit(r *report.Reporter, d *delay) bool {
	switch d.Fault {
	case delayBareNumber:
		r.Report(report.Finding{At: d.Node, Unsafe: withUnit(r, d.Node, likelyUnit(d.Value))}, "bare-number", "%s of %d is %d nanoseconds, no delay at all; write the unit, as in %d * time.%s", d.Func, int64(d.Value), int64(d.Value), int64(d.Value), likelyUnit(d.Value))
	case delayBareSum:
		r.Report(report.Finding{At: d.Node}, "bare-sum", "%s comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time.Millisecond", d.Func)
	case delayBareAddend:
		r.Report(report.Finding{At: d.Node}, "bare-addend", "%s adds some nanoseconds to the delay, nothing at all, as nothing in it has a unit; multiply it by one, as time.Millisecond", d.Func)
	case delayBareSetting:
		r.Report(report.Finding{At: d.Node}, "bare-setting", "%s is waited for as that many nanoseconds, no delay at all, as nothing gives it a unit; multiply it by time.Second, say", d.Func)
	case delayBareReturn:
		r.Report(report.Finding{At: d.Node, Unsafe: withUnit(r, d.Node, likelyUnit(d.Value))}, "bare-return", "%s returns %d, which is %d nanoseconds, no delay at all; write the unit, as in %d * time.%s", d.Func, int64(d.Value), int64(d.Value), int64(d.Value), likelyUnit(d.Value))
	case delaySquare:
		r.Report(report.Finding{At: d.Node}, "square", "%s multiplies two durations: that is years, or an overflow and no delay at all; make one of them a number", d.Func)
	case delayCut:
		r.Report(report.Finding{At: d.Node}, "cut", "%s is cut to %s before it is multiplied, so the delay is all or nothing; multiply as a float64, then convert", d.Func, d.Given)
	case delayDecoded:
		r.Report(report.Finding{At: d.Node}, "decoded", "%s is a Duration set by the answer's JSON: its number counts as nanoseconds, no wait at all; decode a number and multiply it by its unit", d.Func)
	case delayCounted:
		r.Report(report.Finding{At: d.Node}, "counted", "%s counts %s and is taken for nanoseconds, no delay at all; use the duration itself", d.Func, d.Given)
	default:
		return false
	}
	return true
}

// ofHint reports a fault in what is made of what the server says.
func ofHint(r *report.Reporter, d *delay) {
	switch d.Fault {
	case delayHintUnit:
		if d.Value > time.Second {
			r.Report(report.Finding{At: d.Node, Fixes: inSeconds(r, d)}, "hint-unit-long", "the seconds of Retry-After are taken for %s, so the wait is far too long; multiply by time.Second", unit(r, d.Value))
			return
		}
		r.Report(report.Finding{At: d.Node, Fixes: inSeconds(r, d)}, "hint-unit", "the seconds of Retry-After are taken for %s, so the wait is far too short; multiply by time.Second", unit(r, d.Value))
	case delayToldUnit:
		r.Report(report.Finding{At: d.Node}, "told-unit", "%s counts %s and is taken for %s here; multiply it by %s", d.Func, unit(r, d.Before), unit(r, d.Value), unitName(d.Before))
	case delayToldTime:
		r.Report(report.Finding{At: d.Node}, "told-time", "%s is a point in time, in seconds since 1970, and is taken for as many to wait: decades; use time.Until(time.Unix(n, 0))", d.Func)
	case delayToldSince:
		r.Report(report.Finding{At: d.Node}, "told-since", "%s counts from now on, and is taken for a point in time, in 1970: no wait at all; add it to time.Now()", d.Func)
	case delayHintZero:
		r.Report(report.Finding{At: d.Node}, "hint-zero", "%s takes Retry-After as it comes: 0 or less sends the request again at once; then use the local delay", d.Func)
	case delayHintFloat:
		r.Report(report.Finding{At: d.Node}, "hint-float", "%s takes any float in Retry-After: NaN, 0 or 1e300 end up as no delay at all; reject what is not positive, cap the rest", d.Func)
	case delayHintReset:
		r.Report(report.Finding{At: d.Node}, "hint-reset", "a Retry-After of 0 (or a past date) becomes RetryAfter(0), which resets the backoff: 429 is retried at once; wait a second at least")
	case delayHintDate:
		r.Report(report.Finding{At: d.Node}, "hint-date", "%s fails if Retry-After is a date: only seconds are parsed here; try http.ParseTime before giving up", d.Func)
	case delayHintLayout:
		r.Report(report.Finding{At: d.Node}, "hint-layout", "the layout %q reads no date that a server sends (%q), so the delay is never the server's; use http.ParseTime", d.Given, httpDates[0])
	case delayHintDateOnly:
		r.Report(report.Finding{At: d.Node}, "hint-date-only", "Retry-After is parsed as a date alone, but servers mostly send seconds, which are ignored here; try strconv.Atoi first")
	case delayHintBare:
		r.Report(report.Finding{At: d.Node}, "hint-bare", "time.ParseDuration wants a unit, which the seconds of Retry-After lack, so it always fails; parse them with strconv.Atoi")
	case delayHintMissing:
		r.Report(report.Finding{At: d.Node}, "hint-missing", "without a Retry-After in seconds this is 0, so the next attempt comes at once; look at the error and wait a delay of your own")
	case delayUnseenKey:
		r.Report(report.Finding{At: d.Node}, "unseen-key", "an answer has %q under %q alone, so this finds nothing; use Header.Get", d.Func, d.Given)
	}
}

// unit names what a number of seconds is taken for.
func unit(r *report.Reporter, d time.Duration) string {
	switch d {
	case time.Microsecond:
		return r.Say("microseconds", "microseconds")
	case time.Millisecond:
		return r.Say("milliseconds", "milliseconds")
	case time.Second:
		return r.Say("seconds", "seconds")
	case time.Minute:
		return r.Say("minutes", "minutes")
	case time.Hour:
		return r.Say("hours", "hours")
	}
	return r.Say("nanoseconds", "nanoseconds")
}

// fateOfHint says what becomes of a Retry-After that gets to no wait.
func fateOfHint(r *report.Reporter, f hintFate) string {
	switch f {
	case hintLost:
		return r.Say("hint-lost", "it is lost on the way")
	case hintText:
		return r.Say("hint-text", "it ends in a text")
	}
	return r.Say("hint-unread", "nobody looks at it")
}

// likelyUnit is what the author of a bare number may have thought of.
func likelyUnit(n time.Duration) string {
	if n <= 60 {
		return "Second"
	}
	return "Millisecond"
}

// verb is what a function does with the delay that it computes.
func verb(r *report.Reporter, d *delay) string {
	if d.Waits {
		return r.Say("waits", "waits")
	}
	return r.Say("returns", "returns")
}

// given says which sample a number holds for.
func given(r *report.Reporter, d *delay) string {
	if d.Given == "" {
		return ""
	}
	return r.Say("given", " with %s", d.Given)
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
