package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// refused has a path know that there is an error: what a function of which no body is seen makes of an answer, and of nothing else, is
// returned as it is, where the program has found that the server refused.
func (x *Exec) refused(st *paths.State, e ast.Expr, v *sym.Value) {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || v.Op != sym.OpCall || v.Deps&sym.DepOutcome == 0 || v.Typ == nil || !gotypes.IsError(v.Typ) || !x.refusal(st) || !x.makesError(call) {
		return
	}
	given := false
	for _, a := range v.Args {
		if a.Op == sym.OpRef {
			return // it may have been told where to put what it reads
		}
		given = given || a.Deps&sym.DepOutcome != 0
	}
	if given {
		st.Learn(x.In.IsNil(v), false)
	}
}

// refusal reports whether the last answer on a path is none that the program takes for a success: there is one, and its status was looked at.
func (x *Exec) refusal(st *paths.State) bool {
	last, _ := st.Newest()
	return last != nil && last.Proto == domain.ProtoHTTP && !last.Codes.HasTransport() && !last.MayHaveWorked() && !last.Codes.SubsetOf(domain.Success)
}

// makesError reports whether a call does no more, as its types say, than to make an error of what it is given: not of another error, which may
// be nil, nor of a context, under which it could do much.
func (x *Exec) makesError(call *ast.CallExpr) bool {
	sig, ok := x.Info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok || sig.Results().Len() != 1 || gotypes.TakesContext(sig) {
		return false
	}
	if fn := x.CalledFunc(call); fn != nil && fn.Pkg() != nil && gotypes.IsStd(fn.Pkg().Path()) {
		return false
	}
	for _, a := range call.Args {
		if t := x.Info.TypeOf(a); t == nil || gotypes.IsError(t) {
			return false
		}
	}
	return true
}
