package models

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// known computes the functions that the engine understands. It returns nil, true for one that does not return.
func (x modelled) known(fr *paths.Frame, st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	name := c.Full
	if functions.EndsProgram(name) {
		return nil, true
	}
	switch name {
	case "time.Sleep":
		x.AddWait(st, args[0], domain.WaitAmount)
		x.Observers.Waits(fr, st, call, args[0])
		return x.In.Nil(), true
	case "time.Now", "time.Since", "time.Until":
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: args, Deps: sym.DepTime, Typ: x.Info.TypeOf(call)}), true
	case "(time.Time).IsZero":
		if fromNow(c.Recv) {
			return x.In.Bool(false), true
		}
	case "(*time.Timer).Reset":
		st.Set(sym.Key{Base: c.Recv, Ghost: symexec.Reset}, args[0])
		return x.In.Fresh(types.Typ[types.Bool], 0), true
	case "(*github.com/buildkite/roko.Retrier).Break", "(*github.com/buildkite/agent/v3/retry.Stats).Break", "(*github.com/buildkite/agent/retry.Stats).Break":
		st.Set(sym.Key{Base: c.Recv, Ghost: symexec.Broken}, x.In.Bool(true))
		return x.In.Nil(), true
	case "strings.Contains", "strings.HasPrefix", "strings.HasSuffix":
		if holds, ok := sym.TextHolds(c.Fn.Name(), args[0], args[1]); ok {
			return x.In.Bool(holds), true
		}
		if c := x.written(c.Fn.Name(), args); c != nil {
			return c, true
		}
	case "(net/http.Header).Get":
		return x.header(c.Recv, args), true
	case "google.golang.org/grpc/status.FromError":
		if v := x.fromError(st, c, args[0]); v != nil {
			return v, true
		}
	}
	if v := x.ofStream(c); v != nil {
		return v, true
	}
	if v, ok := x.ofList(fr, st, name, args); ok {
		return v, true
	}
	if v, ok := x.ofErrors(st, call, name, args); ok {
		return v, true
	}
	if v, ok := x.seenAs(st, call, c, args); ok {
		return v, true
	}
	if v, ok := x.arithmetic(call, c, args); ok {
		return v, true
	}
	if v, ok := x.byEntry(st, call, c, args); ok {
		return v, true
	}
	if id, ok := x.carrierMethod(call, c); ok {
		return id, true
	}
	return nil, false
}

// fromNow reports whether a time is that of the clock, or one reckoned from it.
func fromNow(v *sym.Value) bool {
	if v == nil || v.Op != sym.OpCall {
		return false
	}
	switch v.Name {
	case "time.Now":
		return true
	case "(time.Time).Add", "(time.Time).AddDate", "(time.Time).Local", "(time.Time).UTC", "(time.Time).In", "(time.Time).Round", "(time.Time).Truncate":
		return fromNow(v.Args[0])
	}
	return false
}

// ofErrors computes the functions that make, wrap and compare errors.
func (x modelled) ofErrors(st *paths.State, call *ast.CallExpr, name string, args []*sym.Value) (*sym.Value, bool) {
	switch name {
	case "errors.New", "github.com/pkg/errors.New", "github.com/pkg/errors.Errorf":
		e := sym.Value{Op: sym.OpErrNew, Node: call, Typ: types.Universe.Lookup("error").Type()}
		for _, a := range args {
			e.Deps |= st.DepsOf(a) // its text tells of them
		}
		return x.anonymous(x.In.Make(e), call), true
	case "encoding/json.Unmarshal", "encoding/xml.Unmarshal":
		if args[0].Op == sym.OpNil { // of a failure, say, that nobody looked at: nothing is no document
			return x.In.Make(sym.Value{Op: sym.OpErrNew, Node: call, Deps: st.DepsOf(args[0]), Typ: types.Universe.Lookup("error").Type()}), true
		}
	case "fmt.Errorf":
		return x.anonymous(x.errorf(call, args), call), true
	case "errors.Join":
		return x.In.Make(sym.Value{Op: sym.OpErrNew, Node: call, Args: args, Typ: types.Universe.Lookup("error").Type()}), true
	case "errors.Is", "github.com/pkg/errors.Is":
		if code := x.IsCode(args[0], args[1], x.Info.TypeOf(call.Args[1])); code != nil {
			return code, true
		}
		return x.errorsIs(st, args[0], args[1]), true
	case "errors.As", "github.com/pkg/errors.As":
		return x.errorsAs(st, call, args), true
	case "errors.AsType":
		if t, ok := x.Info.TypeOf(call).(*types.Tuple); ok && t.Len() == 2 {
			return x.Tuple(x.asLink(st, args[0], t.At(0).Type())), true
		}
	case "errors.Unwrap", "github.com/pkg/errors.Cause":
		if args[0].Op == sym.OpErrNew && len(args[0].Args) == 1 {
			return args[0].Args[0], true
		}
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: args, Typ: x.Info.TypeOf(call)}), true
	}
	return nil, false
}

// seenAs is the error that a function of an SDK returns as one of its own, if it has one of the codes that the function is given.
func (x modelled) seenAs(st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	code, ok := x.SeenAs(c.Fn)
	if !ok || call.Ellipsis.IsValid() || len(args) == 0 {
		return nil, false
	}
	t := c.Fn.Signature().Results().At(0).Type()
	link := x.asLink(st, args[0], t)
	as, cond := link[0], link[1]
	codes := args[1:]
	if len(codes) == 1 && codes[0].Op != sym.OpString && codes[0].Op != sym.OpInt {
		if codes, ok = codes[0].Elements(); !ok {
			return nil, false
		}
	}
	if len(codes) > 0 && !cond.IsFalse() {
		if cond = x.OneOfThese(x.Field(st, as, t.(*types.Pointer).Elem(), code), codes); cond == nil {
			return nil, false
		}
	}
	return x.In.SeenAs(as, cond, t), true
}

// arithmetic computes what can be computed of constants, and keeps terms of numbers and random sources for those who know
// more later.
func (x modelled) arithmetic(call *ast.CallExpr, c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	operands := args
	if c.Recv != nil {
		operands = append([]*sym.Value{c.Recv}, args...)
	}
	if v := x.In.Apply(c.Full, operands); v != nil {
		return v, true
	}
	if sym.IsMath(c.Full) {
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: c.Full, Args: args, Typ: types.Typ[types.Float64]}), true
	}
	if c.Fn.Pkg() != nil {
		switch c.Fn.Pkg().Path() {
		case "math/rand", "math/rand/v2", "crypto/rand":
			return x.In.Make(sym.Value{Op: sym.OpCall, Name: c.Full, Args: args, Deps: sym.DepRand, Typ: x.Info.TypeOf(call)}), true
		}
	}
	return nil, false
}

// contains tells whether a list has an element, as far as that is known.
func (x modelled) contains(list, element *sym.Value) *sym.Value {
	if elems, ok := list.Elements(); ok && element.IsConst() {
		all := true
		for _, e := range elems {
			if r, ok := sym.Fold("==", e, element); ok && r.Int == 1 {
				return x.In.Bool(true)
			} else if !ok {
				all = false
			}
		}
		if all {
			return x.In.Bool(false)
		}
	}
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: "contains", Args: []*sym.Value{list, element}})
}

// header is a header's value: what a server says of when to come again, if it is one of those.
func (x modelled) header(header *sym.Value, args []*sym.Value) *sym.Value {
	d := sym.Deps(0)
	if args[0].Op == sym.OpString && lexicon.HintHeaders.Has(args[0].Name) {
		d = sym.DepHint
	}
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: "(net/http.Header).Get", Args: []*sym.Value{header, args[0]}, Deps: d, Typ: types.Typ[types.String]})
}

// errorf is an error that wraps the arguments of its %w verbs.
func (x modelled) errorf(call *ast.CallExpr, args []*sym.Value) *sym.Value {
	e := sym.Value{Op: sym.OpErrNew, Node: call, Typ: types.Universe.Lookup("error").Type()}
	for _, a := range args {
		e.Deps |= a.Deps // its text tells of them
	}
	if args[0].Op == sym.OpString {
		verb := 0
		s := args[0].Name
		for i := 0; i < len(s); i++ {
			if s[i] != '%' {
				continue
			}
			for i++; i < len(s) && strings.IndexByte("+-# 0123456789.", s[i]) >= 0; i++ {
			}
			if i >= len(s) || s[i] == '%' {
				continue
			}
			if verb++; s[i] == 'w' && verb < len(args) {
				e.Args = append(e.Args, args[verb])
			}
		}
	}
	return x.In.Make(e)
}

// anonymous is an error that a call makes. One that wraps nothing, and that nobody has kept to compare others with, is like any other of
// its kind, so that paths go on alike which have come by it here and there.
func (x modelled) anonymous(made *sym.Value, call *ast.CallExpr) *sym.Value {
	if len(made.Args) > 0 || !x.IsReturned(call) {
		return made
	}
	e := *made
	e.Node = nil
	return x.In.Make(e)
}

// fromError is what the error of a gRPC attempt is as a status, which it is; nil for other errors.
func (x modelled) fromError(st *paths.State, c symexec.Callee, err *sym.Value) *sym.Value {
	id, ok := err.Attempt()
	if !ok {
		return nil
	}
	if o := st.Outcome(id); o == nil || o.Codes.Empty() || !o.Codes.Minus(codeset.StatusRange(0, 16)).Empty() {
		return nil
	}
	status := x.In.Make(sym.Value{Op: sym.OpCall, Name: c.Full, Args: []*sym.Value{err}, Typ: c.Sig.Results().At(0).Type()})
	return x.Tuple([]*sym.Value{status, x.In.Bool(true)})
}
