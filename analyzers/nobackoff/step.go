package nobackoff

import (
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/catalog"
)

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
