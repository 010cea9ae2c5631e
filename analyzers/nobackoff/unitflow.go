package nobackoff

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

// A delayFlow follows numbers and durations through the variables, fields, parameters and results of a package, whatever
// the order of its statements. It is there to tell a duration from a count that merely has its type.
type delayFlow struct {
	*finder
	named      map[types.Object][]inspector.Cursor // see mentions
	positional map[types.Object][]ast.Expr         // what literals without keys set fields to
}

// mentions are the places where a variable or a function is named. They are looked for once somebody asks: most packages
// have nothing to follow.
func (w *delayFlow) mentions(o types.Object) []inspector.Cursor {
	if w.named == nil {
		w.index()
	}
	return w.named[o]
}

func (w *delayFlow) index() {
	w.named, w.positional = map[types.Object][]inspector.Cursor{}, map[types.Object][]ast.Expr{}
	for c := range w.Insp.Root().Preorder((*ast.Ident)(nil), (*ast.CompositeLit)(nil)) {
		switch n := c.Node().(type) {
		case *ast.Ident:
			switch o := w.Info.ObjectOf(n).(type) {
			case *types.Var:
				w.named[o.Origin()] = append(w.named[o.Origin()], c)
			case *types.Func:
				w.named[o.Origin()] = append(w.named[o.Origin()], c)
			}
		case *ast.CompositeLit:
			for f, e := range w.Unkeyed(n) {
				w.positional[f.Origin()] = append(w.positional[f.Origin()], e)
			}
		}
	}
}

// object is the variable, field or function that an expression names.
func (w *delayFlow) object(e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return gotypes.Origin(w.Info.ObjectOf(e))
	case *ast.SelectorExpr:
		return gotypes.Origin(w.Info.ObjectOf(e.Sel))
	case *ast.StarExpr:
		return w.object(e.X)
	}
	return nil
}

// ends are what becomes of a number or a duration.
type ends struct {
	waited   bool // it is waited for as it is
	returned bool // a function returns it as a Duration
	delay    bool // a function that is named for a delay does
	scaled   bool // it is multiplied or divided by a unit, or by what may be one
	lasting  bool // it is used as only a duration with a unit is
	seen     map[types.Object]bool
	convert  func(inspector.Cursor)                        // is told of conversions to time.Duration, with which following then ends
	scale    func(product inspector.Cursor, unit ast.Expr) // the same of products with constants that have a unit; they are not scaled then
}

// waitCalls are functions that wait for their argument, or make what waits.
var waitCalls = map[string]bool{
	"time.Sleep": true, "time.After": true, "time.AfterFunc": true, "time.NewTimer": true, "time.NewTicker": true,
	"time.Tick": true, "(*time.Timer).Reset": true, "(*time.Ticker).Reset": true,
}

// follow finds out what becomes of the value of the expression at c.
func (w *delayFlow) follow(c inspector.Cursor, e *ends) {
	node, up := c.Node(), c.Parent()
	switch p := up.Node().(type) {
	case *ast.ParenExpr:
		w.follow(up, e)
	case *ast.SelectorExpr:
		if p.Sel == node {
			w.follow(up, e)
			return
		}
		switch fn, _ := w.Info.Uses[p.Sel].(*types.Func); {
		case fn == nil:
		case fn.FullName() == "(time.Duration).Seconds" || fn.FullName() == "(time.Duration).Minutes":
			e.lasting = true
		}
	case *ast.StarExpr:
		w.follow(up, e)
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
				e.scaled = true
			case len(p.Lhs) == len(p.Rhs) || len(p.Rhs) == 1:
				w.followObject(w.object(p.Lhs[i]), e)
			}
			return
		}
		if (p.Tok == token.MUL_ASSIGN || p.Tok == token.QUO_ASSIGN) && p.Lhs[0] == node && w.mayBeUnit(p.Rhs[0]) {
			e.scaled = true
		}
	case *ast.ValueSpec:
		if i := slices.IndexFunc(p.Values, func(v ast.Expr) bool { return v == node }); i >= 0 && len(p.Names) == len(p.Values) {
			w.followObject(w.object(p.Names[i]), e)
		}
	case *ast.KeyValueExpr:
		if p.Value == node {
			w.followObject(w.object(p.Key), e)
		}
	case *ast.CompositeLit:
		s := w.LiteralStruct(p)
		if i := slices.IndexFunc(p.Elts, func(v ast.Expr) bool { return v == node }); s != nil && i >= 0 && i < s.NumFields() {
			w.followObject(s.Field(i).Origin(), e)
		}
	}
}

// followObject goes on wherever a variable is named.
func (w *delayFlow) followObject(o types.Object, e *ends) {
	v, ok := o.(*types.Var)
	if !ok || e.seen[v] || v.Name() == "_" {
		return
	}
	if e.seen == nil {
		e.seen = map[types.Object]bool{}
	}
	e.seen[v] = true
	for _, c := range w.mentions(v) {
		w.follow(c, e)
	}
}

func (w *delayFlow) followOperand(up inspector.Cursor, b *ast.BinaryExpr, operand ast.Node, e *ends) {
	other := b.X
	if other == operand {
		other = b.Y
	}
	switch b.Op {
	case token.ADD, token.SUB, token.SHL, token.SHR:
		if b.Op == token.ADD && w.lasting(other, nil) == domain.Yes {
			e.lasting = true
		}
		w.follow(up, e)
	case token.MUL:
		switch {
		case e.scale != nil && w.Info.Types[other].Value != nil && w.hasUnit(other):
			e.scale(up, other)
			return
		case w.mayBeUnit(other):
			e.scaled = true
			return
		}
		w.follow(up, e)
	case token.QUO, token.REM:
		if w.mayBeUnit(other) {
			e.scaled = true
			e.lasting = e.lasting || b.X == operand && gotypes.IsDuration(w.Info.TypeOf(other)) && w.lasting(other, nil) == domain.Yes
			return
		}
		w.follow(up, e)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		tv := w.Info.Types[other]
		e.lasting = e.lasting || tv.Value != nil && w.lasting(other, nil) == domain.Yes
	}
}

// mayBeUnit reports whether to multiply by e may make a duration of a count: all but small constants and converted counts. A unit
// stays one in a float, and in what is computed with it before it is converted back.
func (w *delayFlow) mayBeUnit(e ast.Expr) bool {
	if tv := w.Info.Types[e]; tv.Value != nil {
		n := math.Abs(numberOf(tv.Value))
		return n >= 1000 || n > 0 && n <= 1.0/1000 // by which something is divided
	}
	if !gotypes.ConvertsCount(w.Info, e) {
		return true
	}
	return w.mentionsDuration(ast.Unparen(e).(*ast.CallExpr).Args[0])
}

// numberOf is the value of a constant, rounded; 0 if it is no number.
func numberOf(c constant.Value) float64 {
	if c = constant.ToFloat(c); c.Kind() != constant.Float {
		return 0
	}
	n, _ := constant.Float64Val(c)
	return n
}

func (w *delayFlow) followArgument(up inspector.Cursor, call *ast.CallExpr, arg ast.Node, e *ends) {
	i := slices.IndexFunc(call.Args, func(a ast.Expr) bool { return a == arg })
	if i < 0 {
		return
	}
	if w.Info.Types[call.Fun].IsType() {
		if e.convert != nil && gotypes.IsDuration(w.Info.TypeOf(call)) {
			e.convert(up)
			return
		}
		w.follow(up, e)
		return
	}
	switch fn := typeutil.Callee(w.Info, call).(type) {
	case *types.Builtin:
		if fn.Name() == "min" || fn.Name() == "max" {
			w.follow(up, e)
		}
	case *types.Func:
		name, p := fn.FullName(), fn.Signature().Params()
		switch {
		case i >= p.Len() || fn.Signature().Variadic():
		case gotypes.IsDuration(p.At(i).Type()) && (waitCalls[name] || w.Says(lexicon.Sleeps, fn.Name())):
			e.waited = true
		case name == "context.WithTimeout" || name == "(time.Time).Add":
			e.lasting = true
		case fn.Pkg() == w.Pkg:
			w.followObject(p.At(i).Origin(), e)
		}
	}
}

// followResult goes on where the function is called that returns the expression at c.
func (w *delayFlow) followResult(c inspector.Cursor, r *ast.ReturnStmt, e *ends) {
	i := slices.IndexFunc(r.Results, func(v ast.Expr) bool { return v == c.Node() })
	decl, ok := gotypes.EnclosingFunc(c).(*ast.FuncDecl)
	if !ok || i < 0 {
		e.returned = e.returned || i >= 0 && gotypes.IsDuration(w.Info.TypeOf(r.Results[i]))
		e.delay = e.delay || i == 0 && w.delayLiteral(c)
		return
	}
	fn, _ := w.Info.Defs[decl.Name].(*types.Func)
	if fn == nil || e.seen[fn] {
		return
	}
	if e.seen == nil {
		e.seen = map[types.Object]bool{}
	}
	e.seen[fn] = true
	results := fn.Signature().Results()
	if i < results.Len() && gotypes.IsDuration(results.At(i).Type()) {
		e.returned = true
		e.delay = e.delay || w.Says(lexicon.Delays, fn.Name())
	}
	for _, call := range w.callsOf(fn) {
		if results.Len() == 1 {
			w.follow(call, e)
		} else if a, ok := call.Parent().Node().(*ast.AssignStmt); ok && i < len(a.Lhs) {
			w.followObject(w.object(a.Lhs[i]), e)
		}
	}
}

// delayLiteral reports whether a function literal around c is named for a delay, and returns one.
func (w *delayFlow) delayLiteral(c inspector.Cursor) bool {
	for o := range c.Enclosing((*ast.FuncLit)(nil)) {
		lit := o.Node().(*ast.FuncLit)
		f := literalDelay(o, lit, w.SignatureOf(lit))
		return f != nil && gotypes.ReturnsDelay(lit.Type, f.sig) && w.Says(lexicon.Delays, f.name)
	}
	return false
}

// callsOf are the calls of a function of the package.
func (w *delayFlow) callsOf(fn *types.Func) []inspector.Cursor {
	var out []inspector.Cursor
	for _, c := range w.mentions(fn.Origin()) {
		if sel, ok := c.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
			c = c.Parent()
		}
		if call, ok := c.Parent().Node().(*ast.CallExpr); ok && call.Fun == c.Node() {
			out = append(out, c.Parent())
		}
	}
	return out
}

// definitions are the expressions that a variable, a field or a parameter gets its values from; nil stands for one that is
// not known.
func (w *delayFlow) definitions(o types.Object) []ast.Expr {
	mentions := w.mentions(o)
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
func (w *delayFlow) elements(e ast.Expr) []ast.Expr {
	if o, isVar := w.object(e).(*types.Var); isVar {
		if d := w.definitions(o); len(d) == 1 && d[0] != nil {
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
func (w *delayFlow) flagDefault(address inspector.Cursor) ast.Expr {
	if call, ok := address.Parent().Node().(*ast.CallExpr); ok && len(call.Args) > 3 && call.Args[0] == address.Node() {
		if fn, ok := typeutil.Callee(w.Info, call).(*types.Func); ok && (fn.Name() == "DurationVar" || fn.Name() == "DurationVarP") {
			return call.Args[len(call.Args)-2]
		}
	}
	return nil
}

// arguments are what the package calls a function with, for the parameter that is declared at c.
func (w *delayFlow) arguments(c inspector.Cursor, param types.Object) []ast.Expr {
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
		for _, call := range w.callsOf(fn) {
			if args := call.Node().(*ast.CallExpr).Args; i < len(args) {
				out = append(out, args[i])
			}
		}
	}
	return out
}
