package nobackoff

import (
	_ "embed"
	"go/ast"
	"slices"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	var enough report.Duration
	a := report.Rule("nobackoff", doc, engine, func(r *report.Reporter, res *site.Result) {
		lost := delays(r, res, enough.Of(r))
		polled(r, res, enough.Of(r))
		for _, s := range res.Sites {
			switch {
			case s.Attempt == nil: // nothing waits there
			case s.Protocol == domain.GRPC:
				r.Silent(report.Finding{At: s.Node, Site: s}, reasons.OtherProtocol, "it sends by gRPC")
			case s.Kind == domain.Once:
				once(r, res.Catalog, s)
			default:
				if !judge(r, res.Catalog, s, enough.Of(r)) && !deaf(r, s, lost) {
					atOnce(r, res, s)
				}
			}
		}
	})
	enough.Add(a, "enough", 30*time.Second, "the fixed `delay` from which on a program is taken to have thought about it")
	return a
}

// once judges what is sent once more, without a loop: at once after a limit that somebody has in mind. Who repeats whatever went wrong is told so by
// another rule.
func once(r *report.Reporter, cat *catalog.Catalog, s *retry.Site) {
	for _, p := range s.Paths {
		at, decided := test(s, p)
		l := limited(r, cat, p)
		switch {
		case p.Renewed:
			r.Silent(report.Finding{At: at, Site: s}, reasons.Renewed, "%s is sent again with other credentials", p.Codes)
		case l.what == "" || l.polled:
			r.Silent(report.Finding{At: at, Site: s}, reasons.NothingLimited, "it retries %s", p.Codes)
		case p.Wait != retry.WaitNone:
			r.Silent(report.Finding{At: at, Site: s}, reasons.WaitsLonger, "%s is retried after a wait: %s", l.what, report.WaitOf(p))
		case len(p.Provider) == 0 && p.Codes.Contains(400):
			r.Silent(report.Finding{At: at, Site: s}, reasons.OneMore, "it retries %s", p.Codes)
		default:
			r.Report(report.Finding{At: at, Site: s}, "once", "%s is answered by the same request at once (%s), %s; wait first%s", l.what, r.Sent(at, s.Attempt, decided), l.consequence(r), hint(r, l.what))
		}
	}
}

func judge(r *report.Reporter, cat *catalog.Catalog, s *retry.Site, enough time.Duration) (reported bool) {
	for _, p := range s.Paths {
		at, decided := test(s, p)
		if p.Renewed {
			r.Silent(report.Finding{At: at, Site: s}, reasons.Renewed, "%s is sent again with other credentials", p.Codes)
			continue
		}
		sent := r.Sent(at, s.Attempt, decided)
		l := limited(r, cat, p)
		what := l.what
		switch {
		case asksBadly(r, cat, p, asking{report.Finding{At: at, Site: s}, sent, l}, enough):
		case l.polled:
			r.Silent(report.Finding{At: at, Site: s}, reasons.WaitsEnough, "%s is polled", what)
			continue
		case p.Wait == retry.WaitNone && what != "":
			r.Report(report.Finding{At: at, Site: s}, "at-once", "%s is retried at once (%s), %s; wait longer each time%s", what, sent, l.consequence(r), hint(r, what))
		case p.Wait == retry.WaitNone && p.Codes.Contains(503) && len(p.Provider) == 0:
			r.Report(report.Finding{At: at, Site: s}, "at-once-503", "503 is retried at once (%s), which adds to the overload; wait longer each time and honour Retry-After", sent)
		case p.Wait == retry.WaitNone && p.Codes == codeset.Status(202):
			r.Report(report.Finding{At: at, Site: s}, "at-once-202", "202 (accepted, not ready) is asked for again at once (%s); wait between the polls and honour Retry-After", sent)
		case what == "" && s.Unread.Contains(429):
			r.Silent(report.Finding{At: at, Site: s}, s.Why.Reason, "it certainly retries %s; %s", p.Codes, s.Why.Text)
			continue
		case what == "":
			r.Silent(report.Finding{At: at, Site: s}, reasons.NothingLimited, "it retries %s", p.Codes)
			continue
		case s.Hintless != nil && what == "429":
			at, decided = s.PlaceOfWait(s.Hintless)
			r.Report(report.Finding{At: at, Site: s}, "hintless", "429 that does not say how long to wait is retried at once (%s); wait a delay of your own then, longer each time", r.Sent(at, s.Attempt, decided))
		case s.Hinted.Contains(429):
			r.Silent(report.Finding{At: at, Site: s}, reasons.HintHeard, "Retry-After is heeded for %s", s.Hinted)
			continue
		case p.Wait == retry.WaitFixed && p.Delay < enough:
			r.Report(report.Finding{At: at, Site: s}, "fixed", "%s is retried after a fixed %s (%s); grow the delay%s", what, p.Delay, sent, hint(r, what))
		case p.Wait == retry.WaitFixed:
			r.Silent(report.Finding{At: at, Site: s}, reasons.WaitsEnough, "%s is retried after %s", what, p.Delay)
			continue
		default:
			r.Silent(report.Finding{At: at, Site: s}, reasons.WaitsLonger, "%s is retried after a wait: %s", what, report.WaitOf(p))
			continue
		}
		reported = true
	}
	return reported
}

// atOnce reports failures of a server that are retried without the delay that the program has thought of, or at once and for ever.
func atOnce(r *report.Reporter, res *site.Result, s *retry.Site) {
	for _, p := range s.Paths {
		if p.Renewed || len(p.Provider) > 0 || p.Wait != retry.WaitNone && p.Wait != retry.WaitFixed && p.Wait != retry.WaitOnce {
			continue // said by judge
		}
		failures := p.Codes.Minus(codeset.StatusRange(100, 407))
		if failures.Empty() {
			continue // said by judge
		}
		if grows := site.FindAnywhere(res, func(pkg *site.Package) ast.Node { return forgottenDelay(pkg, s) }); grows != nil {
			r.Report(report.Finding{At: grows, Site: s}, "forgotten", "the delay grows here, and nobody waits for it: retries of %s are made %s (%s); wait for it before the next attempt", failures, after(r, p), r.Sent(grows, s.Attempt, nil))
			return
		}
		gateways := codeset.Status(502).Union(codeset.Status(504)).Intersect(p.Codes)
		if p.Wait == retry.WaitNone && !gateways.Empty() && endless(res, s) {
			at, decided := test(s, p)
			r.Report(report.Finding{At: at, Site: s}, "endless", "retries of %s are made at once and for ever (%s), which adds to the overload; wait longer each time", gateways, r.Sent(at, s.Attempt, decided))
			return
		}
	}
}

// after says how a path waits.
func after(r *report.Reporter, p retry.Path) string {
	if p.Wait == retry.WaitNone {
		return r.Say("now", "at once")
	}
	return r.Say("after", "after %s", p.Delay)
}

// endless reports whether nothing ends the retries of a site.
func endless(res *site.Result, s *retry.Site) bool {
	return slices.ContainsFunc(res.Cycles, func(c *retry.Cycle) bool { return c.Of(s) && c.Endless() })
}

// test is where a path is reported, and where a helper decides to take it that does so for other retries as well.
func test(s *retry.Site, p retry.Path) (at, decided ast.Node) {
	if p.Test != nil {
		return s.PlaceOfWait(p.Test)
	}
	return s.Node, nil
}

// deaf reports 429 that waits, but not as long as the server says where the program could know. lost are the places where
// Retry-After is read for nothing.
func deaf(r *report.Reporter, s *retry.Site, lost map[ast.Node]string) bool {
	var waits *retry.Path // the one that 429 takes, with the fewest other codes; with a hint, if the program may have one
	for i, p := range s.Paths {
		if !p.Renewed && len(p.Provider) == 0 && p.Codes.Contains(429) &&
			(waits == nil || p.Codes.Len() < waits.Codes.Len() || p.Codes.Len() == waits.Codes.Len() && !waits.Told.At.IsValid()) {
			waits = &s.Paths[i]
		}
	}
	if waits == nil {
		return false // said of each path
	}
	if s.Hinted.Contains(429) {
		at, _ := test(s, *waits)
		r.Silent(report.Finding{At: at, Site: s}, reasons.HintHeard, "Retry-After is heeded for %s", s.Hinted)
		return false
	}
	for _, p := range s.Paths {
		if read, end := lostAt(lost, p.Read); end != "" && !p.Renewed && len(p.Provider) == 0 && p.Codes.Contains(429) && !p.Told.At.IsValid() {
			at, _ := test(s, p)
			r.Report(report.Finding{At: at, Site: s}, "hint-unheeded", "Retry-After of 429 is read (%s) and %s: this wait does not heed it; wait that long at least", r.PlaceOf(at, read, "place-hint", "Retry-After is read here"), end)
			return true
		}
	}
	at, _ := test(s, *waits)
	switch heard := s.Heard.Codes.Minus(codeset.StatusRange(100, 399)); {
	case waits.Told.At.IsValid():
		r.Report(report.Finding{At: at, Site: s}, "told", "429 comes as %s with the server's %s (%s), which this wait does not heed; wait that long at least", waits.Told.Type, waits.Told.Field, r.PlaceOf(at, waits.Told, "place-error", "the error is made here"))
	case s.Heard.At != nil && !heard.Empty() && !s.Heard.Codes.Contains(429):
		r.Report(report.Finding{At: at, Site: s}, "heard", "Retry-After is read for %s alone (%s), and 429 is retried without it; heed it for 429 as well", heard, r.PlaceOf(at, s.Heard.At, "place-hint", "Retry-After is read here"))
	default:
		return false // said of each path
	}
	return true
}

// lostAt is the place at which what is read of when to come back is lost, of those that a path has read it by, and what becomes of it there; "" if
// it is not known to be lost.
func lostAt(lost map[ast.Node]string, read retry.Reading) (at ast.Node, end string) {
	if end := lost[read.At]; end != "" {
		return read.At, end
	}
	for _, c := range read.Calls {
		if end := lost[c]; end != "" {
			return c, end
		}
	}
	return nil, ""
}

// A limit is the code of a path that asks for a longer wait: 429, or a code that its provider's catalog wants backed off.
type limit struct {
	what    string        // the code as findings name it; "" if there is none
	least   time.Duration // how long its provider wants the wait to be at least, where the codes are named
	polled  bool          // it is the provider's word for "not yet", which is polled
	tooMany bool          // it says that there were too many requests, and not only that something may pass
}

// limited is the limit that a path meets. A transaction that was rolled back for another one's sake is none: it may begin anew at once.
func limited(r *report.Reporter, cat *catalog.Catalog, p retry.Path) limit {
	var least time.Duration
	for _, set := range p.Provider {
		for _, e := range set.Entries(cat) {
			polled := e.Retry == catalog.Wait && e.MinDelay > 0 && set.Named()
			if set.Named() {
				least = e.MinDelay
			}
			if (e.Retry == catalog.Backoff || polled) && e.Unit == "" && e.Confidence > catalog.Low && p.May(set, e) && !(set.OfStatuses() && e.HTTP != 429) {
				return limit{r.Say("code", "%s code %s", set.Provider, e.Code), least, polled, e.HTTP == 429 || e.Code.String() == "429"}
			}
		}
	}
	if len(p.Provider) == 0 && p.Codes.Contains(429) {
		return limit{what: "429", tooMany: true}
	}
	return limit{least: least}
}

// consequence says what asking again at once leads to.
func (l limit) consequence(r *report.Reporter) string {
	if l.tooMany {
		return r.Say("too-many", "which keeps the limit exceeded")
	}
	return r.Say("too-early", "before that can have passed")
}

func hint(r *report.Reporter, what string) string {
	if what == "429" {
		return r.Say("honour", " and honour Retry-After")
	}
	return ""
}
