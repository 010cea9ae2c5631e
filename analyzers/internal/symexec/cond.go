package symexec

import (
	"go/ast"
	"go/token"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// cond splits the states by a condition. Short circuits are followed as the program would.
func (x *Exec) cond(fr *paths.Frame, e ast.Expr, states []*paths.State) (t, f []*paths.State) {
	if len(states) == 0 {
		return nil, nil
	}
	switch b := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		if b.Op == token.NOT {
			f, t = x.cond(fr, b.X, states)
			return t, f
		}
	case *ast.BinaryExpr:
		switch b.Op {
		case token.LAND:
			t, f = x.cond(fr, b.X, states)
			t, f2 := x.cond(fr, b.Y, t)
			return x.Merge(t), x.Merge(append(f, f2...))
		case token.LOR:
			t, f = x.cond(fr, b.X, states)
			t2, f := x.cond(fr, b.Y, f)
			return x.Merge(append(t, t2...)), x.Merge(f)
		}
	}
	states = x.prepare(fr, e, states)
	for _, st := range states {
		v := x.Eval(fr, st, e)
		a, b := x.Decide(st, v, e)
		x.Observers.Decided(fr, e, v, a, b)
		if x.isErrTest(e) && madeError(v) {
			x.passErr(fr, append(a, b...), e)
		}
		t, f = append(t, a...), append(f, b...)
	}
	return t, f
}

// madeError reports whether a comparison is one of an error made by the program itself.
func madeError(v *sym.Value) bool {
	if v.Op != sym.OpBinary {
		return false
	}
	for _, a := range v.Args {
		switch a.Op {
		case sym.OpErrNew, sym.OpRef, sym.OpAs, sym.OpComposite, sym.OpWith:
			return true
		}
	}
	return false
}

// isErrTest reports whether e compares an error with nil.
func (x *Exec) isErrTest(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || b.Op != token.NEQ && b.Op != token.EQL {
		return false
	}
	for _, p := range [][2]ast.Expr{{b.X, b.Y}, {b.Y, b.X}} {
		if x.Info.Types[p[1]].IsNil() && gotypes.IsError(x.Info.TypeOf(p[0])) {
			return true
		}
	}
	return false
}

// passErr notes that a decision on an error whose fate was settled elsewhere (in a helper that turned a status into
// an error) is taken here: this is where the program decides to go round, and where a reader wants the finding.
func (x *Exec) passErr(fr *paths.Frame, states []*paths.State, e ast.Expr) {
	for _, st := range states {
		last, at := st.Newest()
		if last != nil && last.Test != nil && last.Test != e && (!gotypes.Within(last.Test.Pos(), fr.Fn) || last.Test == last.Id.Node) {
			c := *last
			c.Test = e
			st.Outs[at] = &c
		}
	}
}

func (x *Exec) Decide(st *paths.State, v *sym.Value, test ast.Node) (t, f []*paths.State) {
	x.Test = test
	if x.Reads != nil {
		v = x.Reads(v)
	}
	if v.Op == sym.OpBool {
		if v.Int == 1 {
			return []*paths.State{st}, nil
		}
		return nil, []*paths.State{st}
	}
	t = x.Assume(st.Fork(), v, true)
	f = x.Assume(st, v, false)
	return t, f
}
