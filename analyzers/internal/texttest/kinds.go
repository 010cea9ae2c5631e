package texttest

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Words may be the names of kinds: what asks for the very word decides by it, be that a caller of the function that returns it, or what stands
// behind the assignment.

// kindFor reports whether a function returns a word, as its result with the number i, that one of its callers here asks for.
func (d *decision) kindFor(r *ast.ReturnStmt, i int) bool {
	word := d.wordOf(r.Results[i])
	if word == nil || d.decl == nil || d.Literal(r) != nil {
		return false
	}
	fn, ok := d.Info.Defs[d.decl.Name].(*types.Func)
	if !ok {
		return false
	}
	calls, _ := d.CallersOf(fn)
	return slices.ContainsFunc(calls, func(c index.Caller) bool {
		p := d.PlacesIn(c.Root)
		if len(r.Results) == 1 && d.asksFor(p, c.Call, word) {
			return true
		}
		a, ok := p.Up(c.Call).(*ast.AssignStmt)
		return ok && len(a.Rhs) == 1 && i < len(a.Lhs) && d.asksLater(p, a.Lhs[i], a.End(), word)
	})
}

// kindIn reports whether an assignment gives a variable of the function a word for which it is asked later.
func (d *decision) kindIn(to, e ast.Expr, behind token.Pos) bool {
	word := d.wordOf(e)
	return word != nil && d.asksLater(d.Places, to, behind, word)
}

// wordOf is the text of a constant that is a plain string; nil of anything else.
func (d *decision) wordOf(e ast.Expr) constant.Value {
	tv := d.Info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.String || constant.StringVal(tv.Value) == "" {
		return nil
	}
	return tv.Value
}

// asksLater reports whether a variable is asked for a word behind a place.
func (d *decision) asksLater(p *index.Places, to ast.Expr, behind token.Pos, word constant.Value) bool {
	v := d.Variable(to)
	return v != nil && !v.IsField() && slices.ContainsFunc(p.Uses[v], func(id *ast.Ident) bool {
		return id.Pos() > behind && d.asksFor(p, id, word)
	})
}

// asksFor reports whether an expression is compared with a word, or the tag of a switch with a case for it.
func (d *decision) asksFor(p *index.Places, e ast.Expr, word constant.Value) bool {
	is := func(other ast.Expr) bool {
		w := d.wordOf(other)
		return w != nil && constant.Compare(w, token.EQL, word)
	}
	switch up := p.Up(e).(type) {
	case *ast.BinaryExpr:
		return (up.Op == token.EQL || up.Op == token.NEQ) && (is(up.X) || is(up.Y))
	case *ast.SwitchStmt:
		return slices.ContainsFunc(up.Body.List, func(s ast.Stmt) bool { return slices.ContainsFunc(s.(*ast.CaseClause).List, is) })
	}
	return false
}

// saysRetry reports whether an expression is a struct that is written out with a yes in a field by which the program decides, or one that is named
// for retries, or for what else is done about a failure.
func (d *decision) saysRetry(e ast.Expr) bool {
	lit := literalOf(e)
	if lit == nil || d.LiteralStruct(lit) == nil {
		return false
	}
	yes := func(f *types.Var, e ast.Expr) bool {
		v := d.Info.Types[e].Value
		return v != nil && v.Kind() == constant.Bool && (d.Says(lexicon.Retries, f.Name()) || d.Says(lexicon.Acts, f.Name()) || d.inCondition(f))
	}
	for f, e := range d.Unkeyed(lit) {
		if yes(f, e) {
			return true
		}
	}
	return slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		id, ok := kv.Key.(*ast.Ident)
		if !ok {
			return false
		}
		f, ok := d.Info.Uses[id].(*types.Var)
		return ok && yes(f, kv.Value)
	})
}

// inCondition reports whether the package asks for a field in a condition.
func (x *finder) inCondition(f *types.Var) bool {
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.SelectorExpr)(nil)) {
			sel := c.Node().(*ast.SelectorExpr)
			if x.Info.Uses[sel.Sel] != types.Object(f) {
				continue
			}
			p := x.PlacesIn(root.Node)
			cond, _ := condition(p, sel)
			switch up := p.Up(cond).(type) {
			case *ast.IfStmt:
				return up.Cond == cond
			case *ast.ForStmt:
				return up.Cond == cond
			}
		}
	}
	return false
}
