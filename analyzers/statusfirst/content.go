package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// A contents is what was decoded from an answer, and the variables that have a part of it.
type contents struct {
	*finder
	*index.Places
	decl   *ast.FuncDecl
	dec    decoding
	target ast.Expr
	tells  bool // the type has fields that tell of a failure
	parts  []part
	stored bool
	good   bool
	looked retry.Silence // what looks at it that tells of a failure; None if nothing does
}

type part struct {
	v    *types.Var
	item bool // an element of a list: where the answer was none of those expected, there are no elements
}

// content follows what was decoded into a variable: it must come to the caller, or be kept, as a success, and nothing may
// look whether it is what was expected.
func (x *finder) content(p *index.Places, decl *ast.FuncDecl, d decoding, v *types.Var, t types.Type, target ast.Expr) trust {
	tells, fine := decodable(t, d.xml)
	if !fine || v.Parent() == nil || v.Parent() == x.Pkg.Scope() {
		return trust{}
	}
	c := &contents{finder: x, Places: p, decl: decl, dec: d, target: target, tells: tells, parts: []part{{v: v}}}
	for i := 0; i < len(c.parts) && len(c.parts) < 20; i++ { // parts are found on the way
		if !c.follow(c.parts[i]) {
			return trust{}
		}
	}
	return trust{c.good, c.stored, c.looked}
}

func (c *contents) follow(of part) bool {
	for _, id := range c.Uses[of.v] {
		if slices.ContainsFunc(c.Writes[of.v], func(w index.Write) bool { return w.Ident == id }) {
			continue
		}
		if gotypes.Within(id.Pos(), c.target) {
			continue
		}
		if !c.use(id, of, of.v == c.parts[0].v) {
			return false
		}
	}
	return true
}

// use follows one use; whole says that nothing was selected from what was decoded.
func (c *contents) use(e ast.Expr, of part, whole bool) bool {
	switch u := c.Up(e).(type) {
	case *ast.SelectorExpr:
		sel := c.Info.Selections[u]
		if sel == nil || sel.Kind() != types.FieldVal {
			return of.item // a method may look at what it has
		}
		if !of.item && failure(u.Sel.Name) {
			c.looksAt(u, types.ExprString(u)+" is looked at, which tells of a failure")
			return true
		}
		return c.use(u, of, false)
	case *ast.IndexExpr:
		if u.X == e { // panics if it is not there, or is nothing
			if _, comma := c.Up(u).(*ast.AssignStmt); comma {
				if a := c.Up(u).(*ast.AssignStmt); len(a.Lhs) != len(a.Rhs) {
					return of.item
				}
			}
			return c.use(u, of, false)
		}
		return of.item
	case *ast.StarExpr, *ast.SliceExpr, *ast.CompositeLit, *ast.KeyValueExpr:
		return c.use(u.(ast.Expr), of, whole)
	case *ast.UnaryExpr:
		return u.Op == token.AND && c.use(u, of, whole) || of.item
	case *ast.BinaryExpr:
		if of.item || u.Op == token.ADD {
			return c.use(u, of, false)
		}
		return false
	case *ast.RangeStmt:
		if u.X != e {
			return of.item
		}
		for _, l := range []ast.Expr{u.Key, u.Value} {
			if v := c.local(l); v != nil {
				c.add(v, true)
			}
		}
		return true
	case *ast.CallExpr:
		return c.call(u, of, whole)
	case *ast.AssignStmt:
		return c.assign(u, e, of, whole)
	case *ast.ReturnStmt:
		if whole && c.tells {
			c.looksAt(u, "the answer is returned with what tells of a failure, so that the caller can look at it")
		}
		c.returned(u)
		return true
	}
	return of.item
}

// looksAt notes that the program, or its caller, can tell an answer that is none.
func (c *contents) looksAt(at ast.Node, text string) {
	if c.looked.Reason == reasons.None {
		c.looked = retry.Silence{Reason: reasons.AnswerTells, At: at, Text: text}
	}
}

// call follows content into calls that cannot fail on it, and stops at the others.
func (c *contents) call(call *ast.CallExpr, of part, whole bool) bool {
	if c.Info.Types[call.Fun].IsType() {
		return c.use(call, of, whole)
	}
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := c.Info.Uses[id].(*types.Builtin); ok {
			switch b.Name() {
			case "append", "copy":
				return c.use(call, of, whole)
			case "make": // the length of the list to fill
				return true
			case "len", "cap":
				if mk, ok := c.Up(call).(*ast.CallExpr); ok && gotypes.CalledName(mk) == "make" {
					return true
				}
				return of.item
			}
		}
	}
	fn := c.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return of.item
	}
	if fn.Pkg().Path() == "strings" || fn.FullName() == "fmt.Sprintf" || fn.FullName() == "fmt.Sprint" {
		if t, ok := c.Info.TypeOf(call).(*types.Basic); ok && t.Info()&types.IsBoolean != 0 {
			return of.item
		}
		return c.use(call, of, false)
	}
	if _, statement := c.Up(call).(*ast.ExprStmt); statement && c.Says(lexicon.Says, fn.Name()) {
		return true
	}
	return of.item
}

// local is the variable of the declaration that an expression names.
func (c *contents) local(e ast.Expr) *types.Var {
	if e == nil {
		return nil
	}
	v := c.Variable(e)
	if v == nil || v.IsField() || v.Name() == "_" || v.Parent() == c.Pkg.Scope() {
		return nil
	}
	return v
}

func (c *contents) add(v *types.Var, item bool) {
	if !slices.ContainsFunc(c.parts, func(p part) bool { return p.v == v }) {
		c.parts = append(c.parts, part{v, item})
	}
}

func (c *contents) assign(a *ast.AssignStmt, e ast.Expr, of part, whole bool) bool {
	i := slices.IndexFunc(a.Rhs, func(r ast.Expr) bool { return ast.Unparen(r) == e })
	if i < 0 || len(a.Lhs) != len(a.Rhs) {
		return of.item
	}
	if v := c.local(a.Lhs[i]); v != nil {
		if whole && c.tells {
			return false
		}
		// A list that is filled from the items is there without them, too.
		call, _ := ast.Unparen(e).(*ast.CallExpr)
		if call == nil || gotypes.CalledName(call) != "append" {
			c.add(v, of.item)
		} else {
			c.add(v, false)
		}
		return true
	}
	switch l := ast.Unparen(a.Lhs[i]).(type) {
	case *ast.SelectorExpr, *ast.StarExpr:
		if of.item || whole && c.tells {
			return of.item
		}
		if base := c.base(l); base != nil && c.kept(base) {
			c.good, c.stored = true, true
			return true
		} else if base != nil { // a part of a variable of the function
			c.add(base, false)
			return true
		}
	case *ast.IndexExpr:
		if base := c.local(l.X); base != nil {
			c.add(base, false)
			return true
		}
	}
	return of.item
}

// base is the variable that a place in memory belongs to.
func (c *contents) base(e ast.Expr) *types.Var {
	for {
		switch u := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = u.X
		case *ast.StarExpr:
			e = u.X
		default:
			return c.local(e)
		}
	}
}

// kept reports whether a variable is somebody else's memory: the receiver or a pointer parameter.
func (c *contents) kept(v *types.Var) bool {
	if c.decl == nil {
		return false
	}
	if _, ok := types.Unalias(v.Type()).(*types.Pointer); !ok {
		return false
	}
	if fn, _ := c.Parameter(c.decl, v); fn != nil {
		return true
	}
	fn, _ := c.Info.Defs[c.decl.Name].(*types.Func)
	return fn != nil && fn.Signature().Recv() == v
}

// returned notes a return of content as a success, on a way that does not depend on what it is.
func (c *contents) returned(r *ast.ReturnStmt) {
	for n := c.Parent[r]; n != nil; n = c.Parent[n] {
		switch u := n.(type) {
		case *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.CaseClause:
			return
		case *ast.IfStmt:
			if c.mentions(u.Cond) {
				return
			}
		case *ast.FuncLit:
			n = nil
		}
		if n == nil {
			break
		}
	}
	if len(r.Results) == 0 {
		return
	}
	last := ast.Unparen(r.Results[len(r.Results)-1])
	switch {
	case !gotypes.IsError(c.Info.TypeOf(last)) && !gotypes.IsNil(c.Info, last):
		c.good = len(r.Results) == 1
	case gotypes.IsNil(c.Info, last), last == c.dec.call:
		c.good = true
	default:
		v := c.Variable(last)
		if v == nil {
			return
		}
		if w, ok := c.Before(v, r); ok && ast.Unparen(w.Value) == c.dec.call {
			c.good = true
		}
	}
}

// mentions reports whether an expression has a part of the content in it.
func (c *contents) mentions(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v := c.Variable(id)
			found = found || v != nil && slices.ContainsFunc(c.parts, func(p part) bool { return p.v == v })
		}
		return !found
	})
	return found
}
