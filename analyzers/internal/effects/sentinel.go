package effects

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// PlainSentinel reports whether an error of the package's own is nowhere returned or wrapped by a function that looks at statuses.
func (x *Functions) PlainSentinel(v *types.Var) bool {
	if v.Pkg() != x.Pkg || v.Exported() {
		return false
	}
	plain, known := x.plainErrors[v]
	if known {
		return plain
	}
	plain = true
	for _, f := range x.Files {
		for _, d := range f.Decls {
			plain = plain && !x.madeOfStatus(d, v)
		}
	}
	x.plainErrors[v] = plain
	return plain
}

// IsOwnSentinel reports whether a variable is an error of the package's own that no transport returns: the package has no part in how requests
// are transported. A transport of another package that returns what this one exports would import what sends by it.
func (x *Functions) IsOwnSentinel(v types.Object) bool {
	return v.Pkg() == x.Pkg && gotypes.IsError(v.Type()) && !x.transports()
}

// transports reports whether the package takes part in how requests are transported: by a RoundTripper of its own, or by a function that
// a client or a transport calls.
func (x *Functions) transports() bool {
	if x.transport != domain.Unknown {
		return x.transport == domain.Yes
	}
	x.transport = domain.No
	for _, f := range x.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || x.transport == domain.Yes {
				return !ok
			}
			switch id.Name {
			case "RoundTrip", "CheckRedirect", "Dial", "DialContext", "DialTLS", "DialTLSContext", "Proxy", "OnProxyConnectResponse", "GetProxyConnectHeader":
				switch o := x.Info.ObjectOf(id).(type) {
				case *types.Func:
					if o.Pkg() == x.Pkg {
						x.transport = domain.Yes
					}
				case *types.Var:
					if o.Pkg() != nil && o.Pkg().Path() == "net/http" {
						x.transport = domain.Yes
					}
				}
			}
			return true
		})
	}
	return x.transport == domain.Yes
}

// madeOfStatus reports whether a declaration uses a sentinel for anything else than to compare with it, and looks at statuses.
func (x *Functions) madeOfStatus(d ast.Decl, v *types.Var) bool {
	uses, compares := 0, 0
	is := func(e ast.Expr) bool { return x.Variable(e) == v }
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if x.Info.Uses[n] == types.Object(v) {
				uses++
			}
		case *ast.BinaryExpr:
			if is(n.X) || is(n.Y) {
				compares++
			}
		case *ast.CaseClause:
			if slices.ContainsFunc(n.List, is) {
				compares++
			}
		case *ast.CallExpr:
			if gotypes.CalledName(n) == "Is" && slices.ContainsFunc(n.Args, is) {
				compares++
			}
		}
		return true
	})
	if uses == compares {
		return false
	}
	fd, ok := d.(*ast.FuncDecl)
	if !ok {
		return true // in a table, say
	}
	fn, _ := x.Info.Defs[fd.Name].(*types.Func)
	fi := x.Infos[fn]
	return fi == nil || fi.Touches
}
