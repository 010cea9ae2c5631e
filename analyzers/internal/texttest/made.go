package texttest

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Errors may be made by functions that choose their type, or the sentinel in them. A function chooses between kinds of errors by a text if it
// returns two kinds of them, or one for which somebody asks.

// maxMaking is how many functions deep an error is followed to where it is made.
const maxMaking = 2

// choosesKind reports whether a call makes the error of one kind, where the function at hand returns another kind as well, or somebody asks for
// that kind. Words in it say nothing of the kind.
func (d *decision) choosesKind(call *ast.CallExpr) bool {
	t := d.madeBy(call, 0)
	if t == "" {
		return false
	}
	if d.askedFor(call) {
		return true
	}
	fn := d.Function(call, d.typeOfDecl())
	return fn != nil && slices.ContainsFunc(d.returnsIn(call), func(r *ast.ReturnStmt) bool {
		return slices.ContainsFunc(r.Results, func(e ast.Expr) bool {
			other := d.kindOf(e, 0)
			return other != "" && other != t
		})
	})
}

// returnsIn are the returns of the function, or the literal, that a node is in.
func (d *decision) returnsIn(n ast.Node) []*ast.ReturnStmt {
	if lit := d.Literal(n); lit != nil {
		return gotypes.ReturnsOf(lit.Body)
	}
	if d.decl == nil {
		return nil
	}
	return gotypes.ReturnsOf(d.decl.Body)
}

// kindOf names the kind of an error that is written out, or made by a call; "" of others.
func (d *decision) kindOf(e ast.Expr, depth int) string {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		return d.madeBy(call, depth)
	}
	if lit := literalOf(e); lit != nil && gotypes.ImplementsError(d.Info.TypeOf(lit)) {
		return d.typeText(d.Info.TypeOf(lit)) + d.telling(lit.Elts)
	}
	return ""
}

// madeBy names the kind of error that a call makes: its type, with what the call is told but words, or the sentinel in it.
func (d *decision) madeBy(call *ast.CallExpr, depth int) string {
	fn := d.CalledFunc(call)
	if fn == nil || depth > maxMaking || fn.Signature().Results().Len() == 0 || fn.Name() == "Error" {
		return ""
	}
	results := fn.Signature().Results()
	t := results.At(results.Len() - 1).Type()
	if !gotypes.IsError(t) {
		if n := gotypes.Named(t); n == nil || types.IsInterface(n) || !gotypes.ImplementsError(t) || n.Obj().Pkg() == nil || gotypes.IsStd(n.Obj().Pkg().Path()) {
			return ""
		}
		return d.typeText(t) + d.telling(call.Args)
	}
	decl := d.Decls[fn.Origin()]
	if decl == nil || len(call.Args) == 0 {
		return ""
	}
	kind := ""
	for _, r := range gotypes.ReturnsOf(decl.Body) {
		if len(r.Results) == 0 {
			return ""
		}
		last := r.Results[len(r.Results)-1]
		k := d.kindOf(last, depth+1)
		if k == "" {
			k = d.sentinelIn(last)
		}
		if k == "" || kind != "" && k != kind {
			return ""
		}
		kind = k
	}
	if kind == "" {
		return ""
	}
	return kind + d.telling(call.Args)
}

// sentinelIn names the sentinel around which fmt.Errorf, or a function like it, makes an error; "" if there is none.
func (d *decision) sentinelIn(e ast.Expr) string {
	exprs := []ast.Expr{e}
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		exprs = call.Args
	}
	for _, a := range exprs {
		if v := d.Variable(a); v != nil && !v.IsField() && gotypes.IsError(v.Type()) && v.Parent() == d.Pkg.Scope() {
			return v.Name()
		}
	}
	return ""
}

func (d *decision) typeText(t types.Type) string { return types.TypeString(t, nil) }

// telling are the constants among what an error is made with that are no texts: a status, a code, a yes.
func (d *decision) telling(args []ast.Expr) string {
	var parts []string
	for _, a := range args {
		if kv, ok := a.(*ast.KeyValueExpr); ok {
			a = kv.Value
		}
		if v := d.Info.Types[a].Value; v != nil && (v.Kind() != constant.String || gotypes.Named(d.Info.TypeOf(a)) != nil) {
			parts = append(parts, v.ExactString())
		}
	}
	return " " + strings.Join(parts, " ")
}

// askedFor reports whether somebody can ask for the type of error that a call returns: it says itself what it is, by a method Is, or the package
// looks for it by errors.As, an assertion or a clause.
func (d *decision) askedFor(call *ast.CallExpr) bool {
	n := gotypes.Named(lastOf(d.Info.TypeOf(call)))
	if n == nil || gotypes.IsError(n) {
		return false
	}
	for m := range n.Methods() {
		if m.Name() == "Is" && m.Signature().Params().Len() == 1 && gotypes.IsError(m.Signature().Params().At(0).Type()) {
			return true
		}
	}
	return d.asksForType(n)
}

// asksForType reports whether the package looks for errors of a type.
func (x *finder) asksForType(n *types.Named) bool {
	found := false
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.CallExpr)(nil), (*ast.TypeAssertExpr)(nil), (*ast.CaseClause)(nil)) {
			var asked []ast.Expr
			switch e := c.Node().(type) {
			case *ast.CallExpr:
				if fn := x.CalledFunc(e); fn != nil && fn.FullName() == "errors.As" && len(e.Args) == 2 {
					found = found || gotypes.Named(pointee(x.Info.TypeOf(e.Args[1]))) == n
				}
			case *ast.TypeAssertExpr:
				if e.Type != nil {
					asked = []ast.Expr{e.Type}
				}
			case *ast.CaseClause:
				asked = e.List
			}
			found = found || slices.ContainsFunc(asked, func(e ast.Expr) bool {
				return x.Info.Types[e].IsType() && gotypes.Named(x.Info.TypeOf(e)) == n
			})
		}
	}
	return found
}
