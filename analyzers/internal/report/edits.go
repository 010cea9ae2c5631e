package report

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// A Fix is a change that may be wrong: somebody has to look at it. No driver makes it unasked, as golangci-lint and editors would if it
// were one of the diagnostic's own; so it is among the details.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// An Edit puts a text in the place of another one. Offsets count bytes.
type Edit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

// written are fixes with the names of their files.
func (r *Reporter) written(fixes []analysis.SuggestedFix) []Fix {
	var list []Fix
	for _, f := range fixes {
		out := Fix{Message: f.Message}
		for _, e := range f.TextEdits {
			tf := r.pass.Fset.File(e.Pos)
			out.Edits = append(out.Edits, Edit{Filename: tf.Name(), Start: tf.Offset(e.Pos), End: tf.Offset(e.End), New: string(e.NewText)})
		}
		list = append(list, out)
	}
	return list
}

// Around is the edits that write a text before an expression, and one behind it.
func Around(e ast.Expr, before, behind string) []analysis.TextEdit {
	var edits []analysis.TextEdit
	if before != "" {
		edits = append(edits, analysis.TextEdit{Pos: e.Pos(), End: e.Pos(), NewText: []byte(before)})
	}
	return append(edits, analysis.TextEdit{Pos: e.End(), End: e.End(), NewText: []byte(behind)})
}

// Before writes lines of code above a statement, which begins its line.
func (r *Reporter) Before(s ast.Stmt, lines ...string) (analysis.TextEdit, bool) {
	in, ok := r.NewLine(s)
	if !ok || !r.begins(s) {
		return analysis.TextEdit{}, false
	}
	return analysis.TextEdit{Pos: s.Pos(), End: s.Pos(), NewText: []byte(strings.Join(lines, in) + in)}, true
}

// Behind writes lines of code below a statement, with which its line ends.
func (r *Reporter) Behind(s ast.Stmt, lines ...string) (analysis.TextEdit, bool) {
	in, ok := r.NewLine(s)
	if !ok || !r.ends(s) {
		return analysis.TextEdit{}, false
	}
	tf := r.pass.Fset.File(s.Pos())
	if tf.PositionFor(s.Pos(), false).Line != tf.PositionFor(s.End(), false).Line && !r.begins(s) {
		return analysis.TextEdit{}, false
	}
	return analysis.TextEdit{Pos: s.End(), End: s.End(), NewText: []byte(in + strings.Join(lines, in))}, true
}

// begins reports whether nothing stands before a node in its line.
func (r *Reporter) begins(n ast.Node) bool {
	text, at, ok := r.lineOf(n.Pos())
	return ok && strings.TrimSpace(text[:at]) == ""
}

// ends reports whether nothing stands behind a node in its last line.
func (r *Reporter) ends(n ast.Node) bool {
	text, at, ok := r.lineOf(n.End())
	return ok && strings.TrimSpace(text[at:]) == ""
}

// lineOf is the line of a place, and where in it that is.
func (r *Reporter) lineOf(pos token.Pos) (text string, at int, ok bool) {
	tf := r.pass.Fset.File(pos)
	if tf == nil || r.pass.ReadFile == nil {
		return "", 0, false
	}
	all, err := r.pass.ReadFile(tf.Name())
	if err != nil || len(all) != tf.Size() {
		return "", 0, false
	}
	start := tf.Offset(tf.LineStart(tf.PositionFor(pos, false).Line))
	line, _, _ := strings.Cut(string(all[start:]), "\n")
	return line, tf.Offset(pos) - start, true
}

// PackageAt is what a file calls a package of the standard library at a place; "" if it does not import it, or means something else there.
func (r *Reporter) PackageAt(path string, pos token.Pos) string {
	for _, f := range r.pass.Files {
		if pos < f.FileStart || pos >= f.FileEnd {
			continue
		}
		for _, spec := range f.Imports {
			if name := r.pass.TypesInfo.PkgNameOf(spec); name != nil && name.Imported().Path() == path && r.seen(name.Name(), pos) == name {
				return name.Name()
			}
		}
	}
	return ""
}

// Builtin reports whether a word means at a place what the language says, and the version of the language there has it.
func (r *Reporter) Builtin(word, since string, pos token.Pos) bool {
	if r.seen(word, pos) != types.Universe.Lookup(word) {
		return false
	}
	for _, f := range r.pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			v := r.pass.TypesInfo.FileVersions[f]
			return v == "" || version.Compare(v, since) >= 0
		}
	}
	return false
}

// seen is what a name stands for at a place.
func (r *Reporter) seen(name string, pos token.Pos) types.Object {
	_, obj := r.pass.Pkg.Scope().Innermost(pos).LookupParent(name, pos)
	return obj
}

// Leave is what a function writes behind return at a place to leave with an error: zero values before it. Nothing, if it returns nothing.
func (r *Reporter) Leave(fn ast.Node, at token.Pos, err string) (string, bool) {
	sig := r.signature(fn)
	if sig == nil {
		return "", false
	}
	n := sig.Results().Len()
	if n == 0 {
		return "", true
	}
	if !gotypes.IsError(sig.Results().At(n - 1).Type()) {
		return "", false
	}
	var parts []string
	for i := range n - 1 {
		z, ok := r.zeroText(sig.Results().At(i).Type(), at)
		if !ok {
			return "", false
		}
		parts = append(parts, z)
	}
	return strings.Join(append(parts, err), ", "), true
}

// signature is that of a declared function or of a literal.
func (r *Reporter) signature(fn ast.Node) *types.Signature {
	var t types.Type
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		if obj := r.pass.TypesInfo.Defs[fn.Name]; obj != nil {
			t = obj.Type()
		}
	case *ast.FuncLit:
		t = r.pass.TypesInfo.TypeOf(fn)
	}
	sig, _ := t.(*types.Signature)
	return sig
}

// zeroText is the zero value of a type as this package writes it at a place, where the words for it must not mean anything else.
func (r *Reporter) zeroText(t types.Type, at token.Pos) (string, bool) {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return "", false
	}
	word := "nil"
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			word = "false"
		case u.Info()&types.IsString != 0:
			return `""`, true
		case u.Info()&types.IsNumeric != 0:
			return "0", true
		case u.Kind() != types.UnsafePointer:
			return "", false
		}
	case *types.Struct:
		n, ok := types.Unalias(t).(*types.Named)
		if !ok || n.Obj().Pkg() != r.pass.Pkg || n.TypeArgs().Len() > 0 || r.seen(n.Obj().Name(), at) != n.Obj() {
			return "", false
		}
		return n.Obj().Name() + "{}", true
	case *types.Array:
		return "", false
	}
	return word, r.seen(word, at) == types.Universe.Lookup(word)
}

// FunctionAround is the function, declared or literal, in which a node stands.
func (r *Reporter) FunctionAround(n ast.Node) ast.Node {
	path := r.Enclosing(n)
	i := slices.IndexFunc(path, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return true
		}
		return false
	})
	if i < 0 {
		return nil
	}
	return path[i]
}

// Object is what an expression names; nil if it names nothing.
func (r *Reporter) Object(e ast.Expr) types.Object {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		return r.pass.TypesInfo.ObjectOf(id)
	}
	return nil
}

// Callee is the full name of the function that is called; "" if it is not known.
func (r *Reporter) Callee(call *ast.CallExpr) string {
	if fn, ok := typeutil.Callee(r.pass.TypesInfo, call).(*types.Func); ok {
		return fn.FullName()
	}
	return ""
}
