package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// decoderPath reports whether a package decodes json, xml or yaml the way the standard library does.
func decoderPath(path string) bool {
	switch path {
	case "encoding/json", "encoding/xml", "gopkg.in/yaml.v2", "gopkg.in/yaml.v3", "go.yaml.in/yaml/v3", "sigs.k8s.io/yaml",
		"github.com/goccy/go-json", "github.com/json-iterator/go", "github.com/segmentio/encoding/json", "github.com/bytedance/sonic":
		return true
	}
	return false
}

// decoder follows json.NewDecoder(body).
func (h *handling) decoder(made *ast.CallExpr, xml bool) bool {
	method := func(e ast.Expr) bool {
		sel, ok := h.Up(e).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		call, ok := h.Up(sel).(*ast.CallExpr)
		if !ok {
			_, set := h.Up(sel).(*ast.AssignStmt)
			return set && xml && sel.Sel.Name == "CharsetReader"
		}
		switch {
		case sel.Sel.Name == "Decode" && len(call.Args) == 1:
			h.decodes = append(h.decodes, decoding{call, call.Args[0], xml})
			return true
		case sel.Sel.Name == "UseNumber":
			return true
		}
		return false // strict ones fail on an error page, others look for themselves
	}
	if _, ok := h.Up(made).(*ast.SelectorExpr); ok {
		return method(made)
	}
	a, ok := h.Up(made).(*ast.AssignStmt)
	if !ok || len(a.Lhs) != len(a.Rhs) || len(a.Lhs) != 1 {
		return false
	}
	v := h.Variable(a.Lhs[0])
	if w, ok := h.Only(h.VariableOf(a.Lhs[0])); !ok || w.Value != made {
		return false
	}
	for _, id := range h.Uses[v] {
		if !method(id) {
			return false
		}
	}
	return true
}

// A trust is what becomes of something that was decoded.
type trust struct {
	ok     bool          // it is returned or kept as it is
	stored bool          // it is kept
	why    retry.Silence // why that is left alone; None as a rule
}

// trusted finds out whether what is decoded is returned or kept as it is.
func (h *handling) trusted(p *index.Places, decl *ast.FuncDecl, d decoding, target ast.Expr, depth int) (found trust) {
	target = ast.Unparen(target)
	place := target
	if u, isRef := target.(*ast.UnaryExpr); isRef && u.Op == token.AND {
		v := h.Variable(u.X)
		if v != nil && !v.IsField() {
			t := v.Type()
			if ptr, isPtr := types.Unalias(t).(*types.Pointer); isPtr { // decoding makes what it points to
				t = ptr.Elem()
			}
			return h.content(p, decl, d, v, t, target)
		}
		place = ast.Unparen(u.X)
	}
	v := h.Variable(place)
	if v == nil {
		return h.keptAt(p, decl, d, place)
	}
	if v.IsField() || v.Pkg() != h.Pkg || v.Parent() == h.Pkg.Scope() {
		return trust{}
	}
	if fn, j := h.Parameter(decl, v); fn != nil {
		if depth > 2 || len(p.Writes[v]) > 0 || !onlyDecoded(p, v, target) {
			return trust{}
		}
		calls, _ := h.CallersOf(fn)
		for _, c := range calls {
			if j < len(c.Call.Args) && !h.SilentAt(c.Call) {
				dec := decoding{c.Call, c.Call.Args[j], d.xml}
				one := h.trusted(h.PlacesIn(c.Root), c.Decl, dec, c.Call.Args[j], depth+1)
				if one.ok && one.why.Reason == reasons.None {
					return one
				}
				if one.ok && !found.ok {
					found = one
				}
			}
		}
		return found
	}
	ptr, isPtr := types.Unalias(v.Type()).(*types.Pointer)
	if isPtr && h.receiver(decl) == v {
		return h.keptAt(p, decl, d, place)
	}
	if w, once := p.Only(v); !isPtr || !once || !fresh(h.Info, w.Value) {
		return trust{}
	}
	return h.content(p, decl, d, v, ptr.Elem(), target)
}

// onlyDecoded reports whether a parameter is the target of the decoding and nothing else, nil tests aside.
func onlyDecoded(p *index.Places, v *types.Var, target ast.Expr) bool {
	for _, id := range p.Uses[v] {
		if id == target {
			continue
		}
		if b, ok := p.Up(id).(*ast.BinaryExpr); !ok || b.Op != token.EQL && b.Op != token.NEQ {
			return false
		}
	}
	return true
}

// fresh reports whether a value is new memory: &T{}, new(T).
func fresh(info *types.Info, e ast.Expr) bool {
	switch u := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		lit, ok := ast.Unparen(u.X).(*ast.CompositeLit)
		return ok && u.Op == token.AND && len(lit.Elts) == 0
	case *ast.CallExpr:
		return gotypes.CalledBuiltin(info, u) == "new"
	}
	return false
}

// decodable reports whether an error answer decodes into a type without an error, and whether the type has fields that
// would tell of it. For a type parameter one of the types is asked that the package gives for it.
func (x *finder) decodable(t types.Type, xml bool) (tells, ok bool) {
	if param, isParam := types.Unalias(t).(*types.TypeParam); isParam {
		for _, given := range x.GivenFor(param) {
			more, fine := x.decodable(given, xml)
			if fine && !more {
				return false, true
			}
			tells, ok = tells || more, ok || fine
		}
		return tells, ok
	}
	if n := gotypes.Named(t); n != nil {
		ms := types.NewMethodSet(types.NewPointer(n))
		for i := range ms.Len() {
			if lexicon.Unmarshals.Has(ms.At(i).Obj().Name()) {
				return false, false
			}
		}
	}
	s, isStruct := t.Underlying().(*types.Struct)
	if !isStruct || s.NumFields() == 0 {
		return false, false
	}
	for i := range s.NumFields() {
		f := s.Field(i)
		if xml && f.Name() == "XMLName" && reflect.StructTag(s.Tag(i)).Get("xml") != "" {
			return false, false
		}
		if f.Embedded() {
			inner := f.Type()
			if ptr, isPtr := types.Unalias(inner).(*types.Pointer); isPtr {
				inner = ptr.Elem()
			}
			if _, isStruct := inner.Underlying().(*types.Struct); isStruct {
				more, fine := x.decodable(inner, xml)
				if !fine {
					return false, false
				}
				tells = tells || more
			}
		}
		if failure(f.Name()) || failure(tagName(s.Tag(i))) {
			tells = true
		}
	}
	return tells, true
}

func failure(name string) bool { return name != "" && lexicon.Failures.Has(name) }

// tagName is the name that a field has in json, xml or yaml.
func tagName(tag string) string {
	for _, k := range []string{"json", "xml", "yaml"} {
		if v := reflect.StructTag(tag).Get(k); v != "" {
			name, _, _ := strings.Cut(v, ",")
			return name
		}
	}
	return ""
}
