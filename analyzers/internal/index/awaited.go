package index

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Awaited is the go statement of a function whose answer the function waits for where it receives from a channel: the channel is made in the
// function and given to nothing else, what runs beside sends on it once, and each round of a loop around the one is a round around the other. So
// the function goes on as it would behind a call. It is nil for any other receive.
func (x *Package) Awaited(fn ast.Node, receive *ast.UnaryExpr) *ast.GoStmt {
	g, known := x.awaited[receive]
	if !known {
		g = x.lookForAwaited(fn, receive)
		x.awaited[receive] = g
	}
	return g
}

// IsAwaited reports whether a function receives, somewhere, what a go statement in it answers.
func (x *Package) IsAwaited(fn ast.Node, g *ast.GoStmt) bool {
	if _, known := x.isAwaited[g]; !known {
		x.isAwaited[g] = false
		ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
			if e, ok := n.(*ast.UnaryExpr); ok && e.Op == token.ARROW && x.Awaited(fn, e) == g {
				x.isAwaited[g] = true
			}
			return !x.isAwaited[g]
		})
	}
	return x.isAwaited[g]
}

func (x *Package) lookForAwaited(fn ast.Node, receive *ast.UnaryExpr) *ast.GoStmt {
	id, ok := ast.Unparen(receive.X).(*ast.Ident)
	if !ok {
		return nil
	}
	ch, ok := x.Info.Uses[id].(*types.Var)
	if !ok || !gotypes.Within(ch.Pos(), gotypes.Body(fn)) {
		return nil
	}
	p := x.PlacesIn(fn)
	if w, ok := p.Only(ch); !ok || !x.makes(w.Value) {
		return nil
	}
	var g *ast.GoStmt
	for _, use := range p.Uses[ch] {
		beside := besideOf(p, use)
		switch {
		case beside == nil && x.onlyReceives(p, fn, use):
		case beside == nil || g != nil && g != beside:
			return nil
		default:
			g = beside
			if s, ok := p.Up(use).(*ast.SendStmt); ok && s.Chan == ast.Expr(use) && !sendsLast(p, g, s) {
				return nil
			}
		}
	}
	if g == nil || g.Pos() > receive.Pos() || roundOf(p, fn, g) != roundOf(p, fn, receive) {
		return nil
	}
	return g
}

// makes reports whether an expression makes a channel.
func (x *Package) makes(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && gotypes.CalledBuiltin(x.Info, call) == "make"
}

// besideOf is the outermost go statement around a node; nil if there is none.
func besideOf(p *Places, n ast.Node) (g *ast.GoStmt) {
	for ; n != nil; n = p.Parent[n] {
		if s, ok := n.(*ast.GoStmt); ok {
			g = s
		}
	}
	return g
}

// onlyReceives reports whether the function itself receives from a channel where it is mentioned, or is done with it.
func (x *Package) onlyReceives(p *Places, fn ast.Node, use *ast.Ident) bool {
	for n := p.Parent[use]; n != nil && n != fn; n = p.Parent[n] {
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
	}
	switch n := p.Up(use).(type) {
	case *ast.UnaryExpr:
		return n.Op == token.ARROW
	case *ast.CallExpr:
		return gotypes.CalledBuiltin(x.Info, n) == "close"
	}
	return false
}

// sendsLast reports whether what runs beside sends once by a statement: it is in none of its loops, or returns behind it.
func sendsLast(p *Places, g *ast.GoStmt, s *ast.SendStmt) bool {
	if b, ok := p.Parent[s].(*ast.BlockStmt); ok {
		if i := slices.Index(b.List, ast.Stmt(s)); i+1 < len(b.List) {
			if _, returns := b.List[i+1].(*ast.ReturnStmt); returns {
				return true
			}
		}
	}
	return roundOf(p, g, s) == nil
}

// roundOf is the innermost loop around a node in another one, which may be a function; nil if there is none.
func roundOf(p *Places, within, n ast.Node) ast.Node {
	for n = p.Parent[n]; n != nil && n != within; n = p.Parent[n] {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return n
		}
	}
	return nil
}
