package bodies

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// placeOf is the call by which an attempt is made in the function that goes round, or in the function literal that
// something else calls again, and the functions from there to the attempt.
func placeOf(fr *symexec.Frame, call *ast.CallExpr, via ast.Node) (*ast.CallExpr, []ast.Node) {
	fns := []ast.Node{fr.Fn}
	at, found := call, false
	for f := fr; f.Call != nil; f = f.Caller {
		if _, ok := f.Fn.(*ast.FuncLit); ok || gotypes.Within(via.Pos(), f.Fn) {
			found = true
		}
		if !found {
			at = f.Call
		}
		if gotypes.Within(via.Pos(), f.Fn) {
			break
		}
		fns = append(fns, f.Caller.Fn)
	}
	return at, fns
}

// minds reports whether a function on the way to an attempt takes care of what is sent: it asks for GetBody, sets Body,
// or rewinds a reader. It may do so where the engine does not see it.
func (x *Package) minds(fns []ast.Node, r *Resend) bool {
	for _, fn := range fns {
		cares := false
		ast.Inspect(fn, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr: // a helper that is given the request, and may return another
				if called := x.CalledFunc(n); r.Kind == SameRequest && called != nil && x.Decls[called.Origin()] != nil && gotypes.TakesRequest(called.Signature()) {
					cares = cares || x.usesGetBody(x.Decls[called.Origin()])
				}
			case *ast.SelectorExpr:
				cares = cares || n.Sel.Name == "GetBody" || n.Sel.Name == "Seek" || n.Sel.Name == "Seeker" || n.Sel.Name == "ReadSeeker" || n.Sel.Name == "Rewind"
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					sel, ok := l.(*ast.SelectorExpr)
					if !ok || r.Kind != SameRequest || sel.Sel.Name != "Body" || !gotypes.IsRequest(x.Info.TypeOf(sel.X)) {
						continue
					}
					if len(n.Lhs) == len(n.Rhs) && x.sendsNothing(n.Rhs[i]) { // on its own path only
						continue
					}
					cares = cares || !x.setsInVain(fn, n, sel.X, r)
				}
			case *ast.Ident: // it knows whether anything was sent
				cares = cares || x.watchesConnection(n)
			}
			return !cares
		})
		if cares {
			return true
		}
	}
	return false
}

// usesGetBody reports whether a function makes a body anew by GetBody.
func (x *Package) usesGetBody(d *ast.FuncDecl) bool {
	asks := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		asks = asks || ok && sel.Sel.Name == "GetBody"
		return !asks
	})
	return asks
}

// sendsNothing reports whether an expression is the body of a request that has none.
func (x *Package) sendsNothing(e ast.Expr) bool {
	if x.Info.Types[e].IsNil() {
		return true
	}
	v, ok := x.FuncRef(e).(*types.Var)
	return ok && v.Name() == "NoBody" && v.Pkg() != nil && v.Pkg().Path() == "net/http"
}

// setsInVain reports whether the Body that an assignment sets is certainly none that a later attempt sends: it is set in
// front of the loop, so once for all attempts; after the call, on a copy that the next round makes anew; or on the original of
// a copy that was made in front of the loop.
func (x *Package) setsInVain(fn ast.Node, set *ast.AssignStmt, req ast.Expr, r *Resend) bool {
	if r.Via == nil || !gotypes.Within(r.Via.Pos(), fn) {
		return false
	}
	switch r.Via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		if !gotypes.Within(set.Pos(), r.Via) {
			return x.readOnce(set)
		}
	case *ast.LabeledStmt:
		return set.Pos() < r.Via.Pos() && x.readOnce(set)
	default:
		return false
	}
	call, ok := r.Node.(*ast.CallExpr)
	if !ok || !gotypes.Within(call.Pos(), r.Via) {
		return false
	}
	if x.copiedBetween(set.Pos(), call.Pos(), req, r.Via) {
		return true
	}
	for _, a := range call.Args {
		if gotypes.IsRequest(x.Info.TypeOf(a)) && x.FuncRef(a) != x.FuncRef(req) {
			return x.copiedBefore(a, req, fn, r.Via)
		}
	}
	return false
}

// readOnce reports whether all that an assignment sets comes from the standard library, whose readers do not start over when they
// are closed, as one made for it may.
func (x *Package) readOnce(set *ast.AssignStmt) bool {
	return !slices.ContainsFunc(set.Rhs, func(e ast.Expr) bool { return !x.standardReader(e) })
}

func (x *Package) standardReader(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := x.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.FullName() {
	case "io.NopCloser", "io/ioutil.NopCloser":
		return x.standardReader(call.Args[0])
	}
	return gotypes.IsStd(fn.Pkg().Path())
}

// copiedBetween reports whether a variable is set to a copy of a request in a loop, before the loop sends it: what is done to it
// later is gone in the next round.
func (x *Package) copiedBetween(later, sent token.Pos, req ast.Expr, loop ast.Node) bool {
	v, ok := x.FuncRef(req).(*types.Var)
	if !ok || v.IsField() || later < sent || !gotypes.Within(v.Pos(), loop) {
		return false
	}
	return slices.ContainsFunc(x.Assignments(loop)[v], func(rhs ast.Expr) bool {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		return ok && rhs.Pos() < sent && x.makesCopy(call)
	})
}

// makesCopy reports whether a call copies a request, by a function of the package that returns the copy or at once.
func (x *Package) makesCopy(call *ast.CallExpr) bool {
	fn := x.CalledFunc(call)
	if fn == nil || gotypes.IsCopy(fn) {
		return fn != nil
	}
	d := x.Decls[fn.Origin()]
	if d == nil {
		return false
	}
	copies := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		ret, ok := n.(*ast.ReturnStmt)
		if ok && len(ret.Results) > 0 {
			made, isCall := ast.Unparen(ret.Results[0]).(*ast.CallExpr)
			copies = copies || isCall && gotypes.IsCopy(x.CalledFunc(made))
		}
		return !copies
	})
	return copies
}

// copiedBefore reports whether a request is a copy of another, made in front of a loop and never again.
func (x *Package) copiedBefore(sent, original ast.Expr, fn, loop ast.Node) bool {
	v, ok := x.FuncRef(sent).(*types.Var)
	if !ok || v.IsField() {
		return false
	}
	made := x.Assignments(fn)[v]
	if len(made) != 1 || gotypes.Within(made[0].Pos(), loop) {
		return false
	}
	call, ok := ast.Unparen(made[0]).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && gotypes.IsCopy(x.CalledFunc(call)) && x.FuncRef(sel.X) == x.FuncRef(original)
}

// judged reports whether a path depends on what the engine cannot read of a request: a function that was given it and said
// yes or no or how often, or the length of its body. What goes round may be nothing but requests without a body.
func (x *watch) judged(st *symexec.State, req *sym.Value) bool {
	for _, f := range st.Facts {
		if judges(f.Cond, req) {
			return true
		}
	}
	return false
}

func judges(cond, req *sym.Value) bool {
	about := func(v *sym.Value) bool { return symexec.Original(v) == req }
	switch {
	case cond.Op == sym.OpField && about(cond.Args[0]):
		return symexec.BodyField[cond.Name] && cond.Name != "Body"
	case cond.Op == sym.OpCall && gotypes.IsVerdict(cond.Typ):
		if slices.ContainsFunc(cond.Args, func(a *sym.Value) bool {
			return about(a) || a.Op == sym.OpField && symexec.BodyField[a.Name] && about(a.Args[0])
		}) {
			return true
		}
	case cond.Op == sym.OpCall && strings.HasPrefix(cond.Name, "net/http.NewRequest"):
		return false
	}
	return slices.ContainsFunc(cond.Args, func(a *sym.Value) bool { return judges(a, req) })
}

// replaces reports whether a variable or field that held a reader is set between two attempts. That it is not on the path
// has a reason: there is nothing to send, say.
func (x *Package) replaces(fns []ast.Node, via ast.Node, holder types.Object) bool {
	if holder == nil {
		return false
	}
	regions := fns
	switch via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		regions = []ast.Node{via}
	}
	found := false
	for _, r := range regions {
		ast.Inspect(r, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok {
				return !found
			}
			for _, l := range a.Lhs {
				switch l := l.(type) {
				case *ast.Ident:
					found = found || x.Info.Uses[l] == holder
				case *ast.SelectorExpr:
					found = found || x.Info.Uses[l.Sel] == holder
				}
			}
			return !found
		})
	}
	return found
}

// holder is the variable or field that holds a value; nil if none is known.
func (x *watch) holder(st *symexec.State, v *sym.Value) types.Object {
	switch v.Op {
	case sym.OpSym, sym.OpField:
		return v.Obj
	case sym.OpRef:
		return v.Cell.Obj
	}
	var found types.Object
	for k, w := range st.Env.All() {
		if w == v && k.Obj != nil && (found == nil || k.Obj.Pos() < found.Pos()) {
			found = k.Obj
		}
	}
	return found
}

// argumentName is how a call names the request or the reader that it passes on; "" if it does not, or names several.
func (x *Package) argumentName(call *ast.CallExpr, kind ResendKind) string {
	name := ""
	for _, a := range call.Args {
		t := x.Info.TypeOf(a)
		if t == nil || kind == SameRequest && !gotypes.IsRequest(t) || kind == SameReader && !gotypes.IsReader(t) {
			continue
		}
		switch a := ast.Unparen(a).(type) {
		case *ast.Ident, *ast.SelectorExpr:
			if name != "" {
				return ""
			}
			name = types.ExprString(a)
		}
	}
	return name
}

// nameOf is how the program calls a value; "" if it has no name.
func (x *watch) nameOf(st *symexec.State, v *sym.Value) string {
	switch v.Op {
	case sym.OpField:
		if n := x.nameOf(st, v.Args[0]); n != "" {
			return n + "." + v.Name
		}
		return v.Name
	}
	if h := x.holder(st, v); h != nil {
		return h.Name()
	}
	return ""
}
