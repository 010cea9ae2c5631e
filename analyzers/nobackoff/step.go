package nobackoff

import (
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog"
)

// polled judges what waits for something to come up, and is no retry otherwise: by codes whose document says how one is to ask again.
func polled(r *report.Reporter, res *site.Result, enough time.Duration) {
	for _, s := range res.Polled {
		for _, p := range s.Paths {
			if _, _, polled := limited(r, res.Catalog, p); polled && s.Protocol != domain.GRPC && !p.Renewed {
				asksBadly(r, res.Catalog, s, p, enough)
			}
		}
	}
}

// asksBadly reports a code whose document says how one is to ask again, asked for at once, too soon, or as soon as before.
func asksBadly(r *report.Reporter, cat *catalog.Catalog, s *retry.Site, p retry.Path, enough time.Duration) bool {
	at, decided := test(s, p)
	sent := r.Sent(at, s.Attempt, decided)
	what, least, polled := limited(r, cat, p)
	switch {
	case what != "" && p.Wait == retry.WaitNone && polled:
		r.Report(report.Finding{At: at, Site: s}, "polled-at-once", "%s is asked for again at once (%s); wait %s at least between the attempts", what, sent, least)
	case what != "" && (p.Wait == retry.WaitFixed || p.Wait == retry.WaitOnce) && p.Delay < least:
		r.Report(report.Finding{At: at, Site: s}, "too-soon", "%s is retried after %s (%s), which is too soon; wait %s at least", what, p.Delay, sent, least)
	default:
		return p.Wait != retry.WaitNone && p.Delay < enough && notLonger(r, cat, s, p)
	}
	return true
}

// notLonger reports a code for which the delay has to be longer from then on, retried after one that is not, or by less.
func notLonger(r *report.Reporter, cat *catalog.Catalog, s *retry.Site, p retry.Path) bool {
	e, ok := p.Says(cat, func(e catalog.Entry) bool { return e.DelayStep > 0 })
	if !ok || !p.Grown.Known || p.Grown.By >= e.DelayStep {
		return false // said of each path
	}
	what, step := r.Say("code", "%s code %s", e.Provider, e.Code), e.DelayStep
	at, decided := test(s, p)
	sent := r.Sent(at, s.Attempt, decided)
	if p.Grown.By <= 0 {
		r.Report(report.Finding{At: at, Site: s}, "step", "%s asks for %s more delay each time (%s), and the delay stays the same; add %s to it", what, step, sent, step)
		return true
	}
	r.Report(report.Finding{At: at, Site: s}, "small-step", "%s asks for %s more delay each time (%s), and the delay grows by %s alone; add %s to it", what, step, sent, p.Grown.By, step)
	return true
}
