package effects

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Draws reports whether a function of the package reads what is new each time, or hands out one of many things after the other; or whether
// one of another package is made for that.
func (x *Functions) Draws(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	if fi := x.Infos[fn.Origin()]; fi != nil {
		return fi.Draws
	}
	if fn.Pkg() == nil || fn.Pkg() == x.Pkg || gotypes.IsStd(fn.Pkg().Path()) || !gotypes.HandsOut(fn.Signature()) {
		return false
	}
	s := x.SummaryOf(fn)
	return s == nil || !s.Holds
}

// drawn are the packages of the standard library from which something new is read each time.
var drawn = map[string]bool{"bufio": true, "fmt": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true, "golang.org/x/term": true}

// DrawsStd reports whether a function of the standard library, or of a terminal, reads what is new each time, by its name.
func (x *Functions) DrawsStd(fn *types.Func) bool {
	return fn.Pkg() != nil && drawn[fn.Pkg().Path()] && x.Says(lexicon.Draws, fn.Name())
}

// Steady reports whether a function of the package returns the same for the same arguments, each time: nothing in it is written from
// elsewhere, or comes from what is not known to say of its arguments alone.
func (x *Functions) Steady(fn *types.Func) bool {
	fn = fn.Origin()
	if s, ok := x.steady[fn]; ok {
		return s
	}
	fi := x.Infos[fn]
	x.steady[fn] = false // of a function that calls itself nothing is said
	x.steady[fn] = fi != nil && !fi.Draws && !fi.Waits && len(fi.Assigns) == 0 && x.steadyBody(fi.Decl.Body)
	return x.steady[fn]
}

func (x *Functions) steadyBody(body ast.Node) bool {
	steady := true
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if v, ok := x.Info.Uses[n].(*types.Var); ok && gotypes.IsGlobal(v) {
				steady = steady && v.Pkg() == x.Pkg && x.Inits[v] != nil
			}
		case *ast.SelectorExpr:
			if sel := x.Info.Selections[n]; sel != nil && sel.Kind() == types.FieldVal { // whoever else has the object may set it
				_, isPointer := types.Unalias(sel.Recv()).Underlying().(*types.Pointer)
				steady = steady && !isPointer
			}
		case *ast.UnaryExpr:
			steady = steady && n.Op != token.ARROW
		case *ast.GoStmt, *ast.SelectStmt:
			steady = false
		case *ast.CallExpr:
			steady = steady && x.steadyCall(n)
		}
		return steady
	})
	return steady
}

// steadyCall reports whether a call is a conversion, or calls what returns the same for the same arguments.
func (x *Functions) steadyCall(call *ast.CallExpr) bool {
	if tv := x.Info.Types[call.Fun]; tv.IsType() || tv.IsBuiltin() {
		return true
	}
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	if !ok {
		return false
	}
	return functions.Pure(x.FullName(fn)) || functions.OfProcess(x.FullName(fn)) || fn.Pkg() == x.Pkg && x.Steady(fn)
}

// OnlyMakesRequest reports whether a function of the package does no more than to make a request: it sends nothing, looks at no answer and does
// not wait.
func (x *Functions) OnlyMakesRequest(fn *types.Func) bool {
	if fn == nil || fn.Signature().Results().Len() == 0 || !gotypes.IsRequest(fn.Signature().Results().At(0).Type()) {
		return false
	}
	fi := x.Infos[fn.Origin()]
	return fi != nil && !fi.Touches && !fi.Waits
}
