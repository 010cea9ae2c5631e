package symexec

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// equal is the condition l == r: of values; of an error and what stands for a code; or of the beginning of a code and a text.
func (x *Exec) equal(fr *paths.Frame, st *paths.State, l, r ast.Expr, t types.Type) *sym.Value {
	a, b := x.Eval(fr, st, l), x.Eval(fr, st, r)
	if lt, rt := x.Info.TypeOf(l), x.Info.TypeOf(r); lt != nil && rt != nil {
		if gotypes.IsAnyError(lt) {
			if c := x.IsCode(a, b, rt); c != nil {
				return c
			}
		}
		if gotypes.IsAnyError(rt) {
			if c := x.IsCode(b, a, lt); c != nil {
				return c
			}
		}
	}
	a, b = x.Standing(b, a), x.Standing(a, b)
	if x.isAnother(st, a, b) || x.isAnother(st, b, a) {
		return x.In.Bool(false)
	}
	for _, c := range []*sym.Value{x.PartIs(a, b), x.PartIs(b, a)} {
		if c != nil {
			return c
		}
	}
	if s, ok := ast.Unparen(l).(*ast.SliceExpr); ok && s.Low == nil && s.High != nil && b.Op == sym.OpString {
		if n, ok := gotypes.IntConstant(x.Info, s.High); ok && int(n) == len(b.Name) {
			if c := x.BeginsWith(x.Eval(fr, st, s.X), b.Name); c != nil {
				return c
			}
		}
	}
	return x.In.Binary("==", a, b, t)
}

// isAnother reports whether an error is certainly not a variable of a package that holds one: it was made elsewhere, be it around that.
func (x *Exec) isAnother(st *paths.State, err, target *sym.Value) bool {
	if target.Op != sym.OpGlobal || target.Typ == nil || !gotypes.IsError(target.Typ) {
		return false
	}
	switch err.Op {
	case sym.OpErrNew:
		return true
	case sym.OpGlobal:
		return err != target && gotypes.IsError(err.Typ)
	case sym.OpRef: // made on this path
		return err.Typ != nil && gotypes.ImplementsError(err.Typ)
	}
	return x.NeverIs(st, err, target)
}

// NeverIs reports whether an error that the standard library returned neither is nor wraps an error of the package's own.
func (x *Exec) NeverIs(st *paths.State, err, target *sym.Value) bool {
	switch err.Op {
	case sym.OpCall:
		if !functions.FailsByItself(err.Name) {
			return false
		}
	case sym.OpResult:
		o := st.Outcome(sym.AttemptID{Node: err.Node, Path: sym.CallString(err.Name), Round: err.N})
		if o == nil || o.Proto != domain.ProtoHTTP {
			return false
		}
	default:
		return false
	}
	return target.Op == sym.OpGlobal && x.IsOwnSentinel(target.Obj)
}

// compared is a comparison of two expressions.
func (x *Exec) compared(fr *paths.Frame, st *paths.State, e *ast.BinaryExpr) *sym.Value {
	switch t := x.Info.TypeOf(e); e.Op {
	case token.EQL:
		return x.equal(fr, st, e.X, e.Y, t)
	case token.NEQ:
		if eq := x.equal(fr, st, e.X, e.Y, t); eq.Op == sym.OpBool || x.AsksCode(eq) {
			return x.In.Unary("!", eq)
		}
		a, b := x.Eval(fr, st, e.X), x.Eval(fr, st, e.Y)
		return x.In.Binary("!=", x.Standing(b, a), x.Standing(a, b), t)
	default:
		return x.In.Binary(e.Op.String(), x.Eval(fr, st, e.X), x.Eval(fr, st, e.Y), t)
	}
}
