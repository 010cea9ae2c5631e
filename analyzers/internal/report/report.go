// Package report is the one way by which the rules report: it leaves out generated and test files, folds what drivers
// drop into the text, heeds the comments that silence findings, and keeps to one finding of a rule on a line.
package report

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/wording"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/catalog/spelling"
)

// An Outcome is the result of a rule: the directives that silenced something, and where nothing did, for the rule that looks
// for idle ones; and what it had to say of each retry, for the inventory.
type Outcome struct {
	used     []*directives.Directive
	found    []token.Pos
	verdicts []Verdict
}

// Used reports whether a directive silenced a finding of the rule.
func (o *Outcome) Used(d *directives.Directive) bool { return slices.Contains(o.used, d) }

// Rule makes the analyzer of a rule: its documentation is the section "# Analyzer NAME" of doc, its judgement is run,
// called with the engine's model of a package.
func Rule(name, doc string, engine *analysis.Analyzer, run func(*Reporter, *site.Result)) *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name:       name,
		Doc:        extractDoc(doc, name),
		URL:        "https://pkg.go.dev/github.com/retryvet/retryvet/analyzers/" + name,
		Requires:   []*analysis.Analyzer{engine, directives.Analyzer},
		ResultType: reflect.TypeFor[*Outcome](),
	}
	a.Run = func(pass *analysis.Pass) (outcome any, err error) {
		res := pass.ResultOf[engine].(*site.Result)
		r := newReporter(pass, res)
		outcome = r.outcome
		if p := res.Panic; p != nil { // the engine never goes quiet: what stopped it is a finding
			r.failed(p.Node, p.Func, p.Message)
		}
		if len(pass.Files) > 0 {
			r.Guard(pass.Files[0].Name, "package "+pass.Pkg.Name(), func() { run(r, res) })
		}
		return outcome, nil
	}
	return a
}

// extractDoc is the text under the heading "# Analyzer NAME" of a package comment.
func extractDoc(doc, name string) string {
	var b strings.Builder
	in := false
	for line := range strings.Lines(doc) {
		text, isComment := strings.CutPrefix(strings.TrimRight(line, "\n"), "//")
		if !isComment {
			break
		}
		text = strings.TrimPrefix(text, " ")
		if strings.HasPrefix(text, "# ") {
			in = text == "# Analyzer "+name
			continue
		}
		if in {
			b.WriteString(text + "\n")
		}
	}
	text := strings.TrimSpace(b.String())
	if !strings.HasPrefix(text, name+": ") {
		panic("no documentation for analyzer " + name) // a mistake in doc.go, seen by the first test
	}
	return text
}

// A Reporter reports the findings of one rule on one package.
//
// It says texts in the language of the user: by a key, which is the rule's own and never changes, and the English text.
type Reporter struct {
	wording.Printer
	pass       *analysis.Pass
	res        *site.Result
	directives *directives.Set
	outcome    *Outcome
	skip       map[*token.File]bool
	lines      map[string]bool        // that have a finding, and whether it is one that is reported without strict settings, too
	offered    map[string]bool        // fixes: of two findings that one change mends, the first offers it
	dropped    map[*ast.Ident]bool    // what the fixes take out
	seconds    map[ast.Node][]Related // what the findings to come are about beside the node at which they stand
}

func newReporter(pass *analysis.Pass, res *site.Result) *Reporter {
	r := &Reporter{
		Printer: wording.In(res.Reporting.Language), pass: pass, res: res, directives: pass.ResultOf[directives.Analyzer].(*directives.Set), outcome: &Outcome{},
		skip: map[*token.File]bool{}, lines: map[string]bool{}, offered: map[string]bool{}, dropped: map[*ast.Ident]bool{}, seconds: map[ast.Node][]Related{},
	}
	for _, f := range pass.Files {
		r.skip[pass.Fset.File(f.FileStart)] = index.Silent(pass.Fset, pass.Pkg, f, res.Tests)
	}
	return r
}

// A Finding is what a rule has to say about a place, and what it knows of it beside its text.
type Finding struct {
	At         ast.Node
	Site       *retry.Site  // the retries that it is about; may be nil
	Cycle      *retry.Cycle // the same; may be nil
	Provider   string       // whose codes it is about, if the site does not tell
	Confidence Confidence   // High unless said
	Fixes      []analysis.SuggestedFix
	Unsafe     []analysis.SuggestedFix // in the place of Fixes, what somebody has to look at
	Why        retry.Silence           // why it is not reported after all, unless settings are strict; None as a rule
}

// Confidence is how sure a finding is.
type Confidence string

const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low" // it rests on what is not there: a document that does not mention something may be old
)

// Say says a text of the rule in the user's language. The key is the rule's own.
func (r *Reporter) Say(key, format string, args ...any) string {
	return r.say(r.pass.Analyzer.Name+"."+key, format, args...)
}

func (r *Reporter) say(key, format string, args ...any) string {
	args = slices.Clone(args)
	for i, arg := range args {
		switch arg := arg.(type) {
		case codeset.Statuses:
			args[i] = arg.In(r.Language())
		case time.Duration:
			args[i] = arg.String()
		}
	}
	return r.Printer.Say(key, format, args...)
}

// Phrase is what the engine says of what a library does, in the user's language: a phrase of the library's table, or one that it makes.
func (r *Reporter) Phrase(english string) string {
	if rest, ok := strings.CutPrefix(english, "the client calls "); ok {
		hook, _, _ := strings.Cut(rest, " ")
		return r.say("report.client-calls", "the client calls %s again for what is sent here", hook)
	}
	if text := r.Translate("phrase."+english, english); text != english {
		return text
	}
	if of, setting, ok := strings.Cut(english, " with "); ok {
		if n, ok := strings.CutSuffix(setting, " attempts"); ok {
			return r.say("report.with-attempts", "%s with %s attempts", of, n)
		}
		return r.say("report.with", "%s with %s", of, setting)
	}
	return english
}

// listed are as many known words as a message has room for: all rules, but not all providers.
const listed = 12

// Hint is what to say of a word that is none of the known ones.
func (r *Reporter) Hint(word string, known ...string) string {
	if near := spelling.Nearest(word, slices.Values(known)); len(near) > 0 {
		return r.say("report.meant", "did you mean %s?", r.Or(near))
	}
	if more := len(known) - listed; more > 1 {
		return r.say("report.some", "known are %s and %d more", strings.Join(known[:listed], ", "), more)
	}
	return r.say("report.known", "known are %s", strings.Join(known, ", "))
}

// Meaning is what the catalog says of a code, in the user's language if it can.
func (r *Reporter) Meaning(e catalog.Entry) string { return e.Text(r.Language()) }

// Report reports a finding, unless its file is silent, the line has one already, or a directive silences it. The key names what is
// found among all that the rule finds: baselines and readers of reports know the finding by it, whatever the wording.
func (r *Reporter) Report(f Finding, key, format string, args ...any) {
	n := f.At
	tf := r.pass.Fset.File(n.Pos())
	if tf == nil || r.skip[tf] || r.heldBack(&f) {
		return
	}
	details, fixes := r.details(f), f.Fixes
	details.Key, details.Function = key, r.functionAround(n)
	line := fmt.Sprintf("%s:%d", tf.Name(), tf.Line(n.Pos()))
	certain := f.Why.Reason == reasons.None
	if before, taken := r.lines[line]; taken && (before || !certain) {
		return
	}
	r.lines[line] = certain
	if index.Moved(r.pass.Fset, n.Pos()) {
		fixes, f.Unsafe = nil, nil // they would change what a tool made of the file, which nobody keeps
	}
	inFile := func(fixes []analysis.SuggestedFix) []analysis.SuggestedFix { // golangci-lint writes all into the finding's file
		return r.fitting(slices.DeleteFunc(fixes, func(f analysis.SuggestedFix) bool {
			return slices.ContainsFunc(f.TextEdits, func(e analysis.TextEdit) bool { return r.pass.Fset.File(e.Pos) != tf })
		}))
	}
	d := analysis.Diagnostic{Pos: n.Pos(), End: n.End(), Message: r.Say(key, format, args...) + r.doubt(f), SuggestedFixes: inFile(fixes)}
	details.Related = r.related(n, details.Related)
	for _, by := range r.directives.At(n.Pos(), r.pass.Analyzer.Name) {
		if by.Form == directives.Nolint && r.res.Reporting.Nolint {
			continue
		}
		r.outcome.used = append(r.outcome.used, by)
		details.Silenced = &Silenced{Reason: by.Reason, Place: r.place(by.Comment)}
	}
	if details.Silenced == nil {
		again := func(f analysis.SuggestedFix) bool {
			key := fmt.Sprint(f.TextEdits)
			again := r.offered[key]
			r.offered[key] = true
			return again
		}
		d.SuggestedFixes = slices.DeleteFunc(d.SuggestedFixes, again)
		details.Unsafe = r.written(slices.DeleteFunc(inFile(f.Unsafe), again))
		r.outcome.found = append(r.outcome.found, n.Pos())
		r.outcome.verdicts = append(r.outcome.verdicts, Verdict{Site: f.Site, Cycle: f.Cycle, At: n, Message: d.Message})
	} else {
		r.Silent(f, reasons.Silenced, "%s:%d: %s", filepath.Base(details.Silenced.File), details.Silenced.Line, details.Silenced.Reason)
	}
	if details.Silenced == nil || r.res.Reporting.Details {
		r.emit(d, details)
	}
}

// Guard runs what judges a part of a package, and reports its panics: the rest of the package is judged all the same. A panic is a
// finding and not an error, which vet prints once and then takes the package for clean.
func (r *Reporter) Guard(n ast.Node, name string, judge func()) {
	defer func() {
		if p := recover(); p != nil {
			r.failed(n, name, fmt.Sprint(p))
		}
	}()
	judge()
}

func (r *Reporter) failed(n ast.Node, where, what string) {
	r.emit(analysis.Diagnostic{
		Pos:     n.Pos(),
		Message: r.say("report.failed", "retryvet itself failed in %s: %s; please report this", where, what),
	}, Details{Severity: "error", Confidence: High, Key: "failed"})
}

// emit hands a finding to the driver, in the way that it asked for.
func (r *Reporter) emit(d analysis.Diagnostic, details Details) {
	name := r.pass.Analyzer.Name
	off := r.offAt(name, d.Pos)
	if off && !r.res.Reporting.Details {
		return
	}
	d.Category = name
	if r.res.Reporting.Named {
		d.Message = name + ": " + d.Message
	}
	if r.res.Reporting.Details {
		details.Off = off
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: d.Pos, Message: details.encode()})
	}
	r.pass.Report(d)
}

// Place names the place where a request is sent in a message about at: "line 12", or "client.go:12" if it is in another
// file.
func (r *Reporter) Place(at ast.Node, n interface{ Pos() token.Pos }) string {
	r.NoteSent(at, n)
	return r.where(at, n)
}

// PlaceOf names another second place in a message about at. What is there, a text of the rule, is for drivers that show the place itself.
func (r *Reporter) PlaceOf(at ast.Node, n interface{ Pos() token.Pos }, key, what string) string {
	r.Note(at, n, key, what)
	return r.where(at, n)
}

func (r *Reporter) where(at ast.Node, n interface{ Pos() token.Pos }) string {
	here, there := r.pass.Fset.Position(at.Pos()), r.pass.Fset.Position(n.Pos())
	if here.Filename == there.Filename {
		return r.say("report.line", "line %d", there.Line)
	}
	return r.say("report.file", "%s:%d", filepath.Base(there.Filename), there.Line)
}

// Sent names, in a message about at, where a request is sent and, unless that is nil, where a helper decides to send it again for
// several callers.
func (r *Reporter) Sent(at ast.Node, attempt, decided ast.Node) string {
	if decided == nil {
		return r.say("report.sent", "sent at %s", r.Place(at, attempt))
	}
	sent := r.Place(at, attempt)
	r.seconds[at] = append(r.seconds[at], Related{r.place(decided), r.shared()})
	return r.say("report.decided", "sent at %s, decided at %s", sent, r.where(at, decided))
}

func (r *Reporter) sentHere() string { return r.say("report.sent-here", "the request is sent here") }
func (r *Reporter) shared() string {
	return r.say("report.shared", "what decides is shared with other retries")
}

// NoteSent adds the place where a request is sent to the next finding at a node.
func (r *Reporter) NoteSent(at ast.Node, n interface{ Pos() token.Pos }) {
	r.seconds[at] = append(r.seconds[at], Related{r.place(n), r.sentHere()})
}

// Note adds a second place to the next finding at a node whose message has no room for it.
func (r *Reporter) Note(at ast.Node, n interface{ Pos() token.Pos }, key, what string) {
	r.seconds[at] = append(r.seconds[at], Related{r.place(n), r.Say(key, what)})
}

// related are the second places of a finding at n: those that were noted, then those that the model knows.
func (r *Reporter) related(n ast.Node, known []Related) []Related {
	here := r.place(n)
	var all []Related
	for _, one := range slices.Concat(r.seconds[n], known) {
		again := func(other Related) bool { return other.Place == one.Place }
		if one.Place != here && one.Line > 0 && !slices.ContainsFunc(all, again) {
			all = append(all, one)
		}
	}
	delete(r.seconds, n)
	return all
}

// Directives are the comments of the package that silence findings.
func (r *Reporter) Directives() []*directives.Directive { return r.directives.All }

// Outcome is what came of a rule that this one requires.
func (r *Reporter) Outcome(rule *analysis.Analyzer) *Outcome { return r.pass.ResultOf[rule].(*Outcome) }

// functionAround is the function in which a node stands, as "Send" or "Client.Send"; "" if it stands in none.
func (r *Reporter) functionAround(n ast.Node) string {
	for _, f := range r.pass.Files {
		for _, decl := range f.Decls {
			d, ok := decl.(*ast.FuncDecl)
			if !ok || n.Pos() < d.Pos() || n.Pos() >= d.End() {
				continue
			}
			if d.Recv == nil || len(d.Recv.List) == 0 {
				return d.Name.Name
			}
			return strings.TrimPrefix(types.ExprString(d.Recv.List[0].Type), "*") + "." + d.Name.Name
		}
	}
	return ""
}

// Missed is where a directive would have had something to silence: of what the rule found in the same declaration, the nearest
// in lines. It is not valid if there is nothing.
func (r *Reporter) Missed(rule *analysis.Analyzer, d *directives.Directive) token.Pos {
	best := token.NoPos
	for _, f := range r.pass.Files {
		for _, decl := range f.Decls {
			if d.Comment.Pos() < decl.Pos() || d.Comment.Pos() >= decl.End() {
				continue
			}
			for _, pos := range r.Outcome(rule).found {
				inside := decl.Pos() <= pos && pos < decl.End()
				if inside && (!best.IsValid() || r.apart(pos, d.Comment.Pos()) < r.apart(best, d.Comment.Pos())) {
					best = pos
				}
			}
		}
	}
	return best
}

// apart is the number of lines between two places in a file.
func (r *Reporter) apart(a, b token.Pos) int {
	n := r.pass.Fset.PositionFor(a, false).Line - r.pass.Fset.PositionFor(b, false).Line
	return max(n, -n)
}

// Off reports whether a rule is not wanted where something stands.
func (r *Reporter) Off(rule string, at ast.Node) bool { return r.offAt(rule, at.Pos()) }

func (r *Reporter) offAt(rule string, pos token.Pos) bool {
	if at := r.res.Reporting.OffAt; at != nil {
		if off, said := at(rule, r.pass.Fset.Position(pos).Filename); said {
			return off
		}
	}
	return r.res.Reporting.Off[rule]
}
