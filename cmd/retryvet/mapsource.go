package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
)

// A mapper reads the source of retries. It looks for what the inventory has no place of, to draw it: where a loop goes round, which
// call leads to the request. Nothing is judged by that.
type mapper struct {
	inv   *inventory
	fset  *token.FileSet
	files map[string]*ast.File

	called map[string]map[string][]string // by folders and functions
}

func newMapper(inv *inventory) *mapper {
	return &mapper{inv: inv, fset: token.NewFileSet(), files: map[string]*ast.File{}, called: map[string]map[string][]string{}}
}

// file is the syntax of a file, as far as it can be read.
func (m *mapper) file(name string) *ast.File {
	f, known := m.files[name]
	if !known {
		m.inv.src.line(name, 1)
		if lines := m.inv.src.files[name]; lines != nil {
			f, _ = parser.ParseFile(m.fset, name, strings.Join(lines, "\n"), parser.SkipObjectResolution) // what can be read is enough
		}
		m.files[name] = f
	}
	return f
}

func (m *mapper) line(pos token.Pos) int { return m.fset.PositionFor(pos, false).Line }

// function is the declared function around a line.
func (m *mapper) function(file string, line int) *ast.FuncDecl {
	f := m.file(file)
	if f == nil {
		return nil
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && m.line(fn.Pos()) <= line && line <= m.line(fn.End()) {
			return fn
		}
	}
	return nil
}

// A mark is a step of a retry at a line.
type mark struct {
	line       int
	kind, text string
}

// A route are the steps of a retry in one file: from its head down to where it goes round, and back.
type route struct {
	from, to   int // the lines of the code
	head       int
	marks      []mark
	roundabout bool // it goes back to the head
	outside    []mark
	elsewhere  []leg // in other files and functions
}

// A leg of a retry is a step that is not in its own lines.
type leg struct {
	analyzers.Place
	kind, text string
}

func (w *route) add(line int, kind, text string) {
	if line < w.from || line > w.to {
		return
	}
	w.marks = append(w.marks, mark{line, kind, text})
}

// routeOf finds the steps of a retry.
func (m *mapper) routeOf(r analyzers.Retry) *route {
	w := &route{from: r.Line, to: max(r.EndLine, r.Line), head: r.Line}
	fn := m.function(r.File, r.Line)
	node := m.nodeAt(fn, r)
	var backs []mark
	switch n := node.(type) {
	case *ast.ForStmt:
		backs = m.rounds(n, n.Body, r, fn)
	case *ast.RangeStmt:
		backs = m.rounds(n, n.Body, r, fn)
	case *ast.LabeledStmt:
		backs = m.gotos(fn, n.Label.Name)
	case *ast.CallExpr:
		name := calledName(n)
		switch {
		case r.How != "recursion":
		case name == fn.Name.Name:
			w.head, w.from = m.line(fn.Pos()), m.line(fn.Pos())
			backs = []mark{{r.Line, "round", "tries again: it calls itself"}}
		default: // by way of another function
			backs = []mark{{w.to, "round", "tries again by " + name}}
		}
	}
	switch {
	case r.How == "callback":
		by := r.Library
		if by == "" {
			by = r.Via
		}
		backs = []mark{{w.to, "round", "tries again: " + lastName(by) + " tries it again"}}
	case r.How == "loop" && len(backs) == 0:
		backs = []mark{{w.to, "round", "tries again"}}
	}
	for _, b := range backs {
		w.to = max(w.to, b.line)
	}
	m.attempt(w, r)
	m.decisions(w, r)
	m.waits(w, r, node)
	m.findings(w, r)
	for _, b := range backs {
		w.add(b.line, b.kind, b.text)
	}
	w.roundabout = len(backs) > 0
	if w.roundabout {
		w.marks = append([]mark{{w.head, "head", "each attempt starts here"}}, w.marks...)
	}
	if fn != nil && m.line(fn.Pos()) < w.from {
		w.from = m.line(fn.Pos())
	}
	slices.SortStableFunc(w.marks, func(a, b mark) int { return a.line - b.line })
	return w
}

// findings marks the lines that rules report, each once.
func (m *mapper) findings(w *route, r analyzers.Retry) {
	rules := map[int]string{}
	for _, f := range r.Findings {
		if f.File == r.File {
			rules[f.Line] += ", " + f.Rule
		}
	}
	for _, line := range slices.Sorted(maps.Keys(rules)) {
		w.add(line, "finding", "reported: "+strings.TrimPrefix(rules[line], ", "))
	}
}

// lastName is the name of a function or method without the path of its package: (*pacer.Pacer).Call.
func lastName(full string) string {
	i := strings.LastIndexByte(full, '/')
	if i < 0 {
		return full
	}
	return full[:len(full)-len(strings.TrimLeft(full, "(*"))] + full[i+1:]
}

// nodeAt is the loop, the label or the call at the place of a retry.
func (m *mapper) nodeAt(fn *ast.FuncDecl, r analyzers.Retry) (found ast.Node) {
	if fn == nil {
		return nil
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		if n == nil || found != nil {
			return false
		}
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt, *ast.CallExpr:
			p := m.fset.PositionFor(n.Pos(), false)
			loop, labelled := n.(*ast.LabeledStmt)
			if p.Line == r.Line && p.Column == r.Column && !(labelled && r.How == "loop" && loop.Stmt != nil && m.line(loop.Stmt.Pos()) == r.Line) {
				found = n
				return false
			}
		}
		return true
	})
	return found
}

// rounds are the places from which a loop goes round: a continue below a decision, or its end.
func (m *mapper) rounds(loop ast.Node, body *ast.BlockStmt, r analyzers.Retry, fn *ast.FuncDecl) []mark {
	label := ""
	ast.Inspect(fn, func(n ast.Node) bool {
		if l, ok := n.(*ast.LabeledStmt); ok && l.Stmt == loop {
			label = l.Label.Name
		}
		return true
	})
	tests := map[int]bool{} // the lines of decisions, and whether a continue is below
	for _, p := range r.Paths {
		if p.Test != nil && p.Test.File == r.File {
			tests[p.Test.Line] = false
		}
	}
	var out []mark
	ast.PreorderStack(body, nil, func(n ast.Node, stack []ast.Node) bool {
		b, ok := n.(*ast.BranchStmt)
		if !ok || b.Tok != token.CONTINUE || !continues(b, stack, label) {
			_, inner := n.(*ast.FuncLit)
			return !inner
		}
		below := false
		for _, s := range stack {
			switch s.(type) {
			case *ast.IfStmt, *ast.CaseClause:
				for line := range tests {
					if m.line(s.Pos()) <= line && line <= m.line(b.Pos()) {
						below, tests[line] = true, true
					}
				}
			}
		}
		if below {
			out = append(out, mark{m.line(b.Pos()), "round", "tries again"})
		}
		return true
	})
	through := len(tests) == 0 || len(out) == 0
	for _, covered := range tests {
		through = through || !covered
	}
	if through {
		end := m.line(body.Rbrace)
		if n := len(body.List); n > 0 {
			if b, ok := body.List[n-1].(*ast.BranchStmt); ok && b.Tok == token.CONTINUE {
				end = m.line(b.Pos())
			}
		}
		out = append(out, mark{end, "round", "tries again"})
	}
	return out
}

// continues reports whether a continue is for the loop whose body is walked through: the stack has no other loop in between.
func continues(b *ast.BranchStmt, stack []ast.Node, label string) bool {
	if b.Label != nil {
		return b.Label.Name == label
	}
	return !slices.ContainsFunc(stack, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		}
		return false
	})
}

func (m *mapper) gotos(fn *ast.FuncDecl, label string) []mark {
	var out []mark
	ast.Inspect(fn, func(n ast.Node) bool {
		if b, ok := n.(*ast.BranchStmt); ok && b.Tok == token.GOTO && b.Label.Name == label {
			out = append(out, mark{m.line(b.Pos()), "round", "tries again"})
		}
		return true
	})
	return out
}

// attempt marks what is sent, or the call that leads there.
func (m *mapper) attempt(w *route, r analyzers.Retry) {
	s := r.Sends
	if s == nil {
		return
	}
	text := "attempt: " + shorten(sent(r), 60)
	if s.File == r.File && w.from <= s.Line && s.Line <= w.to {
		w.add(s.Line, "attempt", text)
		return
	}
	w.elsewhere = append(w.elsewhere, leg{s.Place, "attempt", text})
	place := at(&s.Place, r.File)
	if line := m.leads(w, r, s.Place); line > 0 {
		w.add(line, "attempt", "attempt, sent in "+place)
		return
	}
	w.outside = append(w.outside, mark{0, "attempt", text + ", sent in " + place})
}

// decisions marks the conditions on the outcome.
func (m *mapper) decisions(w *route, r analyzers.Retry) {
	codes := map[analyzers.Place][]string{}
	var order []analyzers.Place
	for _, p := range r.Paths {
		if p.Test == nil {
			continue
		}
		place := analyzers.Place{File: p.Test.File, Line: p.Test.Line}
		if _, known := codes[place]; !known {
			order = append(order, place)
		}
		if !slices.Contains(codes[place], p.Codes) {
			codes[place] = append(codes[place], p.Codes)
		}
	}
	for _, place := range order {
		text := strings.Join(codes[place], "; ")
		if len(text) > 60 {
			text = shorten(retries(r), 60)
		}
		if r.How == "table" || r.How == "predicate" {
			text = "retries: " + strings.ReplaceAll(text, "; ", ", ")
		} else {
			text = "decides: " + text
		}
		if place.File == r.File && w.from <= place.Line && place.Line <= w.to {
			line := place.Line
			if r.How == "callback" && line == r.Line {
				line = w.to // what it returns decides, wherever that comes from
			}
			w.add(line, "decides", text)
			continue
		}
		w.elsewhere = append(w.elsewhere, leg{place, "decides", "decides"})
		w.outside = append(w.outside, mark{0, "decides", text + ", in " + at(&place, r.File)})
	}
}

// waits marks where it waits; where the engine has not seen that, what looks like it.
func (m *mapper) waits(w *route, r analyzers.Retry, node ast.Node) {
	text := waitSummary(r)
	if text == "" || text == "no wait" {
		return
	}
	text = "waits: " + text
	lines := map[int]bool{}
	for _, p := range r.WaitsAt {
		if p == r.Place {
			continue // the library that goes round
		}
		if p.File == r.File && w.from <= p.Line && p.Line <= w.to {
			lines[p.Line] = true
			continue
		}
		w.elsewhere = append(w.elsewhere, leg{p, "waits", text})
		if line := m.leads(w, r, p); line > 0 {
			lines[line] = true
		} else {
			w.outside = append(w.outside, mark{0, "waits", text + ", in " + at(&p, r.File)})
		}
	}
	if line := m.soundsWaiting(node); line > 0 && len(r.WaitsAt) == 0 && r.How != "callback" && r.How != "recursion" {
		lines[line] = true
	}
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		w.add(line, "waits", text)
	}
}

// soundsWaiting is the line of a call that waits, by its name, or of a receive from a ticker; 0 if there is none.
func (m *mapper) soundsWaiting(node ast.Node) (line int) {
	if node == nil {
		return 0
	}
	ast.Inspect(node, func(n ast.Node) bool {
		waits := false
		switch n := n.(type) {
		case *ast.UnaryExpr:
			c, ok := ast.Unparen(n.X).(*ast.SelectorExpr)
			waits = ok && n.Op == token.ARROW && c.Sel.Name == "C"
		case *ast.CallExpr:
			waits = len(n.Args) > 0 && soundsLikeWaiting(calledName(n))
		}
		if waits && line == 0 {
			line = m.line(n.Pos())
		}
		return line == 0
	})
	return line
}

func soundsLikeWaiting(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"sleep", "wait", "backoff", "pause"} {
		if strings.HasPrefix(name, word) || strings.HasSuffix(name, word) {
			return true
		}
	}
	return false
}

func calledName(call *ast.CallExpr) string {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// leads is the line of the call in a retry that leads to a request in another function of its folder, by the names of functions.
func (m *mapper) leads(w *route, r analyzers.Retry, to analyzers.Place) int {
	target, fn := m.function(to.File, to.Line), m.function(r.File, r.Line)
	if target == nil || fn == nil {
		return 0
	}
	reaches := map[string]bool{target.Name.Name: true}
	for more := true; more; {
		more = false
		for _, folder := range []string{filepath.Dir(r.File), filepath.Dir(to.File)} {
			for name, all := range m.calledIn(folder) {
				if !reaches[name] && name != fn.Name.Name && slices.ContainsFunc(all, func(c string) bool { return reaches[c] }) {
					reaches[name], more = true, true
				}
			}
		}
	}
	line := 0
	ast.Inspect(fn, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || line > 0 {
			return line == 0
		}
		if at := m.line(call.Pos()); w.from <= at && at <= w.to {
			if reaches[calledName(call)] {
				line = at
			}
		}
		return true
	})
	return line
}

// calledIn has the names that each function of a folder calls.
func (m *mapper) calledIn(folder string) map[string][]string {
	if out, known := m.called[folder]; known {
		return out
	}
	out, seen := map[string][]string{}, map[string]bool{}
	for _, f := range m.inv.functions {
		if seen[f.File] || filepath.Dir(f.File) != folder {
			continue
		}
		file := m.file(f.File)
		if file == nil {
			continue
		}
		seen[f.File] = true
		for _, d := range file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if name := calledName(call); name != "" && !slices.Contains(out[fn.Name.Name], name) {
						out[fn.Name.Name] = append(out[fn.Name.Name], name)
					}
				}
				return true
			})
		}
	}
	m.called[folder] = out
	return out
}
