package nobackoff

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// httpDates are how a server writes a point in time.
var httpDates = []string{"Sun, 06 Nov 1994 08:49:37 GMT", "Wed, 21 Oct 2015 07:28:00 GMT"}

// headerRead is the header that an expression reads from a net/http.Header: by Get, by Values or as one of a map; "" if none.
func (x *finder) headerRead(e ast.Expr) string {
	var name ast.Expr
	switch e := e.(type) {
	case *ast.CallExpr:
		sel, ok := e.Fun.(*ast.SelectorExpr)
		if !ok || len(e.Args) != 1 || sel.Sel.Name != "Get" && sel.Sel.Name != "Values" {
			return ""
		}
		fn, ok := typeutil.Callee(x.Info, e).(*types.Func)
		if !ok || fn.FullName() != "(net/http.Header).Get" && fn.FullName() != "(net/http.Header).Values" {
			return ""
		}
		name = e.Args[0]
	case *ast.IndexExpr:
		if !gotypes.TypeIs(x.Info.TypeOf(e.X), "net/http.Header") {
			return ""
		}
		name = e.Index
	}
	return gotypes.HeaderKey(x.Info, name)
}

// serverTimes judges what becomes of the headers in which a server says when to come back, and what time it is.
func (w *delayFlow) serverTimes() []*delay {
	var out, dates []*delay
	bare := map[*delay]*ast.FuncDecl{} // found in these
	numbers := map[*ast.FuncDecl]bool{}
	counted := false
	reported := map[ast.Node]bool{}
	for c := range w.Insp.Root().Preorder((*ast.CallExpr)(nil), (*ast.IndexExpr)(nil)) {
		kind, after := timeHeader(w.headerRead(c.Node().(ast.Expr)))
		if counted = counted || kind == otherUnit; kind == noTime {
			continue
		}
		decl, ok := gotypes.EnclosingDecl(c)
		if !ok || w.silent(decl) || w.writesHeader(c) {
			continue
		}
		text := w.fateOf(c, true)
		parse, known := w.wrongLayout(text)
		switch {
		case parse != nil && !reported[parse.call] && (after || w.computesDelay(parse.Cursor, 2)):
			reported[parse.call] = true
			out = append(out, &delay{Node: parse.call, Fault: delayHintLayout, Given: parse.layout})
		case after && len(text.bare) > 0 && !text.numbers && !text.waited && !reported[text.bare[0]]:
			reported[text.bare[0]] = true
			d := &delay{Node: text.bare[0], Fault: delayHintBare}
			bare[d] = decl
			out = append(out, d)
		case after && known != nil && !text.numbers && !text.waited && !reported[known.call]:
			reported[known.call] = true
			dates = append(dates, &delay{Node: known.call, Fault: delayHintDateOnly})
		}
		if after {
			if text.numbers || text.waited {
				counted, numbers[decl] = true, true
			}
			if d := w.lostHint(c); d != nil {
				out = append(out, d)
			}
		}
	}
	if !counted {
		out = append(out, dates...)
	}
	return slices.DeleteFunc(out, func(d *delay) bool { return bare[d] != nil && w.besideAny(bare[d], numbers) })
}

// besideAny reports whether a function is one of some, or goes along with one: it calls it, or another function calls both.
func (w *delayFlow) besideAny(decl *ast.FuncDecl, some map[*ast.FuncDecl]bool) bool {
	if some[decl] {
		return true
	}
	fn, _ := w.Info.Defs[decl.Name].(*types.Func)
	for _, fi := range w.Infos {
		if fi.Decl != decl && fi.Decl != nil && !some[fi.Decl] && !slices.Contains(fi.Calls, fn) {
			continue
		}
		if slices.ContainsFunc(fi.Calls, func(called *types.Func) bool {
			return some[w.Decls[called.Origin()]] || some[fi.Decl] && called == fn
		}) {
			return true
		}
	}
	return false
}

// What a header says of times.
const (
	noTime     = iota
	retryAfter // when to come back, in seconds or as a date
	otherUnit  // when to come back, in milliseconds
	httpDate   // a point in time
)

// timeHeader is what a header says of times, and whether it is Retry-After.
func timeHeader(header string) (kind int, after bool) {
	is := func(other string) bool { return strings.EqualFold(header, other) }
	switch {
	case is("Retry-After"):
		return retryAfter, true
	case lexicon.RetryAfter.Has(header):
		return otherUnit, false
	case is("Date") || is("Expires") || is("Last-Modified"):
		return httpDate, false
	}
	return noTime, false
}

// lostHint is the Retry-After that is read at c, if what is read gets to no wait; else nil.
func (w *delayFlow) lostHint(c inspector.Cursor) *delay {
	f := w.fateOf(c, false)
	d := &delay{Node: c.Node(), Fault: delayHintLost}
	switch {
	case f.waited || f.slept && f.kept:
		return nil
	case f.slept:
		d.Fate = hintLost
	case f.written:
		d.Fate = hintText
	}
	return d
}

// writesHeader reports whether a value of a header's map is set, not read.
func (w *delayFlow) writesHeader(c inspector.Cursor) bool {
	a, ok := c.Parent().Node().(*ast.AssignStmt)
	return ok && a.Lhs[0] == c.Node()
}

// wrongLayout is the parse of a text by a layout that no date of a server has, if the text is parsed by no other, and else one of
// the other parses.
func (w *delayFlow) wrongLayout(f *fate) (wrong, other *dateParse) {
	for _, p := range f.dates {
		if p.layout != "" && !readsDates(p.layout) {
			wrong = p
		} else {
			other = p
		}
	}
	if other != nil || wrong != nil && f.waited && !w.blind(wrong) {
		return nil, other
	}
	return wrong, nil
}

// readsDates reports whether a layout reads what a server writes.
func readsDates(layout string) bool {
	for _, d := range httpDates {
		if _, err := time.Parse(layout, d); err == nil {
			return true
		}
	}
	return false
}

// blind reports whether nobody asks whether a text was a date.
func (w *delayFlow) blind(p *dateParse) bool {
	a, ok := p.Parent().Node().(*ast.AssignStmt)
	if !ok || len(a.Lhs) != 2 {
		return false
	}
	id, ok := a.Lhs[1].(*ast.Ident)
	return ok && id.Name == "_"
}

// computesDelay reports whether the function around c waits, or returns a delay, or one of those that call it.
func (w *delayFlow) computesDelay(c inspector.Cursor, depth int) bool {
	fn := gotypes.EnclosingFunc(c)
	if fn == nil {
		return false
	}
	if decl, ok := fn.(*ast.FuncDecl); ok && depth > 0 {
		if called, ok := w.Info.Defs[decl.Name].(*types.Func); ok {
			for _, call := range w.callsOf(called) {
				if w.computesDelay(call, depth-1) {
					return true
				}
			}
		}
	}
	if sig := gotypes.SignatureOf(w.Info, fn); sig != nil {
		for r := range sig.Results().Variables() {
			if gotypes.IsDuration(r.Type()) {
				return true
			}
		}
	}
	waits := false
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			called, ok := typeutil.Callee(w.Info, call).(*types.Func)
			waits = waits || ok && waitCalls[called.FullName()]
		}
		return !waits
	})
	return waits
}
