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

// A Fate is what becomes of a value and of all that is computed from it, in the whole package.
type Fate struct {
	Waited   bool            // somebody may wait for it: it gets out of sight, or decides on something
	Slept    bool            // a call waits for it
	Kept     bool            // it is in a field or a variable of the package, where others come by it
	Bare     []*ast.CallExpr // parse it as a duration, and nothing has added a unit
	Joined   bool            // it becomes a part of another text
	Here     bool            // what other packages make of it does not matter
	Written  bool            // it becomes a part of a text
	Numbers  bool            // it is parsed as a number, or as a duration
	Dates    []*DateParse
	Unread   bool                        // what parses is where following ends: this is about the text alone
	Compares bool                        // to be compared with a limit is nothing
	Answers  func(*types.Func) bool      // of functions that answer and do nothing else: what they answer is followed, and not what they make it of
	Asks     func(inspector.Cursor) bool // whether it decides on something that there is a value, as a comparison asks; nil for never
	Answered bool                        // it went through one of those
	Seen     map[types.Object]bool
	Calls    map[*ast.CallExpr]bool
}

// A DateParse is a call that parses a point in time.
type DateParse struct {
	inspector.Cursor
	Call   *ast.CallExpr
	Layout string // "" if it is not known, or may be any of those that HTTP allows
}

// FateOf finds out what becomes of the value of an expression; if it is a text, up to where it is parsed if unread is set.
func (w *Flow) FateOf(c inspector.Cursor, unread bool) *Fate {
	f := &Fate{Unread: unread, Here: !unread}
	w.Pass(c, f)
	return f
}

// Pass finds out the same and adds it to a fate, in which may be said what is followed.
func (w *Flow) Pass(c inspector.Cursor, f *Fate) {
	f.Seen, f.Calls = map[types.Object]bool{}, map[*ast.CallExpr]bool{}
	w.pass(c, f)
}

// parsed goes on with what is read from a text.
func (w *Flow) parsed(call inspector.Cursor, f *Fate) {
	if !f.Unread {
		w.pass(call, f)
	}
}

// pass follows the value of the expression at c into what is around it. What is not understood may be waited for.
func (w *Flow) pass(c inspector.Cursor, f *Fate) {
	node, up := c.Node(), c.Parent()
	switch p := up.Node().(type) {
	case *ast.ParenExpr, *ast.StarExpr:
		w.pass(up, f)
	case *ast.UnaryExpr:
		if p.Op == token.AND || p.Op == token.ARROW {
			f.Waited = true
			return
		}
		w.pass(up, f)
	case *ast.BinaryExpr:
		w.passOperand(c, p, f)
	case *ast.SelectorExpr:
		w.passSelector(up, p, node, f)
	case *ast.IndexExpr:
		if p.X == node {
			w.pass(up, f) // values[0]
		} else {
			f.Waited = true
		}
	case *ast.SliceExpr:
		w.pass(up, f)
	case *ast.CallExpr:
		w.passArgument(up, p, node, f)
	case *ast.ReturnStmt:
		w.passResult(c, p, f)
	case *ast.AssignStmt:
		w.passAssigned(p, node, f)
	case *ast.ValueSpec:
		if i := slices.IndexFunc(p.Values, func(v ast.Expr) bool { return v == node }); i >= 0 {
			w.passTo(p.Names[min(i, len(p.Names)-1)], f)
		}
	case *ast.KeyValueExpr:
		if lit, ok := up.Parent().Node().(*ast.CompositeLit); ok && p.Value == node && w.LiteralStruct(lit) != nil {
			w.passTo(p.Key, f)
		} else if p.Value == node {
			f.Waited = true
		}
	case *ast.CompositeLit:
		s := w.LiteralStruct(p)
		if i := slices.IndexFunc(p.Elts, func(v ast.Expr) bool { return v == node }); s != nil && i >= 0 && i < s.NumFields() {
			w.PassVar(s.Field(i).Origin(), f)
		} else {
			f.Waited = true
		}
	case *ast.Field:
		if t, ok := up.Parent().Parent().Node().(*ast.FuncType); ok && t.Results == up.Parent().Node() {
			f.Waited = true // a named result, and a return that names nothing
		}
	case *ast.ExprStmt, *ast.IncDecStmt:
	default:
		f.Waited = true
	}
}

// passOperand goes on with what is computed of a value and another, and stops where they are compared.
func (w *Flow) passOperand(c inspector.Cursor, b *ast.BinaryExpr, f *Fate) {
	if w.asksForOne(b) {
		f.Waited = f.Waited || f.Asks != nil && f.Asks(c.Parent())
		return
	}
	switch b.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ, token.LAND, token.LOR:
		f.Waited = f.Waited || !w.caps(c) && !(f.Compares && w.limits(c, b)) // it decides on something
	default:
		f.Joined = f.Joined || f.Unread
		w.pass(c.Parent(), f)
	}
}

// caps reports whether a variable is compared, and all that depends on it is what the variable itself is given.
func (w *Flow) caps(c inspector.Cursor) bool {
	i, ok := c.Parent().Parent().Node().(*ast.IfStmt)
	v := w.Object(c.Node().(ast.Expr))
	if !ok || i.Cond != c.Parent().Node() || v == nil || i.Else != nil {
		return false
	}
	for _, s := range i.Body.List {
		a, ok := s.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != 1 || w.Object(a.Lhs[0]) != v {
			return false
		}
	}
	return true
}

// asksForOne reports whether a comparison asks no more than whether there is a value, or more than none of it.
func (w *Flow) asksForOne(b *ast.BinaryExpr) bool {
	for _, e := range []ast.Expr{b.X, b.Y} {
		tv := w.Info.Types[e]
		switch {
		case tv.Value == nil:
		case tv.Value.Kind() == constant.String && constant.StringVal(tv.Value) == "":
			return b.Op == token.EQL || b.Op == token.NEQ
		case constant.Sign(constant.ToFloat(tv.Value)) == 0 && tv.Value.Kind() != constant.String:
			return b.Op != token.ADD && b.Op != token.SUB
		}
	}
	return false
}

// passSelector goes on with the field or variable that is named by a selection, or with what a method of the value returns.
func (w *Flow) passSelector(up inspector.Cursor, sel *ast.SelectorExpr, node ast.Node, f *Fate) {
	if sel.Sel == node {
		w.pass(up, f)
		return
	}
	fn, ok := w.Info.Uses[sel.Sel].(*types.Func)
	call, called := up.Parent().Node().(*ast.CallExpr)
	if !ok || !called || call.Fun != sel || fn.Pkg() == nil || fn.Pkg().Path() != "time" {
		f.Waited = f.Waited || ok // a field of the value is another value
		return
	}
	w.passCall(up.Parent(), fn, f)
}

// passArgument goes on with what a call makes of its argument.
func (w *Flow) passArgument(up inspector.Cursor, call *ast.CallExpr, arg ast.Node, f *Fate) {
	i := slices.IndexFunc(call.Args, func(a ast.Expr) bool { return a == arg })
	if i < 0 {
		f.Waited = true // it is called
		return
	}
	if w.Info.Types[call.Fun].IsType() {
		w.pass(up, f)
		return
	}
	switch fn := typeutil.Callee(w.Info, call).(type) {
	case *types.Builtin:
		if fn.Name() == "min" || fn.Name() == "max" || fn.Name() == "append" || fn.Name() == "len" {
			w.pass(up, f)
		}
	case *types.Func:
		switch {
		case fn.Pkg() != w.Pkg:
			w.passCall(up, fn, f)
		case f.Answers != nil && f.Answers(fn):
			f.Answered = true
			w.pass(up, f)
		default:
			w.passParameter(fn, i, f)
		}
	default:
		f.Waited = true
	}
}

func (w *Flow) passParameter(fn *types.Func, i int, f *Fate) {
	p := fn.Origin().Signature().Params()
	if impl := w.Infos[fn.Origin()]; impl == nil || i >= p.Len() || fn.Signature().Variadic() && i >= p.Len()-1 {
		f.Waited = true
		return
	}
	w.PassVar(p.At(i).Origin(), f)
}

// scans are the functions of fmt that read from what others write to.
var scans = map[string]bool{
	"Sscan": true, "Sscanf": true, "Sscanln": true, "Fscan": true, "Fscanf": true, "Fscanln": true,
}

// passCall goes on with what a function of another package returns. One that writes a text makes no delay of its arguments.
func (w *Flow) passCall(up inspector.Cursor, fn *types.Func, f *Fate) {
	call := up.Node().(*ast.CallExpr)
	if f.Calls[call] {
		return
	}
	f.Calls[call] = true
	path := ""
	if fn.Pkg() != nil {
		path = fn.Pkg().Path()
	}
	switch name := fn.FullName(); {
	case Waits(name):
		f.Slept = true
	case name == "net/http.ParseTime":
		f.Dates = append(f.Dates, &DateParse{up, call, ""})
		w.parsed(up, f)
	case name == "time.Parse" || name == "time.ParseInLocation":
		layout := ""
		if tv := w.Info.Types[call.Args[0]]; tv.Value != nil && tv.Value.Kind() == constant.String {
			layout = constant.StringVal(tv.Value)
		}
		f.Dates = append(f.Dates, &DateParse{up, call, layout})
		w.parsed(up, f)
	case name == "strconv.Atoi", name == "strconv.ParseInt", name == "strconv.ParseUint", name == "strconv.ParseFloat":
		f.Numbers = true
		w.parsed(up, f)
	case name == "time.ParseDuration":
		if f.Joined {
			f.Numbers = true
		} else {
			f.Bare = append(f.Bare, call)
		}
		w.parsed(up, f)
	case path == "fmt" && scans[fn.Name()]:
		f.Waited = true
	case f.Unread && (name == "fmt.Sprintf" || name == "fmt.Sprint"):
		f.Joined = true
		w.pass(up, f)
	case path == "strconv", path == "fmt", path == "log", path == "log/slog":
		f.Written = true
	case path == "time" && fn.Name() == "String" || fn.Name() == "Format" && path == "time":
		f.Written = true
	case path == "time", path == "math", path == "strings":
		w.pass(up, f)
	default:
		f.Waited = true
	}
}

// passAssigned goes on with the variables that an assignment gives the value to.
func (w *Flow) passAssigned(a *ast.AssignStmt, node ast.Node, f *Fate) {
	i := slices.IndexFunc(a.Rhs, func(r ast.Expr) bool { return r == node })
	switch {
	case i < 0: // it is assigned to
	case len(a.Lhs) == len(a.Rhs):
		w.passTo(a.Lhs[i], f)
	default:
		w.passTo(a.Lhs[0], f)
	}
}

// passTo goes on with the variable or field that an expression names.
func (w *Flow) passTo(e ast.Expr, f *Fate) {
	if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
		return
	}
	v, ok := w.Object(e).(*types.Var)
	if !ok {
		f.Waited = true
		return
	}
	w.PassVar(v, f)
}

// PassVar goes on wherever a variable is named. Others may read what is exported.
func (w *Flow) PassVar(v *types.Var, f *Fate) {
	if f.Seen[v] {
		return
	}
	f.Seen[v] = true
	shared := v.IsField() || v.Parent() == w.Pkg.Scope()
	if f.Kept = f.Kept || shared; v.Pkg() != w.Pkg || shared && !f.Here && w.othersSee(v) {
		f.Waited = true
		return
	}
	for _, c := range w.Occurrences(v) {
		if f.Waited {
			return
		}
		if sel, ok := c.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
			c = c.Parent()
		}
		w.pass(c, f)
	}
}

// othersSee reports whether other packages can name a field or a variable: it is exported, and what it is a field of as well.
func (w *Flow) othersSee(v *types.Var) bool {
	if !v.Exported() || w.Pkg.Name() == "main" {
		return false
	}
	if !v.IsField() {
		return true
	}
	for _, name := range w.Pkg.Scope().Names() {
		t, ok := w.Pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if s := gotypes.StructOf(t.Type()); s != nil {
			for f := range s.Fields() {
				if f == v {
					return t.Exported()
				}
			}
		}
	}
	return true
}

// passResult goes on where the function is called that returns the expression at c.
func (w *Flow) passResult(c inspector.Cursor, r *ast.ReturnStmt, f *Fate) {
	i := slices.IndexFunc(r.Results, func(v ast.Expr) bool { return v == c.Node() })
	decl, ok := gotypes.EnclosingFunc(c).(*ast.FuncDecl)
	if !ok || i < 0 {
		f.Waited = true
		return
	}
	fn, _ := w.Info.Defs[decl.Name].(*types.Func)
	if fn == nil || f.Seen[fn] {
		f.Waited = f.Waited || fn == nil
		return
	}
	f.Seen[fn] = true
	calls := w.CalledAt(fn)
	if others := len(w.Occurrences(fn.Origin())) - 1 - len(calls); others > 0 || fn.Exported() && !f.Here && w.Pkg.Name() != "main" || fn.Signature().Recv() != nil && len(calls) == 0 {
		f.Waited = true // others call it
		return
	}
	for _, call := range calls {
		switch a := call.Parent().Node().(type) {
		case *ast.AssignStmt:
			if len(a.Lhs) > 1 && len(a.Rhs) == 1 {
				w.passTo(a.Lhs[i], f)
				continue
			}
			w.pass(call, f)
		case *ast.ExprStmt:
		default:
			if fn.Signature().Results().Len() > 1 {
				f.Waited = true // f(g()), return g()
				continue
			}
			w.pass(call, f)
		}
	}
}

// limits reports whether a comparison is with a constant or a variable: a limit, and no time that has passed.
func (w *Flow) limits(c inspector.Cursor, b *ast.BinaryExpr) bool {
	other := b.X
	if other == c.Node() {
		other = b.Y
	}
	switch b.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		return w.Info.Types[other].Value != nil || gotypes.PlainExpr(other)
	}
	return false
}
