package symexec

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// runsAside is the function literal that e is, if it is to be followed beside the path that comes by; nil if not.
func (x *Exec) runsAside(e ast.Expr) *ast.FuncLit {
	lit, ok := ast.Unparen(e).(*ast.FuncLit)
	if !ok || x.Outline || x.Asides[lit] != nil || !gotypes.Interesting(lit) {
		return nil
	}
	return lit
}

// aside follows a function literal that runs elsewhere, as it was handed to a call that is not followed, for the retry
// sites in it alone: the paths of the caller do not pass through it.
func (x *Exec) aside(fr *paths.Frame, fun ast.Expr, states []*paths.State) {
	if lit := x.runsAside(fun); lit != nil && len(states) > 0 {
		x.beginAside(fr, lit, fr, lit.Pos(), nil, states)
	}
}

// launch follows the function literal that a go statement starts, as aside does.
func (x *Exec) launch(fr *paths.Frame, s *ast.GoStmt, states []*paths.State) {
	if lit, ok := ast.Unparen(s.Call.Fun).(*ast.FuncLit); !ok {
		x.launchHeld(fr, s.Call, s.Call.Fun, s.Call.Args, states)
	} else if x.runsAside(lit) != nil && len(states) > 0 {
		x.beginAside(fr, lit, fr, lit.Pos(), s.Call.Args, states)
	}
}

// launchHeld follows the function literal that a variable holds, which may be another one on each path, where a call starts it. In a loop it is
// started in each round: once is enough.
func (x *Exec) launchHeld(fr *paths.Frame, call *ast.CallExpr, fun ast.Expr, args []ast.Expr, states []*paths.State) {
	if x.Outline || x.launched[call] {
		return
	}
	if _, ok := x.Denoted(fun).(*types.Func); ok {
		return
	}
	var held []*sym.Value
	started := map[*sym.Value][]*paths.State{}
	for _, st := range states {
		f := x.Function(x.Eval(fr, st, fun))
		if lit, ok := f.Node.(*ast.FuncLit); !ok || f.Op != sym.OpClosure || !gotypes.Interesting(lit) {
			continue
		}
		if started[f] == nil {
			held = append(held, f)
		}
		started[f] = append(started[f], st)
	}
	x.launched[call] = len(held) > 0
	for _, f := range held {
		x.beginAside(fr, f.Node.(*ast.FuncLit), paths.FrameOf(f.Scope), call.Pos(), args, started[f])
	}
}

// beginAside goes through a literal that is started at a place, in the frame that it has captured; args are what it is given.
func (x *Exec) beginAside(fr *paths.Frame, lit *ast.FuncLit, captured *paths.Frame, at token.Pos, args []ast.Expr, states []*paths.State) {
	x.Asides[lit] = x.Root
	sig, _ := x.Info.TypeOf(lit).(*types.Signature)
	in := paths.NewFrame(x.In, lit, sig, captured, fr, fr.Path.Beside(at))
	if in.Depth > x.Limits.Depth {
		return
	}
	var own []*paths.State
	var seen [][]*sym.Value
	for _, st := range states {
		var vals []*sym.Value
		for _, a := range args {
			vals = append(vals, x.Eval(fr, st, a))
		}
		reads := x.readAside(captured, st, lit, vals)
		if slices.ContainsFunc(seen, func(r []*sym.Value) bool { return slices.Equal(r, reads) }) {
			continue
		}
		seen = append(seen, reads)
		st = st.Fork()
		if len(args) > 0 {
			x.bind(in, st, sig, nil, vals)
		}
		own = append(own, st)
	}
	x.Run(in, own)
}

// readAside is what a literal is given and captures on a path, and the fields that the path has set: paths that agree in that are one to
// it, whatever else they have passed.
func (x *Exec) readAside(fr *paths.Frame, st *paths.State, lit *ast.FuncLit, args []*sym.Value) []*sym.Value {
	reads := slices.Clone(args)
	for _, obj := range x.FreeVariables(lit) {
		reads = append(reads, x.Load(st, fr.Cell(obj), obj.Type()))
	}
	for k, v := range st.Env.All() {
		if k.Base != nil && k.Ghost == nil {
			reads = append(reads, k.Base, v)
		}
	}
	return reads
}

// answer is, of a channel, what is sent on it by what the path has gone through in place of a receive.
var answer = &sym.Ghost{Name: "answer"}

// answered goes through what a go statement begins where its answer is received, as if it were called there: what else a select waits for comes
// before it has answered.
func (x *Exec) answered(fr *paths.Frame, e *ast.UnaryExpr, g *ast.GoStmt, states []*paths.State) []*paths.State {
	for _, st := range states {
		st.Set(sym.Key{Base: x.Eval(fr, st, e.X), Ghost: answer}, x.unknown(e, x.Info.TypeOf(e), sym.DepElem))
	}
	return x.call(fr, g.Call, states)
}

// answers notes what is sent on a channel of which an answer is received, and reports whether it is: nobody waits then for one who receives.
func (x *Exec) answers(st *paths.State, ch, v *sym.Value) bool {
	k := sym.Key{Base: ch, Ghost: answer}
	if st.Env.At(k) == nil {
		return false
	}
	st.Set(k, v)
	return true
}
