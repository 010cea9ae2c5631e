// Package report is the one way by which the rules report: it leaves out generated and test files, folds what drivers
// drop into the text, and keeps to one finding of a rule on a line.
package report

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// Rule makes the analyzer of a rule: its documentation is the section "# Analyzer NAME" of doc, its judgement is run,
// called with the engine's model of a package.
func Rule(name, doc string, engine *analysis.Analyzer, run func(*Reporter, *site.Result)) *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name:     name,
		Doc:      extractDoc(doc, name),
		URL:      "https://pkg.go.dev/github.com/retryvet/retryvet/analyzers/" + name,
		Requires: []*analysis.Analyzer{engine},
	}
	a.Run = func(pass *analysis.Pass) (any, error) {
		res := pass.ResultOf[engine].(*site.Result)
		r := newReporter(pass)
		if p := res.Panic; p != nil { // the engine never goes quiet: what stopped it is a finding
			r.failed(p.Node, p.Func, p.Message)
		}
		defer func() {
			// A finding, not an error: vet prints an error once and then takes the package for clean.
			if p := recover(); p != nil {
				r.failed(pass.Files[0].Name, "package "+pass.Pkg.Name(), fmt.Sprint(p))
			}
		}()
		run(r, res)
		return nil, nil
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
type Reporter struct {
	pass  *analysis.Pass
	skip  map[*token.File]bool
	lines map[string]bool
}

func newReporter(pass *analysis.Pass) *Reporter {
	r := &Reporter{pass: pass, skip: map[*token.File]bool{}, lines: map[string]bool{}}
	for _, f := range pass.Files {
		r.skip[pass.Fset.File(f.FileStart)] = site.Silent(pass.Fset, f)
	}
	return r
}

// Report reports a finding at n, unless its file is silent or the line has one already.
func (r *Reporter) Report(n ast.Node, fixes []analysis.SuggestedFix, format string, args ...any) {
	tf := r.pass.Fset.File(n.Pos())
	if tf == nil || r.skip[tf] {
		return
	}
	line := fmt.Sprintf("%s:%d", tf.Name(), tf.Line(n.Pos()))
	if r.lines[line] {
		return
	}
	r.lines[line] = true
	r.pass.Report(analysis.Diagnostic{
		Pos: n.Pos(), End: n.End(), Category: r.pass.Analyzer.Name, Message: fmt.Sprintf(format, args...), SuggestedFixes: fixes,
	})
}

func (r *Reporter) failed(n ast.Node, where, what string) {
	r.pass.Report(analysis.Diagnostic{
		Pos: n.Pos(), Category: r.pass.Analyzer.Name,
		Message: fmt.Sprintf("retryvet itself failed in %s: %s; please report this", where, what),
	})
}

// Indent is the white space before a statement, in a formatted file.
func (r *Reporter) Indent(n ast.Node) string {
	return strings.Repeat("\t", r.pass.Fset.Position(n.Pos()).Column-1)
}

// Place names a second place in a message about at: "line 12", or "client.go:12" if it is in another file.
func (r *Reporter) Place(at, n ast.Node) string {
	here, there := r.pass.Fset.Position(at.Pos()), r.pass.Fset.Position(n.Pos())
	if here.Filename == there.Filename {
		return fmt.Sprintf("line %d", there.Line)
	}
	return fmt.Sprintf("%s:%d", filepath.Base(there.Filename), there.Line)
}
