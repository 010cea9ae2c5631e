package effects

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/api"
)

// Sets reports whether a function does no more than to set a field or two, which a later condition may ask for.
func (fi *Func) Sets() bool { return len(fi.Assigns) > 0 && fi.Statements() <= maxSetting }

// maxSetting are the statements of a function that locks, sets a field or two, and unlocks; its block counts as one.
const maxSetting = 6

// Statements is the number of statements in a function.
func (fi *Func) Statements() int {
	if fi.size == 0 {
		ast.Inspect(fi.Decl.Body, func(n ast.Node) bool {
			if _, ok := n.(ast.Stmt); ok {
				fi.size++
			}
			return true
		})
	}
	return fi.size
}

// Answers reports whether a function sends a request, looks at a status, or is given one.
func (fi *Func) Answers(fn *types.Func) bool {
	return fi.Touches || api.TakesStatus(fn.Signature())
}

// A Func is what the scan notes of a declared function.
type Func struct {
	Decl    *ast.FuncDecl
	Silent  bool         // in a test or a generated file
	Loops   bool         // a for, a range or a label
	Sends   int          // calls that send a request
	Lits    bool         // hands a function to a function of this package
	Touches bool         // sends a request or looks at a status
	Waits   bool         // sleeps, receives, or calls what may wait
	Assigns []*types.Var // the fields that it assigns to
	Leaves  bool         // calls other packages for something that can fail
	Looping []*ast.FuncLit
	Rotates bool // picks another key, host or channel
	Renews  bool // calls something that renews credentials, by its name
	Asks    bool // asks a library to retry
	Pauses  bool // waits itself, and not what it calls
	Invokes bool // calls a function that it is given and that can fail
	Draws   bool // reads what is new each time: a line of input, a random number
	Calls   []*types.Func
	size    int // its statements, once somebody has asked
}

// Rotates reports whether a predicate is asked by a function that goes on with another key, host or channel: what is
// hopeless for the one may be fine for the next.
func (x *Functions) Rotates(pred *types.Func, order []*Func) bool {
	return slices.ContainsFunc(order, func(fi *Func) bool { return fi.Rotates && slices.Contains(fi.Calls, pred) })
}

// Recursive reports whether a function can come to call itself.
func (x *Functions) Recursive(fi *Func, infos map[*types.Func]*Func) bool {
	seen := map[*Func]bool{}
	var reach func(f *Func) bool
	reach = func(f *Func) bool {
		for _, g := range f.Calls {
			gi := infos[g]
			if gi == fi {
				return true
			}
			if gi == nil || seen[gi] {
				continue
			}
			seen[gi] = true
			if reach(gi) {
				return true
			}
		}
		return false
	}
	return reach(fi)
}
