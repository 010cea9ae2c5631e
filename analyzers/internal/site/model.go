package site

import (
	"go/ast"
)

// models say what calls do whose bodies are not followed.
type models interface {
	// Call makes a call, on one path; false if nothing is known of what it does.
	Call(x *exec, fr *frame, st *state, call *ast.CallExpr, inv invocation) ([]*state, bool)
	// Repeats recognises a call of a function that calls one of its arguments again.
	Repeats(x *exec, st *state, call *ast.CallExpr, inv invocation) (repeating, bool)
}

// A repeating is a call that models go through, for all paths that come to it with the same values.
type repeating interface {
	Same(repeating) bool
	Made() invocation
	// Run goes through it; false if that cannot be done, so that the call is made like any other.
	Run(fr *frame, states []*state) ([]*state, bool)
}

// known are the models of the standard library, of the libraries in the table and of functions with a summary.
type known struct{}

// modelled is a run as its models see it.
type modelled struct{ *exec }

func (known) Call(x *exec, fr *frame, st *state, call *ast.CallExpr, inv invocation) ([]*state, bool) {
	m := modelled{x}
	v, handled := m.known(fr, st, call, inv.callee, inv.args)
	switch {
	case !handled:
		return m.summarized(call, fr, st, inv)
	case v == nil: // it does not return
		return nil, true
	}
	st.setTmp(call, v)
	return []*state{st}, true
}

func (known) Repeats(x *exec, st *state, call *ast.CallExpr, inv invocation) (repeating, bool) {
	return modelled{x}.libraryCall(st, call, inv)
}
