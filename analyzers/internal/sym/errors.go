package sym

import (
	"go/types"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Chain walks an error and what it wraps. unknown is set where the chain is lost.
func Chain(v *Value, f func(*Value) bool) (found *Value, unknown *Value) {
	if f(v) {
		return v, nil
	}
	switch v.Op {
	case OpErrNew:
		for _, w := range v.Args {
			fnd, unk := Chain(w, f)
			if fnd != nil {
				return fnd, nil
			}
			if unk != nil {
				unknown = unk
			}
		}
		return nil, unknown
	case OpNil:
		return nil, nil
	case OpGlobal:
		return nil, nil // a sentinel: errors.New
	case OpRef, OpWith, OpComposite:
		return nil, nil
	case OpConvert:
		if v.isError() {
			return nil, nil
		}
	}
	return nil, v
}

// isError reports whether a value is a text or a number that is an error by its type.
func (v *Value) isError() bool { return v.Op == OpConvert && gotypes.ImplementsError(v.Typ) }

func (in *Interner) hasType(v *Value, t types.Type) bool {
	if v.Typ == nil || v.Op == OpResult || v.Op == OpGlobal || v.Op == OpSym || v.Op == OpCall {
		return false
	}
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.NumMethods() > 0 && !gotypes.IsAnyError(t) && v.Op != OpErrNew && types.Implements(v.Typ, i)
	}
	return types.Identical(v.Typ, t)
}

// As is err seen as a t.
func (in *Interner) As(err *Value, t types.Type) *Value {
	if err.Op == OpStatus { // a number in an interface
		return err
	}
	found, unknown := Chain(err, func(v *Value) bool { return in.hasType(v, t) })
	if found != nil {
		return found
	}
	if unknown == nil {
		unknown = err
	}
	return in.Make(Value{Op: OpAs, Args: []*Value{unknown}, Typ: t})
}

// AsOK is whether err, or an error that it wraps, is a t.
func (in *Interner) AsOK(err *Value, t types.Type) *Value {
	if t == nil {
		return in.Fresh(nil, err.Deps)
	}
	if err.Op == OpStatus {
		return in.Bool(gotypes.IsInteger(t))
	}
	found, unknown := Chain(err, func(v *Value) bool { return in.hasType(v, t) })
	switch {
	case found != nil:
		return in.Bool(true)
	case unknown != nil:
		return in.Make(Value{Op: OpAsOK, Args: []*Value{unknown}, Typ: t})
	}
	return in.Bool(false)
}

// DerivesContext reports whether a value is a context that was made from another one, with an end of its own.
func (v *Value) DerivesContext() bool {
	switch {
	case v.Op != OpCall || v.Typ == nil || !gotypes.IsContext(v.Typ):
		return false
	case v.Name == "context.WithValue": // it ends when the other one does
		return len(v.Args) > 0 && v.Args[0].DerivesContext()
	}
	return strings.HasPrefix(v.Name, "context.With")
}
