// Package assume has what a path knows once a condition has been found to be true, or false: of an outcome's statuses, of the codes in an
// answer's body, of the type and the text of an error.
//
// [Assumer.Assume] takes a path to the paths on which a condition holds: to none if it cannot, to one as a rule, and to two where an outcome may or
// may not be among those that it speaks of. What it cannot read becomes a supposition of the path (paths.State.Suppose), so that nothing is certain
// any more that rests on it.
package assume

import (
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// An Observer hears of what conditions say of answers.
type Observer interface {
	NilTest(st *paths.State, v *sym.Value, want bool)
	NoAnswer(o *paths.Outcome)
}

// An Assumer knows what conditions say, of the terms that one interner makes.
type Assumer struct {
	In       *sym.Interner
	Test     ast.Node // the condition being decided
	pkg      *effects.Functions
	observer Observer
}

// New makes an Assumer for a package.
func New(pkg *effects.Functions, o Observer) *Assumer {
	return &Assumer{In: sym.NewInterner(), pkg: pkg, observer: o}
}
