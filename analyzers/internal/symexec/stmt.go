package symexec

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Run executes the body of fr from st and returns how it is left.
func (x *Exec) Run(fr *paths.Frame, states []*paths.State) []paths.Ret {
	b := gotypes.Body(fr.Fn)
	for _, st := range states {
		for _, v := range fr.Results {
			st.Set(sym.Key{Obj: v, Frame: fr.Id}, x.In.Zero(v.Type()))
		}
	}
	for _, st := range x.block(fr, b.List, states) {
		fr.Leave(st, x.namedResults(fr, st))
	}
	return fr.Rets()
}

func (x *Exec) namedResults(fr *paths.Frame, st *paths.State) []*sym.Value {
	vals := make([]*sym.Value, len(fr.Results))
	for i, v := range fr.Results {
		vals[i] = x.Load(st, sym.Key{Obj: v, Frame: fr.Id}, v.Type())
	}
	return vals
}

func (x *Exec) block(fr *paths.Frame, list []ast.Stmt, states []*paths.State) []*paths.State {
	var labels []int
	for i, s := range slices.Backward(list) { // what jumps ahead is there before what jumps back
		if _, ok := s.(*ast.LabeledStmt); ok {
			labels = append(labels, i)
		}
	}
	entry := x.Seq
	out := x.list(fr, list, states)
	for range x.Limits.Gotos {
		jumped := false
		for _, at := range labels {
			back := fr.TakeJumps(x.Info.Defs[list[at].(*ast.LabeledStmt).Label])
			if len(back) == 0 {
				continue
			}
			jumped = true
			back = x.Merge(back)
			paths.MarkVia(back, fr, list[at], entry)
			out = append(out, x.list(fr, list[at:], back)...)
		}
		if !jumped {
			break
		}
	}
	return x.Merge(out)
}

func (x *Exec) list(fr *paths.Frame, list []ast.Stmt, states []*paths.State) []*paths.State {
	dead := x.DeathsOf(fr.Fn)
	for _, s := range list {
		if len(states) == 0 {
			return nil
		}
		if x.Steps += len(states); x.Steps > x.Limit {
			return nil
		}
		states = x.stmt(fr, s, nil, states)
		for _, o := range dead[s] {
			drop(fr, o, states)
		}
		for _, st := range states { // before they are merged: nobody asks any more which of them it was
			st.EndStatement()
		}
		if x.Forgets {
			x.retire(fr, states, s.End())
		}
		states = x.Merge(states)
	}
	return states
}

// enter forgets what is not read in a body, on the way into it: but contexts, of which is asked who waits there.
func (x *Exec) enter(fr *paths.Frame, body ast.Node, states []*paths.State) []*paths.State {
	for _, o := range x.DeathsOf(fr.Fn)[body] {
		if gotypes.IsContext(o.Type()) {
			continue
		}
		drop(fr, o, states)
	}
	return x.Merge(states)
}

// drop forgets a variable of a frame on all paths.
func drop(fr *paths.Frame, o types.Object, states []*paths.State) {
	k := sym.Key{Obj: o, Frame: fr.Id}
	for _, st := range states {
		st.Drop(k)
	}
}

// leave forgets the variables of a scope that ends.
func (x *Exec) leave(fr *paths.Frame, states []*paths.State, scopes ...ast.Node) []*paths.State {
	for _, n := range scopes {
		scope := x.Info.Scopes[n]
		if scope == nil {
			continue
		}
		for _, name := range scope.Names() {
			drop(fr, scope.Lookup(name), states)
		}
	}
	return states
}

func (x *Exec) stmt(fr *paths.Frame, s ast.Stmt, label types.Object, states []*paths.State) []*paths.State {
	x.begin()
	switch s := s.(type) {
	case *ast.BlockStmt:
		return x.leave(fr, x.block(fr, s.List, states), s)
	case *ast.ExprStmt:
		return x.prepare(fr, s.X, states)
	case *ast.AssignStmt:
		return x.assign(fr, s, states)
	case *ast.IncDecStmt:
		op := "+"
		if s.Tok == token.DEC {
			op = "-"
		}
		for _, st := range states {
			x.store(fr, st, s.X, x.In.Binary(op, x.Eval(fr, st, s.X), x.In.Int(1), x.Info.TypeOf(s.X)))
		}
		return states
	case *ast.DeclStmt:
		return x.decl(fr, s, states)
	case *ast.LabeledStmt:
		return x.stmt(fr, s.Stmt, x.Info.Defs[s.Label], states)
	case *ast.IfStmt:
		return x.ifStmt(fr, s, states)
	case *ast.ForStmt:
		return x.forStmt(fr, s, label, states)
	case *ast.RangeStmt:
		return x.rangeStmt(fr, s, label, states)
	case *ast.SwitchStmt:
		return x.switchStmt(fr, s, label, states)
	case *ast.TypeSwitchStmt:
		return x.typeSwitch(fr, s, label, states)
	case *ast.SelectStmt:
		return x.selectStmt(fr, s, label, states)
	case *ast.ReturnStmt:
		x.returnStmt(fr, s, states)
		return nil
	case *ast.BranchStmt:
		x.branch(fr, s, states)
		return nil
	case *ast.GoStmt:
		for _, a := range s.Call.Args {
			states = x.prepare(fr, a, states)
		}
		if !x.IsAwaited(fr.Fn, s) {
			x.launch(fr, s, states)
		}
		for _, st := range states {
			for _, e := range append([]ast.Expr{s.Call.Fun}, s.Call.Args...) {
				x.Observers.Escapes(st, x.Eval(fr, st, e))
			}
		}
		return states
	case *ast.DeferStmt:
		for _, a := range s.Call.Args {
			states = x.prepare(fr, a, states)
		}
		for _, st := range states {
			x.Observers.Deferred(fr, st, s)
		}
		return states
	case *ast.SendStmt:
		states = x.prepare(fr, s.Value, states)
		for _, st := range states {
			v := x.Eval(fr, st, s.Value)
			x.Observers.Escapes(st, v)
			if !x.answers(st, x.Eval(fr, st, s.Chan), v) {
				x.AddWait(st, nil, domain.WaitSend)
			}
		}
		return states
	}
	return states
}

// later follows a function that a timer calls: what it does comes after all that the path did, and the delay.
func (x *Exec) later(fr *paths.Frame, call *ast.CallExpr, st *paths.State, inv Invocation) {
	if len(st.Outs) == 0 || x.Outline || len(inv.Args) != 2 || !x.Callable(inv.Args[1]) {
		return
	}
	then := st.Fork()
	x.AddWait(then, inv.Args[0], domain.WaitAmount)
	x.Invoke(fr, call, []*paths.State{then}, inv.Args[1], nil)
}

func (x *Exec) decl(fr *paths.Frame, s *ast.DeclStmt, states []*paths.State) []*paths.State {
	d, ok := s.Decl.(*ast.GenDecl)
	if !ok || d.Tok != token.VAR {
		return states
	}
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		lhs := make([]ast.Expr, len(spec.Names))
		for i, n := range spec.Names {
			lhs[i] = n
		}
		if len(spec.Values) > 0 {
			states = x.assignAll(fr, lhs, spec.Values, states)
			continue
		}
		for _, n := range spec.Names {
			if obj := x.Info.Defs[n]; obj != nil {
				for _, st := range states {
					st.Set(fr.Cell(obj), x.In.Zero(obj.Type()))
					x.Observers.Bound(st, fr.Cell(obj), obj.Type())
				}
			}
		}
	}
	return states
}

func (x *Exec) assign(fr *paths.Frame, s *ast.AssignStmt, states []*paths.State) []*paths.State {
	if s.Tok == token.ASSIGN || s.Tok == token.DEFINE {
		return x.assignAll(fr, s.Lhs, s.Rhs, states)
	}
	op := strings.TrimSuffix(s.Tok.String(), "=")
	states = x.prepare(fr, s.Rhs[0], states)
	for _, st := range states {
		l, r := x.Eval(fr, st, s.Lhs[0]), x.Eval(fr, st, s.Rhs[0])
		x.store(fr, st, s.Lhs[0], x.In.Binary(op, l, r, x.Info.TypeOf(s.Lhs[0])))
	}
	return states
}

func (x *Exec) assignAll(fr *paths.Frame, lhs, rhs []ast.Expr, states []*paths.State) []*paths.State {
	if len(states) > 1 && slices.ContainsFunc(rhs, isCall) { // what is overwritten behind it need not double its work
		for _, obj := range x.Overwritten(fr.Fn, lhs, rhs) {
			drop(fr, obj, states)
		}
		states = x.Merge(states)
	}
	for _, r := range rhs {
		states = x.prepare(fr, r, states)
	}
	for _, l := range lhs {
		states = x.prepare(fr, l, states)
	}
	for _, st := range states {
		vals := make([]*sym.Value, len(lhs))
		if len(rhs) == len(lhs) {
			for i, r := range rhs {
				vals[i] = x.Eval(fr, st, r)
			}
		} else {
			x.spread(fr, st, rhs[0], vals)
		}
		for i, l := range lhs {
			if vals[i] != nil {
				x.store(fr, st, l, vals[i])
			}
		}
	}
	return states
}

func isCall(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok
}

// spread evaluates the forms with several results: calls and the comma-ok forms.
func (x *Exec) spread(fr *paths.Frame, st *paths.State, e ast.Expr, vals []*sym.Value) {
	e = ast.Unparen(e)
	switch e := e.(type) {
	case *ast.TypeAssertExpr:
		v, t := x.Eval(fr, st, e.X), x.Info.TypeOf(e.Type)
		if tup, ok := x.Info.TypeOf(e).(*types.Tuple); ok {
			t = tup.At(0).Type()
		}
		vals[0], vals[1] = x.asserted(v, t), x.assertedOK(v, t)
		return
	case *ast.IndexExpr:
		m, k := x.Eval(fr, st, e.X), x.Eval(fr, st, e.Index)
		vals[0] = x.index(m, k, x.elemType(e.X))
		vals[1] = x.In.Make(sym.Value{Op: sym.OpCall, Name: "mapok", Args: []*sym.Value{m, k}})
		return
	case *ast.UnaryExpr: // v, ok := <-ch
		vals[0] = x.Eval(fr, st, e)
		vals[1] = x.unknown(e, types.Typ[types.Bool], sym.DepElem)
		return
	}
	v := x.Eval(fr, st, e)
	if v.Op == sym.OpTuple && len(v.Args) == len(vals) {
		copy(vals, v.Args)
		return
	}
	for i := range vals {
		vals[i] = x.In.Fresh(nil, v.Deps)
	}
}

func (x *Exec) elemType(e ast.Expr) types.Type {
	switch t := x.Info.TypeOf(e).Underlying().(type) {
	case *types.Map:
		return t.Elem()
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	}
	return nil
}

func (x *Exec) returnStmt(fr *paths.Frame, s *ast.ReturnStmt, states []*paths.State) {
	for _, e := range s.Results {
		states = x.prepare(fr, e, states)
	}
	for _, st := range states {
		var vals []*sym.Value
		switch {
		case len(s.Results) == 0:
			vals = x.namedResults(fr, st)
		case len(s.Results) == 1:
			vals = x.Eval(fr, st, s.Results[0]).Results()
		default:
			for _, e := range s.Results {
				vals = append(vals, x.Eval(fr, st, e))
			}
		}
		if n := len(s.Results); n > 0 && n == len(vals) {
			x.refused(st, s.Results[n-1], vals[n-1])
		}
		x.Observers.Returns(fr, st, s, vals)
		fr.Leave(st, vals)
	}
}

func (x *Exec) branch(fr *paths.Frame, s *ast.BranchStmt, states []*paths.State) {
	var label types.Object
	if s.Label != nil {
		label = x.Info.Uses[s.Label]
	}
	fr.Jump(s.Tok, label, states)
}

func (x *Exec) ifStmt(fr *paths.Frame, s *ast.IfStmt, states []*paths.State) []*paths.State {
	if s.Init != nil {
		states = x.stmt(fr, s.Init, nil, states)
	}
	var out []*paths.State
	if e := x.floored(s); e != nil {
		out, states = x.raise(fr, e, states)
	}
	t, f := x.cond(fr, s.Cond, states)
	out = append(out, x.stmt(fr, s.Body, nil, x.enter(fr, s.Body, t))...)
	if s.Else != nil {
		f = x.stmt(fr, s.Else, nil, x.enter(fr, s.Else, f))
	}
	return x.leave(fr, append(out, f...), s)
}
