package models

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// known computes the functions that the engine understands. It returns nil, true for one that does not return.
func (x modelled) known(fr *symexec.Frame, st *symexec.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	name := c.Full
	switch name {
	case "os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "(*log.Logger).Fatal",
		"(*log.Logger).Fatalf", "(*log.Logger).Fatalln", "runtime.Goexit", "(*testing.common).Fatal", "(*testing.common).Fatalf":
		return nil, true
	case "time.Sleep":
		x.AddWait(st, args[0], domain.WaitAmount)
		x.Observers.Waits(fr, st, call, args[0])
		return x.In.Nil(), true
	case "time.Now", "time.Since", "time.Until":
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: args, Deps: sym.DepTime, Typ: x.Info.TypeOf(call)}), true
	case "(*time.Timer).Reset":
		st.Set(sym.Key{Base: c.Recv, Ghost: symexec.Reset}, args[0])
		return x.In.Fresh(types.Typ[types.Bool], 0), true
	case "errors.New", "github.com/pkg/errors.New", "github.com/pkg/errors.Errorf":
		e := sym.Value{Op: sym.OpErrNew, Node: call, Typ: types.Universe.Lookup("error").Type()}
		for _, a := range args {
			e.Deps |= st.DepsOf(a) // its text tells of them
		}
		return x.In.Make(e), true
	case "fmt.Errorf":
		return x.errorf(call, args), true
	case "(*github.com/buildkite/roko.Retrier).Break", "(*github.com/buildkite/agent/v3/retry.Stats).Break", "(*github.com/buildkite/agent/retry.Stats).Break":
		st.Set(sym.Key{Base: c.Recv, Ghost: symexec.Broken}, x.In.Bool(true))
		return x.In.Nil(), true
	case "errors.Join":
		return x.In.Make(sym.Value{Op: sym.OpErrNew, Node: call, Args: args, Typ: types.Universe.Lookup("error").Type()}), true
	case "errors.Is", "github.com/pkg/errors.Is":
		return x.errorsIs(args[0], args[1]), true
	case "errors.As", "github.com/pkg/errors.As":
		return x.errorsAs(st, call, args), true
	case "errors.AsType":
		if t, ok := x.Info.TypeOf(call).(*types.Tuple); ok && t.Len() == 2 {
			return x.Tuple([]*sym.Value{x.In.As(args[0], t.At(0).Type()), x.In.AsOK(args[0], t.At(0).Type())}), true
		}
	case "errors.Unwrap", "github.com/pkg/errors.Cause":
		if args[0].Op == sym.OpErrNew && len(args[0].Args) == 1 {
			return args[0].Args[0], true
		}
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: args, Typ: x.Info.TypeOf(call)}), true
	case "github.com/pkg/errors.Wrap", "github.com/pkg/errors.Wrapf", "github.com/pkg/errors.WithStack", "github.com/pkg/errors.WithMessage":
		if args[0].Op == sym.OpNil {
			return args[0], true
		}
		return x.In.Make(sym.Value{Op: sym.OpErrNew, Node: call, Args: args[:1], Typ: types.Universe.Lookup("error").Type()}), true
	case "slices.Contains":
		if elems, ok := args[0].Elements(); ok && args[1].IsConst() {
			all := true
			for _, e := range elems {
				if r, ok := sym.Fold("==", e, args[1]); ok && r.Int == 1 {
					return x.In.Bool(true), true
				} else if !ok {
					all = false
				}
			}
			if all {
				return x.In.Bool(false), true
			}
		}
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: "contains", Args: args}), true
	case "math.Pow", "math.Exp2", "math.Min", "math.Max", "math.Floor", "math.Ceil", "math.Round", "math.Sqrt", "math.Log", "math.Log2":
		if v, ok := sym.MathCall(name, args); ok {
			return x.In.Float(v), true
		}
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: args, Typ: types.Typ[types.Float64]}), true
	case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace":
		if args[0].Op == sym.OpString {
			return x.In.Str(map[string]func(string) string{"ToLower": strings.ToLower, "ToUpper": strings.ToUpper, "TrimSpace": strings.TrimSpace}[c.Fn.Name()](args[0].Name)), true
		}
	case "strings.Contains", "strings.HasPrefix", "strings.HasSuffix":
		if holds, ok := sym.TextHolds(c.Fn.Name(), args[0], args[1]); ok {
			return x.In.Bool(holds), true
		}
	case "strings.EqualFold":
		if args[0].Op == sym.OpString && args[1].Op == sym.OpString {
			return x.In.Bool(strings.EqualFold(args[0].Name, args[1].Name)), true
		}
	case "(net/http.Header).Get":
		d := sym.Deps(0)
		if args[0].Op == sym.OpString && lexicon.HintHeaders.Has(args[0].Name) {
			d = sym.DepHint
		}
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: append([]*sym.Value{c.Recv}, args...), Deps: d, Typ: types.Typ[types.String]}), true
	case "(time.Duration).Seconds", "(time.Duration).Milliseconds", "(time.Duration).Nanoseconds", "(time.Duration).Minutes":
		if c.Recv != nil && c.Recv.Op == sym.OpInt {
			unit := map[string]float64{"Seconds": 1e9, "Minutes": 60e9}[c.Fn.Name()]
			switch {
			case unit != 0:
				return x.In.Float(float64(c.Recv.Int) / unit), true
			case c.Fn.Name() == "Milliseconds":
				return x.In.Int(c.Recv.Int / 1e6), true
			}
			return c.Recv, true
		}
	}
	if v, ok := x.byEntry(st, call, c, args); ok {
		return v, true
	}
	if c.Fn.Pkg() != nil {
		switch c.Fn.Pkg().Path() {
		case "math/rand", "math/rand/v2", "crypto/rand":
			operands := args
			return x.In.Make(sym.Value{Op: sym.OpCall, Name: name, Args: operands, Deps: sym.DepRand, Typ: x.Info.TypeOf(call)}), true
		}
	}
	if id, ok := x.carrierMethod(c); ok {
		return id, true
	}
	return nil, false
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

func (x modelled) errorsIs(err, target *sym.Value) *sym.Value {
	found, unknown := sym.Chain(err, func(v *sym.Value) bool { return v == target })
	switch {
	case found != nil:
		return x.In.Bool(true)
	case unknown != nil:
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: "errors.Is", Args: []*sym.Value{unknown, target}, Typ: types.Typ[types.Bool]})
	}
	return x.In.Bool(false)
}

func (x modelled) errorsAs(st *symexec.State, call *ast.CallExpr, args []*sym.Value) *sym.Value {
	t := x.Info.TypeOf(call.Args[1])
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	ok := x.In.AsOK(args[0], t)
	if args[1].Op == sym.OpRef && !ok.IsFalse() {
		st.Set(args[1].Cell, x.In.As(args[0], t))
	}
	return ok
}
