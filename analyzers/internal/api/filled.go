package api

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// filled reports whether nothing but statuses, of answers or by their names, are ever put into a field of the package, and that somewhere: it holds a status
// then, whatever it is called.
func (x *Vocabulary) filled(f *types.Var) bool { return x.flowOf(f) == onlyStatuses }

// misfilled reports whether a number that is no status is put into a field of the package: it holds none then, whatever it is called.
func (x *Vocabulary) misfilled(f *types.Var) bool { return x.flowOf(f) == otherNumbers }

// A contents is what a package puts into a field.
type contents uint8

const (
	unknownContents contents = iota
	onlyStatuses             // of answers, and such as net/http has a name for
	otherNumbers             // a constant that is no status, among others
)

func (x *Vocabulary) flowOf(f *types.Var) contents {
	if f.Pkg() != x.Pkg {
		return unknownContents
	}
	if x.contents == nil {
		s := statusFlow{Vocabulary: x, from: map[*types.Var][]ast.Expr{}, known: map[*types.Var]contents{}}
		for _, file := range x.Files {
			ast.Inspect(file, s.note)
		}
		s.settle()
		x.contents = s.known
	}
	return x.contents[f.Origin()]
}

// A statusFlow finds the variables, parameters and fields of integers that have an answer's status and nothing else.
type statusFlow struct {
	*Vocabulary
	order []*types.Var
	from  map[*types.Var][]ast.Expr // what is put into them
	known map[*types.Var]contents
}

// note notes what a statement, a literal or a call puts where.
func (s *statusFlow) note(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
			for _, l := range n.Lhs {
				s.put(s.place(l), nil) // it is computed
			}
			break
		}
		for i, l := range n.Lhs {
			if len(n.Rhs) == len(n.Lhs) {
				s.put(s.place(l), n.Rhs[i])
			} else {
				s.put(s.place(l), n.Rhs[0])
			}
		}
	case *ast.IncDecStmt:
		s.put(s.place(n.X), nil)
	case *ast.UnaryExpr:
		if n.Op == token.AND { // whoever has its address can write what it likes
			s.put(s.place(n.X), nil)
		}
	case *ast.ValueSpec:
		for i, id := range n.Names {
			if i < len(n.Values) {
				v, _ := s.Info.Defs[id].(*types.Var)
				s.put(v, n.Values[i])
			}
		}
	case *ast.CompositeLit:
		s.literal(n)
	case *ast.CallExpr:
		fn := s.CalledFunc(n)
		if fn == nil || fn.Pkg() != s.Pkg || n.Ellipsis.IsValid() {
			break
		}
		params := fn.Origin().Signature().Params()
		for i, a := range n.Args {
			if i < params.Len() {
				s.put(params.At(i), a)
			}
		}
	}
	return true
}

// literal notes what a struct is made of.
func (s *statusFlow) literal(lit *ast.CompositeLit) {
	t := s.Info.TypeOf(lit)
	if t == nil {
		return
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				f, _ := s.Info.Uses[id].(*types.Var)
				s.put(f, kv.Value)
			}
		} else if i < str.NumFields() {
			s.put(str.Field(i), e)
		}
	}
}

// put notes that something is put into a variable; nil is what is not seen.
func (s *statusFlow) put(v *types.Var, e ast.Expr) {
	if v != nil && gotypes.IsInteger(v.Type()) {
		if v = v.Origin(); s.from[v] == nil {
			s.order = append(s.order, v)
		}
		s.from[v] = append(s.from[v], e)
	}
}

// settle decides which have a status: at first all that something is put into, then fewer and fewer, until each has all that it has from an
// answer, a constant that is a status, or another one of them; and of these, those that have one from an answer, or by its name, in the end.
func (s *statusFlow) settle() {
	may := map[*types.Var]bool{}
	for _, v := range s.order {
		may[v] = true
	}
	s.until(func(v *types.Var, e ast.Expr) bool {
		if !may[v] || s.isStatus(e) || s.isStatusConstant(e) || may[s.source(e)] {
			return false
		}
		may[v] = false
		return true
	})
	s.until(func(v *types.Var, e ast.Expr) bool {
		if !may[v] || s.known[v] == onlyStatuses || !s.isStatus(e) && !s.isNamedStatus(e) && s.known[s.source(e)] != onlyStatuses {
			return false
		}
		s.known[v] = onlyStatuses
		return true
	})
	for _, v := range s.order {
		if slices.ContainsFunc(s.from[v], func(e ast.Expr) bool {
			n, ok := gotypes.IntConstant(s.Info, e)
			return ok && !isStatusNumber(n)
		}) {
			s.known[v] = otherNumbers
		}
	}
}

// until asks of all that is put anywhere, again and again, until nothing changes.
func (s *statusFlow) until(changes func(v *types.Var, e ast.Expr) bool) {
	for changed := true; changed; {
		changed = false
		for _, v := range s.order {
			for _, e := range s.from[v] {
				changed = changes(v, e) || changed
			}
		}
	}
}

// place is the variable or field that an expression names.
func (s *statusFlow) place(e ast.Expr) *types.Var {
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		v, _ := s.Info.Uses[sel.Sel].(*types.Var)
		return v
	}
	return s.Variable(e)
}

// source is the variable or field that an expression is, converted or not.
func (s *statusFlow) source(e ast.Expr) *types.Var {
	if v := s.place(s.converted(e)); v != nil {
		return v.Origin()
	}
	return nil
}

// converted is what is in a conversion.
func (s *statusFlow) converted(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && s.Info.Types[call.Fun].IsType() {
		return s.converted(call.Args[0])
	}
	return e
}

// isStatus reports whether an expression is the status of an answer.
func (s *statusFlow) isStatus(e ast.Expr) bool {
	sel, ok := s.converted(e).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "StatusCode" && gotypes.IsResponse(s.Info.TypeOf(sel.X))
}

// isNamedStatus reports whether an expression is one of net/http's constants: whoever writes that means a status.
func (s *statusFlow) isNamedStatus(e ast.Expr) bool {
	c, ok := s.Denoted(s.converted(e)).(*types.Const)
	return ok && c.Pkg() != nil && c.Pkg().Path() == "net/http" && s.isStatusConstant(e)
}

// isStatusConstant reports whether an expression is a constant that is a status, or none.
func (s *statusFlow) isStatusConstant(e ast.Expr) bool {
	n, ok := gotypes.IntConstant(s.Info, e)
	return ok && isStatusNumber(n)
}

// isStatusNumber reports whether a number can be a status, or stand for none.
func isStatusNumber(n int64) bool { return n <= 0 || 100 <= n && n <= 999 }
