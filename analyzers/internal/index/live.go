package index

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Deaths says after which statement of its block the value of a variable is not read any more, and on the way into which body of a statement:
// what is kept for behind a loop, as the last error, is not read in a round that sets it anew. Paths that differ only in dead variables are one
// path; without this, every early return and logged value would double the work.
//
// What a function literal captures that can run at any time, and what a pointer leads to that was kept, lives as long as its
// scope. So does everything in a function with a goto.
type Deaths map[ast.Node][]types.Object

// DeathsOf are the deaths in a *ast.FuncDecl or *ast.FuncLit, of the variables that are declared there.
func (x *Package) DeathsOf(fn ast.Node) Deaths {
	if d, ok := x.deaths[fn]; ok {
		return d
	}
	d := x.computeDeaths(fn)
	x.deaths[fn] = d
	return d
}

func (x *Package) computeDeaths(fn ast.Node) Deaths {
	l := &liveness{info: x.Info, fn: fn, index: map[types.Object]int{}, out: Deaths{}}
	l.survey(gotypes.Body(fn))
	if sig := gotypes.SignatureOf(x.Info, fn); sig != nil {
		for v := range sig.Results().Variables() {
			l.results = l.results.with(l.at(v))
		}
	}
	if !l.jumps {
		l.record = true
		l.block(gotypes.Body(fn).List, nil)
	}
	return l.out
}

// A liveness is the backward analysis of one function: from what is read behind a statement to what is read from it on.
type liveness struct {
	info    *types.Info
	fn      ast.Node
	index   map[types.Object]int
	objects []types.Object
	kept    varset // that live as long as their scope
	results varset // that a bare return reads
	returns varset // read behind a return: of a literal that is run in its place, by the function around it
	targets []leaveTo
	jumps   bool // there is a goto
	record  bool // deaths are noted: what is read behind is final
	out     Deaths
}

// A leaveTo is a statement that break or continue leads out of, and what is read there.
type leaveTo struct {
	label           *ast.Ident
	loop            bool
	breaks, repeats varset
}

// at is the number of a variable that the function declares, or -1.
func (l *liveness) at(o types.Object) int {
	v, ok := o.(*types.Var)
	if !ok || v.IsField() || !gotypes.Within(v.Pos(), l.fn) {
		return -1
	}
	i, ok := l.index[o]
	if !ok {
		i = len(l.objects)
		l.index[o] = i
		l.objects = append(l.objects, o)
	}
	return i
}

// survey finds what is kept, and jumps.
func (l *liveness) survey(body ast.Node) {
	inPlace := map[ast.Node]bool{} // what is run, or read, by the call that it is given to
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			l.keep(n.Call)
		case *ast.DeferStmt:
			l.keep(n.Call)
		case *ast.CallExpr:
			inPlace[ast.Unparen(n.Fun)] = true
			for _, a := range n.Args {
				inPlace[ast.Unparen(a)] = true
			}
		case *ast.FuncLit:
			if !inPlace[n] {
				l.keep(n.Body)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND && !inPlace[n] {
				if id, ok := ast.Unparen(n.X).(*ast.Ident); ok {
					l.keep(id)
				}
			}
		case *ast.BranchStmt:
			l.jumps = l.jumps || n.Tok == token.GOTO
		}
		return true
	})
}

// keep has all variables that are mentioned live as long as their scope.
func (l *liveness) keep(n ast.Node) { l.kept = l.kept.union(l.mentioned(n)) }

// mentioned are the variables that are read or set somewhere in n.
func (l *liveness) mentioned(n ast.Node) (out varset) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if o := l.info.ObjectOf(n); o != nil {
				out = out.with(l.at(o))
			}
		case *ast.CaseClause:
			if o := l.info.Implicits[n]; o != nil {
				out = out.with(l.at(o))
			}
		}
		return true
	})
	return out
}

// block is what is read from the first of the statements on.
func (l *liveness) block(list []ast.Stmt, after varset) varset {
	for i := len(list) - 1; i >= 0; i-- {
		s := list[i]
		before := l.stmt(s, nil, after)
		if l.record {
			l.die(s, before.union(l.mentioned(s)), after)
		}
		after = before
	}
	return after
}

// die notes what is not read any more at n, where no more is read than after.
func (l *liveness) die(n ast.Node, before, after varset) {
	if !l.record {
		return
	}
	for i := range before.minus(after).minus(l.kept).all() {
		l.out[n] = append(l.out[n], l.objects[i])
	}
}

// stmt is what is read from a statement on, if after is read behind it.
func (l *liveness) stmt(s ast.Stmt, label *ast.Ident, after varset) varset {
	switch s := s.(type) {
	case nil, *ast.EmptyStmt:
		return after
	case *ast.BlockStmt:
		return l.block(s.List, after)
	case *ast.LabeledStmt:
		return l.stmt(s.Stmt, s.Label, after)
	case *ast.AssignStmt:
		return l.assign(s, after)
	case *ast.DeclStmt:
		gotypes.Declared(l.info, s, func(o types.Object) { after = after.without(l.at(o)) })
		return l.reads(s, after)
	case *ast.IfStmt:
		then, other := l.block(s.Body.List, after), l.stmt(s.Else, nil, after)
		asked := l.reads(s.Cond, then.union(other))
		l.die(s.Body, asked, then)
		if b, ok := s.Else.(*ast.BlockStmt); ok {
			l.die(b, asked, other)
		}
		return l.stmt(s.Init, nil, asked)
	case *ast.ForStmt:
		return l.stmt(s.Init, nil, l.loop(s, label, after))
	case *ast.RangeStmt:
		return l.reads(s.X, l.ranged(s, label, after))
	case *ast.SwitchStmt:
		return l.stmt(s.Init, nil, l.reads(s.Tag, l.clauses(s.Body.List, label, after)))
	case *ast.TypeSwitchStmt:
		return l.stmt(s.Init, nil, l.stmt(s.Assign, nil, l.clauses(s.Body.List, label, after)))
	case *ast.SelectStmt:
		return l.clauses(s.Body.List, label, after)
	case *ast.ReturnStmt:
		out := l.returns
		if len(s.Results) == 0 {
			out = out.union(l.results)
		}
		return l.reads(s, out)
	case *ast.BranchStmt:
		if s.Tok == token.FALLTHROUGH {
			return after
		}
		return l.leads(s)
	}
	return l.reads(s, after)
}

func (l *liveness) assign(s *ast.AssignStmt, after varset) varset {
	for _, e := range s.Lhs {
		if id, ok := ast.Unparen(e).(*ast.Ident); ok && (s.Tok == token.ASSIGN || s.Tok == token.DEFINE) {
			after = after.without(l.at(l.info.ObjectOf(id)))
		}
	}
	for _, e := range s.Lhs {
		if _, ok := ast.Unparen(e).(*ast.Ident); !ok || s.Tok != token.ASSIGN && s.Tok != token.DEFINE {
			after = l.reads(e, after)
		}
	}
	for _, e := range s.Rhs {
		after = l.reads(e, after)
	}
	return after
}

// reads is what is read from n on, which is read at once: literals in it are run, once or more, by the call that they are given to.
func (l *liveness) reads(n ast.Node, after varset) varset {
	if n == nil {
		return after
	}
	var lits []*ast.FuncLit
	var used varset
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			lits = append(lits, n)
			return false
		case *ast.Ident:
			if o := l.info.Uses[n]; o != nil {
				used = used.with(l.at(o))
			}
		}
		return true
	})
	for i := len(lits) - 1; i >= 0; i-- {
		after = l.runs(lits[i], after)
	}
	return after.union(used)
}

// runs is what is read from a literal on that is run in its place.
func (l *liveness) runs(lit *ast.FuncLit, after varset) varset {
	inner := &liveness{info: l.info, fn: l.fn, index: l.index, objects: l.objects, kept: l.kept, returns: after}
	before := inner.settle(after, func(again varset) varset { return inner.block(lit.Body.List, after.union(again)) })
	l.objects = inner.objects
	return before
}

// settle goes round until no more is read.
func (l *liveness) settle(live varset, round func(varset) varset) varset {
	record := l.record
	l.record = false
	for {
		more := live.union(round(live))
		if more.equal(live) {
			break
		}
		live = more
	}
	l.record = record
	return round(live)
}

func (l *liveness) loop(s *ast.ForStmt, label *ast.Ident, after varset) varset {
	return l.settle(nil, func(head varset) varset {
		next := l.stmt(s.Post, nil, head)
		l.targets = append(l.targets, leaveTo{label, true, after, next})
		body := l.block(s.Body.List, next)
		l.targets = l.targets[:len(l.targets)-1]
		asked := body
		if s.Cond != nil {
			asked = l.reads(s.Cond, body.union(after))
		}
		l.die(s.Body, asked, body)
		return asked
	})
}

func (l *liveness) ranged(s *ast.RangeStmt, label *ast.Ident, after varset) varset {
	return l.settle(after, func(head varset) varset {
		head = head.union(after)
		l.targets = append(l.targets, leaveTo{label, true, after, head})
		body := l.block(s.Body.List, head)
		l.targets = l.targets[:len(l.targets)-1]
		l.die(s.Body, head, body)
		for _, e := range []ast.Expr{s.Key, s.Value} {
			if id, ok := e.(*ast.Ident); ok {
				body = body.without(l.at(l.info.ObjectOf(id)))
			} else if e != nil {
				body = l.reads(e, body)
			}
		}
		return body.union(after)
	})
}

// clauses is what is read from the clauses of a switch or select on.
func (l *liveness) clauses(list []ast.Stmt, label *ast.Ident, after varset) varset {
	l.targets = append(l.targets, leaveTo{label, false, after, nil})
	out, next := after, after
	into := make([]varset, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		switch c := list[i].(type) {
		case *ast.CaseClause:
			through := after
			if n := len(c.Body); n > 0 {
				if b, ok := c.Body[n-1].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
					through = after.union(next)
				}
			}
			next = l.block(c.Body, through)
			into[i] = next
			if o := l.info.Implicits[c]; o != nil {
				next = next.without(l.at(o))
			}
			out = out.union(next)
			for _, e := range c.List {
				out = l.reads(e, out)
			}
		case *ast.CommClause:
			into[i] = l.block(c.Body, after)
			out = out.union(l.stmt(c.Comm, nil, into[i]))
		}
	}
	for i, c := range list {
		l.die(c, out, into[i])
	}
	l.targets = l.targets[:len(l.targets)-1]
	return out
}

// leads is what is read where a break or continue leads.
func (l *liveness) leads(s *ast.BranchStmt) varset {
	for i := len(l.targets) - 1; i >= 0; i-- {
		t := l.targets[i]
		if s.Label != nil && (t.label == nil || t.label.Name != s.Label.Name) || s.Tok == token.CONTINUE && !t.loop {
			continue
		}
		if s.Tok == token.CONTINUE {
			return t.repeats
		}
		return t.breaks
	}
	return nil
}
