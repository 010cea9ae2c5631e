package effects

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// IsKey reports whether a field or variable has a credential: requests are seen to have theirs from it, or it is named for one.
func (x *Functions) IsKey(f *types.Var) bool {
	return x.keys[f.Origin()] || x.Says(lexicon.Credentials, f.Name())
}

// A presented credential is what a call gives to a request.
type presented struct {
	by   *ast.CallExpr
	fi   *Func
	what []ast.Expr
}

// Presents reports whether a function of the standard library sets the credentials of a request to what it is given.
func Presents(full string) bool {
	return full == "(*net/http.Request).SetBasicAuth" || full == "(*net/http.Request).AddCookie"
}

// presents notes what the header of a request has its credentials from.
func (v *visitor) presents(call *ast.CallExpr, fn *types.Func) {
	var given []ast.Expr
	switch full := v.FullName(fn); full {
	case "fmt.Sprintf":
		v.presentsFormatted(call)
	case "(net/http.Header).Set", "(net/http.Header).Add", "(net/url.Values).Set", "(net/url.Values).Add":
		if name, ok := gotypes.TextConstant(v.Info, call.Args[0]); ok && v.Says(lexicon.Credentials, name) {
			given = call.Args[1:]
		}
	default:
		if Presents(full) {
			given = call.Args
		}
	}
	if len(given) > 0 {
		v.presented = append(v.presented, presented{call, v.fi, given})
	}
}

// presentsIn notes what an address has its credentials from, behind the name of a parameter that says so. A sum of constants has them from
// nowhere, and is not put together: generated descriptors are sums of thousands of texts, and each of their parts is a sum.
func (v *visitor) presentsIn(sum *ast.BinaryExpr) {
	if v.Info.Types[sum].Value != nil {
		return
	}
	name, ok := gotypes.TextConstant(v.Info, sum.X)
	if left, isSum := ast.Unparen(sum.X).(*ast.BinaryExpr); isSum && !ok {
		name, ok = gotypes.TextConstant(v.Info, left.Y)
	}
	if ok {
		v.presentsBehind(name, sum.Y)
	}
}

// presentsFormatted is presentsIn for an address that is formatted.
func (v *visitor) presentsFormatted(call *ast.CallExpr) {
	format, ok := gotypes.TextConstant(v.Info, call.Args[0])
	if !ok {
		return
	}
	before := strings.Split(strings.ReplaceAll(format, "%%", ""), "%")
	for i, a := range call.Args[1:] {
		if i == len(before)-1 || strings.Contains(before[i], "*") {
			return
		}
		v.presentsBehind(before[i], a)
	}
}

// presentsBehind notes what stands behind a part of an address.
func (v *visitor) presentsBehind(text string, given ast.Expr) {
	text, ok := strings.CutSuffix(text, "=")
	if ok && v.Says(lexicon.Credentials, text[strings.LastIndexAny(text, "?&")+1:]) {
		v.presented = append(v.presented, presented{nil, v.fi, []ast.Expr{given}})
	}
}

// Fills are the fields, and the variables of the package, that a call of a function sets which is given their address, or sets them atomically.
func (x *Functions) Fills(call *ast.CallExpr, fn *types.Func) []*types.Var {
	stores := functions.Stores(x.FullName(fn))
	if !stores && !x.Says(lexicon.Decodes, fn.Name()) {
		return nil
	}
	var out []*types.Var
	note := func(e ast.Expr) {
		if f, ok := x.Denoted(e).(*types.Var); ok && (f.IsField() || gotypes.IsGlobal(f)) {
			out = append(out, f)
		}
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && stores {
		note(sel.X)
	}
	for _, a := range call.Args {
		if u, ok := ast.Unparen(a).(*ast.UnaryExpr); ok && u.Op == token.AND {
			note(u.X)
		}
	}
	return out
}

// Set are the fields, and the variables of the package, that a function sets.
func (fi *Func) Set() []*types.Var { return append(slices.Clip(fi.Assigns), fi.fills...) }

// findKeys finds the fields in what was seen to be presented, and in what functions of the package return for it.
func (x *Functions) findKeys(all []presented) {
	asked := map[*types.Func]bool{}
	seen := map[*types.Var]bool{}
	var note func(in *ast.FuncDecl, n ast.Node)
	note = func(in *ast.FuncDecl, n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x.noteKey(n) {
					x.noteKept(in, n.X)
					_, inField := ast.Unparen(n.X).(*ast.SelectorExpr)
					return inField // that is set with the whole; what a variable holds is more than that
				}
			case *ast.Ident:
				x.noteKey(n)
				if v, ok := x.Info.Uses[n].(*types.Var); ok && in != nil && !v.IsField() && !seen[v] {
					seen[v] = true
					for _, rhs := range x.Assignments(in)[v] {
						note(in, rhs)
					}
				}
			case *ast.CallExpr:
				fn := x.CalledFunc(n)
				if fn == nil || x.Decls[fn.Origin()] == nil || asked[fn.Origin()] {
					break
				}
				asked[fn.Origin()] = true
				for _, r := range gotypes.FirstResults(x.Decls[fn.Origin()]) {
					note(x.Decls[fn.Origin()], r)
				}
			}
			return true
		})
	}
	for _, p := range all {
		for _, e := range p.what {
			note(p.fi.Decl, e)
		}
		if s := (sources{x, map[any]bool{}}); p.by != nil && p.fi.Decl != nil && slices.ContainsFunc(p.what, func(e ast.Expr) bool { return s.asked(p.fi.Decl, e) }) {
			x.anew[p.by], p.fi.Rereads = true, true
		}
	}
}

// noteKey notes a field or variable of the package that an expression names as a key, and reports whether it is one.
func (x *Functions) noteKey(e ast.Expr) bool {
	f, ok := x.Denoted(e).(*types.Var)
	if !ok || !f.IsField() && !gotypes.IsGlobal(f) || f.Pkg() != x.Pkg {
		return false
	}
	x.keys[f.Origin()] = true
	return true
}

// noteKept notes as keys the fields that a function of the package returns for a variable of which a field is presented: a token that is kept
// is another one where it is set.
func (x *Functions) noteKept(in *ast.FuncDecl, of ast.Expr) {
	v := x.Variable(of)
	if v == nil || in == nil || v.IsField() {
		return
	}
	for _, rhs := range x.Assignments(in)[v] {
		call, ok := ast.Unparen(rhs).(*ast.CallExpr)
		if !ok {
			continue
		}
		fn := x.CalledFunc(call)
		if fn == nil || x.Decls[fn.Origin()] == nil {
			continue
		}
		for _, r := range gotypes.FirstResults(x.Decls[fn.Origin()]) {
			x.noteKey(r)
		}
	}
}

// PresentsAnew reports whether a call gives a request a credential that somebody is asked for each time: it may be another one by then.
func (x *Functions) PresentsAnew(call *ast.CallExpr) bool { return x.anew[call] }

// sources look for where a value comes from.
type sources struct {
	*Functions
	seen map[any]bool // variables and functions
}

// asked reports whether a value in a function is what a call returns of which no body is known, or that reads a file: all else is as it was.
func (s sources) asked(in *ast.FuncDecl, n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.Ident:
			v, ok := s.Info.Uses[n].(*types.Var)
			if !ok || v.IsField() || s.seen[v] {
				return !found
			}
			s.seen[v] = true
			found = found || slices.ContainsFunc(s.Assignments(in)[v], func(rhs ast.Expr) bool { return s.asked(in, rhs) })
		case *ast.CallExpr:
			found = found || s.answers(n)
		}
		return !found
	})
	return found
}

// answers reports whether a call asks somebody.
func (s sources) answers(call *ast.CallExpr) bool {
	if tv := s.Info.Types[call.Fun]; tv.IsType() || tv.IsBuiltin() {
		return false
	}
	fn := s.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return fn == nil
	}
	fn = s.Implementation(fn).Origin()
	full := s.FullName(fn)
	switch d := s.Decls[fn]; {
	case d != nil:
		if s.seen[fn] {
			return false
		}
		s.seen[fn] = true
		return slices.ContainsFunc(gotypes.FirstResults(d), func(r ast.Expr) bool { return s.asked(d, r) })
	case gotypes.IsStd(fn.Pkg().Path()): // a hash is what it is of
		return fn.Pkg().Path() == "os" && !functions.OfProcess(full)
	case types.IsInterface(receiver(fn.Signature())):
		return true
	}
	return fn.Pkg() != s.Pkg && !functions.Pure(full)
}
