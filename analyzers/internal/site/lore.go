package site

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// byLore computes a call of a function that the table of libraries knows.
func (x *exec) byLore(st *state, call *ast.CallExpr, c callee, args []*value) (*value, bool) {
	l := x.EntryOf(c.fn)
	if l == nil {
		return nil, false
	}
	switch {
	case l.Mark != library.NoMark && len(args) > 0:
		if args[0].op == opNil {
			return args[0], true
		}
		e := value{op: opErrNew, node: call, i: int64(l.Mark), typ: types.Universe.Lookup("error").Type()}
		if args[0].op != opInt { // a number of seconds is no cause
			e.args = args[:1]
		}
		return x.in.make(e), true
	case l.Step != library.Step{}:
		if l.Step.Waits {
			x.addWait(st, nil, domain.WaitLibrary)
		}
		if !l.Step.Goes {
			return x.in.fresh(x.Info.TypeOf(call), 0), true
		}
		return x.in.fresh(types.Typ[types.Bool], 0), true
	case l.Code != library.Nothing && len(args) > 0:
		id, ok := args[0].attempt()
		switch {
		case !ok:
			return x.in.make(value{op: opCall, name: c.full, args: args, typ: x.Info.TypeOf(call)}), true
		case l.Code == library.GRPCCode:
			return x.in.make(value{op: opGRPCCode, node: id.node, name: id.path, n: id.round, deps: depOutcome, typ: x.Info.TypeOf(call)}), true
		}
		return x.status(id, x.Info.TypeOf(call)), true
	case l.Same && len(args) == 1:
		return args[0], true
	case l.Tests:
		return x.tested(l.Test, c, args)
	case l.Asks != nil:
		return x.testedBy(l.Asks, c.recv, args)
	case l.Builds && c.recv != nil:
		x.noteSetting(st, c, c.full, args)
	}
	return nil, false
}

// tested is the condition that a function of an SDK tests an answer or an error for.
func (x *exec) tested(t library.Test, c callee, args []*value) (*value, bool) {
	of := c.recv
	if t.Of != library.Receiver && t.Of < len(args) {
		of = args[t.Of]
	}
	if of == nil {
		return nil, false
	}
	id, ok := of.attempt()
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
	if elems, ok := list[0].elements(); ok {
		list = elems
	} else if list[0].op != opInt { // of a list that is not known
		return x.in.make(value{op: opCall, name: "contains", args: []*value{list[0], x.status(id, types.Typ[types.Int])}}), true
	}
	return x.in.make(value{op: opCall, name: "contains", args: []*value{
		x.in.make(value{op: opComposite, name: "slice", args: list, typ: types.NewSlice(types.Typ[types.Int])}), x.status(id, types.Typ[types.Int]),
	}}), true
}

// statusBetween is the condition that the status of an outcome lies in a range.
func (x *exec) statusBetween(id attemptID, from, to int) *value {
	s := x.status(id, types.Typ[types.Int])
	if from == to {
		return x.in.binary("==", s, x.in.int(int64(from)), nil)
	}
	above := x.in.binary(">=", s, x.in.int(int64(from)), nil)
	return x.in.binary("&&", above, x.in.binary("<=", s, x.in.int(int64(to)), nil), nil)
}

// statusIn is the condition that the status of an outcome is one of a list.
func (x *exec) statusIn(id attemptID, codes []int) *value {
	var cond *value
	for _, code := range codes {
		if eq := x.statusBetween(id, code, code); cond == nil {
			cond = eq
		} else {
			cond = x.in.binary("||", cond, eq, nil)
		}
	}
	return cond
}
