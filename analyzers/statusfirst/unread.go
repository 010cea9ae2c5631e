package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
)

// unread reports whether nothing is made of an answer: it is left out, or no more than closed, or decoded into what nobody looks at.
func (h *handling) unread() bool {
	return h.dropped || len(h.trusts)+len(h.returns)+len(h.told) == 0 && !slices.ContainsFunc(h.decodes, func(d decoding) bool { return !h.thrownAway(d) })
}

// forgets notes an answer of which nothing is made where the caller is told of a success all the same: one to a request that
// changes something.
func (h *handling) forgets(s index.Caller) {
	at := h.success(s)
	if at == nil {
		return
	}
	u := &unchecked{Node: s.Call, Sent: h.sent, Returned: at}
	switch {
	case !h.changes(s.Call) && !h.whereSent().changes(h.sent):
		u.Why.Reason = reasons.OnlyReads
	case s.Decl != nil && h.Says(lexicon.Reaches, s.Decl.Name.Name):
		u.Why.Reason = reasons.OnlyReaches
	case !h.heard(s):
		u.Why.Reason = reasons.NotHeard
	}
	*h.found = append(*h.found, u)
}

// whereSent is the function that sends the request, which may be one that this one calls. What that is given is told by the call here, and not by
// its other callers.
func (h *handling) whereSent() *handling {
	if gotypes.Within(h.sent.Pos(), h.root) { // a literal may stand around it
		return h
	}
	for root := range h.Roots() {
		if gotypes.Within(h.sent.Pos(), root.Node) {
			return &handling{answer: h.answer, Places: h.PlacesIn(root.Node), root: root.Node}
		}
	}
	return h
}

// changes reports whether a call sends a request with a method that creates or changes something, as far as that can be seen.
func (h *handling) changes(call *ast.CallExpr) bool {
	switch fn := h.CalledFunc(call); {
	case h.hands(call) && changingNames[fn.Name()]:
		return true
	case slices.ContainsFunc(call.Args, h.changing):
		return true
	}
	return slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return isRequest(h.Info.TypeOf(a)) && h.changingRequest(a, 0) })
}

// thrownAway reports whether an answer is decoded into a variable of the function, of which nothing is made but to write it into a log, and
// that an answer of any kind fits.
func (h *handling) thrownAway(d decoding) bool {
	v := h.intoVariable(d)
	if v == nil || v.IsField() || v.Pkg() != h.Pkg || v.Parent() == h.Pkg.Scope() || !gotypes.Within(d.call.Pos(), h.root) || !gotypes.Within(v.Pos(), h.root) {
		return false
	}
	if fn, _ := h.Parameter(h.decl, v); fn != nil || h.isResult(v) {
		return false
	}
	t := v.Type()
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		if w, once := h.Only(v); !once || !fresh(h.Info, w.Value) {
			return false
		}
		t = ptr.Elem()
	}
	if _, fits := h.decodable(t, d.xml); !fits && !gotypes.IsMap(t) {
		return false
	}
	return !slices.ContainsFunc(h.Uses[v], func(id *ast.Ident) bool {
		return !gotypes.Within(id.Pos(), d.target) && !slices.ContainsFunc(h.Writes[v], func(w index.Write) bool { return w.Ident == id }) && !h.logged(id)
	})
}

// intoVariable is the variable that an answer is decoded into, by itself or by its address; nil if it is decoded into something else.
func (h *handling) intoVariable(d decoding) *types.Var {
	target := ast.Unparen(d.target)
	if u, ok := target.(*ast.UnaryExpr); ok && u.Op == token.AND {
		target = ast.Unparen(u.X)
	}
	return h.Variable(target)
}

// isResult reports whether a variable is a result with a name.
func (h *handling) isResult(v *types.Var) bool {
	return h.decl == nil || h.decl.Type.Results != nil && gotypes.Within(v.Pos(), h.decl.Type.Results)
}

// logged reports whether an expression, or a field of it, is no more than written into a log.
func (h *handling) logged(e ast.Expr) bool {
	switch u := h.Up(e).(type) {
	case *ast.SelectorExpr:
		sel := h.Info.Selections[u]
		return sel != nil && sel.Kind() == types.FieldVal && h.logged(u)
	case *ast.CallExpr:
		fn := h.CalledFunc(u)
		_, statement := h.Up(u).(*ast.ExprStmt)
		return statement && fn != nil && fn.Pkg() != nil && h.Decls[fn.Origin()] == nil && h.Says(lexicon.Says, fn.Name())
	}
	return false
}

// success is where a function that returns an error returns none after a call has worked; nil if it does not.
func (h *handling) success(s index.Caller) ast.Node {
	var declared *ast.FuncType
	if s.Decl != nil {
		declared = s.Decl.Type
	}
	fn := h.Function(s.Call, declared)
	if fn == nil || fn.Results == nil || !gotypes.IsError(h.Info.TypeOf(fn.Results.List[len(fn.Results.List)-1].Type)) {
		return nil
	}
	failed := h.errorOf(s.Call)
	if failed == nil {
		return nil
	}
	var found ast.Node
	tells := false // of the error, if there is one
	has := h.carrying(s.Root, failed)
	ast.Inspect(s.Root, func(n ast.Node) bool {
		r, ok := n.(*ast.ReturnStmt)
		tells = tells || ok && slices.ContainsFunc(has, func(v *types.Var) bool { return h.about(r, v) })
		if !ok || found != nil || r.Pos() < s.Call.Pos() || len(r.Results) == 0 || h.Function(r, declared) != fn || h.failing(r, failed) {
			return true
		}
		last := r.Results[len(r.Results)-1]
		if gotypes.IsNil(h.Info, last) || h.closes(last) {
			found = r
		} else if v := h.Variable(last); v != nil {
			if w, ok := h.Before(v, r); ok && (v == failed && ast.Unparen(w.Value) == s.Call || h.readsAway(w.Value)) {
				found = r
			}
		}
		return true
	})
	if !tells {
		return nil
	}
	return found
}

// carrying are an error's variable and those of errors that are given it, or what is made of it: last = err.
func (h *handling) carrying(root ast.Node, failed *types.Var) []*types.Var {
	has := []*types.Var{failed}
	ast.Inspect(root, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != len(a.Rhs) {
			return true
		}
		for i, l := range a.Lhs {
			if v := h.Variable(l); v != nil && gotypes.IsError(v.Type()) && h.about(a.Rhs[i], failed) {
				has = append(has, v)
			}
		}
		return true
	})
	return has
}

// about reports whether a variable is mentioned in a node.
func (h *handling) about(n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && h.Info.Uses[id] == types.Object(v)
		return !found
	})
	return found
}

// closes reports whether an expression closes the body of a response: all that it can fail with.
func (h *handling) closes(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || gotypes.CalledName(call) != "Close" {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	body, ok := ast.Unparen(sel.X).(*ast.SelectorExpr)
	return ok && gotypes.IsResponse(h.Info.TypeOf(body.X))
}

// readsAway reports whether an expression reads a body to its end and drops what it reads.
func (h *handling) readsAway(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 2 {
		return false
	}
	fn := h.CalledFunc(call)
	if fn == nil || fn.FullName() != "io.Copy" && fn.FullName() != "io/ioutil.Copy" {
		return false
	}
	to, ok := h.Denoted(call.Args[0]).(*types.Var)
	return ok && to.Name() == "Discard" && to.Pkg() != nil && gotypes.IsStd(to.Pkg().Path())
}

// errorOf is the variable that a call's error is assigned to.
func (h *handling) errorOf(call *ast.CallExpr) *types.Var {
	a, ok := h.Up(call).(*ast.AssignStmt)
	if !ok || len(a.Lhs) < 2 {
		return nil
	}
	v := h.Variable(a.Lhs[len(a.Lhs)-1])
	if v == nil || !gotypes.IsError(v.Type()) {
		return nil
	}
	return v
}

// failing reports whether a return stands where there may be an error: under a condition that is about it, and does not say that there is none.
func (h *handling) failing(r ast.Node, failed *types.Var) bool {
	for n := r; h.Parent[n] != nil; n = h.Parent[n] {
		up, ok := h.Parent[n].(*ast.IfStmt)
		if ok && n != up.Cond && slices.ContainsFunc(gotypes.Consequences(up.Cond, n == up.Body), func(c gotypes.Claim) bool { return h.mayFail(c, failed) }) {
			return true
		}
	}
	return false
}

// mayFail reports whether a claim is about an error, and leaves it possible: not that it is nil, nor that it is not and something else besides.
func (h *handling) mayFail(c gotypes.Claim, failed *types.Var) bool {
	if !h.about(c.Of, failed) {
		return false
	}
	a, op, b, ok := c.Comparison()
	if !ok {
		_, joined := c.Of.(*ast.BinaryExpr)
		return c.Truth || !joined
	}
	return op != token.EQL || !gotypes.IsNil(h.Info, a) && !gotypes.IsNil(h.Info, b)
}

// heard reports whether anybody may listen to what a function returns: not if all of its callers leave it.
func (h *handling) heard(s index.Caller) bool {
	if s.Decl == nil || h.Function(s.Call, nil) != nil {
		return true
	}
	fn, _ := h.Info.Defs[s.Decl.Name].(*types.Func)
	if fn == nil {
		return true
	}
	calls, all := h.CallersOf(fn)
	return !all || len(calls) == 0 || slices.ContainsFunc(calls, func(c index.Caller) bool {
		switch h.PlacesIn(c.Root).Up(c.Call).(type) {
		case *ast.ExprStmt, *ast.GoStmt, *ast.DeferStmt:
			return false
		}
		return true
	})
}
