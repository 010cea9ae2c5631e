package effects

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// Skims are the parameters that are responses, or bodies of such, which a function leaves open: it takes the status, the headers and the
// beginning of the body at most. It neither reads that to its end nor closes it, and keeps none.
func (x *Functions) Skims(fn *types.Func) []int {
	var out []int
	for i := range fn.Signature().Params().Len() {
		if x.LeavesBody(fn, i) {
			out = append(out, i)
		}
	}
	return out
}

// LeavesBody reports whether a function leaves the response, or the body, open that is its parameter i.
func (x *Functions) LeavesBody(fn *types.Func, i int) bool {
	if i >= fn.Signature().Params().Len() {
		return false
	}
	t := fn.Signature().Params().At(i).Type()
	return (gotypes.IsResponse(t) || gotypes.IsPlainReader(t)) && x.skim(fn, i, nil)
}

// skim reports whether a function leaves open what is its parameter i. under are those that are looked at already: one that calls itself does
// no more to it by that.
func (x *Functions) skim(fn *types.Func, i int, under []*types.Func) bool {
	fn = fn.Origin()
	if fn.Pkg() != x.Pkg {
		s := x.SummaryOf(fn)
		return s != nil && slices.Contains(s.Skims, i)
	}
	d := x.Decls[fn]
	params := fn.Signature().Params()
	if d == nil || d.Body == nil || i >= params.Len() || fn.Signature().Variadic() && i == params.Len()-1 {
		return false
	}
	if slices.Contains(under, fn) {
		return true
	}
	v := params.At(i)
	if v.Name() == "" || v.Name() == "_" {
		return true
	}
	s := skimming{Functions: x, places: x.PlacesIn(d.Body), body: d.Body, under: append(slices.Clip(under), fn)}
	if gotypes.IsResponse(v.Type()) {
		return s.all(v, s.response)
	}
	return s.all(v, s.reader)
}

// A skimming looks at what a function does to a response.
type skimming struct {
	*Functions
	places *index.Places
	body   *ast.BlockStmt
	under  []*types.Func
	held   []*types.Var // variables of the function that hold its body, or a reader around that
}

// all reports whether each use of a variable is one that leaves open what it holds.
func (s skimming) all(v *types.Var, leaves func(ast.Expr) bool) bool {
	return !slices.ContainsFunc(s.places.Uses[v], func(id *ast.Ident) bool { return !leaves(id) })
}

// response reports whether one use of a response leaves its body open.
func (s skimming) response(e ast.Expr) bool {
	switch u := s.places.Up(e).(type) {
	case *ast.BinaryExpr:
		return gotypes.IsNil(s.Info, u.X) || gotypes.IsNil(s.Info, u.Y)
	case *ast.SelectorExpr:
		sel := s.Info.Selections[u]
		switch {
		case u.X != e || sel == nil:
			return false
		case sel.Kind() == types.MethodVal:
			return u.Sel.Name != "Write" // which reads the body; of the others none does
		case u.Sel.Name == "Body":
			return s.reader(u)
		}
		return true
	case *ast.CallExpr:
		called := s.CalledFunc(u)
		i := gotypes.ArgumentOf(u, e)
		if i < 0 || called == nil || called.Pkg() == nil {
			return false
		}
		if gotypes.IsStd(called.Pkg().Path()) && called.Pkg() != s.Pkg {
			return called.Signature().Recv() == nil && functions.LeavesOpen(called.FullName())
		}
		return s.skim(called, i, s.under)
	}
	return false
}

// reader reports whether one use of a body, or of what was put around it, leaves that open: it reads the beginning, or puts it back.
func (s skimming) reader(e ast.Expr) bool {
	if s.repeated(e) {
		return false
	}
	switch u := s.places.Up(e).(type) {
	case *ast.BinaryExpr:
		return gotypes.IsNil(s.Info, u.X) || gotypes.IsNil(s.Info, u.Y)
	case *ast.ExprStmt:
		return true
	case *ast.SelectorExpr:
		return u.X == e && s.method(u)
	case *ast.UnaryExpr, *ast.CompositeLit:
		return s.around(u.(ast.Expr))
	case *ast.KeyValueExpr:
		lit, ok := s.places.Up(u).(*ast.CompositeLit)
		return ok && u.Value == e && s.around(lit)
	case *ast.AssignStmt:
		return s.assigned(u, e)
	case *ast.CallExpr:
		return s.given(u, e)
	}
	return false
}

// around reports whether a value of the program's own in which a body stands is put in the place of that, and nowhere else.
func (s skimming) around(e ast.Expr) bool {
	switch u := s.places.Up(e).(type) {
	case *ast.UnaryExpr:
		return s.around(u)
	case *ast.AssignStmt:
		return len(u.Lhs) == 1 && s.isBody(u.Lhs[0])
	}
	return false
}

func (s skimming) isBody(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Body" && gotypes.IsResponse(s.Info.TypeOf(sel.X))
}

// method reports whether the method of a reader that is selected reads no more than a part.
func (s skimming) method(sel *ast.SelectorExpr) bool {
	call, ok := s.places.Up(sel).(*ast.CallExpr)
	if !ok || ast.Unparen(call.Fun) != ast.Expr(sel) || s.setAside(call) {
		return false
	}
	fn := s.CalledFunc(call)
	return fn != nil && (fn.Name() == "Read" || fn.Pkg() != nil && fn.Pkg() != s.Pkg && gotypes.IsStd(fn.Pkg().Path()) && functions.ReadsPart(fn.FullName()))
}

// assigned reports whether a body is set to what holds it, or put into a variable which is used in ways that leave it open.
func (s skimming) assigned(a *ast.AssignStmt, e ast.Expr) bool {
	if s.isBody(e) && slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool { return ast.Unparen(l) == e }) {
		return true
	}
	i := slices.IndexFunc(a.Rhs, func(r ast.Expr) bool { return ast.Unparen(r) == e })
	if i < 0 || len(a.Lhs) != len(a.Rhs) && i > 0 {
		return false
	}
	if s.isBody(a.Lhs[i]) {
		return true
	}
	v := s.Variable(a.Lhs[i])
	if v == nil || v.IsField() || !gotypes.Within(v.Pos(), s.body) {
		return false
	}
	if slices.Contains(s.held, v) {
		return true
	}
	s.held = append(slices.Clip(s.held), v)
	return s.all(v, func(use ast.Expr) bool {
		if to, ok := s.places.Up(use).(*ast.AssignStmt); ok && slices.ContainsFunc(to.Lhs, func(l ast.Expr) bool { return ast.Unparen(l) == use }) {
			return true // what it is set to has uses of its own
		}
		return s.reader(use)
	})
}

// given reports whether a call that is given a body leaves it open, and so does what becomes of a reader that it returns.
func (s skimming) given(call *ast.CallExpr, e ast.Expr) bool {
	fn, i := s.CalledFunc(call), gotypes.ArgumentOf(call, e)
	if i < 0 || fn == nil || fn.Pkg() == nil || s.setAside(call) {
		return false
	}
	if fn.Pkg() == s.Pkg || !gotypes.IsStd(fn.Pkg().Path()) {
		return s.skim(fn, i, s.under)
	}
	switch full := fn.FullName(); {
	case functions.ReadsAll(full):
		return s.isSnippet(e)
	case full == "io.ReadFull" || full == "io.ReadAtLeast":
		return s.isShort(call.Args[1])
	case full == "io.CopyN": // to have the rest of it gone
		return false
	case fn.Signature().Recv() != nil || !functions.LeavesOpen(full):
		return false
	}
	return !returnsReader(fn) || s.reader(call)
}

// isSnippet reports whether a reader ends after so many bytes that it does not lead to the end of an answer.
func (s skimming) isSnippet(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 2 {
		return false
	}
	fn, n := s.CalledFunc(call), s.Info.Types[call.Args[1]].Value
	if fn == nil || fn.FullName() != "io.LimitReader" || n == nil {
		return false
	}
	most, exact := constant.Int64Val(n)
	return exact && most <= functions.MaxSnippet
}

// isShort reports whether a buffer is one of so many bytes as are written: not one for all that an answer says that it has.
func (s skimming) isShort(buf ast.Expr) bool {
	if part, ok := ast.Unparen(buf).(*ast.SliceExpr); ok && part.High == nil {
		buf = part.X
	}
	if t := s.Info.TypeOf(buf); t != nil {
		if _, array := t.Underlying().(*types.Array); array {
			return true
		}
	}
	w, once := s.places.Only(s.Variable(buf))
	if !once {
		return false
	}
	call, ok := ast.Unparen(w.Value).(*ast.CallExpr)
	return ok && gotypes.CalledBuiltin(s.Info, call) == "make" && len(call.Args) > 1 && s.Info.Types[call.Args[1]].Value != nil
}

// repeated reports whether an expression stands in a loop or in a function literal of the function: in rounds it may read to the end.
func (s skimming) repeated(e ast.Expr) bool {
	for n := s.places.Parent[e]; n != nil && n != ast.Node(s.body); n = s.places.Parent[n] {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit, *ast.LabeledStmt:
			return true
		}
	}
	return false
}

// setAside reports whether a call is made beside the function, or when it returns.
func (s skimming) setAside(call *ast.CallExpr) bool {
	switch s.places.Parent[call].(type) {
	case *ast.GoStmt, *ast.DeferStmt:
		return true
	}
	return false
}

// returnsReader reports whether a function returns what may hold the reader that it is given: anything that is no plain datum.
func returnsReader(fn *types.Func) bool {
	for v := range fn.Signature().Results().Variables() {
		if !gotypes.IsError(v.Type()) && !gotypes.IsData(v.Type()) {
			return true
		}
	}
	return false
}
