package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// comparing are the operators by which a program tells one content from another.
var comparing = map[token.Token]bool{token.EQL: true, token.NEQ: true, token.LSS: true, token.LEQ: true, token.GTR: true, token.GEQ: true}

// callerLooks is where somebody who calls a function of the package looks at what it returns, of which an error page has nothing: it compares it,
// or a part of it, or asks one of its methods; nil if nobody does. A comparison with nil tells of no content.
func (x *finder) callerLooks(decl *ast.FuncDecl) ast.Node {
	if decl == nil {
		return nil
	}
	fn, _ := x.Info.Defs[decl.Name].(*types.Func)
	if fn == nil {
		return nil
	}
	calls, _ := x.CallersOf(fn)
	for _, c := range calls {
		p := x.PlacesIn(c.Root)
		a, ok := p.Up(c.Call).(*ast.AssignStmt)
		if !ok || len(a.Rhs) != 1 {
			continue
		}
		for _, l := range a.Lhs {
			v := x.Variable(l)
			if v == nil || v.IsField() || gotypes.IsError(v.Type()) {
				continue
			}
			for _, id := range p.Uses[v] {
				if at := x.look(p, id); at != nil {
					return at
				}
			}
		}
	}
	return nil
}

// toldBeside is why an answer that is decoded and trusted is left alone: because of what becomes of that, or because the same answer is decoded
// into something else besides which is looked at, as what it holds of a failure is.
func (h *handling) toldBeside(d decoding, why retry.Silence) retry.Silence {
	if why.Reason != reasons.None {
		return why
	}
	for _, other := range h.decodes {
		v := h.intoVariable(other)
		if other.call == d.call || v == nil || v.IsField() || h.Variable(d.target) == v {
			continue
		}
		for _, id := range h.Uses[v] {
			if at := h.look(h.Places, id); at != nil {
				return retry.Silence{Reason: reasons.AnswerTells, At: at, Text: "the same answer is decoded into " + v.Name() + ", too, which is looked at"}
			}
		}
	}
	return why
}

// look is the comparison, or the question, in which a use of a value stands; nil if it stands in none.
func (x *finder) look(p *index.Places, e ast.Expr) ast.Node {
	switch u := p.Up(e).(type) {
	case *ast.SelectorExpr:
		sel := x.Info.Selections[u]
		if sel == nil {
			return nil
		}
		if sel.Kind() == types.FieldVal {
			return x.look(p, u)
		}
		call, ok := p.Up(u).(*ast.CallExpr)
		if ok && call.Fun == ast.Expr(u) && gotypes.IsBool(x.Info.TypeOf(call)) {
			return call
		}
	case *ast.BinaryExpr:
		if comparing[u.Op] && !gotypes.IsNil(x.Info, u.X) && !gotypes.IsNil(x.Info, u.Y) {
			return u
		}
	case *ast.UnaryExpr:
		if u.Op == token.NOT {
			return u
		}
	case *ast.IfStmt:
		if u.Cond == e {
			return u
		}
	case *ast.IndexExpr, *ast.StarExpr, *ast.SliceExpr:
		return x.look(p, u.(ast.Expr))
	case *ast.CallExpr:
		if gotypes.CalledName(u) == "len" {
			return x.look(p, u)
		}
	}
	return nil
}
