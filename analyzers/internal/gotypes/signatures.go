package gotypes

import (
	"go/ast"
	"go/token"
	"go/types"
)

// TakesContext reports whether a parameter is a context.
func TakesContext(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if IsContext(p.Type()) {
			return true
		}
	}
	return false
}

func TakesRequest(sig *types.Signature) bool {
	for i := range sig.Params().Len() {
		if IsRequest(sig.Params().At(i).Type()) {
			return true
		}
	}
	return false
}

// TakesReader reports whether a function is given something to read that it cannot take back to its beginning, for all that its type
// says: an io.Reader, say.
func TakesReader(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if IsPlainReader(p.Type()) {
			return true
		}
	}
	return false
}

// HasContext reports whether a type is a request that carries a context: its method Context returns one. A command may have none,
// and that of a test ends when the test does, be they embedded or not.
func HasContext(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Basic); ok {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Context")
	fn, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "testing", "github.com/spf13/cobra":
			return false
		}
	}
	sig := fn.Signature()
	return sig.Params().Len() == 0 && sig.Results().Len() == 1 && IsContext(sig.Results().At(0).Type())
}

// ReturnsDelay reports whether the first result is a time.Duration; the syntax is looked at first, for its price.
func ReturnsDelay(t *ast.FuncType, sig *types.Signature) bool {
	return t.Results != nil && sig.Results().Len() > 0 && IsDuration(sig.Results().At(0).Type())
}

func SignatureOf(info *types.Info, fn ast.Node) *types.Signature {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		sig, _ := info.Defs[fn.Name].Type().(*types.Signature)
		return sig
	case *ast.FuncLit:
		sig, _ := info.TypeOf(fn).(*types.Signature)
		return sig
	}
	return nil
}

func Params(info *types.Info, fn ast.Node) []types.Object {
	var t *ast.FuncType
	var recv *ast.FieldList
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		t, recv = fn.Type, fn.Recv
	case *ast.FuncLit:
		t = fn.Type
	}
	var out []types.Object
	for _, l := range []*ast.FieldList{recv, t.Params} {
		if l == nil {
			continue
		}
		for _, f := range l.List {
			for _, id := range f.Names {
				if o := info.Defs[id]; o != nil {
					out = append(out, o)
				}
			}
		}
	}
	return out
}

func TakesError(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if IsError(p.Type()) {
			return true
		}
	}
	return false
}

// FailsLast reports whether the last result of a function is an error, be it of a type of its own that is nil where nothing failed.
func FailsLast(sig *types.Signature) bool {
	r := sig.Results()
	return r.Len() > 0 && MayBeFailure(r.At(r.Len()-1).Type())
}

// MayBeFailure reports whether a value of that type is an error or nil, where nothing failed: one in general, or a pointer to one of its own.
func MayBeFailure(t types.Type) bool {
	if t == nil || IsError(t) {
		return t != nil
	}
	_, ok := types.Unalias(t).(*types.Pointer)
	return ok && IsErrorType(t)
}

// IsFunction reports whether a type is that of functions.
func IsFunction(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// IsMap reports whether a type is that of maps.
func IsMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// HoldsFunctions reports whether a type is that of a table of functions.
func HoldsFunctions(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	return ok && IsFunction(m.Elem())
}

// KeepsError reports whether a function returns nothing but what is gone through and asked for its error afterwards, as a stream or the rows of
// an answer.
func KeepsError(sig *types.Signature) bool {
	return sig.Results().Len() == 1 && IsStream(sig.Results().At(0).Type())
}

// IsStream reports whether a value has methods Next, which says whether there is more, and Err, which says why not.
func IsStream(t types.Type) bool {
	method := func(name string, is func(types.Type) bool) bool {
		m, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		fn, ok := m.(*types.Func)
		if !ok {
			return false
		}
		sig := fn.Signature()
		return sig.Params().Len() == 0 && sig.Results().Len() == 1 && is(sig.Results().At(0).Type())
	}
	return Named(t) != nil && method("Next", IsBool) && method("Err", IsError)
}

// KeepsAnswer reports whether a function is given a context and returns nothing but what holds an answer: the command of a store, the row of a
// data base.
func KeepsAnswer(sig *types.Signature) bool {
	return TakesContext(sig) && sig.Results().Len() == 1 && HoldsAnswer(sig.Results().At(0).Type())
}

// HoldsAnswer reports whether a value is asked for what an answer held, or for the error that came in its place. What can be given a context asks
// for more itself, as a client does, and what has a channel goes on by itself.
func HoldsAnswer(t types.Type) bool {
	if Named(t) == nil || IsError(t) {
		return false
	}
	holds := false
	ms := types.NewMethodSet(t)
	for i := range ms.Len() {
		fn, ok := ms.At(i).Obj().(*types.Func)
		if !ok || !fn.Exported() {
			continue
		}
		sig := fn.Signature()
		if TakesContext(sig) || sig.Results().Len() == 1 && isChannel(sig.Results().At(0).Type()) {
			return false
		}
		holds = holds || TellsFailure(fn) || sig.Params().Len() == 0 && sig.Results().Len() == 2 && FailsLast(sig)
	}
	return holds
}

func isChannel(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// TellsFailure reports whether a method says no more than why there is no answer: by its error alone, or as it fills in what it is given.
func TellsFailure(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Results().Len() != 1 || !FailsLast(sig) {
		return false
	}
	if sig.Params().Len() == 0 {
		return fn.Name() == "Err" || fn.Name() == "Error"
	}
	for p := range sig.Params().Variables() {
		t := p.Type()
		if s, ok := t.Underlying().(*types.Slice); ok && sig.Variadic() {
			t = s.Elem()
		}
		if i, ok := t.Underlying().(*types.Interface); !ok || i.NumMethods() > 0 {
			return false
		}
	}
	return true
}

// Received is the channel that a clause of a select receives from.
func Received(c *ast.CommClause) ast.Expr {
	var e ast.Expr
	switch s := c.Comm.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		e = s.Rhs[0]
	}
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		return u.X
	}
	return nil
}
