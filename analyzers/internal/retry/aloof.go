package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// aloof reports whether it makes no difference to the end of a cycle how a condition is decided: no way out of the rounds depends on
// it, nor does it set what one of the others, which the rounds pass, reads and leaves them by: at once, or by what it sets itself.
func (x *History) aloof(test ast.Node, others []*Step) bool {
	from := x.region(test)
	if !from.inside {
		return false
	}
	sets := maps.Clone(from.sets)
	left := slices.DeleteFunc(slices.Clone(others), func(s *Step) bool {
		e, isExpr := s.Node.(ast.Expr)
		return s.Kind != StepTest || s.Node == test || !isExpr || s.Looks&looksOutcome != 0 && equality(e)
	})
	for n := 0; n < len(left); n++ {
		e := left[n].Node.(ast.Expr)
		if !slices.ContainsFunc(x.VariablesOf(x.FunctionOf(e), e), func(r ast.Expr) bool { return sets[x.objectOf(r)] }) {
			continue
		}
		r := x.region(e)
		if !r.inside {
			return false
		}
		maps.Copy(sets, r.sets)
		left = slices.Delete(left, n, n+1)
		n = -1 // what it sets may be read by those before
	}
	return true
}

// region is what is run or left out as a condition says.
func (x *History) region(test ast.Node) region {
	r, known := x.apart[test]
	if !known {
		r = x.apartFrom(test)
		x.apart[test] = r
	}
	return r
}

// equality reports whether a condition compares two values for being the same: no number that grows is held against a limit.
func equality(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	return ok && (b.Op == token.EQL || b.Op == token.NEQ)
}

// A region is what is run or left out as a condition says.
type region struct {
	inside bool // it goes on behind it, and calls nothing that could do more than can be seen
	sets   map[types.Object]bool
}

func (x *History) apartFrom(test ast.Node) region {
	cur, ok := x.Insp.Root().FindNode(test)
	if !ok {
		return region{}
	}
	r := region{inside: true, sets: map[types.Object]bool{}}
	child := test
	for p := cur.Parent(); p.Node() != nil; p = p.Parent() {
		switch n := p.Node().(type) {
		case *ast.ParenExpr, *ast.UnaryExpr:
			child = n
			continue
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				child = n
				continue
			}
		case *ast.IfStmt:
			if n.Cond == child {
				x.inspectRegion(&r, n.Body)
				if n.Else != nil {
					x.inspectRegion(&r, n.Else)
				}
				r.inside = r.inside || x.makesPart(test)
				return r
			}
		case *ast.CaseClause:
			if !gotypes.Within(test.Pos(), gotypes.Place{From: n.Colon, To: n.End()}) {
				x.inspectRegion(&r, p.Parent().Parent().Node())
				r.inside = r.inside || x.makesPart(test)
				return r
			}
		}
		break
	}
	return region{}
}

// inspectRegion notes what a statement sets, and whether control goes on behind it.
func (x *History) inspectRegion(r *region, s ast.Node) {
	var loops, switches []ast.Node // within the region, which a break or a continue leaves
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.ReturnStmt, *ast.GoStmt, *ast.DeferStmt, *ast.SendStmt, *ast.SelectStmt, *ast.LabeledStmt:
			r.inside = false
		case *ast.ForStmt, *ast.RangeStmt:
			loops = append(loops, n)
		case *ast.SwitchStmt, *ast.TypeSwitchStmt:
			switches = append(switches, n)
		case *ast.BranchStmt:
			around := func(m ast.Node) bool { return gotypes.Within(n.Pos(), m) }
			r.inside = r.inside && n.Label == nil && (n.Tok == token.FALLTHROUGH || slices.ContainsFunc(loops, around) ||
				n.Tok == token.BREAK && slices.ContainsFunc(switches, around))
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				r.set(x.objectOf(l))
			}
		case *ast.IncDecStmt:
			r.set(x.objectOf(n.X))
		case *ast.UnaryExpr:
			r.inside = r.inside && n.Op != token.ARROW
			if n.Op == token.AND {
				r.set(x.objectOf(n.X))
			}
		case *ast.CallExpr:
			r.inside = r.inside && x.endsNothing(n)
		}
		return r.inside
	})
}

func (r *region) set(obj types.Object) {
	if obj != nil {
		r.sets[obj] = true
	}
}

// objectOf is the variable, or the field, that an expression names last.
func (x *History) objectOf(e ast.Expr) types.Object {
	for {
		switch u := ast.Unparen(e).(type) {
		case *ast.IndexExpr:
			e = u.X
		case *ast.StarExpr:
			e = u.X
		case *ast.SelectorExpr:
			return gotypes.Origin(x.Info.Uses[u.Sel])
		case *ast.Ident:
			return x.Info.ObjectOf(u)
		default:
			return nil
		}
	}
}

// endsNothing reports whether a call comes back, and sets nothing that a condition reads: as far as its body is seen, or as is known of
// the standard library.
func (x *History) endsNothing(call *ast.CallExpr) bool {
	if tv := x.Info.Types[call.Fun]; tv.IsType() || tv.IsBuiltin() {
		return gotypes.CalledName(call) != "panic"
	}
	fn := x.CalledFunc(call)
	switch {
	case fn == nil || fn.Pkg() == nil:
		return fn != nil // Error of an error
	case fn.Pkg() == x.Pkg:
		fi := x.Infos[fn.Origin()]
		return fi != nil && !fi.Touches && !fi.Waits && len(fi.Assigns) == 0
	case gotypes.IsStd(fn.Pkg().Path()):
		switch fn.Pkg().Path() {
		case "os", "context", "runtime", "testing":
			return false
		case "log":
			return x.Says(lexicon.Idle, fn.Name())
		}
		return true
	}
	return x.Says(lexicon.Idle, fn.Name())
}

// makesPart reports whether a condition is in a function that makes a part of a request, a text, a body or the request itself: what that
// returns is sent, and ends nothing but by an error.
func (x *History) makesPart(test ast.Node) bool {
	sig := x.SignatureOf(x.FunctionOf(test))
	if sig == nil || sig.Results().Len() == 0 {
		return false
	}
	for v := range sig.Results().Variables() {
		t := v.Type()
		if !gotypes.IsString(t) && !gotypes.IsError(t) && !gotypes.IsRequest(t) && !gotypes.IsReader(t) {
			return false
		}
	}
	return !gotypes.IsError(sig.Results().At(0).Type())
}
