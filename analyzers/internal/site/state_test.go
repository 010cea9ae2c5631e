package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"testing"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

func TestResolve(t *testing.T) {
	in := sym.NewInterner()
	a, b, c := in.Fresh(nil, 0), in.Fresh(nil, 0), in.Fresh(nil, 0)
	yes := func(v *sym.Value) sym.Assumption { return sym.Assumption{Cond: v, Truth: true} }
	not := func(v *sym.Value) sym.Assumption { return sym.Assumption{Cond: v, Truth: false} }
	for _, test := range []struct {
		what   string
		p, q   []sym.Assumption
		common []sym.Assumption
		ok     bool
	}{
		{"opposite", []sym.Assumption{yes(a)}, []sym.Assumption{not(a)}, nil, true},
		{"opposite in one of three", []sym.Assumption{yes(a), yes(b), not(c)}, []sym.Assumption{yes(a), not(b), not(c)}, []sym.Assumption{yes(a), not(c)}, true},
		{"the same", []sym.Assumption{yes(a)}, []sym.Assumption{yes(a)}, nil, false},
		{"none", nil, nil, nil, false},
		{"two differ", []sym.Assumption{yes(a), yes(b)}, []sym.Assumption{not(a), not(b)}, nil, false},
		{"about different things", []sym.Assumption{yes(a)}, []sym.Assumption{not(b)}, nil, false},
		{"one more", []sym.Assumption{yes(a)}, []sym.Assumption{not(a), yes(b)}, nil, false},
	} {
		common, ok := sym.Resolve(test.p, test.q)
		if ok != test.ok || len(common) != len(test.common) {
			t.Errorf("%s: %v, %v", test.what, common, ok)
			continue
		}
		for i := range common {
			if common[i] != test.common[i] {
				t.Errorf("%s: %v, want %v", test.what, common, test.common)
			}
		}
	}
	st := &state{}
	st.suppose(c, true)
	st.suppose(a, false)
	st.suppose(c, false) // the first stays
	if len(st.assume) != 2 || st.assume[0] != not(a) || st.assume[1] != yes(c) {
		t.Errorf("assumptions are %v, want them in order and the first kept", st.assume)
	}
	forked := st.fork()
	forked.suppose(b, true)
	if len(st.assume) != 2 {
		t.Error("an assumption of a fork is its parent's")
	}
}

func retryOf(codes codeset.Statuses, w Wait, assume ...sym.Assumption) retry {
	return retry{path: Path{Codes: codes, Wait: w, seen: true}, assume: assume}
}

func TestCertain(t *testing.T) {
	in := sym.NewInterner()
	a, b := in.Fresh(nil, 0), in.Fresh(nil, 0)
	client, server := codeset.StatusRange(400, 499), codeset.StatusRange(500, 599)
	both := client.Union(server)
	yes := func(v *sym.Value) sym.Assumption { return sym.Assumption{Cond: v, Truth: true} }
	not := func(v *sym.Value) sym.Assumption { return sym.Assumption{Cond: v, Truth: false} }
	for _, c := range []struct {
		what string
		rs   []retry
		want codeset.Statuses
	}{
		{"nothing", nil, codeset.Statuses{}},
		{"no assumption", []retry{retryOf(client, WaitNone)}, client},
		{"one side of a doubt", []retry{retryOf(client, WaitNone, yes(a))}, codeset.Statuses{}},
		{"both sides", []retry{retryOf(client, WaitNone, yes(a)), retryOf(client, WaitNone, not(a))}, client},
		{"both sides share some", []retry{retryOf(both, WaitNone, yes(a)), retryOf(server, WaitNone, not(a))}, server},
		{"both sides share none", []retry{retryOf(client, WaitNone, yes(a)), retryOf(server, WaitNone, not(a))}, codeset.Statuses{}},
		{"another wait on the other side", []retry{retryOf(client, WaitNone, yes(a)), retryOf(client, WaitFixed, not(a))}, codeset.Statuses{}},
		{"two doubts, all four sides", []retry{
			retryOf(client, WaitNone, yes(a), yes(b)), retryOf(client, WaitNone, yes(a), not(b)),
			retryOf(client, WaitNone, not(a), yes(b)), retryOf(client, WaitNone, not(a), not(b)),
		}, client},
		{"two doubts, three sides", []retry{
			retryOf(client, WaitNone, yes(a), yes(b)), retryOf(client, WaitNone, yes(a), not(b)), retryOf(client, WaitNone, not(a), yes(b)),
		}, codeset.Statuses{}},
	} {
		var got codeset.Statuses
		for _, r := range certain(c.rs) {
			got = got.Union(r.path.Codes)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestSucceeds(t *testing.T) {
	all := codeset.StatusRange(100, 599)
	ok := retryOf(all, WaitNone)
	if !succeeds([]retry{ok}) {
		t.Error("success goes round, and it is not seen")
	}
	failed := ok
	failed.failed = true
	if succeeds([]retry{failed}) {
		t.Error("a request failed on the way, and it is taken for a success")
	}
	if succeeds([]retry{retryOf(codeset.Status(200), WaitNone)}) {
		t.Error("200 alone, the others leave: some state is waited for")
	}
	if succeeds([]retry{retryOf(codeset.StatusRange(400, 599), WaitNone)}) {
		t.Error("failures only, taken for a success")
	}
	grpc := retryOf(codeset.Status(0, 14), WaitNone)
	grpc.proto = domain.ProtoGRPC
	if !succeeds([]retry{grpc}) {
		t.Error("gRPC's OK goes round, and it is not seen")
	}
}

func TestMerge(t *testing.T) {
	in := sym.NewInterner()
	v := sym.Key{Obj: types.NewVar(token.NoPos, nil, "n", types.Typ[types.Int])}
	call := &ast.CallExpr{}
	with := func(codes codeset.Statuses, n int64) *state {
		o := &outcome{id: sym.AttemptID{Node: call, Path: "", Round: 1}, codes: codes, tries: 1, failed: domain.Yes}
		return &state{env: holding(v, in.Int(n)), outs: []*outcome{o}}
	}
	got := (&exec{}).merge([]*state{with(codeset.Status(400), 1), with(codeset.Status(401), 1), with(codeset.Status(402), 2)})
	if len(got) != 2 {
		t.Fatalf("%d states, want those that differ in codes only joined: 2", len(got))
	}
	if got[0].outs[0].codes != codeset.Status(400, 401) || got[1].outs[0].codes != codeset.Status(402) {
		t.Errorf("codes are %s and %s", got[0].outs[0].codes, got[1].outs[0].codes)
	}

	// What one path knows and the other does not, the joined one does not.
	p, q := with(codeset.Status(400), 1), with(codeset.Status(401), 1)
	fact, same := in.Fresh(nil, 0), in.Fresh(nil, 0)
	p.learn(fact, true)
	p.learn(same, true)
	q.learn(same, true)
	one := (&exec{}).merge([]*state{p, q})
	if len(one) != 1 || !slices.Equal(one[0].facts, sym.Assumptions{{Cond: same, Truth: true}}) {
		t.Errorf("%d states; facts are %v", len(one), one[0].facts)
	}

	// A doubt that made no difference is gone.
	doubt := in.Fresh(nil, sym.DepOutcome)
	p, q = with(codeset.Status(400), 1), with(codeset.Status(400), 1)
	p.suppose(doubt, true)
	q.suppose(doubt, false)
	if one := (&exec{}).merge([]*state{p, q}); len(one) != 1 || len(one[0].assume) != 0 {
		t.Errorf("%d states, want the doubt resolved", len(one))
	}
	// One that made a difference stays.
	p, q = with(codeset.Status(400), 1), with(codeset.Status(401), 1)
	p.suppose(doubt, true)
	q.suppose(doubt, false)
	if two := (&exec{}).merge([]*state{p, q}); len(two) != 2 {
		t.Errorf("%d states, want both sides of the doubt", len(two))
	}

	var many []*state
	for i := range 5 * maxStates {
		many = append(many, with(codeset.Status(400), int64(i)))
	}
	many[len(many)-1].outs[0].tries = 3
	got = (&exec{}).merge(many)
	if len(got) != maxStates || got[0].progress() != 3 {
		t.Errorf("%d states, the first with progress %d; want %d and the one that has gone furthest first", len(got), got[0].progress(), maxStates)
	}
}

// holding is a store with one cell.
func holding(k sym.Key, v *sym.Value) sym.Store {
	var s sym.Store
	s.Set(k, v)
	return s
}

// A fork and its parent do not see each other's changes.
func TestFork(t *testing.T) {
	in := sym.NewInterner()
	k := sym.Key{Obj: types.NewVar(token.NoPos, nil, "n", types.Typ[types.Int])}
	e := &ast.Ident{Name: "e"}
	st := &state{env: holding(k, in.Int(1)), outs: []*outcome{{id: sym.AttemptID{Round: 1}, codes: codeset.Status(400)}}}
	st.setTmp(e, in.Int(1))
	st.learn(in.Int(1), true)
	f := st.fork()
	f.set(k, in.Int(2))
	f.setTmp(e, in.Int(2))
	f.learn(in.Int(2), true)
	o := *f.outs[0]
	o.codes = codeset.Status(500)
	f.update(o)
	if st.env.At(k) != in.Int(1) || st.tmp.of(e) != in.Int(1) || len(st.facts) != 1 || st.outs[0].codes != codeset.Status(400) {
		t.Error("a change of the fork is seen in its parent")
	}
	st.drop(k)
	if f.env.At(k) != in.Int(2) {
		t.Error("a change of the parent is seen in the fork")
	}
}

func TestClassifyWait(t *testing.T) {
	in := sym.NewInterner()
	w := func(ds ...*sym.Value) *sym.Value { return in.Make(sym.Value{Op: sym.OpTuple, Args: ds}) }
	sec := func(n int64) *sym.Value { return in.Int(n * int64(time.Second)) }
	for _, c := range []struct {
		what string
		o    outcome
		wait Wait
		d    time.Duration
	}{
		{"none", outcome{tries: 2}, WaitNone, 0},
		{"the first", outcome{tries: 1, waits: domain.WaitAmount, wait: w(sec(2))}, WaitOnce, 2 * time.Second},
		{"the same again", outcome{tries: 2, waits: domain.WaitAmount, wait: w(sec(2)), prevW: w(sec(1), sec(1)), prevB: domain.WaitAmount}, WaitFixed, 2 * time.Second},
		{"longer", outcome{tries: 2, waits: domain.WaitAmount, wait: w(sec(2)), prevW: w(sec(1)), prevB: domain.WaitAmount}, WaitGrowing, 2 * time.Second},
		{"shorter", outcome{tries: 2, waits: domain.WaitAmount, wait: w(sec(1)), prevW: w(sec(2)), prevB: domain.WaitAmount}, WaitOther, 0},
		{"a parameter", outcome{tries: 2, waits: domain.WaitAmount, wait: w(in.Fresh(nil, 0)), prevW: w(sec(2)), prevB: domain.WaitAmount}, WaitOther, 0},
		{"the clock", outcome{tries: 2, waits: domain.WaitAmount, wait: w(in.Fresh(nil, sym.DepTime)), prevW: w(sec(2)), prevB: domain.WaitAmount}, WaitOther, 0},
		{"a limiter", outcome{tries: 2, waits: domain.WaitPaced}, WaitOther, 0},
		{"a sleep and a limiter", outcome{tries: 2, waits: domain.WaitAmount | domain.WaitPaced, wait: w(sec(2)), prevW: w(sec(2)), prevB: domain.WaitAmount}, WaitOther, 0},
		{"after an unknown one", outcome{tries: 2, waits: domain.WaitAmount, wait: w(sec(2)), prevB: domain.WaitUnknown}, WaitOther, 0},
	} {
		if wait, d := classify(&c.o); wait != c.wait || d != c.d {
			t.Errorf("%s: %d, %s; want %d, %s", c.what, wait, d, c.wait, c.d)
		}
	}
}
