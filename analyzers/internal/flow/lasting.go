package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Lasting reports whether an expression of type time.Duration is a duration (yes), or a count of that type (no).
func (w *Flow) Lasting(e ast.Expr, seen map[types.Object]bool) domain.Tri {
	if e == nil {
		return domain.Unknown
	}
	if tv := w.Info.Types[e]; tv.Value != nil {
		n, ok := gotypes.IntConstant(w.Info, e)
		switch {
		case !ok || n == 0:
			return domain.Unknown
		case w.HasUnit(e):
			return domain.Yes
		}
		return domain.No
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		a, b := w.Lasting(e.X, seen), w.Lasting(e.Y, seen)
		switch e.Op {
		case token.ADD, token.SUB, token.MUL:
			switch {
			case a == domain.Yes || b == domain.Yes:
				return domain.Yes
			case a == domain.No && b == domain.No:
				return domain.No
			}
			return domain.Unknown
		case token.QUO:
			if b == domain.Yes {
				return domain.No
			}
			return a
		case token.REM, token.SHL, token.SHR:
			return a
		}
	case *ast.CallExpr:
		return w.lastingCall(e, seen)
	case *ast.Ident, *ast.SelectorExpr, *ast.StarExpr:
		return w.lastingObject(w.Object(e), seen)
	}
	return domain.Unknown
}

// HasUnit reports whether a constant is made of a unit, time.Second say, or of a constant that is.
func (w *Flow) HasUnit(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if c, ok := w.Info.Uses[id].(*types.Const); ok && gotypes.IsDuration(c.Type()) {
				n, isInt := gotypes.IntConstant(w.Info, id)
				found = found || c.Pkg() != nil && c.Pkg().Path() == "time" || isInt && n >= int64(time.Millisecond)
			}
		}
		return !found
	})
	return found
}

func (w *Flow) lastingCall(call *ast.CallExpr, seen map[types.Object]bool) domain.Tri {
	if w.Info.Types[call.Fun].IsType() {
		switch {
		case len(call.Args) != 1:
			return domain.Unknown
		case gotypes.IsDuration(w.Info.TypeOf(call.Args[0])):
			return w.Lasting(call.Args[0], seen)
		case w.drawsLasting(call.Args[0], seen):
			return domain.Yes
		case gotypes.IsCount(w.Info.TypeOf(call.Args[0])) && gotypes.IsInteger(w.Info.TypeOf(call.Args[0])) && !w.mentionsDuration(call.Args[0]):
			return domain.No
		}
		return domain.Unknown
	}
	fn, _ := typeutil.Callee(w.Info, call).(*types.Func)
	if fn == nil {
		if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && (id.Name == "min" || id.Name == "max") {
			return w.allLasting(call.Args, seen)
		}
		return domain.Unknown
	}
	switch fn.FullName() {
	case "time.Since", "time.Until", "(time.Time).Sub", "time.ParseDuration":
		return domain.Yes
	case "flag.Duration":
		if len(call.Args) == 3 && w.Lasting(call.Args[1], seen) != domain.No {
			return domain.Yes
		}
		return domain.No
	}
	if drawsBelow(fn) && gotypes.IsDuration(w.Info.TypeOf(call)) {
		return w.allLasting(call.Args, seen) // rand.N(d)
	}
	decl := w.Decls[fn]
	if decl == nil || decl.Body == nil || seen[fn] {
		return domain.Unknown
	}
	return w.allLasting(gotypes.FirstResults(decl), with(seen, fn))
}

// drawsBelow reports whether a function draws a number below its argument.
func drawsBelow(fn *types.Func) bool {
	return functions.OfMathRand(fn.FullName()) && functions.DrawsBelow(fn.FullName())
}

// drawsLasting reports whether a number is drawn below a duration with a unit, which is written as a number: rand.Int63n(int64(d)).
func (w *Flow) drawsLasting(e ast.Expr, seen map[types.Object]bool) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	fn, _ := typeutil.Callee(w.Info, call).(*types.Func)
	return fn != nil && drawsBelow(fn) && w.Lasting(call.Args[0], seen) == domain.Yes
}

func (w *Flow) mentionsDuration(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			t := w.Info.TypeOf(e)
			found = found || t != nil && gotypes.IsDuration(t)
		}
		return !found
	})
	return found
}

func with(seen map[types.Object]bool, o types.Object) map[types.Object]bool {
	out := map[types.Object]bool{o: true}
	for s := range seen {
		out[s] = true
	}
	return out
}

// allLasting is yes if some of the expressions are durations and none is a count.
func (w *Flow) allLasting(es []ast.Expr, seen map[types.Object]bool) domain.Tri {
	result := domain.Unknown
	for _, e := range es {
		switch w.Lasting(e, seen) {
		case domain.No:
			return domain.No
		case domain.Yes:
			result = domain.Yes
		}
	}
	return result
}

// lastingObject judges a variable by what it is assigned, and if that says nothing by what becomes of it.
func (w *Flow) lastingObject(o types.Object, seen map[types.Object]bool) domain.Tri {
	v, ok := o.(*types.Var)
	if !ok || seen[v] || v.Pkg() != w.Pkg {
		return domain.Unknown
	}
	if t := w.allLasting(w.Definitions(v), with(seen, v)); t != domain.Unknown {
		return t
	}
	if len(seen) > 0 {
		return domain.Unknown // what becomes of the variable that was asked for is looked at, no more
	}
	var e Ends
	w.FollowObject(v, &e)
	if e.Waited || e.Lasting {
		return domain.Yes
	}
	return domain.Unknown
}

// LastingBeside reports whether the results of a function, but for one and for bare numbers, are durations with a unit.
func (w *Flow) LastingBeside(fn ast.Node, but ast.Expr) bool {
	var rest []ast.Expr
	for _, r := range gotypes.FirstResults(fn) {
		if _, ok := gotypes.IntConstant(w.Info, r); r != but && (!ok || w.HasUnit(r)) {
			rest = append(rest, r)
		}
	}
	return w.allLasting(rest, nil) == domain.Yes
}
