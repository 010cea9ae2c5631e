package notimeout

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A reading follows an answer through a declaration: is it read at once, and as a whole? Streams and downloads are not.
type reading struct {
	*finder
	*index.Places
	root  ast.Node
	decl  *ast.FuncDecl
	depth int
}

// callRead reports whether the answer that a call returns as one of its results is certainly read at once.
func (x *finder) callRead(call *ast.CallExpr, result int, root ast.Node, decl *ast.FuncDecl, depth int) bool {
	if depth > maxDepth {
		return false
	}
	r := &reading{x, x.PlacesIn(root), root, decl, depth}
	switch u := r.Up(call).(type) {
	case *ast.ExprStmt:
		return true
	case *ast.ReturnStmt:
		return len(u.Results) == 1 && r.returned(u, result)
	case *ast.AssignStmt:
		return len(u.Rhs) == 1 && result < len(u.Lhs) && (r.blank(u.Lhs[result]) || r.variable(x.Variable(u.Lhs[result])))
	case *ast.ValueSpec:
		return len(u.Values) == 1 && result < len(u.Names) && r.variable(x.Variable(u.Names[result]))
	}
	return false
}

// returned goes on with those who get what is returned.
func (r *reading) returned(at ast.Node, result int) bool {
	calls, all := r.AnsweredBy(at, r.root, r.decl)
	if !all || len(calls) == 0 {
		return false
	}
	return !slices.ContainsFunc(calls, func(c index.Caller) bool {
		return !r.SilentAt(c.Call) && !r.callRead(c.Call, result, c.Root, c.Decl, r.depth+1)
	})
}

// variable looks at all uses of a variable that holds an answer.
func (r *reading) variable(v *types.Var) bool {
	if v == nil || v.IsField() || v.Name() != "_" && (v.Parent() == nil || v.Parent() == r.Pkg.Scope()) {
		return false
	}
	for _, id := range r.Uses[v] {
		if slices.ContainsFunc(r.Writes[v], func(w index.Write) bool { return w.Ident == id }) {
			continue
		}
		if !r.used(id) {
			return false
		}
	}
	return true
}

// used looks at one use of an answer.
func (r *reading) used(e ast.Expr) bool {
	switch u := r.Up(e).(type) {
	case *ast.BinaryExpr:
		return true
	case *ast.ReturnStmt:
		return r.returned(u, slices.IndexFunc(u.Results, func(x ast.Expr) bool { return ast.Unparen(x) == e }))
	case *ast.SelectorExpr:
		return u.Sel.Name != "Body" || r.bodyUsed(u)
	case *ast.AssignStmt:
		return len(u.Lhs) == 1 && r.blank(u.Lhs[0])
	case *ast.CallExpr:
		return r.given(u, e, (*reading).used, func(call *ast.CallExpr, fn *types.Func) bool {
			return fn.FullName() == "net/http/httputil.DumpResponse" || r.judged(call, e, fn)
		})
	}
	return false
}

func (r *reading) blank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// bodyUsed looks at one use of a body.
func (r *reading) bodyUsed(e ast.Expr) bool {
	switch u := r.Up(e).(type) {
	case *ast.BinaryExpr:
		return true
	case *ast.SelectorExpr:
		return u.Sel.Name == "Close"
	case *ast.CallExpr:
		return r.given(u, e, (*reading).bodyUsed, r.reads)
	}
	return false
}

// given goes on with an answer, or a body, as an argument of a call.
func (r *reading) given(call *ast.CallExpr, e ast.Expr, use func(*reading, ast.Expr) bool, reads func(*ast.CallExpr, *types.Func) bool) bool {
	i := gotypes.ArgumentOf(call, e)
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok { // deferred, as a rule
		v := r.parameter(lit, i)
		return v != nil && len(r.Writes[v]) == 0 && !slices.ContainsFunc(r.Uses[v], func(id *ast.Ident) bool { return !use(r, id) })
	}
	fn := r.CalledFunc(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	d := r.Decls[fn.Origin()]
	if d == nil {
		return r.printed(fn) || r.closes(fn, i, e) || reads(call, fn)
	}
	params := fn.Origin().Signature().Params()
	if i < 0 || i >= params.Len() || fn.Signature().Variadic() && i == params.Len()-1 || r.depth >= maxDepth {
		return false
	}
	in := &reading{r.finder, r.PlacesIn(d.Body), d.Body, d, r.depth + 1}
	v := params.At(i)
	return len(in.Writes[v]) == 0 && !slices.ContainsFunc(in.Uses[v], func(id *ast.Ident) bool { return !use(in, id) })
}

// judged reports whether a function of another package is known to look at the status of an answer that it is given, or has nothing but that,
// and nobody to whom it could hand it on: it returns no more than a judgement, and is given nothing to write to.
func (r *reading) judged(call *ast.CallExpr, answer ast.Expr, fn *types.Func) bool {
	sig := fn.Signature()
	i := gotypes.ArgumentOf(call, answer)
	for v := range sig.Results().Variables() {
		if !gotypes.IsAnyError(v.Type()) && !gotypes.IsBasic(v.Type()) {
			return false
		}
	}
	for v := range sig.Params().Variables() {
		if takesMore(v.Type()) {
			return false
		}
	}
	if sig.Results().Len() == 0 {
		return sig.Recv() == nil && sig.Params().Len() == 1
	}
	s := r.SummaryOf(fn)
	return s != nil && len(s.Exits) > 0 && slices.Contains(s.Subject, i)
}

// takesMore reports whether what is of a type may take in an answer as it comes: it is a function, a channel, or has methods to do so.
func takesMore(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.Chan:
		return true
	case *types.Interface:
		return u.NumMethods() > 0 && !gotypes.IsContext(t)
	}
	write, _, _ := types.LookupFieldOrMethod(t, true, nil, "Write")
	_, is := write.(*types.Func)
	return is && !gotypes.IsResponse(t)
}

// printed reports whether a function, of another package or of an interface, prints whatever it is given, such as the address and the
// headers of an answer.
func (r *reading) printed(fn *types.Func) bool {
	switch fn.Pkg().Path() {
	case "log", "log/slog":
		return true
	case "fmt":
		return fn.Name() == "Print" || fn.Name() == "Printf" || fn.Name() == "Println"
	}
	sig := fn.Signature()
	if !sig.Variadic() || !r.Says(lexicon.Says, fn.Name()) {
		return false
	}
	s, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	return ok && types.IsInterface(s.Elem()) && s.Elem().Underlying().(*types.Interface).Empty()
}

// parameter is the parameter i of a function literal, one with a name.
func (r *reading) parameter(lit *ast.FuncLit, i int) *types.Var {
	sig, ok := r.Info.TypeOf(lit).(*types.Signature)
	if !ok || sig.Variadic() || i < 0 || i >= sig.Params().Len() {
		return nil
	}
	return sig.Params().At(i)
}

// closes reports whether a function of another package can do no more with a body than to close it: what it takes has no method to read.
func (r *reading) closes(fn *types.Func, i int, body ast.Expr) bool {
	sig := fn.Signature()
	if i < 0 || i >= sig.Params().Len() || sig.Variadic() && i == sig.Params().Len()-1 || !gotypes.IsReader(r.Info.TypeOf(body)) {
		return false
	}
	taken, ok := sig.Params().At(i).Type().Underlying().(*types.Interface)
	return ok && taken.NumMethods() > 0 && !gotypes.IsReader(taken)
}

// reads reports whether a function of another package reads a body at once and as a whole.
func (r *reading) reads(call *ast.CallExpr, fn *types.Func) bool {
	switch fn.FullName() {
	case "io.ReadAll", "io/ioutil.ReadAll", "(*bytes.Buffer).ReadFrom", "golang.org/x/net/html.Parse", "github.com/PuerkitoBio/goquery.NewDocumentFromReader":
		return true
	case "io.LimitReader", "io.NopCloser":
		return r.bodyUsed(call)
	case "io.Copy", "io/ioutil.Copy":
		return len(call.Args) == 2 && (r.discards(call.Args[0]) || r.inMemory(call.Args[0]))
	case "encoding/json.NewDecoder", "encoding/xml.NewDecoder":
		return r.decodedOnce(call)
	}
	return false
}

// discards reports whether a writer is one that drops all.
func (r *reading) discards(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Discard"
}

// inMemory reports whether a writer is a buffer: what is copied into one is read at once, and as a whole.
func (r *reading) inMemory(e ast.Expr) bool {
	t := r.Info.TypeOf(e)
	return t != nil && (gotypes.TypeIs(t, "bytes.Buffer") || gotypes.TypeIs(t, "strings.Builder"))
}

// decodedOnce reports whether a decoder decodes one value: it is no stream of them.
func (r *reading) decodedOnce(call *ast.CallExpr) bool {
	switch u := r.Up(call).(type) {
	case *ast.SelectorExpr:
		return u.Sel.Name == "Decode"
	case *ast.AssignStmt:
		if len(u.Lhs) != 1 {
			return false
		}
		v := r.Variable(u.Lhs[0])
		return v != nil && !slices.ContainsFunc(r.Uses[v], func(id *ast.Ident) bool {
			sel, ok := r.Up(id).(*ast.SelectorExpr)
			return id != u.Lhs[0] && (!ok || r.loops(id) != r.loops(call) || sel.Sel.Name == "More" || sel.Sel.Name == "Token")
		})
	}
	return false
}

// loops is the number of loops around a node.
func (r *reading) loops(n ast.Node) int {
	count := 0
	for ; n != nil; n = r.Parent[n] {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			count++
		}
	}
	return count
}
