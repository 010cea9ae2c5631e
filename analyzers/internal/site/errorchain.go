package site

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// chain walks an error and what it wraps. unknown is set where the chain is lost.
func chain(v *sym.Value, f func(*sym.Value) bool) (found *sym.Value, unknown *sym.Value) {
	if f(v) {
		return v, nil
	}
	switch v.Op {
	case sym.OpErrNew:
		for _, w := range v.Args {
			fnd, unk := chain(w, f)
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

func (x *exec) hasType(v *sym.Value, t types.Type) bool {
	if v.Typ == nil || v.Op == sym.OpResult || v.Op == sym.OpGlobal || v.Op == sym.OpSym || v.Op == sym.OpCall {
		return false
	}
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.NumMethods() > 0 && !gotypes.IsError(t) && v.Op != sym.OpErrNew && types.Implements(v.Typ, i)
	}
	return types.Identical(v.Typ, t)
}

// as is err seen as a t.
func (x *exec) as(err *sym.Value, t types.Type) *sym.Value {
	if err.Op == sym.OpStatus { // a number in an interface
		return err
	}
	found, unknown := chain(err, func(v *sym.Value) bool { return x.hasType(v, t) })
	if found != nil {
		return found
	}
	if unknown == nil {
		unknown = err
	}
	return x.in.Make(sym.Value{Op: sym.OpAs, Args: []*sym.Value{unknown}, Typ: t})
}

// asOK is whether err, or an error that it wraps, is a t.
func (x *exec) asOK(err *sym.Value, t types.Type) *sym.Value {
	if t == nil {
		return x.in.Fresh(nil, err.Deps)
	}
	if err.Op == sym.OpStatus {
		return x.in.Bool(gotypes.IsInteger(t))
	}
	found, unknown := chain(err, func(v *sym.Value) bool { return x.hasType(v, t) })
	switch {
	case found != nil:
		return x.in.Bool(true)
	case unknown != nil:
		return x.in.Make(sym.Value{Op: sym.OpAsOK, Args: []*sym.Value{unknown}, Typ: t})
	}
	return x.in.Bool(false)
}
