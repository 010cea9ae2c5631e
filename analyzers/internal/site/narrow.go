package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"net/http"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
)

func statusText(code int) string { return http.StatusText(code) }

// A carrierSet is what a path knows of a provider's code.
type carrierSet struct {
	ints  codeset.Ints
	strs  codeset.Strings
	isStr bool
	fuzzy bool // a test that the engine cannot read stood in between
}

func (c carrierSet) equal(d carrierSet) bool {
	return c.isStr == d.isStr && c.fuzzy == d.fuzzy && c.ints.Equal(d.ints) && c.strs.Equal(d.strs)
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
		a, b := x.decide(fr, st, v, e)
		if v.op == opBool && x.isErrTest(e) {
			x.passErr(fr, append(a, b...), e)
		}
		t, f = append(t, a...), append(f, b...)
	}
	return t, f
}

// isErrTest reports whether e compares an error with nil.
func (x *exec) isErrTest(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || b.Op != token.NEQ && b.Op != token.EQL {
		return false
	}
	for _, p := range [][2]ast.Expr{{b.X, b.Y}, {b.Y, b.X}} {
		if x.info.Types[p[1]].IsNil() && isError(x.info.TypeOf(p[0])) {
			return true
		}
	}
	return false
}

// passErr notes that a decision on an error whose fate was settled elsewhere (in a helper that turned a status into
// an error) is taken here: this is where the program decides to go round, and where a reader wants the finding.
func (x *exec) passErr(fr *frame, states []*state, e ast.Expr) {
	for _, st := range states {
		var last *outcome
		at := -1
		for i, o := range st.outs {
			if last == nil || o.seq > last.seq {
				last, at = o, i
			}
		}
		if last != nil && last.test != nil && !within(last.test.Pos(), fr.fn) && last.test != e {
			c := *last
			c.test = e
			st.outs[at] = &c
		}
	}
}

func isError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

func (x *exec) decide(fr *frame, st *state, v *value, test ast.Node) (t, f []*state) {
	x.test = test
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
	if truth, ok := st.facts[v]; ok {
		if truth == want {
			return []*state{st}
		}
		return nil
	}
	if v.op == opBinary && v.name == "==" {
		for i := range 2 {
			if v.args[1-i].op == opNil {
				return x.assumeNil(st, v, v.args[i], want)
			}
		}
	}
	if v.deps&depOutcome == 0 {
		st.learn(v, want)
		return []*state{st}
	}
	if st, done := x.assumeStatus(st, v, want); done {
		return st
	}
	if st, done := x.assumeCode(st, v, want); done {
		return st
	}
	st.learn(v, want)
	if v.op == opAsOK {
		return x.assumeAs(st, v, want)
	}
	return x.assumeOpaque(st, v, want)
}

func (x *exec) assumeNil(st *state, cond, v *value, want bool) []*state {
	switch v.op {
	case opErrNew, opRef, opClosure, opFunc, opComposite, opWith, opAs:
		if want {
			return nil
		}
		return []*state{st}
	case opGlobal:
		if isError(v.typ) {
			if want {
				return nil
			}
			return []*state{st}
		}
	case opField:
		if v.deps&depOutcome != 0 { // resp.Body != nil, resp.Header != nil: a habit, it tells nothing
			return []*state{st}
		}
	case opResult:
		id := attemptID{v.node, v.name, v.n}
		o, _ := st.outcome(id)
		if o == nil {
			break
		}
		return x.assumeResult(st, *o, v, want)
	}
	st.learn(cond, want)
	if v.deps&depOutcome == 0 {
		return []*state{st}
	}
	if !want { // something made from the outcome failed: reading it, decoding it, or a check of it
		return x.blur(st, cond)
	}
	if v.op == opCall && x.checksOutcome(v) {
		return x.blur(st, cond)
	}
	return []*state{st}
}

// checksOutcome reports whether a call saw the outcome itself, not just a body: its error may then stand for a status.
func (x *exec) checksOutcome(v *value) bool {
	for _, a := range v.args {
		switch a.op {
		case opStatus, opGRPCCode, opResult:
			return true
		}
	}
	return false
}

var success = codeset.StatusRange(100, 399)

// assumeResult restricts an outcome by its own results: the error is nil or not, the response is nil or not.
func (x *exec) assumeResult(st *state, o outcome, v *value, isNil bool) []*state {
	isErr := isError(v.typ)
	fail := isErr != isNil // a non-nil error, or a nil response
	switch o.proto {
	case protoHTTP, protoDoer:
		switch {
		case !fail:
			o.codes, o.maybe = o.codes.Minus(codeset.TransportOnly()), o.maybe.Minus(codeset.TransportOnly())
		case o.proto == protoHTTP:
			o.codes, o.maybe = o.codes.Intersect(codeset.TransportOnly()), o.maybe.Intersect(codeset.TransportOnly())
		default:
			o.maybe = o.maybe.Union(o.codes)
			o.codes = o.codes.Intersect(codeset.TransportOnly())
		}
	case protoGRPC:
		if !isErr {
			return []*state{st}
		}
		ok := codeset.Status(0)
		if fail {
			o.codes, o.maybe = o.codes.Minus(ok), o.maybe.Minus(ok)
		} else {
			o.codes, o.maybe = o.codes.Intersect(ok), o.maybe.Intersect(ok)
		}
	case protoOpaque:
		if !isErr {
			return []*state{st}
		}
		if fail {
			o.codes, o.maybe = o.codes.Minus(success), o.maybe.Minus(success)
		}
	}
	if isErr {
		want := no
		if fail {
			want = yes
		}
		if o.failed != unknown && o.failed != want {
			return nil
		}
		o.failed = want
	}
	if o.codes.Empty() && o.maybe.Empty() {
		return nil
	}
	o.test = x.test
	st.update(o)
	return []*state{st}
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
	o, _ := st.outcome(id)
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
			c.codes, c.maybe = c.codes.Minus(success), c.maybe.Minus(success)
			if c.proto != protoGRPC {
				c.codes, c.maybe = c.codes.Minus(nonStatus), c.maybe.Minus(nonStatus)
			}
			if c.codes.Empty() && c.maybe.Empty() {
				return nil, true
			}
			st.update(c)
			return []*state{st}, true
		}
		return nil, false
	}
	if !want {
		set = plainStatuses.Minus(set)
	}
	c.codes, c.maybe = c.codes.Intersect(set), c.maybe.Intersect(set)
	if c.codes.Empty() && c.maybe.Empty() {
		return nil, true
	}
	st.update(c)
	return []*state{st}, true
}

var (
	plainStatuses = codeset.StatusRange(0, 999)
	nonStatus     = codeset.AllStatuses().Minus(plainStatuses)
)

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
func (x *exec) trueSet(v *value) (codeset.Statuses, bool) {
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
		o, _ := st.outcome(id)
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
		// The code speaks of the status too, in a way that the engine does not know.
		n.maybe = n.maybe.Union(n.codes)
		n.codes = codeset.Statuses{}
		n.test = x.test
		st.update(n)
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
	o, _ := st.outcome(id)
	if o == nil {
		return []*state{st}
	}
	c := *o
	c.test = x.test
	switch carries := x.carriesStatus(v.typ); {
	case want:
		if c.failed == no {
			return nil
		}
		c.failed = yes
		if carries {
			c.codes, c.maybe = c.codes.Minus(nonStatus).Minus(success), c.maybe.Minus(nonStatus).Minus(success)
		} else {
			return x.blur(st, v)
		}
	case carries:
		// Not this type: no status at all, or a status that another type stands for.
		c.maybe = c.maybe.Union(c.codes)
		c.codes = c.codes.Intersect(nonStatus)
	default:
		return []*state{st}
	}
	if c.codes.Empty() && c.maybe.Empty() {
		return nil
	}
	st.update(c)
	return []*state{st}
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
	if v.op == opCall && v.name == "errors.Is" && x.foreignSentinel(v.args[1]) && !want {
		return []*state{st} // not a cancelled context, not the end of a file: nothing about the status
	}
	return x.blur(st, v)
}

func (x *exec) foreignSentinel(v *value) bool {
	return v.op == opGlobal && v.obj.Pkg() != nil && isStd(v.obj.Pkg().Path())
}

// blur turns what was certain about the outcomes that v was made from into a possibility.
func (x *exec) blur(st *state, v *value) []*state {
	done := map[attemptID]bool{}
	v.any(func(p *value) bool {
		if p.op != opResult && p.op != opStatus && p.op != opGRPCCode {
			return false
		}
		id := attemptID{p.node, p.name, p.n}
		if done[id] {
			return false
		}
		done[id] = true
		if o, _ := st.outcome(id); o != nil {
			c := *o
			c.maybe = c.maybe.Union(c.codes)
			c.codes = codeset.Statuses{}
			c.mishap = true
			if len(c.carrier) > 0 {
				c.carrier = maps.Clone(c.carrier)
				for k, s := range c.carrier {
					s.fuzzy = true
					c.carrier[k] = s
				}
			}
			if x.test != nil {
				c.test = x.test
			}
			st.update(c)
		}
		return false
	})
	return []*state{st}
}
