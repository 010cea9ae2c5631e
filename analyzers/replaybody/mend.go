package replaybody

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/bodies"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/report"
)

// An attempt is a call in a statement of a loop's body, which is gone through once more when it has failed.
type attempt struct {
	call *ast.CallExpr
	stmt ast.Stmt
	loop *ast.BlockStmt
}

// attemptOf is where the call stands that is made again; false if it is no part of a statement that stands in the loop's body itself, or
// if it is the loop's only as a part of a function of its own.
func attemptOf(r *report.Reporter, s *bodies.Resend) (attempt, bool) {
	a := attempt{}
	var ok bool
	if a.call, ok = s.Node.(*ast.CallExpr); !ok {
		return a, false
	}
	switch loop := s.Via.(type) {
	case *ast.ForStmt:
		a.loop = loop.Body
	case *ast.RangeStmt:
		a.loop = loop.Body
	default:
		return a, false
	}
	path := r.Enclosing(a.call)
	for i := 0; i+1 < len(path); i++ {
		if _, inner := path[i].(*ast.FuncLit); inner {
			return a, false
		}
		if path[i+1] == a.loop {
			a.stmt, ok = path[i].(ast.Stmt)
			return a, ok && !r.Judged(a.stmt) // what was found there, and silenced, may be found no more, or elsewhere
		}
	}
	return a, false
}

// rewound is the fix that gives each attempt the whole body: of a request by GetBody, of a reader by Seek. It is safe if the body was
// made of bytes or a string in this function: then the one is there, and the other goes where the first attempt began.
func rewound(r *report.Reporter, s *bodies.Resend) (safe, unsafe []analysis.SuggestedFix) {
	a, ok := attemptOf(r, s)
	if !ok {
		return nil, nil
	}
	v := argumentNamed(r, a.call, s.Name)
	fn := r.FunctionAround(a.stmt)
	if v == nil || fn == nil || a.loop.Pos() < v.Pos() {
		return nil, nil
	}
	var lines []string
	var made ast.Expr
	switch {
	case s.Kind == bodies.SameRequest && gotypes.IsRequest(v.Type()):
		leave, ok := r.Leave(fn, a.stmt.Pos(), "err")
		if !ok || leave == "" {
			return nil, nil
		}
		lines = []string{
			"if " + v.Name() + ".GetBody != nil {", "\tbody, err := " + v.Name() + ".GetBody()", "\tif err != nil {", "\t\treturn " + leave, "\t}",
			"\t" + v.Name() + ".Body = body", "}",
		}
		if request, ok := ast.Unparen(definition(r, fn, v)).(*ast.CallExpr); ok && len(request.Args) > 0 {
			made = request.Args[len(request.Args)-1]
		}
	case s.Kind == bodies.SameReader && seeks(v.Type()):
		leave, ok := r.Leave(fn, a.stmt.Pos(), "err")
		if !ok || leave == "" {
			return nil, nil
		}
		start := "0"
		if io := r.PackageAt("io", a.stmt.Pos()); io != "" {
			start = io + ".SeekStart"
		}
		lines = []string{"if _, err := " + v.Name() + ".Seek(0, " + start + "); err != nil {", "\treturn " + leave, "}"}
		made = definition(r, fn, v)
	default:
		return nil, nil
	}
	edit, ok := r.Before(a.stmt, lines...)
	if !ok {
		return nil, nil
	}
	fix := []analysis.SuggestedFix{{Message: r.Say("fix-rewind", "Rewind %s before each attempt", v.Name()), TextEdits: []analysis.TextEdit{edit}}}
	if made != nil && ofBytes(r.Types(made).Type) && (s.Kind == bodies.SameRequest || isCall(made)) {
		return fix, nil
	}
	return nil, fix
}

// whole is the fix that gives each attempt the whole body and closes the response of the one before, if that is open, too: of the findings
// on one call only the first is reported.
func whole(r *report.Reporter, s *bodies.Resend, all []*bodies.Resend) (safe, unsafe []analysis.SuggestedFix) {
	safe, unsafe = rewound(r, s)
	i := slices.IndexFunc(all, func(o *bodies.Resend) bool { return o.Kind == bodies.Unclosed && o.Node == s.Node && !o.Left() })
	if i < 0 || len(safe)+len(unsafe) == 0 {
		return safe, unsafe
	}
	alsoSafe, alsoUnsafe := closed(r, all[i])
	both := slices.Concat(safe, unsafe)
	for _, also := range slices.Concat(alsoSafe, alsoUnsafe) {
		both[0].TextEdits = append(both[0].TextEdits, also.TextEdits...)
	}
	if len(unsafe)+len(alsoUnsafe) > 0 {
		return nil, both
	}
	return both, nil
}

// argumentNamed is the variable of a name among the arguments of a call.
func argumentNamed(r *report.Reporter, call *ast.CallExpr, name string) *types.Var {
	for _, e := range call.Args {
		if v, ok := r.Object(e).(*types.Var); ok && v.Name() == name && name != "_" {
			return v
		}
	}
	return nil
}

// definition is what a local variable is defined to be in a function; nil if that is not known, or not the only value that it has there.
func definition(r *report.Reporter, fn ast.Node, v *types.Var) ast.Expr {
	var found ast.Expr
	sets := 0
	ast.Inspect(fn, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		for i, l := range a.Lhs {
			if r.Object(l) != v {
				continue
			}
			sets++
			switch {
			case len(a.Lhs) == len(a.Rhs):
				found = a.Rhs[i]
			case i == 0 && len(a.Rhs) == 1:
				found = a.Rhs[0]
			}
		}
		return true
	})
	if sets != 1 {
		return nil
	}
	return found
}

// seeks reports whether a reader of the standard library can be taken back to its beginning.
func seeks(t types.Type) bool {
	return gotypes.TypeIs(t, "bytes.Reader") || gotypes.TypeIs(t, "strings.Reader") || gotypes.TypeIs(t, "os.File") || gotypes.TypeIs(t, "io.ReadSeeker")
}

// ofBytes reports whether a reader is one of those of which http.NewRequest makes a GetBody.
func ofBytes(t types.Type) bool {
	return gotypes.TypeIs(t, "bytes.Reader") || gotypes.TypeIs(t, "strings.Reader") || gotypes.TypeIs(t, "bytes.Buffer")
}

func isCall(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok
}

// closed is the fix that closes the response of an attempt before the next one: at the end of the loop's body, and before each continue
// behind the attempt, as early as nothing there needs it any longer. The response must be a variable of the round, so that nobody can
// look at it afterwards. It is safe if nothing but its status and its content is looked at in the round.
func closed(r *report.Reporter, s *bodies.Resend) (safe, unsafe []analysis.SuggestedFix) {
	a, ok := attemptOf(r, s)
	if !ok {
		return nil, nil
	}
	def, ok := a.stmt.(*ast.AssignStmt)
	if !ok || def.Tok != token.DEFINE || len(def.Lhs) != 2 || len(def.Rhs) != 1 || ast.Unparen(def.Rhs[0]) != a.call {
		return nil, nil
	}
	resp, _ := r.Object(def.Lhs[0]).(*types.Var)
	err, _ := r.Object(def.Lhs[1]).(*types.Var)
	if resp == nil || err == nil || resp.Name() == "_" || !gotypes.IsResponse(resp.Type()) || !gotypes.Within(resp.Pos(), a.loop) {
		return nil, nil
	}
	c := &closing{r: r, resp: resp, err: err}
	from := slices.Index(a.loop.List, a.stmt) + 1
	c.list(a.loop.List, from, true, false)
	if c.failed || len(c.edits) == 0 || c.waitsOpen(a.loop) {
		return nil, nil
	}
	fix := []analysis.SuggestedFix{{Message: r.Say("fix-close", "Close %s before the next attempt", resp.Name()+".Body"), TextEdits: c.edits}}
	if c.onlyRead(a.loop) {
		return fix, nil
	}
	return nil, fix
}
