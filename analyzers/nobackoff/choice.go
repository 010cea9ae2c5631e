package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A choice is a part of a function that may do no more than choose a delay, or what a delay is computed of.
type choice struct {
	*keeping
	set    []*types.Var // variables and fields that it sets
	leaves bool         // it may return
	jumps  bool         // it may leave what is around it, or begin that anew
	loops  int          // how many loops of its own a statement is in
	breaks int          // and what else of its own may be left by break
}

// chooses reports whether all that depends on a comparison is which delay is chosen: whatever comes of it, the same is tried again.
func (k *keeping) chooses(c inspector.Cursor, v *types.Var, depth int) bool {
	for {
		switch up := c.Parent(); p := up.Node().(type) {
		case *ast.ParenExpr:
		case *ast.UnaryExpr:
			if p.Op != token.NOT {
				return false
			}
		case *ast.BinaryExpr:
			if p.Op != token.LAND && p.Op != token.LOR {
				return false
			}
		case *ast.IfStmt:
			return p.Cond == c.Node() && k.choosesAt(up, v, depth)
		case *ast.ForStmt:
			return p.Cond == c.Node() && k.choosesAt(up, v, depth)
		case *ast.CaseClause:
			return k.choosesAt(up.Parent().Parent(), v, depth)
		default:
			return false
		}
		c = c.Parent()
	}
}

// choosesAt reports whether a statement, with what follows if it may return, does no more than choose a delay.
func (k *keeping) choosesAt(c inspector.Cursor, v *types.Var, depth int) bool {
	ch := &choice{keeping: k}
	if !ch.statement(c.Node()) {
		return false
	}
	if ch.jumps { // so it is the loop around it that chooses
		for l := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
			if gotypes.Body(l.Node()) == nil && l.Node() != c.Node() {
				return k.choosesAt(l, v, depth)
			}
			break
		}
		return false
	}
	if ch.leaves && (depth == 0 || !k.answersDelay(gotypes.EnclosingFunc(c), depth-1) || !ch.rest(c)) {
		return false
	}
	return !slices.ContainsFunc(ch.set, func(s *types.Var) bool {
		k.chose[s] = k.chose[s] || s != v
		return k.putBack(s) || s != v && (depth == 0 || k.small(s, depth-1))
	})
}

// rest reports whether what follows a statement in its function does no more than choose either.
func (ch *choice) rest(c inspector.Cursor) bool {
	for ; ; c = c.Parent() {
		switch c.Parent().Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return true
		case *ast.ForStmt, *ast.RangeStmt, *ast.SelectStmt:
			return false
		case *ast.BlockStmt, *ast.CaseClause:
			for next, ok := c.NextSibling(); ok; next, ok = next.NextSibling() {
				if !gotypes.IsClause(asStatement(next.Node())) && !ch.statement(next.Node()) {
					return false
				}
			}
		}
	}
}

func asStatement(n ast.Node) ast.Stmt {
	s, _ := n.(ast.Stmt)
	return s
}

// putBack reports whether the count gets its value from a variable.
func (k *keeping) putBack(v *types.Var) bool {
	return v == k.count || slices.ContainsFunc(k.Definitions(k.count), func(e ast.Expr) bool {
		found := false
		if e != nil {
			ast.Inspect(e, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				found = found || ok && k.Info.Uses[id] == v
				return !found
			})
		}
		return found
	})
}

// answersDelay reports whether a declared function returns a delay, or a point in time, and nothing else, and nobody who calls it decides by that
// whether to go on.
func (k *keeping) answersDelay(fn ast.Node, depth int) bool {
	decl, ok := fn.(*ast.FuncDecl)
	if !ok {
		return false
	}
	of, ok := k.Info.Defs[decl.Name].(*types.Func)
	if !ok || of.Signature().Results().Len() != 1 {
		return false
	}
	result := of.Signature().Results().At(0)
	return isWhen(result.Type()) && !slices.ContainsFunc(k.callers(of), func(c inspector.Cursor) bool { return k.keptAt(c, result, depth) })
}

func isWhen(t types.Type) bool { return gotypes.IsDuration(t) || gotypes.TypeIs(t, "time.Time") }

// statement reports whether a statement does no more than choose.
func (ch *choice) statement(n ast.Node) bool {
	switch s := n.(type) {
	case nil, *ast.EmptyStmt:
		return true
	case *ast.BlockStmt:
		return ch.statements(s.List)
	case *ast.IfStmt, *ast.SwitchStmt, *ast.CaseClause, *ast.ForStmt, *ast.RangeStmt:
		return ch.compound(s)
	case *ast.BranchStmt:
		return ch.branch(s)
	case *ast.AssignStmt:
		return ch.assigns(s)
	case *ast.IncDecStmt:
		return ch.sets(s.X, nil)
	case *ast.DeclStmt:
		return ch.harmless(s)
	case *ast.ExprStmt:
		return ch.harmless(s.X)
	case *ast.DeferStmt:
		return ch.harmless(s.Call)
	case *ast.ReturnStmt:
		ch.leaves = true
		return len(s.Results) > 0 && !slices.ContainsFunc(s.Results, func(e ast.Expr) bool { return !ch.harmless(e) || ch.ends(e, 2) })
	}
	return false
}

// compound is statement of what has statements in it.
func (ch *choice) compound(n ast.Node) bool {
	switch s := n.(type) {
	case *ast.IfStmt:
		return (s.Init == nil || ch.statement(s.Init)) && ch.harmless(s.Cond) && ch.statement(s.Body) && (s.Else == nil || ch.statement(s.Else))
	case *ast.SwitchStmt:
		ch.breaks++
		defer func() { ch.breaks-- }()
		return (s.Init == nil || ch.statement(s.Init)) && (s.Tag == nil || ch.harmless(s.Tag)) && ch.statements(s.Body.List)
	case *ast.CaseClause:
		return !slices.ContainsFunc(s.List, func(e ast.Expr) bool { return !ch.harmless(e) }) && ch.statements(s.Body)
	case *ast.ForStmt:
		ch.loops++
		defer func() { ch.loops-- }()
		return (s.Cond == nil || ch.harmless(s.Cond)) && (s.Init == nil || ch.statement(s.Init)) && (s.Post == nil || ch.statement(s.Post)) && ch.statement(s.Body)
	case *ast.RangeStmt:
		ch.loops++
		defer func() { ch.loops-- }()
		return gotypes.IsInteger(ch.Info.TypeOf(s.X)) && ch.harmless(s.X) && ch.statement(s.Body)
	}
	return false
}

func (ch *choice) statements(list []ast.Stmt) bool {
	return !slices.ContainsFunc(list, func(s ast.Stmt) bool { return !ch.statement(s) })
}

func (ch *choice) branch(s *ast.BranchStmt) bool {
	switch {
	case s.Label != nil || s.Tok == token.GOTO:
		return false
	case s.Tok == token.BREAK:
		ch.jumps = ch.jumps || ch.loops+ch.breaks == 0
	case s.Tok == token.CONTINUE:
		ch.jumps = ch.jumps || ch.loops == 0
	}
	return true
}

func (ch *choice) assigns(a *ast.AssignStmt) bool {
	for i, l := range a.Lhs {
		var value ast.Expr
		if len(a.Lhs) == len(a.Rhs) {
			value = a.Rhs[i]
		}
		if !ch.sets(l, value) {
			return false
		}
	}
	return !slices.ContainsFunc(a.Rhs, func(e ast.Expr) bool { return !ch.harmless(e) })
}

// sets reports whether to set something to a value, which may be nil, is to choose: a delay, a point in time, or a number of which no more
// than a delay is computed.
func (ch *choice) sets(to, value ast.Expr) bool {
	if id, ok := to.(*ast.Ident); ok && id.Name == "_" {
		return true
	}
	v, ok := ch.Object(to).(*types.Var)
	if !ok || v == ch.count {
		return false
	}
	ch.set = append(ch.set, v)
	if isWhen(v.Type()) {
		return value == nil || !ch.ends(value, 2)
	}
	return gotypes.IsCount(v.Type()) && !v.IsField() && !gotypes.IsGlobal(v) && ch.computes(v, 2)
}

// never is longer than a delay that anybody means.
const never = 365 * 24 * time.Hour

// ends reports whether a delay may stand for none: it is not positive, or never over.
func (ch *choice) ends(e ast.Expr, depth int) bool {
	if n, ok := gotypes.IntConstant(ch.Info, e); ok {
		return n <= 0 || time.Duration(n) >= never
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return slices.ContainsFunc(e.Args, func(a ast.Expr) bool { return isWhen(ch.Info.TypeOf(a)) && ch.ends(a, depth) })
	case *ast.Ident, *ast.SelectorExpr:
		v, ok := ch.Object(e).(*types.Var)
		switch {
		case !ok || v.Pkg() != ch.Pkg:
			return !ok || !v.IsField()
		case depth == 0:
			return false
		}
		return slices.ContainsFunc(ch.Definitions(v), func(d ast.Expr) bool {
			n, constant := int64(0), false
			if d != nil {
				n, constant = gotypes.IntConstant(ch.Info, d)
			}
			zero := constant && n == 0 // what a variable begins with
			return d != nil && (!zero || gotypes.IsGlobal(v)) && ch.ends(d, depth-1)
		})
	}
	return false
}

// computes reports whether all that is made of a variable is a delay, a choice from a list of them, or a text of a log.
func (ch *choice) computes(v *types.Var, depth int) bool {
	return !slices.ContainsFunc(ch.Occurrences(v), func(c inspector.Cursor) bool { return !ch.computesAt(c, depth) })
}

func (ch *choice) computesAt(c inspector.Cursor, depth int) bool {
	if e, ok := c.Node().(ast.Expr); ok && isWhen(ch.Info.TypeOf(e)) {
		return true
	}
	switch p := c.Parent().Node().(type) {
	case *ast.ParenExpr:
		return ch.computesAt(c.Parent(), depth)
	case *ast.BinaryExpr:
		return gotypes.IsBool(ch.Info.TypeOf(p)) || ch.computesAt(c.Parent(), depth) // a comparison is looked at by itself
	case *ast.IndexExpr:
		return p.Index == c.Node() && ch.computesAt(c.Parent(), depth)
	case *ast.CallExpr:
		if ch.Info.Types[p.Fun].IsType() || gotypes.CalledBuiltin(ch.Info, p) != "" {
			return ch.computesAt(c.Parent(), depth)
		}
		fn, ok := typeutil.Callee(ch.Info, p).(*types.Func)
		return ok && writes(fn) || ok && functions.Pure(fn.FullName()) && ch.computesAt(c.Parent(), depth)
	case *ast.AssignStmt:
		i := slices.IndexFunc(p.Rhs, func(e ast.Expr) bool { return e == c.Node() })
		if i < 0 || len(p.Lhs) != len(p.Rhs) {
			return i < 0
		}
		v, ok := ch.Object(p.Lhs[i]).(*types.Var)
		if !ok || depth == 0 {
			return false
		}
		return isWhen(v.Type()) || !v.IsField() && !gotypes.IsGlobal(v) && ch.computes(v, depth-1)
	case *ast.ValueSpec, *ast.IncDecStmt, *ast.ForStmt, *ast.RangeStmt:
		return true
	}
	return false
}

// writes reports whether a function writes to a log.
func writes(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "log", "log/slog":
		return !functions.EndsProgram(fn.FullName())
	case "fmt":
		return fn.Name() == "Printf" || fn.Name() == "Println" || fn.Name() == "Print"
	}
	return false
}

// harmless reports whether what is evaluated does nothing but compute, write to a log, or keep others out.
func (ch *choice) harmless(n ast.Node) bool {
	ok := true
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			ok = false
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.ARROW
		case *ast.CallExpr:
			ok = ok && ch.harmlessCall(n)
		}
		return ok
	})
	return ok
}

// asksTime reports whether a function, by its full name, says something of points in time.
func asksTime(full string) bool {
	of, name := functions.CutName(full)
	return of == "(time.Time)" || of == "time" && (name == "Now" || name == "Since" || name == "Until")
}

func (ch *choice) harmlessCall(call *ast.CallExpr) bool {
	if ch.Info.Types[call.Fun].IsType() {
		return true
	}
	switch name := gotypes.CalledBuiltin(ch.Info, call); name {
	case "":
	case "min", "max", "len", "cap", "append":
		return true
	default:
		return false
	}
	fn, ok := typeutil.Callee(ch.Info, call).(*types.Func)
	if ok && (functions.Pure(fn.FullName()) || functions.OfMathRand(fn.FullName()) || functions.Locks(fn.FullName()) || asksTime(fn.FullName()) || writes(fn)) {
		return true
	}
	if ok {
		switch impl := ch.Infos[fn.Origin()]; {
		case impl == nil:
		case ch.OnlyWrites(impl):
			return true
		case impl.Reaches || impl.Touches || impl.Asks():
			return false
		}
	}
	// What answers a delay, or the time, and is given no thing that could be tried again.
	sig, ok := ch.Info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok || sig.Results().Len() != 1 || !isWhen(sig.Results().At(0).Type()) {
		return false
	}
	return !slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return !isWhen(ch.Info.TypeOf(a)) && !gotypes.IsBasic(ch.Info.TypeOf(a)) })
}
