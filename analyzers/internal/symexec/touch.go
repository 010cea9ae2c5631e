package symexec

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// counts reports whether two requests that differ in what was set there are not the same.
func counts(k sym.Key) bool {
	if k.Ghost != nil {
		return k.Ghost.Counts
	}
	switch k.Field {
	case "Body", "GetBody", "Header", "ContentLength", pointee:
		return false
	}
	return true
}

// What is noted of objects beside what the program keeps there.
var (
	changed  = &sym.Ghost{Name: "#change", Counts: true, Ends: true} // it was changed between two attempts, in whatever way
	told     = &sym.Ghost{Name: "#", Counts: true, Ends: true}       // by which method (and for which header), with what
	written  = &sym.Ghost{Name: "written", Counts: true}             // a buffer that was made elsewhere: what of many things was written into it
	Reset    = &sym.Ghost{Name: "reset"}                             // a timer: to which time
	Broken   = &sym.Ghost{Name: "break", Counts: true}               // a library's handle: the retries are to end
	Settings = &sym.Ghost{Name: "settings", Counts: true}            // a builder: what it was told
)

// pointee is the field under which the content of a pointer is kept that leads to an unknown object.
const pointee = "*"

// leavesError reports whether a call that is given the address of an error leaves what is in it: where nothing else that it is given can fail,
// it adds to the error or puts another in its place, and takes none away. Where there is none, a function that is told nothing but a context and
// constants has none to put there but the context's.
func leavesError(t types.Type, old *sym.Value, others []*sym.Value, method bool) bool {
	if !gotypes.IsErrorType(t) || old.Op == sym.OpHavoc {
		return false
	}
	bare := !method
	for _, v := range others {
		if v.IsConst() {
			continue
		}
		if v.Typ == nil || gotypes.IsFunction(v.Typ) || gotypes.ImplementsError(v.Typ) {
			return false
		}
		bare = bare && gotypes.IsContext(v.Typ)
	}
	return old.Op != sym.OpNil || bare
}

// clobber replaces what a call that is not followed may have written through its arguments.
func (x *Exec) clobber(st *paths.State, call *ast.CallExpr, fr *paths.Frame, args []*sym.Value, d sym.Deps) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	method := ok && x.Info.Selections[sel] != nil
	for i, v := range args {
		if v.Op != sym.OpRef || i >= len(call.Args) {
			continue
		}
		if u, ok := ast.Unparen(call.Args[i]).(*ast.UnaryExpr); ok {
			if _, isLit := u.X.(*ast.CompositeLit); isLit {
				continue
			}
		} else if !x.Says(lexicon.Decodes, gotypes.CalledName(call)) {
			continue
		}
		t := v.Typ
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		h := sym.Value{Op: sym.OpHavoc, Node: call, Args: without(args, v), Typ: t, Deps: d, N: i}
		old, ok := st.Env.Get(v.Cell)
		if ok && leavesError(t, old, h.Args, method) {
			continue
		}
		if ok { // it may have left things as they were
			h.Args = append(h.Args, old)
			h.Int = int64(len(h.Args))
			h.Deps |= st.DepsOf(old)
		}
		if method {
			h.Args = append(h.Args, x.Eval(fr, st, sel.X)) // json.NewDecoder(resp.Body).Decode(&v)
		}
		if x.Says(lexicon.Draws, gotypes.CalledName(call)) || x.ofStream(fr, call) { // another one each time
			h.N = x.NextSeq()
		}
		st.Set(v.Cell, x.In.Make(h))
	}
}

// configures has a function of a list, or one in a variable, set what it may of a struct that it is given the address of: an option. The
// struct is as good as any other after that.
func (x *Exec) configures(st *paths.State, call *ast.CallExpr, c Callee, args []*sym.Value) {
	if c.Sig.Results().Len() > 1 || c.Fn != nil && !x.isOption(call, c) {
		return
	}
	for i, v := range args {
		if v.Op != sym.OpRef || v.Typ == nil || i < len(call.Args) && isAddress(call.Args[i]) {
			continue
		}
		p, ok := v.Typ.Underlying().(*types.Pointer)
		if !ok {
			continue
		}
		if _, ok := p.Elem().Underlying().(*types.Struct); !ok {
			continue
		}
		h := sym.Value{Op: sym.OpHavoc, Node: call, Args: without(args, v), Typ: p.Elem(), N: i}
		old, ok := st.Env.Get(v.Cell)
		if ok && old.Op == sym.OpHavoc && old.Node == call { // the next option of the list has no more to say of it
			continue
		}
		if ok {
			h.Args = append(h.Args, old)
			h.Int = int64(len(h.Args))
			h.Deps = st.DepsOf(old)
		}
		st.Set(v.Cell, x.In.Make(h))
	}
}

// isOption reports whether a call is one of a method of an element of a list, or of one that an interface keeps to the package.
func (x *Exec) isOption(call *ast.CallExpr, c Callee) bool {
	if c.Recv == nil {
		return false
	}
	fn := x.CalledFunc(call)
	return c.Recv.Op == sym.OpElem || c.Recv.Op == sym.OpIndex || fn != nil && !fn.Exported() && fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type())
}

// isAddress reports whether an expression takes the address of something: of a variable, clobber has seen to it.
func isAddress(e ast.Expr) bool {
	u, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return ok && u.Op == token.AND
}

func without(args []*sym.Value, v *sym.Value) []*sym.Value {
	return slices.DeleteFunc(slices.Clone(args), func(a *sym.Value) bool { return a == v })
}

// sets notes a call such as req.Header.Set(name, keys[i]): with another value, or left out the second time, it is
// another request.
func (x *Exec) sets(st *paths.State, call *ast.CallExpr, name string, recv *sym.Value, args []*sym.Value) {
	if recv == nil || !x.Says(lexicon.Setters, name) {
		return
	}
	if x.presents(name, args) {
		st.Presents()
	}
	args = slices.Clone(args)
	for i, v := range contents(st, args) {
		if v = x.unwritten(v, nil); v != nil {
			args[i] = v
		}
	}
	switch name {
	case "Set", "Add", "Put", "SetHeader", "AddHeader":
		if len(args) == 0 || args[0].Op != sym.OpString || !lexicon.TellingHeaders.Has(args[0].Name) && !x.tellsApart(st, call, recv, args) {
			return // headers copied from a map, a content type, an attempt's number
		}
		if len(args) == 2 && !x.Says(lexicon.Credentials, args[0].Name) && setting(args[1]) {
			return // with it or without, no other is sent the next time
		}
		name += " " + args[0].Name
	}
	st.Set(sym.Key{Base: recv, Field: name, Ghost: told}, x.Tuple(args))
}

// tellsApart reports whether what is set under a name is one of many things, or the number of a page of a query.
func (x *Exec) tellsApart(st *paths.State, call *ast.CallExpr, recv *sym.Value, args []*sym.Value) bool {
	if len(args) != 2 || x.Says(lexicon.AttemptArgs, args[0].Name) {
		return false
	}
	return x.ofItem(st, args[1]) || isParameters(recv) && x.counted(call.Args[1], args[1])
}

// setting reports whether a value is a field of something that was there before: of a configuration, which stays as it is.
func setting(v *sym.Value) bool {
	return v.Op == sym.OpField && v.Deps == 0 && v.Root().Op == sym.OpSym
}

// changes notes that what is sent is changed between two attempts: a parameter that the server does not take is left
// out, a body is shortened.
func (x *Exec) changes(st *paths.State, by *ast.CallExpr, args []*sym.Value) {
	for _, a := range args {
		if a.Op != sym.OpRef && a.Typ == nil {
			continue
		}
		if a.Typ != nil {
			switch a.Typ.Underlying().(type) {
			case *types.Pointer, *types.Map, *types.Slice:
			default:
				continue
			}
		}
		k := sym.Key{Base: a.Root(), Ghost: changed}
		times := int64(by.Pos()) // paths that have changed it alike, and so often, may become one
		if was := st.Env.At(k); was != nil {
			times += 31 * was.Int
		}
		st.Set(k, x.In.Int(times))
	}
}

// writes notes that a function of the package assigns to fields that were sent before, or to those of what it is given.
func (x *Exec) writes(st *paths.State, by *ast.CallExpr, fi *effects.Func, args []*sym.Value) {
	if fi == nil {
		return
	}
	x.changes(st, by, slices.DeleteFunc(slices.Clone(args), func(a *sym.Value) bool {
		return a.Typ == nil || !gotypes.HasField(a.Typ, fi.Assigns)
	}))
	for _, f := range fi.Set() {
		for _, o := range st.Outs {
			if call, ok := o.Id.Node.(*ast.CallExpr); ok && x.sent[call][f] {
				st.Advance(x.IsKey(f))
				return
			}
		}
	}
}

// unset forgets what was set on a request that is made anew.
func (x *Exec) unset(st *paths.State, req *sym.Value) {
	st.Env.DropFunc(func(k sym.Key) bool {
		return k.Ghost != nil && k.Ghost.Ends && k.Base.Root() == req || k.Base == req && (k.Field == "Body" || k.Field == "GetBody")
	})
}

// credential notes that something named like a credential was renewed or set since the attempts.
func (x *Exec) credential(st *paths.State, name string) {
	st.Renews(x.Renewal(name))
}

// renews notes what a call is to the credentials of the attempts before it. Those that it makes itself it sends with no others than the last
// time: who asks for a token again, say, and is refused again.
func (x *Exec) renews(fr *paths.Frame, st *paths.State, call *ast.CallExpr, r domain.Renewal) {
	if r == domain.NotRenewed {
		return
	}
	st.RenewsEach(call, func(o *paths.Outcome) domain.Renewal {
		if makes(fr, call, o) {
			return domain.NotRenewed
		}
		return r
	})
}

// makes reports whether an attempt was made by a call, the last time that it was made.
func makes(fr *paths.Frame, call *ast.CallExpr, o *paths.Outcome) bool {
	within := fr.Path.Call(call.Pos())
	return o.Id.Node == ast.Node(call) || o.Id.Path == within || within.Leads(o.Id.Path, true)
}

// credentialsOf notes what a call may do to the credentials of requests, by its name, by that of what it is a method of where it is given a
// request, and by where it has from what it gives to one. Constants, and what there was before, are no others than before.
func (x *Exec) credentialsOf(fr *paths.Frame, st *paths.State, call *ast.CallExpr, inv Invocation) {
	switch {
	case x.PresentsAnew(call):
		st.Renews(domain.Touched)
	case effects.Presents(inv.Full):
		if slices.ContainsFunc(inv.Args, func(a *sym.Value) bool { return !x.asBefore(st, a, 0) }) {
			st.Renews(domain.Touched)
		}
	case inv.Fn == nil:
		x.renews(fr, st, call, x.Renewal(inv.Name))
	default:
		x.renews(fr, st, call, x.Renewal(inv.Fn.Name()))
	}
	if inv.Fn != nil && len(st.Outs) > 0 {
		for _, f := range x.Fills(call, inv.Fn) {
			x.rekeysIn(st, f, inv.Args...)
		}
	}
	if inv.Sig == nil || !gotypes.TakesRequest(inv.Sig) || inv.Fn != nil && x.Decls[inv.Fn.Origin()] != nil ||
		inv.Sig.Results().Len() > 0 && gotypes.IsResponse(inv.Sig.Results().At(0).Type()) {
		return
	}
	of := ast.Unparen(call.Fun)
	if sel, ok := of.(*ast.SelectorExpr); ok && inv.Fn != nil {
		of = ast.Unparen(sel.X)
		if n := gotypes.Named(x.Info.TypeOf(of)); n != nil && x.Renewal(n.Obj().Name()) != domain.NotRenewed {
			st.Renews(domain.Touched)
		}
	}
	switch of := of.(type) {
	case *ast.Ident:
		if x.Renewal(of.Name) != domain.NotRenewed {
			st.Renews(domain.Touched)
		}
	case *ast.SelectorExpr:
		if x.Renewal(of.Sel.Name) != domain.NotRenewed {
			st.Renews(domain.Touched)
		}
	}
}

// asBefore reports whether a value is a constant, or one that was there before the attempts, or made of such.
func (x *Exec) asBefore(st *paths.State, v *sym.Value, depth int) bool {
	return v.Deps == 0 && !v.Any(func(w *sym.Value) bool {
		switch w.Op {
		case sym.OpRef:
			content, ok := st.Env.Get(w.Cell)
			return !ok || depth == x.Limits.Depth || !x.asBefore(st, content, depth+1)
		case sym.OpCall:
			return !functions.Pure(w.Name)
		case sym.OpResult, sym.OpHavoc, sym.OpElem:
			return true
		}
		return false
	})
}

// rereads reports whether a function of the package that is not followed gives requests credentials that somebody is asked for.
func (x *Exec) rereads(fn *types.Func) bool {
	fi := x.Infos[fn.Origin()]
	return fi != nil && fi.Rereads
}

// rekeys notes that a function of the package sets what requests have their credentials from: after a refusal, they are renewed. (What
// sends the attempt itself may keep what came with each answer.)
func (x *Exec) rekeys(fr *paths.Frame, st *paths.State, call *ast.CallExpr, fn *types.Func) {
	fi := x.Infos[fn.Origin()]
	if fi == nil || !fi.Rekeys {
		return
	}
	st.RenewsEach(call, func(o *paths.Outcome) domain.Renewal {
		if o.Id.Node == nil || gotypes.Within(o.Id.Node.Pos(), fi.Decl) || makes(fr, call, o) {
			return domain.NotRenewed
		}
		return rekeyed(o)
	})
}

// rekeysIn notes that a field or variable is set, from which requests may have their credentials. What they were asked for has renewed them.
func (x *Exec) rekeysIn(st *paths.State, set types.Object, to ...*sym.Value) {
	f, ok := set.(*types.Var)
	if !ok || !x.IsKey(f) {
		return
	}
	var by *ast.CallExpr
	for _, v := range contents(st, to) {
		v.Any(func(part *sym.Value) bool {
			if call, ok := part.Node.(*ast.CallExpr); ok && part.Op == sym.OpResult {
				by = call
			}
			return by != nil
		})
	}
	st.RenewsEach(by, rekeyed)
}

// rekeyed is what it is to an attempt that something is put where requests have their credentials from: after a refusal of these, and of nothing
// else, a renewal.
func rekeyed(o *paths.Outcome) domain.Renewal {
	if o.WantsCredentials() {
		return domain.Renewed
	}
	return domain.Touched
}
