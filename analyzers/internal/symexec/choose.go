package symexec

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

func (x *Exec) switchStmt(fr *paths.Frame, s *ast.SwitchStmt, label types.Object, states []*paths.State) []*paths.State {
	if s.Init != nil {
		states = x.stmt(fr, s.Init, nil, states)
	}
	if s.Tag != nil {
		states = x.prepare(fr, s.Tag, states)
	}
	tgt := fr.Enter(label, false, x.Seq)
	defer fr.Exit()

	clauses := s.Body.List
	into := make([][]*paths.State, len(clauses))
	dflt := -1
	for i, c := range clauses {
		c := c.(*ast.CaseClause)
		if c.List == nil {
			dflt = i
			continue
		}
		for _, e := range c.List {
			var t []*paths.State
			if s.Tag == nil {
				t, states = x.cond(fr, e, states)
			} else {
				t, states = x.caseTest(fr, s.Tag, e, states)
			}
			into[i] = append(into[i], t...)
		}
	}
	out := []*paths.State{}
	if dflt >= 0 {
		into[dflt] = states
	} else {
		out = append(out, states...)
	}
	var fall []*paths.State
	for i, c := range clauses {
		c := c.(*ast.CaseClause)
		in := x.enter(fr, c, append(into[i], fall...))
		fall = nil
		list := c.Body
		falls := false
		if n := len(list); n > 0 {
			if b, ok := list[n-1].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
				list, falls = list[:n-1], true
			}
		}
		if len(in) == 0 {
			continue
		}
		after := x.leave(fr, x.block(fr, list, in), c)
		if falls {
			fall = after
		} else {
			out = append(out, after...)
		}
	}
	return x.leave(fr, x.Merge(append(out, tgt.TakeBreaks()...)), s)
}

func (x *Exec) caseTest(fr *paths.Frame, tag, e ast.Expr, states []*paths.State) (t, f []*paths.State) {
	states = x.prepare(fr, e, states)
	for _, st := range states {
		c := x.equal(fr, st, tag, e, nil)
		a, b := x.Decide(st, c, e)
		x.Observers.Decided(fr, tag, c, a, b)
		t, f = append(t, a...), append(f, b...)
	}
	return t, f
}

func (x *Exec) typeSwitch(fr *paths.Frame, s *ast.TypeSwitchStmt, label types.Object, states []*paths.State) []*paths.State {
	if s.Init != nil {
		states = x.stmt(fr, s.Init, nil, states)
	}
	var subject ast.Expr
	switch a := s.Assign.(type) {
	case *ast.ExprStmt:
		subject = a.X.(*ast.TypeAssertExpr).X
	case *ast.AssignStmt:
		subject = a.Rhs[0].(*ast.TypeAssertExpr).X
	}
	states = x.prepare(fr, subject, states)
	tgt := fr.Enter(label, false, x.Seq)
	defer fr.Exit()

	var out []*paths.State
	var dflt *ast.CaseClause
	enter := func(c *ast.CaseClause, in []*paths.State, t types.Type) {
		if len(in) == 0 {
			return
		}
		if obj := x.Info.Implicits[c]; obj != nil {
			for _, st := range in {
				v := x.Eval(fr, st, subject)
				if t != nil && len(c.List) == 1 {
					v = x.asserted(v, t)
				}
				st.Set(fr.Cell(obj), v)
			}
		}
		out = append(out, x.leave(fr, x.block(fr, c.Body, x.enter(fr, c, in)), c)...)
	}
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		if c.List == nil {
			dflt = c
			continue
		}
		var in []*paths.State
		var typ types.Type
		for _, e := range c.List {
			typ = x.Info.TypeOf(e)
			var rest []*paths.State
			for _, st := range states {
				v := x.Eval(fr, st, subject)
				var ok *sym.Value
				if b, isNil := typ.(*types.Basic); isNil && b.Kind() == types.UntypedNil {
					ok = x.In.Binary("==", v, x.In.Nil(), nil)
				} else {
					ok = x.assertedOK(v, typ)
				}
				a, b := x.Decide(st, ok, e)
				in, rest = append(in, a...), append(rest, b...)
			}
			states = rest
		}
		enter(c, in, typ)
	}
	if dflt != nil {
		enter(dflt, states, nil)
	} else {
		out = append(out, states...)
	}
	return x.leave(fr, x.Merge(append(out, tgt.TakeBreaks()...)), s)
}

func (x *Exec) selectStmt(fr *paths.Frame, s *ast.SelectStmt, label types.Object, states []*paths.State) []*paths.State {
	tgt := fr.Enter(label, false, x.Seq)
	defer fr.Exit()
	var out []*paths.State
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		var in []*paths.State
		for _, st := range states {
			if ch := gotypes.Received(c); ch == nil || !x.silent(fr, st, ch) {
				in = append(in, st.Fork())
			}
		}
		if c.Comm != nil {
			outer := x.selecting
			x.selecting = s
			in = x.stmt(fr, c.Comm, nil, in)
			x.selecting = outer
		}
		x.Observers.Selected(fr, s, c, in)
		out = append(out, x.leave(fr, x.block(fr, c.Body, x.enter(fr, c, in)), c)...)
	}
	return x.Merge(append(out, tgt.TakeBreaks()...))
}
