package effects

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// locks are the mutexes of a package. Taking one is a wait if somebody sleeps, sends or waits for another while holding it; one
// that guards a counter is free again before anybody notices.
type locks struct {
	taken []*taking
	shown map[*types.Var][]*ast.UnaryExpr // mutexes of which the address is taken, and where: others may hold them
	brief map[*ast.CallExpr]bool
	asked map[*types.Var]bool // parameters whose functions are known, and looked at where they are given
}

// A taking is a call that takes a mutex.
type taking struct {
	fi    *Func
	mutex *types.Var // or the parameter that it is given as; nil if it is not known which
	call  *ast.CallExpr
	reads bool // along with others
	held  []ast.Node
	by    []holding // for each call of the function if it is given what it takes, or what it does with that; else one
}

// IsBrief reports whether a call takes a mutex that nobody holds for long.
func (x *Functions) IsBrief(call *ast.CallExpr) bool { return x.locks.brief[call] }

// isLock reports whether a function takes a mutex of the standard library, and whether it takes it for reading.
func isLock(fn *types.Func) (locks, reads bool) {
	if fn.Pkg() == nil || fn.Pkg().Path() != "sync" {
		return false, false
	}
	switch fn.FullName() {
	case "(*sync.Mutex).Lock", "(*sync.RWMutex).Lock", "(sync.Locker).Lock", "(*sync.Mutex).TryLock", "(*sync.RWMutex).TryLock":
		return true, false
	case "(*sync.RWMutex).RLock", "(*sync.RWMutex).TryRLock":
		return true, true
	}
	return false, false
}

// takes notes a call that takes a mutex.
func (v *visitor) takes(call *ast.CallExpr, reads bool) {
	v.locks.taken = append(v.locks.taken, &taking{fi: v.fi, mutex: v.lockOf(v.fi.Decl, call), call: call, reads: reads})
}

// mutexOf is the variable or field that holds the mutex of which a method is called; nil if it may be one that others know by
// another name.
func (x *Functions) mutexOf(call *ast.CallExpr) *types.Var {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || x.Info.Selections[sel] == nil {
		return nil
	}
	if s := x.Info.Selections[sel]; len(s.Index()) > 1 {
		return x.embedded(s.Recv(), s.Index())
	}
	return x.namedMutex(sel.X)
}

// embedded is the mutex that a method is called of which was found along some fields of a type; nil as for mutexOf.
func (x *Functions) embedded(owner types.Type, index []int) *types.Var {
	var found *types.Var
	for _, i := range index[:len(index)-1] {
		if found != nil {
			owner = found.Type()
		}
		st := gotypes.StructOf(owner)
		if st == nil {
			return nil
		}
		found = st.Field(i)
	}
	return x.kept(found, owner)
}

// namedMutex is the variable or field that an expression names; nil as for mutexOf.
func (x *Functions) namedMutex(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		found, _ := x.Info.Uses[e].(*types.Var)
		return x.kept(found, nil)
	case *ast.SelectorExpr:
		found, _ := x.Info.Uses[e.Sel].(*types.Var)
		if s := x.Info.Selections[e]; s != nil {
			return x.kept(found, s.Recv())
		}
		return x.kept(found, nil)
	}
	return nil
}

// kept is a variable, or a field of owner, if it holds a mutex itself, and no other package can name it.
func (x *Functions) kept(found *types.Var, owner types.Type) *types.Var {
	if found == nil || found.Pkg() != x.Pkg || gotypes.Named(found.Type()) == nil || types.IsInterface(found.Type()) {
		return nil
	}
	if _, pointer := types.Unalias(found.Type()).(*types.Pointer); pointer {
		return nil
	}
	if found.Exported() && x.Pkg.Name() != "main" {
		if n := gotypes.Named(owner); owner == nil || n != nil && n.Obj().Exported() {
			return nil
		}
	}
	return found.Origin()
}

// lingering has the functions wait that take a mutex which somebody may hold for long, and what calls them.
func (x *Functions) lingering(order []*Func) {
	if len(x.locks.taken) == 0 {
		return
	}
	long := map[*types.Var]bool{nil: true}
	lent := map[ast.Expr]bool{}
	for seen := 0; seen < len(x.locks.taken); { // some are added
		t := x.locks.taken[seen]
		seen++
		if held, ok := x.heldBy(t); ok {
			t.held = held
			t.by = x.holdings(t, lent)
		} else if x.isGiven(t) {
			t.by = []holding{{}}
		} else if x.leavesTaken(t) {
			t.by = []holding{{mutex: t.mutex}}
		} else {
			t.by = []holding{{mutex: t.mutex}}
			long[t.mutex] = true
		}
	}
	for mutex, where := range x.locks.shown {
		if slices.ContainsFunc(where, func(e *ast.UnaryExpr) bool { return !lent[e] }) {
			long[mutex] = true
		}
	}
	for changed := true; changed; {
		changed = false
		for _, t := range x.locks.taken {
			lingers := x.lingers(t.held, long)
			for _, h := range t.by {
				if !long[h.mutex] && (lingers || x.holdsLong(h, long)) {
					long[h.mutex], changed = true, true
				}
				if long[h.mutex] && !t.reads && !t.fi.Waits {
					t.fi.Waits, changed = true, true
				}
			}
		}
		if changed {
			x.spread(order)
		}
	}
	x.locks.brief = map[*ast.CallExpr]bool{}
	for _, t := range x.locks.taken {
		x.locks.brief[t.call] = !slices.ContainsFunc(t.by, func(h holding) bool { return long[h.mutex] })
	}
}

// heldBy is what runs while a mutex is held: up to where it is released in the same list of statements, else the rest of the
// function if that releases it at all.
func (x *Functions) heldBy(t *taking) ([]ast.Node, bool) {
	if t.mutex == nil || t.fi.Decl == nil {
		return nil, false
	}
	var rest []ast.Node // behind the call, in the innermost function around it
	var list []ast.Stmt // in which it stands as a statement
	ast.Inspect(t.fi.Decl, func(n ast.Node) bool {
		if n == nil || !gotypes.Within(t.call.Pos(), n) {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			rest, list = nil, nil
			return true
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
		default:
			return true
		}
		for i, s := range list {
			if gotypes.Within(t.call.Pos(), s) {
				for _, behind := range list[i+1:] {
					rest = append(rest, behind)
				}
				list = list[i:]
				break
			}
		}
		return true
	})
	if len(list) == 0 {
		return nil, false
	}
	if s, ok := list[0].(*ast.ExprStmt); !ok || ast.Unparen(s.X) != t.call {
		return nil, false
	}
	var held []ast.Node
	for _, s := range list[1:] {
		if e, ok := s.(*ast.ExprStmt); ok && x.releases(t, e.X) {
			return held, true
		}
		held = append(held, s)
	}
	released := false
	for _, n := range rest {
		ast.Inspect(n, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			released = released || ok && x.releases(t, call)
			return !released
		})
	}
	return rest, released
}

// releases reports whether an expression releases the mutex that was taken.
func (x *Functions) releases(t *taking, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	if unlocks(call) {
		return x.lockOf(t.fi.Decl, call) == t.mutex
	}
	fn := x.CalledFunc(call)
	return fn != nil && x.leavesFree(fn, t.mutex)
}

// lingers reports whether something in a part of a function may take its time.
func (x *Functions) lingers(part []ast.Node, long map[*types.Var]bool) bool {
	found := false
	for _, n := range part {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				return false
			case *ast.SendStmt, *ast.SelectStmt:
				found = true
			case *ast.UnaryExpr:
				found = found || n.Op == token.ARROW
			case *ast.RangeStmt:
				_, channel := x.Info.TypeOf(n.X).Underlying().(*types.Chan)
				found = found || channel
			case *ast.CallExpr:
				found = found || x.callLingers(n, long)
			}
			return !found
		})
	}
	return found
}

// callLingers reports whether a call may take its time: of a function that sends or waits, or of which neither is known.
func (x *Functions) callLingers(call *ast.CallExpr, long map[*types.Var]bool) bool {
	if x.Info.Types[call.Fun].IsType() {
		return false
	}
	var fn *types.Func
	switch callee := typeutil.Callee(x.Info, call).(type) {
	case *types.Builtin:
		return false
	case *types.Func:
		fn = x.Implementation(callee)
	default:
		_, literal := ast.Unparen(call.Fun).(*ast.FuncLit) // its body is looked at as well
		return !literal && !x.locks.asked[x.Variable(call.Fun)]
	}
	if x.Infos[fn.Origin()] != nil {
		return x.runsLong(fn)
	}
	if locks, reads := isLock(fn); locks {
		return !reads && long[x.mutexOf(call)]
	}
	sig := fn.Signature()
	if s := x.SummaryOf(fn); s != nil && (s.Waits || s.Sends) {
		return true
	}
	if _, sends := x.ProtocolOf(fn, sig); sends {
		return true
	}
	if fn.Pkg() != nil && gotypes.IsStd(fn.Pkg().Path()) && !types.IsInterface(receiver(sig)) {
		return lexicon.Waits.Has(fn.Name()) || reachesOut(fn.Pkg().Path())
	}
	if x.Says(lexicon.Waits, fn.Name()) || gotypes.FailsLast(sig) && !x.Says(lexicon.Quiet, fn.Name()) {
		return true
	}
	for p := range sig.Params().Variables() {
		if _, isFunc := p.Type().Underlying().(*types.Signature); isFunc || gotypes.IsContext(p.Type()) || gotypes.IsDuration(p.Type()) {
			return true
		}
	}
	return false
}

// receiver is the type of which a function is a method; an empty struct for one that is none.
func receiver(sig *types.Signature) types.Type {
	if r := sig.Recv(); r != nil {
		return r.Type()
	}
	return types.NewStruct(nil, nil)
}

// reachesOut reports whether functions of a package of the standard library talk to somebody else.
func reachesOut(path string) bool {
	switch path {
	case "net/url", "net/netip", "net/mail", "net/textproto", "net/http/httptrace":
		return false
	case "io", "bufio", "os/exec", "database/sql":
		return true
	}
	return path == "net" || strings.HasPrefix(path, "net/")
}

// runsLong reports whether a function of the package may take its time.
func (x *Functions) runsLong(fn *types.Func) bool {
	fi := x.Infos[fn.Origin()]
	return fi == nil || fi.Waits || fi.Touches || fi.Leaves || fi.invokes || fi.asks
}

// shows notes that the address of a mutex is taken.
func (v *visitor) shows(n *ast.UnaryExpr) {
	t := v.Info.TypeOf(n.X)
	if t == nil || !gotypes.TypeIs(t, "sync.Mutex") && !gotypes.TypeIs(t, "sync.RWMutex") {
		return
	}
	if o, ok := v.Denoted(n.X).(*types.Var); ok {
		if v.locks.shown == nil {
			v.locks.shown = map[*types.Var][]*ast.UnaryExpr{}
		}
		v.locks.shown[o.Origin()] = append(v.locks.shown[o.Origin()], n)
	}
}
