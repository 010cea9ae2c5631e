package nobackoff

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A bareSum computes about what a number comes to that is made of bare numbers alone: of constants without a unit, of what counts rounds, of
// what a text or a setting has.
type bareSum struct {
	*finder
	bound map[types.Object]float64 // parameters of functions that are gone into
	seen  map[types.Object]bool
	given string // a variable or field in it that a text or a setting gives its number
}

const (
	counted = 4  // a round that is soon come to
	setting = 30 // what somebody might set: seconds, or tens of milliseconds
)

// noDelayAtAll is for how long nobody waits on purpose.
const noDelayAtAll = 100 * time.Microsecond

// bareWait finds a wait between two rounds of a loop for a number that has no unit, however it is computed.
func (x *finder) bareWait(c inspector.Cursor, call *ast.CallExpr) *delay {
	e := ast.Unparen(call.Args[0])
	if x.Info.Types[e].Value != nil || !isRepeated(c) {
		return nil
	}
	s := &bareSum{finder: x, bound: map[types.Object]float64{}, seen: map[types.Object]bool{}}
	switch n, ok := s.of(e); {
	case !ok || n < 2:
		return nil
	case s.given != "":
		return &delay{Node: e, Func: s.given, Fault: delayBareSetting}
	case n >= float64(noDelayAtAll):
		return nil
	}
	return &delay{Node: e, Func: types.ExprString(e), Fault: delayBareSum}
}

// isRepeated reports whether a call is made in each round of a loop of its own function.
func isRepeated(c inspector.Cursor) bool { return roundsAround(c) != nil }

// roundsAround is the loop of its own function in each round of which a call is made; nil if there is none.
func roundsAround(c inspector.Cursor) ast.Node {
	for o := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch o.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return o.Node()
		}
		return nil
	}
	return nil
}

// callsItself reports whether the declared function that a call stands in calls itself behind it.
func (x *finder) callsItself(c inspector.Cursor) bool {
	d := x.Enclosing(c.Node())
	if d == nil {
		return false
	}
	self := x.Info.Defs[d.Name]
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if ok && call.Pos() > c.Node().End() {
			fn := x.CalledFunc(call)
			found = found || fn != nil && fn.Origin() == self
		}
		return !found
	})
	return found
}

// mayFailIn reports whether a loop calls something that returns an error: it may be there to try again. Others wait for what the program itself does,
// and some of those for no more than microseconds.
func (x *finder) mayFailIn(loop ast.Node) bool {
	if loop == nil {
		return false
	}
	found := false
	ast.Inspect(loop, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return !found
		}
		fn := x.CalledFunc(call)
		found = found || fn != nil && gotypes.FailsLast(fn.Signature())
		return !found
	})
	return found
}

// of is about what an expression comes to; false if something in it may have a unit, or is not known.
func (s *bareSum) of(e ast.Expr) (float64, bool) {
	if e == nil {
		return 0, false
	}
	e = ast.Unparen(e)
	if tv := s.Info.Types[e]; tv.Value != nil {
		if s.HasUnit(e) || !s.bareConstant(e) {
			return 0, false
		}
		v := constant.ToFloat(tv.Value)
		if v.Kind() != constant.Float {
			return 0, false
		}
		n, _ := constant.Float64Val(v)
		return n, true
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		x, ok := s.of(e.X)
		if !ok {
			return 0, false
		}
		y, ok := s.of(e.Y)
		return combined(e.Op, x, y), ok
	case *ast.CallExpr:
		return s.call(e)
	case *ast.Ident, *ast.SelectorExpr:
		return s.variable(s.Object(e))
	case *ast.StarExpr:
		return s.flag(s.Object(e.X))
	}
	return 0, false
}

// flag is what the command line sets a number to.
func (s *bareSum) flag(o types.Object) (float64, bool) {
	d := s.Definitions(o)
	if o == nil || len(d) != 1 || d[0] == nil {
		return 0, false
	}
	call, ok := ast.Unparen(d[0]).(*ast.CallExpr)
	if !ok || s.Says(lexicon.Nanos, o.Name()) || s.saysNanos(call) {
		return 0, false
	}
	if fn := s.CalledFunc(call); fn == nil || fn.FullName() != "flag.Int" && fn.FullName() != "flag.Int64" {
		return 0, false
	}
	if _, ok := s.of(call.Args[1]); !ok {
		return 0, false
	}
	s.given = o.Name()
	return setting, true
}

// bareConstant reports whether a constant is written as numbers alone, here or where it is declared.
func (s *bareSum) bareConstant(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		return s.bareConstant(e.X) && s.bareConstant(e.Y)
	case *ast.CallExpr:
		return s.Info.Types[e.Fun].IsType() && len(e.Args) == 1 && s.bareConstant(e.Args[0])
	}
	return s.unitless(e)
}

// combined is the result of an operation.
func combined(op token.Token, x, y float64) float64 {
	switch op {
	case token.ADD:
		return x + y
	case token.SUB:
		return math.Abs(x - y)
	case token.MUL:
		return x * y
	case token.QUO:
		return x / max(y, 1)
	case token.SHL:
		return x * math.Exp2(y)
	}
	return x
}

func (s *bareSum) call(call *ast.CallExpr) (float64, bool) {
	args := make([]float64, len(call.Args))
	for i, a := range call.Args {
		n, ok := s.of(a)
		if !ok {
			return 0, false
		}
		args[i] = n
	}
	if s.Info.Types[call.Fun].IsType() && len(args) == 1 {
		return args[0], gotypes.IsDuration(s.Info.TypeOf(call)) || gotypes.IsCount(s.Info.TypeOf(call))
	}
	if b, ok := typeutil.Callee(s.Info, call).(*types.Builtin); ok {
		switch b.Name() {
		case "min":
			return slices.Min(args), true
		case "max":
			return slices.Max(args), true
		}
		return 0, false
	}
	fn := s.CalledFunc(call)
	if fn == nil {
		return 0, false
	}
	switch name := fn.FullName(); {
	case name == "math.Pow":
		return math.Pow(args[0], args[1]), true
	case name == "math.Exp2":
		return math.Exp2(args[0]), true
	case name == "math.Min":
		return min(args[0], args[1]), true
	case functions.OfMathRand(name) && functions.DrawsBelow(name) && len(args) == 1:
		return args[0], true
	case functions.OfMathRand(name) && functions.DrawsUnit(name):
		return 1, true
	}
	return s.result(fn, args)
}

// result is about what a function of the package returns, all of whose results are bare; an error may stand beside it.
func (s *bareSum) result(fn *types.Func, args []float64) (float64, bool) {
	decl := s.Decls[fn.Origin()]
	sig := fn.Signature()
	if decl == nil || decl.Body == nil || s.seen[fn] || sig.Variadic() || sig.Params().Len() != len(args) {
		return 0, false
	}
	if n := sig.Results().Len(); n != 1 && (n != 2 || !gotypes.IsError(sig.Results().At(1).Type())) {
		return 0, false
	}
	s.seen[fn] = true
	for i, n := range args {
		s.bound[fn.Origin().Signature().Params().At(i)] = n
	}
	return s.most(gotypes.FirstResults(decl))
}

// most is the largest of some numbers, all of which are bare.
func (s *bareSum) most(es []ast.Expr) (float64, bool) {
	found := 0.0
	for _, e := range es {
		n, ok := s.of(e)
		if !ok {
			return 0, false
		}
		found = max(found, n)
	}
	return found, len(es) > 0
}

// variable is about what a variable holds: a number of rounds, or the largest of what it is given.
func (s *bareSum) variable(o types.Object) (float64, bool) {
	v, ok := o.(*types.Var)
	if ok && s.toldElsewhere(v) {
		s.given = v.Name()
		return setting, true
	}
	if !ok || v.Pkg() != s.Pkg || !gotypes.IsCount(v.Type()) && !gotypes.IsDuration(v.Type()) {
		return 0, false
	}
	if n, ok := s.bound[v]; ok {
		return n, true
	}
	if s.seen[v] {
		return 0, true // of itself: it grows from what else it is given
	}
	s.seen[v] = true
	if v.IsField() {
		return s.field(v)
	}
	counts, multiplies := false, false
	for _, c := range s.Occurrences(v) {
		switch p := c.Parent().Node().(type) {
		case *ast.IncDecStmt:
			counts = true
		case *ast.AssignStmt:
			if i := slices.IndexFunc(p.Lhs, func(l ast.Expr) bool { return l == c.Node() }); i >= 0 {
				multiplies = multiplies || p.Tok != token.ASSIGN && p.Tok != token.DEFINE
				if p.Tok != token.ASSIGN && p.Tok != token.DEFINE {
					if _, ok := s.of(p.Rhs[0]); !ok {
						return 0, false
					}
				}
			}
		case *ast.RangeStmt:
			if p.Key == c.Node() && gotypes.IsCount(v.Type()) && !gotypes.IsMap(s.Info.TypeOf(p.X)) {
				return counted, true
			}
			return 0, false
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				return 0, false
			}
		case *ast.Field: // a parameter: others may call it
			return 0, false
		}
	}
	if s.parsed(v) {
		s.given = v.Name()
		return setting, true
	}
	n, ok := s.most(s.Definitions(v))
	switch {
	case !ok:
		return 0, false
	case counts:
		return max(n, counted), true
	case multiplies:
		return n * 16, true
	}
	return n, true
}

// parsed reports whether a variable is given the number in a text, and nothing else but bare numbers.
func (s *bareSum) parsed(v *types.Var) bool {
	found := false
	if s.Says(lexicon.Nanos, v.Name()) {
		return false
	}
	for _, d := range s.Definitions(v) {
		if d == nil {
			return false
		}
		call, ok := ast.Unparen(d).(*ast.CallExpr)
		if !ok {
			if _, bare := s.of(d); !bare {
				return false
			}
			continue
		}
		fn := s.CalledFunc(call)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "strconv" || len(call.Args) == 0 || s.saysNanos(call.Args[0]) {
			return false
		}
		found = true
	}
	return found
}

// field is about what a field holds that what decodes a text sets, beside bare numbers; or one that the package alone can set.
func (s *bareSum) field(f *types.Var) (float64, bool) {
	if !gotypes.IsCount(f.Type()) || s.Says(lexicon.Nanos, f.Name()) || f.Pkg() != s.Pkg {
		return 0, false
	}
	counts := false
	for _, c := range s.Occurrences(f) {
		switch p := c.Parent().Parent().Node().(type) {
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				return 0, false
			}
		case *ast.IncDecStmt:
			counts = true
		case *ast.AssignStmt:
			if p.Tok != token.ASSIGN && slices.Contains(p.Lhs, c.Parent().Node().(ast.Expr)) {
				return 0, false
			}
		}
	}
	if tagOf(f, s.Pkg) == "" {
		return s.kept(f, counts)
	}
	for _, d := range s.Definitions(f) {
		if _, ok := s.of(d); !ok {
			return 0, false
		}
	}
	s.given = f.Name()
	return setting, true
}

// toldElsewhere reports whether a field of another package's type holds the number that an answer says how long to wait by, as that has it: no API
// counts nanoseconds.
func (s *bareSum) toldElsewhere(f *types.Var) bool {
	if !f.IsField() || f.Pkg() == nil || f.Pkg() == s.Pkg || !gotypes.IsCount(f.Type()) {
		return false
	}
	wire := gotypes.JSONName(tagOf(f, f.Pkg()))
	return lexicon.RetryAfter.Has(wire) && !s.Says(lexicon.Nanos, wire)
}

// kept is about what a field holds of which other packages know nothing: a count of rounds, or the largest of the bare numbers that it is given, here or
// by those that call its constructor.
func (s *bareSum) kept(f *types.Var, counts bool) (float64, bool) {
	if f.Exported() {
		return 0, false
	}
	n := 0.0
	for _, d := range s.Definitions(f) {
		if d == nil {
			return 0, false
		}
		m, ok := s.of(d)
		if p, isVar := s.Object(d).(*types.Var); !ok && isVar && !s.Says(lexicon.Nanos, p.Name()) && s.isParameter(p) && gotypes.IsCount(p.Type()) {
			m, ok = s.most(s.Definitions(p))
		}
		if !ok {
			return 0, false
		}
		n = max(n, m)
	}
	if counts {
		n = max(n, counted)
	}
	return n, n > 0
}

// isParameter reports whether a variable is a parameter of a declared function.
func (s *bareSum) isParameter(v *types.Var) bool {
	return slices.ContainsFunc(s.Occurrences(v), func(c inspector.Cursor) bool {
		_, ok := c.Parent().Node().(*ast.Field)
		return ok
	})
}

// saysNanos reports whether the names and the texts in an expression, such as that of a variable of the environment, say that it counts nanoseconds.
func (s *bareSum) saysNanos(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if tv := s.Info.Types[n]; tv.Value != nil && tv.Value.Kind() == constant.String {
				found = found || s.Says(lexicon.Nanos, constant.StringVal(tv.Value))
			}
		case *ast.Ident:
			found = found || s.Says(lexicon.Nanos, n.Name)
		}
		return !found
	})
	return found
}

// tagOf is the tag of a field of a type of a package, or of a struct that stands in one, by which what decodes a text knows it; "" if it has none.
func tagOf(f *types.Var, in *types.Package) string {
	for _, name := range in.Scope().Names() {
		if of, ok := in.Scope().Lookup(name).(*types.TypeName); ok {
			if tag := tagIn(gotypes.StructOf(of.Type()), f); tag != "" {
				return tag
			}
		}
	}
	return ""
}

// tagIn is the tag of a field of a struct, or of one that has no name and stands in it.
func tagIn(s *types.Struct, f *types.Var) string {
	if s == nil {
		return ""
	}
	for i := range s.NumFields() {
		field := s.Field(i)
		if field.Origin() == f {
			return s.Tag(i)
		}
		t := field.Type()
		for {
			e, ok := t.(interface{ Elem() types.Type })
			if !ok {
				break
			}
			t = e.Elem()
		}
		if inner, ok := t.(*types.Struct); ok {
			if tag := tagIn(inner, f); tag != "" {
				return tag
			}
		}
	}
	return ""
}

// bareGiven finds the bare numbers that a variable, a field or a parameter of the package of type time.Duration is given, if it is waited for
// as it is.
func (x *finder) bareGiven() []*delay {
	var out []*delay
	for c := range x.Insp.Root().Preorder((*ast.BasicLit)(nil)) {
		e := c.Node().(*ast.BasicLit)
		n, ok := gotypes.IntConstant(x.Info, e)
		if !ok || n < 2 || n >= int64(time.Microsecond) || !gotypes.IsDuration(x.Info.TypeOf(e)) {
			continue
		}
		switch p := c.Parent().Node().(type) {
		case *ast.AssignStmt:
			if p.Tok != token.ASSIGN && p.Tok != token.DEFINE {
				continue
			}
		case *ast.ValueSpec, *ast.KeyValueExpr, *ast.CompositeLit:
		case *ast.CallExpr:
			if fn := x.CalledFunc(p); fn == nil || fn.Pkg() != x.Pkg {
				continue
			}
		default:
			continue
		}
		var all flow.Ends
		if x.Follow(c, &all); all.Waited && !all.Scaled {
			out = append(out, &delay{Node: e, Func: x.givenTo(c), Fault: delayBareNumber, Value: time.Duration(n)})
		}
	}
	return out
}

// givenTo is what a reader calls that which is given an expression.
func (x *finder) givenTo(c inspector.Cursor) string {
	switch p := c.Parent().Node().(type) {
	case *ast.AssignStmt:
		if i := slices.IndexFunc(p.Rhs, func(r ast.Expr) bool { return r == c.Node() }); i >= 0 && i < len(p.Lhs) {
			return types.ExprString(p.Lhs[i])
		}
	case *ast.ValueSpec:
		if i := slices.IndexFunc(p.Values, func(r ast.Expr) bool { return r == c.Node() }); i >= 0 && i < len(p.Names) {
			return p.Names[i].Name
		}
	case *ast.KeyValueExpr:
		return types.ExprString(p.Key)
	case *ast.CallExpr:
		return x.NameOfCallee(p)
	case *ast.CompositeLit:
		return types.ExprString(p.Type)
	}
	return ""
}
