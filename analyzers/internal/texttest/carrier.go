package texttest

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
)

// instead is what tells the status of an error better than its text, and whether the error certainly has it.
func (x *finder) instead(of *textSource, words []string) (string, bool) {
	if slices.ContainsFunc(words, grpcText().MatchString) {
		if p := x.PackageNamed("google.golang.org/grpc/status"); p != nil {
			return "status.Code", true
		}
	}
	code := isCode(words)
	if s := x.carrierOfError(of.spec, of.err, code, 0); s != "" {
		return s, true
	}
	var one string
	for _, name := range x.Pkg.Scope().Names() { // the only such error of the package is likely to be meant
		obj, ok := x.Pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || gotypes.InTest(x.Fset, obj.Pos()) {
			continue
		}
		if s := x.carrierText(obj.Type(), code); s != "" {
			if one != "" {
				return "", false
			}
			one = s
		}
	}
	return one, false
}

// carrierOfError says where the status of an error is: in the response that came with it, or in the error's type.
func (x *finder) carrierOfError(t textSpec, err ast.Expr, code bool, depth int) string {
	if call, ok := ast.Unparen(err).(*ast.CallExpr); ok && gotypes.IsError(x.Info.TypeOf(call)) {
		if fn := x.CalledFunc(call); fn != nil {
			return x.carrierOfCall(fn, code, 0)
		}
	}
	v := x.Variable(err)
	if v == nil || depth > 3 {
		return ""
	}
	if s := x.carrierText(v.Type(), code); s != "" {
		return s
	}
	p := x.PlacesIn(t.root)
	if fn, i := x.Parameter(t.decl, v); fn != nil && len(p.Writes[v]) == 0 {
		calls, all := x.CallersOf(fn)
		if !all || len(calls) > 20 {
			return ""
		}
		for _, c := range calls {
			if i < len(c.Call.Args) {
				if s := x.carrierOfError(textSpec{c.Call, c.Root, c.Decl}, c.Call.Args[i], code, depth+1); s != "" && !strings.HasSuffix(s, inSight) {
					return s
				}
			}
		}
		return ""
	}
	w, ok := p.Before(v, err)
	if !ok || w.Value == nil {
		return ""
	}
	call, ok := ast.Unparen(w.Value).(*ast.CallExpr)
	if !ok {
		return ""
	}
	fn := x.CalledFunc(call)
	if fn == nil {
		return ""
	}
	if a, ok := w.At.(*ast.AssignStmt); ok && len(a.Rhs) == 1 && !code {
		if _, sends := x.ProtocolOf(fn, fn.Signature()); !sends || fn.Pkg() != nil && !gotypes.IsStd(fn.Pkg().Path()) {
			for _, l := range a.Lhs {
				if r := x.Variable(l); r != nil && r.Name() != "_" && embedsResponse(r.Type()) && fn.Signature().Results().Len() > 2 {
					return r.Name() + inSight
				}
			}
		}
	}
	return x.carrierOfCall(fn, code, 0)
}

// asError begins the text for a member of a type of errors.
const asError = "errors.As and "

// inSight ends the text for a response that stands beside the error.
const inSight = ".StatusCode"

// embedsResponse reports whether a type is a response or embeds one.
func embedsResponse(t types.Type) bool {
	if gotypes.IsResponse(t) {
		return true
	}
	s := gotypes.JSONStruct(t)
	if s == nil {
		return false
	}
	for i := range s.NumFields() {
		if f := s.Field(i); f.Embedded() && gotypes.IsResponse(f.Type()) {
			return true
		}
	}
	return false
}

// carrierOfCall says where the status of the errors of a function is, "" if they may have none.
func (x *finder) carrierOfCall(fn *types.Func, code bool, depth int) string {
	if fn.Pkg() == nil || depth > 3 {
		return ""
	}
	impl := x.Implementation(fn)
	if d := x.Decls[impl.Origin()]; d != nil {
		return x.carrierOfBody(d, code, depth)
	}
	if s := x.SummaryOf(impl); s != nil {
		for _, e := range s.Exits {
			for _, r := range e.Results {
				if name := x.carrierInForm(r, code); name != "" {
					return name
				}
			}
		}
	}
	if _, ok := library.APIOf(fn.Pkg().Path()); !ok || code || fn.Signature().Recv() == nil || x.Says(lexicon.Streams, fn.Name()) {
		return ""
	}
	var one string
	for _, name := range fn.Pkg().Scope().Names() {
		obj, ok := fn.Pkg().Scope().Lookup(name).(*types.TypeName)
		if !ok || !obj.Exported() || obj.IsAlias() {
			continue
		}
		if s := x.carrierText(obj.Type(), code); s != "" {
			if one != "" {
				one = ""
				break
			}
			one = s
		}
	}
	if one == "" {
		one = "errors.As and the status that errors of " + fn.Pkg().Name() + " carry"
	}
	return one
}

// carrierInForm looks for a type with a status in what a function of another package returns.
func (x *finder) carrierInForm(f summary.Form, code bool) string {
	if f.Kind == summary.FormTyped {
		if path, name, ok := gotypes.CutType(f.Name); ok {
			if p := x.PackageNamed(path); p != nil {
				if obj, ok := p.Scope().Lookup(name).(*types.TypeName); ok && obj.Exported() {
					return x.carrierText(obj.Type(), code)
				}
			}
		}
	}
	if f.Kind == summary.FormNew {
		for _, p := range f.Parts {
			if s := x.carrierInForm(p, code); s != "" {
				return s
			}
		}
	}
	return ""
}

type errorsKey struct {
	decl *ast.FuncDecl
	code bool
}

// longerCode are texts that name a code and no status.
var longerCode = lexicon.Pattern(`^[^0-9]*[0-9]{4,}[^0-9]*$`)

// carrierOfBody looks for the errors that a function of the package returns: one that it makes, or what it has from another.
func (x *finder) carrierOfBody(d *ast.FuncDecl, code bool, depth int) string {
	k := errorsKey{d, code}
	if s, ok := x.errorsOf[k]; ok {
		return s
	}
	x.errorsOf[k] = ""
	p := x.PlacesIn(d.Body)
	found := ""
	ast.Inspect(d.Body, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok || found != "" {
			return false
		}
		r, ok := n.(*ast.ReturnStmt)
		if !ok || len(r.Results) == 0 {
			return true
		}
		found = x.carrierInError(p, r.Results[len(r.Results)-1], code, depth)
		return true
	})
	x.errorsOf[k] = found
	return found
}

func (x *finder) carrierInError(p *index.Places, e ast.Expr, code bool, depth int) string {
	e = ast.Unparen(e)
	if s := x.carrierText(x.Info.TypeOf(e), code); s != "" {
		return s
	}
	switch u := e.(type) {
	case *ast.CallExpr:
		fn := x.CalledFunc(u)
		if fn == nil {
			return ""
		}
		if fn.FullName() == "fmt.Errorf" {
			if s, ok := x.text(u.Args[0]); ok && strings.Count(s, "%w") == 1 {
				for _, a := range u.Args[1:] {
					if gotypes.IsError(x.Info.TypeOf(a)) || x.carrierText(x.Info.TypeOf(a), code) != "" {
						return x.carrierInError(p, a, code, depth)
					}
				}
			}
			return ""
		}
		return x.carrierOfCall(fn, code, depth+1)
	case *ast.Ident:
		if v := x.Variable(u); v != nil {
			if w, ok := p.Before(v, u); ok && w.Value != nil && w.Value != e {
				if call, ok := ast.Unparen(w.Value).(*ast.CallExpr); ok {
					return x.carrierInError(p, call, code, depth+1)
				}
				if w.Index < 0 && depth < 3 {
					return x.carrierInError(p, w.Value, code, depth+1)
				}
			}
		}
	}
	return ""
}

// carrierText names a type of error and what of it holds the status: "errors.As and StatusCode of *api.Error".
func (x *finder) carrierText(t types.Type, code bool) string {
	n := gotypes.Named(t)
	if n == nil || n.TypeParams().Len() > 0 || !gotypes.ImplementsError(n) {
		return ""
	}
	if _, ok := n.Underlying().(*types.Interface); ok {
		return ""
	}
	field := x.statusMember(n, code)
	if field == "" {
		return ""
	}
	star := "*"
	if gotypes.IsErrorType(n) {
		star = ""
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok && p.Elem() != nil {
		star = "*"
	}
	name := types.TypeString(n, func(p *types.Package) string {
		if p == x.Pkg {
			return ""
		}
		return p.Name()
	})
	return asError + field + " of " + star + name
}

// statusMember is the field or method of an error that holds the status, or the code if that is wanted.
func (x *finder) statusMember(n *types.Named, code bool) string {
	if s, ok := n.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			if f := s.Field(i); code && (f.Exported() || f.Pkg() == x.Pkg) && x.Says(lexicon.ErrorCodes, f.Name()) {
				return f.Name()
			}
		}
		if code {
			return ""
		}
		for i := range s.NumFields() {
			f := s.Field(i)
			if !f.Exported() && f.Pkg() != x.Pkg {
				continue
			}
			if x.CarrierOf(n, f) != api.CarriesNothing {
				return f.Name()
			}
			if gotypes.IsResponse(f.Type()) {
				return f.Name() + ".StatusCode"
			}
		}
		for i := range s.NumFields() {
			if f := s.Field(i); (f.Exported() || f.Pkg() == x.Pkg) && x.CarriesCode(n, f) { // which tells as much
				return f.Name()
			}
		}
	}
	if code {
		return ""
	}
	ms := types.NewMethodSet(types.NewPointer(n))
	for i := range ms.Len() {
		if f, ok := ms.At(i).Obj().(*types.Func); ok && api.StatusMethod(f) && f.Exported() {
			return f.Name() + "()"
		}
	}
	return ""
}
