package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/assume"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An Exec follows the control flow of one root function, symbolically: every statement takes the states (paths) that
// reach it to the states that leave it. Calls into the same package are followed. Loops are gone round until every
// path has made an attempt three times, which is enough to see with which codes it is made again, how long it waits,
// and whether the wait changes from one round to the next.
type Exec struct {
	*Program
	*assume.Assumer
	Root       ast.Node
	Seq        int // of the last that happened: see NextSeq
	now        *moment
	moments    int
	Steps      int
	Limit      int
	Most       int // to which the limit goes up once an attempt is made again
	Observers  observers
	Reads      func(*sym.Value) *sym.Value           // what a condition is under a sample ; nil unless a delay function is run
	Forgets    bool                                  // attempts that are over are forgotten: nobody asks at the end how they fared
	Outline    bool                                  // for a summary: what runs aside does not matter
	Own        Own                                   // what is known of the functions of the package; nil: all calls of them are followed
	sent       map[*ast.CallExpr]map[*types.Var]bool // the fields that an attempt's inputs are made of
	beside     []*paths.State                        // that made the call at hand without following it, with a literal that runs aside
	launched   map[*ast.CallExpr]bool                // that have started a function literal which a variable holds
	selecting  *ast.SelectStmt                       // whose clause is being received from; may be nil
	iterations map[*sym.Value]*iteration             // by what their functions call
	Rounds     map[ast.Node]int                      // how many rounds a loop makes, as it is called; -1 if that differs
}

// Own is what is known of how a function of the package itself returns, by which a call of it is made instead of following it: nil where it is
// only known to ask a server, and false where it has to be followed. Constants among the arguments may decide whether anything is sent at all.
type Own func(fn *types.Func, constants bool) (*summary.Summary, bool)

// A Program is a package as the executor sees it, and what its runs have in common.
type Program struct {
	*effects.Functions

	Limits        Limits
	Models        Models
	Asides        map[*ast.FuncLit]ast.Node                // literals that were followed, and from which root
	Spent         int                                      // steps taken in all roots
	Vain          int                                      // roots that were left without a retry, for their length
	back          map[ast.Node]bool                        // functions that may come back to something
	set           map[*types.Var]bool                      // fields that functions assign to; nil until somebody asks
	made          map[*ast.RangeStmt]map[types.Object]bool // what is made of the item of a loop, of the loops asked for
	iteratorCalls map[*ast.RangeStmt]*ast.CallExpr         // stand for the calls of functions that are ranged over
	iteratorLoops map[*ast.RangeStmt]ast.Node              // the loops in these functions that go round
}

// NewProgram prepares a package to be executed. Runs on one program share a budget, and what one has followed beside its path the
// others leave alone.
func NewProgram(f *effects.Functions, m Models, l Limits) *Program {
	return &Program{Functions: f, Limits: l, Models: m, Asides: map[*ast.FuncLit]ast.Node{}, back: map[ast.Node]bool{}, made: map[*ast.RangeStmt]map[types.Object]bool{}}
}

// NewExec makes a run over a root, with as many steps as the package has left for one: a part of all that it has left, so that there is
// something for every root.
func (x *Program) NewExec(root ast.Node) *Exec {
	first := x.Limits.FirstSteps
	if x.Vain >= x.Limits.Vain {
		first = x.Limits.VainSteps
	}
	share := max((x.Limits.PackageSteps-x.Spent)/x.Limits.Shares, x.Limits.LeastSteps)
	e := &Exec{Program: x, now: &moment{}, Root: root, sent: map[*ast.CallExpr]map[*types.Var]bool{}, Rounds: map[ast.Node]int{}, launched: map[*ast.CallExpr]bool{},
		Limit: min(first, share), Most: min(x.Limits.Steps, share)}
	e.Assumer = assume.New(x.Functions, &e.Observers)
	return e
}
