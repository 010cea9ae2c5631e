package paths

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A jump leads to the innermost statement that it can mean, or to the one that it names.
func TestJump(t *testing.T) {
	label := types.NewLabel(token.NoPos, nil, "outer")
	fr := NewFrame(sym.NewInterner(), &ast.FuncLit{}, nil, nil, nil, "")
	loop, choice := fr.Enter(label, true, 0), fr.Enter(nil, false, 0)
	states := func(n int) []*State { return make([]*State, n) }
	fr.Jump(token.BREAK, nil, states(1))
	fr.Jump(token.CONTINUE, nil, states(2))
	fr.Jump(token.BREAK, label, states(3))
	fr.Jump(token.CONTINUE, label, states(4))
	fr.Jump(token.GOTO, label, states(5))
	got := []int{len(choice.TakeBreaks()), len(choice.TakeContinues()), len(loop.TakeContinues()), len(loop.TakeBreaks()), len(fr.TakeJumps(label))}
	if want := []int{1, 0, 6, 3, 5}; !slices.Equal(got, want) {
		t.Errorf("paths where they lead: %v, want %v", got, want)
	}
	if n := len(loop.TakeBreaks()) + len(loop.TakeContinues()) + len(fr.TakeJumps(label)); n > 0 {
		t.Errorf("%d paths are taken twice", n)
	}
	fr.Exit()
	fr.Jump(token.BREAK, nil, states(1))
	if len(choice.TakeBreaks()) > 0 || len(loop.TakeBreaks()) != 1 {
		t.Error("a statement that has ended is left by break")
	}
}

// A path that comes back from a function goes on with what the statement's calls had returned before, without the function's variables.
func TestReturn(t *testing.T) {
	in := sym.NewInterner()
	variable := func() *types.Var { return types.NewVar(token.NoPos, nil, "v", types.Typ[types.Int]) }
	fr := NewFrame(in, &ast.FuncLit{}, nil, nil, nil, "")
	own, kept, other := sym.Key{Obj: variable(), Frame: fr.Id}, sym.Key{Obj: variable(), Frame: fr.Id}, sym.Key{Obj: variable()}
	before, within, call := &ast.CallExpr{}, &ast.CallExpr{}, &ast.CallExpr{}
	st := &State{}
	st.SetResult(before, in.Int(1))
	st.Suspend()
	for _, k := range []sym.Key{own, kept, other} {
		st.Set(k, in.Int(2))
	}
	st.SetResult(within, in.Int(3))
	address := in.Make(sym.Value{Op: sym.OpRef, Cell: kept})
	st.Return(fr, call, address)
	if st.Result(before) != in.Int(1) || st.Result(within) != nil || st.Result(call) != address || st.Suspended() != 0 {
		t.Error("the results are not those of the statement that the path came back to")
	}
	if st.Env.At(own) != nil || st.Env.At(kept) == nil || st.Env.At(other) == nil {
		t.Error("not just the variables of the function are gone that nothing leads to any more")
	}
}
