// Package directives reads the comments by which findings are silenced: //retryvet:ignore, staticcheck's //lint:ignore,
// and golangci-lint's //nolint. It says which lines each of them is about.
package directives

import (
	"go/ast"
	"go/token"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/catalog/spelling"
)

// A Form is a way of writing a directive.
type Form uint8

const (
	Own    Form = iota // //retryvet:ignore rule reason
	Lint               // //lint:ignore retryvet/rule reason, //lint:file-ignore ...
	Nolint             // //nolint:retryvet
)

// A Directive is one comment.
type Directive struct {
	Comment *ast.Comment
	Form    Form
	Verb    string   // of the forms of retryvet's own: ignore, provider; "" if it is no directive for a space before it
	Rules   []string // none means all
	Reason  string

	from, to int // the lines that it is about
}

// Provider returns the provider that a comment names, whose codes are held by what it stands at; "" for other comments.
func Provider(c *ast.Comment) string {
	if !strings.HasPrefix(c.Text, ownPrefix+"provider") {
		return ""
	}
	d := parse(c)
	if d.Verb != "provider" || len(d.Rules) != 1 || d.Reason != "" {
		return ""
	}
	return d.Rules[0]
}

const ownPrefix = "//retryvet:"

// Silences reports whether the directive is about a rule. One that gives no reason silences nothing, but where another
// tool's custom asks for none.
func (d *Directive) Silences(rule string) bool {
	switch {
	case d.Form == Nolint:
		return true
	case d.Verb != "ignore" || d.Reason == "" || rule == "directive": // what is said of directives is not silenced by others
		return false
	}
	return slices.Contains(d.Rules, rule)
}

// A Set holds the directives of a package.
type Set struct {
	All   []*Directive
	fset  *token.FileSet
	files map[*token.File][]*Directive
}

// Analyzer reads the directives of a package. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "retryvetdirectives",
	Doc:        "read the comments that silence findings (used by the retryvet rules)",
	URL:        "https://pkg.go.dev/github.com/retryvet/retryvet",
	ResultType: reflect.TypeFor[*Set](),
	Run:        func(pass *analysis.Pass) (any, error) { return read(pass.Fset, pass.Files), nil },
}

func read(fset *token.FileSet, files []*ast.File) *Set {
	s := &Set{fset: fset, files: map[*token.File][]*Directive{}}
	for _, f := range files {
		var list []*Directive
		for _, g := range f.Comments {
			for _, c := range g.List {
				if d := parse(c); d != nil {
					s.place(d, f, g)
					list = append(list, d)
				}
			}
		}
		if len(list) > 0 {
			s.files[fset.File(f.FileStart)] = list
			s.All = append(s.All, list...)
		}
	}
	return s
}

// At are the directives about the line of a position, for a rule.
func (s *Set) At(pos token.Pos, rule string) []*Directive {
	tf := s.fset.File(pos)
	if len(s.files[tf]) == 0 {
		return nil
	}
	line := s.line(pos)
	var at []*Directive
	for _, d := range s.files[tf] {
		if d.from <= line && line <= d.to && d.Silences(rule) {
			at = append(at, d)
		}
	}
	return at
}

// line is the line in the file as it is, whatever a //line comment says.
func (s *Set) line(pos token.Pos) int { return s.fset.PositionFor(pos, false).Line }

var (
	nolintForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^//[/ ]*nolint(:[^/]*)?(\s|/|$)`) })
	almostOwn  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^//\s+retryvet:(ignore|provider)\b`) })
)

// parse returns the directive of a comment, or nil. Most comments are none, and many are looked at.
func parse(c *ast.Comment) *Directive {
	text, ok := strings.CutPrefix(c.Text, "//")
	if !ok {
		return nil
	}
	switch {
	case strings.HasPrefix(text, "retryvet:"):
		text = strings.TrimPrefix(text, "retryvet:")
		verb, rest := cutWord(text)
		if strings.TrimLeft(text, " \t") != text {
			verb = "" // no directive in Go
		}
		d := &Directive{Comment: c, Verb: verb}
		d.Rules, d.Reason = rulesAndReason(rest, "")
		return d
	case strings.HasPrefix(text, "lint:ignore ") || strings.HasPrefix(text, "lint:file-ignore "):
		_, rest, _ := strings.Cut(text, " ")
		checks, reason := rulesAndReason(rest, "retryvet/")
		d := &Directive{Comment: c, Form: Lint, Verb: "ignore", Reason: reason}
		for _, check := range checks {
			if rule, ours := strings.CutPrefix(check, "retryvet/"); ours {
				d.Rules = append(d.Rules, rule)
			}
		}
		if len(d.Rules) > 0 {
			return d
		}
	case strings.Contains(text, "nolint"):
		m := nolintForm().FindStringSubmatch(c.Text)
		if m == nil {
			return nil
		}
		names := strings.Split(strings.TrimPrefix(m[1], ":"), ",")
		for i, n := range names {
			names[i] = strings.ToLower(strings.TrimSpace(n))
		}
		if m[1] == "" || slices.Contains(names, "retryvet") || slices.Contains(names, "all") {
			return &Directive{Comment: c, Form: Nolint, Verb: "ignore", Reason: reasonOf(c.Text)}
		}
	case strings.Contains(text, "retryvet:") && almostOwn().MatchString(c.Text):
		return &Directive{Comment: c}
	}
	return nil
}

// reasonOf is the explanation after //nolint:name //.
func reasonOf(text string) string {
	_, reason, _ := strings.Cut(text[2:], "//")
	return strings.TrimSpace(reason)
}

// rulesAndReason splits "one,two because of this". People write blanks around the commas as well; then a word is a rule if it
// is meant to be one, after its prefix, and not the first of a reason.
func rulesAndReason(s, prefix string) (rules []string, reason string) {
	for {
		list, rest := cutWord(s)
		comma := strings.HasSuffix(list, ",") || strings.HasPrefix(rest, ",")
		for r := range strings.SplitSeq(list, ",") {
			if r != "" {
				rules = append(rules, r)
			}
		}
		rest = strings.TrimLeft(rest, ", \t")
		next, _ := cutWord(rest)
		next, _, _ = strings.Cut(next, ",")
		if !comma || !isRule(next, prefix) {
			return rules, rest
		}
		s = rest
	}
}

// isRule reports whether a word is the name of a rule, or meant to be.
func isRule(word, prefix string) bool {
	name, ok := strings.CutPrefix(word, prefix)
	if prefix != "" {
		return ok
	}
	return len(spelling.Nearest(name, slices.Values(Rules()))) > 0
}

// cutWord splits a text after its first word.
func cutWord(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return s, ""
	}
	return s[:i], strings.TrimSpace(s[i:])
}

// place finds the lines that a directive is about: all of the file if it stands before the package clause, all of the
// function if it is part of its comment, else the statement or the element of a list that begins on its line or, if it
// has a line for itself, on the next one. Of what has a body it is the head.
func (s *Set) place(d *Directive, f *ast.File, g *ast.CommentGroup) {
	line := s.line(d.Comment.Pos())
	d.from, d.to = line, line
	if d.Comment.Pos() < f.Package || strings.HasPrefix(d.Comment.Text, "//lint:file-ignore") {
		d.from, d.to = 1, s.line(f.FileEnd)
		return
	}
	alone := true
	begins := func(n ast.Node) bool { return s.line(n.Pos()) == line }
	for _, decl := range f.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Doc == g {
			d.to = s.line(fn.End())
			return
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		case *ast.File:
			return true
		}
		if n.Pos() < d.Comment.Pos() && (begins(n) || s.line(n.End()) == line && n.End() <= d.Comment.Pos()) {
			alone = false
		}
		return alone && n.Pos() < d.Comment.Pos() && s.line(n.End()) >= line
	})
	if alone {
		line = s.line(g.End()) + 1
		d.to = line
	}
	col := s.fset.PositionFor(d.Comment.Pos(), false).Column
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		case *ast.File:
			return true
		}
		if !begins(n) {
			return s.line(n.Pos()) <= line && s.line(n.End()) >= line
		}
		if d.Form == Nolint { // as golangci-lint does it
			if alone && s.fset.PositionFor(n.Pos(), false).Column == col {
				d.to = max(d.to, s.line(n.End()))
			}
			return false
		}
		d.to = max(d.to, s.line(head(n)))
		return false
	})
}

// head is where the body of a node begins, or where it ends if it has none.
func head(n ast.Node) token.Pos {
	end := n.End()
	switch n := n.(type) {
	case *ast.CaseClause:
		return n.Colon
	case *ast.CommClause:
		return n.Colon
	case *ast.LabeledStmt:
		return head(n.Stmt)
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if b, ok := n.(*ast.BlockStmt); ok {
			end = min(end, b.Lbrace)
			return false
		}
		return true
	})
	return end
}
