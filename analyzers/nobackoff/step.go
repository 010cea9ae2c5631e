package nobackoff

import (
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/catalog"
)

// notLonger reports a code for which the delay has to be longer from then on, retried after one that is not, or by less.
func notLonger(r *report.Reporter, cat *catalog.Catalog, s *retry.Site, p retry.Path) bool {
	what, step := stepped(r, cat, p)
	if step == 0 || !p.Grown.Known || p.Grown.By >= step {
		return false // said of each path
	}
	at, decided := test(s, p)
	sent := r.Sent(at, s.Attempt, decided)
	if p.Grown.By <= 0 {
		r.Report(report.Finding{At: at, Site: s}, "step", "%s asks for %s more delay each time (%s), and the delay stays the same; add %s to it", what, step, sent, step)
		return true
	}
	r.Report(report.Finding{At: at, Site: s}, "small-step", "%s asks for %s more delay each time (%s), and the delay grows by %s alone; add %s to it", what, step, sent, p.Grown.By, step)
	return true
}

// stepped is a code of a path, among those that are named, for which its provider wants the delay to be longer from then on, and by how much.
func stepped(r *report.Reporter, cat *catalog.Catalog, p retry.Path) (what string, step time.Duration) {
	for _, set := range p.Provider {
		if !set.Named() {
			continue // said of each path
		}
		for _, e := range set.Entries(cat) {
			if e.DelayStep > 0 && e.Confidence > catalog.Low && (e.HTTP == 0 || p.Codes.Contains(e.HTTP)) {
				return r.Say("code", "%s code %s", set.Provider, e.Code), e.DelayStep
			}
		}
	}
	return "", 0
}
