package gotypes

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

func CalledName(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

func SameVariable(info *types.Info, id *ast.Ident, e ast.Expr) bool {
	other, ok := ast.Unparen(e).(*ast.Ident)
	return ok && info.ObjectOf(id) != nil && info.ObjectOf(id) == info.ObjectOf(other)
}

// PlainExpr reports whether an expression is a name or a field of one.
func PlainExpr(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return PlainExpr(e.X)
	}
	return false
}

// AmountOf is the duration that a wait waits: of time.Sleep(d) and <-time.After(d).
func AmountOf(n ast.Node) ast.Expr {
	if c, ok := n.(*ast.CallExpr); ok && len(c.Args) == 1 {
		return c.Args[0]
	}
	return nil
}

func IsNil(info *types.Info, e ast.Expr) bool { return info.Types[e].IsNil() }

func Origin(o types.Object) types.Object {
	switch o := o.(type) {
	case *types.Var:
		return o.Origin()
	case *types.Func:
		return o.Origin()
	}
	return nil
}

// ConvertsCount reports whether e is time.Duration(n) of a number n.
func ConvertsCount(info *types.Info, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || !info.Types[call.Fun].IsType() || !IsDuration(info.TypeOf(call)) {
		return false
	}
	return IsCount(types.Default(info.TypeOf(call.Args[0])))
}

// FirstResults are the first results of a function.
func FirstResults(fn ast.Node) []ast.Expr {
	var out []ast.Expr
	for _, r := range ReturnsOf(Body(fn)) {
		if len(r.Results) > 0 {
			out = append(out, r.Results[0])
		}
	}
	return out
}

// ArgumentOf is which of its arguments a call is given as an expression, whatever parentheses are around it; -1 if it is none.
func ArgumentOf(call *ast.CallExpr, e ast.Expr) int {
	return slices.IndexFunc(call.Args, func(a ast.Expr) bool { return ast.Unparen(a) == e })
}

// SetBy is what an assignment sets a place to, written as an expression of its left side; nil if it does not, or sets it to one of several
// results of a call.
func SetBy(a *ast.AssignStmt, place ast.Expr) ast.Expr {
	i := slices.IndexFunc(a.Lhs, func(l ast.Expr) bool { return ast.Unparen(l) == place })
	if i < 0 || len(a.Lhs) != len(a.Rhs) {
		return nil
	}
	return a.Rhs[i]
}

// ReturnsOf are the return statements of a function, without those of the literals in it.
func ReturnsOf(b *ast.BlockStmt) []*ast.ReturnStmt {
	var out []*ast.ReturnStmt
	ast.Inspect(b, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			out = append(out, n)
		}
		return true
	})
	return out
}

func EnclosingFunc(c inspector.Cursor) ast.Node {
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return o.Node()
	}
	return nil
}

func EnclosingDecl(c inspector.Cursor) (*ast.FuncDecl, bool) {
	d, ok := EnclosingFunc(c).(*ast.FuncDecl)
	return d, ok
}

func IsClause(st ast.Stmt) bool {
	switch st.(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

func Body(fn ast.Node) *ast.BlockStmt {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Body
	case *ast.FuncLit:
		return fn.Body
	}
	return nil
}

func Within(pos token.Pos, n ast.Node) bool { return n.Pos() <= pos && pos < n.End() }

// InTest reports whether a position is in a _test.go file.
func InTest(fset *token.FileSet, pos token.Pos) bool {
	f := fset.File(pos)
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}

// Declared calls f for the variables that a statement declares in its own block.
func Declared(info *types.Info, s ast.Stmt, f func(types.Object)) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			for _, l := range s.Lhs {
				if id, ok := l.(*ast.Ident); ok {
					if o := info.Defs[id]; o != nil {
						f(o)
					}
				}
			}
		}
	case *ast.DeclStmt:
		if d, ok := s.Decl.(*ast.GenDecl); ok {
			for _, spec := range d.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					for _, id := range v.Names {
						if o := info.Defs[id]; o != nil {
							f(o)
						}
					}
				}
			}
		}
	}
}

func CalledIdent(call *ast.CallExpr) *ast.Ident { return LastIdent(call.Fun) }

// CalledBuiltin is the name of the function of the language that a call calls; "" if it calls another one.
func CalledBuiltin(info *types.Info, call *ast.CallExpr) string {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := info.Uses[id].(*types.Builtin); ok {
			return b.Name()
		}
	}
	return ""
}

// LastIdent is the identifier by which an expression names a variable, field or function; nil if it is something else.
func LastIdent(e ast.Expr) *ast.Ident {
	switch f := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return f.Sel
	case *ast.Ident:
		return f
	}
	return nil
}

// A Place is a part of a literal.
type Place struct{ From, To token.Pos }

func (p Place) Pos() token.Pos { return p.From }

func (p Place) End() token.Pos { return p.To }

func IntConstant(info *types.Info, e ast.Expr) (int64, bool) {
	tv, ok := info.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(tv.Value)
}

// HeaderKey is the constant key that an expression names a header by, be it as it stands or made canonical by net/http; "" if it is none.
func HeaderKey(info *types.Info, e ast.Expr) string {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 1 {
		if fn, ok := typeutil.Callee(info, call).(*types.Func); ok && MakesCanonical(fn.FullName()) {
			return CanonicalKey(HeaderKey(info, call.Args[0]))
		}
	}
	key, _ := TextConstant(info, e)
	return key
}

// TextConstant is the text of a constant; false if an expression is none.
func TextConstant(info *types.Info, e ast.Expr) (string, bool) {
	if tv := info.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.String {
		return constant.StringVal(tv.Value), true
	}
	return "", false
}

// MakesCanonical reports whether a function is one of net/http that gives CanonicalKey of what it is called with.
func MakesCanonical(fullName string) bool {
	return fullName == "net/http.CanonicalHeaderKey" || fullName == "net/textproto.CanonicalMIMEHeaderKey"
}

// CanonicalKey is the key of a header as net/http writes it: a capital at the beginning and behind each hyphen, and no other. (The package itself
// would bring the network into every vet process.)
func CanonicalKey(key string) string {
	b := []byte(strings.ToLower(key))
	for i := range b {
		if (i == 0 || b[i-1] == '-') && 'a' <= b[i] && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}

// Interesting reports whether a function literal is worth following on its own.
func Interesting(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt:
			found = true
		}
		return !found
	})
	return found
}

// Calling is a call without its arguments, which may be long.
func Calling(call *ast.CallExpr) ast.Node { return Place{call.Pos(), call.Lparen} }

// HeadOf is the line with which a way back begins, for a loop without its body.
func HeadOf(via ast.Node) ast.Node {
	switch n := via.(type) {
	case *ast.ForStmt:
		return Place{n.Pos(), n.Body.Lbrace}
	case *ast.RangeStmt:
		return Place{n.Pos(), n.Body.Lbrace}
	case *ast.LabeledStmt:
		return n.Label
	}
	return via
}

// Jumps reports whether code has a goto.
func Jumps(body ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		b, ok := n.(*ast.BranchStmt)
		found = found || ok && b.Tok == token.GOTO
		return !found
	})
	return found
}
