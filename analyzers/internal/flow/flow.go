// Package flow follows numbers, durations and texts through the variables, fields, parameters and results of a package, whatever the order of
// its statements: what becomes of a value (see [Ends] and [Fate]), what a variable gets its values from, and whether what has the type of a
// duration is one, or a count that merely has the type. It knows no paths and judges nothing: everything that the package does with a
// value counts, wherever it is.
package flow

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A Flow follows the values of one package. What it has looked up it keeps; it is asked by one goroutine at a time.
type Flow struct {
	*effects.Functions
	named      map[types.Object][]inspector.Cursor // see Occurrences
	positional map[types.Object][]ast.Expr         // what literals without keys set fields to
}

// New makes a Flow of a package.
func New(p *effects.Functions) *Flow { return &Flow{Functions: p} }

// Occurrences are the places where a variable or a function is named. They are looked for once somebody asks: most packages
// have nothing to follow.
func (w *Flow) Occurrences(o types.Object) []inspector.Cursor {
	if w.named == nil {
		w.index()
	}
	return w.named[o]
}

func (w *Flow) index() {
	w.named, w.positional = map[types.Object][]inspector.Cursor{}, map[types.Object][]ast.Expr{}
	for c := range w.Insp.Root().Preorder((*ast.Ident)(nil), (*ast.CompositeLit)(nil)) {
		switch n := c.Node().(type) {
		case *ast.Ident:
			switch o := w.Info.ObjectOf(n).(type) {
			case *types.Var:
				w.named[o.Origin()] = append(w.named[o.Origin()], c)
			case *types.Func:
				w.named[o.Origin()] = append(w.named[o.Origin()], c)
			}
		case *ast.CompositeLit:
			for f, e := range w.Unkeyed(n) {
				w.positional[f.Origin()] = append(w.positional[f.Origin()], e)
			}
		}
	}
}

// Object is the variable, field or function that an expression names.
func (w *Flow) Object(e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return gotypes.Origin(w.Info.ObjectOf(e))
	case *ast.SelectorExpr:
		return gotypes.Origin(w.Info.ObjectOf(e.Sel))
	case *ast.StarExpr:
		return w.Object(e.X)
	}
	return nil
}

// CalledAt are the calls of a function of the package.
func (w *Flow) CalledAt(fn *types.Func) []inspector.Cursor {
	var out []inspector.Cursor
	for _, c := range w.Occurrences(fn.Origin()) {
		if sel, ok := c.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == c.Node() {
			c = c.Parent()
		}
		if call, ok := c.Parent().Node().(*ast.CallExpr); ok && call.Fun == c.Node() {
			out = append(out, c.Parent())
		}
	}
	return out
}

// Waits reports whether a function of the standard library, by its full name, waits for the duration that it is given, or makes what waits.
func Waits(full string) bool { return waitCalls[full] }

var waitCalls = map[string]bool{
	"time.Sleep": true, "time.After": true, "time.AfterFunc": true, "time.NewTimer": true, "time.NewTicker": true,
	"time.Tick": true, "(*time.Timer).Reset": true, "(*time.Ticker).Reset": true,
}
