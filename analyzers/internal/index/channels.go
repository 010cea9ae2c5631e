package index

import (
	"go/ast"
	"go/token"
	"go/types"
)

// IsSilent reports whether nothing ever comes over a channel that a variable or a field holds: the package makes it, and nobody closes it or sends on
// it, or gets hold of it to do so.
func (x *Package) IsSilent(ch ast.Expr) bool {
	v, ok := x.Denoted(ch).(*types.Var)
	if !ok || v.Pkg() != x.Pkg || v.Exported() || !isOpenChannel(v.Type()) {
		return false
	}
	if x.silent == nil {
		x.silent = x.silentChannels()
	}
	return x.silent[v.Origin()]
}

// isOpenChannel reports whether a type is that of a channel over which can be sent.
func isOpenChannel(t types.Type) bool {
	c, ok := t.Underlying().(*types.Chan)
	return ok && c.Dir() != types.RecvOnly
}

// silentChannels are the variables and fields with channels that are made and received from, and used for nothing else.
func (x *Package) silentChannels() map[*types.Var]bool {
	made, used := map[*types.Var]bool{}, map[*types.Var]bool{}
	channel := func(e ast.Node) *types.Var {
		id, ok := e.(*ast.Ident)
		if !ok {
			return nil
		}
		v, ok := x.Info.ObjectOf(id).(*types.Var)
		if !ok || v.Pkg() != x.Pkg || !isOpenChannel(v.Type()) {
			return nil
		}
		return v.Origin()
	}
	for _, f := range x.Files {
		var stack []ast.Node
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				stack = stack[:len(stack)-1]
				return true
			}
			if v := channel(n); v != nil {
				switch x.useOfChannel(n.(*ast.Ident), stack) {
				case channelMade:
					made[v] = true
				case channelUsed:
					used[v] = true
				}
			}
			if lit, ok := n.(*ast.CompositeLit); ok { // without keys
				for field, e := range x.Unkeyed(lit) {
					if isOpenChannel(field.Type()) {
						made[field.Origin()] = true
						used[field.Origin()] = used[field.Origin()] || !x.makes(e)
					}
				}
			}
			stack = append(stack, n)
			return true
		})
	}
	for v, is := range used {
		if is {
			delete(made, v)
		}
	}
	return made
}

// A channelUse says what is done with a channel where it is named.
type channelUse uint8

const (
	channelHeard channelUse = iota // it is declared, compared with nil, or something is received from it
	channelMade
	channelUsed
)

// useOfChannel is what is done with a channel where id names it, in the nodes around it.
func (x *Package) useOfChannel(id *ast.Ident, around []ast.Node) channelUse {
	if len(around) == 0 {
		return channelUsed
	}
	var e ast.Node = id
	i := len(around) - 1
	if sel, ok := around[i].(*ast.SelectorExpr); ok && sel.Sel == id {
		e = sel
		i--
	}
	for ; i >= 0; i-- {
		if _, ok := around[i].(*ast.ParenExpr); !ok {
			break
		}
		e = around[i]
	}
	if i < 0 {
		return channelUsed
	}
	switch n := around[i].(type) {
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return channelHeard
		}
	case *ast.RangeStmt:
		if n.X == e {
			return channelHeard
		}
	case *ast.BinaryExpr:
		if x.Info.Types[n.X].IsNil() || x.Info.Types[n.Y].IsNil() {
			return channelHeard
		}
	case *ast.AssignStmt:
		for j, l := range n.Lhs {
			if l == e && len(n.Lhs) == len(n.Rhs) && x.makes(n.Rhs[j]) {
				return channelMade
			}
		}
	case *ast.ValueSpec:
		for j, name := range n.Names {
			if name == id && len(n.Values) == len(n.Names) && x.makes(n.Values[j]) {
				return channelMade
			}
		}
	case *ast.KeyValueExpr:
		if n.Key == e && x.makes(n.Value) {
			return channelMade
		}
	case *ast.Field:
		return x.declaredChannel(id)
	}
	return channelUsed
}

// declaredChannel is the use of a channel that is the declaration of a field; a parameter or a result is whatever others give.
func (x *Package) declaredChannel(id *ast.Ident) channelUse {
	if v, ok := x.Info.Defs[id].(*types.Var); ok && v.IsField() {
		return channelHeard
	}
	return channelUsed
}
