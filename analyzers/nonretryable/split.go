package nonretryable

import (
	"fmt"
	"go/ast"
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog"
)

// owner is the provider whose API a site calls, as far as the SDK tells it; nil if it does not.
func owner(res *site.Result, s *retry.Site) *catalog.Provider {
	if s.Attempt == nil {
		return nil
	}
	return site.Find(res, func(p *site.Package) *catalog.Provider {
		fn, ok := typeutil.Callee(p.Info, s.Attempt).(*types.Func)
		if !ok {
			return nil
		}
		return p.ProviderOfCall(fn)
	})
}

// under are those of a provider's codes that come with a status and are of one of the classes, by more than a guess.
func under(p *catalog.Provider, status int, classes ...catalog.Class) (list []string) {
	for _, entries := range [...]iter.Seq[catalog.Entry]{p.Entries(), p.Families()} {
		for e := range entries {
			scheme, _ := p.Scheme(e.Scheme)
			if e.HTTP == status && scheme.Kind != "http" && e.Confidence > catalog.Low && !e.Observed && slices.Contains(classes, e.Retry) &&
				!slices.Contains(list, e.Code.Text()) { // in another scheme
				list = append(list, e.Code.Text())
			}
		}
	}
	return list
}

// few names the first two of some codes.
func few(codes []string) string {
	if len(codes) > 2 {
		return fmt.Sprintf("%s, %s or %d more", codes[0], codes[1], len(codes)-2)
	}
	return strings.Join(codes, " or ")
}

// fewOf is few in the user's language.
func fewOf(r *report.Reporter, codes []string) string {
	if len(codes) > 2 {
		return r.Say("few", "%s, %s or %d more", codes[0], codes[1], len(codes)-2)
	}
	return r.Or(codes)
}

// passing are those of the statuses under which a provider answers codes that pass as well: throttling as a 400, say.
func passing(p *catalog.Provider, statuses codeset.Statuses) codeset.Statuses {
	var some codeset.Statuses
	if p == nil {
		return some
	}
	for status := range statuses.Codes() {
		if len(under(p, status, catalog.Backoff)) > 0 {
			some = some.Union(codeset.Status(status))
		}
	}
	return some
}

// split judges retries of a status that means a limit, by the status alone, where the provider also answers it for what no retry
// mends. Retries that end cost little, and the SDKs themselves make them; those that do not go on until a person acts.
func (j judge) split(r *report.Reporter, res *site.Result, s *retry.Site, p *catalog.Provider) {
	const status = 429
	if p == nil {
		return // no candidate
	}
	final := under(p, status, catalog.User, catalog.Never)
	if len(final) == 0 {
		return // no candidate
	}
	var at ast.Node
	for _, path := range s.Paths {
		if elsewhere(path) == reasons.None && path.Codes.Contains(status) {
			at = path.Test
		}
	}
	if at == nil {
		return // no candidate
	}
	at, shared := s.Place(at)
	f := report.Finding{At: at, Site: s, Provider: p.ID}
	if !slices.ContainsFunc(res.Cycles, func(c *retry.Cycle) bool { return c.Of(s) && c.Endless() }) {
		r.Silent(f, reasons.StatusSplit, "%d of %s may mean %s, which no retry mends", status, p.ID, few(final))
		return
	}
	r.Report(f, "split", "%d of %s may mean %s, which no retry mends, and nothing ends the retries (%s); check the code", status, p.ID, fewOf(r, final), r.Sent(at, s.Attempt, shared))
}
