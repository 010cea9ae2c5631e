package nobackoff

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
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
func (x *finder) serverTimes() []*delay {
	var out, dates []*delay
	bare := map[*delay]*ast.FuncDecl{} // found in these
	numbers := map[*ast.FuncDecl]bool{}
	counted := false
	reported := map[ast.Node]bool{}
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil), (*ast.IndexExpr)(nil)) {
		kind, after := timeHeader(x.headerRead(c.Node().(ast.Expr)))
		if counted = counted || kind == otherUnit; kind == noTime {
			continue
		}
		decl, ok := gotypes.EnclosingDecl(c)
		if !ok || x.silent(decl) || x.writesHeader(c) {
			continue
		}
		text := x.FateOf(c, true)
		parse, known := x.wrongLayout(text)
		switch {
		case parse != nil && !reported[parse.Call] && (after || x.computesDelay(parse.Cursor, 2) || x.FateOf(parse.Cursor, false).Slept):
			reported[parse.Call] = true
			out = append(out, &delay{Node: parse.Call, Fault: delayHintLayout, Given: parse.Layout})
		case after && len(text.Bare) > 0 && !text.Numbers && !text.Waited && !reported[text.Bare[0]]:
			reported[text.Bare[0]] = true
			d := &delay{Node: text.Bare[0], Fault: delayHintBare}
			bare[d] = decl
			out = append(out, d)
		case after && known != nil && !text.Numbers && !text.Waited && !reported[known.Call]:
			reported[known.Call] = true
			dates = append(dates, &delay{Node: known.Call, Fault: delayHintDateOnly})
		}
		if after {
			if text.Numbers || text.Waited {
				counted, numbers[decl] = true, true
			}
			out = append(out, x.lostHints(c, decl, mostTellers)...)
		}
	}
	if !counted {
		out = append(out, dates...)
	}
	return slices.DeleteFunc(out, func(d *delay) bool { return bare[d] != nil && x.besideAny(bare[d], numbers) })
}

// besideAny reports whether a function is one of some, or goes along with one: it calls it, or another function calls both.
func (x *finder) besideAny(decl *ast.FuncDecl, some map[*ast.FuncDecl]bool) bool {
	if some[decl] {
		return true
	}
	fn, _ := x.Info.Defs[decl.Name].(*types.Func)
	for _, fi := range x.Infos {
		if fi.Decl != decl && fi.Decl != nil && !some[fi.Decl] && !slices.Contains(fi.Calls, fn) {
			continue
		}
		if slices.ContainsFunc(fi.Calls, func(called *types.Func) bool {
			return some[x.Decls[called.Origin()]] || some[fi.Decl] && called == fn
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

// writesHeader reports whether a value of a header's map is set, not read.
func (x *finder) writesHeader(c inspector.Cursor) bool {
	a, ok := c.Parent().Node().(*ast.AssignStmt)
	return ok && a.Lhs[0] == c.Node()
}

// wrongLayout is the parse of a text by a layout that no date of a server has, if the text is parsed by no other, and else one of
// the other parses.
func (x *finder) wrongLayout(f *flow.Fate) (wrong, other *flow.DateParse) {
	for _, p := range f.Dates {
		if p.Layout != "" && !readsDates(p.Layout) {
			wrong = p
		} else {
			other = p
		}
	}
	if other != nil || wrong != nil && f.Waited && !x.blind(wrong) {
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
func (x *finder) blind(p *flow.DateParse) bool {
	a, ok := p.Parent().Node().(*ast.AssignStmt)
	if !ok || len(a.Lhs) != 2 {
		return false
	}
	id, ok := a.Lhs[1].(*ast.Ident)
	return ok && id.Name == "_"
}

// computesDelay reports whether the function around c waits, or returns a delay, or one of those that call it.
func (x *finder) computesDelay(c inspector.Cursor, depth int) bool {
	fn := gotypes.EnclosingFunc(c)
	if fn == nil {
		return false
	}
	if decl, ok := fn.(*ast.FuncDecl); ok && depth > 0 {
		if called, ok := x.Info.Defs[decl.Name].(*types.Func); ok {
			for _, call := range x.CalledAt(called) {
				if x.computesDelay(call, depth-1) {
					return true
				}
			}
		}
	}
	if sig := gotypes.SignatureOf(x.Info, fn); sig != nil {
		for r := range sig.Results().Variables() {
			if gotypes.IsDuration(r.Type()) {
				return true
			}
		}
	}
	waits := false
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			called, ok := typeutil.Callee(x.Info, call).(*types.Func)
			waits = waits || ok && flow.Waits(called.FullName())
		}
		return !waits
	})
	return waits
}
