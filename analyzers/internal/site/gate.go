package site

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/catalog"
)

// mentions reports whether the syntax of a package mentions what the rules judge: a status or a provider's code that something is
// compared with, a list of them, the form of an API's answers, a function that says whether to retry, a wait in a loop. It is for
// the packages that reach no client themselves: a policy of retries, the errors of an API, a loop around an interface.
func (x *Package) mentions(insp *inspector.Inspector) bool {
	if api.SpeaksOtherwise(x.Pkg) {
		return false
	}
	nodes := insp.Root().Preorder((*ast.BinaryExpr)(nil), (*ast.CaseClause)(nil), (*ast.CompositeLit)(nil), (*ast.StructType)(nil),
		(*ast.FuncDecl)(nil), (*ast.SelectorExpr)(nil), (*ast.CallExpr)(nil))
	for c := range nodes {
		switch n := c.Node().(type) {
		case *ast.BinaryExpr:
			switch n.Op {
			case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
				if x.isCode(n.Y) || x.isCode(n.X) {
					return true
				}
			}
		case *ast.CaseClause:
			if slices.ContainsFunc(n.List, x.isCode) {
				return true
			}
		case *ast.CompositeLit:
			if x.listsCodes(n) {
				return true
			}
		case *ast.StructType:
			if isAnswerType(n) {
				return true
			}
		case *ast.FuncDecl:
			if fn, ok := x.Info.Defs[n.Name].(*types.Func); ok && x.IsPredicate(fn) {
				return true
			}
		case *ast.SelectorExpr:
			if x.selectsStatus(n) {
				return true
			}
		case *ast.CallExpr:
			if x.waitsInLoop(c, n) {
				return true
			}
		}
	}
	return false
}

// isCode reports whether an expression is a constant that can be the status of a refusal, or a provider's code by its form alone.
func (x *Package) isCode(e ast.Expr) bool {
	tv := x.Info.Types[e]
	if tv.Value == nil {
		return false
	}
	switch tv.Value.Kind() {
	case constant.Int:
		n, ok := constant.Int64Val(tv.Value)
		return ok && (isRefusal(n) || n > 999 && x.hasForm(catalog.Int(n)))
	case constant.String:
		s := constant.StringVal(tv.Value)
		return strings.Contains(s, ".") && x.hasForm(catalog.String(s))
	}
	return false
}

func isRefusal(n int64) bool { return n >= 400 && n < 600 }

// hasForm reports whether a code has a form that only one provider's codes have.
func (x *Package) hasForm(c catalog.Code) bool {
	for _, p := range x.Catalog.Providers() {
		for _, s := range p.Schemes {
			if s.Distinctive && p.FitsScheme(s.ID, c) {
				return true
			}
		}
	}
	return false
}

// listsCodes reports whether a literal is a list of statuses or codes, or has them for keys.
func (x *Package) listsCodes(lit *ast.CompositeLit) bool {
	t := x.Info.TypeOf(lit)
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map:
	default:
		return false
	}
	return slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Key
		}
		return x.isCode(e)
	})
}

// isAnswerType reports whether a struct has the json tags of an API's answer: a code beside a message.
func isAnswerType(s *ast.StructType) bool {
	code, message := false, false
	for _, f := range s.Fields.List {
		if f.Tag == nil {
			continue
		}
		tag := gotypes.JSONName(strings.Trim(f.Tag.Value, "`"))
		code = code || lexicon.CodeTags.Has(tag)
		message = message || lexicon.MessageTags.Has(tag)
	}
	return code && message
}

// selectsStatus reports whether a selection is a status by its name, or that of an error.
func (x *Package) selectsStatus(e *ast.SelectorExpr) bool {
	sel := x.Info.Selections[e]
	if sel == nil {
		return false
	}
	switch obj := sel.Obj().(type) {
	case *types.Var:
		return x.CarrierOf(sel.Recv(), obj) != api.CarriesNothing
	case *types.Func:
		return api.StatusMethod(obj)
	}
	return false
}

// waitsInLoop reports whether a call waits, by the function that is called, and stands in a loop.
func (x *Package) waitsInLoop(c inspector.Cursor, call *ast.CallExpr) bool {
	name := gotypes.CalledName(call)
	if name == "" || !x.Says(lexicon.Waits, name) && name != "After" && name != "NewTimer" {
		return false
	}
	fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg() != x.Pkg && fn.Pkg().Path() != "time" {
		return false
	}
	for range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.LabeledStmt)(nil)) {
		return true
	}
	return false
}
