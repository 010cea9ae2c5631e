package statusfirst

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

// A destination says where the content of an answer is copied to as it is, so that nothing fails on an error page.
type destination uint8

const (
	nowhere  destination = iota // or to where nobody can tell
	toFile                      // which passes for the one that was asked for
	toClient                    // of a server that asks another one
)

// destinationOf is where what is written to an expression comes to.
func (h *handling) destinationOf(e ast.Expr) destination {
	e = ast.Unparen(e)
	t := h.Info.TypeOf(e)
	switch {
	case t == nil:
		return nowhere
	case gotypes.TypeIs(t, "net/http.ResponseWriter"):
		return toClient
	}
	if v := h.VariableOf(e); v == nil || v.Parent() == nil || v.Parent().Parent() == types.Universe { // os.Stdout, and the like: somebody reads it
		call, ok := e.(*ast.CallExpr)
		if !ok {
			return nowhere
		}
		return h.wrapped(call)
	}
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok && gotypes.TypeIs(ptr.Elem(), "os.File") {
		return toFile
	}
	if w, ok := h.Only(h.VariableOf(e)); ok && w.Value != nil {
		if call, ok := ast.Unparen(w.Value).(*ast.CallExpr); ok && w.Index <= 0 {
			return h.wrapped(call)
		}
	}
	return nowhere
}

// wrapped is where a writer that a call makes writes to: one of several, if the others are no sums of what they are given.
func (h *handling) wrapped(call *ast.CallExpr) destination {
	fn := h.CalledFunc(call)
	if fn == nil {
		return nowhere
	}
	switch fn.FullName() {
	case "bufio.NewWriter", "bufio.NewWriterSize":
		return h.destinationOf(call.Args[0])
	case "io.MultiWriter":
		if slices.ContainsFunc(call.Args, func(a ast.Expr) bool { return h.keepsContent(h.Info.TypeOf(a)) }) {
			return nowhere
		}
		for _, a := range call.Args {
			if d := h.destinationOf(a); d != nowhere {
				return d
			}
		}
	}
	return nowhere
}

// keepsContent reports whether a writer of a type has something to tell of what was written to it: a sum, or all of it.
func (x *finder) keepsContent(t types.Type) bool {
	if t == nil {
		return true
	}
	ms := types.NewMethodSet(t)
	return slices.ContainsFunc([]string{"Sum", "Sum32", "Sum64", "Bytes", "String"}, func(name string) bool { return ms.Lookup(x.Pkg, name) != nil })
}

// copied goes on with the answer that a call copies to where an expression says.
func (h *handling) copied(call *ast.CallExpr, from, to ast.Expr) bool {
	if sel, ok := ast.Unparen(to).(*ast.SelectorExpr); ok && sel.Sel.Name == "Discard" {
		return true
	}
	if v := h.buffer(to); v != nil {
		return h.buffered(v, call)
	}
	dest := h.destinationOf(to)
	if dest == nowhere {
		return false
	}
	return h.into(call, from, dest)
}

// into notes that a call copies the answer.
func (h *handling) into(call *ast.CallExpr, from ast.Expr, dest destination) bool {
	u := &unchecked{Node: call, Sent: h.sent, To: dest}
	if sel, ok := ast.Unparen(from).(*ast.SelectorExpr); ok && gotypes.IsResponse(h.Info.TypeOf(sel.X)) {
		u.Response = types.ExprString(sel.X)
	}
	if dest == toFile {
		at := h.counted(call)
		if at == nil {
			at = h.verified(index.Caller{Call: call, Root: h.root, Decl: h.decl}, 0)
		}
		if at != nil {
			u.Why = retry.Silence{Reason: reasons.ContentTested, At: at}
		}
	}
	h.trusts = append(h.trusts, u)
	return true
}

// buffer is the variable of the function that holds the buffer which an expression names, be it by its address; nil if it is none.
func (h *handling) buffer(e ast.Expr) *types.Var {
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	v := h.Variable(e)
	if v == nil || v.IsField() || !gotypes.Within(v.Pos(), h.root) || len(h.Writes[v]) > 1 {
		return nil
	}
	t := types.Unalias(v.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		if w, once := h.Only(v); !once || !fresh(h.Info, w.Value) {
			return nil
		}
		t = ptr.Elem()
	}
	if gotypes.TypeIs(t, "bytes.Buffer") || gotypes.TypeIs(t, "strings.Builder") {
		return v
	}
	return nil
}

// buffered goes on with what a call has read into a buffer.
func (h *handling) buffered(v *types.Var, filled *ast.CallExpr) bool {
	for _, id := range h.Uses[v] {
		if gotypes.Within(id.Pos(), filled) || slices.ContainsFunc(h.Writes[v], func(w index.Write) bool { return w.Ident == id }) {
			continue
		}
		e := ast.Expr(id)
		if u, ok := h.Up(id).(*ast.UnaryExpr); ok && u.Op == token.AND {
			e = u
		}
		sel, ok := h.Up(e).(*ast.SelectorExpr)
		if !ok {
			if !h.used(e, asBody) {
				return false
			}
			continue
		}
		call, ok := h.Up(sel).(*ast.CallExpr)
		if !ok || sel.Sel.Name != "Bytes" && sel.Sel.Name != "String" || !h.used(call, asBytes) {
			return false
		}
	}
	return true
}

// written are the writer and the content of a call that writes text to it; nil if it does not.
func (h *handling) written(call *ast.CallExpr, fn *types.Func, i int) (to ast.Expr) {
	switch full := fn.FullName(); {
	case full == "io.WriteString" && i == 1, full == "fmt.Fprint" && i > 0, full == "fmt.Fprintln" && i > 0, full == "fmt.Fprintf" && i > 1:
		return call.Args[0]
	case fn.Signature().Recv() != nil && (fn.Name() == "Write" || fn.Name() == "WriteString") && i == 0:
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return sel.X
		}
	}
	return nil
}

// plain are packages whose functions do not look into a file that they are given, or named.
func plain(p string) bool {
	switch p {
	case "os", "fmt", "log", "log/slog", "errors", "time", "path", "path/filepath", "strings", "io/ioutil", "context", "strconv":
		return true
	}
	return false
}

// verified is where the function that has copied an answer into a file, or one that calls it, may find out that it is not what was wanted:
// it makes a sum of the content, or hands the file on; nil if nobody does.
func (h *handling) verified(c index.Caller, depth int) ast.Node {
	if at := h.looksLater(c, depth == 0); at != nil {
		return at
	}
	if c.Decl == nil || depth > 3 || h.PlacesIn(c.Root).Function(c.Call, nil) != nil {
		return nil
	}
	fn, _ := h.Info.Defs[c.Decl.Name].(*types.Func)
	calls, _ := h.CallersOf(fn)
	for _, c := range calls {
		if at := h.verified(c, depth+1); at != nil {
			return at
		}
	}
	return nil
}

// counted is the comparison of how much was copied; nil if there is none.
func (h *handling) counted(call *ast.CallExpr) ast.Node {
	a, ok := h.Up(call).(*ast.AssignStmt)
	if !ok || len(a.Lhs) != 2 {
		return nil
	}
	v := h.Variable(a.Lhs[0])
	if v == nil {
		return nil
	}
	for _, id := range h.Uses[v] {
		if b, ok := h.Up(id).(*ast.BinaryExpr); ok && !slices.ContainsFunc(a.Lhs, func(l ast.Expr) bool { return l == id }) {
			return b
		}
	}
	return nil
}

// looksLater is the first call in a declaration that may look at what a call has written: one that makes a sum, or after it one that looks
// into files, or cannot be followed and is given something that the call was given or has returned. In the function itself whatever
// cannot be followed counts, if own says so; nil if there is none.
func (h *handling) looksLater(w index.Caller, own bool) (at ast.Node) {
	about := h.named(h.PlacesIn(w.Root), w.Call)
	ast.Inspect(w.Root, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok || at != nil || c == w.Call {
			return at == nil
		}
		if h.Info.Types[c.Fun].IsType() || h.Info.Types[c.Fun].IsBuiltin() {
			return true
		}
		fn := h.CalledFunc(c)
		switch later := c.Pos() > w.Call.End(); {
		case fn == nil:
			if later && (own || h.givesAny(c, about)) {
				at = c
			}
		case fn.Pkg() == nil:
		case sums(fn.Pkg().Path()), later && looksInside(fn.Pkg().Path()):
			at = c
		case !later || plain(fn.Pkg().Path()) && fn.Signature().Recv() == nil || h.Says(lexicon.Says, fn.Name()) || quiet(fn):
		case own || h.givesAny(c, about):
			at = c
		}
		return true
	})
	return at
}

// sums reports whether the functions of a package make sums of contents, or compare them.
func sums(pkg string) bool {
	switch pkg {
	case "crypto/tls", "crypto/rand", "crypto/x509":
		return false
	}
	first, _, _ := strings.Cut(pkg, "/")
	return first == "hash" || first == "crypto"
}

// looksInside reports whether the functions of a package look into the files that they are given, and fail on others.
func looksInside(pkg string) bool {
	switch first, _, _ := strings.Cut(pkg, "/"); first {
	case "archive", "compress", "image", "debug", "encoding":
		return true
	}
	return pkg == "os/exec"
}

// quiet reports whether a method of the standard library looks at no content.
func quiet(fn *types.Func) bool {
	if fn.Signature().Recv() == nil {
		return false
	}
	switch fn.Name() {
	case "Close", "Sync", "Name", "Chmod", "Flush", "Error", "Header", "Set", "Unlock", "Lock", "RUnlock":
		return gotypes.IsStd(fn.Pkg().Path())
	}
	return false
}

// named are the variables that a call is given, or assigned to.
func (h *handling) named(p *index.Places, call *ast.CallExpr) (out []*types.Var) {
	add := func(e ast.Expr) {
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if v := h.Variable(id); v != nil && !gotypes.IsError(v.Type()) {
					out = append(out, v)
				}
			}
			return true
		})
	}
	for _, a := range call.Args {
		add(a)
	}
	if a, ok := p.Up(call).(*ast.AssignStmt); ok {
		for _, l := range a.Lhs {
			add(l)
		}
	}
	return out
}

// givesAny reports whether a call has one of some variables in its arguments.
func (h *handling) givesAny(call *ast.CallExpr, vars []*types.Var) bool {
	return slices.ContainsFunc(call.Args, func(a ast.Expr) bool {
		return slices.ContainsFunc(vars, func(v *types.Var) bool { return h.about(a, v) })
	})
}
