package statusfirst

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// A stage says how far an answer has come.
type stage uint8

const (
	asResponse stage = iota // *http.Response
	asBody                  // its body, a reader
	asBytes                 // what was read from it
	asHolder                // a struct with the response in a field
	asRecord                // a struct with what was read in a field, and the status in another
)

// An answer is followed from where it was sent to where it is decoded. Whatever may look at its status ends that.
type answer struct {
	*finder
	sent   *ast.CallExpr
	found  *[]*unchecked
	seen   map[*ast.CallExpr]bool // calls of helpers that were gone through
	fields []*types.Var           // of structs that the response was put into
	record record
}

// A trail of uses: what is done with an answer in one declaration.
type handling struct {
	*answer
	*index.Places
	root    ast.Node
	decl    *ast.FuncDecl
	decodes []decoding
	returns []returned
	told    []returned   // results that have the status: whoever calls can look at it
	trusts  []*unchecked // what functions that were given the answer trust, if nothing else looks at its status
	depth   int
	dropped bool                // the answer is assigned to _
	put     map[ast.Expr]bool   // what is made of the content, and given back to the response as its body
	going   map[*types.Var]bool // variables with the content whose uses are being looked at
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
func (a *answer) from(s index.Caller, result int, st stage) {
	if a.seen[s.Call] || len(a.seen) > 50 {
		return
	}
	a.seen[s.Call] = true
	h := &handling{answer: a, Places: a.PlacesIn(s.Root), root: s.Root, decl: s.Decl}
	if !h.result(s.Call, result, st) && !h.dropped || !a.record.whole() {
		return
	}
	if h.unread() && st == asResponse {
		h.forgets(s)
		return
	}
	h.conclude(s.Call)
}

// conclude judges what was decoded, and follows what was returned.
func (h *handling) conclude(call *ast.CallExpr) {
	if len(h.told) > 0 && len(h.decodes)+len(h.trusts) > 0 { // with its own result the caller has the status
		return
	}
	canLook := retry.Silence{}
	if slices.ContainsFunc(h.returns, func(r returned) bool { return r.stage == asResponse || r.stage == asHolder }) {
		canLook.Reason = reasons.CallerLooks
	}
	for _, d := range h.decodes {
		if t := h.trusted(h.Places, h.decl, d, d.target, 0); t.ok {
			u := &unchecked{Node: d.call, Sent: h.sent, Stored: t.stored, Why: h.toldBeside(d, t.why)}
			if v := h.responseIn(call); v != nil && gotypes.Within(d.call.Pos(), h.root) {
				u.Response = v.Name()
			}
			h.trusts = append(h.trusts, u)
		}
	}
	if len(h.decodes) > 0 { // what is written beside that is for people
		h.trusts = slices.DeleteFunc(h.trusts, func(u *unchecked) bool { return u.To != nowhere })
	}
	for _, u := range h.trusts {
		if u.Why.Reason == reasons.None {
			u.Why = canLook
		}
	}
	*h.found = append(*h.found, h.trusts...)
	beside := slices.ContainsFunc(h.returns, func(r returned) bool { return r.stage != asResponse }) // the content is returned with its response
	if canLook.Reason != reasons.None && (beside || len(h.decodes)+len(h.trusts) > 0) {
		return
	}
	for _, r := range h.returns {
		calls, _ := h.AnsweredBy(r.at, h.root, h.decl)
		for _, c := range calls {
			if !h.SilentAt(c.Call) && h.leavesOut(c) {
				h.from(c, r.result, r.stage)
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
	if id, ok := ast.Unparen(to).(*ast.Ident); ok && id.Name == "_" {
		h.dropped = true
		return false
	}
	if v == nil || v.IsField() || v.Parent() == nil || v.Parent() == h.Pkg.Scope() || !gotypes.Within(v.Pos(), h.root) {
		return false
	}
	if h.going[v] {
		return st == asBytes
	}
	for _, w := range h.Writes[v] {
		if ast.Unparen(w.Value) == value || st == asBytes && h.ofItself(w.Value, v) {
			continue
		}
		call, ok := ast.Unparen(w.Value).(*ast.CallExpr)
		if !ok || st != asResponse {
			return false
		}
		if !h.hands(call) {
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
	if h.going == nil {
		h.going = map[*types.Var]bool{}
	}
	h.going[v] = true
	defer delete(h.going, v)
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
		return h.picked(u, st)
	case *ast.CompositeLit, *ast.KeyValueExpr:
		lit, ok := u.(*ast.CompositeLit)
		if !ok {
			lit, ok = h.Up(u).(*ast.CompositeLit)
		}
		return ok && (st == asResponse && h.held(lit, e) || st == asBytes && h.recorded(lit, e))
	case *ast.AssignStmt:
		if i := slices.IndexFunc(u.Rhs, func(r ast.Expr) bool { return ast.Unparen(r) == e }); i >= 0 && len(u.Lhs) == len(u.Rhs) {
			if id, ok := u.Lhs[i].(*ast.Ident); ok && id.Name == "_" {
				return true
			}
			return st == asBody && h.puts(u.Lhs[i], e) || h.assigned(u.Lhs[i], e, st)
		}
		return st == asBody && h.remade(u, e)
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

// picked goes on with what is selected of the answer.
func (h *handling) picked(u *ast.SelectorExpr, st stage) bool {
	switch {
	case st == asResponse && u.Sel.Name == "Body":
		return h.used(u, asBody)
	case st == asResponse && u.Sel.Name == "Header":
		return h.handsOn(u)
	case st == asBody && u.Sel.Name == "Close":
		return true
	case st == asResponse && tellsStatus(u):
		return h.tells(u)
	case st == asHolder:
		return h.selected(u)
	case st == asRecord:
		return h.selectedOfRecord(u)
	}
	return false
}

// given goes on with the answer as argument i of a call.
func (h *handling) given(call *ast.CallExpr, i int, st stage) bool {
	fn := h.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if goesOn, known := h.understood(call, fn, i, st); known {
		return goesOn
	}
	if d := h.Decls[fn.Origin()]; d != nil {
		return h.handed(call, fn, d, i, st)
	}
	return st != asBytes && h.Says(lexicon.Closes, fn.Name())
}

// understood goes on with the answer as argument i of a call whose meaning is known; known says whether it is.
func (h *handling) understood(call *ast.CallExpr, fn *types.Func, i int, st stage) (goesOn, known bool) {
	path, name := fn.Pkg().Path(), fn.Name()
	switch st {
	case asBody:
		return h.read(call, fn, i)
	case asBytes:
		switch {
		case h.Says(lexicon.Unmarshals, name) && decoderPath(path) && i == 0 && len(call.Args) == 2:
			h.decodes = append(h.decodes, decoding{call, call.Args[1], path == "encoding/xml"})
			return true, true
		case name == "WriteFile" && (path == "os" || path == "io/ioutil") && i == 1:
			return h.into(call, call.Args[1], toFile), true
		}
		if to := h.written(call, fn, i); to != nil && h.destinationOf(to) != nowhere {
			return h.copied(call, call.Args[i], to), true
		}
		switch {
		case h.Says(lexicon.Says, name):
			return true, true
		case i == 0 && functions.ReadsBytes(fn.FullName()):
			return h.used(call, asBody), true
		case i == 0 && trims(fn):
			return h.used(call, asBytes), true
		}
	}
	return false, false
}

// read is understood for the body.
func (h *handling) read(call *ast.CallExpr, fn *types.Func, i int) (goesOn, known bool) {
	path, name := fn.Pkg().Path(), fn.Name()
	switch {
	case name == "NewDecoder" && decoderPath(path) && i == 0:
		return h.decoder(call, path == "encoding/xml"), true
	case name == "ReadAll" && (path == "io" || path == "io/ioutil"):
		return h.result(call, 0, asBytes), true
	case path == "io" && (name == "LimitReader" || name == "NopCloser") || path == "bufio" && name == "NewReader":
		return h.used(call, asBody), true
	case path == "io" && name == "TeeReader" && i == 0:
		return !h.keepsContent(h.Info.TypeOf(call.Args[1])) && h.used(call, asBody), true
	case path == "io" && (name == "Copy" || name == "CopyBuffer") && i == 1:
		return h.copied(call, call.Args[1], call.Args[0]), true
	case name == "ReadFrom" && i == 0 && fn.Signature().Recv() != nil && gotypes.IsStd(path):
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		return ok && h.copied(call, call.Args[0], sel.X), true
	case fn.Pkg() != h.Pkg && makesReader(fn):
		return h.used(call, asBody), true
	}
	return false, false
}

// makesReader reports whether a function returns a reader and nothing else, not even an error: given a body, it makes one of it that reads
// on, and cannot look at the answer.
func makesReader(fn *types.Func) bool {
	r := fn.Signature().Results()
	return fn.Signature().Recv() == nil && r.Len() == 1 && gotypes.IsReader(r.At(0).Type())
}

// handed goes on in a function of the package that is given the answer.
func (h *handling) handed(call *ast.CallExpr, fn *types.Func, d *ast.FuncDecl, i int, st stage) bool {
	params := fn.Signature().Params()
	if i >= params.Len() || fn.Signature().Variadic() && i >= params.Len()-1 || h.depth > 6 || h.inner(d) {
		return false
	}
	return h.handedTo(call, d, params.At(i), st)
}

// handedTo goes on with a parameter or receiver that is the answer.
func (h *handling) handedTo(call *ast.CallExpr, d *ast.FuncDecl, v *types.Var, st stage) bool {
	in := &handling{answer: h.answer, Places: h.PlacesIn(d.Body), root: d.Body, decl: d, depth: h.depth + 1}
	if len(in.Writes[v]) > 0 || !in.variableUsed(v, st) {
		return false
	}
	for _, dec := range in.decodes {
		if target, ok := h.argument(in.decl, call, dec.target); ok {
			h.decodes = append(h.decodes, decoding{dec.call, target, dec.xml})
		} else if t := h.trusted(in.Places, d, dec, dec.target, 0); t.ok {
			u := &unchecked{Node: dec.call, Sent: h.sent, Stored: t.stored, Why: in.toldBeside(dec, t.why)}
			if st == asResponse {
				u.Response = v.Name()
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
	return len(in.told) == 0 || h.passesOn(in.told, call)
}

// inner reports whether the answer is in that function already: it calls itself.
func (h *handling) inner(d *ast.FuncDecl) bool { return h.decl == d }

// argument is what a call gives for the parameter that is the target of a decoding.
func (x *finder) argument(d *ast.FuncDecl, call *ast.CallExpr, target ast.Expr) (ast.Expr, bool) {
	_, j := x.Parameter(d, x.Variable(target))
	if j < 0 || j >= len(call.Args) {
		return nil, false
	}
	return call.Args[j], true
}
