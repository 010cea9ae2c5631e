package nonretryable

import (
	"cmp"
	_ "embed"
	"go/ast"
	"slices"
	"strings"

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
	return report.Rule("nonretryable", doc, engine, run)
}

func run(r *report.Reporter, res *site.Result) {
	j := judge{res.Catalog, map[*retry.Site]retry.Silence{}}
	sites := slices.Clone(res.Sites)
	for _, f := range site.Find(res, func(p *site.Package) []found { return find(p, res.Sites, r.Guard) }) {
		sites = append(sites, f.Site)
		j.doubts[f.Site] = f.doubt
	}
	held := func(s *retry.Site) int { return min(1, int(s.Held.Reason)) } // what is certain takes the line
	slices.SortStableFunc(sites, func(a, b *retry.Site) int {
		return cmp.Or(held(a)-held(b), int(a.Node.Pos())-int(b.Node.Pos()))
	})
	for _, s := range sites {
		if daemon(res, s) {
			r.Silent(report.Finding{At: s.Node, Site: s}, reasons.NobodyWaits, "it runs beside the rest of the program, waits between the attempts, and has nobody to return an error to")
			continue
		}
		if s.Protocol == domain.GRPC {
			j.grpc(r, s)
		} else {
			of := owner(res, s)
			reported := j.http(r, s, of)
			j.split(r, res, s, of)
			j.provider(r, s, reported)
			j.transaction(r, res, s)
		}
	}
}

// daemon reports whether a loop is meant to go on until it has what it asks for, or its context ends: it is run beside the rest of the
// program, has no result to tell of a failure by, and waits before each attempt.
func daemon(res *site.Result, s *retry.Site) bool {
	i := slices.IndexFunc(res.Cycles, func(c *retry.Cycle) bool { return c.Of(s) })
	if i < 0 || !res.Cycles[i].Beside || slices.ContainsFunc(s.Paths, func(p retry.Path) bool { return p.Wait == retry.WaitNone }) {
		return false
	}
	b := res.Cycles[i].Bound
	return b.Attempts == 0 && !b.Counted && (b.Kind == retry.BoundNone || b.Kind == retry.BoundContext)
}

type judge struct {
	catalog *catalog.Catalog
	doubts  map[*retry.Site]retry.Silence // why a declared site may be none of a retry
}

// doubt is why a finding about a site is not reported unless settings are strict. Whoever names codes that are hopeless has them in mind,
// and no turn to another host, for which a request is as wrong.
func (j judge) doubt(s *retry.Site, named bool) retry.Silence {
	if d := j.doubts[s]; !named || d.Reason == reasons.AnotherTarget {
		return d
	}
	return retry.Silence{}
}

// refusals are the statuses of a request that was refused for what it is; limits and time-outs pass.
var refusals = codeset.StatusRange(400, 499).Minus(codeset.Status(408, 425, 429))

var renewable = codeset.Status(401, 403, 407)

// http judges the HTTP statuses of a site, whose API may be known. It tells whether it has reported some.
func (j judge) http(r *report.Reporter, s *retry.Site, of *catalog.Provider) (reported bool) {
	var all, bad codeset.Statuses
	var at ast.Node
	most := -1
	for _, p := range s.Paths {
		if why := elsewhere(p); why != reasons.None {
			r.Silent(report.Finding{At: s.Node, Site: s}, why, "%s", p.Codes)
			continue
		}
		codes := p.Codes
		if p.Touched {
			codes = codes.Minus(renewable)
		}
		all = all.Union(p.Codes)
		n := codes.Intersect(j.hopeless()).Len()
		bad = bad.Union(codes.Intersect(j.hopeless()))
		if n > most {
			most, at = n, p.Test
		}
	}
	if at == nil {
		at = s.Node
	}
	pass := passing(of, bad)
	switch {
	case !bad.Empty() && bad.Minus(pass).Empty():
		status := slices.Collect(pass.Codes())[0]
		r.Silent(report.Finding{At: at, Site: s}, reasons.StatusSplit, "%d of %s may mean %s, which passes", status, of.ID, few(under(of, status, catalog.Backoff)))
		return false
	case bad.Empty() && !s.Unread.Intersect(j.hopeless()).Empty():
		r.Silent(report.Finding{At: at, Site: s}, s.Why.Reason, "it certainly retries %s; %s", all, s.Why.Text)
		return false
	case bad.Empty():
		r.Silent(report.Finding{At: at, Site: s}, reasons.NothingHopeless, "it retries %s", all)
		return false
	case decided(s, bad):
		r.Silent(report.Finding{At: at, Site: s}, reasons.Chosen, "of the refusals %s alone go round", bad)
		return false
	}
	at, shared := s.Place(at)
	named := bad.Intersect(codeset.Status(400, 401, 403, 404, 422))
	if named.Len() > 3 {
		named = bad.Intersect(codeset.Status(400, 401, 403))
	}
	if named.Empty() {
		named = bad
	}
	var fixes []analysis.SuggestedFix
	if decided(s, bad.Minus(named)) { // nothing would be left to report
		fixes = r.TakeOut(s, named)
	}
	switch {
	case s.Kind == domain.Table:
		r.Report(report.Finding{At: at, Site: s, Fixes: fixes}, "list", "%s lists %s; the same request fails again, so take it out", s.Name, named)
	case s.Kind == domain.Predicate:
		r.Report(report.Finding{At: at, Site: s, Fixes: fixes, Why: j.doubt(s, bad.Len() < many)}, "predicate", "%s is true for %s%s; the same request fails again, so return false", s.Name, named, among(r, named, all))
	case s.Final != "": // the library goes round because the error is returned
		r.Report(report.Finding{At: at, Site: s, Fixes: fixes}, "retries-final", "retries %s (%s); the same request fails again, so wrap the error in %s", named, whole(r, named, all, r.Sent(at, s.Attempt, shared)), s.Final)
	case bad.Minus(renewable).Empty() && keepsOld(s, bad):
		r.Report(report.Finding{At: at, Site: s}, "old-credentials", "retries %s with the old credentials (%s): the header was set before others were got; set it again", named, r.Sent(at, s.Attempt, shared))
	case s.Kind == domain.Once:
		r.Report(report.Finding{At: at, Site: s, Fixes: fixes}, "once", "sends the same request once more after %s (%s); it fails again, so %s", named, whole(r, named, all, r.Sent(at, s.Attempt, shared)), remedy(r, s))
	default:
		r.Report(report.Finding{At: at, Site: s, Fixes: fixes}, "retries", "retries %s (%s); the same request fails again, so %s", named, whole(r, named, all, r.Sent(at, s.Attempt, shared)), remedy(r, s))
	}
	return true
}

// keepsOld reports whether all paths by which some refusals go round have got other credentials, and send the old ones again.
func keepsOld(s *retry.Site, bad codeset.Statuses) bool {
	return !slices.ContainsFunc(s.Paths, func(p retry.Path) bool { return !p.Stale && !p.Codes.Intersect(bad).Empty() })
}

// remedy is how a program ends the retries of an error: to return it is what has some libraries and helpers go round.
func remedy(r *report.Reporter, s *retry.Site) string {
	switch {
	case s.Final != "":
		return r.Say("wrap", "wrap the error in %s", s.Final)
	case s.Helper != "":
		return r.Say("stop", "have %s stop at it", s.Helper)
	}
	return r.Say("return", "return the error")
}

// elsewhere is why the statuses of a path do not decide on it: the body's code or the error's text does, or it is another request.
func elsewhere(p retry.Path) reasons.Reason {
	switch {
	case len(p.Provider) > 0:
		return reasons.BodyDecides
	case p.Renewed:
		return reasons.Renewed
	case p.Named:
		return reasons.TextDecides
	}
	return reasons.None
}

// many are more hopeless statuses than anybody names one by one: a default of yes.
const many = 6

// decided reports whether somebody may have decided to retry the statuses of a site.
func decided(s *retry.Site, bad codeset.Statuses) bool {
	switch s.Kind {
	case domain.Predicate, domain.Table:
		// 401 by name: the caller may renew the credentials. A default of "retry" meets many more.
		return !bad.Contains(400) && bad.Len() < many
	}
	return !bad.Contains(400) && !bad.Contains(401) // 403, 404 and the like by name
}

// provider judges the codes of a provider that an answer's body carries; and the errors of an SDK, unless the statuses that they stand for
// have been reported.
func (j judge) provider(r *report.Reporter, s *retry.Site, reported bool) {
	for _, p := range s.Paths {
		if p.Renewed {
			r.Silent(report.Finding{At: s.Node, Site: s}, reasons.Renewed, "%s", p.Codes)
			continue
		}
		for _, set := range p.Provider {
			if set.SDK && reported {
				r.Silent(report.Finding{At: s.Node, Site: s}, reasons.StatusSaid, "those of %s", set.Provider)
				continue
			}
			if j.succeeds(set) {
				r.Silent(report.Finding{At: s.Node, Site: s}, reasons.SuccessToo, "%s's code of success is asked for again as well", set.Provider)
				continue
			}
			if !set.Named() && !set.OfStatuses() && p.Codes.Intersect(refusals).Empty() {
				r.Silent(report.Finding{At: s.Node, Site: s}, reasons.StatusSplit, "the statuses that go round with %s's other codes pass", set.Provider)
				continue
			}
			bad := j.hopelessOf(set, p)
			if len(bad) == 0 || p.Test == nil {
				r.Silent(report.Finding{At: s.Node, Site: s}, reasons.NothingHopeless, "none of %s's codes that go round is hopeless", set.Provider)
				continue
			}
			text := r.Say("meaning", "%s (%s)", bad[0].Code, r.Meaning(bad[0]))
			if len(bad) > 1 {
				text = r.Say("more", "%s and %d more", text, len(bad)-1)
			}
			person, stale := bad[0].Retry == catalog.User, bad[0].Retry == catalog.Refresh
			at, shared := s.Place(p.Test)
			f := report.Finding{At: at, Site: s, Why: j.doubt(s, set.Named())}
			switch {
			case s.Kind == domain.Predicate && person:
				r.Report(f, "predicate-user", "%s is true for %s code %s; a person has to act first, so return false", s.Name, set.Provider, text)
			case s.Kind == domain.Predicate && stale:
				r.Report(f, "predicate-stale", "%s is true for %s code %s; the same credentials fail again, so return false", s.Name, set.Provider, text)
			case s.Kind == domain.Predicate:
				r.Report(f, "predicate-code", "%s is true for %s code %s; the same request fails again, so return false", s.Name, set.Provider, text)
			case stale:
				r.Report(f, "stale", "retries %s code %s, %s; the same credentials fail again, so renew them, or return the error", set.Provider, text, r.Sent(at, s.Attempt, shared))
			case person:
				r.Report(f, "user", "retries %s code %s, %s; a person has to act first, so %s", set.Provider, text, r.Sent(at, s.Attempt, shared), remedy(r, s))
			default:
				r.Report(f, "code", "retries %s code %s, %s; the same request fails again, so %s", set.Provider, text, r.Sent(at, s.Attempt, shared), remedy(r, s))
			}
			return
		}
	}
}

// hopelessOf are the codes of a provider that a path goes round with, and that no other attempt mends.
func (j judge) hopelessOf(set retry.ProviderCodes, p retry.Path) (bad []catalog.Entry) {
	for _, e := range set.Entries(j.catalog) {
		hopeless := e.Retry == catalog.Never || e.Retry == catalog.User || stale(e, set, p)
		if set.OfStatuses() {
			hopeless = j.hopeless().Contains(e.HTTP) && !(p.Touched && renewable.Contains(e.HTTP))
		}
		if hopeless && p.May(set, e) && e.Confidence > catalog.Low && !e.Observed {
			bad = append(bad, e)
		}
	}
	return bad
}

func (j judge) succeeds(set retry.ProviderCodes) bool {
	if set.OfStatuses() && set.Ints.Contains(0) && set.Ints.Contains(200) { // of these two, the API has one
		return true
	}
	p, ok := j.catalog.Provider(set.Provider)
	if !ok {
		return false
	}
	for s := range p.AllShapes() {
		for _, c := range s.Success {
			if s.Scheme == set.Scheme && set.Contains(c) && s.When == "" {
				return true
			}
		}
	}
	return false
}

// stale reports whether a code that asks for new credentials is retried with the old ones. Clients of SDKs renew them by themselves.
func stale(e catalog.Entry, set retry.ProviderCodes, p retry.Path) bool {
	return e.Retry == catalog.Refresh && set.Named() && !set.SDK && !p.Touched
}

// hopeless is the set of statuses that the http catalog holds for wrong requests or for a person to settle.
func (j judge) hopeless() codeset.Statuses {
	return codeset.Where(func(code int) bool {
		e, ok := j.catalog.Status(code)
		return code == 401 || ok && e.Confidence == catalog.High && (e.Retry == catalog.Never || e.Retry == catalog.User)
	}).Intersect(codeset.StatusRange(400, 499))
}

// among says of which statuses those are that are named, unless they are all.
func among(r *report.Reporter, named, all codeset.Statuses) string {
	if named == all {
		return ""
	}
	return r.Say("among", " (%s)", all)
}

// whole says the same, and where the request is sent.
func whole(r *report.Reporter, named, all codeset.Statuses, sent string) string {
	if named == all {
		return sent
	}
	return r.Say("all", "%s, %s", all, sent)
}

var grpcNames = [...]string{"OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied",
	"ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated"}

// grpcHopeless are the gRPC codes that say the request is wrong or not allowed. NotFound, AlreadyExists,
// FailedPrecondition and OutOfRange depend on the state of the server, which may change.
var grpcHopeless = codeset.Status(3, 7, 12, 16)

// grpc judges the gRPC codes of a site.
func (j judge) grpc(r *report.Reporter, s *retry.Site) {
	var bad codeset.Statuses
	var at ast.Node
	for _, p := range s.Paths {
		hopeless := grpcHopeless
		if p.Touched {
			hopeless = hopeless.Minus(codeset.Status(7, 16))
		}
		if codes := p.Codes.Intersect(hopeless); !codes.Empty() && p.Test != nil {
			bad = bad.Union(codes)
			if at == nil {
				at = p.Test
			}
		}
	}
	switch {
	case bad.Empty():
		r.Silent(report.Finding{At: s.Node, Site: s}, reasons.NothingHopeless, "")
		return
	case !bad.Contains(3) && bad.Len() < 2: // Unauthenticated or PermissionDenied by name
		r.Silent(report.Finding{At: at, Site: s}, reasons.Chosen, "")
		return
	}
	var names []string
	for c := range bad.Codes() {
		names = append(names, grpcNames[c])
	}
	text := strings.Join(names, ", ")
	at, shared := s.Place(at)
	switch s.Kind {
	case domain.Policy, domain.Table:
		r.Report(report.Finding{At: at, Site: s}, "grpc-list", "%s lists %s; the same request fails again, so take them out", s.Name, text)
	case domain.Predicate:
		r.Report(report.Finding{At: at, Site: s, Why: j.doubt(s, bad != grpcHopeless)}, "grpc-predicate", "%s is true for %s; the same request fails again, so return false", s.Name, text)
	default:
		r.Report(report.Finding{At: at, Site: s}, "grpc", "retries %s (%s); the same request fails again, so %s", text, r.Sent(at, s.Attempt, shared), remedy(r, s))
	}
}
