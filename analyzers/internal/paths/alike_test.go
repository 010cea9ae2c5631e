package paths

import (
	"go/token"
	"go/types"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Of paths that differ in what their kind ignores one is left, the first; whatever else differs keeps them apart.
func TestOneOfEach(t *testing.T) {
	in := sym.NewInterner()
	url, count := types.NewVar(token.Pos(1), nil, "url", types.Typ[types.String]), types.NewVar(token.Pos(2), nil, "n", types.Typ[types.Int])
	state := func(u string, n int64, codes codeset.Statuses) *State {
		s := &State{Outs: []*Outcome{{Codes: codes}}}
		s.Set(sym.Key{Obj: url}, in.Str(u))
		s.Set(sym.Key{Obj: count}, in.Int(n))
		return s
	}
	one, two := codeset.Status(500), codeset.Status(503)
	states := []*State{state("a", 1, one), state("b", 1, one), state("a", 2, one), state("c", 1, two), state("d", 2, one)}
	got := OneOfEach(states, func(*State) Kind {
		return Kind{Ignores: func(k sym.Key, _ *sym.Value) bool { return k.Obj == url }}
	})
	if len(got) != 3 || got[0] != states[0] || got[1] != states[2] || got[2] != states[3] {
		t.Errorf("%d are left of five that are of three kinds", len(got))
	}
	n := uint64(0)
	if got := OneOfEach(states, func(*State) Kind {
		n++
		return Kind{Hash: n, Ignores: func(sym.Key, *sym.Value) bool { return true }}
	}); len(got) != len(states) {
		t.Errorf("%d are left of %d kinds", len(got), len(states))
	}
}
