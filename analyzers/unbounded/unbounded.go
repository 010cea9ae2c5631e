package unbounded

import (
	_ "embed"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("unbounded", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	for _, c := range res.Cycles {
		judge(r, c, bounded(c))
	}
	for _, s := range res.Sites {
		tooOften(r, res, s)
	}
}

// bounded is why a retry is none of those that go on for ever, as far as is known.
func bounded(c *retry.Cycle) retry.Silence {
	unread := c.Bound.Kind == retry.BoundUnknown
	switch c.Bound.Kind {
	case retry.BoundNone, retry.BoundUnknown:
	case retry.BoundUnseen:
		return retry.Silence{Reason: reasons.BoundUnseen}
	case retry.BoundOptional:
		return retry.Silence{Reason: reasons.BoundSetting}
	default:
		return retry.Silence{Reason: reasons.Bounded, Text: "ended by " + report.Bound(c.Bound)}
	}
	switch { // facts first: in strict mode what is not understood keeps nothing back
	case c.Polls:
		return retry.Silence{Reason: reasons.SuccessToo}
	case c.Daemon.Reason != reasons.None && !(unread && c.Daemon.Reason.Weak()):
		return c.Daemon
	case unread && (c.Daemon.Reason != reasons.None || !c.Answered):
		return retry.Silence{Reason: reasons.Undecided, Text: "neither what ends it is understood, nor that it is meant to end or a request"}
	case unread:
		return retry.Silence{Reason: reasons.BoundUnread}
	case !c.Answered:
		return retry.Silence{Reason: reasons.NotARequest}
	}
	return retry.Silence{}
}

func judge(r *report.Reporter, c *retry.Cycle, why retry.Silence) {
	at, decided := c.Place(c.At())
	f := report.Finding{At: at, Cycle: c, Why: why}
	r.NoteSent(at, c.Attempt)
	switch {
	case c.Bound.Reason != "" && c.Renewal:
		r.Report(f, "library-renewal", "%s: if new credentials are refused as well, it never ends; mark the request and send it again once", r.Phrase(c.Bound.Reason))
	case c.Bound.Reason != "" && c.Bound.Attempts > 0 && c.Bound.Jitter:
		r.Report(f, "library-many-jitter", "%s makes up to %d attempts, one every %s or a little later for %s, as good as for ever; limit the attempts and grow the delay",
			r.Phrase(c.Bound.Reason), c.Bound.Attempts, c.Bound.Each, short(c.Bound.Elapsed))
	case c.Bound.Reason != "" && c.Bound.Attempts > 0:
		r.Report(f, "library-many", "%s makes %d attempts, one every %s for %s, as good as for ever; limit the attempts and grow the delay",
			r.Phrase(c.Bound.Reason), c.Bound.Attempts, c.Bound.Each, short(c.Bound.Elapsed))
	case c.Bound.Reason != "":
		r.Report(f, "library", "%s: retries for ever while the call fails; limit the attempts or the time", r.Phrase(c.Bound.Reason))
	case c.Ignored != nil:
		r.NoteSent(c.Ignored, c.Attempt)
		r.Report(report.Finding{At: c.Ignored, Cycle: c, Why: why}, "ignored", "the result of %s is dropped, so nothing ends the retries; leave the loop when it is false", "Next")
	case c.Kind == domain.Recursion && c.Renewal:
		r.Report(f, "recursion-renewal", "calls itself again for every 401 (%s): if new credentials are refused as well, it never ends; renew once", r.Sent(at, c.Attempt, decided))
	case c.Renewal:
		r.Report(f, "renewal", "renews and sends again for every 401 (%s): if new credentials are refused as well, it never ends; renew once", r.Sent(at, c.Attempt, decided))
	case c.Kind == domain.Recursion:
		every, _ := failures(r, c)
		r.Report(f, "recursion", "calls itself again for %s (%s), and nothing ends it; count the attempts or check a context", every, r.Sent(at, c.Attempt, decided))
	case c.Bound.Vain != nil:
		_, while := failures(r, c)
		r.Report(f, "endless-context", "nothing ends the retries while %s (%s): the context (%s) never ends, or is new each time; set its deadline before the first attempt", while,
			r.Sent(at, c.Attempt, decided), r.PlaceOf(at, c.Bound.Vain, "place-context", "this context ends no retries"))
	default:
		_, while := failures(r, c)
		r.Report(f, "endless", "nothing ends the retries while %s (%s); count the attempts or check a context", while, r.Sent(at, c.Attempt, decided))
	}
}

// failures names what goes round: the statuses, if nothing but certain answers do.
func failures(r *report.Reporter, c *retry.Cycle) (every, while string) {
	var codes codeset.Statuses
	certain := false
	for _, round := range c.Rounds {
		codes = codes.Union(round.Path.Codes)
		certain = certain || len(round.Assume) == 0
	}
	switch {
	case !codes.Empty() && codes.Intersect(domain.NonStatus.Union(codeset.StatusRange(100, 399))).Empty():
		return r.Say("every-status", "every %s", codes), r.Say("while-status", "the answer is %s", codes)
	case !certain:
		return r.Say("some-failures", "some failures"), r.Say("some-fail", "some calls fail")
	}
	return r.Say("every-failure", "every failure"), r.Say("while-fails", "the call fails")
}

// short is a duration without the zeros at its end.
func short(d time.Duration) string {
	s := d.String()
	s = strings.TrimSuffix(s, "0s")
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	if s == "" || !strings.HasSuffix(s, "h") && !strings.HasSuffix(s, "m") {
		return d.String()
	}
	return s
}
