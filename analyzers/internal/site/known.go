package site

import (
	"go/ast"
	"go/types"
	"math"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// known computes the functions that the engine understands. It returns nil, true for one that does not return.
func (x *exec) known(st *state, call *ast.CallExpr, c callee, args []*value) (*value, bool) {
	name := c.full
	switch name {
	case "os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln", "log.Panic", "log.Panicf", "(*log.Logger).Fatal",
		"(*log.Logger).Fatalf", "(*log.Logger).Fatalln", "runtime.Goexit", "(*testing.common).Fatal", "(*testing.common).Fatalf":
		return nil, true
	case "time.Sleep":
		x.addWait(st, args[0], domain.WaitAmount)
		return x.in.nil(), true
	case "time.Now", "time.Since", "time.Until":
		return x.in.make(value{op: opCall, name: name, args: args, deps: depTime, typ: x.Info.TypeOf(call)}), true
	case "(*time.Timer).Reset":
		st.set(key{base: c.recv, field: "reset"}, args[0])
		return x.in.fresh(types.Typ[types.Bool], 0), true
	case "errors.New", "github.com/pkg/errors.New", "github.com/pkg/errors.Errorf":
		e := value{op: opErrNew, node: call, typ: types.Universe.Lookup("error").Type()}
		for _, a := range args {
			e.deps |= st.depsOf(a) // its text tells of them
		}
		return x.in.make(e), true
	case "fmt.Errorf":
		return x.errorf(call, args), true
	case "(*github.com/buildkite/roko.Retrier).Break", "(*github.com/buildkite/agent/v3/retry.Stats).Break", "(*github.com/buildkite/agent/retry.Stats).Break":
		st.set(key{base: c.recv, field: "break"}, x.in.bool(true))
		return x.in.nil(), true
	case "errors.Join":
		return x.in.make(value{op: opErrNew, node: call, args: args, typ: types.Universe.Lookup("error").Type()}), true
	case "errors.Is", "github.com/pkg/errors.Is":
		return x.errorsIs(args[0], args[1]), true
	case "errors.As", "github.com/pkg/errors.As":
		return x.errorsAs(st, call, args), true
	case "errors.AsType":
		if t, ok := x.Info.TypeOf(call).(*types.Tuple); ok && t.Len() == 2 {
			return x.tuple([]*value{x.as(args[0], t.At(0).Type()), x.asOK(args[0], t.At(0).Type())}), true
		}
	case "errors.Unwrap", "github.com/pkg/errors.Cause":
		if args[0].op == opErrNew && len(args[0].args) == 1 {
			return args[0].args[0], true
		}
		return x.in.make(value{op: opCall, name: name, args: args, typ: x.Info.TypeOf(call)}), true
	case "github.com/pkg/errors.Wrap", "github.com/pkg/errors.Wrapf", "github.com/pkg/errors.WithStack", "github.com/pkg/errors.WithMessage":
		if args[0].op == opNil {
			return args[0], true
		}
		return x.in.make(value{op: opErrNew, node: call, args: args[:1], typ: types.Universe.Lookup("error").Type()}), true
	case "github.com/cenkalti/backoff/v5.RetryAfter":
		x.resetsBackoff(st, call, args[0])
	case "slices.Contains":
		if elems, ok := args[0].elements(); ok && args[1].isConst() {
			all := true
			for _, e := range elems {
				if r, ok := fold("==", e, args[1]); ok && r.i == 1 {
					return x.in.bool(true), true
				} else if !ok {
					all = false
				}
			}
			if all {
				return x.in.bool(false), true
			}
		}
		return x.in.make(value{op: opCall, name: "contains", args: args}), true
	case "math.Pow", "math.Exp2", "math.Min", "math.Max", "math.Floor", "math.Ceil", "math.Round", "math.Sqrt", "math.Log", "math.Log2":
		if v, ok := mathCall(name, args); ok {
			return x.in.float(v), true
		}
		return x.in.make(value{op: opCall, name: name, args: args, typ: types.Typ[types.Float64]}), true
	case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace":
		if args[0].op == opString {
			return x.in.str(map[string]func(string) string{"ToLower": strings.ToLower, "ToUpper": strings.ToUpper, "TrimSpace": strings.TrimSpace}[c.fn.Name()](args[0].name)), true
		}
	case "strings.Contains", "strings.HasPrefix", "strings.HasSuffix":
		if holds, ok := textHolds(c.fn.Name(), args[0], args[1]); ok {
			return x.in.bool(holds), true
		}
	case "strings.EqualFold":
		if args[0].op == opString && args[1].op == opString {
			return x.in.bool(strings.EqualFold(args[0].name, args[1].name)), true
		}
	case "(net/http.Header).Get":
		d := deps(0)
		if args[0].op == opString && lexicon.HintHeaders.Has(args[0].name) {
			d = depHint
			x.hears(st, call, c.recv)
		}
		return x.in.make(value{op: opCall, name: name, args: append([]*value{c.recv}, args...), deps: d, typ: types.Typ[types.String]}), true
	case "(time.Duration).Seconds", "(time.Duration).Milliseconds", "(time.Duration).Nanoseconds", "(time.Duration).Minutes":
		if c.recv != nil && c.recv.op == opInt {
			unit := map[string]float64{"Seconds": 1e9, "Minutes": 60e9}[c.fn.Name()]
			switch {
			case unit != 0:
				return x.in.float(float64(c.recv.i) / unit), true
			case c.fn.Name() == "Milliseconds":
				return x.in.int(c.recv.i / 1e6), true
			}
			return c.recv, true
		}
	}
	if v, ok := x.byLore(st, call, c, args); ok {
		return v, true
	}
	if c.fn.Pkg() != nil {
		switch c.fn.Pkg().Path() {
		case "math/rand", "math/rand/v2", "crypto/rand":
			operands := args
			return x.in.make(value{op: opCall, name: name, args: operands, deps: depRand, typ: x.Info.TypeOf(call)}), true
		}
	}
	if id, ok := x.carrierMethod(c); ok {
		return id, true
	}
	return nil, false
}

func mathCall(name string, args []*value) (float64, bool) {
	var f [2]float64
	if len(args) > len(f) {
		return 0, false
	}
	for i, a := range args {
		n, ok := a.number()
		if !ok {
			return 0, false
		}
		f[i] = n
	}
	switch name {
	case "math.Pow":
		return math.Pow(f[0], f[1]), true
	case "math.Exp2":
		return math.Exp2(f[0]), true
	case "math.Min":
		return math.Min(f[0], f[1]), true
	case "math.Max":
		return math.Max(f[0], f[1]), true
	case "math.Floor":
		return math.Floor(f[0]), true
	case "math.Ceil":
		return math.Ceil(f[0]), true
	case "math.Round":
		return math.Round(f[0]), true
	case "math.Sqrt":
		return math.Sqrt(f[0]), true
	case "math.Log":
		return math.Log(f[0]), true
	case "math.Log2":
		return math.Log2(f[0]), true
	}
	return 0, false
}

// errorf is an error that wraps the arguments of its %w verbs.
func (x *exec) errorf(call *ast.CallExpr, args []*value) *value {
	e := value{op: opErrNew, node: call, typ: types.Universe.Lookup("error").Type()}
	for _, a := range args {
		e.deps |= a.deps // its text tells of them
	}
	if args[0].op == opString {
		verb := 0
		s := args[0].name
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
				e.args = append(e.args, args[verb])
			}
		}
	}
	return x.in.make(e)
}

// chain walks an error and what it wraps. unknown is set where the chain is lost.
func chain(v *value, f func(*value) bool) (found *value, unknown *value) {
	if f(v) {
		return v, nil
	}
	switch v.op {
	case opErrNew:
		for _, w := range v.args {
			fnd, unk := chain(w, f)
			if fnd != nil {
				return fnd, nil
			}
			if unk != nil {
				unknown = unk
			}
		}
		return nil, unknown
	case opNil:
		return nil, nil
	case opGlobal:
		return nil, nil // a sentinel: errors.New
	case opRef, opWith, opComposite:
		return nil, nil
	}
	return nil, v
}

func (x *exec) errorsIs(err, target *value) *value {
	found, unknown := chain(err, func(v *value) bool { return v == target })
	switch {
	case found != nil:
		return x.in.bool(true)
	case unknown != nil:
		return x.in.make(value{op: opCall, name: "errors.Is", args: []*value{unknown, target}, typ: types.Typ[types.Bool]})
	}
	return x.in.bool(false)
}

func (x *exec) errorsAs(st *state, call *ast.CallExpr, args []*value) *value {
	t := x.Info.TypeOf(call.Args[1])
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	ok := x.asOK(args[0], t)
	if args[1].op == opRef && !ok.isFalse() {
		st.set(args[1].cell, x.as(args[0], t))
	}
	return ok
}

func (x *exec) hasType(v *value, t types.Type) bool {
	if v.typ == nil || v.op == opResult || v.op == opGlobal || v.op == opSym || v.op == opCall {
		return false
	}
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.NumMethods() > 0 && !gotypes.IsError(t) && v.op != opErrNew && types.Implements(v.typ, i)
	}
	return types.Identical(v.typ, t)
}

// as is err seen as a t.
func (x *exec) as(err *value, t types.Type) *value {
	if err.op == opStatus { // a number in an interface
		return err
	}
	found, unknown := chain(err, func(v *value) bool { return x.hasType(v, t) })
	if found != nil {
		return found
	}
	if unknown == nil {
		unknown = err
	}
	return x.in.make(value{op: opAs, args: []*value{unknown}, typ: t})
}

// asOK is whether err, or an error that it wraps, is a t.
func (x *exec) asOK(err *value, t types.Type) *value {
	if t == nil {
		return x.in.fresh(nil, err.deps)
	}
	if err.op == opStatus {
		return x.in.bool(gotypes.IsInteger(t))
	}
	found, unknown := chain(err, func(v *value) bool { return x.hasType(v, t) })
	switch {
	case found != nil:
		return x.in.bool(true)
	case unknown != nil:
		return x.in.make(value{op: opAsOK, args: []*value{unknown}, typ: t})
	}
	return x.in.bool(false)
}
