package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// follow executes a function of the package in place of the call.
func (x *Exec) follow(fr *paths.Frame, call *ast.CallExpr, states []*paths.State, inv Invocation) ([]*paths.State, bool) {
	fn := inv.target
	path := fr.Path.Call(call.Pos())
	sig := x.SignatureOf(fn)
	recursions := 0
	var again *paths.Frame
	for f := fr; f != nil; f = f.Caller {
		if f.Fn != fn {
			continue
		}
		recursions++
		if again == nil && (len(states) == 0 || !x.advances(states[0], f, inv, sig)) {
			again = f
		}
	}
	if again == nil && fr.Depth >= x.Limits.Depth {
		return nil, false
	}
	if recursions > x.Limits.Recursion {
		return nil, true // every attempt on this path was made three times, or there is none
	}
	if again != nil {
		path = again.Path // the same attempt, reached again
	}
	if lit, ok := fn.(*ast.FuncLit); ok {
		x.Asides[lit] = x.Root
	}
	in := paths.NewFrame(x.In, fn, sig, inv.fr, fr, path)
	for _, st := range states {
		st.Suspend()
		x.bind(in, st, sig, inv.Recv, inv.Args)
	}
	in.Recv, in.Args, in.Call, in.Since = inv.Recv, inv.Args, call, x.Seq
	if again != nil {
		in.Depth = again.Depth // it is as deep as where it came back to
		paths.MarkVia(states, fr, call, 0)
	}
	var out []*paths.State
	for _, r := range x.Run(in, x.Merge(states)) {
		s := r.St.Fork()
		v := x.Tuple(r.Vals)
		x.Observers.Returned(s, in) // while its variables are still known
		s.Return(in, call, v)
		out = append(out, s)
	}
	return x.Merge(out), true
}

// advances reports whether a recursive call is about something else than the call before: another object, another
// name. Counters, flags, contexts and errors do not say so. It is a call like any other then, as that of a login which is
// sent by the same function as what it is for.
func (x *Exec) advances(st *paths.State, before *paths.Frame, now Invocation, sig *types.Signature) bool {
	if before.Recv != now.Recv {
		return true
	}
	for i := range min(len(before.Args), len(now.Args), sig.Params().Len()) {
		was, is := before.Args[i], now.Args[i]
		if was == is {
			continue
		}
		t := sig.Params().At(i).Type()
		switch u := t.Underlying().(type) {
		case *types.Basic:
			if u.Info()&types.IsString != 0 {
				return true
			}
		case *types.Slice:
			if b, ok := u.Elem().Underlying().(*types.Basic); !ok || b.Kind() != types.Bool {
				return !sig.Variadic() || i < sig.Params().Len()-1
			}
		case *types.Struct, *types.Interface:
			if !gotypes.IsError(t) && x.names(st, was, is) {
				return true
			}
		case *types.Signature:
			if isFunction(was) && isFunction(is) && (was.Node != is.Node || was.Obj != is.Obj) {
				return true
			}
		case *types.Pointer:
			if gotypes.IsRequest(t) && sym.AsksForAnother(was, is) {
				return true
			}
		}
	}
	return false
}

// isFunction reports whether a value is a function whose body is known.
func isFunction(v *sym.Value) bool { return v.Op == sym.OpClosure || v.Op == sym.OpFunc }

// names reports whether a struct that was written out for a call has another text in it than the one before.
func (x *Exec) names(st *paths.State, was, is *sym.Value) bool {
	if is.Op != sym.OpComposite && is.Op != sym.OpWith || is.Typ == nil {
		return false
	}
	s, ok := is.Typ.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if b, ok := f.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 && x.Field(st, was, is.Typ, f) != x.Field(st, is, is.Typ, f) {
			return true
		}
	}
	return false
}

// bind gives a followed function its receiver and its arguments: those that are no pointers are copied by each call.
func (x *Exec) bind(fr *paths.Frame, st *paths.State, sig *types.Signature, recv *sym.Value, args []*sym.Value) {
	if sig == nil {
		return
	}
	set := func(p *types.Var, v *sym.Value) {
		k := sym.Key{Obj: p, Frame: fr.Id}
		st.Set(k, v)
		x.Observers.Copied(st, k, p.Type())
	}
	if r := sig.Recv(); r != nil && recv != nil {
		set(r, recv)
	}
	n := sig.Params().Len()
	for i := range n {
		p := sig.Params().At(i)
		switch {
		case sig.Variadic() && i == n-1:
			var rest []*sym.Value
			if len(args) > i {
				rest = args[i:]
			}
			if len(rest) == 1 && rest[0].Typ != nil && types.Identical(rest[0].Typ, p.Type()) {
				set(p, rest[0])
			} else {
				set(p, x.In.Make(sym.Value{Op: sym.OpComposite, Name: "slice", Args: rest, Typ: p.Type()}))
			}
		case i < len(args):
			set(p, args[i])
		}
	}
}

// BindParams gives a root its parameters, with which a recursive call is compared.
func (x *Exec) BindParams(fr *paths.Frame, st *paths.State, sig *types.Signature) {
	if sig == nil {
		return
	}
	if r := sig.Recv(); r != nil {
		fr.Recv = x.Load(st, sym.Key{Obj: r, Frame: fr.Id}, r.Type())
	}
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		fr.Args = append(fr.Args, x.Load(st, sym.Key{Obj: p, Frame: fr.Id}, p.Type()))
	}
}
