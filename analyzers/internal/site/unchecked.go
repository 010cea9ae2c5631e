package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// An Unchecked is an answer whose body is decoded and taken for a result though nothing looks at its status.
type Unchecked struct {
	Node     ast.Node // the decoding
	Sent     *ast.CallExpr
	Response string // the response's name where it is decoded, if it is in sight
	Stored   bool   // the result is kept, and not returned
}

// A sendSpec is a call of one of them.
type sendSpec struct {
	call *ast.CallExpr
	root ast.Node // see PlacesIn
	decl *ast.FuncDecl
}

// A stage says how far an answer has come.
type stage uint8

const (
	asResponse stage = iota // *http.Response
	asBody                  // its body, a reader
	asBytes                 // what was read from it
)

// An answer is followed from where it was sent to where it is decoded. Whatever may look at its status ends that.
type answer struct {
	*unit
	sent  *ast.CallExpr
	found *[]*Unchecked
	seen  map[*ast.CallExpr]bool // calls of helpers that were gone through
}

// standInPath are elements of import paths of what only tests and examples use.
var standInPath = lexicon.Pattern(`(^|/)(tests?|testing|test_?(utils?|helpers?|suite)|integration|mocks?|fakes?|stubs?|examples?|samples?|e2e)(/|$)`)

// trustedAnswers follows every request of the package.
func (x *unit) trustedAnswers(c *candidates) []*Unchecked {
	if len(c.sends) == 0 || standInPath().MatchString(x.Pkg.Path()) || x.transportChecks() {
		return nil
	}
	var found []*Unchecked
	for _, s := range c.sends {
		a := &answer{unit: x, sent: s.call, found: &found, seen: map[*ast.CallExpr]bool{}}
		a.from(s, 0, asResponse)
	}
	// A function that several requests go through is one finding.
	var out []*Unchecked
	for _, u := range found {
		if !slices.ContainsFunc(out, func(v *Unchecked) bool { return v.Node == u.Node }) {
			out = append(out, u)
		}
	}
	return out
}

// transportChecks reports whether the package has a transport that looks at statuses: its clients may turn them into errors.
func (x *unit) transportChecks() bool {
	for fn, d := range x.Decls {
		if fn.Name() != "RoundTrip" || d.Recv == nil {
			continue
		}
		looks := false
		ast.Inspect(d.Body, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			looks = looks || ok && x.Says(lexicon.AsksStatus, sel.Sel.Name)
			return !looks
		})
		if looks {
			return true
		}
	}
	return false
}

// A trail of uses: what is done with an answer in one declaration.
type handling struct {
	*answer
	*index.Places
	root    ast.Node
	decl    *ast.FuncDecl
	decodes []decoding
	returns []returned
	trusts  []*Unchecked // what functions that were given the answer trust, if nothing else looks at its status
	depth   int
}

// A decoding fills target from an answer.
type decoding struct {
	call   *ast.CallExpr
	target ast.Expr // as it is named in the declaration at hand
	xml    bool
}

type returned struct {
	at     *ast.ReturnStmt
	result int
	stage  stage
}

// from follows the answer that a call returns as one of its results.
func (a *answer) from(s sendSpec, result int, st stage) {
	if a.seen[s.call] || len(a.seen) > 50 {
		return
	}
	a.seen[s.call] = true
	h := &handling{answer: a, Places: a.PlacesIn(s.root), root: s.root, decl: s.decl}
	if !h.result(s.call, result, st) {
		return
	}
	h.conclude(s.call)
}

// conclude judges what was decoded, and follows what was returned.
func (h *handling) conclude(call *ast.CallExpr) {
	if (len(h.decodes) > 0 || len(h.trusts) > 0) && slices.ContainsFunc(h.returns, func(r returned) bool { return r.stage == asResponse }) {
		return // the caller can look
	}
	for _, d := range h.decodes {
		if stored, ok := h.trusted(h.Places, h.decl, d, d.target, 0); ok {
			u := &Unchecked{Node: d.call, Sent: h.sent, Stored: stored}
			if v := h.responseIn(call); v != nil && gotypes.Within(d.call.Pos(), h.root) {
				u.Response = v.Name()
			}
			*h.found = append(*h.found, u)
		}
	}
	*h.found = append(*h.found, h.trusts...)
	if h.decl == nil || len(h.returns) == 0 {
		return
	}
	fn, _ := h.Info.Defs[h.decl.Name].(*types.Func)
	calls, _ := h.CallersOf(fn)
	for _, r := range h.returns {
		if h.Function(r.at, nil) != nil { // of a function literal
			continue
		}
		for _, c := range calls {
			if !h.SilentAt(c.Call) {
				h.from(sendSpec{c.Call, c.Root, c.Decl}, r.result, r.stage)
			}
		}
	}
}

// responseIn is the variable that holds the response that a call returns.
func (h *handling) responseIn(call *ast.CallExpr) *types.Var {
	if a, ok := h.Up(call).(*ast.AssignStmt); ok {
		for _, l := range a.Lhs {
			if v := h.Variable(l); v != nil && gotypes.IsResponse(v.Type()) {
				return v
			}
		}
	}
	return nil
}

// result goes on with a result of a call. All of these methods return false where the answer is lost from sight.
func (h *handling) result(call *ast.CallExpr, result int, st stage) bool {
	switch u := h.Up(call).(type) {
	case *ast.ReturnStmt:
		if len(u.Results) == 1 {
			h.returns = append(h.returns, returned{u, result, st})
			return true
		}
	case *ast.AssignStmt:
		if len(u.Rhs) == 1 && result < len(u.Lhs) {
			return h.assigned(u.Lhs[result], call, st)
		}
	case *ast.ValueSpec:
		if len(u.Values) == 1 && result < len(u.Names) {
			return h.assigned(u.Names[result], call, st)
		}
	}
	return false
}

// assigned goes on with the variable that is given the answer; everything else that it is given must be an answer, too.
func (h *handling) assigned(to, value ast.Expr, st stage) bool {
	v := h.Variable(to)
	if v == nil || v.Name() == "_" || v.IsField() || v.Parent() == nil || v.Parent() == h.Pkg.Scope() || !gotypes.Within(v.Pos(), h.root) {
		return false
	}
	for _, w := range h.Writes[v] {
		if ast.Unparen(w.Value) == value {
			continue
		}
		call, ok := ast.Unparen(w.Value).(*ast.CallExpr)
		if !ok || st != asResponse {
			return false
		}
		if fn := h.CalledFunc(call); fn == nil || !api.Sends(fn) {
			return false
		}
	}
	return h.variableUsed(v, st)
}

// variableUsed looks at all uses of a variable that holds the answer.
func (h *handling) variableUsed(v *types.Var, st stage) bool {
	if h.depth++; h.depth > 8 {
		return false
	}
	defer func() { h.depth-- }()
	for _, id := range h.Uses[v] {
		if slices.ContainsFunc(h.Writes[v], func(w index.Write) bool { return w.Ident == id }) {
			continue
		}
		if !h.used(id, st) {
			return false
		}
	}
	return true
}

// used goes on with one use of the answer.
func (h *handling) used(e ast.Expr, st stage) bool {
	switch u := h.Up(e).(type) {
	case *ast.BinaryExpr:
		return (gotypes.IsNil(h.Info, u.X) || gotypes.IsNil(h.Info, u.Y)) && st != asBytes
	case *ast.ReturnStmt:
		i := slices.IndexFunc(u.Results, func(r ast.Expr) bool { return ast.Unparen(r) == e })
		h.returns = append(h.returns, returned{u, i, st})
		return true
	case *ast.SelectorExpr:
		switch {
		case st == asResponse && u.Sel.Name == "Body":
			return h.used(u, asBody)
		case st == asBody && u.Sel.Name == "Close":
			return true
		}
	case *ast.AssignStmt:
		if i := slices.IndexFunc(u.Rhs, func(r ast.Expr) bool { return ast.Unparen(r) == e }); i >= 0 && len(u.Lhs) == len(u.Rhs) {
			if id, ok := u.Lhs[i].(*ast.Ident); ok && id.Name == "_" {
				return true
			}
			return h.assigned(u.Lhs[i], e, st)
		}
	case *ast.CallExpr:
		i := slices.IndexFunc(u.Args, func(r ast.Expr) bool { return ast.Unparen(r) == e })
		if i < 0 {
			return false
		}
		if h.Info.Types[u.Fun].IsType() { // string(body)
			return st == asBytes && h.used(u, asBytes)
		}
		return h.given(u, i, st)
	}
	return false
}

// given goes on with the answer as argument i of a call.
func (h *handling) given(call *ast.CallExpr, i int, st stage) bool {
	fn := h.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path, name := fn.Pkg().Path(), fn.Name()
	switch st {
	case asBody:
		switch {
		case name == "NewDecoder" && decoderPath(path) && i == 0:
			return h.decoder(call, path == "encoding/xml")
		case name == "ReadAll" && (path == "io" || path == "io/ioutil"):
			return h.result(call, 0, asBytes)
		case path == "io" && (name == "LimitReader" || name == "NopCloser") || path == "bufio" && name == "NewReader":
			return h.used(call, asBody)
		case path == "io" && name == "Copy" && i == 1:
			sel, ok := ast.Unparen(call.Args[0]).(*ast.SelectorExpr)
			return ok && sel.Sel.Name == "Discard"
		}
	case asBytes:
		switch {
		case h.Says(lexicon.Unmarshals, name) && decoderPath(path) && i == 0 && len(call.Args) == 2:
			h.decodes = append(h.decodes, decoding{call, call.Args[1], path == "encoding/xml"})
			return true
		case h.Says(lexicon.Says, name):
			return true
		}
	}
	if d := h.Decls[fn.Origin()]; d != nil {
		return h.handed(call, fn, d, i, st)
	}
	return st != asBytes && h.Says(lexicon.Closes, name)
}

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

// handed goes on in a function of the package that is given the answer.
func (h *handling) handed(call *ast.CallExpr, fn *types.Func, d *ast.FuncDecl, i int, st stage) bool {
	params := fn.Signature().Params()
	if i >= params.Len() || fn.Signature().Variadic() && i >= params.Len()-1 || h.depth > 6 || h.inner(d) {
		return false
	}
	in := &handling{answer: h.answer, Places: h.PlacesIn(d.Body), root: d.Body, decl: d, depth: h.depth + 1}
	if v := params.At(i); len(in.Writes[v]) > 0 || !in.variableUsed(v, st) {
		return false
	}
	for _, dec := range in.decodes {
		if target, ok := h.argument(in.decl, call, dec.target); ok {
			h.decodes = append(h.decodes, decoding{dec.call, target, dec.xml})
		} else if stored, ok := h.trusted(in.Places, d, dec, dec.target, 0); ok {
			u := &Unchecked{Node: dec.call, Sent: h.sent, Stored: stored}
			if st == asResponse {
				u.Response = params.At(i).Name()
			}
			h.trusts = append(h.trusts, u)
		}
	}
	h.trusts = append(h.trusts, in.trusts...)
	for _, r := range in.returns {
		if in.Function(r.at, nil) != nil || !h.result(call, r.result, r.stage) {
			return false
		}
	}
	return true
}

// inner reports whether the answer is in that function already: it calls itself.
func (h *handling) inner(d *ast.FuncDecl) bool { return h.decl == d }

// argument is what a call gives for the parameter that is the target of a decoding.
func (x *unit) argument(d *ast.FuncDecl, call *ast.CallExpr, target ast.Expr) (ast.Expr, bool) {
	_, j := x.Parameter(d, x.Variable(target))
	if j < 0 || j >= len(call.Args) {
		return nil, false
	}
	return call.Args[j], true
}

// trusted reports whether what is decoded is returned or kept as it is.
func (h *handling) trusted(p *index.Places, decl *ast.FuncDecl, d decoding, target ast.Expr, depth int) (stored, ok bool) {
	target = ast.Unparen(target)
	if u, isRef := target.(*ast.UnaryExpr); isRef && u.Op == token.AND {
		v := h.Variable(u.X)
		if v == nil || v.IsField() {
			return false, false
		}
		return h.content(p, decl, d, v, v.Type(), target)
	}
	v := h.Variable(target)
	if v == nil || v.IsField() || v.Pkg() != h.Pkg || v.Parent() == h.Pkg.Scope() {
		return false, false
	}
	if fn, j := h.Parameter(decl, v); fn != nil {
		if depth > 2 || len(p.Writes[v]) > 0 || !onlyDecoded(p, v, target) {
			return false, false
		}
		calls, _ := h.CallersOf(fn)
		for _, c := range calls {
			if j < len(c.Call.Args) && !h.SilentAt(c.Call) {
				dec := decoding{c.Call, c.Call.Args[j], d.xml}
				if stored, ok := h.trusted(h.PlacesIn(c.Root), c.Decl, dec, c.Call.Args[j], depth+1); ok {
					return stored, true
				}
			}
		}
		return false, false
	}
	ptr, isPtr := types.Unalias(v.Type()).(*types.Pointer)
	if w, once := p.Only(v); !isPtr || !once || !fresh(h.Info, w.Value) {
		return false, false
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
		id, ok := ast.Unparen(u.Fun).(*ast.Ident)
		if !ok {
			return false
		}
		b, ok := info.Uses[id].(*types.Builtin)
		return ok && b.Name() == "new"
	}
	return false
}

// decodable reports whether an error answer decodes into a type without an error, and whether the type has fields that
// would tell of it.
func decodable(t types.Type, xml bool) (tells, ok bool) {
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
				more, fine := decodable(inner, xml)
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
