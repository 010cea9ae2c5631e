package paths

import (
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A path goes if another one has its codes and holds what no condition tells from what it holds, and supposes no more.
func TestDominant(t *testing.T) {
	in := sym.NewInterner()
	held, flag := types.NewVar(token.Pos(1), nil, "held", types.Typ[types.String]), types.NewVar(token.Pos(2), nil, "flag", types.Typ[types.Bool])
	unread, other := in.Fresh(types.Typ[types.Bool], 0), in.Fresh(types.Typ[types.Bool], 0)
	unknown := []*sym.Value{in.Fresh(types.Typ[types.String], 0), in.Fresh(types.Typ[types.String], 0), in.Fresh(types.Typ[types.String], sym.DepOutcome)}
	all, one := codeset.StatusRange(400, 599), codeset.Status(503)
	state := func(v *sym.Value, set bool, o Outcome, supposes ...*sym.Value) *State {
		s := &State{Outs: []*Outcome{&o}}
		s.Set(sym.Key{Obj: held}, v)
		s.Set(sym.Key{Obj: flag}, in.Bool(set))
		for _, c := range supposes {
			s.Suppose(c, true)
		}
		return s
	}
	plain := state(unknown[0], true, Outcome{Codes: all})
	for name, c := range map[string]struct {
		states []*State
		left   []int
	}{
		"fewer codes and more assumptions": {[]*State{state(unknown[1], true, Outcome{Codes: one}, unread), plain}, []int{1}},
		"nothing but a lock delays it":     {[]*State{plain, state(unknown[1], true, Outcome{Codes: one, Waits: domain.WaitLock})}, []int{0}},
		"two that say the same":            {[]*State{plain, state(unknown[1], true, Outcome{Codes: all})}, []int{0}},
		"more codes":                       {[]*State{state(unknown[1], true, Outcome{Codes: one}), state(unknown[1], true, Outcome{Codes: all}, unread)}, []int{0, 1}},
		"other assumptions":                {[]*State{state(unknown[0], true, Outcome{Codes: all}, unread), state(unknown[0], true, Outcome{Codes: all}, other)}, []int{0, 1}},
		"another flag":                     {[]*State{plain, state(unknown[0], false, Outcome{Codes: one}, unread)}, []int{0, 1}},
		"another source":                   {[]*State{plain, state(unknown[2], true, Outcome{Codes: one}, unread)}, []int{0, 1}},
		"another wait":                     {[]*State{plain, state(unknown[1], true, Outcome{Codes: one, Waits: domain.WaitAmount})}, []int{0, 1}},
	} {
		var left []int
		for _, s := range dominant(c.states) {
			left = append(left, slices.Index(c.states, s))
		}
		if !slices.Equal(left, c.left) {
			t.Errorf("%s: %v are left, and not %v", name, left, c.left)
		}
	}
}
