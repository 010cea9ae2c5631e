package symexec

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Chain walks an error and what it wraps. unknown is set where the chain is lost.
func Chain(v *sym.Value, f func(*sym.Value) bool) (found *sym.Value, unknown *sym.Value) {
	if f(v) {
		return v, nil
	}
	switch v.Op {
	case sym.OpErrNew:
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
	case sym.OpNil:
		return nil, nil
	case sym.OpGlobal:
		return nil, nil // a sentinel: errors.New
	case sym.OpRef, sym.OpWith, sym.OpComposite:
		return nil, nil
	}
	return nil, v
}

func (x *Exec) hasType(v *sym.Value, t types.Type) bool {
	if v.Typ == nil || v.Op == sym.OpResult || v.Op == sym.OpGlobal || v.Op == sym.OpSym || v.Op == sym.OpCall {
		return false
	}
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.NumMethods() > 0 && !gotypes.IsError(t) && v.Op != sym.OpErrNew && types.Implements(v.Typ, i)
	}
	return types.Identical(v.Typ, t)
}

// As is err seen as a t.
func (x *Exec) As(err *sym.Value, t types.Type) *sym.Value {
	if err.Op == sym.OpStatus { // a number in an interface
		return err
	}
	found, unknown := Chain(err, func(v *sym.Value) bool { return x.hasType(v, t) })
	if found != nil {
		return found
	}
	if unknown == nil {
		unknown = err
	}
	return x.In.Make(sym.Value{Op: sym.OpAs, Args: []*sym.Value{unknown}, Typ: t})
}

// AsOK is whether err, or an error that it wraps, is a t.
func (x *Exec) AsOK(err *sym.Value, t types.Type) *sym.Value {
	if t == nil {
		return x.In.Fresh(nil, err.Deps)
	}
	if err.Op == sym.OpStatus {
		return x.In.Bool(gotypes.IsInteger(t))
	}
	found, unknown := Chain(err, func(v *sym.Value) bool { return x.hasType(v, t) })
	switch {
	case found != nil:
		return x.In.Bool(true)
	case unknown != nil:
		return x.In.Make(sym.Value{Op: sym.OpAsOK, Args: []*sym.Value{unknown}, Typ: t})
	}
	return x.In.Bool(false)
}
