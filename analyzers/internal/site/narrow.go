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
			return merge(t), merge(append(f, f2...))
		case token.LOR:
			t, f = x.cond(fr, b.X, states)
			t2, f := x.cond(fr, b.Y, f)
			return merge(append(t, t2...)), merge(f)
		}
	}
	states = x.prepare(fr, e, states)
	for _, st := range states {
		v := x.eval(fr, st, e)
		a, b := x.decide(st, v, e)
		x.noteTest(fr, e, v, a, b)
		if x.isErrTest(e) && madeError(v) {
			x.passErr(fr, append(a, b...), e)
		}
		t, f = append(t, a...), append(f, b...)
	}
	return t, f
}

// madeError reports whether a comparison is one of an error made by the program itself.
func madeError(v *value) bool {
	if v.op != opBinary {
		return false
	}
	for _, a := range v.args {
		switch a.op {
		case opErrNew, opRef, opAs, opComposite, opWith:
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
		if last != nil && last.test != nil && last.test != e && (!gotypes.Within(last.test.Pos(), fr.fn) || last.test == last.id.node) {
			c := *last
			c.test = e
			st.outs[at] = &c
		}
	}
}

func (x *exec) decide(st *state, v *value, test ast.Node) (t, f []*state) {
	x.test = test
	if x.reads != nil {
		v = x.reads(v)
	}
	if v.op == opBool {
		if v.i == 1 {
			return []*state{st}, nil
		}
		return nil, []*state{st}
	}
	t = x.assume(st.fork(), v, true)
	f = x.assume(st, v, false)
	return t, f
}

// assume restricts a state to v == want; the result is empty if that cannot be.
func (x *exec) assume(st *state, v *value, want bool) []*state {
	switch {
	case v.op == opBool:
		if (v.i == 1) == want {
			return []*state{st}
		}
		return nil
	case v.op == opUnary && v.name == "!":
		return x.assume(st, v.args[0], !want)
	case v.op == opBinary && (v.name == "&&" || v.name == "||"):
		if (v.name == "&&") == want { // both
			var out []*state
			for _, s := range x.assume(st, v.args[0], want) {
				out = append(out, x.assume(s, v.args[1], want)...)
			}
			return out
		}
		other := st.fork()
		out := x.assume(st, v.args[0], want)
		for _, s := range x.assume(other, v.args[0], !want) {
			out = append(out, x.assume(s, v.args[1], want)...)
		}
		return out
	case v.op == opBinary && v.name == "!=":
		return x.assume(st, x.in.binary("==", v.args[0], v.args[1], v.typ), !want)
	}
	if truth, ok := st.facts.truth(v); ok {
		if truth == want {
			return []*state{st}
		}
		return nil
	}
	if e := errorAsked(v); want && e != nil && !x.canFail(st, e) {
		return nil
	}
	if v.op == opBinary && v.name == "==" {
		if states, ok := x.otherText(st, v, want); ok {
			return states
		}
		for i := range 2 {
			if v.args[1-i].op == opNil {
				return x.assumeNil(st, v, v.args[i], want)
			}
		}
	}
	if v.deps&depOutcome == 0 {
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
	if v.op == opAsOK && v.args[0].op == opResult && gotypes.IsError(v.args[0].typ) {
		return x.assumeAs(st, v, want)
	}
	return x.assumeOpaque(st, v, want)
}

// errorAsked is the error of which a condition asks whether it is, or wraps, a certain one: where it says yes, there is an error.
func errorAsked(v *value) *value {
	switch {
	case v.op == opAsOK, v.op == opCall && (v.name == "errors.Is" || errorPredicates[v.name]):
		if len(v.args) > 0 && v.args[0].typ != nil && gotypes.IsError(v.args[0].typ) {
			return v.args[0]
		}
	}
	return nil
}

// errorPredicates are functions of the standard library that ask an error what it is about, and say no of none.
var errorPredicates = map[string]bool{
	"os.IsExist": true, "os.IsNotExist": true, "os.IsPermission": true, "os.IsTimeout": true,
}

// canFail reports whether an error can be one on a path that may have found it to be nil.
func (x *exec) canFail(st *state, e *value) bool {
	if e.op == opResult {
		if o := st.outcome(attemptID{e.node, e.name, e.n}); o != nil && o.failed == domain.No {
			return false
		}
	}
	isNil, known := st.facts.truth(x.in.binary("==", e, x.in.nil(), types.Typ[types.Bool]))
	return !known || !isNil
}

// noDelay reports whether a condition says of a duration that it is zero or less.
func noDelay(v *value, want bool) bool {
	if v.op != opBinary {
		return false
	}
	for i := range 2 {
		d, c := v.args[i], v.args[1-i]
		if d.isConst() || !isDurationValue(d) || c.op != opInt || c.i != 0 {
			continue
		}
		op := v.name
		if i == 1 {
			op = mirrored[op]
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

func (x *exec) assumeNil(st *state, cond, v *value, want bool) []*state {
	if v.typ != nil {
		switch v.typ.Underlying().(type) {
		case *types.Struct, *types.Basic, *types.Array: // a value in an interface
			if v.op != opNil {
				return keep(st, !want)
			}
		}
	}
	switch v.op {
	case opErrNew, opRef, opClosure, opFunc, opComposite, opWith, opAs:
		return keep(st, !want)
	case opGlobal:
		if gotypes.IsError(v.typ) {
			return keep(st, !want)
		}
	case opField:
		x.asksForBody(st, v)
		if want && v.name == "Body" {
			x.away(st, v)
		}
		if v.args[0].op == opResult && (v.name == "Body" || v.name == "Header" || v.name == "Request") {
			return []*state{st} // a habit, it tells nothing
		}
	case opResult:
		id := attemptID{v.node, v.name, v.n}
		o := st.outcome(id)
		if o == nil {
			break
		}
		return x.assumeResult(st, *o, cond, v, want)
	}
	if id, ok := v.attempt(); ok && v.op == opField && gotypes.IsResponse(v.typ) {
		if o := st.outcome(id); o != nil { // the plain response inside some client's own: there is none if nothing came back
			c := *o
			if c.codes = c.codes.Minus(domain.NonStatus); want {
				c.codes = o.codes.Intersect(domain.NonStatus)
			}
			return x.split(st, c, codeset.Statuses{}, cond, want)
		}
	}
	st.learn(cond, want)
	if v.deps&depOutcome == 0 {
		return []*state{st}
	}
	if v.op == opField {
		return x.doubt(st, cond, want)
	}
	if !want { // something made from the outcome failed: reading it, decoding it, or a check of it
		return x.doubt(st, cond, want)
	}
	if v.op == opCall && x.checksOutcome(v) {
		return x.doubt(st, cond, want)
	}
	return []*state{st}
}

// checksOutcome reports whether a call saw the outcome itself, not just a body: its error may then stand for a status.
func (x *exec) checksOutcome(v *value) bool {
	if gotypes.IsStd(strings.TrimLeft(v.name, "(*")) {
		return false
	}
	for _, a := range v.args {
		switch a.op {
		case opStatus, opGRPCCode, opResult:
			return true
		}
	}
	return false
}

// assumeResult restricts an outcome by its own results: the error is nil or not, the response is nil or not.
func (x *exec) assumeResult(st *state, o outcome, cond, v *value, isNil bool) []*state {
	var doubt codeset.Statuses
	isErr := gotypes.IsError(v.typ)
	fail := isErr != isNil // a non-nil error, or a nil response
	if !isErr && isNil {
		o.response = responseAway
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
		if n := gotypes.Named(v.typ); !isErr {
			if n == nil || !x.answers(n) {
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
func (x *exec) split(st *state, o outcome, doubt codeset.Statuses, cond *value, truth bool) []*state {
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
func (x *exec) assumeStatus(st *state, v *value, want bool) ([]*state, bool) {
	var carrier *value
	mixed := false
	v.any(func(p *value) bool {
		if p.op == opStatus || p.op == opGRPCCode {
			mixed = mixed || carrier != nil && carrier != p
			carrier = p
		}
		return false
	})
	if carrier == nil || mixed {
		return nil, false
	}
	id := attemptID{carrier.node, carrier.name, carrier.n}
	o := st.outcome(id)
	if o == nil {
		return nil, false
	}
	set, ok := x.trueSet(v)
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
func equalsUnknown(v, carrier *value) (*value, bool) {
	if v.op == opBinary && v.name == "==" {
		if v.args[0] == carrier {
			return v.args[1], true
		}
		if v.args[1] == carrier {
			return v.args[0], true
		}
	}
	if v.op == opCall && v.name == "contains" && v.args[1] == carrier {
		return v.args[0], true
	}
	return nil, false
}

// trueSet is the set of statuses for which v holds.
func (x *unit) trueSet(v *value) (codeset.Statuses, bool) {
	if s, ok := x.trueSets[v]; ok {
		return s.set, s.ok
	}
	ok := true
	set := codeset.Where(func(code int) bool {
		if !ok {
			return false
		}
		r, known := v.at(code)
		if !known || r.op != opBool {
			ok = false
			return false
		}
		return r.i == 1
	})
	if x.trueSets == nil {
		x.trueSets = map[*value]trueSet{}
	}
	x.trueSets[v] = trueSet{set, ok}
	return set, ok
}

type trueSet struct {
	set codeset.Statuses
	ok  bool
}

// assumeCode restricts a provider's code.
func (x *exec) assumeCode(st *state, v *value, want bool) ([]*state, bool) {
	if v.op != opBinary {
		return nil, false
	}
	for i := range 2 {
		carrier, c := v.args[i], v.args[1-i]
		if c.op != opInt && c.op != opString || carrier.op != opField || x.providerOf(carrier) == "" {
			continue
		}
		id, ok := carrier.attempt()
		if !ok {
			return nil, false
		}
		o := st.outcome(id)
		if o == nil {
			return nil, false
		}
		op := v.name
		if i == 1 {
			op = mirrored[op]
		}
		set, known := o.carrier[carrier]
		if !known {
			set = carrierSet{ints: codeset.AllInts(), strs: codeset.AllStrings(), isStr: c.op == opString}
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
			n.carrier = map[*value]carrierSet{}
		}
		n.carrier[carrier] = set
		n.test = x.test
		st.update(n)
		st.suppose(v, want) // the code speaks of the status too, in a way that the engine does not know
		return []*state{st}, true
	}
	return nil, false
}

var mirrored = map[string]string{"==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

func (c *carrierSet) narrow(op string, v *value, want bool) bool {
	if c.isStr {
		if op != "==" || v.op != opString {
			return false
		}
		s := codeset.StringsOf(v.name)
		if !want {
			s = s.Complement()
		}
		c.strs = c.strs.Intersect(s)
		return true
	}
	var s codeset.Ints
	const lo, hi = -1 << 63, 1<<63 - 1
	switch n := v.i; op {
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
func (x *exec) assumeAs(st *state, v *value, want bool) []*state {
	id, ok := v.attempt()
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
	switch carries := x.carriesStatus(v.typ); {
	case want && c.failed == domain.No:
		return nil
	case want && carries && !x.someStatuses(v.typ):
		c.failed = domain.Yes
		c.codes = c.codes.Minus(domain.NonStatus).Minus(domain.Success)
	case want:
		c.failed = domain.Yes
		doubt, c.codes = c.codes, codeset.Statuses{}
	case carries, x.foreign(v.typ):
		// Not this type: no status at all, or a status that another type stands for.
		doubt, c.codes = c.codes.Minus(domain.NonStatus), c.codes.Intersect(domain.NonStatus)
	}
	return x.split(st, c, doubt, v, want)
}

// someStatuses reports whether an error type of another module stands for some statuses only, which are not known: beside it there
// is another one that carries a status, and its own name is not that of an error in general.
func (x *unit) someStatuses(t types.Type) bool {
	n := gotypes.Named(t)
	if !x.foreign(t) || !gotypes.ImplementsError(n) || lexicon.GeneralErrors.Has(n.Obj().Name()) {
		return false
	}
	scope := n.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		other, ok := scope.Lookup(name).(*types.TypeName)
		if ok && other != n.Obj() && other.Exported() && !other.IsAlias() && gotypes.ImplementsError(other.Type()) && x.carriesStatus(other.Type()) {
			return true
		}
	}
	return false
}

// foreign reports whether a type is of another module than the standard library: it may tell a refusal in a way of its own.
func (x *unit) foreign(t types.Type) bool {
	n := gotypes.Named(t)
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg() != x.Pkg && !gotypes.IsStd(n.Obj().Pkg().Path())
}

// assumeOpaque takes a condition on the outcome that the engine cannot read: what was certain becomes possible.
func (x *exec) assumeOpaque(st *state, v *value, want bool) []*state {
	if v.deps&depHint != 0 {
		// Whether the server said when to come back: a path without a hint exists for every status.
		present := want
		if v.op == opBinary && v.name == "==" || v.op == opBinary && (v.name == "<" || v.name == "<=") {
			present = !want
		}
		if !present {
			return []*state{st}
		}
	}
	if formOnly(v) {
		return []*state{st}
	}
	if v.op == opBinary && v.name == "==" && !want && v.deps&depHint == 0 && emptiness(v) {
		return []*state{st} // there is something to read, as usual
	}
	if v.op == opBinary && (isDurationValue(v.args[0]) || isDurationValue(v.args[1])) && headersOnly(v) {
		return []*state{st} // retry if there is a delay to wait: every status can come with one
	}
	if v.op == opCall && v.name == "errors.Is" && x.foreignSentinel(v.args[1]) && !want {
		return []*state{st} // not a cancelled context, not the end of a file: nothing about the status
	}
	if !want && x.isSentinelTest(v) {
		return []*state{st}
	}
	return x.doubt(st, v, want)
}

// formOnly reports whether v depends on an outcome through headers that speak of a body's form, not of what went wrong.
func formOnly(v *value) bool {
	switch v.op {
	case opResult, opStatus, opGRPCCode, opField, opHavoc:
		return false
	case opCall:
		if v.name == "(net/http.Header).Get" {
			return len(v.args) == 2 && v.args[1].op == opString && lexicon.FormHeaders.Has(v.args[1].name)
		}
	}
	return allTelling(v, formOnly)
}

// allTelling reports whether f holds for the parts of v that come from an outcome, and there are any.
func allTelling(v *value, f func(*value) bool) bool {
	some := false
	for _, a := range v.args {
		if a.deps&depOutcome != 0 {
			if some = true; !f(a) {
				return false
			}
		}
	}
	return some
}

// emptiness matches len(x) == 0 and x == "".
func emptiness(v *value) bool {
	for i := range 2 {
		c, o := v.args[i], v.args[1-i]
		if c.op == opInt && c.i == 0 && o.op == opLen || c.op == opString && c.name == "" {
			return true
		}
	}
	return false
}

func isDurationValue(v *value) bool { return v.typ != nil && gotypes.IsDuration(v.typ) }

// headersOnly reports whether v depends on an outcome through its headers alone.
func headersOnly(v *value) bool {
	switch v.op {
	case opResult, opStatus, opGRPCCode:
		return false
	case opField:
		if v.name == "Header" {
			return true
		}
	}
	return allTelling(v, headersOnly)
}

// isSentinelTest matches err == errStop and errors.Is(err, errStop), for a sentinel that no status is turned into.
func (x *exec) isSentinelTest(v *value) bool {
	if v.op != opBinary && !(v.op == opCall && v.name == "errors.Is") {
		return false
	}
	return slices.ContainsFunc(v.args, func(a *value) bool {
		g, ok := a.obj.(*types.Var)
		return ok && a.op == opGlobal && gotypes.IsError(g.Type()) && x.plainSentinel(g)
	})
}

// plainSentinel reports whether an error of the package's own is nowhere returned or wrapped by a function that looks at statuses.
func (x *unit) plainSentinel(v *types.Var) bool {
	if v.Pkg() != x.Pkg || v.Exported() {
		return false
	}
	plain, known := x.plainErrors[v]
	if known {
		return plain
	}
	plain = true
	for _, f := range x.Files {
		for _, d := range f.Decls {
			plain = plain && !x.madeOfStatus(d, v)
		}
	}
	x.plainErrors[v] = plain
	return plain
}

// madeOfStatus reports whether a declaration uses a sentinel for anything else than to compare with it, and looks at statuses.
func (x *unit) madeOfStatus(d ast.Decl, v *types.Var) bool {
	uses, compares := 0, 0
	is := func(e ast.Expr) bool { return x.Variable(e) == v }
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if x.Info.Uses[n] == types.Object(v) {
				uses++
			}
		case *ast.BinaryExpr:
			if is(n.X) || is(n.Y) {
				compares++
			}
		case *ast.CaseClause:
			if slices.ContainsFunc(n.List, is) {
				compares++
			}
		case *ast.CallExpr:
			if gotypes.CalledName(n) == "Is" && slices.ContainsFunc(n.Args, is) {
				compares++
			}
		}
		return true
	})
	if uses == compares {
		return false
	}
	fd, ok := d.(*ast.FuncDecl)
	if !ok {
		return true // in a table, say
	}
	fn, _ := x.Info.Defs[fd.Name].(*types.Func)
	fi := x.infos[fn]
	return fi == nil || fi.touches
}

func (x *exec) foreignSentinel(v *value) bool {
	return v.op == opGlobal && v.obj.Pkg() != nil && gotypes.IsStd(v.obj.Pkg().Path())
}

// doubt goes on under an assumption that the engine cannot check.
func (x *exec) doubt(st *state, cond *value, truth bool) []*state {
	st.suppose(cond, truth)
	if id, ok := cond.attempt(); ok && x.test != nil {
		if o := st.outcome(id); o != nil {
			c := *o
			c.test = x.test
			st.update(c)
		}
	}
	return []*state{st}
}
