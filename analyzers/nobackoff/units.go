package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// lasting reports whether an expression of type time.Duration is a duration (yes), or a count of that type (no).
func (w *delayFlow) lasting(e ast.Expr, seen map[types.Object]bool) domain.Tri {
	if e == nil {
		return domain.Unknown
	}
	if tv := w.Info.Types[e]; tv.Value != nil {
		n, ok := gotypes.IntConstant(w.Info, e)
		switch {
		case !ok || n == 0:
			return domain.Unknown
		case w.hasUnit(e):
			return domain.Yes
		}
		return domain.No
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		a, b := w.lasting(e.X, seen), w.lasting(e.Y, seen)
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
		return w.lastingObject(w.object(e), seen)
	}
	return domain.Unknown
}

// hasUnit reports whether a constant is made of a unit, time.Second say, or of a constant that is.
func (w *delayFlow) hasUnit(e ast.Expr) bool {
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

func (w *delayFlow) lastingCall(call *ast.CallExpr, seen map[types.Object]bool) domain.Tri {
	if w.Info.Types[call.Fun].IsType() {
		switch {
		case len(call.Args) != 1:
			return domain.Unknown
		case gotypes.IsDuration(w.Info.TypeOf(call.Args[0])):
			return w.lasting(call.Args[0], seen)
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
		if len(call.Args) == 3 && w.lasting(call.Args[1], seen) != domain.No {
			return domain.Yes
		}
		return domain.No
	}
	decl := w.Decls[fn]
	if decl == nil || decl.Body == nil || seen[fn] {
		return domain.Unknown
	}
	return w.allLasting(gotypes.FirstResults(decl), with(seen, fn))
}

func (w *delayFlow) mentionsDuration(e ast.Expr) bool {
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
func (w *delayFlow) allLasting(es []ast.Expr, seen map[types.Object]bool) domain.Tri {
	result := domain.Unknown
	for _, e := range es {
		switch w.lasting(e, seen) {
		case domain.No:
			return domain.No
		case domain.Yes:
			result = domain.Yes
		}
	}
	return result
}

// lastingObject judges a variable by what it is assigned, and if that says nothing by what becomes of it.
func (w *delayFlow) lastingObject(o types.Object, seen map[types.Object]bool) domain.Tri {
	v, ok := o.(*types.Var)
	if !ok || seen[v] || v.Pkg() != w.Pkg {
		return domain.Unknown
	}
	if t := w.allLasting(w.definitions(v), with(seen, v)); t != domain.Unknown {
		return t
	}
	if len(seen) > 0 {
		return domain.Unknown // what becomes of the variable that was asked for is looked at, no more
	}
	var e ends
	w.followObject(v, &e)
	if e.waited || e.lasting {
		return domain.Yes
	}
	return domain.Unknown
}

// durationProducts finds the products of two factors that are durations by their type, but for constants without a unit and
// for converted numbers. It is asked of every package, and so looks at no more than types.
func (x *finder) durationProducts() []inspector.Cursor {
	if !gotypes.ImportsTime(x.Pkg) {
		return nil
	}
	factor := func(e ast.Expr) bool {
		tv := x.Info.Types[e]
		if tv.Type == nil || !gotypes.IsDuration(tv.Type) {
			return false
		}
		if n, ok := gotypes.IntConstant(x.Info, e); ok && n < int64(time.Microsecond) {
			return false
		}
		return !gotypes.ConvertsCount(x.Info, e)
	}
	var out []inspector.Cursor
	for c := range x.Insp.Root().Preorder((*ast.BinaryExpr)(nil)) {
		b := c.Node().(*ast.BinaryExpr)
		if b.Op == token.MUL && factor(b.X) && factor(b.Y) && x.Info.Types[b].Value == nil {
			out = append(out, c)
		}
	}
	return out
}

// squares finds among these products the waits and the delays whose factors are both durations: a second times a second is
// thirty years.
func (w *delayFlow) squares(products []inspector.Cursor) []*delay {
	var out []*delay
	for _, c := range products {
		b := c.Node().(*ast.BinaryExpr)
		if w.lasting(b.X, nil) != domain.Yes || w.lasting(b.Y, nil) != domain.Yes {
			continue
		}
		var e ends
		if w.follow(c, &e); (e.waited || e.delay) && !e.scaled {
			out = append(out, &delay{Node: b, Func: types.ExprString(b), Fault: delaySquare})
		}
	}
	return out
}

// bareReturns finds the functions that are named for a delay and return a bare small number: nanoseconds, where the author
// thought of another unit. Their other results, or the waits of their callers, must show that they are no counts.
func (w *delayFlow) bareReturns(funcs []*delayFunc) []*delay {
	var out []*delay
	for c := range w.Insp.Root().Preorder((*ast.ReturnStmt)(nil)) {
		r := c.Node().(*ast.ReturnStmt)
		if len(r.Results) == 0 {
			continue
		}
		n, ok := gotypes.IntConstant(w.Info, r.Results[0])
		if !ok || n < 2 || n >= int64(time.Microsecond) || !w.unitless(r.Results[0]) {
			continue
		}
		fn := gotypes.EnclosingFunc(c)
		name := w.delayNameOf(c, fn, funcs)
		if name == "" {
			continue
		}
		first, ok := c.FirstChild()
		if !ok {
			continue
		}
		var e ends
		if w.follow(first, &e); !e.scaled && (e.waited || w.lastingBeside(fn, nil)) {
			out = append(out, &delay{Node: r.Results[0], Func: name, Fault: delayBareReturn, Value: time.Duration(n)})
		}
	}
	return out
}

// delayNameOf is what a reader calls a function that returns a delay first; empty if it is not named for that, or for a unit.
func (w *delayFlow) delayNameOf(c inspector.Cursor, fn ast.Node, funcs []*delayFunc) string {
	name, known := "", false
	for _, f := range funcs {
		if f.node == fn {
			name, known = f.name, true
		}
	}
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		if !gotypes.ReturnsDelay(fn.Type, w.SignatureOf(fn)) {
			return ""
		}
		name = fn.Name.Name
	case *ast.FuncLit:
		if !gotypes.ReturnsDelay(fn.Type, w.SignatureOf(fn)) {
			return ""
		}
		for o := range c.Enclosing((*ast.FuncLit)(nil)) {
			if f := literalDelay(o, fn, w.SignatureOf(fn)); f != nil {
				name = f.name
			}
			break
		}
	}
	if !known && !w.Says(lexicon.Delays, name) || w.Says(lexicon.Units, name) {
		return ""
	}
	return name
}

// lastingBeside reports whether the results of a function, but for one and for bare numbers, are durations with a unit.
func (w *delayFlow) lastingBeside(fn ast.Node, but ast.Expr) bool {
	var rest []ast.Expr
	for _, r := range gotypes.FirstResults(fn) {
		if _, ok := gotypes.IntConstant(w.Info, r); r != but && (!ok || w.hasUnit(r)) {
			rest = append(rest, r)
		}
	}
	return w.allLasting(rest, nil) == domain.Yes
}

// nanoseconds finds where the seconds of a Retry-After header become a duration without a unit that is waited for, or that a
// function returns whose other results are durations: behind results and fields of a number, too, if they hold nothing else.
func (w *delayFlow) nanoseconds(p *hintParse) *delay {
	value, ok := p.value.(*types.Var)
	if !ok || w.Says(lexicon.Units, value.Name()) && !w.Says(lexicon.Seconds, value.Name()) {
		return nil
	}
	var conversions []inspector.Cursor
	e := ends{convert: func(c inspector.Cursor) { conversions = append(conversions, c) }}
	w.followObject(value, &e)
	if e.scaled || len(conversions) == 0 || !w.holdOnly(e.seen, p.call) {
		return nil
	}
	for _, c := range conversions {
		var e ends
		w.follow(c, &e)
		fn := gotypes.EnclosingFunc(c)
		if d, ok := fn.(*ast.FuncDecl); e.scaled || fn == nil || ok && w.Says(lexicon.Units, d.Name.Name) {
			continue
		}
		if e.waited || e.returned && (!exported(fn) || w.lastingBeside(fn, c.Node().(ast.Expr))) { // whoever takes it is in this package
			return &delay{Node: c.Node(), Func: "Retry-After", Fault: delayHintUnit, Value: time.Nanosecond}
		}
	}
	return nil
}

// exported reports whether other packages can call a function by its name.
func exported(fn ast.Node) bool {
	d, ok := fn.(*ast.FuncDecl)
	return ok && d.Name.IsExported()
}

// holdOnly reports whether variables and functions hold and return nothing but one number, and small constants in its place.
func (w *delayFlow) holdOnly(objects map[types.Object]bool, number ast.Expr) bool {
	var same func(ast.Expr) bool
	same = func(e ast.Expr) bool {
		if e == nil {
			return false
		}
		if n, ok := gotypes.IntConstant(w.Info, e); ok {
			return n < 1000
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
		o := w.object(e)
		return objects[o] || w.small(o)
	}
	for o := range objects {
		var from []ast.Expr
		switch o := o.(type) {
		case *types.Var:
			if decoded(o, w.Pkg) {
				return false
			}
			from = w.definitions(o)
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
func (w *delayFlow) small(o types.Object) bool {
	v, ok := o.(*types.Var)
	if !ok || v.IsField() {
		return false
	}
	from := w.definitions(v)
	return len(from) > 0 && !slices.ContainsFunc(from, func(e ast.Expr) bool {
		if e == nil {
			return true
		}
		n, constant := gotypes.IntConstant(w.Info, e)
		return !constant || n >= 1000
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
