package site

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
)

// A lore is what the table of libraries says of a function.
type lore struct {
	mark    library.Mark
	step    library.Step
	test    library.Test
	tests   bool
	code    library.Carriage
	list    library.List
	lists   bool
	same    bool               // returns its argument, in another form
	all     bool               // a method that makes a client try again whatever the status
	builds  bool               // a method that tells a builder something
	refuses bool               // the error that it returns carries a status, if the API refused
	retries bool               // it tries again itself before it returns one
	repeats *library.Repeat    // how, where that is certain; may be nil
	asks    *catalog.Predicate // a catalog says what it tests an error for; may be nil
}

// loreOf looks a function up once; nil is one that the table does not know.
func (x *unit) loreOf(fn *types.Func) *lore {
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == x.Pkg || gotypes.IsStd(fn.Pkg().Path()) {
		return nil
	}
	fn = fn.Origin()
	if l, ok := x.lores[fn]; ok {
		return l
	}
	name := x.FullName(fn)
	l := &lore{mark: library.MarkOf(name), code: library.CodeOf(name)}
	if api, ok := library.APIOf(fn.Pkg().Path()); ok && fn.Signature().Recv() != nil && !x.Says(lexicon.Streams, fn.Name()) {
		l.refuses, l.retries = true, api.Retries
	}
	l.step, _ = library.StepOf(name)
	l.test, l.tests = library.TestOf(name)
	if !l.tests {
		l.asks = x.cataloguedTest(name)
	}
	l.list, l.lists = library.ListOf(name)
	l.same = library.Returns(name)
	l.all = library.RetriesAll(name)
	if r, ok := library.RepeatOf(fn.Pkg().Path(), name); ok && gotypes.FailsLast(fn.Signature()) && !x.Says(lexicon.Streams, fn.Name()) {
		l.repeats = &r
	}
	if fn.Signature().Recv() != nil {
		_, l.builds = library.SettingsOf(name)
	}
	if *l == (lore{}) {
		l = nil
	}
	x.lores[fn] = l
	return l
}

// byLore computes a call of a function that the table of libraries knows.
func (x *exec) byLore(st *state, call *ast.CallExpr, c callee, args []*value) (*value, bool) {
	l := x.loreOf(c.fn)
	if l == nil {
		return nil, false
	}
	switch {
	case l.mark != library.NoMark && len(args) > 0:
		if args[0].op == opNil {
			return args[0], true
		}
		e := value{op: opErrNew, node: call, i: int64(l.mark), typ: types.Universe.Lookup("error").Type()}
		if args[0].op != opInt { // a number of seconds is no cause
			e.args = args[:1]
		}
		return x.in.make(e), true
	case l.step != library.Step{}:
		if l.step.Waits {
			x.addWait(st, nil, domain.WaitLibrary)
		}
		if !l.step.Goes {
			return x.in.fresh(x.Info.TypeOf(call), 0), true
		}
		return x.in.fresh(types.Typ[types.Bool], 0), true
	case l.code != library.Nothing && len(args) > 0:
		id, ok := args[0].attempt()
		switch {
		case !ok:
			return x.in.make(value{op: opCall, name: c.full, args: args, typ: x.Info.TypeOf(call)}), true
		case l.code == library.GRPCCode:
			return x.in.make(value{op: opGRPCCode, node: id.node, name: id.path, n: id.round, deps: depOutcome, typ: x.Info.TypeOf(call)}), true
		}
		return x.status(id, x.Info.TypeOf(call)), true
	case l.same && len(args) == 1:
		return args[0], true
	case l.tests:
		return x.tested(l.test, c, args)
	case l.asks != nil:
		return x.testedBy(l.asks, c.recv, args)
	case l.builds && c.recv != nil:
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
