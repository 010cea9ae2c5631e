package retry

import (
	"testing"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
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
	st := &paths.State{}
	st.Suppose(c, true)
	st.Suppose(a, false)
	st.Suppose(c, false) // the first stays
	if len(st.Assume) != 2 || st.Assume[0] != not(a) || st.Assume[1] != yes(c) {
		t.Errorf("assumptions are %v, want them in order and the first kept", st.Assume)
	}
	forked := st.Fork()
	forked.Suppose(b, true)
	if len(st.Assume) != 2 {
		t.Error("an assumption of a fork is its parent's")
	}
}

func retryOf(codes codeset.Statuses, w Wait, assume ...sym.Assumption) Retry {
	return Retry{Path: Path{Codes: codes, Wait: w, Seen: true}, Assume: assume}
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
		rs   []Retry
		want codeset.Statuses
	}{
		{"nothing", nil, codeset.Statuses{}},
		{"no assumption", []Retry{retryOf(client, WaitNone)}, client},
		{"one side of a doubt", []Retry{retryOf(client, WaitNone, yes(a))}, codeset.Statuses{}},
		{"both sides", []Retry{retryOf(client, WaitNone, yes(a)), retryOf(client, WaitNone, not(a))}, client},
		{"both sides share some", []Retry{retryOf(both, WaitNone, yes(a)), retryOf(server, WaitNone, not(a))}, server},
		{"both sides share none", []Retry{retryOf(client, WaitNone, yes(a)), retryOf(server, WaitNone, not(a))}, codeset.Statuses{}},
		{"another wait on the other side", []Retry{retryOf(client, WaitNone, yes(a)), retryOf(client, WaitFixed, not(a))}, client},
		{"two doubts, all four sides", []Retry{
			retryOf(client, WaitNone, yes(a), yes(b)), retryOf(client, WaitNone, yes(a), not(b)),
			retryOf(client, WaitNone, not(a), yes(b)), retryOf(client, WaitNone, not(a), not(b)),
		}, client},
		{"two doubts, three sides", []Retry{
			retryOf(client, WaitNone, yes(a), yes(b)), retryOf(client, WaitNone, yes(a), not(b)), retryOf(client, WaitNone, not(a), yes(b)),
		}, codeset.Statuses{}},
	} {
		var got codeset.Statuses
		for _, r := range Certain(c.rs, symexec.DefaultLimits().Certain) {
			got = got.Union(r.Path.Codes)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestSucceeds(t *testing.T) {
	all := codeset.StatusRange(100, 599)
	ok := retryOf(all, WaitNone)
	if !succeeds([]Retry{ok}, symexec.DefaultLimits().Certain) {
		t.Error("success goes round, and it is not seen")
	}
	failed := ok
	failed.Failed = true
	if succeeds([]Retry{failed}, symexec.DefaultLimits().Certain) {
		t.Error("a request failed on the way, and it is taken for a success")
	}
	if succeeds([]Retry{retryOf(codeset.Status(200), WaitNone)}, symexec.DefaultLimits().Certain) {
		t.Error("200 alone, the others leave: some state is waited for")
	}
	if succeeds([]Retry{retryOf(codeset.StatusRange(400, 599), WaitNone)}, symexec.DefaultLimits().Certain) {
		t.Error("failures only, taken for a success")
	}
	grpc := retryOf(codeset.Status(0, 14), WaitNone)
	grpc.Proto = domain.ProtoGRPC
	if !succeeds([]Retry{grpc}, symexec.DefaultLimits().Certain) {
		t.Error("gRPC's OK goes round, and it is not seen")
	}
}

func TestClassifyWait(t *testing.T) {
	in := sym.NewInterner()
	w := func(ds ...*sym.Value) *sym.Value { return in.Make(sym.Value{Op: sym.OpTuple, Args: ds}) }
	sec := func(n int64) *sym.Value { return in.Int(n * int64(time.Second)) }
	for _, c := range []struct {
		what string
		o    paths.Outcome
		wait Wait
		d    time.Duration
	}{
		{"none", paths.Outcome{Tries: 2}, WaitNone, 0},
		{"the first", paths.Outcome{Tries: 1, Waits: domain.WaitAmount, Wait: w(sec(2))}, WaitOnce, 2 * time.Second},
		{"the same again", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(sec(2)), PrevW: w(sec(2)), PrevB: domain.WaitAmount}, WaitFixed, 2 * time.Second},
		{"two in one, the same again", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(sec(1), sec(1)), PrevW: w(sec(1), sec(1)), PrevB: domain.WaitAmount}, WaitFixed, 2 * time.Second},
		{"two together, with a round between that sent nothing", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(sec(6)), PrevW: w(sec(2), sec(4)), PrevB: domain.WaitAmount}, WaitOther, 0},
		{"longer", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(sec(2)), PrevW: w(sec(1)), PrevB: domain.WaitAmount}, WaitGrowing, 2 * time.Second},
		{"shorter", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(sec(1)), PrevW: w(sec(2)), PrevB: domain.WaitAmount}, WaitOther, 0},
		{"a parameter", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(in.Fresh(nil, 0)), PrevW: w(sec(2)), PrevB: domain.WaitAmount}, WaitOther, 0},
		{"the clock", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(in.Fresh(nil, sym.DepTime)), PrevW: w(sec(2)), PrevB: domain.WaitAmount}, WaitOther, 0},
		{"a limiter", paths.Outcome{Tries: 2, Waits: domain.WaitPaced}, WaitOther, 0},
		{"a sleep and a limiter", paths.Outcome{Tries: 2, Waits: domain.WaitAmount | domain.WaitPaced, Wait: w(sec(2)), PrevW: w(sec(2)), PrevB: domain.WaitAmount}, WaitOther, 0},
		{"after an unknown one", paths.Outcome{Tries: 2, Waits: domain.WaitAmount, Wait: w(sec(2)), PrevB: domain.WaitUnknown}, WaitOther, 0},
	} {
		if wait, d := classify(&c.o); wait != c.wait || d != c.d {
			t.Errorf("%s: %d, %s; want %d, %s", c.what, wait, d, c.wait, c.d)
		}
	}
}
