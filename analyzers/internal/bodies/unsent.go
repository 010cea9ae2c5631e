package bodies

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// unsent reports whether a path knows that an attempt failed before a byte of what it sends was read: no connection came about,
// or nobody was found behind it who can be trusted. What is sent then is still all there.
func (x *watch) unsent(st *paths.State, o *paths.Outcome) bool {
	tells := func(a sym.Assumption) bool { return x.tellsUnsent(a.Cond, a.Truth, o) }
	return slices.ContainsFunc(st.Facts, tells) || slices.ContainsFunc(st.Assume, tells)
}

// tellsUnsent reports whether a condition that is true, or is not, tells so.
func (x *watch) tellsUnsent(cond *sym.Value, truth bool, o *paths.Outcome) bool {
	switch {
	case cond.Op == sym.OpUnary && cond.Name == "!":
		return x.tellsUnsent(cond.Args[0], !truth, o)
	case cond.Op == sym.OpBinary && (cond.Name == "&&" || cond.Name == "||"):
		a, b := x.tellsUnsent(cond.Args[0], truth, o), x.tellsUnsent(cond.Args[1], truth, o)
		if (cond.Name == "&&") == truth {
			return a || b
		}
		return a && b
	case cond.Op == sym.OpBinary && cond.Name == "!=":
		truth = !truth
	}
	return truth && x.namesUnsent(cond, o)
}

// namesUnsent reports whether a condition compares the error of an attempt with one that comes before anything is sent: by its
// type, by errors.Is, by the operation that failed or by its text.
func (x *watch) namesUnsent(cond *sym.Value, o *paths.Outcome) bool {
	of := func(err *sym.Value) bool {
		id, ok := err.Attempt()
		return ok && id == o.Id
	}
	switch {
	case cond.Op == sym.OpAsOK:
		return of(cond.Args[0]) && connectionError(cond.Typ)
	case cond.Op == sym.OpBinary && (cond.Name == "==" || cond.Name == "!="):
		for i, v := range cond.Args {
			other := cond.Args[1-i]
			if v.Op == sym.OpField && v.Name == "Op" && gotypes.TypeIs(v.Args[0].Typ, "net.OpError") && of(v) && other.Op == sym.OpString && other.Name == "dial" {
				return true
			}
			if v.Typ != nil && gotypes.IsError(v.Typ) && of(v) && x.refusedConnection(other) {
				return true
			}
		}
	case cond.Op == sym.OpCall && cond.Name == "errors.Is" && len(cond.Args) == 2:
		return of(cond.Args[0]) && x.refusedConnection(cond.Args[1])
	case cond.Op == sym.OpCall && functions.TestsText(cond.Name) && len(cond.Args) == 2 && cond.Args[1].Op == sym.OpString:
		err, ok := sym.TextOfError(cond.Args[0])
		return ok && of(err) && connectionText(cond.Args[1].Name)
	}
	return false
}

// connectionError reports whether errors of a type come while a connection is made: from a look-up, or a handshake.
func connectionError(t types.Type) bool {
	n := gotypes.Named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() {
	case "crypto/tls", "crypto/x509":
		return true
	case "net":
		switch n.Obj().Name() {
		case "DNSError", "AddrError", "UnknownNetworkError", "InvalidAddrError":
			return true
		}
	}
	return false
}

// refusals are the names by which a system says that it has not connected.
var refusals = []string{"ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "WSAECONNREFUSED", "WSAEHOSTUNREACH", "WSAENETUNREACH"}

// refusedConnection reports whether a value is one of their numbers.
func (x *watch) refusedConnection(v *sym.Value) bool {
	if v.Op == sym.OpConvert {
		v = v.Args[0]
	}
	if v.Op != sym.OpInt {
		return false
	}
	for _, p := range x.Pkg.Imports() {
		switch p.Path() {
		case "syscall", "golang.org/x/sys/unix", "golang.org/x/sys/windows":
			if slices.ContainsFunc(refusals, func(name string) bool {
				c, ok := p.Scope().Lookup(name).(*types.Const)
				return ok && constant.Compare(c.Val(), token.EQL, constant.MakeInt64(v.Int))
			}) {
				return true
			}
		}
	}
	return false
}

// connectionTexts are parts of what the standard library says of a connection that did not come about.
var connectionTexts = []string{
	"dial", "connection refused", "no such host", "no route to host", "network is unreachable",
	"tls", "handshake", "x509", "certificate", "server gave http response to https client",
}

func connectionText(part string) bool {
	part = strings.ToLower(part)
	return slices.ContainsFunc(connectionTexts, func(text string) bool { return strings.Contains(part, text) })
}

// watchesConnection reports whether a function names a hook by which a program learns how far a request has come.
func (x *Package) watchesConnection(fn ast.Node) bool {
	watches := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, ok := x.Info.Uses[id].(*types.Var)
			watches = watches || ok && v.IsField() && v.Pkg() != nil && v.Pkg().Path() == "net/http/httptrace"
		}
		return !watches
	})
	return watches
}
