package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/retryvet/retryvet/catalog"
)

// A codeTable is what a function's switches, or a map, of a package say of codes.
type codeTable struct {
	rows  []draftRow
	of    ast.Expr            // what the switches are over; nil of a map
	stand map[string][]string // codes by the variables that they are turned into
}

// A tableReader reads a package's functions and maps.
type tableReader struct {
	pkg  *types.Package
	info *types.Info
	docs map[types.Object]string
	made map[types.Object]ast.Expr // what variables begin with
	line map[int]string            // comments that stand behind a line of the file at hand
	fset *token.FileSet
}

// tables are the functions that switch over two codes or more, and the maps with as many for their keys, by name: of a method with its
// type's before it.
func tables(pkg *types.Package, files []*ast.File, fset *token.FileSet, info *types.Info, docs map[types.Object]string) map[string]*codeTable {
	r := &tableReader{pkg: pkg, info: info, docs: docs, made: map[types.Object]ast.Expr{}, fset: fset}
	for _, f := range files {
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok {
				for _, s := range g.Specs {
					if v, ok := s.(*ast.ValueSpec); ok && len(v.Names) == len(v.Values) {
						for i, name := range v.Names {
							r.made[info.Defs[name]] = v.Values[i]
						}
					}
				}
			}
		}
	}
	all := map[string]*codeTable{}
	for _, f := range files {
		r.line = map[int]string{}
		for _, c := range f.Comments {
			r.line[fset.Position(c.Pos()).Line] = firstSentence(c.Text())
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Body != nil {
					all[functionName(d)] = r.switches(d.Body)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if v, ok := s.(*ast.ValueSpec); ok && d.Tok == token.VAR && len(v.Names) == 1 && len(v.Values) == 1 {
						all[v.Names[0].Name] = r.entries(v.Values[0])
					}
				}
			}
		}
	}
	for name, t := range all {
		if t == nil || len(t.rows) < 2 {
			delete(all, name)
		}
	}
	return all
}

// functionName is a function's name, with its receiver's type before it: Client.describe.
func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) != 1 {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	return types.ExprString(t) + "." + d.Name.Name
}

// switches reads the switches of a body that are over one thing: the first one's.
func (r *tableReader) switches(body *ast.BlockStmt) *codeTable {
	t := &codeTable{stand: map[string][]string{}}
	ast.Inspect(body, func(n ast.Node) bool {
		s, ok := n.(*ast.SwitchStmt)
		if !ok || s.Tag == nil || t.of != nil && types.ExprString(t.of) != types.ExprString(s.Tag) {
			return true
		}
		for _, c := range s.Body.List {
			clause := c.(*ast.CaseClause)
			for _, e := range clause.List {
				if code, ok := r.code(e); ok {
					t.of = s.Tag
					r.add(t, code, e, said{stmts: clause.Body, beside: r.line[r.fset.Position(clause.Colon).Line]})
				}
			}
		}
		return true
	})
	return t
}

// entries reads a map whose keys are codes.
func (r *tableReader) entries(e ast.Expr) *codeTable {
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	if _, ok := lit.Type.(*ast.MapType); !ok {
		return nil
	}
	t := &codeTable{stand: map[string][]string{}}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return nil
		}
		if code, ok := r.code(kv.Key); ok {
			r.add(t, code, kv.Key, said{value: kv.Value, beside: r.line[r.fset.Position(kv.Value.End()).Line]})
		}
	}
	return t
}

// code is what an expression of a case or a key is as a code.
func (r *tableReader) code(e ast.Expr) (catalog.Code, bool) {
	v := r.info.Types[e].Value
	if v == nil {
		return catalog.Code{}, false
	}
	return codeOf(v)
}

// A said is what stands behind a code: statements, or a value, and a comment.
type said struct {
	stmts  []ast.Stmt
	value  ast.Expr
	beside string
}

// add adds the row of a code: its name where it is a constant, and the text that it is turned into, or what a comment says of it.
func (r *tableReader) add(t *codeTable, code catalog.Code, e ast.Expr, s said) {
	row, doc := draftRow{code: code}, ""
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		row.name = id.Name
		doc = r.docs[r.info.Uses[id]]
	}
	words, of := "", types.Object(nil)
	if s.value != nil {
		words, of = r.words(s.value)
	}
	for _, stmt := range s.stmts {
		if ret, ok := stmt.(*ast.ReturnStmt); ok && words == "" {
			words, of = r.words(ret)
		} else if set, ok := stmt.(*ast.AssignStmt); ok && words == "" {
			words, of = r.words(set)
		}
	}
	text := cmp.Or(words, s.beside, doc)
	called := row.name
	if n, ok := types.Unalias(r.info.Types[e].Type).(*types.Named); ok {
		called = strings.TrimPrefix(called, n.Obj().Name())
	}
	if of != nil {
		called = cmp.Or(called, of.Name())
		if v, ok := of.(*types.Var); ok && v.Exported() && r.isError(v) {
			t.stand[v.Name()] = append(t.stand[v.Name()], code.String())
		}
	}
	row.say(text, called)
	t.rows = append(t.rows, row)
}

// words are the first text in a statement or value, and the constant or variable of the package that has it.
func (r *tableReader) words(n ast.Node) (text string, of types.Object) {
	ast.Inspect(n, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok || text != "" {
			return text == ""
		}
		if id, ok := e.(*ast.Ident); ok {
			obj := r.info.Uses[id]
			if made := r.made[obj]; made != nil && obj.Parent() == r.pkg.Scope() {
				if v := r.info.Types[made].Value; v != nil && v.Kind() == constant.String {
					text, of = constant.StringVal(v), obj
				} else if _, isVar := obj.(*types.Var); isVar {
					text, _ = r.words(made)
					of = obj
				}
			}
			return false
		}
		if v := r.info.Types[e].Value; v != nil && v.Kind() == constant.String {
			if s := constant.StringVal(v); strings.ContainsFunc(verb.ReplaceAllString(s, ""), unicode.IsLetter) {
				text = s
			}
			return false
		}
		return true
	})
	return strings.TrimSpace(text), of
}

// verb is what fmt fills in.
var verb = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z]`)

// isError reports whether a variable of the package is an error: it has a type of the package's own that is one, or is made by what makes
// errors, which is not looked at.
func (r *tableReader) isError(v *types.Var) bool {
	if call, ok := r.made[v].(*ast.CallExpr); ok && slices.Contains([]string{"errors.New", "fmt.Errorf", "errors.Errorf"}, types.ExprString(call.Fun)) {
		return true
	}
	return fails(r.pkg, v)
}

// sentinels are the lines of go.sentinels: of the variables that one code alone is turned into.
func (t *codeTable) sentinels(pkg *types.Package) (lines []string) {
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name, codes := range t.stand {
			if len(codes) == 1 && !yield(name) {
				return
			}
		}
	}) {
		lines = append(lines, fmt.Sprintf("{var: %s.%s, code: %s}", pkg.Path(), name, t.stand[name][0]))
	}
	return lines
}

// carriers are the lines of go.types for what the switches are over: a field of an error of the package, or a type of codes.
func (t *codeTable) carriers(pkg *types.Package, info *types.Info) []string {
	if t.of == nil {
		return nil
	}
	if sel, ok := ast.Unparen(t.of).(*ast.SelectorExpr); ok {
		of := info.Types[sel.X].Type
		if p, ok := of.(*types.Pointer); ok {
			of = p.Elem()
		}
		if n, ok := types.Unalias(of).(*types.Named); ok && n.Obj().Pkg() == pkg && n.Obj().Exported() && fails(pkg, n.Obj()) {
			return []string{fmt.Sprintf("{type: %s.%s, code: %s}", pkg.Path(), n.Obj().Name(), sel.Sel.Name)}
		}
	}
	if n, ok := types.Unalias(info.Types[t.of].Type).(*types.Named); ok && n.Obj().Pkg() == pkg {
		return carriers(pkg, n.Obj().Name())
	}
	return nil
}
