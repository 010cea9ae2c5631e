package nobackoff

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// A hintParse is a place where the number in a header that says when to come back is parsed, the seconds of Retry-After first of all.
type hintParse struct {
	told   toldIn
	call   *ast.CallExpr
	header types.Object // the variable that holds the header's text; nil if the header is read in place
	value  types.Object // what the number is assigned to; nil if that is no variable
	assign *ast.AssignStmt
	bare   bool          // it is parsed as a duration, and no unit is added: seconds fail as well as a date does
	unit   time.Duration // that the text is given before it is parsed as a duration, if it is none of a second; else 0
}

// hintCalls are the names of the calls that hints looks at, to save asking for the types of all others.
var hintCalls = map[string]bool{
	"Sleep": true, "After": true, "NewTimer": true,
	"Atoi": true, "ParseInt": true, "ParseUint": true, "ParseFloat": true, "ParseDuration": true,
}

// hints judges how a package reads Retry-After, and the units of its waits.
func (x *finder) hints() []*delay {
	var out []*delay
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if sel, ok := call.Fun.(*ast.SelectorExpr); !ok || !hintCalls[sel.Sel.Name] || len(call.Args) == 0 {
			continue
		}
		fn, _ := typeutil.Callee(x.Info, call).(*types.Func)
		if fn == nil || fn.Pkg() == nil {
			continue
		}
		switch fn.FullName() {
		case "time.Sleep", "time.After", "time.NewTimer":
			if d := x.bareNumber(c, call, fn); d != nil {
				out = append(out, d)
			} else if d := x.bareWait(c, call); d != nil {
				out = append(out, d)
			}
		case "strconv.Atoi", "strconv.ParseInt", "strconv.ParseUint", "strconv.ParseFloat", "time.ParseDuration":
			if p := x.hintParse(c, call); p != nil {
				out = append(out, x.judgeHint(c, p)...)
			}
		}
	}
	return out
}

// bareNumber finds a wait between two rounds of a loop for a bare small number: nanoseconds, where the author thought
// of another unit.
func (x *finder) bareNumber(c inspector.Cursor, call *ast.CallExpr, fn *types.Func) *delay {
	n, ok := gotypes.IntConstant(x.Info, call.Args[0])
	if !ok || n < 2 || n >= int64(noDelayAtAll) || !x.unitless(call.Args[0]) {
		return nil
	}
	loop := roundsAround(c)
	if loop == nil && !x.callsItself(c) || n >= int64(time.Microsecond) && !x.mayFailIn(loop) {
		return nil
	}
	return &delay{Node: call.Args[0], Func: "time." + fn.Name(), Fault: delayBareNumber, Value: time.Duration(n)}
}

// unitless reports whether a constant was written as a number alone.
func (x *finder) unitless(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		c, ok := x.Info.Uses[e].(*types.Const)
		if !ok {
			return false
		}
		b, ok := c.Type().(*types.Basic)
		return ok && b.Info()&types.IsUntyped != 0
	}
	return false
}

// hintParse reads the statement around a call that may parse Retry-After.
func (x *finder) hintParse(c inspector.Cursor, call *ast.CallExpr) *hintParse {
	assign, ok := c.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 2 {
		return nil
	}
	p := &hintParse{call: call, assign: assign}
	p.value = x.Object(assign.Lhs[0])
	text := ast.Unparen(call.Args[0])
	if b, ok := text.(*ast.BinaryExpr); ok && b.Op == token.ADD { // header + "s"
		text, p.unit = b.X, x.unitText(b.Y)
	} else {
		p.bare = x.CalledFunc(call).FullName() == "time.ParseDuration"
	}
	text = x.trimmed(text)
	reads := func(e ast.Expr) bool { return x.tells(p, ast.Unparen(e)) }
	if reads(text) {
		return p
	}
	if at, ok := text.(*ast.IndexExpr); ok { // values[0], of values, ok := header["Retry-After"]
		if text = ast.Unparen(at.X); reads(text) {
			return p
		}
	}
	id, ok := text.(*ast.Ident)
	if !ok {
		return nil
	}
	p.header = x.Info.Uses[id]
	fn := gotypes.EnclosingFunc(c)
	if fn == nil || p.header == nil {
		return nil
	}
	sources := 0
	ok = true
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		a, isAssign := n.(*ast.AssignStmt)
		if !isAssign {
			return true
		}
		for i, l := range a.Lhs {
			if lid, isIdent := l.(*ast.Ident); isIdent && x.Info.ObjectOf(lid) == p.header {
				sources++
				ok = ok && (len(a.Rhs) == len(a.Lhs) || i == 0) && reads(x.trimmed(a.Rhs[i]))
			}
		}
		return true
	})
	if ok && sources == 0 && x.alwaysGiven(fn, p.header, reads) {
		return p
	}
	if !ok || sources != 1 {
		return nil
	}
	return p
}

// trimmed is a text without the call that takes the spaces around it away.
func (x *finder) trimmed(text ast.Expr) ast.Expr {
	if call, ok := ast.Unparen(text).(*ast.CallExpr); ok && len(call.Args) == 1 {
		if fn := x.CalledFunc(call); fn != nil && fn.FullName() == "strings.TrimSpace" {
			return ast.Unparen(call.Args[0])
		}
	}
	return text
}

// unitText is the unit that a constant text gives a number before it; 0 if it is none that people take seconds for.
func (x *finder) unitText(e ast.Expr) time.Duration {
	tv := x.Info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return 0
	}
	switch constant.StringVal(tv.Value) {
	case "ms":
		return time.Millisecond
	case "us", "µs", "μs":
		return time.Microsecond
	case "m":
		return time.Minute
	case "h":
		return time.Hour
	}
	return 0
}

// alwaysGiven reports whether a variable is a parameter of a declared function for which all callers give what f is true for.
func (x *finder) alwaysGiven(fn ast.Node, param types.Object, f func(ast.Expr) bool) bool {
	decl, ok := fn.(*ast.FuncDecl)
	v, isVar := param.(*types.Var)
	if !ok || !isVar {
		return false
	}
	called, i := x.Parameter(decl, v)
	if i < 0 || x.HandedOn(called) {
		return false
	}
	calls := x.CalledAt(called)
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(c inspector.Cursor) bool {
		args := c.Node().(*ast.CallExpr).Args
		return i >= len(args) || !f(x.trimmed(args[i]))
	})
}

// readsRetryAfter reports whether e is header.Get("Retry-After").
func (x *finder) readsRetryAfter(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	if !ok || fn.FullName() != "(net/http.Header).Get" {
		return false
	}
	return x.namesRetryAfter(call.Args[0])
}

func (x *finder) namesRetryAfter(e ast.Expr) bool {
	return strings.EqualFold(gotypes.HeaderKey(x.Info, e), "Retry-After")
}

func (x *finder) judgeHint(c inspector.Cursor, p *hintParse) []*delay {
	fn := gotypes.EnclosingFunc(c)
	if fn == nil {
		return nil
	}
	var out []*delay
	if d := x.wrongMeaning(fn, p); d != nil {
		return []*delay{d}
	}
	if d := x.wrongUnit(fn, p); d != nil {
		out = append(out, d)
	}
	if p.told.header != "Retry-After" {
		return out
	}
	if d := x.abortsOnDate(c, fn, p); d != nil && !p.bare {
		out = append(out, d)
	}
	if d := x.takenForZero(c, p); d != nil {
		out = append(out, d)
	}
	return out
}

// wrongUnit finds the seconds of Retry-After made a Duration without a unit and slept on, or with another unit.
func (x *finder) wrongUnit(fn ast.Node, p *hintParse) *delay {
	if p.told.wrong(p.unit) {
		return p.taken(p.call, p.unit)
	}
	if p.value == nil || p.told.epoch || !gotypes.IsCount(p.value.Type()) {
		return nil
	}
	isValue := func(e ast.Expr) bool { return x.isDurationOf(e, p.value) }
	var found *delay
	changed := false
	scaled := map[ast.Expr]bool{} // factors of a product, and what is divided
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if id, ok := l.(*ast.Ident); ok && n != p.assign && x.Info.ObjectOf(id) == p.value {
					changed = true // n *= 1000, say
				}
			}
		case *ast.BinaryExpr:
			if n.Op == token.MUL || n.Op == token.QUO {
				scaled[ast.Unparen(n.X)], scaled[ast.Unparen(n.Y)] = true, true
			}
			if unit := x.wrongFactor(n, p); unit > 0 {
				found = p.taken(n, unit)
			}
		case *ast.CallExpr:
			if unit := x.unitOfProduct(n, p.value); p.told.wrong(unit) && !scaled[n] {
				found = p.taken(n, unit)
			}
			if f, ok := typeutil.Callee(x.Info, n).(*types.Func); ok && len(n.Args) > 0 && isValue(n.Args[0]) {
				switch f.FullName() {
				case "time.Sleep", "time.After", "time.NewTimer":
					found = p.taken(n.Args[0], time.Nanosecond)
				}
			}
		}
		return true
	})
	if found == nil || changed {
		if d := x.nanoseconds(p); d != nil {
			return d
		}
		return x.misscaled(p)
	}
	return found
}

// isDurationOf reports whether an expression is a number made a Duration: time.Duration(n).
func (x *finder) isDurationOf(e ast.Expr, n types.Object) bool {
	conv, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(conv.Args) != 1 || !x.Info.Types[conv.Fun].IsType() || !gotypes.IsDuration(x.Info.TypeOf(conv)) {
		return false
	}
	id, ok := ast.Unparen(conv.Args[0]).(*ast.Ident)
	return ok && x.Info.Uses[id] == n
}

// wrongFactor is the unit other than its own that a product multiplies a number by; 0 if it does not.
func (x *finder) wrongFactor(product *ast.BinaryExpr, p *hintParse) time.Duration {
	if product.Op != token.MUL {
		return 0
	}
	for _, o := range [][2]ast.Expr{{product.X, product.Y}, {product.Y, product.X}} {
		unit, ok := gotypes.IntConstant(x.Info, o[1])
		if ok && x.isDurationOf(o[0], p.value) && x.HasUnit(o[1]) && p.told.wrong(time.Duration(unit)) {
			return time.Duration(unit)
		}
	}
	return 0
}

// unitOfProduct is the unit that a number is multiplied by before it is made a Duration: time.Second in
// time.Duration(n * float64(time.Second)); 0 if the conversion is of anything else.
func (x *finder) unitOfProduct(conv *ast.CallExpr, number types.Object) time.Duration {
	if len(conv.Args) != 1 || !x.Info.Types[conv.Fun].IsType() || !gotypes.IsDuration(x.Info.TypeOf(conv)) {
		return 0
	}
	product, ok := ast.Unparen(conv.Args[0]).(*ast.BinaryExpr)
	if !ok || product.Op != token.MUL {
		return 0
	}
	for _, o := range [][2]ast.Expr{{product.X, product.Y}, {product.Y, product.X}} {
		n := ast.Unparen(o[0])
		if c, ok := n.(*ast.CallExpr); ok && len(c.Args) == 1 && x.Info.Types[c.Fun].IsType() {
			n = ast.Unparen(c.Args[0])
		}
		id, ok := n.(*ast.Ident)
		if unit := x.Info.Types[o[1]].Value; ok && x.Info.Uses[id] == number && unit != nil {
			return time.Duration(flow.NumberOf(unit))
		}
	}
	return 0
}

// abortsOnDate finds a function that fails for a Retry-After in the form of a date: it parses seconds alone and returns
// an error if there are none. A function that is there to parse the header is left alone, its caller may go on, unless that is a client that does not.
func (x *finder) abortsOnDate(c inspector.Cursor, fn ast.Node, p *hintParse) *delay {
	errID, ok := p.assign.Lhs[1].(*ast.Ident)
	if !ok || errID.Name == "_" || !x.failsNext(c, x.Info.ObjectOf(errID)) {
		return nil
	}
	sig := gotypes.SignatureOf(x.Info, fn)
	if sig == nil {
		return nil
	}
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsNumeric != 0 && !x.askedByClient(fn) || gotypes.TypeIs(t, "time.Time") {
			return nil
		}
	}
	if x.parsesDate(fn) || x.failsAnyway(c) {
		return nil
	}
	name := "the function"
	if d, ok := fn.(*ast.FuncDecl); ok {
		name = d.Name.Name
	}
	return &delay{Node: p.call, Func: name, Fault: delayHintDate}
}

// askedByClient reports whether a client of a library asks a function how long to wait, and gives up when that fails.
func (x *finder) askedByClient(fn ast.Node) bool {
	passed := func(c inspector.Cursor) bool {
		call, ok := c.Parent().Node().(*ast.CallExpr)
		if !ok || call.Fun == c.Node() {
			return false
		}
		to := x.CalledFunc(call)
		return to != nil && library.AsksForWait(to.FullName())
	}
	if d, ok := fn.(*ast.FuncDecl); ok {
		return slices.ContainsFunc(x.Occurrences(x.Info.Defs[d.Name]), func(c inspector.Cursor) bool {
			if sel, ok := c.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
				c = c.Parent()
			}
			return passed(c)
		})
	}
	c, ok := x.Insp.Root().FindNode(fn)
	return ok && passed(c)
}

// failsNext reports whether the statement with c is followed by `if err != nil { return ..., err }`.
func (x *finder) failsNext(c inspector.Cursor, errObj types.Object) bool {
	assign := c.Parent()
	next, ok := assign.NextSibling()
	if ok {
		if i, isIf := next.Node().(*ast.IfStmt); isIf {
			return x.returnsError(i, errObj)
		}
	}
	i, isIf := assign.Parent().Node().(*ast.IfStmt) // if n, err := ...; err != nil
	return isIf && i.Init == assign.Node() && x.returnsError(i, errObj)
}

func (x *finder) returnsError(i *ast.IfStmt, errObj types.Object) bool {
	failed := x.branchOfError(i, errObj)
	if failed == nil || len(failed.List) == 0 {
		return false
	}
	r, ok := failed.List[len(failed.List)-1].(*ast.ReturnStmt)
	if !ok || len(r.Results) == 0 {
		return false
	}
	last := ast.Unparen(r.Results[len(r.Results)-1])
	fails, others := false, false // with this very error, perhaps wrapped
	ast.Inspect(last, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if v, ok := x.Info.Uses[id].(*types.Var); ok {
			fails = fails || v == errObj
			others = others || v != errObj && gotypes.IsError(v.Type())
		}
		return true
	})
	return fails || !others && x.makesError(last)
}

// branchOfError is what a statement does where an error is there, if it asks for nothing else; else nil.
func (x *finder) branchOfError(i *ast.IfStmt, errObj types.Object) *ast.BlockStmt {
	e, there := ast.Unparen(i.Cond), true
	for n, ok := e.(*ast.UnaryExpr); ok && n.Op == token.NOT; n, ok = e.(*ast.UnaryExpr) {
		e, there = ast.Unparen(n.X), !there
	}
	cond, ok := e.(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ && cond.Op != token.EQL || !x.Info.Types[cond.Y].IsNil() {
		return nil
	}
	if id, ok := ast.Unparen(cond.X).(*ast.Ident); !ok || x.Info.Uses[id] != errObj {
		return nil
	}
	if there == (cond.Op == token.NEQ) {
		return i.Body
	}
	other, _ := i.Else.(*ast.BlockStmt)
	for _, t := range i.Body.List { // what is done without an error has to work, as what stands behind a guard does
		if r, ok := t.(*ast.ReturnStmt); ok && len(r.Results) > 1 && x.Info.Types[r.Results[len(r.Results)-1]].IsNil() {
			return other
		}
	}
	return nil
}

// makesError reports whether an expression is an error that is made there, of a text.
func (x *finder) makesError(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := x.CalledFunc(call)
	return fn != nil && (fn.FullName() == "fmt.Errorf" || fn.FullName() == "errors.New")
}

// failsAnyway reports whether the statements after the one with c return an error themselves: then the answer was one,
// a 429 say, and what the bad header changes is which error it is.
func (x *finder) failsAnyway(c inspector.Cursor) bool {
	for s, ok := c.Parent().NextSibling(); ok; s, ok = s.NextSibling() {
		if r, isReturn := s.Node().(*ast.ReturnStmt); isReturn && len(r.Results) > 0 {
			return !x.Info.Types[r.Results[len(r.Results)-1]].IsNil()
		}
	}
	return false
}

// parsesDate reports whether a function parses a point in time anywhere, itself or by a helper that is named so.
func (x *finder) parsesDate(fn ast.Node) bool {
	found := false
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if f, ok := typeutil.Callee(x.Info, call).(*types.Func); ok {
				found = found || f.FullName() == "net/http.ParseTime" || f.FullName() == "time.Parse" || x.Says(lexicon.Dates, f.Name())
			}
		}
		return !found
	})
	return found
}
