package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A serverNumber is what a server may have written into a Retry-After header.
type serverNumber struct {
	is   float64
	none bool // there is no such header, or no number in it
}

// hintValues finds the functions that make a delay of the number in Retry-After and look at it nowhere: a zero, a
// negative number or one that fits no Duration then means that there is no delay at all.
func (x *finder) hintValues(delays []*delayFunc, guard site.Guard) []*delay {
	parses := map[ast.Node]*ast.CallExpr{}
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || len(call.Args) == 0 || sel.Sel.Name != "Atoi" && sel.Sel.Name != "ParseInt" && sel.Sel.Name != "ParseFloat" {
			continue
		}
		fn, ok := gotypes.EnclosingFunc(c).(*ast.FuncDecl)
		if ok && parses[fn] == nil && !x.silent(fn) && gotypes.ReturnsDelay(fn.Type, x.SignatureOf(fn)) {
			parses[fn] = call
		}
	}
	if len(parses) == 0 {
		return nil
	}
	var out []*delay
	reported := map[ast.Node]bool{}
	judge := func(f *delayFunc, call *ast.CallExpr) {
		if !reported[call] && !x.comparesResult(f) {
			if d := x.unchecked(f, call); d != nil {
				reported[call] = true
				out = append(out, d)
			}
		}
	}
	for fn, call := range parses {
		decl := fn.(*ast.FuncDecl)
		f := &delayFunc{node: decl, at: decl.Name, name: decl.Name.Name, sig: x.SignatureOf(decl)}
		for _, d := range delays {
			if d.node == fn {
				f = d
			}
		}
		guard(decl, f.name, func() { judge(f, call) })
	}
	slices.SortFunc(out, func(a, b *delay) int { return int(a.Node.Pos() - b.Node.Pos()) })
	return out
}

func (x *finder) silent(fn *ast.FuncDecl) bool {
	f, _ := x.Info.Defs[fn.Name].(*types.Func)
	return f == nil || x.Infos[f] == nil || x.Infos[f].Silent
}

// comparesResult reports whether a caller in the package compares what a function returns, and so may see what is wrong
// with it.
func (x *finder) comparesResult(f *delayFunc) bool {
	fn := x.Info.Defs[f.node.(*ast.FuncDecl).Name]
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if typeutil.Callee(x.Info, call) != fn {
			continue
		}
		if x.comparedLater(c) {
			return true
		}
	}
	return false
}

// comparedLater reports whether the first result of a call is kept in a variable or a field that the function compares
// with < or >, or by min and max, or is so compared in place. max(0, d) does not count: zero is no delay either.
func (x *finder) comparedLater(c inspector.Cursor) bool {
	var kept ast.Expr
	switch p := c.Parent().Node().(type) {
	case *ast.AssignStmt:
		kept = p.Lhs[0]
	case *ast.BinaryExpr, *ast.CallExpr:
		return x.compares(p, c.Node().(ast.Expr))
	default:
		return false
	}
	name := types.ExprString(kept)
	found := false
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		ast.Inspect(gotypes.Body(o.Node()), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				for _, e := range []ast.Expr{n.X, n.Y} {
					found = found || types.ExprString(ast.Unparen(e)) == name && x.compares(n, e)
				}
			case *ast.CallExpr:
				for _, e := range n.Args {
					found = found || types.ExprString(ast.Unparen(e)) == name && x.compares(n, e)
				}
			}
			return !found
		})
	}
	return found
}

func (x *finder) compares(n ast.Node, operand ast.Expr) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return n.Op == token.LSS || n.Op == token.LEQ || n.Op == token.GTR || n.Op == token.GEQ
	case *ast.CallExpr:
		id, ok := ast.Unparen(n.Fun).(*ast.Ident)
		if !ok || id.Name != "min" && id.Name != "max" {
			return false
		}
		return !slices.ContainsFunc(n.Args, func(a ast.Expr) bool {
			c, ok := gotypes.IntConstant(x.Info, a)
			return ok && c == 0 && a != operand
		})
	}
	return false
}

// unchecked judges what f returns for numbers that are no delay.
func (x *finder) unchecked(f *delayFunc, call *ast.CallExpr) *delay {
	none := func(n float64) bool {
		d, ok := x.underHint(f, serverNumber{is: n})
		return ok && d <= 0
	}
	if usual, ok := x.underHint(f, serverNumber{is: 5}); !ok || usual <= 0 {
		return nil // the number is not understood
	}
	fn, _ := typeutil.Callee(x.Info, call).(*types.Func)
	switch {
	case fn == nil:
	case fn.Name() == "ParseFloat" && none(math.NaN()) && none(1e300):
		return &delay{Node: call, Func: f.name, Fault: delayHintFloat}
	case f.attempt != nil && none(-1) && none(0):
		return &delay{Node: call, Func: f.name, Fault: delayHintZero}
	}
	if d, ok := x.underHint(f, serverNumber{none: true}); ok && d == 0 && x.waitedAtOnce(f) {
		return &delay{Node: call, Func: "Retry-After", Fault: delayHintMissing}
	}
	return nil
}

// underHint is what f returns if the server wrote a number into Retry-After: the shortest delay that is made of it.
func (x *finder) underHint(f *delayFunc, n serverNumber) (least int64, ok bool) {
	r, done := x.run(delayRun{f: f, s: samples[0], counts: 2, at: 0.5, hint: &n})
	if !done {
		return 0, false
	}
	for _, ret := range r.rets {
		if len(ret.Vals) == 0 || !ret.Vals[0].Any(isHintNumber) {
			continue
		}
		rd := r.reading()
		if rd.feasible(ret.St) != domain.Yes {
			continue
		}
		v := rd.read(ret.Vals[0])
		if v.Op != sym.OpInt || rd.panics || !rd.said(ret.Vals[1:]) {
			continue
		}
		if !ok || v.Int < least {
			least, ok = v.Int, true
		}
	}
	return least, ok
}

// said reports whether the results beside a delay do not take it back: an error, a false.
func (r *reading) said(rest []*sym.Value) bool {
	for _, v := range rest {
		v = r.read(v)
		if v.IsFalse() || v.Op == sym.OpErrNew {
			return false
		}
	}
	return true
}

// isHintNumber matches the number that is parsed from a Retry-After header.
func isHintNumber(v *sym.Value) bool {
	if v.Op != sym.OpCall || v.Int != 0 || len(v.Args) == 0 {
		return false
	}
	switch v.Name {
	case "strconv.Atoi", "strconv.ParseInt", "strconv.ParseFloat":
		return v.Args[0].Any(isHintText)
	}
	return false
}

// isHintText matches header.Get("Retry-After") and header["Retry-After"].
func isHintText(v *sym.Value) bool {
	switch {
	case v.Op == sym.OpCall && v.Name == "(net/http.Header).Get", v.Op == sym.OpIndex:
		return len(v.Args) == 2 && v.Args[1].Op == sym.OpString && lexicon.RetryAfter.Has(v.Args[1].Name)
	}
	return false
}

// hinted computes what depends on a Retry-After header that holds a number; nil for all else.
func (r *reading) hinted(v *sym.Value) *sym.Value {
	switch {
	case isHintText(v), v.Op == sym.OpIndex && len(v.Args) == 2 && isHintText(v.Args[0]): // header["Retry-After"][0]
		if r.hint.none {
			return r.in.Str("")
		}
		return r.in.Str("number")
	case v.Op == sym.OpLen && v.Args[0].Any(isHintText):
		if r.hint.none {
			return r.in.Int(0)
		}
		return r.in.Int(1)
	case v.Op == sym.OpCall && v.Name == "mapok" && len(v.Args) == 2 && v.Args[1].Op == sym.OpString && lexicon.RetryAfter.Has(v.Args[1].Name):
		return r.in.Bool(!r.hint.none)
	case isHintNumber(v):
		if v.Name == "strconv.ParseFloat" {
			return r.in.Float(r.hint.is)
		}
		if n := r.hint.is; n == math.Trunc(n) && math.Abs(n) < 1<<53 {
			return r.in.Int(int64(n))
		}
	case v.Op == sym.OpCall && v.Int == 1 && strings.HasPrefix(v.Name, "strconv.") && len(v.Args) > 0 && v.Args[0].Any(isHintText):
		if r.hint.none {
			return r.in.Make(sym.Value{Op: sym.OpErrNew, Typ: types.Universe.Lookup("error").Type()})
		}
		return r.in.Nil()
	case v.Op == sym.OpBinary && (v.Name == "==" || v.Name == "!=") && (v.Args[0].Op == sym.OpNil || v.Args[1].Op == sym.OpNil):
		return r.failed(v)
	}
	return nil
}

// failed computes whether there is an error; nil if that is not known.
func (r *reading) failed(test *sym.Value) *sym.Value {
	a, b := r.read(test.Args[0]), r.read(test.Args[1])
	switch {
	case a.Op == sym.OpNil && b.Op == sym.OpNil:
		return r.in.Bool(test.Name == "==")
	case a.Op == sym.OpErrNew || b.Op == sym.OpErrNew:
		return r.in.Bool(test.Name == "!=")
	}
	return nil
}
