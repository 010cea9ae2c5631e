package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// asserted is a value, asserted to be of a type. What an error wraps is not asked for that, as errors.As would.
func (x *Exec) asserted(v *sym.Value, t types.Type) *sym.Value {
	switch {
	case !x.wrapsOnly(v) || t == nil:
		return x.As(v, t)
	case unwraps(t):
		return x.In.Fresh(t, v.Deps|sym.DepOutcome)
	case !isAny(t):
		return x.In.Zero(t)
	}
	return x.As(v, t)
}

// assertedOK is whether a value is of a type.
func (x *Exec) assertedOK(v *sym.Value, t types.Type) *sym.Value {
	switch {
	case !x.wrapsOnly(v) || t == nil:
		return x.AsOK(v, t)
	case unwraps(t):
		return x.In.Fresh(types.Typ[types.Bool], v.Deps|sym.DepOutcome)
	case !isAny(t):
		return x.In.Bool(false)
	}
	return x.AsOK(v, t)
}

// wrapsOnly reports whether a value is an error around others that the standard library has made: it is of no type that a program can name, and
// has no methods but Error and Unwrap.
func (x *Exec) wrapsOnly(v *sym.Value) bool {
	if v.Op != sym.OpErrNew {
		return false
	}
	call, ok := v.Node.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := x.CalledFunc(call)
	return fn != nil && (fn.FullName() == "fmt.Errorf" || fn.FullName() == "errors.Join")
}

// isAny reports whether a type is an interface that every error has.
func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && (i.NumMethods() == 0 || i.NumMethods() == 1 && i.Method(0).Name() == "Error")
}

// unwraps reports whether a type is an interface of errors that wrap others.
func unwraps(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	found := false
	for m := range i.Methods() {
		if m.Name() != "Error" && m.Name() != "Unwrap" {
			return false
		}
		found = found || m.Name() == "Unwrap"
	}
	return found
}
