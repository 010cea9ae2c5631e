package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// MadeBy is the call that made the context that a variable holds, if it was made from another one with an end of its own. Of a
// variable that is not used any more no value is kept: any of its assignments may have been the last, and without any it is as
// the function was given it.
func (x *Exec) MadeBy(fr *Frame, v *types.Var, holds *sym.Value) ast.Node {
	assigned := x.Assignments(fr.Fn)[v]
	if sig := x.SignatureOf(fr.Fn); sig != nil && len(assigned) == 0 {
		if i := slices.Index(slices.Collect(sig.Params().Variables()), v); i >= 0 && i < len(fr.Args) {
			holds = fr.Args[i]
		}
	}
	if derived(holds) {
		for holds.Name == "context.WithValue" {
			holds = holds.Args[0]
		}
		return holds.Node
	}
	for _, rhs := range assigned {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || !gotypes.IsContext(x.Info.TypeOf(call.Args[0])) {
			continue
		}
		if name := gotypes.CalledName(call); x.Says(lexicon.Derives, name) && name != "WithValue" {
			return call
		}
	}
	return nil
}

// An Exec follows the control flow of one root function, symbolically: every statement takes the states (paths) that
// reach it to the states that leave it. Calls into the same package are followed. Loops are gone round until every
// path has made an attempt three times, which is enough to see with which codes it is made again, how long it waits,
// and whether the wait changes from one round to the next.
type Exec struct {
	*Program
	In         *sym.Interner
	Root       ast.Node
	Seq        int
	Steps      int
	Limit      int
	Most       int // to which the limit goes up once an attempt is made again
	Observers  observers
	Test       ast.Node                              // the condition being decided
	Reads      func(*sym.Value) *sym.Value           // what a condition is under a sample (see delayRun); nil but for delay functions
	Outline    bool                                  // for a summary: what runs aside does not matter
	sent       map[*ast.CallExpr]map[*types.Var]bool // the fields that an attempt's inputs are made of
	inComm     bool                                  // in the receive of a select's clause
	iterations map[*sym.Value]*iteration             // by what their functions call
	Rounds     map[ast.Node]int                      // how many rounds a loop makes, as it is called; -1 if that differs
}

// A Program is a package as the executor sees it, and what its runs have in common.
type Program struct {
	*effects.Functions

	Models        Models
	Asides        map[*ast.FuncLit]bool            // literals that were followed
	Spent         int                              // steps taken in all roots
	Vain          int                              // roots that were left without a retry, for their length
	sources       *contextSource                   // nil until somebody asks whether a context ends
	iteratorCalls map[*ast.RangeStmt]*ast.CallExpr // stand for the calls of functions that are ranged over
	iteratorLoops map[*ast.RangeStmt]ast.Node      // the loops in these functions that go round
}

// The bounds of the work on one root and on a package, in statements and calls executed; what was found until then stays valid
// (see merge).
const (
	firstSteps      = 12000 // without any retry until then
	vainSteps       = 3000  // the same, once maxVain roots of the package were left without any
	maxVain         = 2
	maxSteps        = 40000
	maxPackageSteps = 240000
)

// NewProgram prepares a package to be executed. Runs on one program share a budget, and what one has followed beside its path the
// others leave alone.
func NewProgram(f *effects.Functions, m Models) *Program {
	return &Program{Functions: f, Models: m, Asides: map[*ast.FuncLit]bool{}}
}

func (x *Program) NewExec(root ast.Node) *Exec {
	first := firstSteps
	if x.Vain >= maxVain {
		first = vainSteps
	}
	return &Exec{Program: x, In: sym.NewInterner(), Root: root, sent: map[*ast.CallExpr]map[*types.Var]bool{}, Rounds: map[ast.Node]int{},
		Limit: min(first, maxPackageSteps-x.Spent), Most: min(maxSteps, maxPackageSteps-x.Spent)}
}

// Answered splits the returns whose boolean results depend on the outcome, as in return code >= 500.
func (x *Exec) Answered(rets []Ret, at ast.Node) []Ret {
	for i := 0; i < len(rets); i++ {
		r := rets[i]
		n := slices.IndexFunc(r.Vals, func(v *sym.Value) bool {
			return v.Op != sym.OpBool && v.Deps&sym.DepOutcome != 0 && v.Typ != nil && gotypes.IsBool(v.Typ)
		})
		if n < 0 {
			continue
		}
		t, f := x.Decide(r.St, r.Vals[n], at)
		rets = slices.Delete(rets, i, i+1)
		for k, states := range [][]*State{f, t} {
			for _, st := range states {
				vals := slices.Clone(r.Vals)
				vals[n] = x.In.Bool(k == 1)
				rets = append(rets, Ret{st, vals})
			}
		}
		i--
	}
	return rets
}

// listOf is the content of an imported list of statuses; nil if it is not known.
func (x *Exec) listOf(v *types.Var) *sym.Value {
	if v.Pkg() == nil || v.Pkg() == x.Pkg || !v.Exported() || gotypes.IsStd(v.Pkg().Path()) {
		return nil
	}
	s := x.Exported(v.Pkg())["."+v.Name()]
	if s == nil || s.List == nil {
		return nil
	}
	list := sym.Value{Op: sym.OpComposite, Name: "slice", Typ: v.Type()}
	add := func(codes []int64, truth bool) {
		for _, n := range codes {
			list.Args = append(list.Args, x.In.Int(n))
			if m, ok := v.Type().Underlying().(*types.Map); ok {
				list.Name = "map"
				if gotypes.IsBool(m.Elem()) {
					list.Args = append(list.Args, x.In.Bool(truth))
				} else {
					list.Args = append(list.Args, x.In.Fresh(m.Elem(), 0))
				}
			}
		}
	}
	add(s.List.Codes, true)
	add(s.List.No, false)
	return x.In.Make(list)
}

// Answer is the truth of what a predicate returns.
func (x *Exec) Answer(v *sym.Value) *sym.Value {
	if v.Op == sym.OpInt {
		return x.In.Bool(v.Int == library.TernaryTrue)
	}
	return v
}
