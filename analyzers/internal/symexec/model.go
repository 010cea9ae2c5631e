package symexec

import (
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/paths"
)

// Models say what calls do whose bodies are not followed.
type Models interface {
	// Call makes a call, on one path; false if nothing is known of what it does.
	Call(x *Exec, fr *paths.Frame, st *paths.State, call *ast.CallExpr, inv Invocation) ([]*paths.State, bool)
	// Repeats recognises a call of a function that calls one of its arguments again.
	Repeats(x *Exec, st *paths.State, call *ast.CallExpr, inv Invocation) (Repeating, bool)
}

// A Repeating is a call that models go through, for all paths that come to it with the same values.
type Repeating interface {
	Same(Repeating) bool
	Made() Invocation
	// Run goes through it; false if that cannot be done, so that the call is made like any other.
	Run(fr *paths.Frame, states []*paths.State) ([]*paths.State, bool)
}
