package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A carrierSet is what a path knows of a provider's code.
type carrierSet struct {
	ints  codeset.Ints
	strs  codeset.Strings
	isStr bool
}

func (c carrierSet) equal(d carrierSet) bool {
	return c.isStr == d.isStr && c.ints.Equal(d.ints) && c.strs.Equal(d.strs)
}

func (c carrierSet) empty() bool {
	if c.isStr {
		return c.strs.Empty()
	}
	return c.ints.Empty()
}

// cond splits the states by a condition. Short circuits are followed as the program would.
func (x *exec) cond(fr *frame, e ast.Expr, states []*state) (t, f []*state) {
	if len(states) == 0 {
		return nil, nil
	}
	switch b := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		if b.Op == token.NOT {
			f, t = x.cond(fr, b.X, states)
			return t, f
		}
	case *ast.BinaryExpr:
		switch b.Op {
		case token.LAND:
			t, f = x.cond(fr, b.X, states)
			t, f2 := x.cond(fr, b.Y, t)
			return x.merge(t), x.merge(append(f, f2...))
		case token.LOR:
			t, f = x.cond(fr, b.X, states)
			t2, f := x.cond(fr, b.Y, f)
			return x.merge(append(t, t2...)), x.merge(f)
		}
	}
	states = x.prepare(fr, e, states)
	for _, st := range states {
		v := x.eval(fr, st, e)
		a, b := x.decide(st, v, e)
		x.observers.Decided(fr, e, v, a, b)
		if x.isErrTest(e) && madeError(v) {
			x.passErr(fr, append(a, b...), e)
		}
		t, f = append(t, a...), append(f, b...)
	}
	return t, f
}

// madeError reports whether a comparison is one of an error made by the program itself.
func madeError(v *sym.Value) bool {
	if v.Op != sym.OpBinary {
		return false
	}
	for _, a := range v.Args {
		switch a.Op {
		case sym.OpErrNew, sym.OpRef, sym.OpAs, sym.OpComposite, sym.OpWith:
			return true
		}
	}
	return false
}

// isErrTest reports whether e compares an error with nil.
func (x *exec) isErrTest(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || b.Op != token.NEQ && b.Op != token.EQL {
		return false
	}
	for _, p := range [][2]ast.Expr{{b.X, b.Y}, {b.Y, b.X}} {
		if x.Info.Types[p[1]].IsNil() && gotypes.IsError(x.Info.TypeOf(p[0])) {
			return true
		}
	}
	return false
}

// passErr notes that a decision on an error whose fate was settled elsewhere (in a helper that turned a status into
// an error) is taken here: this is where the program decides to go round, and where a reader wants the finding.
func (x *exec) passErr(fr *frame, states []*state, e ast.Expr) {
	for _, st := range states {
		last, at := st.newest()
		if last != nil && last.test != nil && last.test != e && (!gotypes.Within(last.test.Pos(), fr.fn) || last.test == last.id.Node) {
			c := *last
			c.test = e
			st.outs[at] = &c
		}
	}
}

func (x *exec) decide(st *state, v *sym.Value, test ast.Node) (t, f []*state) {
	x.test = test
	if x.reads != nil {
		v = x.reads(v)
	}
	if v.Op == sym.OpBool {
		if v.Int == 1 {
			return []*state{st}, nil
		}
		return nil, []*state{st}
	}
	t = x.assume(st.fork(), v, true)
	f = x.assume(st, v, false)
	return t, f
}

// assume restricts a state to v == want; the result is empty if that cannot be.
func (x *exec) assume(st *state, v *sym.Value, want bool) []*state {
	switch {
	case v.Op == sym.OpBool:
		if (v.Int == 1) == want {
			return []*state{st}
		}
		return nil
	case v.Op == sym.OpUnary && v.Name == "!":
		return x.assume(st, v.Args[0], !want)
	case v.Op == sym.OpBinary && (v.Name == "&&" || v.Name == "||"):
		if (v.Name == "&&") == want { // both
			var out []*state
			for _, s := range x.assume(st, v.Args[0], want) {
				out = append(out, x.assume(s, v.Args[1], want)...)
			}
			return out
		}
		other := st.fork()
		out := x.assume(st, v.Args[0], want)
		for _, s := range x.assume(other, v.Args[0], !want) {
			out = append(out, x.assume(s, v.Args[1], want)...)
		}
		return out
	case v.Op == sym.OpBinary && v.Name == "!=":
		return x.assume(st, x.in.Binary("==", v.Args[0], v.Args[1], v.Typ), !want)
	}
	if truth, ok := st.facts.Truth(v); ok {
		if truth == want {
			return []*state{st}
		}
		return nil
	}
	if e := errorAsked(v); want && e != nil && !x.canFail(st, e) {
		return nil
	}
	if v.Op == sym.OpBinary && v.Name == "==" {
		if states, ok := x.otherText(st, v, want); ok {
			return states
		}
		for i := range 2 {
			if v.Args[1-i].Op == sym.OpNil {
				return x.assumeNil(st, v, v.Args[i], want)
			}
		}
	}
	if v.Deps&sym.DepOutcome == 0 {
		if !st.allows(v, want) {
			return nil
		}
		st.learn(v, want)
		if noDelay(v, want) {
			st.suppose(v, want) // configured away: nothing is certain of the path
		}
		return []*state{st}
	}
	if st, done := x.assumeStatus(st, v, want); done {
		return st
	}
	if st, done := x.assumeCode(st, v, want); done {
		return st
	}
	if st, done := x.assumeText(st, v, want); done {
		return st
	}
	st.learn(v, want)
	if v.Op == sym.OpAsOK && v.Args[0].Op == sym.OpResult && gotypes.IsError(v.Args[0].Typ) {
		return x.assumeAs(st, v, want)
	}
	return x.assumeOpaque(st, v, want)
}

// errorAsked is the error of which a condition asks whether it is, or wraps, a certain one: where it says yes, there is an error.
func errorAsked(v *sym.Value) *sym.Value {
	switch {
	case v.Op == sym.OpAsOK, v.Op == sym.OpCall && (v.Name == "errors.Is" || errorPredicates[v.Name]):
		if len(v.Args) > 0 && v.Args[0].Typ != nil && gotypes.IsError(v.Args[0].Typ) {
			return v.Args[0]
		}
	}
	return nil
}

// errorPredicates are functions of the standard library that ask an error what it is about, and say no of none.
var errorPredicates = map[string]bool{
	"os.IsExist": true, "os.IsNotExist": true, "os.IsPermission": true, "os.IsTimeout": true,
}

// canFail reports whether an error can be one on a path that may have found it to be nil.
func (x *exec) canFail(st *state, e *sym.Value) bool {
	if e.Op == sym.OpResult {
		if o := st.outcome(sym.AttemptID{Node: e.Node, Path: sym.CallString(e.Name), Round: e.N}); o != nil && o.failed == domain.No {
			return false
		}
	}
	isNil, known := st.facts.Truth(x.in.Binary("==", e, x.in.Nil(), types.Typ[types.Bool]))
	return !known || !isNil
}

// noDelay reports whether a condition says of a duration that it is zero or less.
func noDelay(v *sym.Value, want bool) bool {
	if v.Op != sym.OpBinary {
		return false
	}
	for i := range 2 {
		d, c := v.Args[i], v.Args[1-i]
		if d.IsConst() || !isDurationValue(d) || c.Op != sym.OpInt || c.Int != 0 {
			continue
		}
		op := v.Name
		if i == 1 {
			op = sym.Mirrored(op)
		}
		switch op {
		case "<", "<=", "==":
			return want
		case ">", ">=":
			return !want
		}
	}
	return false
}

func keep(st *state, ok bool) []*state {
	if ok {
		return []*state{st}
	}
	return nil
}

func (x *exec) assumeNil(st *state, cond, v *sym.Value, want bool) []*state {
	if v.Typ != nil {
		switch v.Typ.Underlying().(type) {
		case *types.Struct, *types.Basic, *types.Array: // a value in an interface
			if v.Op != sym.OpNil {
				return keep(st, !want)
			}
		}
	}
	switch v.Op {
	case sym.OpErrNew, sym.OpRef, sym.OpClosure, sym.OpFunc, sym.OpComposite, sym.OpWith, sym.OpAs:
		return keep(st, !want)
	case sym.OpGlobal:
		if gotypes.IsError(v.Typ) {
			return keep(st, !want)
		}
	case sym.OpField:
		x.observers.NilTest(st, v, want)
		if v.Args[0].Op == sym.OpResult && (v.Name == "Body" || v.Name == "Header" || v.Name == "Request") {
			return []*state{st} // a habit, it tells nothing
		}
	case sym.OpResult:
		id := sym.AttemptID{Node: v.Node, Path: sym.CallString(v.Name), Round: v.N}
		o := st.outcome(id)
		if o == nil {
			break
		}
		return x.assumeResult(st, *o, cond, v, want)
	}
	if id, ok := v.Attempt(); ok && v.Op == sym.OpField && gotypes.IsResponse(v.Typ) {
		if o := st.outcome(id); o != nil { // the plain response inside some client's own: there is none if nothing came wayBack
			c := *o
			if c.codes = c.codes.Minus(domain.NonStatus); want {
				c.codes = o.codes.Intersect(domain.NonStatus)
			}
			return x.split(st, c, codeset.Statuses{}, cond, want)
		}
	}
	st.learn(cond, want)
	if v.Deps&sym.DepOutcome == 0 {
		return []*state{st}
	}
	if v.Op == sym.OpField {
		return x.doubt(st, cond, want)
	}
	if !want { // something made from the outcome failed: reading it, decoding it, or a check of it
		return x.doubt(st, cond, want)
	}
	if v.Op == sym.OpCall && x.checksOutcome(v) {
		return x.doubt(st, cond, want)
	}
	return []*state{st}
}

// checksOutcome reports whether a call saw the outcome itself, not just a body: its error may then stand for a status.
func (x *exec) checksOutcome(v *sym.Value) bool {
	if gotypes.IsStd(strings.TrimLeft(v.Name, "(*")) {
		return false
	}
	for _, a := range v.Args {
		switch a.Op {
		case sym.OpStatus, sym.OpGRPCCode, sym.OpResult:
			return true
		}
	}
	return false
}

// assumeResult restricts an outcome by its own results: the error is nil or not, the response is nil or not.
func (x *exec) assumeResult(st *state, o outcome, cond, v *sym.Value, isNil bool) []*state {
	var doubt codeset.Statuses
	isErr := gotypes.IsError(v.Typ)
	fail := isErr != isNil // a non-nil error, or a nil response
	if !isErr && isNil {
		x.observers.NoAnswer(&o)
	}
	switch o.proto {
	case domain.ProtoHTTP, domain.ProtoDoer:
		switch {
		case !fail:
			o.codes = o.codes.Minus(codeset.TransportOnly())
		case o.proto == domain.ProtoHTTP:
			o.codes = o.codes.Intersect(codeset.TransportOnly())
		default: // the error may also stand for a status
			doubt = o.codes.Minus(codeset.TransportOnly()).Minus(domain.Success)
			o.codes = o.codes.Intersect(codeset.TransportOnly())
		}
	case domain.ProtoGRPC:
		if !isErr {
			return []*state{st}
		}
		ok := codeset.Status(0)
		if fail {
			o.codes = o.codes.Minus(ok)
		} else {
			o.codes = o.codes.Intersect(ok)
		}
	case domain.ProtoOpaque:
		if !isErr && !o.sdk {
			return []*state{st}
		}
		if n := gotypes.Named(v.Typ); !isErr {
			if n == nil || !x.Answers(n) {
				return x.doubt(st, cond, isNil)
			}
			if !isNil { // there was an answer
				o.codes = o.codes.Minus(domain.NonStatus)
				break
			}
			o.codes = o.codes.Intersect(domain.NonStatus)
		} else if fail {
			o.codes = o.codes.Minus(domain.Success)
		}
	}
	if isErr {
		want := domain.No
		if fail {
			want = domain.Yes
		}
		if o.failed != domain.Unknown && o.failed != want {
			return nil
		}
		o.failed = want
	}
	o.test = x.test
	return x.split(st, o, doubt, cond, isNil)
}

// split goes on with an outcome whose codes are certain, and with one whose codes are in doubt.
func (x *exec) split(st *state, o outcome, doubt codeset.Statuses, cond *sym.Value, truth bool) []*state {
	var out []*state
	if !doubt.Empty() {
		d := o
		d.codes = doubt
		s := st.fork()
		s.suppose(cond, truth)
		s.update(d)
		out = append(out, s)
	}
	if !o.codes.Empty() {
		st.update(o)
		out = append(out, st)
	}
	return out
}

// assumeStatus restricts an outcome by a condition over its status and constants.
func (x *exec) assumeStatus(st *state, v *sym.Value, want bool) ([]*state, bool) {
	var carrier *sym.Value
	mixed := false
	v.Any(func(p *sym.Value) bool {
		if p.Op == sym.OpStatus || p.Op == sym.OpGRPCCode {
			mixed = mixed || carrier != nil && carrier != p
			carrier = p
		}
		return false
	})
	if carrier == nil || mixed {
		return nil, false
	}
	id := sym.AttemptID{Node: carrier.Node, Path: sym.CallString(carrier.Name), Round: carrier.N}
	o := st.outcome(id)
	if o == nil {
		return nil, false
	}
	set, ok := x.in.TrueSet(v)
	c := *o
	c.seen = true
	c.test = x.test
	if !ok {
		if other, isEq := equalsUnknown(v, carrier); isEq && expected(other) {
			// status != wanted: the wanted one is a success, so that every failure is on this path
			if want {
				return nil, false
			}
			c.codes = c.codes.Minus(domain.Success)
			if c.proto != domain.ProtoGRPC {
				c.codes = c.codes.Minus(domain.NonStatus)
			}
			if c.codes.Empty() {
				return nil, true
			}
			st.update(c)
			return []*state{st}, true
		}
		return nil, false
	}
	if !want {
		set = domain.PlainStatuses.Minus(set)
	}
	c.codes = c.codes.Intersect(set)
	if c.codes.Empty() {
		return nil, true
	}
	st.update(c)
	return []*state{st}, true
}

// equalsUnknown matches carrier == other, or a look-up of the carrier in a list that is not known.
func equalsUnknown(v, carrier *sym.Value) (*sym.Value, bool) {
	if v.Op == sym.OpBinary && v.Name == "==" {
		if v.Args[0] == carrier {
			return v.Args[1], true
		}
		if v.Args[1] == carrier {
			return v.Args[0], true
		}
	}
	if v.Op == sym.OpCall && v.Name == "contains" && v.Args[1] == carrier {
		return v.Args[0], true
	}
	return nil, false
}

// assumeCode restricts a provider's code.
func (x *exec) assumeCode(st *state, v *sym.Value, want bool) ([]*state, bool) {
	if v.Op != sym.OpBinary {
		return nil, false
	}
	for i := range 2 {
		carrier, c := v.Args[i], v.Args[1-i]
		if c.Op != sym.OpInt && c.Op != sym.OpString || carrier.Op != sym.OpField || x.providerOf(carrier) == "" {
			continue
		}
		id, ok := carrier.Attempt()
		if !ok {
			return nil, false
		}
		o := st.outcome(id)
		if o == nil {
			return nil, false
		}
		op := v.Name
		if i == 1 {
			op = sym.Mirrored(op)
		}
		set, known := o.carrier[carrier]
		if !known {
			set = carrierSet{ints: codeset.AllInts(), strs: codeset.AllStrings(), isStr: c.Op == sym.OpString}
		}
		if !set.narrow(op, c, want) {
			return nil, false
		}
		if set.empty() {
			return nil, true
		}
		n := *o
		n.carrier = maps.Clone(o.carrier)
		if n.carrier == nil {
			n.carrier = map[*sym.Value]carrierSet{}
		}
		n.carrier[carrier] = set
		n.test = x.test
		st.update(n)
		st.suppose(v, want) // the code speaks of the status too, in a way that the engine does not know
		return []*state{st}, true
	}
	return nil, false
}

func (c *carrierSet) narrow(op string, v *sym.Value, want bool) bool {
	if c.isStr {
		if op != "==" || v.Op != sym.OpString {
			return false
		}
		s := codeset.StringsOf(v.Name)
		if !want {
			s = s.Complement()
		}
		c.strs = c.strs.Intersect(s)
		return true
	}
	var s codeset.Ints
	const lo, hi = -1 << 63, 1<<63 - 1
	switch n := v.Int; op {
	case "==":
		s = codeset.IntsOf(n)
	case "<":
		s = codeset.IntRange(n, hi).Complement()
	case "<=":
		s = codeset.IntRange(lo, n)
	case ">":
		s = codeset.IntRange(lo, n).Complement()
	case ">=":
		s = codeset.IntRange(n, hi)
	default:
		return false
	}
	if !want {
		s = s.Complement()
	}
	c.ints = c.ints.Intersect(s)
	return true
}

// assumeAs restricts an outcome by the type of its error.
func (x *exec) assumeAs(st *state, v *sym.Value, want bool) []*state {
	id, ok := v.Attempt()
	if !ok {
		return []*state{st}
	}
	o := st.outcome(id)
	if o == nil {
		return []*state{st}
	}
	c := *o
	c.test = x.test
	var doubt codeset.Statuses
	switch carries := x.CarriesStatus(v.Typ); {
	case want && c.failed == domain.No:
		return nil
	case want && carries && !x.someStatuses(v.Typ):
		c.failed = domain.Yes
		c.codes = c.codes.Minus(domain.NonStatus).Minus(domain.Success)
	case want:
		c.failed = domain.Yes
		doubt, c.codes = c.codes, codeset.Statuses{}
	case carries, x.Foreign(v.Typ):
		// Not this type: no status at all, or a status that another type stands for.
		doubt, c.codes = c.codes.Minus(domain.NonStatus), c.codes.Intersect(domain.NonStatus)
	}
	return x.split(st, c, doubt, v, want)
}

// someStatuses reports whether an error type of another module stands for some statuses only, which are not known: beside it there
// is another one that carries a status, and its own name is not that of an error in general.
func (x *program) someStatuses(t types.Type) bool {
	n := gotypes.Named(t)
	if !x.Foreign(t) || !gotypes.ImplementsError(n) || lexicon.GeneralErrors.Has(n.Obj().Name()) {
		return false
	}
	scope := n.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		other, ok := scope.Lookup(name).(*types.TypeName)
		if ok && other != n.Obj() && other.Exported() && !other.IsAlias() && gotypes.ImplementsError(other.Type()) && x.CarriesStatus(other.Type()) {
			return true
		}
	}
	return false
}

// assumeOpaque takes a condition on the outcome that the engine cannot read: what was certain becomes possible.
func (x *exec) assumeOpaque(st *state, v *sym.Value, want bool) []*state {
	if v.Deps&sym.DepHint != 0 {
		// Whether the server said when to come back: a path without a hint exists for every status.
		present := want
		if v.Op == sym.OpBinary && v.Name == "==" || v.Op == sym.OpBinary && (v.Name == "<" || v.Name == "<=") {
			present = !want
		}
		if !present {
			return []*state{st}
		}
	}
	if formOnly(v) {
		return []*state{st}
	}
	if v.Op == sym.OpBinary && v.Name == "==" && !want && v.Deps&sym.DepHint == 0 && emptiness(v) {
		return []*state{st} // there is something to read, as usual
	}
	if v.Op == sym.OpBinary && (isDurationValue(v.Args[0]) || isDurationValue(v.Args[1])) && headersOnly(v) {
		return []*state{st} // retry if there is a delay to wait: every status can come with one
	}
	if v.Op == sym.OpCall && v.Name == "errors.Is" && x.foreignSentinel(v.Args[1]) && !want {
		return []*state{st} // not a cancelled context, not the end of a file: nothing about the status
	}
	if !want && x.isSentinelTest(v) {
		return []*state{st}
	}
	return x.doubt(st, v, want)
}

// formOnly reports whether v depends on an outcome through headers that speak of a body's form, not of what went wrong.
func formOnly(v *sym.Value) bool {
	switch v.Op {
	case sym.OpResult, sym.OpStatus, sym.OpGRPCCode, sym.OpField, sym.OpHavoc:
		return false
	case sym.OpCall:
		if v.Name == "(net/http.Header).Get" {
			return len(v.Args) == 2 && v.Args[1].Op == sym.OpString && lexicon.FormHeaders.Has(v.Args[1].Name)
		}
	}
	return allTelling(v, formOnly)
}

// allTelling reports whether f holds for the parts of v that come from an outcome, and there are any.
func allTelling(v *sym.Value, f func(*sym.Value) bool) bool {
	some := false
	for _, a := range v.Args {
		if a.Deps&sym.DepOutcome != 0 {
			if some = true; !f(a) {
				return false
			}
		}
	}
	return some
}

// emptiness matches len(x) == 0 and x == "".
func emptiness(v *sym.Value) bool {
	for i := range 2 {
		c, o := v.Args[i], v.Args[1-i]
		if c.Op == sym.OpInt && c.Int == 0 && o.Op == sym.OpLen || c.Op == sym.OpString && c.Name == "" {
			return true
		}
	}
	return false
}

func isDurationValue(v *sym.Value) bool { return v.Typ != nil && gotypes.IsDuration(v.Typ) }

// headersOnly reports whether v depends on an outcome through its headers alone.
func headersOnly(v *sym.Value) bool {
	switch v.Op {
	case sym.OpResult, sym.OpStatus, sym.OpGRPCCode:
		return false
	case sym.OpField:
		if v.Name == "Header" {
			return true
		}
	}
	return allTelling(v, headersOnly)
}

// isSentinelTest matches err == errStop and errors.Is(err, errStop), for a sentinel that no status is turned into.
func (x *exec) isSentinelTest(v *sym.Value) bool {
	if v.Op != sym.OpBinary && !(v.Op == sym.OpCall && v.Name == "errors.Is") {
		return false
	}
	return slices.ContainsFunc(v.Args, func(a *sym.Value) bool {
		g, ok := a.Obj.(*types.Var)
		return ok && a.Op == sym.OpGlobal && gotypes.IsError(g.Type()) && x.PlainSentinel(g)
	})
}

func (x *exec) foreignSentinel(v *sym.Value) bool {
	return v.Op == sym.OpGlobal && v.Obj.Pkg() != nil && gotypes.IsStd(v.Obj.Pkg().Path())
}

// doubt goes on under an assumption that the engine cannot check.
func (x *exec) doubt(st *state, cond *sym.Value, truth bool) []*state {
	st.suppose(cond, truth)
	if id, ok := cond.Attempt(); ok && x.test != nil {
		if o := st.outcome(id); o != nil {
			c := *o
			c.test = x.test
			st.update(c)
		}
	}
	return []*state{st}
}
