package texttest

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// fields are what a package does with the fields of its structs.
type fields struct {
	given    map[*types.Var][]textSpec // what they are given
	unknown  map[*types.Var]bool       // their address is taken, or they are given one of several results
	statuses map[*types.Var]bool       // they are compared with a status of a failure
}

// fieldsOf looks through the package once.
func (x *finder) fieldsOf() *fields {
	if x.fields != nil {
		return x.fields
	}
	x.fields = &fields{map[*types.Var][]textSpec{}, map[*types.Var]bool{}, map[*types.Var]bool{}}
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.BinaryExpr)(nil)) {
			switch n := c.Node().(type) {
			case *ast.CompositeLit:
				for f, e := range x.Unkeyed(n) {
					x.give(f, textSpec{e, root.Node, root.Decl})
				}
				for _, el := range n.Elts {
					if kv, ok := el.(*ast.KeyValueExpr); ok {
						x.give(x.field(kv.Key), textSpec{kv.Value, root.Node, root.Decl})
					}
				}
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					if f := x.field(l); f != nil && len(n.Lhs) == len(n.Rhs) {
						x.give(f, textSpec{n.Rhs[i], root.Node, root.Decl})
					} else if f != nil {
						x.fields.unknown[f] = true
					}
				}
			case *ast.UnaryExpr:
				if f := x.field(n.X); f != nil && n.Op == token.AND {
					x.fields.unknown[f] = true
				}
			case *ast.BinaryExpr:
				for _, o := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
					if f := x.field(o[0]); f != nil && x.failedStatus(o[1]) {
						x.fields.statuses[f] = true
					}
				}
			}
		}
	}
	return x.fields
}

func (x *finder) give(f *types.Var, s textSpec) {
	if f != nil {
		x.fields.given[f.Origin()] = append(x.fields.given[f.Origin()], s)
	}
}

// field is the field that an expression names; nil if it names none.
func (x *finder) field(e ast.Expr) *types.Var {
	v, ok := x.Denoted(e).(*types.Var)
	if !ok || !v.IsField() {
		return nil
	}
	return v.Origin()
}

// failedStatus reports whether an expression is the constant for a status of a failure.
func (x *finder) failedStatus(e ast.Expr) bool {
	tv := x.Info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.Int {
		return false
	}
	n, exact := constant.Int64Val(tv.Value)
	return exact && n >= 400 && n < 600
}

// textOfField follows a text in a field of a struct of the package: all that is put into it must be bodies; or nobody can see what is, and it has
// bytes, beside the status of an answer.
func (x *finder) textOfField(sel *ast.SelectorExpr, depth int) *textSource {
	s := x.Info.Selections[sel]
	if s == nil || s.Kind() != types.FieldVal {
		return nil
	}
	f := s.Obj().(*types.Var).Origin()
	if f.Pkg() != x.Pkg || !gotypes.IsText(f.Type()) {
		return nil
	}
	all := x.fieldsOf()
	bodies, others, checked := 0, all.unknown[f], false
	for _, t := range all.given[f] {
		if x.empty(t.test) {
			continue
		}
		if of := x.textOf(t, t.test, depth+2); of != nil && of.err == nil {
			bodies++
			checked = checked || of.checked
		} else {
			others = true
		}
	}
	status := x.statusBeside(sel, s.Recv())
	if others || bodies == 0 && (status == "" || gotypes.IsString(f.Type())) {
		return nil
	}
	return &textSource{response: status, far: true, checked: checked && status == ""}
}

// statusBeside is the field with the status that stands beside a field of a struct; "" if there is none.
func (x *finder) statusBeside(sel *ast.SelectorExpr, t types.Type) string {
	s := gotypes.StructOf(t)
	if s == nil {
		return ""
	}
	for f := range s.Fields() {
		if gotypes.IsInteger(f.Type()) && (x.fieldsOf().statuses[f.Origin()] || x.CarrierOf(t, f) == api.CarriesStatus) {
			return types.ExprString(sel.X) + "." + f.Name()
		}
	}
	return ""
}

// empty reports whether an expression is no text, or one without anything in it.
func (x *finder) empty(e ast.Expr) bool {
	if gotypes.IsNil(x.Info, ast.Unparen(e)) {
		return true
	}
	s, constant := x.text(e)
	return constant && s == ""
}

// bodyReturned follows a text that a function of the package returns as one of its results: each time it must be a body, or empty.
func (x *finder) bodyReturned(call *ast.CallExpr, result, depth int) *textSource {
	fn := x.CalledFunc(call)
	if fn == nil || depth > 6 {
		return nil
	}
	d := x.Decls[fn.Origin()]
	if d == nil || d.Body == nil || d.Type.Results == nil {
		return nil
	}
	bodies, others, checked := 0, false, false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectorExpr:
			checked = checked || x.Says(lexicon.AsksStatus, n.Sel.Name)
		case *ast.ReturnStmt:
			var of *textSource
			switch {
			case len(n.Results) == 1 && d.Type.Results.NumFields() > 1:
				if inner, ok := ast.Unparen(n.Results[0]).(*ast.CallExpr); ok {
					if of = x.bodyOf(inner); of == nil || result > 0 {
						of = x.bodyReturned(inner, result, depth+2)
					}
				}
			case result < len(n.Results):
				if x.empty(n.Results[result]) {
					return true
				}
				of = x.textOf(textSpec{n.Results[result], d.Body, d}, n.Results[result], depth+2)
			}
			if of != nil && of.err == nil {
				bodies++
				checked = checked || of.checked
			} else {
				others = true
			}
		}
		return true
	})
	if others || bodies == 0 {
		return nil
	}
	return &textSource{far: true, checked: checked}
}
