package symexec

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// BodyOf is what a request sends, as far as the engine knows; nil if it knows of none.
func (x *Exec) BodyOf(st *paths.State, req *sym.Value) *sym.Value {
	for range x.Limits.Depth {
		if v, ok := st.Env.Get(sym.Key{Base: req, Field: "Body"}); ok {
			return v
		}
		switch {
		case sym.RequestParts(req) != nil:
			return sym.RequestParts(req)[2]
		case sym.SharesBody(req):
			req = req.Args[0]
		case req.Op == sym.OpRef:
			content, ok := st.Env.Get(req.Cell)
			if !ok {
				return nil
			}
			req = content
		case req.Op == sym.OpWith && len(req.Args) == 2:
			if req.Name == "Body" {
				return req.Args[1]
			}
			req = req.Args[0]
		case req.Op == sym.OpSym && req.Obj != nil, req.Op == sym.OpField:
			return x.fieldOf(req, "Body")
		default:
			return nil
		}
	}
	return nil
}

// fieldOf is a field of a request that the engine knows nothing of.
func (x *Exec) fieldOf(req *sym.Value, name string) *sym.Value {
	if req.Typ == nil {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(req.Typ, true, nil, name)
	f, ok := obj.(*types.Var)
	if !ok {
		return nil
	}
	return x.In.Make(sym.Value{Op: sym.OpField, Name: name, Obj: f, Args: []*sym.Value{req}, Typ: f.Type()})
}

// copied notes which body a copy of a request has: the one that the original has now. What becomes of the original's later does
// not matter to the copy.
func (x *Exec) copied(st *paths.State, v *sym.Value) {
	if !sym.SharesBody(v) {
		return
	}
	k := sym.Key{Base: v, Field: "Body"}
	st.Drop(k) // of the copy of the round before
	if b := x.BodyOf(st, v); b != nil {
		st.Set(k, b)
	}
}

// MethodOf is the method of a request; nil if unknown.
func (x *Exec) MethodOf(req *sym.Value) *sym.Value {
	req = sym.OriginalRequest(req)
	if made := sym.RequestParts(req); made != nil {
		return made[0]
	}
	if req.Op == sym.OpSym || req.Op == sym.OpField {
		return x.fieldOf(req, "Method")
	}
	return nil
}

// BodyField are the fields of a request that tell whether it has a body, or can have another.
var BodyField = map[string]bool{"Body": true, "GetBody": true, "ContentLength": true}

// asksBody reports whether a function is a small one that says yes or no to a request by what it has of a body.
func (x *Program) asksBody(c Callee) bool {
	if c.Fn == nil || c.Sig == nil || c.Sig.Results().Len() != 1 || !gotypes.IsBool(c.Sig.Results().At(0).Type()) {
		return false
	}
	fi := x.Infos[c.Fn.Origin()]
	if !gotypes.TakesRequest(c.Sig) || fi == nil || fi.Statements() > x.Limits.Making {
		return false
	}
	asks := false
	ast.Inspect(fi.Decl.Body, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		asks = asks || ok && BodyField[sel.Sel.Name] && gotypes.IsRequest(x.Info.TypeOf(sel.X))
		return !asks
	})
	return asks
}

// setsSent reports whether a function is a small one that sets what is sent later: the body of a request, or a field for a reader
// or a request.
func (x *Program) setsSent(fi *effects.Func) bool {
	return fi.Statements() <= x.Limits.Making && slices.ContainsFunc(fi.Assigns, func(f *types.Var) bool {
		return gotypes.IsReader(f.Type()) || gotypes.IsRequest(f.Type())
	})
}

// madeReader reports whether a function of a package of the standard library returns a reader of what it is given.
func madeReader(pkg string, t types.Type) bool {
	return (pkg == "bytes" || pkg == "strings") && gotypes.IsReader(t) || gotypes.TypeIs(t, "io.PipeReader")
}
