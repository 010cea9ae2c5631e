package symexec

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An asked is a path on which a call through an interface is one of a certain type's method.
type asked struct {
	st  *paths.State
	inv Invocation
}

// oneEach takes a path apart by the type that an interface holds, where it is asked for a judgement on an outcome and the package has several types
// that give one. Which of them it is was chosen beforehand, like any setting: on one path it is the same each time. Of a type whose method says the
// same of all outcomes nobody knows whether it is ever chosen, so that nothing is certain of its path alone. Nothing comes of a path that cannot be
// told apart.
func (x *Exec) oneEach(st *paths.State, inv Invocation) []asked {
	list, methods := x.judges(st, inv)
	if len(list) == 0 {
		return nil
	}
	holds := inv.Recv
	for holds.Op == sym.OpAs || holds.Op == sym.OpConvert { // the same as another interface
		holds = holds.Args[0]
	}
	var out []asked
	for i, t := range list {
		as := inv
		as.Fn, as.Full = methods[i], x.FullName(methods[i])
		last := i == len(list)-1
		is := x.AsOK(holds, t)
		if last {
			is = x.AsOK(holds, list[i-1])
		}
		these := []*paths.State{st}
		if !last {
			these = x.Assume(st.Fork(), is, true)
		}
		for _, s := range these {
			if !x.looksAt(s, methods[i], inv.Args) {
				s.Suppose(is, !last)
			}
			out = append(out, asked{s, as})
		}
		if last {
			break
		}
		rest := x.Assume(st, is, false)
		if len(rest) != 1 {
			break
		}
		st = rest[0]
	}
	return out
}

// looksAt reports whether a method reads what it is given of an outcome.
func (x *Exec) looksAt(st *paths.State, fn *types.Func, args []*sym.Value) bool {
	d := x.Decls[fn.Origin()]
	uses := x.PlacesIn(d.Body).Uses
	for i := range min(len(args), fn.Signature().Params().Len()) {
		if st.DepsOf(args[i])&sym.DepOutcome != 0 && len(uses[fn.Signature().Params().At(i)]) > 0 {
			return true
		}
	}
	return false
}

// judges are the types, with the method of each, that may be behind a call through an interface, if they say yes or no, or return an error, to what they are
// given, are all gone through, and none sends anything.
func (x *Exec) judges(st *paths.State, inv Invocation) ([]types.Type, []*types.Func) {
	if inv.Fn == nil || inv.Recv == nil || inv.Recv.Deps&sym.DepOutcome != 0 || x.Decls[inv.Fn.Origin()] != nil || !returnsJudgement(inv.Sig) {
		return nil, nil
	}
	list, methods := x.Implementations(inv.Fn)
	for _, m := range methods {
		as := inv.Callee
		as.Fn = m
		if fi := x.Infos[m.Origin()]; fi == nil || fi.Sends() || fi.Waits || !x.worthFollowing(st, as, inv.Args) {
			return nil, nil
		}
	}
	return list, methods
}

// returnsJudgement reports whether a function says yes or no, or returns an error, and nothing else.
func returnsJudgement(sig *types.Signature) bool {
	if sig == nil || sig.Results().Len() != 1 {
		return false
	}
	t := sig.Results().At(0).Type()
	return gotypes.IsBool(t) || gotypes.IsError(t)
}
