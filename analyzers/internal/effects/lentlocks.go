package effects

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// A holding is how one call of a function that takes a mutex has it held.
type holding struct {
	mutex  *types.Var // nil if it is not known
	bodies []ast.Node // of the function literals that it is given, and calls
	calls  []*types.Func
}

// lockOf is the mutex of which a method is called in a declared function, or the parameter by which that is given it; nil if neither is known.
func (x *Functions) lockOf(decl *ast.FuncDecl, call *ast.CallExpr) *types.Var {
	if m := x.mutexOf(call); m != nil || decl == nil {
		return m
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	v := x.Variable(sel.X)
	if _, i := x.Parameter(decl, v); i < 0 {
		return nil
	}
	return v
}

// isGiven reports whether a function is given the mutex that it takes.
func (x *Functions) isGiven(t *taking) bool {
	_, i := x.Parameter(t.fi.Decl, t.mutex)
	return i >= 0
}

// holdings are how the calls of the function around a taking have the mutex held, where it is given that, or functions that it calls while it holds
// it. What mutexes they lend it for no more than that is noted.
func (x *Functions) holdings(t *taking, lent map[ast.Expr]bool) []holding {
	given := x.askedIn(t)
	_, own := x.Parameter(t.fi.Decl, t.mutex)
	if own < 0 && len(given) == 0 {
		return []holding{{mutex: t.mutex}}
	}
	fn, _ := x.Info.Defs[t.fi.Decl.Name].(*types.Func)
	callers, all := x.CallersOf(fn)
	if !all || len(callers) == 0 || own >= 0 && !x.onlyLocks(t) {
		if own >= 0 {
			return []holding{{}}
		}
		return []holding{{mutex: t.mutex}} // what it calls is not known, and lingers
	}
	for _, v := range given {
		if x.locks.asked == nil {
			x.locks.asked = map[*types.Var]bool{}
		}
		x.locks.asked[v] = true
	}
	var out []holding
	for _, c := range callers {
		h := holding{mutex: t.mutex}
		if own >= 0 {
			if h.mutex = x.lentAt(c, own); h.mutex != nil {
				lent[ast.Unparen(c.Call.Args[own])] = true
			}
		}
		for _, v := range given {
			_, i := x.Parameter(t.fi.Decl, v)
			x.adds(&h, c, i)
		}
		out = append(out, h)
	}
	return out
}

// askedIn are the parameters of the function around a taking that it calls while it holds the mutex.
func (x *Functions) askedIn(t *taking) []*types.Var {
	var out []*types.Var
	for _, n := range t.held {
		ast.Inspect(n, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if v := x.Variable(call.Fun); v != nil && !slices.Contains(out, v) {
					if _, i := x.Parameter(t.fi.Decl, v); i >= 0 && gotypes.IsFunction(v.Type()) {
						out = append(out, v)
					}
				}
			}
			return true
		})
	}
	return out
}

// onlyLocks reports whether a function does nothing with the mutex that it is given but to lock and to unlock it.
func (x *Functions) onlyLocks(t *taking) bool {
	uses, calls := 0, 0
	ast.Inspect(t.fi.Decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if x.Info.Uses[n] == t.mutex {
				uses++
			}
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && x.Variable(sel.X) == t.mutex {
				calls++
			}
		}
		return true
	})
	return uses == calls
}

// lentAt is the mutex that a call gives a function as an argument: its address, or that of what it is embedded in; nil if it is not known.
func (x *Functions) lentAt(c index.Caller, i int) *types.Var {
	if i >= len(c.Call.Args) {
		return nil
	}
	e := ast.Unparen(c.Call.Args[i])
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		if m := x.namedMutex(u.X); m != nil && isMutex(m.Type()) {
			return m
		}
		e = u.X
	}
	t := x.Info.TypeOf(e)
	if t == nil || types.IsInterface(t) || isMutex(t) {
		return nil
	}
	method, path, _ := types.LookupFieldOrMethod(t, true, x.Pkg, "Lock")
	if method == nil || len(path) < 2 {
		return nil
	}
	return x.embedded(t, path)
}

// isMutex reports whether a type is one of a mutex, or of a pointer to one.
func isMutex(t types.Type) bool {
	return gotypes.TypeIs(t, "sync.Mutex") || gotypes.TypeIs(t, "sync.RWMutex")
}

// adds notes the function that a call gives as an argument; if it is not known, neither is how long the mutex is held.
func (x *Functions) adds(h *holding, c index.Caller, i int) {
	if i >= len(c.Call.Args) {
		h.calls = append(h.calls, nil)
		return
	}
	e := ast.Unparen(c.Call.Args[i])
	if lit, ok := e.(*ast.FuncLit); ok {
		h.bodies = append(h.bodies, lit.Body)
		return
	}
	fn, _ := x.Denoted(e).(*types.Func)
	h.calls = append(h.calls, fn)
}

// holdsLong reports whether what a call has done while the mutex is held may take its time.
func (x *Functions) holdsLong(h holding, long map[*types.Var]bool) bool {
	return x.lingers(h.bodies, long) || slices.ContainsFunc(h.calls, func(fn *types.Func) bool { return fn == nil || x.runsLong(fn) })
}

// leavesTaken reports whether a function takes a mutex for those that call it, and is no more than a name for that: they are takings of their own then.
func (x *Functions) leavesTaken(t *taking) bool {
	if t.mutex == nil || t.fi.Decl == nil || len(t.fi.Decl.Body.List) != 1 {
		return false
	}
	if s, ok := t.fi.Decl.Body.List[0].(*ast.ExprStmt); !ok || ast.Unparen(s.X) != t.call {
		return false
	}
	fn, _ := x.Info.Defs[t.fi.Decl.Name].(*types.Func)
	callers, all := x.CallersOf(fn)
	if !all || slices.ContainsFunc(callers, func(c index.Caller) bool { return c.Decl == nil }) {
		return false
	}
	for _, c := range callers {
		by, _ := x.Info.Defs[c.Decl.Name].(*types.Func)
		if x.Infos[by] == nil {
			return false
		}
		x.locks.taken = append(x.locks.taken, &taking{fi: x.Infos[by], mutex: t.mutex, call: c.Call, reads: t.reads})
	}
	return true
}

// leavesFree reports whether a function does no more than to release a mutex.
func (x *Functions) leavesFree(fn *types.Func, mutex *types.Var) bool {
	fi := x.Infos[fn.Origin()]
	if fi == nil || mutex == nil || fi.Decl == nil || len(fi.Decl.Body.List) != 1 {
		return false
	}
	s, ok := fi.Decl.Body.List[0].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := ast.Unparen(s.X).(*ast.CallExpr)
	return ok && unlocks(call) && x.mutexOf(call) == mutex
}

// unlocks reports whether a call is one of a method that releases a mutex, by its name.
func unlocks(call *ast.CallExpr) bool {
	name := gotypes.CalledName(call)
	return name == "Unlock" || name == "RUnlock"
}
