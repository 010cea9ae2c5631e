package paths

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A Frame is a function while it is executed: where it was called from, and with what, and how it was left. Paths that come to the
// same call of a function share its frame.
type Frame struct {
	Id      int           // by which the values of its variables are told from those of other frames
	Fn      ast.Node      // *ast.FuncDecl or *ast.FuncLit
	Lexical *Frame        // the frame that a function literal captured
	Caller  *Frame        // nil for a root
	Call    *ast.CallExpr // in the caller; nil for a root
	Path    sym.CallString
	Depth   int // of the calls that were followed, but for those of a recursion that came back to where it began
	Level   int // of all calls
	Since   int // the number of the last that had happened when it was called
	targets []*Target
	again   []int // of what had happened when libraries began to call again what they were given, and have not ended
	rets    []Ret
	gotos   map[types.Object][]*State
	Results []*types.Var // named results
	Recv    *sym.Value   // with which it was called, as are args
	Args    []*sym.Value
	Defers  []*sym.Value // the function literals that it defers
}

type frameID struct {
	fn      ast.Node
	path    sym.CallString
	level   int
	lexical *Frame
}

// NewFrame is the frame of a call of fn, a *ast.FuncDecl or *ast.FuncLit, on the call string path. lexical is the frame that fn captured
// and caller the one that calls; either may be nil, as may sig where it is not known.
func NewFrame(in *sym.Interner, fn ast.Node, sig *types.Signature, lexical, caller *Frame, path sym.CallString) *Frame {
	fr := &Frame{Fn: fn, Lexical: lexical, Caller: caller, Path: path, gotos: map[types.Object][]*State{}}
	if caller != nil {
		fr.Depth, fr.Level = caller.Depth+1, caller.Level+1
	}
	// The same call of the same function is the same frame on every path, so that paths can be joined behind it.
	fr.Id = in.Ptr(frameID{fn, path, fr.Level, lexical})
	if sig != nil && sig.Results().Len() > 0 && sig.Results().At(0).Name() != "" {
		fr.Results = slices.Collect(sig.Results().Variables())
	}
	return fr
}

// Number is by which values that a frame holds are told apart.
func (f *Frame) Number() int { return f.Id }

// ScopeOf is a frame as the scope of a value; nil where there is none, as in the value of a global.
func ScopeOf(f *Frame) sym.Scope {
	if f == nil {
		return nil
	}
	return f
}

// FrameOf is the frame behind a scope; nil if there is none.
func FrameOf(s sym.Scope) *Frame {
	f, _ := s.(*Frame)
	return f
}

// Cell is the key of a variable as seen from a frame, which may be nil.
func (f *Frame) Cell(obj types.Object) sym.Key {
	for ; f != nil; f = f.Lexical {
		if gotypes.Within(obj.Pos(), f.Fn) {
			return sym.Key{Obj: obj, Frame: f.Id}
		}
	}
	return sym.Key{Obj: obj}
}

// A Ret is a path that has left a function, with what it returns.
type Ret struct {
	St   *State
	Vals []*sym.Value
}

// Leave notes that a path returns vals.
func (f *Frame) Leave(st *State, vals []*sym.Value) { f.rets = append(f.rets, Ret{st, vals}) }

// Rets are the paths that have returned until now, in the order in which they did.
func (f *Frame) Rets() []Ret { return f.rets }

// A Target is a statement which break, or continue, leads out of while it is executed.
type Target struct {
	label     types.Object
	loop      bool
	since     int // the number of the last that had happened
	breaks    []*State
	continues []*State
}

// Enter notes that a statement begins which can be left by break, and if it is a loop be gone on with by continue; label may be nil.
// since is the number of the last that has happened. Each is followed by an [Frame.Exit].
func (f *Frame) Enter(label types.Object, loop bool, since int) *Target {
	t := &Target{label: label, loop: loop, since: since}
	f.targets = append(f.targets, t)
	return t
}

// Exit notes that the statement which was entered last ends.
func (f *Frame) Exit() { f.targets = f.targets[:len(f.targets)-1] }

// Repeat notes that a library begins to call again what the function has given it; since is the number of the last that has happened.
// Each is followed by a [Frame.RepeatEnds].
func (f *Frame) Repeat(since int) { f.again = append(f.again, since) }

// RepeatEnds notes that the library which began last will not call again.
func (f *Frame) RepeatEnds() { f.again = f.again[:len(f.again)-1] }

// Round is the number of the last that had happened when the outermost of the loops of the function began that it is in, or of the
// libraries that call it again; all that happened since may happen again. around is false if it is in none.
func (f *Frame) Round() (since int, around bool) {
	note := func(n int) {
		if !around || n < since {
			since, around = n, true
		}
	}
	for _, t := range f.targets {
		if t.loop {
			note(t.since)
		}
	}
	for _, n := range f.again {
		note(n)
	}
	return since, around
}

// TakeBreaks are the paths that have left the statement by break since it was last asked.
func (t *Target) TakeBreaks() []*State {
	states := t.breaks
	t.breaks = nil
	return states
}

// TakeContinues are the paths that have gone on to the next round since it was last asked.
func (t *Target) TakeContinues() []*State {
	states := t.continues
	t.continues = nil
	return states
}

// Jump takes paths to where break, continue or goto leads; label is nil if it names none.
func (f *Frame) Jump(tok token.Token, label types.Object, states []*State) {
	if tok == token.GOTO {
		f.gotos[label] = append(f.gotos[label], states...)
		return
	}
	for i := len(f.targets) - 1; i >= 0; i-- {
		t := f.targets[i]
		if label != nil && t.label != label || tok == token.CONTINUE && !t.loop {
			continue
		}
		if tok == token.CONTINUE {
			t.continues = append(t.continues, states...)
		} else {
			t.breaks = append(t.breaks, states...)
		}
		return
	}
}

// TakeJumps are the paths that have jumped to a label since it was last asked.
func (f *Frame) TakeJumps(label types.Object) []*State {
	states := f.gotos[label]
	delete(f.gotos, label)
	return states
}

// Left are the states that returns, jumps and labels have taken away from where a function is executed.
func (f *Frame) Left() map[*State]bool {
	out := map[*State]bool{}
	for _, r := range f.rets {
		out[r.St] = true
	}
	for _, t := range f.targets {
		for _, st := range append(slices.Clip(t.breaks), t.continues...) {
			out[st] = true
		}
	}
	for _, states := range f.gotos {
		for _, st := range states {
			out[st] = true
		}
	}
	return out
}
