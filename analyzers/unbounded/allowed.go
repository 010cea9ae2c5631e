package unbounded

import (
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog"
)

// tooOften reports codes for which a program tries again more often than their provider's document allows.
func tooOften(r *report.Reporter, res *site.Result, s *retry.Site) {
	i := slices.IndexFunc(res.Cycles, func(c *retry.Cycle) bool { return c.Of(s) })
	if i < 0 || s.Protocol == domain.GRPC {
		return
	}
	c := res.Cycles[i]
	for _, p := range s.Paths {
		e, ok := p.Says(res.Catalog, func(e catalog.Entry) bool { return e.MaxRetries > 0 })
		if !ok || p.Renewed {
			continue
		}
		at := s.Node
		if p.Test != nil {
			at = p.Test
		}
		at, decided := s.Place(at)
		f := report.Finding{At: at, Site: s}
		switch again := c.Tries(p) - 1; {
		case again > e.MaxRetries:
			r.Report(f, "too-often", "%s code %s is retried up to %d times (%s), and its document allows %d; return the error then", e.Provider, e.Code, again, r.Sent(at, s.Attempt, decided), e.MaxRetries)
			return
		case again < 0:
			r.Silent(f, reasons.BoundUnread, "%s code %s may be retried %d times", e.Provider, e.Code, e.MaxRetries)
		default:
			r.Silent(f, reasons.Bounded, "%s code %s is retried %d times, and its document allows %d", e.Provider, e.Code, again, e.MaxRetries)
		}
	}
}
