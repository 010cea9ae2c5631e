package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
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
	loops  []*ast.BlockStmt // what runs once for each item, and not at all for an error page
	depth  int              // of functions that make something of it
	stored bool
	good   bool
	next   bool          // a part is the address of another request, which fails without one
	asked  bool          // something asks whether a part is there, and goes on without it
	looked retry.Silence // what looks at it that tells of a failure; None if nothing does
}

type part struct {
	v    *types.Var
	item bool // an element of a list: where the answer was none of those expected, there are no elements
	of   bool // what a loop over items leaves of one of them
}

// content follows what was decoded into a variable: it must come to the caller, or be kept, as a success, and nothing may
// look whether it is what was expected.
func (x *finder) content(p *index.Places, decl *ast.FuncDecl, d decoding, v *types.Var, t types.Type, target ast.Expr) trust {
	tells, fine := x.decodable(t, d.xml)
	if !fine || v.Parent() == nil || v.Parent() == x.Pkg.Scope() {
		return trust{}
	}
	c := &contents{finder: x, Places: p, decl: decl, dec: d, target: target, tells: tells, parts: []part{{v: v}}}
	if !c.everywhere() || c.next && !c.asked {
		return trust{}
	}
	if c.good && !c.stored {
		if at := x.callerLooks(decl); at != nil {
			c.looksAt(at, "who calls "+decl.Name.Name+" looks at what it returns")
		}
	}
	return trust{c.good, c.stored, c.looked}
}

// everywhere follows all parts; false says that one of them is lost from sight, or looked at.
func (c *contents) everywhere() bool {
	for i := 0; i < len(c.parts) && len(c.parts) < 20; i++ { // parts are found on the way
		if !c.follow(c.parts[i]) {
			return false
		}
	}
	for _, p := range c.parts {
		if !p.item && !p.of {
			c.returnsByName(p.v)
		}
	}
	return true
}

func (c *contents) follow(of part) bool {
	for _, id := range c.Uses[of.v] {
		if slices.ContainsFunc(c.Writes[of.v], func(w index.Write) bool { return w.Ident == id }) {
			continue
		}
		if c.target != nil && gotypes.Within(id.Pos(), c.target) {
			continue
		}
		use := of
		use.item = of.item || c.perItem(id.Pos())
		if !c.use(id, use, of.v == c.parts[0].v) {
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
			return c.method(u, of, whole) // which may look at what it has
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
		if of.item || !comparing[u.Op] && u.Op != token.LAND && u.Op != token.LOR {
			return c.use(u, of, false)
		}
		return c.refusesNothing(u)
	case *ast.RangeStmt:
		if u.X != e {
			return of.item
		}
		c.each(u.Body)
		for _, l := range []ast.Expr{u.Key, u.Value} {
			if v := c.local(l); v != nil {
				c.add(v, true)
			}
		}
		return true
	case *ast.CallExpr:
		return c.call(u, e, of, whole)
	case *ast.AssignStmt:
		return c.assign(u, e, of, whole)
	case *ast.IncDecStmt:
		return true // no more than a write
	case *ast.SendStmt:
		return c.sentOn(u, e, of, whole)
	case *ast.ReturnStmt:
		if whole && c.tells {
			c.looksAt(u, "the answer is returned with what tells of a failure, so that the caller can look at it")
		}
		c.returned(u)
		return true
	}
	return of.item
}

// sentOn notes that content is sent to whoever receives it.
func (c *contents) sentOn(s *ast.SendStmt, e ast.Expr, of part, whole bool) bool {
	if s.Value != e || of.item || whole && c.tells {
		return of.item
	}
	c.good, c.stored = true, true
	return true
}

// looksAt notes that the program, or its caller, can tell an answer that is none.
func (c *contents) looksAt(at ast.Node, text string) {
	if c.looked.Reason == reasons.None {
		c.looked = retry.Silence{Reason: reasons.AnswerTells, At: at, Text: text}
	}
}

// call follows content into calls that cannot fail on it, and stops at the others.
func (c *contents) call(call *ast.CallExpr, e ast.Expr, of part, whole bool) bool {
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
				return c.counts(call, of)
			}
		}
	}
	fn := c.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return of.item
	}
	if of.item { // what is made of an item is one, too
		return c.results(call, of)
	}
	if c.storesShared(call, fn) && !(whole && c.tells) {
		c.good, c.stored = true, true
		return true
	}
	if computes(fn) {
		if t, ok := c.Info.TypeOf(call).(*types.Basic); ok && t.Info()&types.IsBoolean != 0 {
			return c.refusesNothing(call)
		}
		return c.use(call, of, false)
	}
	if _, statement := c.Up(call).(*ast.ExprStmt); statement && c.Says(lexicon.Says, fn.Name()) {
		return true
	}
	if !whole && asksNext(fn) {
		c.next = true
		return true
	}
	return c.sorts(call, fn) || c.handed(call, fn, e, whole)
}

// asksNext reports whether a function makes a request to the address that it is given, such as that of the next page.
func asksNext(fn *types.Func) bool {
	full := fn.FullName()
	return full == "net/http.Get" || full == "(*net/http.Client).Get" || functions.NewsRequest(full)
}

// computes reports whether a function of the standard library makes something of whatever it is given, and cannot fail.
func computes(fn *types.Func) bool {
	switch fn.Pkg().Path() {
	case "strings", "time", "math", "path", "strconv":
		r := fn.Signature().Results()
		return r.Len() > 0 && !gotypes.IsError(r.At(r.Len()-1).Type())
	}
	return fn.FullName() == "fmt.Sprintf" || fn.FullName() == "fmt.Sprint"
}

// storesShared reports whether a call puts its last argument into a sync.Map or an atomic value that others see.
func (c *contents) storesShared(call *ast.CallExpr, fn *types.Func) bool {
	if p := fn.Pkg().Path(); p != "sync" && p != "sync/atomic" || fn.Name() != "Store" || fn.Signature().Recv() == nil {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	v := c.owner(sel.X)
	return v != nil && c.kept(v) && len(call.Args) > 0 && c.mentions(call.Args[len(call.Args)-1])
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

func (c *contents) isPart(v *types.Var) bool {
	return slices.ContainsFunc(c.parts, func(p part) bool { return p.v == v })
}

func (c *contents) add(v *types.Var, item bool) {
	if !c.isPart(v) {
		c.parts = append(c.parts, part{v: v, item: item})
	}
}

func (c *contents) assign(a *ast.AssignStmt, e ast.Expr, of part, whole bool) bool {
	same := func(r ast.Expr) bool { return ast.Unparen(r) == e }
	i := slices.IndexFunc(a.Rhs, same)
	if i < 0 {
		return slices.ContainsFunc(a.Lhs, same) || of.item // a place in it is given another value, which looks at nothing
	}
	if len(a.Lhs) != len(a.Rhs) {
		return of.item
	}
	if v := c.local(a.Lhs[i]); v != nil {
		if whole && c.tells {
			return false
		}
		// A list that is filled from the items is there without them, too.
		call, _ := ast.Unparen(e).(*ast.CallExpr)
		if call == nil || gotypes.CalledName(call) != "append" {
			c.add(v, of.item && c.perItem(v.Pos()))
		} else {
			c.add(v, false)
		}
		return true
	}
	switch l := ast.Unparen(a.Lhs[i]).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.StarExpr:
		if of.item || whole && c.tells {
			return of.item
		}
		switch owner := c.owner(l); {
		case owner == nil:
		case c.isPart(owner): // one part of it is made of another
			return true
		case c.kept(owner):
			c.good, c.stored = true, true
			return true
		}
		if base := c.base(l); base != nil { // a part of a variable of the function
			c.add(base, false)
			return true
		}
	case *ast.IndexExpr:
		if base := c.local(l.X); base != nil && !c.kept(base) {
			c.add(base, false)
			return true
		}
		if of.item || whole && c.tells {
			return of.item
		}
		if root := c.owner(l.X); root != nil && c.kept(root) {
			c.good, c.stored = true, true
			return true
		}
	}
	return of.item
}

// base is the variable of the declaration that a place in memory belongs to.
func (c *contents) base(e ast.Expr) *types.Var { return c.local(root(e)) }

// owner is the variable that a place in memory belongs to, be it one of the package.
func (x *finder) owner(e ast.Expr) *types.Var {
	if v := x.Variable(root(e)); v != nil && !v.IsField() {
		return v
	}
	return nil
}

// root is what a place in memory is a part of.
func root(e ast.Expr) ast.Expr {
	for {
		switch u := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = u.X
		case *ast.StarExpr:
			e = u.X
		default:
			return u
		}
	}
}

// kept reports whether a variable is memory that others see.
func (c *contents) kept(v *types.Var) bool { return c.outlives(c.decl, v) }

// outlives reports whether a variable is memory that others see, too: one of the package, a map that came in, or what the receiver
// or a parameter points to.
func (x *finder) outlives(decl *ast.FuncDecl, v *types.Var) bool {
	if v.Parent() == x.Pkg.Scope() {
		return true
	}
	switch types.Unalias(v.Type()).Underlying().(type) {
	case *types.Pointer, *types.Map:
	default:
		return false
	}
	if decl == nil {
		return false
	}
	if fn, _ := x.Parameter(decl, v); fn != nil {
		return true
	}
	return x.receiver(decl) == v
}

// receiver is the receiver of a method; nil if it has no name, or the declaration is none of a method.
func (x *finder) receiver(decl *ast.FuncDecl) *types.Var {
	if decl == nil {
		return nil
	}
	if fn, _ := x.Info.Defs[decl.Name].(*types.Func); fn != nil {
		return fn.Signature().Recv()
	}
	return nil
}

// returned notes a return of content as a success, on a way that does not depend on what it is.
func (c *contents) returned(r *ast.ReturnStmt) {
	for n := c.Parent[r]; n != nil; n = c.Parent[n] {
		switch u := n.(type) {
		case *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.CaseClause:
			return
		case *ast.IfStmt:
			if c.mentions(u.Cond) && !(gotypes.Within(r.Pos(), u.Body) && c.missing(u.Cond)) {
				return
			}
		case *ast.FuncLit:
			n = nil
		}
		if n == nil {
			break
		}
	}
	if len(r.Results) == 0 || c.perItem(r.Pos()) {
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

// returnsByName notes where a variable that is a result with a name is returned by a return without values.
func (c *contents) returnsByName(v *types.Var) {
	if c.decl == nil || c.decl.Type.Results == nil || !gotypes.Within(v.Pos(), c.decl.Type.Results) {
		return
	}
	names := c.decl.Type.Results.List[len(c.decl.Type.Results.List)-1].Names
	last, _ := c.Info.Defs[names[len(names)-1]].(*types.Var)
	if last == nil {
		return
	}
	ast.Inspect(c.decl.Body, func(n ast.Node) bool {
		r, ok := n.(*ast.ReturnStmt)
		if ok && len(r.Results) == 0 {
			if c.tells && v == c.parts[0].v {
				c.looksAt(r, "the answer is returned with what tells of a failure, so that the caller can look at it")
			}
			w, written := c.Before(last, r)
			good := last == v || written && ast.Unparen(w.Value) == c.dec.call
			if v != c.parts[0].v { // a part is not there before it is taken
				_, taken := c.Before(v, r)
				good = good && taken
			}
			c.good = c.good || good
		}
		_, lit := n.(*ast.FuncLit)
		return !lit
	})
}

// mentions reports whether an expression has a part of the content in it.
func (c *contents) mentions(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v := c.Variable(id)
			found = found || v != nil && c.isPart(v)
		}
		return !found
	})
	return found
}
