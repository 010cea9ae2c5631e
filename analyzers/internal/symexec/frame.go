package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Number is by which values that a frame holds are told apart.
func (f *Frame) Number() int { return f.Id }

// scopeOf is a frame as the scope of a value; nil where there is none, as in the value of a global.
func scopeOf(f *Frame) sym.Scope {
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

type Frame struct {
	Id      int
	Fn      ast.Node // *ast.FuncDecl or *ast.FuncLit
	Lexical *Frame   // the frame that a function literal captured
	Caller  *Frame
	Call    *ast.CallExpr // in the caller; nil for a root
	Path    sym.CallString
	Depth   int // of the calls that were followed, but for those of a recursion that came back to where it began
	Level   int // of all calls
	targets []*target
	rets    []Ret
	gotos   map[types.Object][]*State
	results []*types.Var // named results
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

type target struct {
	label types.Object
	loop  bool
	brk   []*State
	cont  []*State
}

type Ret struct {
	St   *State
	Vals []*sym.Value
}

func (x *Exec) NewFrame(fn ast.Node, sig *types.Signature, lexical, caller *Frame, path sym.CallString) *Frame {
	fr := &Frame{Fn: fn, Lexical: lexical, Caller: caller, Path: path, gotos: map[types.Object][]*State{}}
	if caller != nil {
		fr.Depth, fr.Level = caller.Depth+1, caller.Level+1
	}
	// The same call of the same function is the same frame on every path, so that paths can be joined behind it.
	fr.Id = x.In.Ptr(frameID{fn, path, fr.Level, lexical})
	if sig != nil && sig.Results().Len() > 0 && sig.Results().At(0).Name() != "" {
		for i := range sig.Results().Len() {
			fr.results = append(fr.results, sig.Results().At(i))
		}
	}
	return fr
}

// Cell is the key of a variable as seen from fr.
func (x *Exec) Cell(fr *Frame, obj types.Object) sym.Key {
	for f := fr; f != nil; f = f.Lexical {
		if gotypes.Within(obj.Pos(), f.Fn) {
			return sym.Key{Obj: obj, Frame: f.Id}
		}
	}
	return sym.Key{Obj: obj}
}
