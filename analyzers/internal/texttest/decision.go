package texttest

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A decision finds out whether a condition decides what the program does next about a failure: whether it repeats a request,
// takes the failure for a success or for another one. Conditions that choose words for a log or a user do not.
type decision struct {
	*finder
	*index.Places
	decl *ast.FuncDecl
	body bool // the text is that of an answer, of which it is not known yet whether it is one of a failure
}

// decides judges a condition; negated says that what is asked for stands there negated.
func (d *decision) decides(cond ast.Expr, negated bool, depth int) bool {
	switch p := d.Up(cond).(type) {
	case *ast.IfStmt:
		return ast.Unparen(p.Cond) == cond && !d.onlyWords(p) && d.branches(p, negated)
	case *ast.CaseClause:
		return !d.onlyWordsOf(p) && d.consequence(p.Body, negated, true)
	case *ast.ForStmt:
		return true
	case *ast.ReturnStmt:
		t := d.Info.TypeOf(cond)
		return t != nil && types.Identical(t.Underlying(), types.Typ[types.Bool]) || t == types.Typ[types.UntypedBool]
	case *ast.AssignStmt:
		i := slices.IndexFunc(p.Rhs, func(e ast.Expr) bool { return ast.Unparen(e) == cond })
		if i >= 0 && len(p.Lhs) != len(p.Rhs) { // the last result says whether it was there
			i = len(p.Lhs) - 1
		}
		if i < 0 {
			return false
		}
		if sel, ok := ast.Unparen(p.Lhs[i]).(*ast.SelectorExpr); ok {
			return d.Says(lexicon.Retries, sel.Sel.Name)
		}
		v := d.Variable(p.Lhs[i])
		if v == nil || depth > 1 {
			return false
		}
		if d.returned(p, v) {
			return true
		}
		return slices.ContainsFunc(d.Uses[v], func(id *ast.Ident) bool {
			if id.Pos() <= p.End() {
				return false
			}
			c, neg := condition(d.Places, id)
			return d.decides(c, neg != negated, depth+1)
		})
	case *ast.KeyValueExpr:
		id, ok := p.Key.(*ast.Ident)
		return ok && d.Says(lexicon.Retries, id.Name)
	}
	return false
}

// returned reports whether a variable is a result of the function, which says yes or no, and may be returned as it is.
func (d *decision) returned(at ast.Node, v *types.Var) bool {
	t := d.Function(at, d.typeOfDecl())
	return t != nil && t.Results != nil && gotypes.Within(v.Pos(), t.Results) && gotypes.IsBool(v.Type())
}

// branches judges what is done where the text is there, and where it is not. What a return on one side hands out says nothing if the other side
// returns as well, in other words.
func (d *decision) branches(s *ast.IfStmt, negated bool) bool {
	there, absent := d.arms(s, negated)
	behind := s.Else == nil
	if d.body && d.refuses(there, absent) {
		return true
	}
	returns := lastReturn(there) != nil
	switch {
	case behind && !negated:
		return d.consequence(there, false, false)
	case behind && !returns:
		return d.consequence(absent, true, false)
	}
	return d.consequence(there, false, false) || d.consequence(absent, !returns, false)
}

// arms are what is done where what is asked for is there, and where it is not.
func (d *decision) arms(s *ast.IfStmt, negated bool) (there, absent []ast.Stmt) {
	there, absent = s.Body.List, d.after(s)
	if s.Else != nil {
		absent = nil
		if other, ok := s.Else.(*ast.BlockStmt); ok {
			absent = other.List
		}
	}
	if negated {
		return absent, there
	}
	return there, absent
}

// refusesBy reports whether a condition on a body tells a failure from a success: an error is returned by it, or none.
func (d *decision) refusesBy(cond ast.Expr, negated bool) bool {
	s, ok := d.Up(cond).(*ast.IfStmt)
	if !ok || ast.Unparen(s.Cond) != cond {
		return false
	}
	return d.refuses(d.arms(s, negated))
}

// lastReturn is the return that some statements end with, or nil.
func lastReturn(list []ast.Stmt) *ast.ReturnStmt {
	if len(list) == 0 {
		return nil
	}
	r, _ := list[len(list)-1].(*ast.ReturnStmt)
	return r
}

// after are the statements behind one, in its block.
func (d *decision) after(s ast.Stmt) []ast.Stmt {
	var list []ast.Stmt
	switch up := d.Up(s).(type) {
	case *ast.BlockStmt:
		list = up.List
	case *ast.CaseClause:
		list = up.Body
	}
	return list[slices.Index(list, s)+1:]
}

// refuses reports whether an error is returned where the text is there, and what comes to a success where it is not.
func (d *decision) refuses(there, absent []ast.Stmt) bool {
	refused, last := lastReturn(there), lastReturn(absent)
	if refused == nil || last == nil || !d.returnsError(refused) || len(refused.Results) == 0 || len(last.Results) == 0 {
		return false
	}
	e := last.Results[len(last.Results)-1]
	call, made := ast.Unparen(e).(*ast.CallExpr)
	if !made {
		return gotypes.IsNil(d.Info, e)
	}
	fn := d.CalledFunc(call)
	return fn != nil && fn.Pkg() != nil && gotypes.IsStd(fn.Pkg().Path()) && fn.Pkg().Path() != "errors" && fn.Pkg().Path() != "fmt"
}

// consequence reports whether statements do more than choose words. What leaves a function because a text is not there
// decides that the failure with it is none.
func (d *decision) consequence(list []ast.Stmt, negated, inSwitch bool) bool {
	found := false
	for _, s := range list {
		ast.Inspect(s, func(n ast.Node) bool {
			if found {
				return false
			}
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ForStmt, *ast.RangeStmt, *ast.SelectStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt:
				return false // what is left in there is itself
			case *ast.BranchStmt:
				found = n.Tok == token.CONTINUE || n.Tok == token.GOTO || n.Tok == token.BREAK && (!inSwitch || n.Label != nil)
			case *ast.ReturnStmt:
				found = negated || d.answers(n)
			case *ast.AssignStmt:
				found = d.assigns(n)
			case *ast.CallExpr:
				found = d.Says(lexicon.Acts, gotypes.CalledName(n))
				return false
			}
			return !found
		})
	}
	return found
}

// answers reports whether a return gives the caller something else than words: a yes or no, a code, success, another error.
func (d *decision) answers(r *ast.ReturnStmt) bool {
	if len(r.Results) == 0 {
		t := d.Function(r, d.typeOfDecl())
		return t != nil && t.Results == nil
	}
	for i, e := range r.Results {
		t := d.Info.TypeOf(e)
		switch {
		case gotypes.IsNil(d.Info, e):
			if i == len(r.Results)-1 && d.returnsError(r) {
				return true
			}
		case d.choice(e) || d.kindFor(r, i) || d.saysRetry(e) || slices.ContainsFunc(d.mayBe(d.Places, e), func(e ast.Expr) bool { return d.choice(e) || d.saysRetry(e) }):
			return true
		case t == nil:
		case gotypes.IsError(lastOf(t)) || gotypes.ImplementsError(t):
			if d.anotherError(e) || d.triesElse(e) {
				return true
			}
		}
	}
	return false
}

// lastOf is the last type of the results of a call, or the type itself.
func lastOf(t types.Type) types.Type {
	if results, ok := t.(*types.Tuple); ok && results.Len() > 0 {
		return results.At(results.Len() - 1).Type()
	}
	return t
}

// triesElse reports whether an error is that of something else that is tried now, which may work: a call that sends a request or is given a
// context, and not the error that there was.
func (d *decision) triesElse(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || slices.ContainsFunc(call.Args, func(a ast.Expr) bool {
		t := d.Info.TypeOf(a)
		return t != nil && gotypes.IsError(t)
	}) {
		return false
	}
	fn := d.CalledFunc(call)
	if fn == nil {
		return false
	}
	d.Ready()
	fi := d.Infos[fn.Origin()]
	return gotypes.TakesContext(fn.Signature()) || api.Sends(fn) || fi != nil && fi.Sends()
}

func (d *decision) typeOfDecl() *ast.FuncType {
	if d.decl == nil {
		return nil
	}
	return d.decl.Type
}

func (d *decision) returnsError(n ast.Node) bool {
	t := d.Function(n, d.typeOfDecl())
	if t == nil || t.Results == nil || len(t.Results.List) == 0 {
		return false
	}
	return gotypes.IsError(d.Info.TypeOf(t.Results.List[len(t.Results.List)-1].Type))
}

// choice reports whether an expression is a constant that stands for something: true, a number, a name of a kind of error.
func (d *decision) choice(e ast.Expr) bool {
	tv := d.Info.Types[e]
	if tv.Value == nil {
		return false
	}
	switch tv.Value.Kind() {
	case constant.Bool:
		return true
	case constant.Int:
		n, ok := constant.Int64Val(tv.Value)
		return ok && n != 0 || gotypes.Named(tv.Type) != nil
	case constant.String:
		return gotypes.Named(tv.Type) != nil
	}
	return false
}

// anotherError reports whether an error is one by which callers decide: a sentinel, a typed one, one marked for a retry.
func (d *decision) anotherError(e ast.Expr) bool {
	switch u := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		var obj types.Object
		if id, ok := u.(*ast.Ident); ok {
			obj = d.Info.Uses[id]
		} else {
			obj = d.Info.Uses[u.(*ast.SelectorExpr).Sel]
		}
		v, ok := obj.(*types.Var)
		return ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
	case *ast.UnaryExpr:
		return u.Op == token.AND
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return d.Says(lexicon.Acts, gotypes.CalledName(u)) || d.choosesKind(u) || slices.ContainsFunc(u.Args, func(a ast.Expr) bool {
			t := d.Info.TypeOf(a)
			return t != nil && gotypes.IsError(t) && d.anotherError(a)
		})
	}
	return false
}

// assigns reports whether an assignment notes a choice: a flag, a code, no error.
func (d *decision) assigns(a *ast.AssignStmt) bool {
	if len(a.Lhs) != len(a.Rhs) {
		return false
	}
	for i, r := range a.Rhs {
		switch {
		case gotypes.IsNil(d.Info, r):
			if t := d.Info.TypeOf(a.Lhs[i]); t != nil && gotypes.IsError(t) {
				return true
			}
		case d.worded(a.Lhs[i], a.End()): // it chooses words, or how loud they are
		case d.choice(r) || d.kindIn(a.Lhs[i], r, a.End()):
			return true
		case gotypes.ImplementsError(d.Info.TypeOf(r)) && d.anotherError(r):
			return true
		}
	}
	return false
}
