package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Ends are what becomes of a number or a duration.
type Ends struct {
	Waited   bool // it is waited for as it is
	Returned bool // a function returns it as a Duration
	Delay    bool // a function that is named for a delay does
	Scaled   bool // it is multiplied or divided by a unit, or by what may be one
	Changed  bool // what holds it is multiplied or divided in place by what may be a unit
	Lasting  bool // it is used as only a duration with a unit is
	Seen     map[types.Object]bool
	Convert  func(inspector.Cursor)                        // is told of conversions to time.Duration, with which following then ends
	Scale    func(product inspector.Cursor, unit ast.Expr) // the same of products with constants that have a unit; they are not scaled then
}

// Follow finds out what becomes of the value of the expression at c.
func (w *Flow) Follow(c inspector.Cursor, e *Ends) {
	node, up := c.Node(), c.Parent()
	switch p := up.Node().(type) {
	case *ast.ParenExpr:
		w.Follow(up, e)
	case *ast.SelectorExpr:
		if p.Sel == node {
			w.Follow(up, e)
			return
		}
		switch fn, _ := w.Info.Uses[p.Sel].(*types.Func); {
		case fn == nil:
		case fn.FullName() == "(time.Duration).Seconds" || fn.FullName() == "(time.Duration).Minutes":
			e.Lasting = true
		}
	case *ast.StarExpr:
		w.Follow(up, e)
	case *ast.BinaryExpr:
		w.followOperand(up, p, node, e)
	case *ast.CallExpr:
		w.followArgument(up, p, node, e)
	case *ast.ReturnStmt:
		w.followResult(c, p, e)
	case *ast.AssignStmt:
		if i := slices.IndexFunc(p.Rhs, func(r ast.Expr) bool { return r == node }); i >= 0 {
			switch {
			case p.Tok == token.MUL_ASSIGN || p.Tok == token.QUO_ASSIGN:
				e.Scaled = true
			case len(p.Lhs) == len(p.Rhs) || len(p.Rhs) == 1:
				w.FollowObject(w.Object(p.Lhs[i]), e)
			}
			return
		}
		if (p.Tok == token.MUL_ASSIGN || p.Tok == token.QUO_ASSIGN) && p.Lhs[0] == node && w.mayBeUnit(p.Rhs[0]) {
			e.Scaled, e.Changed = true, true
		}
	case *ast.ValueSpec:
		if i := slices.IndexFunc(p.Values, func(v ast.Expr) bool { return v == node }); i >= 0 && len(p.Names) == len(p.Values) {
			w.FollowObject(w.Object(p.Names[i]), e)
		}
	case *ast.KeyValueExpr:
		if p.Value == node {
			w.FollowObject(w.Object(p.Key), e)
		}
	case *ast.CompositeLit:
		s := w.LiteralStruct(p)
		if i := slices.IndexFunc(p.Elts, func(v ast.Expr) bool { return v == node }); s != nil && i >= 0 && i < s.NumFields() {
			w.FollowObject(s.Field(i).Origin(), e)
		}
	}
}

// FollowObject goes on wherever a variable is named.
func (w *Flow) FollowObject(o types.Object, e *Ends) {
	v, ok := o.(*types.Var)
	if !ok || e.Seen[v] || v.Name() == "_" {
		return
	}
	if e.Seen == nil {
		e.Seen = map[types.Object]bool{}
	}
	e.Seen[v] = true
	for _, c := range w.Occurrences(v) {
		w.Follow(c, e)
	}
}

func (w *Flow) followOperand(up inspector.Cursor, b *ast.BinaryExpr, operand ast.Node, e *Ends) {
	other := b.X
	if other == operand {
		other = b.Y
	}
	switch b.Op {
	case token.ADD, token.SUB, token.SHL, token.SHR:
		if b.Op == token.ADD && w.Lasting(other, e.Seen) == domain.Yes {
			e.Lasting = true
		}
		w.Follow(up, e)
	case token.MUL:
		switch {
		case e.Scale != nil && w.Info.Types[other].Value != nil && w.HasUnit(other):
			e.Scale(up, other)
			return
		case w.mayBeUnit(other):
			e.Scaled = true
			return
		}
		w.Follow(up, e)
	case token.QUO, token.REM:
		if w.mayBeUnit(other) {
			e.Scaled = true
			e.Lasting = e.Lasting || b.X == operand && gotypes.IsDuration(w.Info.TypeOf(other)) && w.Lasting(other, e.Seen) == domain.Yes
			return
		}
		w.Follow(up, e)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		tv := w.Info.Types[other]
		e.Lasting = e.Lasting || tv.Value != nil && w.Lasting(other, nil) == domain.Yes
	}
}

// mayBeUnit reports whether to multiply by e may make a duration of a count: all but small constants and converted counts. A unit
// stays one in a float, and in what is computed with it before it is converted back.
func (w *Flow) mayBeUnit(e ast.Expr) bool {
	if tv := w.Info.Types[e]; tv.Value != nil {
		n := math.Abs(NumberOf(tv.Value))
		return n >= 1000 || n > 0 && n <= 1.0/1000 // by which something is divided
	}
	if !gotypes.ConvertsCount(w.Info, e) {
		return true
	}
	return w.mentionsDuration(ast.Unparen(e).(*ast.CallExpr).Args[0])
}

// NumberOf is the value of a constant, rounded; 0 if it is no number.
func NumberOf(c constant.Value) float64 {
	if c = constant.ToFloat(c); c.Kind() != constant.Float {
		return 0
	}
	n, _ := constant.Float64Val(c)
	return n
}

func (w *Flow) followArgument(up inspector.Cursor, call *ast.CallExpr, arg ast.Node, e *Ends) {
	i := slices.IndexFunc(call.Args, func(a ast.Expr) bool { return a == arg })
	if i < 0 {
		return
	}
	if w.Info.Types[call.Fun].IsType() {
		if e.Convert != nil && gotypes.IsDuration(w.Info.TypeOf(call)) {
			e.Convert(up)
			return
		}
		w.Follow(up, e)
		return
	}
	switch fn := typeutil.Callee(w.Info, call).(type) {
	case *types.Builtin:
		if fn.Name() == "min" || fn.Name() == "max" {
			w.Follow(up, e)
		}
	case *types.Func:
		name, p := fn.FullName(), fn.Signature().Params()
		switch {
		case i >= p.Len() || fn.Signature().Variadic():
		case gotypes.IsDuration(p.At(i).Type()) && (Waits(name) || w.Says(lexicon.Sleeps, fn.Name())):
			e.Waited = true
		case name == "context.WithTimeout" || name == "(time.Time).Add":
			e.Lasting = true
		case fn.Pkg() == w.Pkg:
			w.FollowObject(p.At(i).Origin(), e)
		}
	}
}

// followResult goes on where the function is called that returns the expression at c.
func (w *Flow) followResult(c inspector.Cursor, r *ast.ReturnStmt, e *Ends) {
	i := slices.IndexFunc(r.Results, func(v ast.Expr) bool { return v == c.Node() })
	decl, ok := gotypes.EnclosingFunc(c).(*ast.FuncDecl)
	if !ok || i < 0 {
		e.Returned = e.Returned || i >= 0 && gotypes.IsDuration(w.Info.TypeOf(r.Results[i]))
		e.Delay = e.Delay || i == 0 && w.delayLiteral(c)
		return
	}
	fn, _ := w.Info.Defs[decl.Name].(*types.Func)
	if fn == nil || e.Seen[fn] {
		return
	}
	if e.Seen == nil {
		e.Seen = map[types.Object]bool{}
	}
	e.Seen[fn] = true
	results := fn.Signature().Results()
	if i < results.Len() && gotypes.IsDuration(results.At(i).Type()) {
		e.Returned = true
		e.Delay = e.Delay || w.Says(lexicon.Delays, fn.Name())
	}
	for _, call := range w.CalledAt(fn) {
		if results.Len() == 1 {
			w.Follow(call, e)
		} else if a, ok := call.Parent().Node().(*ast.AssignStmt); ok && i < len(a.Lhs) {
			w.FollowObject(w.Object(a.Lhs[i]), e)
		}
	}
}

// delayLiteral reports whether a function literal around c is named for a delay, and returns one.
func (w *Flow) delayLiteral(c inspector.Cursor) bool {
	for o := range c.Enclosing((*ast.FuncLit)(nil)) {
		lit := o.Node().(*ast.FuncLit)
		name := NameOf(o)
		return name != nil && gotypes.ReturnsDelay(lit.Type, w.SignatureOf(lit)) && w.Says(lexicon.Delays, name.Name)
	}
	return false
}

// NameOf is what a reader calls the function literal at a cursor: what it is assigned to, else the function that it stands in, declared or itself
// assigned; nil if there is none.
func NameOf(lit inspector.Cursor) *ast.Ident {
	switch p := lit.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		if id, ok := p.Key.(*ast.Ident); ok {
			return id
		}
	case *ast.AssignStmt:
		if len(p.Lhs) == 1 {
			if id := gotypes.LastIdent(p.Lhs[0]); id != nil {
				return id
			}
		}
	case *ast.ValueSpec:
		return p.Names[0]
	}
	for o := range lit.Enclosing((*ast.FuncDecl)(nil)) {
		return o.Node().(*ast.FuncDecl).Name
	}
	for o := range lit.Parent().Enclosing((*ast.FuncLit)(nil)) { // of a variable of the package
		return NameOf(o)
	}
	return nil
}
