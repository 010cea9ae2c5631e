package symexec

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// ofItem reports whether a value is made of one of many things: an element that a loop has come to, or what was received. What is sent
// with it is another request than what is sent with the next one, wherever in the request it is. A delay is no work.
func (x *Exec) ofItem(st *paths.State, v *sym.Value) bool { return x.madeOfItem(st, v, 0) }

func (x *Exec) madeOfItem(st *paths.State, v *sym.Value, depth int) bool {
	if v.Typ != nil && gotypes.IsDuration(v.Typ) || depth > x.Limits.Depth {
		return false
	}
	switch v.Op {
	case sym.OpElem:
		return v.Deps&sym.DepElem != 0 && !x.isDelay(v)
	case sym.OpSym:
		u, ok := v.Node.(*ast.UnaryExpr)
		return ok && u.Op == token.ARROW && v.Deps&sym.DepElem != 0
	case sym.OpResult:
		asked, ok := st.AskedWith(v)
		return ok && asked.Item
	case sym.OpIndex:
		if byNumber(v.Args[1]) {
			return true
		}
	case sym.OpRef:
		content, ok := st.Env.Get(v.Cell)
		return ok && x.madeOfItem(st, content, depth+1)
	}
	if v.Deps&(sym.DepElem|sym.DepOutcome) == 0 && !v.Refs && !v.Any(indexed) {
		return false
	}
	for _, a := range v.Args {
		if x.madeOfItem(st, a, depth+1) {
			return true
		}
	}
	return false
}

// isDelay reports whether an element that a loop has come to is a delay.
func (x *Exec) isDelay(elem *sym.Value) bool {
	loop, ok := elem.Node.(*ast.RangeStmt)
	if !ok {
		return false
	}
	e := loop.Value
	if elem.Name == "key" {
		e = loop.Key
	}
	if e == nil {
		return false
	}
	t := x.Info.TypeOf(e)
	return t != nil && gotypes.IsDuration(t)
}

// indexed reports whether a value is an element of something, by its number.
func indexed(v *sym.Value) bool { return v.Op == sym.OpIndex && byNumber(v.Args[1]) }

// byNumber reports whether an index is a number, or computed: the next one of a ring.
func byNumber(index *sym.Value) bool {
	return index.Op == sym.OpInt || index.Op == sym.OpBinary && (index.Name == "+" || index.Name == "-" || index.Name == "%")
}

// contents are values with what they point to in the place of those that are pointers.
func contents(st *paths.State, vals []*sym.Value) []*sym.Value {
	out := make([]*sym.Value, len(vals))
	for i, v := range vals {
		out[i] = v
		if content, ok := st.Env.Get(v.Cell); ok && v.Op == sym.OpRef {
			out[i] = content
		}
	}
	return out
}

// counted reports whether an argument is a number that the program has counted to, or is made of one and of nothing that is not known:
// the number of a page, say.
func (x *Exec) counted(e ast.Expr, v *sym.Value) bool {
	if tv, ok := x.Info.Types[e]; !ok || tv.Value != nil || v.Deps != 0 {
		return false
	}
	number := false
	return !v.Any(func(part *sym.Value) bool {
		number = number || part.Op == sym.OpInt
		return len(part.Args) == 0 && !part.IsConst()
	}) && number
}

// isParameters reports whether a value has the parameters of a query or a form, which say what is asked for.
func isParameters(v *sym.Value) bool {
	if v.Typ == nil {
		return false
	}
	name, _ := gotypes.TypePath(v.Typ)
	return name == "net/url.Values"
}

// fills notes that a function of the package, which is not followed, puts items into fields of what it is called on.
func (x *Exec) fills(st *paths.State, fn *types.Func, recv *sym.Value, args []*sym.Value) {
	fi := x.Infos[fn.Origin()]
	if fi == nil || recv == nil || recv.Typ == nil || !slices.ContainsFunc(args, func(a *sym.Value) bool { return x.ofItem(st, a) }) {
		return
	}
	for _, f := range fi.Assigns {
		if !gotypes.HasField(recv.Typ, []*types.Var{f}) {
			continue
		}
		v := x.In.Make(sym.Value{Op: sym.OpHavoc, Obj: f, Args: args, Typ: f.Type()})
		if recv.Op == sym.OpRef {
			st.Set(recv.Cell, x.with(x.Content(st, recv), f.Name(), v))
		} else {
			st.Set(sym.Key{Base: recv, Field: f.Name()}, v)
		}
	}
}

// writesItems has a function of the standard library that is given items leave them in the buffers that it writes to, itself or by what
// was made for them: an encoder, a writer of the parts of a form.
func (x *Exec) writesItems(st *paths.State, call *ast.CallExpr, recv *sym.Value, args []*sym.Value) {
	from := args
	if recv != nil {
		from = append([]*sym.Value{recv}, args...)
	}
	var into []*sym.Value
	for i, v := range from {
		switch {
		case i > 0: // the first is what it writes to
		case isBuffer(v):
			into = append(into, v)
		case v.Op == sym.OpCall && v.Refs:
			into = append(into, v.Args...)
		}
	}
	into = slices.DeleteFunc(into, func(v *sym.Value) bool { return !isBuffer(v) })
	if len(into) == 0 || !slices.ContainsFunc(args, func(a *sym.Value) bool { return !isBuffer(a) && x.ofItem(st, a) }) {
		return
	}
	for _, ref := range into {
		h := sym.Value{Op: sym.OpHavoc, Node: call, Args: contents(st, slices.DeleteFunc(slices.Clone(args), isBuffer))}
		if ref.Op != sym.OpRef { // made elsewhere: what is in it is what was written last
			st.Set(sym.Key{Base: ref, Ghost: written}, x.In.Make(h))
			continue
		}
		if old, ok := st.Env.Get(ref.Cell); ok {
			h.Args, h.Typ = append(h.Args, old), old.Typ
		}
		st.Set(ref.Cell, x.In.Make(h))
	}
}

// isBuffer reports whether a value is the address of a buffer of the standard library, made here or by somebody else: for a pool, or for
// the caller.
func isBuffer(v *sym.Value) bool {
	if v.Typ == nil {
		return false
	}
	if _, pointer := v.Typ.Underlying().(*types.Pointer); !pointer && v.Op != sym.OpRef {
		return false
	}
	name, _ := gotypes.TypePath(v.Typ)
	return name == "bytes.Buffer" || name == "strings.Builder"
}

// ofStream reports whether a call decodes the next thing of many: its decoder was not made in the round of the loop that it is in.
func (x *Exec) ofStream(fr *paths.Frame, call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Decode" {
		return false
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return false
	}
	decoder, ok := x.Info.ObjectOf(id).(*types.Var)
	var loop ast.Node // the innermost
	ast.Inspect(fr.Fn, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if gotypes.Within(call.Pos(), n) {
				loop = n
			}
		}
		return n == nil || n == fr.Fn || gotypes.Within(call.Pos(), n)
	})
	return ok && loop != nil && !gotypes.Within(decoder.Pos(), loop)
}

// madeOf are the variables that are set to something made of the item of a loop, in its body, and the item itself.
func (x *Program) madeOf(loop *ast.RangeStmt, item types.Object) map[types.Object]bool {
	if of, ok := x.made[loop]; ok {
		return of
	}
	of := map[types.Object]bool{item: true}
	for changed := true; changed; {
		changed = false
		set := func(lhs, rhs []ast.Expr) {
			if !slices.ContainsFunc(rhs, func(e ast.Expr) bool { return x.mentions(e, of) }) {
				return
			}
			for _, l := range lhs {
				if v := x.Variable(l); v != nil && !of[v] && !gotypes.IsErrorType(v.Type()) {
					of[v], changed = true, true
				}
			}
		}
		ast.Inspect(loop.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				set(n.Lhs, n.Rhs)
			case *ast.ValueSpec:
				names := make([]ast.Expr, len(n.Names))
				for i, id := range n.Names {
					names[i] = id
				}
				set(names, n.Values)
			}
			return true
		})
	}
	x.made[loop] = of
	return of
}

// mentions reports whether one of some variables is mentioned.
func (x *Program) mentions(n ast.Node, of map[types.Object]bool) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		used, ok := n.(*ast.Ident)
		found = found || ok && of[x.Info.Uses[used]]
		return !found
	})
	return found
}
