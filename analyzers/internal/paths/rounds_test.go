package paths

import (
	"go/ast"
	"go/token"
	"go/types"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Paths that know the same from different rounds lead to the same: one of them stays.
func TestOneOfEachRound(t *testing.T) {
	in := sym.NewInterner()
	call := &ast.CallExpr{Fun: ast.NewIdent("f")}
	held := sym.Key{Obj: types.NewVar(token.Pos(1), nil, "held", types.Universe.Lookup("error").Type())}
	all, some := codeset.StatusRange(400, 599), codeset.StatusRange(500, 599)
	timeout, other := in.Fresh(types.Typ[types.Bool], 0), in.Fresh(types.Typ[types.Bool], 0)
	type is struct {
		round, tries int
		codes        codeset.Statuses
		supposes     []*sym.Value
	}
	state := func(c is) *State {
		s := &State{Outs: []*Outcome{{Id: sym.AttemptID{Node: call, Round: c.round}, Tries: c.tries, Codes: c.codes}}}
		s.Set(held, in.Make(sym.Value{Op: sym.OpResult, Node: call, N: c.round, Int: 1, Deps: sym.DepOutcome}))
		for _, v := range c.supposes {
			s.Suppose(v, true)
		}
		return s
	}
	for name, c := range map[string]struct {
		a, b is
		left int
	}{
		"another round":            {is{round: 2, tries: 1, codes: all}, is{round: 3, tries: 1, codes: all}, 1},
		"another number of tries":  {is{round: 2, tries: 1, codes: all}, is{round: 3, tries: 2, codes: all}, 2},
		"fewer codes":              {is{round: 2, tries: 1, codes: all}, is{round: 3, tries: 1, codes: some}, 1},
		"more codes":               {is{round: 2, tries: 1, codes: some}, is{round: 3, tries: 1, codes: all}, 2},
		"for another reason":       {is{1, 1, all, []*sym.Value{timeout}}, is{1, 1, all, []*sym.Value{other}}, 1},
		"for more reasons":         {is{1, 1, all, []*sym.Value{timeout}}, is{1, 1, all, []*sym.Value{timeout, other}}, 1},
		"for fewer reasons":        {is{1, 1, all, []*sym.Value{timeout, other}}, is{1, 1, all, []*sym.Value{timeout}}, 2},
		"what is not known of one": {is{round: 2, tries: 1, codes: all}, is{round: 2, tries: 2, codes: some}, 2},
	} {
		if got := oneOfEachRound([]*State{state(c.a), state(c.b)}, in); len(got) != c.left {
			t.Errorf("%s: %d paths are left, want %d", name, len(got), c.left)
		}
	}
}
