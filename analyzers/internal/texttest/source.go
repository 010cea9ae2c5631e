package texttest

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

var (
	anyDigits  = lexicon.Pattern(`[0-9]+`)
	statusText = lexicon.Pattern(`(?i)\b(http|status|code|error)\b[^0-9a-z]*(code)?[^0-9a-z]*[45][0-9][0-9]\b|\b[45][0-9][0-9] [a-z]`)
	statusLast = lexicon.Pattern(`(?i)[a-z][^0-9a-z]*\b[45][0-9][0-9]\b[^0-9a-z]*$`)
	longCode   = lexicon.Pattern(`^[^0-9]*[0-9]{6,10}[^0-9]*$`)
	grpcText   = lexicon.Pattern(`\bcode = (Canceled|Unknown|InvalidArgument|DeadlineExceeded|NotFound|AlreadyExists|PermissionDenied|ResourceExhausted|FailedPrecondition|Aborted|OutOfRange|Unimplemented|Internal|Unavailable|DataLoss|Unauthenticated)\b`)
	limitText  = lexicon.Pattern(`(?i)^(rate.?limit(s|ed)?( exceeded)?|too.?many.?requests)$`)
)

// A textSource is what a text was made of.
type textSource struct {
	err      ast.Expr // of an error's text, as it is named in spec
	spec     textSpec
	response string // of a body's text: the status of the response that it belongs to, where that is in sight
	far      bool   // a body that was read elsewhere, which is not known to be one of a failure
	checked  bool   // its status was looked at there
}

// textOf follows a text to the error or the body that it is made of.
func (x *finder) textOf(t textSpec, e ast.Expr, depth int) *textSource {
	if depth > 6 {
		return nil
	}
	e = ast.Unparen(e)
	p := x.PlacesIn(t.root)
	switch u := e.(type) {
	case *ast.CallExpr:
		if x.Info.Types[u.Fun].IsType() && len(u.Args) == 1 {
			return x.textOf(t, u.Args[0], depth+1)
		}
		fn := x.CalledFunc(u)
		if fn == nil {
			return nil
		}
		if sel, ok := ast.Unparen(u.Fun).(*ast.SelectorExpr); ok && fn.Name() == "Error" && len(u.Args) == 0 && gotypes.ImplementsError(x.Info.TypeOf(sel.X)) {
			return &textSource{err: sel.X, spec: t}
		}
		if of := x.textOfCall(t, u, fn, depth); of != nil {
			return of
		}
		return x.bodyReturned(u, 0, depth)
	case *ast.SelectorExpr:
		return x.textOfField(u, depth)
	case *ast.IndexExpr:
		return x.partOf(t, u.X, depth+1)
	case *ast.SliceExpr:
		return x.partOf(t, u.X, depth+1)
	case *ast.Ident:
		v := x.Variable(u)
		if v == nil || v.IsField() {
			return nil
		}
		if fn, i := x.Parameter(t.decl, v); fn != nil && len(p.Writes[v]) == 0 {
			return x.textOfParameter(fn, i, depth)
		}
		w, ok := p.Before(v, u)
		if !ok || w.Item || w.Value == nil {
			return nil
		}
		if w.Index < 0 || x.cutInTwo(w) {
			if of := x.textOf(t, w.Value, depth+1); of != nil {
				return of
			}
		}
		if call, ok := ast.Unparen(w.Value).(*ast.CallExpr); ok {
			if of := x.bodyOf(call); of != nil && w.Index <= 0 {
				return of
			}
			return x.bodyReturned(call, max(w.Index, 0), depth)
		}
	}
	return nil
}

// textOfCall follows a text that a call returns.
func (x *finder) textOfCall(t textSpec, u *ast.CallExpr, fn *types.Func, depth int) *textSource {
	if cutsText(fn) {
		return x.partOf(t, u.Args[0], depth+1)
	}
	switch fn.FullName() {
	case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace", "bytes.ToLower", "bytes.ToUpper", "bytes.TrimSpace":
		return x.textOf(t, u.Args[0], depth+1)
	case "fmt.Sprint", "fmt.Sprintln":
		return x.printed(t, u.Args)
	case "fmt.Sprintf":
		return x.printed(t, u.Args[1:])
	}
	return x.textOfBody(fn, depth)
}

// partOf follows a part of a text to the error that the text is made of. A part of a body is not followed: it may be the field for a code.
func (x *finder) partOf(t textSpec, e ast.Expr, depth int) *textSource {
	if of := x.textOf(t, e, depth); of != nil && of.err != nil {
		return of
	}
	return nil
}

// cutsText reports whether a function of strings or bytes returns parts of what it is given first.
func cutsText(fn *types.Func) bool {
	return fn.Pkg() != nil && (fn.Pkg().Path() == "strings" || fn.Pkg().Path() == "bytes") && fn.Signature().Recv() == nil && cuts[fn.Name()]
}

// cuts are the names of those.
var cuts = map[string]bool{
	"Trim": true, "TrimLeft": true, "TrimRight": true, "TrimPrefix": true, "TrimSuffix": true,
	"ReplaceAll": true, "Split": true, "SplitN": true, "SplitAfter": true, "SplitAfterN": true, "Fields": true, "Clone": true,
	"Cut": true, "CutPrefix": true, "CutSuffix": true,
}

// cutInTwo reports whether a variable is given a part of a text by a function that returns parts and whether it could.
func (x *finder) cutInTwo(w index.Write) bool {
	call, ok := ast.Unparen(w.Value).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := x.CalledFunc(call)
	return fn != nil && cutsText(fn)
}

// printed is the only error of what is printed into a text, if there is one.
func (x *finder) printed(t textSpec, args []ast.Expr) *textSource {
	var of *textSource
	for _, a := range args {
		if !gotypes.ImplementsError(x.Info.TypeOf(a)) {
			continue
		}
		if of != nil {
			return nil
		}
		of = &textSource{err: a, spec: t}
	}
	return of
}

// textOfBody follows a text into the function of the package that returns it and does nothing else.
func (x *finder) textOfBody(fn *types.Func, depth int) *textSource {
	d := x.Decls[fn.Origin()]
	if d == nil || len(d.Body.List) != 1 {
		return nil
	}
	r, ok := d.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(r.Results) != 1 {
		return nil
	}
	return x.textOf(textSpec{r.Results[0], d.Body, d}, r.Results[0], depth+2)
}

// textOfParameter follows a text to where the function is called: all callers must hand over the same kind.
func (x *finder) textOfParameter(fn *types.Func, i, depth int) *textSource {
	calls, all := x.CallersOf(fn)
	if !all || len(calls) == 0 || len(calls) > 20 {
		return nil
	}
	var of *textSource
	for _, c := range calls {
		if i >= len(c.Call.Args) {
			return nil
		}
		o := x.textOf(textSpec{c.Call, c.Root, c.Decl}, c.Call.Args[i], depth+2)
		if o == nil || of != nil && (of.err == nil) != (o.err == nil) {
			return nil
		}
		of = o
	}
	of.response = "" // out of sight
	return of
}

// bodyOf is the body that a call reads: io.ReadAll(resp.Body), or anything that gets the response and returns bytes.
func (x *finder) bodyOf(call *ast.CallExpr) *textSource {
	for _, a := range call.Args {
		a = ast.Unparen(a)
		switch u := a.(type) {
		case *ast.StarExpr:
			a = u.X
		case *ast.SelectorExpr:
			if u.Sel.Name == "Body" && gotypes.IsResponse(x.Info.TypeOf(u.X)) {
				a = u.X
			}
		}
		if !gotypes.IsResponse(x.Info.TypeOf(a)) {
			continue
		}
		t := x.Info.TypeOf(call)
		if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
			t = tuple.At(0).Type()
		}
		if gotypes.IsText(t) {
			return &textSource{response: types.ExprString(a) + ".StatusCode"}
		}
	}
	return nil
}

// condition is the whole condition that a test is a part of, and whether the test stands there negated.
func condition(p *index.Places, test ast.Expr) (cond ast.Expr, negated bool) {
	cond = test
	if b, ok := test.(*ast.BinaryExpr); ok {
		negated = b.Op == token.NEQ
	}
	for {
		switch u := p.Up(cond).(type) {
		case *ast.UnaryExpr:
			if u.Op != token.NOT {
				return cond, negated
			}
			negated = !negated
			cond = u
		case *ast.BinaryExpr:
			switch u.Op {
			case token.LAND, token.LOR:
			case token.EQL, token.LSS: // strings.Index(...) == -1, < 0
				negated = !negated
			case token.NEQ, token.GTR, token.GEQ:
			default:
				return cond, negated
			}
			cond = u
		default:
			return cond, negated
		}
	}
}

// narrowed reports whether a test is one of several that must all hold, and another tells more than a status: then the text
// is what matters.
func (x *finder) narrowed(p *index.Places, test ast.Expr) bool {
	for n := ast.Node(test); ; n = p.Up(n) {
		b, ok := p.Up(n).(*ast.BinaryExpr)
		if !ok {
			return false
		}
		if b.Op != token.LAND {
			continue
		}
		other := false
		ast.Inspect(b, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || n == test {
				return true
			}
			if fn := x.CalledFunc(call); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "strings" && len(call.Args) == 2 {
				s, isText := x.text(call.Args[1])
				other = other || isText && !x.tellsStatus(s)
			}
			return true
		})
		if other {
			return true
		}
	}
}

// triedType reports whether the error was asked for its type in the same declaration: the text is the last resort.
func (x *finder) triedType(p *index.Places, err ast.Expr) bool {
	v := x.Variable(err)
	if v == nil {
		return false
	}
	return slices.ContainsFunc(p.Uses[v], func(id *ast.Ident) bool {
		switch u := p.Up(id).(type) {
		case *ast.CallExpr:
			switch fn := x.CalledFunc(u); {
			case fn == nil:
			case fn.FullName() == "errors.As" && len(u.Args) == 2:
				return x.mayTell(pointee(x.Info.TypeOf(u.Args[1])))
			case x.triesFor(fn, u, id):
				return true
			case fn.Name() == "AsType", fn.FullName() == "google.golang.org/grpc/status.Code", fn.Name() == "FromError":
				return true
			}
		case *ast.TypeAssertExpr:
			return u.Type == nil || x.mayTell(x.Info.TypeOf(u.Type)) // of a switch
		}
		return false
	})
}

// triesFor reports whether a function of the package that an error is handed to asks it for its type, and returns a status or a yes or no.
func (x *finder) triesFor(fn *types.Func, call *ast.CallExpr, err *ast.Ident) bool {
	d := x.Decls[fn.Origin()]
	i := gotypes.ArgumentOf(call, err)
	params, results := fn.Origin().Signature().Params(), fn.Signature().Results()
	if d == nil || i < 0 || i >= params.Len() || results.Len() == 0 || d == x.Enclosing(err) {
		return false
	}
	if last := results.At(0).Type(); !gotypes.IsInteger(last) && !gotypes.IsBool(last) {
		return false
	}
	p := x.PlacesIn(d.Body)
	return slices.ContainsFunc(p.Uses[params.At(i)], func(id *ast.Ident) bool {
		call, ok := p.Up(id).(*ast.CallExpr)
		if !ok {
			_, asserted := p.Up(id).(*ast.TypeAssertExpr)
			return asserted
		}
		as := x.CalledFunc(call)
		return as != nil && as.FullName() == "errors.As" && len(call.Args) == 2 && x.mayTell(pointee(x.Info.TypeOf(call.Args[1])))
	})
}

func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// mayTell reports whether the type of an error may have a status or a code: those of the standard library have none but for a few, nor has
// a list of errors.
func (x *finder) mayTell(t types.Type) bool {
	n := gotypes.Named(t)
	if n == nil || x.statusMember(n, false) != "" || x.statusMember(n, true) != "" {
		return true
	}
	switch n.Underlying().(type) {
	case *types.Slice, *types.Map:
		return false
	}
	return n.Obj().Pkg() == nil || !gotypes.IsStd(n.Obj().Pkg().Path()) || n.Obj().Pkg().Path() == "net/textproto"
}
