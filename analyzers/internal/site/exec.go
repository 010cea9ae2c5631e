package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An exec follows the control flow of one root function, symbolically: every statement takes the states (paths) that
// reach it to the states that leave it. Calls into the same package are followed. Loops are gone round until every
// path has made an attempt three times, which is enough to see with which codes it is made again, how long it waits,
// and whether the wait changes from one round to the next.
type exec struct {
	*program
	in         *sym.Interner
	root       ast.Node
	seq        int
	steps      int
	limit      int
	most       int // to which the limit goes up once an attempt is made again
	observers  observers
	test       ast.Node                              // the condition being decided
	reads      func(*sym.Value) *sym.Value           // what a condition is under a sample (see delayRun); nil but for delay functions
	outline    bool                                  // for a summary: what runs aside does not matter
	sent       map[*ast.CallExpr]map[*types.Var]bool // the fields that an attempt's inputs are made of
	inComm     bool                                  // in the receive of a select's clause
	iterations map[*sym.Value]*iteration             // by what their functions call
	rounds     map[ast.Node]int                      // how many rounds a loop makes, as it is called; -1 if that differs
}

// A program is a package as the executor sees it, and what its runs have in common.
type program struct {
	*effects.Functions

	models        models
	asides        map[*ast.FuncLit]bool            // literals that were followed
	spent         int                              // steps taken in all roots
	vain          int                              // roots that were left without a retry, for their length
	sources       *contextSource                   // nil until somebody asks whether a context ends
	iteratorCalls map[*ast.RangeStmt]*ast.CallExpr // stand for the calls of functions that are ranged over
	iteratorLoops map[*ast.RangeStmt]ast.Node      // the loops in these functions that go round
}

// The bounds of the work on one root and on a package, in statements and calls executed; what was found until then stays valid
// (see merge).
const (
	firstSteps      = 12000 // without any retry until then
	vainSteps       = 3000  // the same, once maxVain roots of the package were left without any
	maxVain         = 2
	maxSteps        = 40000
	maxPackageSteps = 240000
)

func (x *program) newExec(root ast.Node) *exec {
	first := firstSteps
	if x.vain >= maxVain {
		first = vainSteps
	}
	return &exec{program: x, in: sym.NewInterner(), root: root, sent: map[*ast.CallExpr]map[*types.Var]bool{}, rounds: map[ast.Node]int{},
		limit: min(first, maxPackageSteps-x.spent), most: min(maxSteps, maxPackageSteps-x.spent)}
}

// Number is by which values that a frame holds are told apart.
func (f *frame) Number() int { return f.id }

// scopeOf is a frame as the scope of a value; nil where there is none, as in the value of a global.
func scopeOf(f *frame) sym.Scope {
	if f == nil {
		return nil
	}
	return f
}

// frameOf is the frame behind a scope; nil if there is none.
func frameOf(s sym.Scope) *frame {
	f, _ := s.(*frame)
	return f
}

type frame struct {
	id      int
	fn      ast.Node // *ast.FuncDecl or *ast.FuncLit
	lexical *frame   // the frame that a function literal captured
	caller  *frame
	call    *ast.CallExpr // in the caller; nil for a root
	path    sym.CallString
	depth   int
	targets []*target
	rets    []ret
	gotos   map[types.Object][]*state
	results []*types.Var // named results
	recv    *sym.Value   // with which it was called, as are args
	args    []*sym.Value
	defers  []*sym.Value // the function literals that it defers
}

type frameID struct {
	fn      ast.Node
	path    sym.CallString
	depth   int
	lexical *frame
}

type target struct {
	label types.Object
	loop  bool
	brk   []*state
	cont  []*state
}

type ret struct {
	st   *state
	vals []*sym.Value
}

func (x *exec) newFrame(fn ast.Node, sig *types.Signature, lexical, caller *frame, path sym.CallString) *frame {
	fr := &frame{fn: fn, lexical: lexical, caller: caller, path: path, gotos: map[types.Object][]*state{}}
	if caller != nil {
		fr.depth = caller.depth + 1
	}
	// The same call of the same function is the same frame on every path, so that paths can be joined behind it.
	fr.id = x.in.Ptr(frameID{fn, path, fr.depth, lexical})
	if sig != nil && sig.Results().Len() > 0 && sig.Results().At(0).Name() != "" {
		for i := range sig.Results().Len() {
			fr.results = append(fr.results, sig.Results().At(i))
		}
	}
	return fr
}

// cell is the key of a variable as seen from fr.
func (x *exec) cell(fr *frame, obj types.Object) sym.Key {
	for f := fr; f != nil; f = f.lexical {
		if gotypes.Within(obj.Pos(), f.fn) {
			return sym.Key{Obj: obj, Frame: f.id}
		}
	}
	return sym.Key{Obj: obj}
}

// load is what a cell holds. What nobody has put there is an unknown of its own, the same whenever it is asked for.
func (x *exec) load(st *state, k sym.Key, t types.Type) *sym.Value {
	if v, ok := st.env.Get(k); ok {
		return v
	}
	if k.Base != nil { // what a selection of the field is, too
		if f := fieldNamed(k.Base.Typ, k.Field); f != nil {
			return x.field(st, k.Base, k.Base.Typ, f)
		}
		return x.in.Make(sym.Value{Op: sym.OpField, Name: k.Field, Args: []*sym.Value{k.Base}, Typ: t})
	}
	return x.in.Make(sym.Value{Op: sym.OpSym, Obj: k.Obj, Node: k.Node, N: k.Frame, Typ: t})
}

// content is what a pointer to a cell points to.
func (x *exec) content(st *state, ref *sym.Value) *sym.Value {
	var t types.Type
	if ref.Typ != nil {
		if p, ok := ref.Typ.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
	}
	return x.load(st, ref.Cell, t)
}

// fieldNamed is a field of a struct, or of what a pointer to one points to; nil if it has none of that name.
func fieldNamed(t types.Type, name string) *types.Var {
	if t == nil {
		return nil
	}
	if s := gotypes.JSONStruct(t); s != nil {
		for f := range s.Fields() {
			if f.Name() == name {
				return f
			}
		}
	}
	return nil
}

// run executes the body of fr from st and returns how it is left.
func (x *exec) run(fr *frame, states []*state) []ret {
	b := gotypes.Body(fr.fn)
	for _, st := range states {
		for _, v := range fr.results {
			st.set(sym.Key{Obj: v, Frame: fr.id}, x.in.Zero(v.Type()))
		}
	}
	for _, st := range x.block(fr, b.List, states) {
		fr.rets = append(fr.rets, ret{st, x.namedResults(fr, st)})
	}
	return fr.rets
}

func (x *exec) namedResults(fr *frame, st *state) []*sym.Value {
	vals := make([]*sym.Value, len(fr.results))
	for i, v := range fr.results {
		vals[i] = x.load(st, sym.Key{Obj: v, Frame: fr.id}, v.Type())
	}
	return vals
}

const maxGoto = 4

func (x *exec) block(fr *frame, list []ast.Stmt, states []*state) []*state {
	labels := map[types.Object]int{}
	for i, s := range list {
		if l, ok := s.(*ast.LabeledStmt); ok {
			labels[x.Info.Defs[l.Label]] = i
		}
	}
	entry := x.seq
	out := x.list(fr, list, states)
	for range maxGoto {
		jumped := false
		for label, at := range labels {
			back := fr.gotos[label]
			if len(back) == 0 {
				continue
			}
			delete(fr.gotos, label)
			jumped = true
			back = x.merge(back)
			x.markVia(back, fr, list[at], entry)
			out = append(out, x.list(fr, list[at:], back)...)
		}
		if !jumped {
			break
		}
	}
	return x.merge(out)
}

func (x *exec) list(fr *frame, list []ast.Stmt, states []*state) []*state {
	dead := x.DeathsOf(fr.fn)
	for _, s := range list {
		if len(states) == 0 {
			return nil
		}
		for _, st := range states {
			st.tmp = nil
		}
		if x.steps += len(states); x.steps > x.limit {
			return nil
		}
		states = x.stmt(fr, s, nil, states)
		for _, o := range dead[s] {
			k := sym.Key{Obj: o, Frame: fr.id}
			for _, st := range states {
				st.drop(k)
			}
		}
		states = x.merge(states)
	}
	return states
}

// leave forgets the variables of a scope that ends.
func (x *exec) leave(fr *frame, states []*state, scopes ...ast.Node) []*state {
	for _, n := range scopes {
		scope := x.Info.Scopes[n]
		if scope == nil {
			continue
		}
		for _, name := range scope.Names() {
			k := sym.Key{Obj: scope.Lookup(name), Frame: fr.id}
			for _, st := range states {
				st.drop(k)
			}
		}
	}
	return states
}

func (x *exec) stmt(fr *frame, s ast.Stmt, label types.Object, states []*state) []*state {
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
			x.store(fr, st, s.X, x.in.Binary(op, x.eval(fr, st, s.X), x.in.Int(1), x.Info.TypeOf(s.X)))
		}
		return states
	case *ast.DeclStmt:
		return x.decl(fr, s, states)
	case *ast.LabeledStmt:
		return x.stmt(fr, s.Stmt, x.Info.Defs[s.Label], states)
	case *ast.IfStmt:
		if s.Init != nil {
			states = x.stmt(fr, s.Init, nil, states)
		}
		t, f := x.cond(fr, s.Cond, states)
		out := x.stmt(fr, s.Body, nil, x.merge(t))
		if s.Else != nil {
			f = x.stmt(fr, s.Else, nil, x.merge(f))
		}
		return x.leave(fr, append(out, f...), s)
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
		x.aside(fr, s.Call.Fun, states)
		for _, st := range states {
			for _, e := range append([]ast.Expr{s.Call.Fun}, s.Call.Args...) {
				x.observers.Escapes(st, x.eval(fr, st, e))
			}
		}
		return states
	case *ast.DeferStmt:
		for _, a := range s.Call.Args {
			states = x.prepare(fr, a, states)
		}
		for _, st := range states {
			x.observers.Deferred(fr, st, s)
		}
		return states
	case *ast.SendStmt:
		states = x.prepare(fr, s.Value, states)
		for _, st := range states {
			x.observers.Escapes(st, x.eval(fr, st, s.Value))
			x.addWait(st, nil, domain.WaitSend)
		}
		return states
	}
	return states
}

// aside follows a function literal that runs elsewhere (go, or handed to a call that is not followed), for the retry
// sites in it alone: the paths of the caller do not pass through it.
func (x *exec) aside(fr *frame, fun ast.Expr, states []*state) {
	lit, ok := ast.Unparen(fun).(*ast.FuncLit)
	if !ok || x.outline || len(states) == 0 || x.asides[lit] || !gotypes.Interesting(lit) {
		return
	}
	x.asides[lit] = true
	sig, _ := x.Info.TypeOf(lit).(*types.Signature)
	in := x.newFrame(lit, sig, fr, fr, fr.path.Beside(lit.Pos()))
	if in.depth > maxDepth {
		return
	}
	x.run(in, []*state{states[0].fork()})
}

// later follows a function that a timer calls: what it does comes after all that the path did, and the delay.
func (x *exec) later(fr *frame, call *ast.CallExpr, st *state, inv invocation) {
	if len(st.outs) == 0 || x.outline || len(inv.args) != 2 || !x.callable(inv.args[1]) {
		return
	}
	then := st.fork()
	x.addWait(then, inv.args[0], domain.WaitAmount)
	x.invoke(fr, call, []*state{then}, inv.args[1], nil)
}

func (x *exec) decl(fr *frame, s *ast.DeclStmt, states []*state) []*state {
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
					st.set(x.cell(fr, obj), x.in.Zero(obj.Type()))
					x.observers.Bound(st, x.cell(fr, obj), obj.Type())
				}
			}
		}
	}
	return states
}

func (x *exec) assign(fr *frame, s *ast.AssignStmt, states []*state) []*state {
	if s.Tok == token.ASSIGN || s.Tok == token.DEFINE {
		return x.assignAll(fr, s.Lhs, s.Rhs, states)
	}
	op := strings.TrimSuffix(s.Tok.String(), "=")
	states = x.prepare(fr, s.Rhs[0], states)
	for _, st := range states {
		l, r := x.eval(fr, st, s.Lhs[0]), x.eval(fr, st, s.Rhs[0])
		x.store(fr, st, s.Lhs[0], x.in.Binary(op, l, r, x.Info.TypeOf(s.Lhs[0])))
	}
	return states
}

func (x *exec) assignAll(fr *frame, lhs, rhs []ast.Expr, states []*state) []*state {
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
				vals[i] = x.eval(fr, st, r)
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

// spread evaluates the forms with several results: calls and the comma-ok forms.
func (x *exec) spread(fr *frame, st *state, e ast.Expr, vals []*sym.Value) {
	e = ast.Unparen(e)
	switch e := e.(type) {
	case *ast.TypeAssertExpr:
		v, t := x.eval(fr, st, e.X), x.Info.TypeOf(e.Type)
		if tup, ok := x.Info.TypeOf(e).(*types.Tuple); ok {
			t = tup.At(0).Type()
		}
		vals[0], vals[1] = x.as(v, t), x.asOK(v, t)
		return
	case *ast.IndexExpr:
		m, k := x.eval(fr, st, e.X), x.eval(fr, st, e.Index)
		vals[0] = x.index(m, k, x.elemType(e.X))
		vals[1] = x.in.Make(sym.Value{Op: sym.OpCall, Name: "mapok", Args: []*sym.Value{m, k}})
		return
	case *ast.UnaryExpr: // v, ok := <-ch
		vals[0] = x.eval(fr, st, e)
		vals[1] = x.in.Fresh(types.Typ[types.Bool], sym.DepElem)
		return
	}
	v := x.eval(fr, st, e)
	if v.Op == sym.OpTuple && len(v.Args) == len(vals) {
		copy(vals, v.Args)
		return
	}
	for i := range vals {
		vals[i] = x.in.Fresh(nil, v.Deps)
	}
}

func (x *exec) elemType(e ast.Expr) types.Type {
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

// store assigns v to the place that e denotes.
func (x *exec) store(fr *frame, st *state, e ast.Expr, v *sym.Value) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if e.Name == "_" {
			return
		}
		obj := x.Info.ObjectOf(e)
		if obj == nil {
			return
		}
		if v.Typ == nil && v.Op == sym.OpSym {
			v = x.in.Make(sym.Value{Op: sym.OpSym, N: v.N, Typ: obj.Type(), Deps: v.Deps})
		}
		st.set(x.cell(fr, obj), v)
		x.observers.Bound(st, x.cell(fr, obj), obj.Type())
		if obj.Parent() == x.Pkg.Scope() {
			x.observers.Escapes(st, v)
		}
	case *ast.SelectorExpr:
		sel := x.Info.Selections[e]
		if sel == nil || sel.Kind() != types.FieldVal {
			return
		}
		x.credential(st, e.Sel.Name)
		x.observers.Named(st, e, sel.Recv(), e.Sel.Name, v)
		x.storeField(fr, st, e.X, x.eval(fr, st, e.X), sel.Obj().Name(), v)
	case *ast.StarExpr:
		p := x.eval(fr, st, e.X)
		x.observers.Escapes(st, v)
		if p.Op == sym.OpRef {
			st.set(p.Cell, v)
		} else {
			st.set(sym.Key{Base: p, Field: pointee}, v)
		}
	case *ast.IndexExpr:
		base := x.eval(fr, st, e.X)
		x.observers.Escapes(st, v)
		if id, ok := ast.Unparen(e.X).(*ast.Ident); ok {
			if obj := x.Info.ObjectOf(id); obj != nil {
				k := x.eval(fr, st, e.Index)
				w := sym.Value{Op: sym.OpWith, Name: "[]", Args: []*sym.Value{base, k, v}, Typ: base.Typ}
				if !k.IsConst() { // what is under an unknown key is not kept: it would tell every path from every other
					w = sym.Value{Op: sym.OpHavoc, Obj: obj, Typ: base.Typ, Deps: base.Deps | k.Deps | v.Deps}
				}
				st.set(x.cell(fr, obj), x.in.Make(w))
			}
		}
	}
}

func (x *exec) storeField(fr *frame, st *state, e ast.Expr, base *sym.Value, field string, v *sym.Value) {
	x.observers.Stored(st, base, field, v)
	if base.Op == sym.OpRef {
		old := x.content(st, base)
		st.set(base.Cell, x.with(old, field, v))
		return
	}
	if t := x.Info.TypeOf(e); t != nil {
		if _, ok := t.Underlying().(*types.Struct); ok { // a struct held in a variable or a field of one
			x.store(fr, st, e, x.with(base, field, v))
			return
		}
	}
	st.set(sym.Key{Base: base, Field: field}, v)
}

func (x *exec) with(base *sym.Value, field string, v *sym.Value) *sym.Value {
	if base.Op == sym.OpWith && base.Name == field && len(base.Args) == 2 {
		base = base.Args[0]
	}
	return x.in.Make(sym.Value{Op: sym.OpWith, Name: field, Args: []*sym.Value{base, v}, Typ: base.Typ})
}

const (
	maxTries    = 3   // executions of an attempt with the same inputs that are told apart
	maxRounds   = 4   // iterations of a loop in which an attempt is made
	idleRounds  = 2   // iterations of any other loop whose end is not known
	knownRounds = 130 // iterations of a loop whose every step is known: more than the shifts of 64 bits
)

func (x *exec) forStmt(fr *frame, s *ast.ForStmt, label types.Object, states []*state) []*state {
	if s.Init != nil {
		states = x.stmt(fr, s.Init, nil, states)
	}
	tgt := &target{label: label, loop: true}
	fr.targets = append(fr.targets, tgt)
	defer func() { fr.targets = fr.targets[:len(fr.targets)-1] }()
	entry, returned := x.seq, len(fr.rets)
	decided := s.Cond != nil
	clocked := false // it goes round until a time has come
	forgotten := false
	var exits []*state
	for i := 0; len(states) > 0; i++ {
		if s.Cond != nil {
			t, f := x.cond(fr, s.Cond, states)
			decided = decided && (len(t) == 0 || len(f) == 0)
			if i == 0 && len(f) > 0 && x.eval(fr, f[0], s.Cond).Deps&sym.DepTime != 0 {
				clocked = true
			}
			states = t
			exits = append(exits, f...)
		}
		if len(states) == 0 || x.steps > x.limit {
			break
		}
		if i == 0 {
			x.countRounds(fr, s, states)
		}
		if i == maxTries-1 {
			states = append(states, x.lastRound(fr, s, states, entry)...)
		}
		if i >= x.roundsFor(states, entry, decided) {
			if s.Cond != nil {
				exits = append(exits, x.forget(fr, s, states)...)
				break
			}
			if forgotten || x.seq > entry {
				break
			}
			// for { ...; if left == 0 { break } }: it ends some time, with whatever it counts
			states, forgotten = x.forget(fr, s, states), true
		}
		states = x.stmt(fr, s.Body, nil, states)
		states = x.merge(append(states, tgt.cont...))
		tgt.cont = nil
		if s.Post != nil {
			states = x.stmt(fr, s.Post, nil, states)
		}
		x.markVia(states, fr, s, entry)
		states = x.merge(states)
	}
	if clocked && x.seq == entry {
		for _, st := range exits {
			x.addWait(st, nil, domain.WaitUnknown)
		}
	}
	exits = append(exits, tgt.brk...)
	x.observers.LoopLeft(s, entry, exits, fr.rets[returned:])
	return x.leave(fr, x.merge(exits), s)
}

// lastRound are the paths that are in the last round of a loop, where it counts to a known limit that is further away than
// the rounds which are gone through: the rounds left out are like those before.
func (x *exec) lastRound(fr *frame, loop *ast.ForStmt, states []*state, entry int) []*state {
	counter, limit, ok := gotypes.CounterOf(loop)
	if x.rounds[loop] <= maxTries || !ok {
		return nil
	}
	out := triedOften(states, entry, maxTries-1)
	for _, st := range out {
		v := x.eval(fr, st, limit)
		if loop.Cond.(*ast.BinaryExpr).Op != token.LEQ {
			v = x.in.Int(v.Int - 1)
		}
		x.store(fr, st, counter, v)
	}
	return out
}

// triedOften are copies of the states in which an attempt since entry was made n times.
func triedOften(states []*state, entry, n int) []*state {
	var out []*state
	for _, st := range states {
		if slices.ContainsFunc(st.outs, func(o *outcome) bool { return o.seq > entry && o.tries >= n }) {
			out = append(out, st.fork())
		}
	}
	return out
}

// countElements notes how many rounds a range over a number or a known list makes.
func (x *exec) countElements(s *ast.RangeStmt, same *sym.Value) {
	if same == nil {
		x.noteCount(s, -1)
		return
	}
	n := -1
	if elems, ok := same.Elements(); ok {
		n = len(elems)
	} else if same.Op == sym.OpInt {
		n = int(same.Int)
	}
	x.noteCount(s, n)
}

// countRounds notes how many rounds a loop makes that counts up to a limit which is known where it begins.
func (x *exec) countRounds(fr *frame, loop *ast.ForStmt, states []*state) {
	counter, limit, ok := gotypes.CounterOf(loop)
	if !ok {
		return
	}
	for _, st := range states {
		n := -1
		if from, to := x.eval(fr, st, counter), x.eval(fr, st, limit); from.Op == sym.OpInt && to.Op == sym.OpInt {
			n = int(max(to.Int-from.Int, 0))
			if loop.Cond.(*ast.BinaryExpr).Op == token.LEQ {
				n++
			}
		}
		x.noteCount(loop, n)
	}
}

func (x *exec) roundsFor(states []*state, entry int, decided bool) int {
	for _, st := range states {
		for _, o := range st.outs {
			if o.seq > entry {
				return maxRounds
			}
		}
	}
	if decided && len(states) == 1 {
		return knownRounds
	}
	return idleRounds
}

// forget replaces what a loop assigns by unknowns: the engine stops counting its rounds here.
func (x *exec) forget(fr *frame, loop ast.Node, states []*state) []*state {
	assigned := map[types.Object]bool{}
	note := func(e ast.Expr) {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok {
			if obj := x.Info.ObjectOf(id); obj != nil {
				assigned[obj] = true
			}
		}
	}
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				note(l)
			}
		case *ast.IncDecStmt:
			note(n.X)
		}
		return true
	})
	for obj := range assigned {
		v := x.in.Fresh(obj.Type(), 0)
		for _, st := range states {
			if k := x.cell(fr, obj); st.env.At(k) != nil {
				st.set(k, x.in.Make(sym.Value{Op: sym.OpSym, N: v.N, Typ: obj.Type(), Deps: st.env.At(k).Deps}))
			}
		}
	}
	return states
}

// markVia notes on the outcomes made since entry that control goes back through n, in frame fr.
func (x *exec) markVia(states []*state, fr *frame, n ast.Node, entry int) {
	for _, st := range states {
		for i, o := range st.outs {
			if o.seq > entry && (o.via != n || o.viaPath != fr.path) {
				c := *o
				c.via, c.viaPath = n, fr.path
				st.outs[i] = &c
			}
		}
	}
}

func (x *exec) rangeStmt(fr *frame, s *ast.RangeStmt, label types.Object, states []*state) []*state {
	states = x.prepare(fr, s.X, states)
	if len(states) == 0 {
		return nil
	}
	tgt := &target{label: label, loop: true}
	fr.targets = append(fr.targets, tgt)
	defer func() { fr.targets = fr.targets[:len(fr.targets)-1] }()
	entry, returned := x.seq, len(fr.rets)
	var exits []*state
	var some []*state
	var overs []*sym.Value // what each of them ranges over
	for _, st := range states {
		if over := x.eval(fr, st, s.X); over.Op == sym.OpNil { // there is nothing
			exits = append(exits, st)
		} else {
			some, overs = append(some, st), append(overs, over)
		}
	}
	states = some
	if _, isFunc := x.Info.TypeOf(s.X).Underlying().(*types.Signature); isFunc && len(states) > 0 {
		if done, ok := x.rangeFunc(fr, s, tgt, entry, states, overs); ok {
			return x.leave(fr, x.merge(append(exits, done...)), s)
		}
	}
	var same *sym.Value
	if len(overs) > 0 && !slices.ContainsFunc(overs, func(v *sym.Value) bool { return v != overs[0] }) {
		same = overs[0]
	}
	for i := 0; len(states) > 0 && x.steps <= x.limit; i++ {
		var t []*state
		known := true
		for _, st := range states {
			over := same
			if over == nil {
				over = x.in.Make(sym.Value{Op: sym.OpSym, Obj: nil, Node: s, Typ: x.Info.TypeOf(s.X)})
			}
			more := x.rangeStep(fr, s, over, i, st)
			left := st // after the last round
			if more == domain.Unknown {
				known = false
				left = st.fork()
				if over.Deps&sym.DepOutcome != 0 { // how often it goes round says something of the answer
					longer := x.in.Make(sym.Value{Op: sym.OpBinary, Name: ">", Args: []*sym.Value{x.in.Make(sym.Value{Op: sym.OpLen, Args: []*sym.Value{over}}), x.in.Int(int64(i))}})
					st.suppose(longer, true)
					left.suppose(longer, false)
				} else {
					more = x.countTo(s, over, i, st, left)
				}
			}
			if more != domain.No {
				t = append(t, st)
			}
			if more != domain.Yes {
				exits = append(exits, left)
			}
		}
		if states = t; len(states) == 0 {
			break
		}
		if i == 0 {
			x.countElements(s, same)
		}
		if i == maxTries && known { // the rounds left out are like those before
			exits = append(exits, triedOften(states, entry, maxTries)...)
		}
		if i >= x.roundsFor(states, entry, known) {
			if known {
				exits = append(exits, x.forget(fr, s, states)...)
			}
			break
		}
		states = x.stmt(fr, s.Body, nil, states)
		states = x.merge(append(states, tgt.cont...))
		tgt.cont = nil
		x.markVia(states, fr, s, entry)
	}
	exits = append(exits, tgt.brk...)
	x.observers.LoopLeft(s, entry, exits, fr.rets[returned:])
	return x.leave(fr, x.merge(exits), s)
}

// countTo decides whether there is a round i of a range over a number, or a list, of which nothing is known but what the path has
// compared with it; each of the two states learns what it means to be there.
func (x *exec) countTo(s *ast.RangeStmt, over *sym.Value, i int, more, done *state) domain.Tri {
	switch t := x.Info.TypeOf(s.X).Underlying().(type) {
	case *types.Basic:
		if t.Info()&types.IsInteger == 0 {
			return domain.Unknown
		}
	case *types.Slice:
		over = x.in.Make(sym.Value{Op: sym.OpLen, Args: []*sym.Value{over}})
	default:
		return domain.Unknown
	}
	round := x.in.Binary("<", x.in.Int(int64(i)), over, types.Typ[types.Bool])
	switch {
	case !more.allows(round, true):
		return domain.No
	case !done.allows(round, false):
		return domain.Yes
	}
	more.learn(round, true)
	done.learn(round, false)
	return domain.Unknown
}

// rangeStep sets the iteration variables for round i and says whether there is such a round.
func (x *exec) rangeStep(fr *frame, s *ast.RangeStmt, over *sym.Value, i int, st *state) domain.Tri {
	var k, v *sym.Value
	more := domain.Unknown
	switch t := x.Info.TypeOf(s.X).Underlying().(type) {
	case *types.Basic:
		k = x.in.Int(int64(i))
		if t.Info()&types.IsInteger == 0 {
			v = x.in.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Deps: sym.DepElem})
			break
		}
		if over.Op == sym.OpInt {
			more = domain.No
			if int64(i) < over.Int {
				more = domain.Yes
			}
		}
	case *types.Signature:
		k = x.in.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "key"})
		v = x.in.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "value"})
		if i > 0 {
			x.addWait(st, nil, domain.WaitUnknown)
		}
	default:
		if l, ok := t.(*types.Slice); ok && gotypes.IsHook(l.Elem()) {
			x.addWait(st, nil, domain.WaitUnknown) // there may be one, and it may keep to a limit
		}
		k = x.in.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "key", Deps: sym.DepElem})
		v = x.in.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Name: "value", Deps: sym.DepElem})
		if elems, ok := over.Elements(); ok {
			more = domain.No
			if i < len(elems) {
				more, v = domain.Yes, elems[i]
				if over.Name == "map" {
					v = x.in.Make(sym.Value{Op: sym.OpElem, Node: s, N: i, Deps: sym.DepElem})
				}
			}
		}
		switch t.(type) {
		case *types.Slice, *types.Array, *types.Pointer:
			k = x.in.Int(int64(i))
		case *types.Chan:
			k, v = v, nil
			x.addWait(st, nil, domain.WaitUnknown)
		}
	}
	if more == domain.No {
		return domain.No
	}
	if s.Key != nil {
		x.store(fr, st, s.Key, k)
	}
	if s.Value != nil && v != nil {
		x.store(fr, st, s.Value, v)
	}
	return more
}

func (x *exec) switchStmt(fr *frame, s *ast.SwitchStmt, label types.Object, states []*state) []*state {
	if s.Init != nil {
		states = x.stmt(fr, s.Init, nil, states)
	}
	if s.Tag != nil {
		states = x.prepare(fr, s.Tag, states)
	}
	tgt := &target{label: label}
	fr.targets = append(fr.targets, tgt)
	defer func() { fr.targets = fr.targets[:len(fr.targets)-1] }()

	clauses := s.Body.List
	into := make([][]*state, len(clauses))
	dflt := -1
	for i, c := range clauses {
		c := c.(*ast.CaseClause)
		if c.List == nil {
			dflt = i
			continue
		}
		for _, e := range c.List {
			var t []*state
			if s.Tag == nil {
				t, states = x.cond(fr, e, states)
			} else {
				t, states = x.caseTest(fr, s.Tag, e, states)
			}
			into[i] = append(into[i], t...)
		}
	}
	out := []*state{}
	if dflt >= 0 {
		into[dflt] = states
	} else {
		out = append(out, states...)
	}
	var fall []*state
	for i, c := range clauses {
		c := c.(*ast.CaseClause)
		in := x.merge(append(into[i], fall...))
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
	return x.leave(fr, x.merge(append(out, tgt.brk...)), s)
}

func (x *exec) caseTest(fr *frame, tag, e ast.Expr, states []*state) (t, f []*state) {
	states = x.prepare(fr, e, states)
	for _, st := range states {
		c := x.in.Binary("==", x.eval(fr, st, tag), x.eval(fr, st, e), nil)
		a, b := x.decide(st, c, e)
		x.observers.Decided(fr, tag, c, a, b)
		t, f = append(t, a...), append(f, b...)
	}
	return t, f
}

func (x *exec) typeSwitch(fr *frame, s *ast.TypeSwitchStmt, label types.Object, states []*state) []*state {
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
	tgt := &target{label: label}
	fr.targets = append(fr.targets, tgt)
	defer func() { fr.targets = fr.targets[:len(fr.targets)-1] }()

	var out []*state
	var dflt *ast.CaseClause
	enter := func(c *ast.CaseClause, in []*state, t types.Type) {
		if len(in) == 0 {
			return
		}
		if obj := x.Info.Implicits[c]; obj != nil {
			for _, st := range in {
				v := x.eval(fr, st, subject)
				if t != nil && len(c.List) == 1 {
					v = x.as(v, t)
				}
				st.set(x.cell(fr, obj), v)
			}
		}
		out = append(out, x.leave(fr, x.block(fr, c.Body, x.merge(in)), c)...)
	}
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		if c.List == nil {
			dflt = c
			continue
		}
		var in []*state
		var typ types.Type
		for _, e := range c.List {
			typ = x.Info.TypeOf(e)
			var rest []*state
			for _, st := range states {
				v := x.eval(fr, st, subject)
				var ok *sym.Value
				if b, isNil := typ.(*types.Basic); isNil && b.Kind() == types.UntypedNil {
					ok = x.in.Binary("==", v, x.in.Nil(), nil)
				} else {
					ok = x.asOK(v, typ)
				}
				a, b := x.decide(st, ok, e)
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
	return x.leave(fr, x.merge(append(out, tgt.brk...)), s)
}

func (x *exec) selectStmt(fr *frame, s *ast.SelectStmt, label types.Object, states []*state) []*state {
	tgt := &target{label: label}
	fr.targets = append(fr.targets, tgt)
	defer func() { fr.targets = fr.targets[:len(fr.targets)-1] }()
	var out []*state
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		in := make([]*state, len(states))
		for i, st := range states {
			in[i] = st.fork()
		}
		if c.Comm != nil {
			outer := x.inComm
			x.inComm = true
			in = x.stmt(fr, c.Comm, nil, in)
			x.inComm = outer
		}
		x.observers.Selected(fr, s, c, in)
		out = append(out, x.leave(fr, x.block(fr, c.Body, in), c)...)
	}
	return x.merge(append(out, tgt.brk...))
}

func (x *exec) returnStmt(fr *frame, s *ast.ReturnStmt, states []*state) {
	for _, e := range s.Results {
		states = x.prepare(fr, e, states)
	}
	for _, st := range states {
		var vals []*sym.Value
		switch {
		case len(s.Results) == 0:
			vals = x.namedResults(fr, st)
		case len(s.Results) == 1:
			v := x.eval(fr, st, s.Results[0])
			if vals = []*sym.Value{v}; v.Op == sym.OpTuple {
				vals = v.Args
			}
		default:
			for _, e := range s.Results {
				vals = append(vals, x.eval(fr, st, e))
			}
		}
		x.observers.Returns(fr, st, s, vals)
		fr.rets = append(fr.rets, ret{st, vals})
	}
}

func (x *exec) branch(fr *frame, s *ast.BranchStmt, states []*state) {
	var label types.Object
	if s.Label != nil {
		label = x.Info.Uses[s.Label]
	}
	if s.Tok == token.GOTO {
		fr.gotos[label] = append(fr.gotos[label], states...)
		return
	}
	for i := len(fr.targets) - 1; i >= 0; i-- {
		t := fr.targets[i]
		if label != nil && t.label != label || s.Tok == token.CONTINUE && !t.loop {
			continue
		}
		if s.Tok == token.CONTINUE {
			t.cont = append(t.cont, states...)
		} else {
			t.brk = append(t.brk, states...)
		}
		return
	}
}
