package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Definitions are the expressions that a variable, a field or a parameter gets its values from; nil stands for one that is
// not known.
func (w *Flow) Definitions(o types.Object) []ast.Expr {
	mentions := w.Occurrences(o)
	out := slices.Clone(w.positional[o])
	for _, c := range mentions {
		if sel, ok := c.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
			c = c.Parent()
		}
		node := c.Node()
		switch p := c.Parent().Node().(type) {
		case *ast.AssignStmt:
			i := slices.IndexFunc(p.Lhs, func(l ast.Expr) bool { return l == node })
			switch {
			case i < 0 || p.Tok != token.ASSIGN && p.Tok != token.DEFINE && p.Tok != token.ADD_ASSIGN:
			case len(p.Lhs) == len(p.Rhs):
				out = append(out, p.Rhs[i])
			case i == 0:
				out = append(out, p.Rhs[0])
			default:
				out = append(out, nil)
			}
		case *ast.KeyValueExpr:
			if p.Key == node {
				out = append(out, p.Value)
			}
		case *ast.ValueSpec:
			if i := slices.IndexFunc(p.Names, func(n *ast.Ident) bool { return n == node }); i >= 0 && i < len(p.Values) {
				out = append(out, p.Values[i])
			}
		case *ast.RangeStmt:
			if p.Value == node {
				out = append(out, w.elements(p.X)...)
			}
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				out = append(out, w.flagDefault(c.Parent()))
			}
		case *ast.Field:
			out = append(out, w.arguments(c, o)...)
		}
	}
	return out
}

// elements are what a range goes over, where it is written down.
func (w *Flow) elements(e ast.Expr) []ast.Expr {
	if o, isVar := w.Object(e).(*types.Var); isVar {
		if d := w.Definitions(o); len(d) == 1 && d[0] != nil {
			e = d[0]
		}
	}
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	if !ok {
		return []ast.Expr{nil}
	}
	return lit.Elts
}

// flagDefault is the default of flag.DurationVar(&v, name, default, usage).
func (w *Flow) flagDefault(address inspector.Cursor) ast.Expr {
	if call, ok := address.Parent().Node().(*ast.CallExpr); ok && len(call.Args) > 3 && call.Args[0] == address.Node() {
		if fn, ok := typeutil.Callee(w.Info, call).(*types.Func); ok && (fn.Name() == "DurationVar" || fn.Name() == "DurationVarP") {
			return call.Args[len(call.Args)-2]
		}
	}
	return nil
}

// arguments are what the package calls a function with, for the parameter that is declared at c.
func (w *Flow) arguments(c inspector.Cursor, param types.Object) []ast.Expr {
	decl, ok := gotypes.EnclosingFunc(c).(*ast.FuncDecl)
	if !ok {
		return nil
	}
	fn, _ := w.Info.Defs[decl.Name].(*types.Func)
	if fn == nil {
		return nil
	}
	var out []ast.Expr
	for i := range fn.Signature().Params().Len() {
		if fn.Signature().Params().At(i) != param {
			continue
		}
		for _, call := range w.CalledAt(fn) {
			if args := call.Node().(*ast.CallExpr).Args; i < len(args) {
				out = append(out, args[i])
			}
		}
	}
	return out
}

// ConstantOf is the value of a variable that is given a constant once.
func (w *Flow) ConstantOf(o types.Object) (int64, bool) {
	for _, c := range w.Occurrences(o) {
		switch p := c.Parent().Node().(type) {
		case *ast.AssignStmt:
			if p.Tok != token.DEFINE && p.Tok != token.ASSIGN && slices.Contains(p.Lhs, c.Node().(ast.Expr)) {
				return 0, false
			}
		case *ast.IncDecStmt, *ast.UnaryExpr, *ast.Field:
			return 0, false
		}
	}
	d := w.Definitions(o)
	if len(d) != 1 || d[0] == nil {
		return 0, false
	}
	return gotypes.IntConstant(w.Info, d[0])
}

// HoldOnly reports whether variables and functions hold and return nothing but one number, and constants below some limit in its place.
func (w *Flow) HoldOnly(objects map[types.Object]bool, number ast.Expr, below int64) bool {
	var same func(ast.Expr) bool
	same = func(e ast.Expr) bool {
		if e == nil {
			return false
		}
		if n := w.Info.Types[e].Value; n != nil && (n.Kind() == constant.Int || n.Kind() == constant.Float) {
			return NumberOf(n) < float64(below)
		}
		if e = ast.Unparen(e); e == number {
			return true
		}
		if call, ok := e.(*ast.CallExpr); ok {
			if w.Info.Types[call.Fun].IsType() && len(call.Args) == 1 {
				return same(call.Args[0])
			}
			fn, ok := typeutil.Callee(w.Info, call).(*types.Func)
			return ok && objects[fn.Origin()]
		}
		o := w.Object(e)
		return objects[o] || w.small(o)
	}
	for o := range objects {
		var from []ast.Expr
		switch o := o.(type) {
		case *types.Var:
			if decoded(o, w.Pkg) {
				return false
			}
			from = w.Definitions(o)
		case *types.Func:
			if w.Decls[o] == nil {
				return false
			}
			from = numbersReturned(w.Info, w.Decls[o])
		}
		if slices.ContainsFunc(from, func(e ast.Expr) bool { return !same(e) }) {
			return false
		}
	}
	return true
}

// small reports whether a variable or a parameter holds nothing but small constants.
func (w *Flow) small(o types.Object) bool {
	v, ok := o.(*types.Var)
	if !ok || v.IsField() {
		return false
	}
	from := w.Definitions(v)
	return len(from) > 0 && !slices.ContainsFunc(from, func(e ast.Expr) bool {
		if e == nil {
			return true
		}
		n := w.Info.Types[e].Value
		return n == nil || n.Kind() != constant.Int && n.Kind() != constant.Float || NumberOf(n) >= 1000
	})
}

// decoded reports whether a field may be set by what decodes a text: that of a type of the package has a tag for it.
func decoded(v *types.Var, in *types.Package) bool {
	if !v.IsField() || !v.Exported() {
		return false
	}
	for _, name := range in.Scope().Names() {
		if s := gotypes.StructOf(in.Scope().Lookup(name).Type()); s != nil {
			for i := range s.NumFields() {
				if s.Field(i).Origin() == v {
					return s.Tag(i) != ""
				}
			}
		}
	}
	return true
}

// numbersReturned are the results of a function that are numbers.
func numbersReturned(info *types.Info, fn *ast.FuncDecl) []ast.Expr {
	var out []ast.Expr
	for _, ret := range gotypes.ReturnsOf(fn.Body) {
		for _, r := range ret.Results {
			if t := info.TypeOf(r); t != nil && gotypes.IsCount(types.Default(t)) {
				out = append(out, r)
			}
		}
	}
	return out
}
