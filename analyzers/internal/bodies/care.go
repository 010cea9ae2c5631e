package bodies

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// placeOf is the call by which an attempt is made in the function that goes round, or in the function literal that
// something else calls again, and what is gone through from there to the attempt.
func (x *Package) placeOf(fr *paths.Frame, call *ast.CallExpr, via ast.Node) (*ast.CallExpr, []stretch) {
	way := []stretch{{fr.Fn, fr.Fn.Pos(), fr.Fn.End()}}
	at, found := call, false
	for f := fr; ; f = f.Caller {
		if f.Call == nil {
			break
		}
		found = found || x.isCallback(f) || gotypes.Within(via.Pos(), f.Fn)
		if !found {
			at = f.Call
		}
		if gotypes.Within(via.Pos(), f.Fn) {
			break
		}
		way = append(way, stretch{f.Caller.Fn, f.Caller.Fn.Pos(), f.Caller.Fn.End()})
	}
	last := &way[len(way)-1]
	if !gotypes.Within(via.Pos(), last.fn) {
		return at, way
	}
	switch via := via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		last.from, last.to = via.Pos(), via.End()
	case *ast.LabeledStmt:
		last.from = via.Pos()
	case *ast.CallExpr: // of a library, but for a recursive one, which goes through all of the function
		if !slices.ContainsFunc(way[:len(way)-1], func(s stretch) bool { return s.fn == last.fn }) && len(way) > 1 {
			last.from, last.to = via.Pos(), via.End()
		}
	}
	return at, way
}

// isCallback reports whether a frame is that of a function literal which something else calls than the function that it stands in.
func (x *Package) isCallback(f *paths.Frame) bool {
	lit, ok := f.Fn.(*ast.FuncLit)
	if !ok {
		return false
	}
	_, held := x.Denoted(f.Call.Fun).(*types.Var)
	here := ast.Unparen(f.Call.Fun) == ast.Expr(lit) || held && gotypes.Within(lit.Pos(), f.Caller.Fn)
	return !here
}

// minds reports whether what is gone through on the way to an attempt takes care of what is sent: it asks for GetBody, sets Body,
// or rewinds a reader. It may do so where the engine does not see it.
func (x *Package) minds(way []stretch, r *Resend) bool {
	return slices.ContainsFunc(way, func(s stretch) bool { return x.watchesConnection(s.fn) || x.mindsIn(s, r) })
}

func (x *Package) mindsIn(s stretch, r *Resend) bool {
	cares := false
	s.each(func(n ast.Node) bool {
		cares = cares || x.caresAt(s, n, r) && !x.aside(s, n, r)
		return !cares
	})
	return cares
}

// caresAt reports whether one node takes care of what is sent.
func (x *Package) caresAt(s stretch, n ast.Node, r *Resend) bool {
	switch n := n.(type) {
	case *ast.CallExpr: // a helper that is given the request, and may return another
		return x.helpMinds(s, n, r)
	case *ast.SelectorExpr:
		switch n.Sel.Name {
		case "GetBody":
			return !isSet(x.PlacesIn(s.fn), n) && !x.handsOutSame(s.fn, n)
		case "Seek", "Seeker", "ReadSeeker", "Rewind":
			return true
		}
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			sel, ok := l.(*ast.SelectorExpr)
			if !ok || r.Kind != SameRequest || sel.Sel.Name != "Body" || !gotypes.IsRequest(x.Info.TypeOf(sel.X)) {
				continue
			}
			if len(n.Lhs) == len(n.Rhs) && (x.sendsNothing(n.Rhs[i]) || !x.brings(s, n.Rhs[i])) || x.handsOutSame(s.fn, n.Rhs[0]) {
				continue
			}
			if !x.setsInVain(s, n, sel.X, r) {
				return true
			}
		}
	case *ast.Ident:
		return x.rewindsByLiteral(s, n)
	}
	return false
}

// helpMinds reports whether a function of the package is called that is given the request or the reader, and may make another of it.
func (x *Package) helpMinds(s stretch, call *ast.CallExpr, r *Resend) bool {
	fn := x.CalledFunc(call)
	if fn == nil || x.Decls[fn.Origin()] == nil || !x.rewinds(fn) {
		return false
	}
	for i := range min(len(call.Args), fn.Signature().Params().Len()) {
		t := fn.Signature().Params().At(i).Type()
		switch {
		case r.Kind == SameRequest && gotypes.IsRequest(t):
			if x.refills(s, call, fn, i, 0) {
				return true
			}
		case r.Kind == SameReader && gotypes.IsReader(t) && !x.leaves(fn, i):
			return true
		}
	}
	return false
}

// rewindsByLiteral reports whether a name is that of a function literal from outside of a stretch which rewinds.
func (x *Package) rewindsByLiteral(s stretch, id *ast.Ident) bool {
	v, ok := x.Info.Uses[id].(*types.Var)
	if !ok || v.IsField() {
		return false
	}
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return false
	}
	lit, ok := x.DeclaredFunc(v).(*ast.FuncLit)
	if !ok || s.has(lit) {
		return false
	}
	does := false
	ast.Inspect(lit, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		does = does || ok && x.takesBack(sel)
		return !does
	})
	return does
}

// sendsNothing reports whether an expression is the body of a request that has none.
func (x *Package) sendsNothing(e ast.Expr) bool {
	if x.Info.Types[e].IsNil() {
		return true
	}
	v, ok := x.Denoted(e).(*types.Var)
	return ok && v.Name() == "NoBody" && v.Pkg() != nil && v.Pkg().Path() == "net/http"
}

// setsInVain reports whether the Body that an assignment sets is certainly none that a later attempt sends: it is set after the call,
// on a copy that the next round makes anew; or on the original of a copy that was made in front of the loop.
func (x *Package) setsInVain(s stretch, set *ast.AssignStmt, req ast.Expr, r *Resend) bool {
	switch r.Via.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
	default:
		return false
	}
	call, ok := r.Node.(*ast.CallExpr)
	if !ok || !gotypes.Within(r.Via.Pos(), s.fn) || !gotypes.Within(call.Pos(), r.Via) {
		return false
	}
	if x.copiedBetween(set.Pos(), call.Pos(), req, r.Via) {
		return true
	}
	for _, a := range call.Args {
		if gotypes.IsRequest(x.Info.TypeOf(a)) && x.Denoted(a) != x.Denoted(req) {
			return x.copiedBefore(a, req, s.fn, r.Via)
		}
	}
	return false
}

// copiedBetween reports whether a variable is set to a copy of a request in a loop, before the loop sends it: what is done to it
// later is gone in the next round.
func (x *Package) copiedBetween(later, sent token.Pos, req ast.Expr, loop ast.Node) bool {
	v, ok := x.Denoted(req).(*types.Var)
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
	v, ok := x.Denoted(sent).(*types.Var)
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
	return ok && gotypes.IsCopy(x.CalledFunc(call)) && x.Denoted(sel.X) == x.Denoted(original)
}

// judged reports whether a path depends on what the engine cannot read of a request: a function that was given it and said
// yes or no or how often, or the length of its body. What goes round may be nothing but requests without a body.
func (x *watch) judged(st *paths.State, req *sym.Value) bool {
	for _, f := range st.Facts {
		if judges(f.Cond, req) {
			return true
		}
	}
	return false
}

func judges(cond, req *sym.Value) bool {
	about := func(v *sym.Value) bool { return sym.OriginalRequest(v) == req }
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

// replaces reports whether a variable or field that held a reader is set to another one between two attempts. That it is not on
// the path has a reason: there is nothing to send, say.
func (x *Package) replaces(way []stretch, holder types.Object, r *Resend) bool {
	if holder == nil {
		return false
	}
	return slices.ContainsFunc(way, func(s stretch) bool {
		found := false
		s.each(func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok {
				return !found
			}
			for i, l := range a.Lhs {
				if x.names(l, holder) && (len(a.Lhs) != len(a.Rhs) || x.brings(s, a.Rhs[i])) && !x.aside(s, a, r) {
					found = true
				}
			}
			return !found
		})
		return found
	})
}

// names reports whether an expression is a variable, or a field of whatever.
func (x *Package) names(e ast.Expr, holder types.Object) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x.Info.ObjectOf(e) == holder
	case *ast.SelectorExpr:
		return x.Info.Uses[e.Sel] == holder
	}
	return false
}

// holder is the variable or field that holds a value; nil if none is known.
func (x *watch) holder(st *paths.State, v *sym.Value) types.Object {
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
func (x *watch) nameOf(st *paths.State, v *sym.Value) string {
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
