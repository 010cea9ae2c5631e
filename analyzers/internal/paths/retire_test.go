package paths

import (
	"go/ast"
	"go/token"
	"go/types"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

func called(at token.Pos) *ast.CallExpr { return &ast.CallExpr{Fun: &ast.Ident{NamePos: at}} }

// answered is what an attempt returned: its error, or another result.
func answered(in *sym.Interner, o *Outcome, t types.Type) *sym.Value {
	return in.Make(sym.Value{Op: sym.OpResult, Node: o.Id.Node, Name: string(o.Id.Path), N: o.Id.Round, Int: int64(len(t.String())), Typ: t, Deps: sym.DepOutcome})
}

func TestRetire(t *testing.T) {
	in := sym.NewInterner()
	failure, text := types.Universe.Lookup("error").Type(), types.Typ[types.String]
	variable := sym.Key{Obj: types.NewVar(1, nil, "v", failure)}
	first := &Outcome{Id: sym.AttemptID{Node: called(1), Round: 1}, Seq: 1, Codes: codeset.Status(200)}
	never, always := func(*Outcome) bool { return false }, func(*Outcome) bool { return true }
	err := answered(in, first, failure)
	flag := in.Make(sym.Value{Op: sym.OpField, Name: "OK", Typ: types.Typ[types.Bool], Args: []*sym.Value{
		in.Make(sym.Value{Op: sym.OpHavoc, Node: first.Id.Node, Args: []*sym.Value{err}, Deps: sym.DepOutcome})}})
	for _, test := range []struct {
		name  string
		until int
		asked func(*Outcome) bool
		set   func(*State)
		left  int
	}{
		{"nobody knows of it", 1, never, func(*State) {}, 0},
		{"something can lead back to it", 0, never, func(*State) {}, 1},
		{"its error is kept", 1, never, func(s *State) { s.Set(variable, err) }, 1},
		{"a text that it returned is kept", 1, never, func(s *State) { s.Set(variable, answered(in, first, text)) }, 0},
		{"a call of the statement returned it", 1, never, func(s *State) { s.SetResult(called(1), err) }, 1},
		{"a statement that waits has it", 1, never, func(s *State) { s.SetResult(called(1), err); s.Suspend() }, 1},
		{"something was noted of it", 1, never, func(s *State) {
			s.Set(sym.Key{Base: in.Str("body"), Ghost: &sym.Ghost{Name: "sent"}}, in.Make(sym.Value{Op: sym.OpSym, Node: first.Id.Node}))
		}, 1},
		{"a flag of its body was asked for", 1, always, func(s *State) { s.Suppose(flag, true) }, 1},
		{"a flag of its body was asked for elsewhere", 1, never, func(s *State) { s.Suppose(flag, true) }, 0},
	} {
		s := &State{Outs: []*Outcome{first}}
		s.Suppose(in.Binary("==", err, in.Nil(), nil), true)
		s.Learn(in.Binary("==", err, in.Nil(), nil), true)
		test.set(s)
		s.Retire(test.until, test.asked)
		if len(s.Outs) != test.left {
			t.Errorf("%s: %d attempts are left, want %d", test.name, len(s.Outs), test.left)
		}
		if known := len(s.Facts) + len(s.Assume); test.left == 0 && known > 0 {
			t.Errorf("%s: %d conditions on an attempt that is gone are left", test.name, known)
		}
	}
}

// A path that makes an attempt again supposes nothing more of how it fared before; what it supposes of others stays.
func TestRepeats(t *testing.T) {
	in := sym.NewInterner()
	failure := types.Universe.Lookup("error").Type()
	o, other := &Outcome{Id: sym.AttemptID{Node: called(1), Round: 2}}, &Outcome{Id: sym.AttemptID{Node: called(2), Round: 1}}
	s := &State{Outs: []*Outcome{o, other}}
	for _, of := range s.Outs {
		s.Suppose(in.Binary("==", answered(in, of, failure), in.Nil(), nil), false)
	}
	s.Repeats(o)
	if len(s.Assume) != 1 || !other.tells(s.Assume[0].Cond) {
		t.Errorf("%d suppositions are left, want the one of the other attempt", len(s.Assume))
	}
}

// A way out of a cycle that a round before had, with what that round returned, is not new.
func TestRounds(t *testing.T) {
	in := sym.NewInterner()
	failure := types.Universe.Lookup("error").Type()
	variable := sym.Key{Obj: types.NewVar(1, nil, "err", failure)}
	call := called(1)
	leaves := func(round int, codes codeset.Statuses, flag bool) *State {
		o := &Outcome{Id: sym.AttemptID{Node: call, Round: round}, Seq: round, Tries: round, Codes: codes}
		s := &State{Outs: []*Outcome{o}}
		s.Set(variable, answered(in, o, failure))
		s.Suppose(in.Binary("==", answered(in, o, failure), in.Nil(), nil), flag)
		return s
	}
	r := NewRounds(in)
	if n := len(r.New([]*State{leaves(1, codeset.Status(400), true), leaves(1, codeset.Status(404), true)})); n != 2 {
		t.Errorf("%d ways out of the first round are new, want both", n)
	}
	for _, test := range []struct {
		name string
		s    *State
		want int
	}{
		{"the same, of the second round", leaves(2, codeset.Status(400), true), 0},
		{"another code", leaves(2, codeset.Status(500), true), 1},
		{"another supposition", leaves(2, codeset.Status(404), false), 1},
	} {
		if n := len(r.New([]*State{test.s})); n != test.want {
			t.Errorf("%s: %d are new, want %d", test.name, n, test.want)
		}
	}
}
