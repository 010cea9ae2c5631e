package nobackoff

import (
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog"
)

// An asking is a way round as findings tell of it.
type asking struct {
	report.Finding
	sent string // where the request is sent
	limit
}

// polled judges what waits for something to come up, and is no retry otherwise: by codes whose document says how one is to ask again.
func polled(r *report.Reporter, res *site.Result, enough time.Duration) {
	for _, s := range res.Polled {
		for _, p := range s.Paths {
			if l := limited(r, res.Catalog, p); l.polled && s.Protocol != domain.GRPC && !p.Renewed {
				at, decided := test(s, p)
				asksBadly(r, res.Catalog, p, asking{report.Finding{At: at, Site: s}, r.Sent(at, s.Attempt, decided), l}, enough)
			}
		}
	}
}

// asksBadly reports a code whose document says how one is to ask again, asked for at once, too soon, or as soon as before.
func asksBadly(r *report.Reporter, cat *catalog.Catalog, p retry.Path, a asking, enough time.Duration) bool {
	switch {
	case a.what != "" && p.Wait == retry.WaitNone && a.polled:
		r.Report(a.Finding, "polled-at-once", "%s is asked for again at once (%s); wait %s at least between the attempts", a.what, a.sent, a.least)
	case a.what != "" && (p.Wait == retry.WaitFixed || p.Wait == retry.WaitOnce) && p.Delay < a.least:
		r.Report(a.Finding, "too-soon", "%s is retried after %s (%s), which is too soon; wait %s at least", a.what, p.Delay, a.sent, a.least)
	default:
		return p.Wait != retry.WaitNone && p.Delay < enough && notLonger(r, cat, p, a)
	}
	return true
}

// notLonger reports a code for which the delay has to be longer from then on, retried after one that is not, or by less.
func notLonger(r *report.Reporter, cat *catalog.Catalog, p retry.Path, a asking) bool {
	e, ok := p.Says(cat, func(e catalog.Entry) bool { return e.DelayStep > 0 })
	if !ok || !p.Grown.Known || p.Grown.By >= e.DelayStep {
		return false // said of each path
	}
	what, step := r.Say("code", "%s code %s", e.Provider, e.Code), e.DelayStep
	if p.Grown.By <= 0 {
		r.Report(a.Finding, "step", "%s asks for %s more delay each time (%s), and the delay stays the same; add %s to it", what, step, a.sent, step)
		return true
	}
	r.Report(a.Finding, "small-step", "%s asks for %s more delay each time (%s), and the delay grows by %s alone; add %s to it", what, step, a.sent, p.Grown.By, step)
	return true
}
