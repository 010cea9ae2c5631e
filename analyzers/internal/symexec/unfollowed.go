package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

func (x *Exec) builtin(fr *paths.Frame, call *ast.CallExpr, name string, states []*paths.State) []*paths.State {
	for _, a := range call.Args {
		states = x.prepare(fr, a, states)
	}
	if name == "panic" {
		return nil
	}
	for _, st := range states {
		var args []*sym.Value
		for _, a := range call.Args {
			if tv, ok := x.Info.Types[a]; !ok || !tv.IsType() {
				args = append(args, x.Eval(fr, st, a))
			}
		}
		var v *sym.Value
		switch name {
		case "min", "max":
			v = x.In.MinMax(name, args)
		case "len":
			if elems, ok := args[0].Elements(); ok && args[0].Name == "slice" {
				v = x.In.Int(int64(len(elems)))
			} else if args[0].Op == sym.OpString {
				v = x.In.Int(int64(len(args[0].Name)))
			} else {
				v = x.In.Make(sym.Value{Op: sym.OpLen, Args: args})
			}
		case "new":
			k := sym.Key{Node: call, Frame: fr.Id}
			if t := x.Info.TypeOf(call.Args[0]); t != nil {
				st.Set(k, x.In.Zero(t))
				v = x.In.Make(sym.Value{Op: sym.OpRef, Cell: k, Typ: types.NewPointer(t)})
				x.Observers.Fresh(st, v)
			}
		case "delete", "clear":
			x.changes(st, call, args[:1])
		case "append":
			for _, a := range args {
				x.Observers.Escapes(st, a)
			}
			v = x.In.Make(sym.Value{Op: sym.OpCall, Name: "append", Args: args, Typ: x.Info.TypeOf(call)})
		}
		if v == nil {
			v = x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Node: call, Args: args, Typ: x.Info.TypeOf(call)})
		}
		st.SetResult(call, v)
	}
	return states
}

// unfollowed is a call of which only the signature and the name are known.
func (x *Exec) unfollowed(fr *paths.Frame, call *ast.CallExpr, st *paths.State, c Callee, args []*sym.Value) []*paths.State {
	if x.GroupGo(call) || slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return x.runsAside(a) != nil }) {
		x.beside = append(x.beside, st.Fork())
	}
	name, pkg, std := x.saysOf(c)
	x.sets(st, call, name, c.Recv, args)
	if std {
		x.writesItems(st, call, c.Recv, args)
	} else if c.Fn != nil {
		x.fills(st, c.Fn, c.Recv, args)
	}
	x.GivesHandle(st, c, args)
	if !std && x.Says(lexicon.Changes, name) {
		x.changes(st, call, args)
	}
	if c.Fn != nil && len(st.Outs) > 0 {
		x.writes(st, call, x.Infos[c.Fn.Origin()], args)
	}
	x.mayWait(fr, call, st, c, args)
	x.mayMend(fr, st, call, c, args)
	if c.Sig == nil {
		st.SetResult(call, x.In.Fresh(nil, 0))
		return []*paths.State{st}
	}
	if c.Fn == nil {
		x.cancels(st, x.Eval(fr, st, call.Fun))
	}
	if !x.putsRight(fr, st, call, c) && (!std || x.Answered(pkg) || gotypes.TakesContext(c.Sig) && !functions.AboutContext(c.Full) || functions.Connects(c.Full) || runsWithContext(c)) && x.mayAnswer(c, name, pkg) && !x.takesOutcome(args) && !x.appliesOption(fr, st, call, c, args) {
		return x.Attempt(fr, call, st, c, domain.ProtoOpaque, args)
	}
	x.Observers.Made(fr, st, call, c, args)
	d := x.depsOfCall(st, c, args)
	x.clobber(st, call, fr, args, d&^sym.DepOutcome)
	x.configures(st, call, c, args)
	st.SetResult(call, x.Tuple(x.results(fr, call, st, c, args, d)))
	return []*paths.State{st}
}

// runsWithContext reports whether a call runs a command that was made with a context.
func runsWithContext(c Callee) bool {
	return functions.RunsCommand(c.Full) && c.Recv != nil && c.Recv.Op == sym.OpCall && c.Recv.Name == functions.MakesCommand
}

// appliesOption reports whether a call has one of a list of functions set what it is given the address of, and says no more of that
// than whether it could: an option, or a hook before a request. The objects of an interface are so asked by a method that the package
// keeps to itself.
func (x *Exec) appliesOption(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c Callee, args []*sym.Value) bool {
	if c.Sig.Results().Len() != 1 || c.Fn != nil && (c.Recv == nil || c.Fn.Exported()) {
		return false
	}
	one := c.Recv
	if c.Fn == nil {
		one = x.Eval(fr, st, call.Fun)
	}
	return (one.Op == sym.OpElem || one.Op == sym.OpIndex) && slices.ContainsFunc(args, func(a *sym.Value) bool {
		if a.Op == sym.OpRef {
			return true
		}
		if a.Typ == nil {
			return false
		}
		_, pointer := a.Typ.Underlying().(*types.Pointer)
		return pointer
	})
}

// GivesHandle notes that a function that is not followed is given the means to end a library's retries, by a parameter of
// that very type.
func (x *Exec) GivesHandle(st *paths.State, c Callee, args []*sym.Value) {
	if c.Sig == nil {
		return
	}
	for i, a := range args {
		if a.Op != sym.OpSym || a.Node == nil || i >= c.Sig.Params().Len() || a.Typ == nil || !types.Identical(c.Sig.Params().At(i).Type(), a.Typ) {
			continue
		}
		if _, handle := a.Obj.(*types.Var); handle && !gotypes.IsContext(a.Typ) {
			st.Set(sym.Key{Base: a, Ghost: Broken}, x.In.Bool(true))
		}
	}
}

// mayWait adds the wait that a function may make of which no body is seen: one that takes a duration, or says so by its
// name; a hook that is told what failed, and when to stop; a lock, or a reader of what a user types.
func (x *Exec) mayWait(fr *paths.Frame, call *ast.CallExpr, st *paths.State, c Callee, args []*sym.Value) {
	name, pkg, std := x.saysOf(c)
	if c.Fn != nil && x.Infos[c.Fn.Origin()] != nil && x.Infos[c.Fn.Origin()].Still() {
		return // whatever it is called
	}
	switch {
	case !std && (!gotypes.ReturnsDuration(c.Sig) || gotypes.TakesDuration(c.Sig) && x.Says(lexicon.Waits, name)): // how long it has waited, say
		if !x.Says(lexicon.Waits, name) && !gotypes.TakesDuration(c.Sig) {
			if c.Fn != nil && x.mayPause(c.Fn) {
				x.AddWait(st, nil, domain.WaitUnknown)
			}
			return
		}
		bits := domain.WaitUnknown
		if isLimiter(pkg, name) {
			bits = domain.WaitPaced
		}
		x.AddWait(st, nil, bits)
		if sleepsBlindly(c, name) {
			x.Observers.Waits(fr, st, call, nil)
		}
	case c.Fn == nil && c.Sig != nil && (gotypes.IsHook(c.Sig) || gotypes.TakesContext(c.Sig) && x.takesOutcome(args)):
		x.AddWait(st, nil, domain.WaitUnknown) // it can wait as it likes
	case std && pkg == "sync" && name == "Lock" && !x.IsBrief(call):
		x.AddWait(st, nil, domain.WaitLock)
	case std && (pkg == "sync" && name == "Wait" || functions.ScansInput(pkg, name)):
		x.AddWait(st, nil, domain.WaitUnknown)
	}
}

// isLimiter reports whether a function is that of a rate limiter which waits for its turn.
func isLimiter(pkg, name string) bool {
	return lexicon.RateLimits.Has(pkg) && (name == "Wait" || name == "WaitN" || name == "Take" || name == "Accept")
}

// mayPause reports whether a function that is not followed may wait where nobody sees it: in another package, of which nothing is known.
func (x *Exec) mayPause(fn *types.Func) bool {
	if fi := x.Infos[fn.Origin()]; fi != nil {
		return fi.MayWait
	}
	return x.MayPause(fn)
}

// saysOf is what is known of a function without its body: its name, its package, and whether that is of the standard library.
func (x *Exec) saysOf(c Callee) (name, pkg string, std bool) {
	if c.Fn == nil {
		return c.Name, "", false
	}
	if c.Fn.Pkg() != nil {
		pkg = c.Fn.Pkg().Path()
	}
	return c.Fn.Name(), pkg, pkg != "" && gotypes.IsStd(pkg) && c.Fn.Pkg() != x.Pkg
}

// makesDelays reports whether a function of that signature returns one which says how long to wait each time.
func makesDelays(sig *types.Signature) bool {
	if sig == nil || sig.Results().Len() != 1 {
		return false
	}
	f, ok := sig.Results().At(0).Type().Underlying().(*types.Signature)
	return ok && gotypes.ReturnsDuration(f)
}

// readsWhole reports whether a call reads all that a request has to say, or a file that is named: that is the same each time, and no next thing of
// many.
func readsWhole(c Callee, args []*sym.Value) bool {
	if len(args) != 1 || !functions.ReadsAll(c.Full) {
		return false
	}
	from := args[0]
	if from.Op == sym.OpField && from.Name == "Body" {
		return from.Args[0].Typ != nil && gotypes.IsRequest(from.Args[0].Typ)
	}
	return from.Op == sym.OpCall && functions.OpensFile(from.Name)
}

// depsOfCall is what the results of a function depend on of which no body is seen.
func (x *Exec) depsOfCall(st *paths.State, c Callee, args []*sym.Value) sym.Deps {
	name, _, std := x.saysOf(c)
	var d sym.Deps
	if gotypes.ReturnsDuration(c.Sig) && !std && x.Says(lexicon.Policies, name) {
		d |= sym.DepPolicy
	}
	if !x.takesOutcome(args) && (x.Says(lexicon.Draws, name) && !gotypes.ReadsNamed(c.Fn) && !readsWhole(c, args) || !std && len(args) == 0 && c.Recv == nil && (c.Fn == nil && !x.makesClient(c) || c.Fn != nil && !x.Steady(c.Fn)) || x.Draws(c.Fn)) { // a response is what it is
		d |= sym.DepElem
	}
	for _, a := range args {
		d |= st.DepsOf(a) &^ a.Deps
	}
	if c.Recv != nil {
		d |= st.DepsOf(c.Recv) &^ c.Recv.Deps
	}
	return d
}

// makesClient reports whether a function in a variable returns a client: which one sends a request is no matter of what that is, unless the
// name says that it is another one each time.
func (x *Exec) makesClient(c Callee) bool {
	return c.Sig.Results().Len() == 1 && gotypes.TypeIs(c.Sig.Results().At(0).Type(), "net/http.Client") && !x.Says(lexicon.Rotates, c.Name)
}

// results are terms for what a function returns of which no body is seen.
func (x *Exec) results(fr *paths.Frame, call *ast.CallExpr, st *paths.State, c Callee, args []*sym.Value, d sym.Deps) []*sym.Value {
	name, pkg, _ := x.saysOf(c)
	full := c.Full
	if full == "" {
		full = name
	}
	operands := args
	if c.Recv != nil {
		operands = append([]*sym.Value{c.Recv}, args...)
	} else if c.Fn == nil {
		operands = append([]*sym.Value{x.Eval(fr, st, call.Fun)}, args...)
	}
	base := sym.Value{Op: sym.OpCall, Name: full, Args: operands, Deps: d}
	if d&sym.DepElem != 0 || functions.Advances(full) { // another one each time
		base.N = x.NextSeq()
	}
	if err := x.onceEnded(st, full, operands); err != nil {
		return []*sym.Value{err}
	}
	vals := make([]*sym.Value, c.Sig.Results().Len())
	makes := x.OnlyMakesRequest(c.Fn)
	for i := range vals {
		r := base
		r.Int = int64(i)
		r.Typ = c.Sig.Results().At(i).Type()
		if madeReader(pkg, r.Typ) { // one made elsewhere of the same text is another, and read by itself
			r.Node = call
		}
		if r.DerivesContext() || endsContext(&r) { // where it was made tells for how long it is
			r.Node = call
		}
		if makes || c.Fn != nil && c.Fn.Pkg() == x.Pkg && c.Recv == nil && gotypes.IsReader(r.Typ) { // who made it tells what it was made with, or around
			r.Obj = c.Fn
		}
		vals[i] = x.In.Make(r)
		x.Observers.Fresh(st, vals[i])
		if r.DerivesContext() {
			x.begins(st, vals[i])
		}
		if r.Typ != nil && gotypes.IsRequest(r.Typ) && !sym.SharesBody(vals[i]) { // for all that is known, one made for this round
			x.unset(st, vals[i])
		}
		if functions.MakesAnew(full) {
			st.Env.DropFunc(func(k sym.Key) bool { return k.Base != nil && k.Base.Root() == vals[i] })
		}
		x.copied(st, vals[i])
	}
	return vals
}
