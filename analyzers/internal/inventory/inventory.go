package inventory

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/wording"
)

// Name is that of the analyzer, and the category of its diagnostics.
const Name = "inventory"

// New returns the analyzer that lists what an engine saw and what rules on top of it had to say.
func New(engine *analysis.Analyzer, rules []*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     Name,
		Doc:      Name + ": list the retries of a package (used by retryvet sites)",
		URL:      "https://pkg.go.dev/github.com/retryvet/retryvet",
		Requires: append([]*analysis.Analyzer{engine}, rules...),
		Run: func(pass *analysis.Pass) (any, error) {
			if len(pass.Files) == 0 {
				return nil, nil
			}
			res := pass.ResultOf[engine].(*site.Result)
			p := site.FindAnywhere(res, func(p *site.Package) *Package {
				l := lister{pass: pass, Package: p, res: res}
				for _, rule := range rules {
					for _, v := range pass.ResultOf[rule].(*report.Outcome).Verdicts() {
						l.verdicts = append(l.verdicts, &said{rule: rule.Name, Verdict: v})
					}
				}
				return l.list()
			})
			if p == nil {
				return nil, nil
			}
			text, err := p.encode()
			if err != nil {
				return nil, err
			}
			at := pass.Files[0].Package
			pass.Report(analysis.Diagnostic{Pos: at, Category: Name, Message: fmt.Sprintf("%s: %d retries", Name, len(p.Retries)),
				Related: []analysis.RelatedInformation{{Pos: at, Message: text}}})
			return nil, nil
		},
	}
}

// said is what a rule had to say.
type said struct {
	rule string
	report.Verdict
	listed bool // with a retry
}

// A lister lists the retries of one package.
type lister struct {
	pass *analysis.Pass
	*site.Package
	res      *site.Result
	verdicts []*said
}

func (l *lister) list() *Package {
	p := &Package{Path: l.Pkg.Path(), Retries: []Retry{}, Functions: []Function{}}
	all := slices.Clone(l.res.Candidates)
	for _, v := range l.verdicts { // what the engine did not see is declared somewhere
		if s := v.Site; s != nil && !slices.ContainsFunc(all, func(c *retry.Candidate) bool { return c.Site == s }) {
			all = append(all, &retry.Candidate{Way: retry.Way{Attempt: s.Attempt, Via: s.Node, Entry: s.Entry}, Kind: s.Kind, Site: s})
		}
	}
	all = append(all, l.untried(all)...)
	all = append(all, l.waiting(all)...)
	slices.SortStableFunc(all, func(a, b *retry.Candidate) int { return cmp.Compare(a.Via.Pos(), b.Via.Pos()) })
	for _, c := range all {
		if !l.SilentAt(c.Via) {
			p.Retries = append(p.Retries, l.retry(c))
		}
	}
	for _, c := range l.Clients() {
		if !l.SilentAt(c.Call) {
			p.Retries = append(p.Retries, l.client(c.Call, c.Repeat))
		}
	}
	p.Functions = append(p.Functions, l.functions()...)
	p.Remarks = l.remarks()
	return p
}

// remarks are the verdicts that belong to none of the retries.
func (l *lister) remarks() []Remark {
	var out []Remark
	for _, v := range l.verdicts {
		if v.listed || l.SilentAt(v.At) {
			continue
		}
		m := Remark{Rule: v.rule, Place: l.place(v.At), Message: v.Message}
		if v.Why.Reason != reasons.None {
			why := l.reason(v.rule, v.Why)
			m.Reason = &why
		}
		out = append(out, m)
	}
	return out
}

func (l *lister) place(n interface{ Pos() token.Pos }) Place {
	p := l.Fset.Position(n.Pos())
	return Place{File: p.Filename, Line: p.Line, Column: p.Column}
}

func (l *lister) placeOf(n ast.Node) *Place {
	if n == nil {
		return nil
	}
	p := l.place(n)
	return &p
}

// functionAround is the name of the declared function around a node, with its receiver: "(*client).get".
func (l *lister) functionAround(n ast.Node) string {
	d := l.Enclosing(n)
	if d == nil {
		return ""
	}
	return nameOf(d)
}

func nameOf(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	return "(" + types.ExprString(d.Recv.List[0].Type) + ")." + d.Name.Name
}

func (l *lister) retry(c *retry.Candidate) Retry {
	r := Retry{Place: l.place(c.Via), EndLine: l.Fset.Position(c.Via.End()).Line, Package: l.Pkg.Path(), Function: l.functionAround(c.Via),
		How: report.Kind(c.Kind), Library: c.Library, Notable: []string{}, Paths: []Path{}, Findings: []Finding{}, Reasons: []Reason{}}
	if _, ok := c.Via.(*ast.LabeledStmt); ok {
		r.How = "goto"
	}
	if call, ok := c.Via.(*ast.CallExpr); ok {
		r.Via = types.ExprString(call.Fun)
	}
	if c.Attempt != nil {
		r.Sends = l.sends(c.Attempt, c.Sent, c.Proto)
	}
	set, paths := c.Seen, c.Paths
	if s := c.Site; s != nil {
		r.Certain = s.Held.Reason == reasons.None
		if s.Name != "" {
			r.Via = s.Name
		}
		set, paths = s.Retries(), s.Paths
		if !s.Hinted.Empty() {
			r.RetryAfter = s.Hinted.String()
		}
	}
	grpc := c.Proto == domain.ProtoGRPC || c.Site != nil && c.Site.Protocol == domain.GRPC
	if !set.Empty() {
		r.Retries = set.String()
		r.Notable = notable(set, grpc)
	}
	for _, p := range paths {
		r.addPath(l.path(p))
		for _, set := range p.Provider {
			r.Provider = set.Provider
		}
	}
	for _, d := range c.Delays {
		r.Delays = append(r.Delays, Delay{Attempt: d.Attempt, Least: int64(d.Least), Most: int64(d.Most), Known: d.Known, Random: d.Random, Told: d.Told, Library: d.OfSchedule})
	}
	for _, w := range c.Waits {
		if at := l.place(w); !slices.Contains(r.WaitsAt, at) {
			r.WaitsAt = append(r.WaitsAt, at)
		}
	}
	for _, n := range c.Nested {
		r.Nested = append(r.Nested, Nest{Place: l.place(n.Node), Name: n.Name, Attempts: n.Attempts, Outer: n.Outer})
	}
	l.ends(&r, c.Cycle)
	l.bodies(&r, c)
	l.judged(&r, c)
	return r
}

func (l *lister) sends(call *ast.CallExpr, s retry.Sent, proto domain.Proto) *Sends {
	out := &Sends{Place: l.place(call), Call: types.ExprString(call), Method: s.Method, Host: s.Host}
	switch proto {
	case domain.ProtoGRPC:
		out.Protocol = "grpc"
	case domain.ProtoHTTP, domain.ProtoDoer:
		out.Protocol = "http"
	default:
		out.Protocol = "unknown"
	}
	return out
}

func (l *lister) path(p retry.Path) Path {
	out := Path{Codes: p.Codes.String(), Wait: report.WaitKind(p.Wait), Test: l.placeOf(p.Test), Renewed: p.Renewed}
	if p.Delay > 0 {
		out.Delay = p.Delay.String()
	}
	return out
}

// addPath adds what people can tell from the others.
func (r *Retry) addPath(p Path) {
	same := func(q Path) bool {
		at := p.Test == q.Test || p.Test != nil && q.Test != nil && *p.Test == *q.Test
		p, q := p, q
		p.Test, q.Test = nil, nil
		return at && p == q
	}
	if !slices.ContainsFunc(r.Paths, same) {
		r.Paths = append(r.Paths, p)
	}
}

// asked are the statuses that people ask for first.
var asked = []int{400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 501, 502, 503, 504}

func notable(set codeset.Statuses, grpc bool) []string {
	out := []string{}
	if grpc {
		for c := range set.Codes() {
			if c <= 16 {
				out = append(out, strconv.Itoa(c))
			}
		}
		return out
	}
	for _, c := range asked {
		if set.Contains(c) {
			out = append(out, strconv.Itoa(c))
		}
	}
	if !set.Intersect(codeset.TransportOnly()).Empty() {
		out = append(out, "none")
	}
	return out
}

// ends says what ends a retry.
func (l *lister) ends(r *Retry, c *retry.Cycle) {
	if c == nil {
		return
	}
	r.Bound, r.Attempts = report.Bound(c.Bound), c.Bound.Attempts
	if c.Bound.Elapsed > 0 {
		r.TimeLimit = c.Bound.Elapsed.String()
	}
	if c.Bound.Kind == retry.BoundContext {
		r.Context = "ends the retries"
	}
}

// bodies says what is wrong with what a retry sends again, or leaves open.
func (l *lister) bodies(r *Retry, c *retry.Candidate) {
	for _, b := range l.res.Resends {
		if !b.Left() && b.Attempt == c.Attempt && (b.Via == nil || b.Via == c.Via) {
			r.Body = b.Kind.String()
		}
	}
}

// judged are the findings and the reasons of all rules for a candidate, and the engine's.
func (l *lister) judged(r *Retry, c *retry.Candidate) {
	for _, s := range c.Silences {
		r.addReason(l.reason("", s))
	}
	for _, v := range l.verdicts {
		switch {
		case v.Site != nil && v.Site == c.Site, v.Cycle != nil && v.Cycle == c.Cycle:
		case v.Site == nil && v.Cycle == nil && (c.Attempt != nil && v.At == ast.Node(c.Attempt) || v.At == c.Via):
		default:
			continue
		}
		v.listed = true
		if v.Why.Reason != reasons.None {
			r.addReason(l.reason(v.rule, seen(c, v.Why)))
			continue
		}
		r.Findings = append(r.Findings, Finding{Rule: v.rule, Place: l.place(v.At), Message: v.Message})
		if v.rule == "ignoresctx" {
			r.Context = "is ignored by a wait"
		}
	}
	if r.Context == "" && slices.ContainsFunc(r.Reasons, func(o Reason) bool { return o.ID == reasons.WaitEnds.Entry().ID }) && c.Kind != domain.Callback &&
		slices.ContainsFunc(r.Paths, func(p Path) bool { return p.Wait != "none" }) {
		r.Context = "ends the waits"
	}
}

// seen is a reason as far as it can be one: that something is not there does not hold where not all was seen.
func seen(c *retry.Candidate, why retry.Silence) retry.Silence {
	if !c.Cut || !why.Reason.Exhaustive() {
		return why
	}
	text := why.Text
	if text == "" {
		text = why.Reason.Entry().ID
	}
	return retry.Silence{Reason: reasons.StepsSpent, At: why.At, Text: "as far as it was gone through: " + text}
}

func (r *Retry) addReason(o Reason) {
	if !slices.ContainsFunc(r.Reasons, func(p Reason) bool { return p.ID == o.ID && p.Rule == o.Rule && p.Text == o.Text }) {
		r.Reasons = append(r.Reasons, o)
	}
}

func (l *lister) reason(rule string, s retry.Silence) Reason {
	e := s.Reason.Entry()
	text := s.Text
	if p := wording.In(l.Options.Reporting.Language); text == "" || p.Language() != wording.English { // the engine's sentences are English
		text = report.Reason(p, s.Reason)
	}
	return Reason{ID: e.ID, Class: string(e.Class), Strict: s.Reason.Weak(), Rule: rule, Text: text, At: l.placeOf(s.At)}
}

// functions are the declared functions of judged files, and how far they were gone through.
func (l *lister) functions() []Function {
	traces := map[ast.Node]retry.Trace{}
	for _, t := range l.Traces() {
		traces[t.Fn] = t
	}
	attempts := l.Attempts()
	var out []Function
	for root := range l.Roots() {
		d := root.Decl
		if d == nil {
			continue
		}
		f := Function{Name: nameOf(d), Place: l.place(d), EndLine: l.Fset.Position(d.End()).Line}
		for _, a := range attempts {
			if gotypes.Within(a.Pos(), d) {
				f.Attempts = append(f.Attempts, *l.sends(a, retry.Sent{}, domain.ProtoOpaque))
			}
		}
		t, gone := traces[d]
		switch f.Root, f.Steps, f.Cut = gone, t.Steps, t.Cut; {
		case !gone:
			why := l.reason("", l.Unfollowed(d))
			f.Reason = &why
		case t.Cut:
			why := l.reason("", l.cut(d, t))
			f.Reason = &why
		}
		out = append(out, f)
	}
	return out
}

// client is a client that sends requests again by itself, where it is made.
func (l *lister) client(call *ast.CallExpr, c library.Repeat) Retry {
	codes := api.CodesOf(c)
	return Retry{Place: l.place(call), EndLine: l.Fset.Position(call.End()).Line, Package: l.Pkg.Path(), Function: l.functionAround(call),
		How: "client", Library: c.Of, Via: types.ExprString(call.Fun), Retries: codes.String(), Notable: notable(codes, false), Paths: []Path{},
		Bound: "the client, unless it is told otherwise", Attempts: c.Attempts, Findings: []Finding{}, Reasons: []Reason{}}
}
