package bodies

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// gives notes that an attempt of which no more is known than its signature reads what it is given to read, and reports that it is
// given the same again because it failed. One that is given it again because it did not fail reads a stream.
func (x *watch) gives(r symexec.Request) {
	given := x.given(r)
	mark := x.In.Make(sym.Value{Op: sym.OpSym, Name: "sent", Node: r.Call})
	for _, v := range given {
		if r.Prev == nil || r.Prev.Via == nil || !r.Same || r.St.Env.At(sym.Key{Base: v, Ghost: sent}) != mark {
			continue
		}
		if !r.Prev.Failing() {
			x.on.streams[r.Call] = true
		} else if r.Prev.Waits != 0 || gotypes.TakesContext(r.C.Sig) {
			x.noteResend(r.Fr, r.Call, r.St, r.Prev, SameReader, sending{body: v})
		}
	}
	x.rewound(r.St, r.Call, r.C, r.Args)
	for _, v := range given {
		r.St.Set(sym.Key{Base: v, Ghost: sent}, mark)
	}
}

// given are the readers that a function is given, by themselves or in a struct, and cannot take back to their beginning: neither their
// types can seek, nor the function, as far as its body is seen.
func (x *watch) given(r symexec.Request) []*sym.Value {
	if r.C.Sig == nil || x.on.mayTakeBack(r.C.Fn, nil) {
		return nil
	}
	var out []*sym.Value
	add := func(t types.Type, v *sym.Value) {
		if !gotypes.IsPlainReader(t) {
			return
		}
		seen := v // by the function: what was put around a file cannot seek
		for seen.Op == sym.OpAs || seen.Op == sym.OpConvert {
			seen = seen.Args[0]
		}
		if v = x.source(r.St, v); x.isReadable(r.St, v) && !x.mayExtend(seen) {
			out = append(out, v)
		}
	}
	for i := range min(len(r.Args), r.C.Sig.Params().Len()) {
		v := r.Args[i]
		add(r.C.Sig.Params().At(i).Type(), v)
		if v.Op == sym.OpRef {
			v = x.Content(r.St, v)
		}
		s := structOf(v)
		for ; s != nil && v.Op == sym.OpWith && len(v.Args) == 2; v = v.Args[0] {
			for f := range s.Fields() {
				if f.Name() == v.Name {
					add(f.Type(), v.Args[1])
				}
			}
		}
	}
	return out
}

// mayExtend reports whether a reader can do more than its interface says: seek, so that a function that asks for that can begin anew.
func (x *watch) mayExtend(v *sym.Value) bool {
	if v.Typ == nil || types.IsInterface(v.Typ) && gotypes.IsPlainReader(v.Typ) {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(v.Typ, true, x.Pkg, "Seek")
	return obj != nil
}

func structOf(v *sym.Value) *types.Struct {
	if v.Typ == nil {
		return nil
	}
	return gotypes.StructOf(v.Typ)
}
