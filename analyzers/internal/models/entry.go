package models

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
	"github.com/retryvet/retryvet/catalog"
)

// carrierMethod is a method that returns the status or a provider's code: StatusCode(), HTTPStatusCode(), Code() on a gRPC status.
func (x modelled) carrierMethod(call *ast.CallExpr, c symexec.Callee) (*sym.Value, bool) {
	if c.Recv == nil || c.Sig == nil || c.Sig.Params().Len() != 0 || c.Sig.Results().Len() != 1 {
		return nil, false
	}
	id, ok := c.Recv.Attempt()
	if !ok {
		return nil, false
	}
	t := c.Sig.Results().At(0).Type()
	if named := x.CalledFunc(call); named != nil && x.SDKCarrier(named) { // of an interface, whoever implements it
		return x.In.Make(sym.Value{Op: sym.OpField, Name: named.Name(), Obj: named, Args: []*sym.Value{c.Recv}, Deps: sym.DepOutcome, Typ: t}), true
	}
	if x.Decls[c.Fn.Origin()] != nil {
		return nil, false
	}
	if api.IsGRPCCode(t) {
		return x.In.Make(sym.Value{Op: sym.OpGRPCCode, Node: id.Node, Name: string(id.Path), N: id.Round, Deps: sym.DepOutcome, Typ: t}), true
	}
	if api.StatusMethod(c.Fn) {
		return x.Status(id, t), true
	}
	return nil, false
}

// written is the condition that a provider's code begins or ends with a text, or that an error's text has the word that is its code;
// nil if that is not what a call asks.
func (x modelled) written(name string, args []*sym.Value) *sym.Value {
	if args[1].Op != sym.OpString {
		return nil
	}
	if c := x.Worded(args[0], args[1].Name); c != nil && name != "HasSuffix" {
		return c
	}
	switch name {
	case "HasPrefix":
		return x.BeginsWith(args[0], args[1].Name)
	case "HasSuffix":
		return x.EndsWith(args[0], args[1].Name)
	}
	return nil
}

// asksCode is the condition that a catalogued function tests: of the code of the error that it is given, or of a code.
func (x modelled) asksCode(c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	if c.Recv != nil || len(args) == 0 {
		return nil, false
	}
	carrier, codes, ok := x.CodesAsked(c.Full)
	if !ok || codes.Meant == 0 {
		return nil, false
	}
	of := args[0]
	if of.Op == sym.OpNil { // no error
		return x.In.Bool(false), true
	}
	if _, ok := of.Attempt(); !ok {
		return nil, false
	}
	if carrier == nil { // it is given the code
		if of.Op != sym.OpField || x.ProviderOf(of) == "" {
			return nil, false
		}
		return x.OneOf(of, codes), true
	}
	return x.OneOf(x.CodeOf(of, carrier, carrier.Type()), codes), true
}

// givesPart is a part of a provider's code, by a method of the code: its class, or its name.
func (x modelled) givesPart(call *ast.CallExpr, c symexec.Callee) (*sym.Value, bool) {
	if c.Recv == nil {
		return nil, false
	}
	p, ok := library.PartOf(c.Full)
	if !ok {
		return nil, false
	}
	v := x.PartOf(c.Recv, p.First, x.Info.TypeOf(call))
	return v, v != nil
}

// returnsCode is the code of an error, by a function of its SDK.
func (x modelled) returnsCode(call *ast.CallExpr, c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	if c.Recv != nil || len(args) == 0 || c.Fn == nil || !x.SDKCarrier(c.Fn) {
		return nil, false
	}
	if _, ok := args[0].Attempt(); !ok {
		return nil, false
	}
	return x.CodeOf(args[0], c.Fn, x.Info.TypeOf(call)), true
}

// testedBy is the condition that a catalogued function tests an error for: its receiver or its first argument.
func (x modelled) testedBy(p *catalog.Predicate, recv *sym.Value, args []*sym.Value) (*sym.Value, bool) {
	of := recv
	if of == nil && len(args) > 0 {
		of = args[0]
	}
	if of == nil || len(p.Status) == 0 {
		return nil, false
	}
	if of.Op == sym.OpNil { // no error
		return x.In.Bool(false), true
	}
	id, ok := of.Attempt()
	if !ok {
		return nil, false
	}
	return x.statusIn(id, p.Status), true
}

// markedType is the type of the error that a function makes which says whether there is another try.
func markedType(c symexec.Callee) types.Type {
	if name, _ := c.Fn.Pkg().Scope().Lookup(library.MarkedTypeOf(c.Full)).(*types.TypeName); name != nil {
		if t := types.NewPointer(name.Type()); gotypes.ImplementsError(t) {
			return t
		}
	}
	return types.Universe.Lookup("error").Type()
}

// byEntry computes a call of a function that the table of libraries knows.
func (x modelled) byEntry(st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	if v, ok := x.asksCode(c, args); ok {
		return v, true
	}
	if v, ok := x.returnsCode(call, c, args); ok {
		return v, true
	}
	if v, ok := x.givesPart(call, c); ok {
		return v, true
	}
	l := x.EntryOf(c.Fn)
	if l == nil {
		return nil, false
	}
	switch {
	case l.Mark != library.NoMark && len(args) > 0:
		e := sym.Value{Op: sym.OpErrNew, Node: call, Int: int64(l.Mark), Typ: markedType(c)}
		if args[0].Op != sym.OpInt { // a number of seconds is no cause
			e.Args = args[:1]
		}
		return x.In.Make(e), true
	case l.Step != library.Step{}:
		if l.Step.Waits {
			x.AddWait(st, nil, domain.WaitLibrary)
		}
		if !l.Step.Goes {
			return x.In.Fresh(x.Info.TypeOf(call), 0), true
		}
		return x.In.Fresh(types.Typ[types.Bool], 0), true
	case l.Code != library.Nothing && len(args) > 0:
		id, ok := args[0].Attempt()
		switch {
		case !ok:
			return x.In.Make(sym.Value{Op: sym.OpCall, Name: c.Full, Args: args, Typ: x.Info.TypeOf(call)}), true
		case l.Code == library.GRPCCode:
			return x.In.Make(sym.Value{Op: sym.OpGRPCCode, Node: id.Node, Name: string(id.Path), N: id.Round, Deps: sym.DepOutcome, Typ: x.Info.TypeOf(call)}), true
		}
		return x.Status(id, x.Info.TypeOf(call)), true
	case l.Same && len(args) == 1:
		return args[0], true
	case l.Tests:
		return x.tested(l.Test, c, args)
	case l.Asks != nil:
		return x.testedBy(l.Asks, c.Recv, args)
	case l.Builds && c.Recv != nil:
		x.noteSetting(st, c, c.Full, args)
	}
	return nil, false
}

// tested is the condition that a function of an SDK tests an answer or an error for.
func (x modelled) tested(t library.Test, c symexec.Callee, args []*sym.Value) (*sym.Value, bool) {
	of := c.Recv
	if t.Of != library.Receiver && t.Of < len(args) {
		of = args[t.Of]
	}
	if of == nil {
		return nil, false
	}
	id, ok := of.Attempt()
	if !ok {
		return nil, false
	}
	if t.From > 0 {
		return x.statusBetween(id, t.From, t.To), true
	}
	if t.List >= len(args) {
		return nil, false
	}
	list := args[t.List:]
	if elems, ok := list[0].Elements(); ok {
		list = elems
	} else if list[0].Op != sym.OpInt { // of a list that is not known
		return x.In.Make(sym.Value{Op: sym.OpCall, Name: "contains", Args: []*sym.Value{list[0], x.Status(id, types.Typ[types.Int])}}), true
	}
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: "contains", Args: []*sym.Value{
		x.In.Make(sym.Value{Op: sym.OpComposite, Name: "slice", Args: list, Typ: types.NewSlice(types.Typ[types.Int])}), x.Status(id, types.Typ[types.Int]),
	}}), true
}

// statusBetween is the condition that the status of an outcome lies in a range.
func (x modelled) statusBetween(id sym.AttemptID, from, to int) *sym.Value {
	s := x.Status(id, types.Typ[types.Int])
	if from == to {
		return x.In.Binary("==", s, x.In.Int(int64(from)), nil)
	}
	above := x.In.Binary(">=", s, x.In.Int(int64(from)), nil)
	return x.In.Binary("&&", above, x.In.Binary("<=", s, x.In.Int(int64(to)), nil), nil)
}

// statusIn is the condition that the status of an outcome is one of a list.
func (x modelled) statusIn(id sym.AttemptID, codes []int) *sym.Value {
	var cond *sym.Value
	for _, code := range codes {
		if eq := x.statusBetween(id, code, code); cond == nil {
			cond = eq
		} else {
			cond = x.In.Binary("||", cond, eq, nil)
		}
	}
	return cond
}
