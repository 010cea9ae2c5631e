package index

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Deaths says after which statement of its block a variable is not used any more. Paths that differ only in dead
// variables are one path; without this, every early return and logged value would double the work.
//
// A variable used in a loop outside of which it was declared lives to the end of the loop. One that a function literal
// captures, a named result, and everything in a function with labels lives as long as its scope.
type Deaths map[ast.Stmt][]types.Object

func (x *Package) DeathsOf(fn ast.Node) Deaths {
	if d, ok := x.deaths[fn]; ok {
		return d
	}
	d := x.computeDeaths(fn)
	x.deaths[fn] = d
	return d
}

func (x *Package) computeDeaths(fn ast.Node) Deaths {
	out := Deaths{}
	b := gotypes.Body(fn)
	uses, labels := x.lastUses(b)
	if labels {
		return out
	}
	dies := func(o types.Object, list []ast.Stmt) {
		u := uses[o]
		if u.captured {
			return
		}
		for _, t := range list {
			if t.Pos() <= u.last && u.last <= t.End() {
				out[t] = append(out[t], o)
				return
			}
		}
	}
	block := func(list []ast.Stmt) {
		for _, s := range list {
			gotypes.Declared(x.Info, s, func(o types.Object) {
				if uses[o] == nil {
					out[s] = append(out[s], o)
					return
				}
				dies(o, list)
			})
		}
	}
	ast.Inspect(b, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.BlockStmt:
			block(n.List)
		case *ast.CaseClause:
			block(n.Body)
		case *ast.CommClause:
			block(n.Body)
		}
		return true
	})
	for _, o := range gotypes.Params(x.Info, fn) {
		if uses[o] != nil {
			dies(o, b.List)
		}
	}
	return out
}

// A lastUse is where a variable is used for the last time, and whether a function literal uses it.
type lastUse struct {
	last     token.Pos
	captured bool
}

// lastUses are the last uses of all variables in a body, and whether it has labels.
func (x *Package) lastUses(b *ast.BlockStmt) (uses map[types.Object]*lastUse, labels bool) {
	uses = map[types.Object]*lastUse{}
	var loops, stack []ast.Node
	lits := 0
	ast.Inspect(b, func(n ast.Node) bool {
		if n == nil {
			switch stack[len(stack)-1].(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				loops = loops[:len(loops)-1]
			case *ast.FuncLit:
				lits--
			}
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loops = append(loops, n)
		case *ast.FuncLit:
			lits++
		case *ast.LabeledStmt:
			labels = true
		case *ast.Ident:
			obj, ok := x.Info.Uses[n].(*types.Var)
			if !ok || obj.IsField() {
				return true
			}
			s := uses[obj]
			if s == nil {
				s = &lastUse{}
				uses[obj] = s
			}
			s.last = max(s.last, n.End())
			for _, l := range loops {
				if !gotypes.Within(obj.Pos(), l) {
					s.last = max(s.last, l.End())
					break
				}
			}
			s.captured = s.captured || lits > 0
		}
		return true
	})
	return uses, labels
}
