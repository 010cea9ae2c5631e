package texttest

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// A seeker is a function of the package that says whether one of the texts in a list is in a text, both of which it is given.
type seeker struct {
	subject, list int // which of its parameters
	anywhere      bool
}

// sought is what a call of a seeker looks for, and in what.
func (x *finder) sought(t textSpec, call *ast.CallExpr, fn *types.Func) (subject ast.Expr, words []string, anywhere bool) {
	s, known := x.seekers[fn.Origin()]
	if !known {
		s = x.seekerOf(fn)
		x.seekers[fn.Origin()] = s
	}
	if s == nil || s.subject >= len(call.Args) || s.list >= len(call.Args) {
		return nil, nil, false
	}
	subject = call.Args[s.subject]
	if !fn.Signature().Variadic() || call.Ellipsis.IsValid() {
		return subject, x.listed(t, call.Args[s.list], s.anywhere), s.anywhere
	}
	for _, a := range call.Args[s.list:] {
		if w, ok := x.text(a); ok && (codeDigits(w) || !s.anywhere && x.tellsStatus(w)) {
			words = append(words, w)
		}
	}
	return subject, words, s.anywhere
}

// seekerOf is what a function is as a seeker; nil if it is none, or does anything else.
func (x *finder) seekerOf(fn *types.Func) *seeker {
	d, sig := x.Decls[fn.Origin()], fn.Signature()
	if d == nil || d.Body == nil || sig.Results().Len() != 1 || !gotypes.IsBool(sig.Results().At(0).Type()) || sig.Params().Len() < 2 {
		return nil
	}
	p := x.PlacesIn(d.Body)
	var found *seeker
	looks := 0
	ast.Inspect(d.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		made := x.CalledFunc(call)
		if made == nil || made.Pkg() == nil || made.Pkg().Path() != "strings" || made.Signature().Recv() != nil || len(call.Args) != 2 {
			return true
		}
		anywhere, ok := textFuncs[made.Name()]
		if !ok {
			return true
		}
		looks++
		s := &seeker{subject: x.paramIn(p, d, call.Args[0]), list: x.listIn(p, d, call.Args[1]), anywhere: anywhere}
		if s.subject >= 0 && s.list >= 0 {
			found = s
		}
		return true
	})
	if looks != 1 {
		return nil
	}
	return found
}

// paramIn is the parameter of which an expression is the text, maybe in other letters; -1 if it is none.
func (x *finder) paramIn(p *index.Places, d *ast.FuncDecl, e ast.Expr) int {
	for range maxMaking + 2 {
		switch u := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			fn := x.CalledFunc(u)
			sel, isSel := ast.Unparen(u.Fun).(*ast.SelectorExpr)
			switch {
			case fn == nil:
				return -1
			case sameText[fn.FullName()]:
				e = u.Args[0]
			case isSel && fn.Name() == "Error" && len(u.Args) == 0 && gotypes.IsError(x.Info.TypeOf(sel.X)):
				e = sel.X
			default:
				return -1
			}
		case *ast.Ident:
			v := x.Variable(u)
			if v == nil {
				return -1
			}
			if i := x.parameterOf(d, v); i >= 0 && len(p.Writes[v]) == 0 {
				return i
			}
			w, ok := p.Before(v, u)
			if !ok || w.Item || w.Index > 0 || w.Value == nil {
				return -1
			}
			e = w.Value
		default:
			return -1
		}
	}
	return -1
}

// sameText are functions that leave what a text says.
var sameText = map[string]bool{"strings.ToLower": true, "strings.ToUpper": true, "strings.TrimSpace": true}

// listIn is the parameter through whose elements an expression goes; -1 if there is none.
func (x *finder) listIn(p *index.Places, d *ast.FuncDecl, e ast.Expr) int {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok {
		if fn := x.CalledFunc(call); fn != nil && sameText[fn.FullName()] {
			e = ast.Unparen(call.Args[0])
		}
	}
	v := x.VariableOf(e)
	if v == nil {
		return -1
	}
	of := x.Variable(x.goneThrough(p, e, v))
	if of == nil || len(p.Writes[of]) > 0 {
		return -1
	}
	return x.parameterOf(d, of)
}

// parameterOf is which parameter of a function a variable is, the last of a variadic one too; -1 if it is none.
func (x *finder) parameterOf(d *ast.FuncDecl, v *types.Var) int {
	fn, _ := x.Info.Defs[d.Name].(*types.Func)
	if fn == nil {
		return -1
	}
	for i := range fn.Signature().Params().Len() {
		if fn.Signature().Params().At(i) == v {
			return i
		}
	}
	return -1
}
