package nonretryable

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// A listSpec is a place where a client or library is told with which codes to try again.
type listSpec struct {
	name  string
	node  ast.Node
	codes []ast.Expr
	list  library.List
	all   bool // every status that is an error
}

// noteCall notes the codes that a call of an option hands over.
func (x *finder) noteCall(call *ast.CallExpr, fn *types.Func, c *declared) {
	l := x.EntryOf(fn)
	switch {
	case l == nil:
	case l.All:
		c.lists = append(c.lists, listSpec{name: fn.Name(), node: call, all: true})
	case l.Lists && l.List.Arg < len(call.Args):
		codes := call.Args[l.List.Arg:]
		if call.Ellipsis.IsValid() || !gotypes.IsNumber(x.Info.TypeOf(codes[0])) {
			codes = x.listed(codes[0])
		}
		c.lists = append(c.lists, listSpec{fn.Name(), call, codes, l.List, false})
	}
}

// noteField notes the codes that are assigned to a field.
func (x *finder) noteField(field *ast.Ident, e ast.Expr, c *declared) {
	f, ok := x.Info.Uses[field].(*types.Var)
	if !ok || !f.IsField() || f.Pkg() == nil {
		return
	}
	if l, ok := library.ListIn(f.Pkg().Path(), f.Name()); ok && f.Pkg() != x.Pkg {
		c.lists = append(c.lists, listSpec{f.Name(), e, x.listed(e), l, false})
		return
	}
	x.noteTable(field, e, c) // a setting of somebody's client
}

// listed are the elements of a list, or the keys of a set, that is written out here or in a variable of the package.
func (x *finder) listed(e ast.Expr) []ast.Expr {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := x.Info.Uses[e].(*types.Var); ok && x.Inits[v] != nil {
			if lit, ok := ast.Unparen(x.Inits[v]).(*ast.CompositeLit); ok {
				return x.listed(lit)
			}
		}
	case *ast.CompositeLit:
		out := make([]ast.Expr, len(e.Elts))
		for i, el := range e.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				el = kv.Key
			}
			out[i] = el
		}
		return out
	case *ast.CallExpr: // append(defaults, codes...)
		if gotypes.CalledName(e) == "append" && len(e.Args) > 1 && !e.Ellipsis.IsValid() {
			return e.Args[1:]
		}
	}
	return nil
}

// listSites are the codes that clients and libraries are told to try again with.
func (x *finder) listSites(c *declared) []*retry.Site {
	var out []*retry.Site
	for _, l := range c.lists {
		if l.all {
			every := retry.Path{Codes: codeset.StatusRange(400, 599), Wait: retry.WaitOther, Test: l.node}
			out = append(out, &retry.Site{Kind: domain.Predicate, Node: l.node, Name: l.name, Paths: []retry.Path{every}})
			continue
		}
		s := &retry.Site{Kind: domain.Table, Node: l.node, Name: l.name, Listed: true}
		from, to := 100, 999
		if l.list.GRPC {
			s.Protocol, from, to = domain.GRPC, 0, 16
		}
		var codes []int
		for _, e := range l.codes {
			n, ok := gotypes.IntConstant(x.Info, e)
			if !ok || n < int64(from) || n > int64(to) || slices.ContainsFunc(c.tables, func(t tableSpec) bool { return gotypes.Within(e.Pos(), t.lit) }) {
				continue
			}
			codes = append(codes, int(n))
			s.Paths = append(s.Paths, retry.Path{Codes: codeset.Status(int(n)), Test: e, Wait: retry.WaitOther})
		}
		if l.list.Interval {
			s.Paths = nil
			if len(codes) == 2 {
				s.Paths = []retry.Path{{Codes: codeset.StatusRange(codes[0], codes[1]-1), Test: l.node, Wait: retry.WaitOther}}
			}
		}
		if len(s.Paths) > 0 {
			out = append(out, s)
		}
	}
	return out
}

type tableSpec struct {
	name *ast.Ident
	lit  *ast.CompositeLit
}

// noteTable notes a list that is called one of what to retry.
func (x *finder) noteTable(name *ast.Ident, e ast.Expr, c *declared) {
	if lit, ok := ast.Unparen(e).(*ast.CompositeLit); ok && x.Says(lexicon.Retries, name.Name) && !x.Says(lexicon.NotRetries, name.Name) {
		c.tables = append(c.tables, tableSpec{name, lit})
	}
}

// reasonWord are words of a comment that says why, and not what.
var reasonWord = lexicon.Pattern(`(?i)\b(because|since|sometimes|occasional\w*|intermittent\w*|flak\w*|spurious\w*|transient\w*|temporar\w*|eventual\w*|again|retry|retried|despite|although|even|bug)\b`)

// explained reports whether the comment behind something on its line says why it is there.
func (x *finder) explained(n ast.Node) bool {
	for _, f := range x.Files {
		if !gotypes.Within(n.Pos(), f) {
			continue
		}
		line := x.Fset.Position(n.Pos()).Line
		return slices.ContainsFunc(f.Comments, func(c *ast.CommentGroup) bool {
			return c.Pos() > n.Pos() && x.Fset.Position(c.Pos()).Line == line && reasonWord().MatchString(c.Text())
		})
	}
	return false
}

// tableSites are the lists of statuses that are named as ones to retry.
func (x *finder) tableSites(c *declared) []*retry.Site {
	var out []*retry.Site
	for _, t := range c.tables {
		s := &retry.Site{Kind: domain.Table, Node: t.lit, Name: t.name.Name, Listed: true}
		var codes codeset.Statuses
		for _, el := range t.lit.Elts {
			v := el
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				if tv := x.Info.Types[kv.Value]; tv.Value != nil && tv.Value.ExactString() == "false" {
					continue
				}
				v = kv.Key
			}
			n, ok := gotypes.IntConstant(x.Info, v)
			if !ok || n < 100 || n > 999 {
				codes = codeset.Statuses{}
				break
			}
			one := codeset.Status(int(n))
			codes = codes.Union(one)
			if x.explained(v) {
				continue // somebody's decision
			}
			s.Paths = append(s.Paths, retry.Path{Codes: one, Test: v, Wait: retry.WaitOther})
		}
		if !codes.Empty() {
			out = append(out, s)
		}
	}
	return out
}
