package symexec

import (
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// isPutIn reports whether a call is of what the program has put in, of which nobody knows what it does. What a call has returned, as the
// function that cancels a context, does what that call is for.
func (x *Exec) isPutIn(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c Callee) bool {
	if !gotypes.IsPutIn(c.Fn, c.Sig) {
		return false
	}
	if c.Fn != nil {
		return true
	}
	f := x.Eval(fr, st, call.Fun)
	return f.Op != sym.OpCall && f.Op != sym.OpResult
}

// mayMend notes that between two attempts something is called of which nobody knows what it does: it can wait as it likes, and see to other
// credentials. What is told of a failure and answers nothing is given notice of it.
func (x *Exec) mayMend(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c Callee, args []*sym.Value) {
	if len(st.Outs) == 0 {
		return
	}
	if c.Fn != nil && x.Infos[c.Fn.Origin()] != nil {
		if fi := x.Infos[c.Fn.Origin()]; fi.Hooks {
			r := domain.Touched
			if gotypes.FailsLast(c.Sig) && !fi.Asks() && !x.takesOutcome(args) && credentialsRefused(st, call) {
				r = domain.Renewed
			}
			st.Between(call, domain.WaitUnknown, r)
		}
		return
	}
	if x.isPutIn(fr, st, call, c) && (c.Sig.Results().Len() > 0 || gotypes.TakesContext(c.Sig) || !x.takesOutcome(args)) {
		waits := domain.WaitUnknown
		if gotypes.IsSigner(c.Sig) { // which may have other credentials, and does not wait
			waits = 0
		}
		st.Between(call, waits, domain.Touched)
	}
}

// putsRight notes that after a refusal of the credentials, and of nothing else, what has been put in is asked to do something, and may fail
// at that: it is there to renew them. It is no attempt then.
func (x *Exec) putsRight(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c Callee) bool {
	if !credentialsRefused(st, call) || c.Fn != nil || c.Sig == nil || c.Sig.Results().Len() != 1 || !x.isPutIn(fr, st, call, c) {
		return false
	}
	st.Between(call, domain.WaitUnknown, domain.Renewed)
	return true
}

// credentialsRefused reports whether the last attempt, which is not the call itself, was one whose credentials were refused.
func credentialsRefused(st *paths.State, call *ast.CallExpr) bool {
	o, _ := st.Newest()
	return o != nil && o.Id.Node != ast.Node(call) && o.WantsCredentials()
}
