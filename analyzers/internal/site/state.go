package site

import (
	"cmp"
	"go/ast"
	"maps"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An outcome is what is known, on one path, of the newest execution of an attempt. It is immutable.
type outcome struct {
	id       sym.AttemptID
	proto    domain.Proto
	codes    codeset.Statuses // with which this path is possible, under the state's assumptions
	failed   domain.Tri       // the attempt's own error is non-nil (yes) or nil (no)
	seen     bool             // the path looked at the status
	carrier  map[*sym.Value]carrierSet
	tries    int            // executions with the same inputs, this one included
	seq      int            // when it was made, for loops to know whether it is theirs
	via      ast.Node       // the loop, label or recursive call that leads back since
	viaPath  sym.CallString // the calls from the root to it
	came     wayBack        // what led back to it, with the same inputs
	again    *domain.Repeat // what it repeats by itself; may be nil
	test     ast.Node       // the last condition that looked at the outcome
	wait     *sym.Value     // the waits since, as a tuple; nil if none
	waits    domain.WaitBits
	prevW    *sym.Value // the waits of the round before
	prevB    domain.WaitBits
	renewed  domain.Renewal
	inputs   identity
	ctx      bool            // it is given a context that can end
	renewals int             // how often it was made again with nothing but other credentials
	before   sym.Assumptions // what was supposed of other outcomes before the first of these attempts
	passed   bool            // it was made by a function that turns what it refuses into errors, and there is none
	named    bool            // its error was asked for the words of a refusal
	sdk      bool            // the attempt is a call of an API's client whose error carries a status
	marks    marks           // what observers keep of it
	prev     *outcome
}

// A wayBack is what leads back to an attempt: a loop, label or call, and the calls that lead to it from the root.
type wayBack struct {
	node ast.Node
	path sym.CallString
}

type state struct {
	env    sym.Store
	tmp    results         // of the calls in the statement being executed
	stack  *suspended      // those of the statements that wait for a call to return
	facts  sym.Assumptions // the conditions that the path has decided
	outs   []*outcome
	assume sym.Assumptions
	marks  marks // what observers keep of the path
	cut    bool  // there were too many paths, so that others are missing
}

// suppose adds an assumption.
func (s *state) suppose(cond *sym.Value, truth bool) { s.assume = s.assume.With(cond, truth) }

// advance notes that the path goes on to something else: what was sent before is not sent again, or only with other
// credentials.
func (s *state) advance(credentials bool) {
	for i, o := range s.outs {
		c := *o
		c.inputs = o.inputs.advanced(credentials)
		s.outs[i] = &c
	}
}

// depsOf is where a value comes from, what it points to included.
func (s *state) depsOf(v *sym.Value) sym.Deps {
	d := v.Deps
	if v.Op == sym.OpRef {
		if c, ok := s.env.Get(v.Cell); ok {
			d |= c.Deps
		}
	}
	return d
}

// keepsOutcome reports whether a field of an object was set to what an attempt returned.
func (s *state) keepsOutcome(object *sym.Value) bool {
	if len(s.outs) == 0 || object.Op != sym.OpSym && object.Op != sym.OpField {
		return false
	}
	for k := range s.env.From(sym.DepOutcome) {
		if k.Base == object {
			return true
		}
	}
	return false
}

type suspended struct {
	tmp  results
	next *suspended
}

// results are what calls returned, in the order in which they were made. They are not changed in place.
type results []result

type result struct {
	call  ast.Expr
	value *sym.Value
}

// of is what a call returned, or nil.
func (r results) of(e ast.Expr) *sym.Value {
	for i := range r {
		if r[i].call == e {
			return r[i].value
		}
	}
	return nil
}

// with is r with one more result, or another one of the same call.
func (r results) with(e ast.Expr, v *sym.Value) results {
	out := make(results, len(r), len(r)+1)
	copy(out, r)
	for i := range out {
		if out[i].call == e {
			out[i].value = v
			return out
		}
	}
	return append(out, result{e, v})
}

// equal reports whether the same calls returned the same.
func (r results) equal(t results) bool {
	if len(r) != len(t) {
		return false
	}
	for _, a := range r {
		if t.of(a.call) != a.value {
			return false
		}
	}
	return true
}

func (s *suspended) equal(t *suspended) bool {
	for ; s != t; s, t = s.next, t.next {
		if s == nil || t == nil || !s.tmp.equal(t.tmp) {
			return false
		}
	}
	return true
}

// fork copies a state.
func (s *state) fork() *state {
	c := *s
	c.outs = slices.Clone(s.outs)
	return &c
}

func (s *state) set(k sym.Key, v *sym.Value) { s.env.Set(k, v) }

func (s *state) drop(k sym.Key) { s.env.Drop(k) }

func (s *state) setTmp(e ast.Expr, v *sym.Value) { s.tmp = s.tmp.with(e, v) }

// learn remembers the truth of a condition.
func (s *state) learn(cond *sym.Value, truth bool) {
	s.facts = s.facts.With(cond, truth)
}

// outcome finds an execution of an attempt: the newest, or the one before it.
func (s *state) outcome(id sym.AttemptID) *outcome {
	for _, o := range s.outs {
		if o.id == id {
			return o
		}
		if o.prev != nil && o.prev.id == id {
			return o.prev
		}
	}
	return nil
}

// newest is the outcome that was made last, and its place; nil if no attempt was made.
func (s *state) newest() (last *outcome, at int) {
	for i, o := range s.outs {
		if last == nil || o.seq > last.seq {
			last, at = o, i
		}
	}
	return last, at
}

// update replaces an outcome, of the newest round or of the one before it.
func (s *state) update(o outcome) {
	for i, old := range s.outs {
		if old.id == o.id {
			s.outs[i] = &o
			return
		}
		if old.prev != nil && old.prev.id == o.id {
			c := *old
			c.prev = &o
			s.outs[i] = &c
			return
		}
	}
}

func (s *state) hash() uint64 {
	h := s.env.Sum
	for _, o := range s.outs {
		h = h*31 + uint64(o.id.Round) + uint64(o.seq)<<4 + uint64(o.failed) + uint64(o.tries)<<8 + uint64(o.waits)<<16
	}
	return h
}

// mergeable reports whether two states differ in nothing but the codes, so that one state with both sets stands for both.
func mergeable(a, b *state) bool {
	if len(a.outs) != len(b.outs) || a.env.Size != b.env.Size {
		return false
	}
	for i, o := range a.outs {
		if !sameButCodes(o, b.outs[i]) {
			return false
		}
	}
	return a.marks.same(b.marks) && a.env.Equal(b.env) && a.tmp.equal(b.tmp) && a.stack.equal(b.stack)
}

func sameButCodes(o, p *outcome) bool {
	if o == p {
		return true
	}
	if o.id != p.id || o.failed != p.failed || o.seen != p.seen || o.tries != p.tries || o.renewals != p.renewals || o.via != p.via || o.viaPath != p.viaPath || o.came != p.came ||
		o.wait != p.wait || o.waits != p.waits || o.prevW != p.prevW || o.prevB != p.prevB ||
		o.renewed != p.renewed || o.passed != p.passed || o.named != p.named || o.inputs != p.inputs || !maps.EqualFunc(o.carrier, p.carrier, carrierSet.equal) || !o.marks.same(p.marks) {
		return false
	}
	if (o.prev == nil) != (p.prev == nil) {
		return false
	}
	// The codes of the round before are joined only if they are equal: a union there would forget which
	// first outcome led to which wait.
	return o.prev == nil || o.prev.codes == p.prev.codes && sameButCodes(o.prev, p.prev)
}

const maxStates = 96

// merge joins the states that differ in codes only. Past maxStates the rest is let go: every finding is the claim
// that a path exists, so that a path not followed can hide a finding but not make one.
func (x *exec) merge(states []*state) []*state {
	if len(states) < 2 {
		return states
	}
	m := &merger{joined: x.observers.Joined, states: make([]*state, 0, len(states)), hashes: make([]uint64, 0, len(states)), own: make([]bool, 0, len(states))}
	for _, s := range states {
		s.forgetRounds()
		m.add(s)
	}
	m.resolve()
	if len(m.states) > maxStates {
		return thin(m.states, maxStates)
	}
	return m.states
}

// A merger has the states that are left of those which are merged.
type merger struct {
	joined func(into, from *state)
	states []*state
	hashes []uint64
	own    []bool // the state is nobody else's, so that it can be changed in place
}

// add joins a state to one that differs in codes only, or keeps it beside the others.
func (m *merger) add(s *state) {
	h := s.hash()
	for i, t := range m.states {
		if m.hashes[i] == h && t.absorbs(s) {
			m.absorb(i, s)
			return
		}
	}
	m.states, m.hashes, m.own = append(m.states, s), append(m.hashes, h), append(m.own, false)
}

// absorb makes a state stand for s as well.
func (m *merger) absorb(i int, s *state) {
	t := m.owned(i)
	t.absorb(s)
	m.joined(t, s)
	t.agree(s)
}

// owned is a state that can be changed.
func (m *merger) owned(i int) *state {
	if !m.own[i] {
		m.states[i], m.own[i] = m.states[i].fork(), true
	}
	return m.states[i]
}

// resolve joins pairs of states that were split by a condition which the engine cannot read and that made no difference after
// all.
func (m *merger) resolve() {
	gone := 0
	for i, h := range m.hashes {
		if slices.Contains(m.hashes[:i], h) || !slices.Contains(m.hashes[i+1:], h) {
			continue
		}
		alike := []int{i}
		for j := i + 1; j < len(m.hashes); j++ {
			if m.hashes[j] == h {
				alike = append(alike, j)
			}
		}
		gone += m.resolveAlike(alike)
	}
	if gone > 0 {
		m.states = slices.DeleteFunc(m.states, func(s *state) bool { return s == nil })
	}
}

// resolveAlike is resolve for states with the same hash. Those that are joined to others become nil; it returns their number.
func (m *merger) resolveAlike(alike []int) (gone int) {
	pairs := func(join func(i, j int) bool) (changed bool) {
		for n, i := range alike {
			for _, j := range alike[n+1:] {
				if m.states[i] != nil && m.states[j] != nil && join(i, j) {
					m.states[j] = nil
					gone++
					changed = true
				}
			}
		}
		return changed
	}
	for pairs(func(i, j int) bool {
		s, t := m.states[i], m.states[j]
		common, ok := sym.Resolve(s.assume, t.assume)
		if !ok || !sameCodes(s, t) || !mergeable(s, t) {
			return false
		}
		s = m.owned(i)
		s.assume = common
		s.cut = s.cut || t.cut
		m.joined(s, t)
		s.agree(t)
		return true
	}) {
		pairs(func(i, j int) bool { // it may now equal another
			if !m.states[i].absorbs(m.states[j]) {
				return false
			}
			m.absorb(i, m.states[j])
			return true
		})
	}
	return gone
}

// thin keeps n of the states: most of them are the ones that have gone furthest, which complete a round; the others those
// that alone go on with some codes, or with some answers (nil, true) to the calls at hand.
func thin(states []*state, n int) []*state {
	type kind struct {
		answers uint64
		codes   codeset.Statuses
	}
	seen := map[kind]bool{}
	alone := func(s *state) bool {
		k := kind{answers: s.answers()}
		if o, _ := s.newest(); o != nil {
			k.codes = o.codes
		}
		known := seen[k]
		seen[k] = true
		return !known
	}
	slices.SortStableFunc(states, func(a, b *state) int { return cmp.Compare(b.progress(), a.progress()) })
	out := slices.Clone(states[:n*3/4])
	for _, s := range out {
		alone(s)
	}
	var rest []*state
	for _, s := range states[n*3/4:] {
		if len(out) < n && alone(s) {
			out = append(out, s)
		} else {
			rest = append(rest, s)
		}
	}
	out = append(out, rest[:n-len(out)]...)
	for _, s := range out {
		s.cut = true
	}
	return out
}

// answers is a hash of what the calls at hand returned, as far as it is nil, true or false.
func (s *state) answers() uint64 {
	var h uint64
	for _, r := range s.tmp {
		k, v := uint64(r.call.Pos()), r.value
		vals := []*sym.Value{v}
		if v.Op == sym.OpTuple {
			vals = v.Args
		}
		for _, v := range vals {
			k = k*0x9e3779b97f4a7c15 + 3
			switch v.Op {
			case sym.OpNil:
				k++
			case sym.OpBool:
				k += 2 + uint64(v.Int)
			}
		}
		h += k * 0xbf58476d1ce4e5b9
	}
	return h
}

// collect drops the allocations that nothing refers to any more; result is what a function is about to return.
func (s *state) collect(result *sym.Value) {
	var live map[sym.Key]bool
	var mark func(v *sym.Value)
	mark = func(v *sym.Value) {
		if !v.Refs {
			return
		}
		if v.Op == sym.OpRef && v.Cell.Node != nil && !live[v.Cell] {
			live[v.Cell] = true
			if c, ok := s.env.Get(v.Cell); ok {
				mark(c)
			}
		}
		for _, a := range v.Args {
			mark(a)
		}
	}
	for k := range s.env.All() {
		if k.Node == nil {
			continue
		}
		if live == nil {
			live = map[sym.Key]bool{}
			mark(result)
			for k, v := range s.env.All() {
				if k.Node == nil {
					mark(v)
				}
				if k.Base != nil {
					mark(k.Base)
				}
			}
			for _, r := range s.tmp {
				mark(r.value)
			}
			for f := s.stack; f != nil; f = f.next {
				for _, r := range f.tmp {
					mark(r.value)
				}
			}
		}
		if !live[k] {
			s.drop(k)
		}
	}
}

// forgetRounds lets go of the rounds before the newest that nothing refers to any more.
func (s *state) forgetRounds() {
	for i, o := range s.outs {
		if o.prev == nil {
			continue
		}
		used := false
		for _, v := range s.env.From(sym.DepOutcome) {
			if v.Any(func(p *sym.Value) bool {
				return (p.Op == sym.OpResult || p.Op == sym.OpStatus || p.Op == sym.OpGRPCCode) && p.Node == o.id.Node && p.N == o.prev.id.Round && sym.CallString(p.Name) == o.id.Path
			}) {
				used = true
				break
			}
		}
		if !used {
			c := *o
			c.prev = nil
			s.outs[i] = &c
		}
	}
}

// absorbs reports whether t and s differ in codes only.
func (t *state) absorbs(s *state) bool { return slices.Equal(s.assume, t.assume) && mergeable(s, t) }

// absorb makes t stand for s as well, which differs in codes only.
func (t *state) absorb(s *state) {
	for i, o := range s.outs {
		if t.outs[i] != o {
			c := *t.outs[i]
			if o.codes.Len() > c.codes.Len() { // the test that lets more pass is the one to show
				c.test = o.test
			}
			c.codes = c.codes.Union(o.codes)
			c.before = shared(c.before, o.before)
			t.outs[i] = &c
		}
	}
	t.cut = t.cut || s.cut
}

// shared are the assumptions in both lists.
func shared(a, b sym.Assumptions) sym.Assumptions {
	if slices.Equal(a, b) {
		return a
	}
	return slices.DeleteFunc(slices.Clone(a), func(x sym.Assumption) bool {
		truth, known := b.Truth(x.Cond)
		return !known || truth != x.Truth
	})
}

// agree keeps the facts that hold in both.
func (t *state) agree(s *state) {
	t.facts = shared(t.facts, s.facts)
}

func sameCodes(s, t *state) bool {
	if len(s.outs) != len(t.outs) {
		return false
	}
	for i, o := range s.outs {
		if o.codes != t.outs[i].codes {
			return false
		}
	}
	return true
}

func (s *state) progress() int {
	n := 0
	for _, o := range s.outs {
		n += o.tries
	}
	return n
}
