package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/catalog/spelling"
)

var errNewUsage = errors.New("usage: retryvet catalog new -from FILE.csv|FILE.tsv, or retryvet catalog new -from SDK-PACKAGE [TYPE|'PREFIX*'|FUNCTION|MAP]")

// A draft is a catalog file in the making. Nobody has judged its rows.
type draft struct {
	provider string
	source   string // title of what it was made of
	version  string
	types    []string // as lines of go.types
	vars     []string // as lines of go.sentinels
	kind     string   // of the codes
	rows     []draftRow
}

type draftRow struct {
	code   catalog.Code
	http   int
	name   string
	en, zh string
}

// catalogNew prints a draft of a catalog file.
func catalogNew(ctx context.Context, o *options, words []string, out io.Writer) (int, error) {
	var d *draft
	var err error
	switch ext := filepath.Ext(o.from); {
	case o.from == "" || len(words) > 1:
		return exitFailure, errNewUsage
	case ext == ".csv" || ext == ".tsv":
		if len(words) > 0 {
			return exitFailure, errNewUsage
		}
		d, err = draftOfTable(o.from, ext)
	default:
		d, err = draftOfPackage(ctx, o, words)
	}
	if err != nil {
		return exitFailure, err
	}
	slices.SortStableFunc(d.rows, func(a, b draftRow) int {
		if c := cmp.Compare(a.code.Int(), b.code.Int()); c != 0 {
			return c
		}
		return cmp.Compare(a.code.Text(), b.code.Text())
	})
	d.rows = slices.CompactFunc(d.rows, func(a, b draftRow) bool { return a.code == b.code })
	return exitClean, d.write(out)
}

// write prints the file. What it says of a row it says without confidence, so that nothing is reported on the ground of it.
func (d *draft) write(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "catalog: 1\nprovider: %s\nnames: {en: %s}\n", d.provider, text(d.provider))
	fmt.Fprintf(&b, "sources:\n  # Say where the codes are documented, and when you have read it: url and retrieved.\n  - {id: source, title: %s", text(d.source))
	if d.version != "" {
		fmt.Fprintf(&b, ", version: %s", text(d.version))
	}
	b.WriteString("}\n")
	if len(d.types)+len(d.vars) > 0 {
		b.WriteString("go:\n")
		writeList(&b, "types", d.types)
		writeList(&b, "sentinels", d.vars)
	} else {
		b.WriteString("# No error type was found that has the codes. Name the API's host, or see go.types and shapes.\n")
		fmt.Fprintf(&b, "hosts: [%s.example]\n", strings.ToLower(d.provider))
	}
	fmt.Fprintf(&b, "schemes:\n  # Take open away if the table is complete.\n  - {id: code, kind: %s, open: true}\n", d.kind)
	b.WriteString("codes:\n  # A draft: judge each row, and give it a confidence of medium or high where you are sure.\n")
	known := catalog.Embedded()
	for _, r := range d.rows {
		class, why := catalog.Never, "Not judged yet."
		if e, ok := known.Status(r.http); ok {
			class, why = e.Retry, fmt.Sprintf("As %d is, as a rule; not judged yet.", r.http)
		}
		fmt.Fprintf(&b, "  - {code: %s, ", r.code)
		if r.http != 0 {
			fmt.Fprintf(&b, "http: %d, ", r.http)
		}
		if r.name != "" {
			fmt.Fprintf(&b, "name: %s, ", text(r.name))
		}
		fmt.Fprintf(&b, "retry: %s, confidence: low, en: %s, ", class, text(r.en))
		if r.zh != "" {
			fmt.Fprintf(&b, "zh: %s, ", text(r.zh))
		}
		fmt.Fprintf(&b, "why: %s, src: source}\n", text(why))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// writeList writes the lines of a list of go, if there are any.
func writeList(b *strings.Builder, key string, lines []string) {
	if len(lines) > 0 {
		fmt.Fprintf(b, "  %s:\n    - %s\n", key, strings.Join(lines, "\n    - "))
	}
}

// text is a text as YAML and JSON both quote it, on one line.
func text(s string) string { return strconv.Quote(strings.Join(strings.Fields(s), " ")) }

// columns are those that a table may have; code is required.
var columns = []string{"code", "http", "name", "en", "zh"}

// draftOfTable reads a table whose first line names its columns.
func draftOfTable(file, ext string) (*draft, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	if ext == ".tsv" {
		r.Comma, r.LazyQuotes = '\t', true
	}
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))) // spreadsheets begin a file so
		head[i] = name
		if strings.Contains(name, ";") {
			return nil, fmt.Errorf("%s:1: the columns are separated by semicolons; save it with commas, or as .tsv with tabs", file)
		}
		if !slices.Contains(columns, name) {
			return nil, fmt.Errorf("%s:1: unknown column %q; %s", file, name, spelling.Hint(name, columns...))
		}
	}
	if !slices.Contains(head, "code") {
		return nil, fmt.Errorf("%s:1: the column code is missing", file)
	}
	d := &draft{provider: identifier(strings.TrimSuffix(filepath.Base(file), ext)), source: filepath.Base(file), kind: "int"}
	var lines [][]string
	var at []int
	code := slices.Index(head, "code")
	for {
		line, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		n, _ := r.FieldPos(0)
		lines, at = append(lines, line), append(at, n)
		if _, err := strconv.ParseInt(strings.TrimSpace(line[code]), 10, 64); err != nil {
			d.kind = "string"
		}
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%s: the table has no codes", file)
	}
	for i, line := range lines {
		row, err := d.row(head, line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, at[i], err)
		}
		d.rows = append(d.rows, row)
	}
	return d, nil
}

// row is a line of a table.
func (d *draft) row(head, line []string) (r draftRow, err error) {
	for i, name := range head {
		switch value := strings.TrimSpace(line[i]); name {
		case "code":
			if value == "" {
				return r, errors.New("the code is missing")
			}
			r.code = catalog.String(value)
			if d.kind == "int" {
				n, err := strconv.ParseInt(value, 10, 64)
				if err != nil {
					return r, err
				}
				r.code = catalog.Int(n)
			}
		case "http":
			if value == "" {
				continue
			}
			if r.http, err = strconv.Atoi(value); err != nil || r.http < 100 || r.http > 999 {
				return r, fmt.Errorf("%q is not an HTTP status", value)
			}
		case "name":
			r.name = value
		case "en":
			r.en = value
		case "zh":
			r.zh = value
		}
	}
	r.en = cmp.Or(r.en, r.zh, inWords(cmp.Or(r.name, r.code.Text())))
	return r, nil
}

// identifier makes a provider's id of a name.
func identifier(name string) string {
	id := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_') {
			return r
		}
		return -1
	}, name)
	if id == "" || !unicode.IsLetter(rune(id[0])) {
		return "provider" + id
	}
	return id
}

// A listed is what the go command says of a package.
type listed struct {
	ImportPath, Dir string
	GoFiles         []string
	CgoFiles        []string
	Module          *struct{ Version string }
}

// draftOfPackage reads the constants of a Go package, which is not built for it: what they are is told by its own syntax.
func draftOfPackage(ctx context.Context, o *options, words []string) (*draft, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-json=ImportPath,Dir,GoFiles,CgoFiles,Module", "--", o.from)
	cmd.Dir = o.dir
	said, err := cmd.Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		line, _, _ := strings.Cut(strings.TrimSpace(string(failed.Stderr)), "\n")
		return nil, fmt.Errorf("go list: %s", line)
	}
	if err != nil {
		return nil, err
	}
	var p listed
	if err := json.Unmarshal(said, &p); err != nil {
		return nil, fmt.Errorf("%s is not one package", o.from)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range append(p.GoFiles, p.CgoFiles...) {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{}}
	conf := types.Config{Importer: nothing{}, Error: func(error) {}, FakeImportC: true} // what is imported matters to no constant of an API
	pkg, _ := conf.Check(p.ImportPath, fset, files, info)
	d := &draft{provider: identifier(nameOf(p.ImportPath)), source: p.ImportPath}
	if p.Module != nil {
		d.version = p.Module.Version
	}
	docs := comments(files, info)
	found := tables(pkg, files, fset, info, docs)
	if len(words) == 1 && found[words[0]] != nil {
		d.table(pkg, info, found[words[0]])
		return d, nil
	}
	return d, d.constants(pkg, files, info, docs, words, slices.Sorted(maps.Keys(found)))
}

// table takes the rows of a function's switches or of a map.
func (d *draft) table(pkg *types.Package, info *types.Info, t *codeTable) {
	d.take(t.rows)
	d.types, d.vars = t.carriers(pkg, info), t.sentinels(pkg)
}

// take takes the rows that are of the first one's kind.
func (d *draft) take(rows []draftRow) {
	d.kind = "int"
	if rows[0].code.IsString() {
		d.kind = "string"
	}
	for _, row := range rows {
		if row.code.IsString() == (d.kind == "string") {
			d.rows = append(d.rows, row)
		}
	}
}

// nothing imports nothing.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	return nil, fmt.Errorf("%s is not looked at", path)
}

// nameOf is the last element of an import path that is no major version.
func nameOf(importPath string) string {
	name := path.Base(importPath)
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "v")); err == nil && name == "v"+strconv.Itoa(n) {
		name = path.Base(path.Dir(importPath))
	}
	return name
}

// constants takes the constants of one type, or those whose names begin so: what the user names, or the only type that comes into
// question. What else could be named is told who names nothing that is there.
func (d *draft) constants(pkg *types.Package, files []*ast.File, info *types.Info, docs map[types.Object]string, words, tables []string) error {
	start, byName := "", false
	if len(words) == 1 {
		if start, byName = strings.CutSuffix(words[0], "*"); !byName {
			start = ""
		}
	}
	by := map[string][]draftRow{}
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if !ok || !c.Exported() || byName && !strings.HasPrefix(name, start) {
			continue
		}
		typ := "untyped"
		if n, ok := types.Unalias(c.Type()).(*types.Named); ok && n.Obj().Pkg() == pkg {
			typ = n.Obj().Name()
		}
		code, ok := codeOf(c.Val())
		if !ok {
			continue
		}
		prefix := typ
		if byName {
			prefix = start
		}
		by[typ] = append(by[typ], described(name, strings.TrimPrefix(name, prefix), code, docs[c]))
	}
	if byName {
		words = nil
	}
	var vars map[string][]string
	if len(by) == 0 || len(words) == 1 && by[words[0]] == nil {
		vars = variables(pkg, files, info, by, start, docs)
	}
	typ, err := chosen(pkg.Path(), by, words, tables)
	if err != nil {
		return err
	}
	d.take(by[typ])
	d.types, d.vars = carriers(pkg, typ), vars[typ]
	return nil
}

// variables adds the rows of exported variables that stand for a code each, where an SDK has them in place of constants, and returns the
// lines of go.sentinels: var ErrBusy = Code(7), and var Busy = &Error{Code: 7}.
func variables(pkg *types.Package, files []*ast.File, info *types.Info, by map[string][]draftRow, start string, docs map[types.Object]string) map[string][]string {
	lines := map[string][]string{}
	for _, f := range files {
		for _, decl := range f.Decls {
			g, ok := decl.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				v, ok := spec.(*ast.ValueSpec)
				if !ok || len(v.Names) != 1 || len(v.Values) != 1 || !v.Names[0].IsExported() || !strings.HasPrefix(v.Names[0].Name, start) {
					continue
				}
				typ, code, ok := stands(pkg, info, v.Values[0])
				if !ok {
					continue
				}
				name := v.Names[0].Name
				by[typ] = append(by[typ], described(name, strings.TrimPrefix(name, start), code, docs[info.Defs[v.Names[0]]]))
				lines[typ] = append(lines[typ], fmt.Sprintf("{var: %s.%s, code: %s}", pkg.Path(), name, code))
			}
		}
	}
	return lines
}

// stands is the type of an expression, one of the package's errors, and the code that it has.
func stands(pkg *types.Package, info *types.Info, e ast.Expr) (typ string, code catalog.Code, ok bool) {
	tv := info.Types[e]
	if tv.Type == nil {
		return "", catalog.Code{}, false
	}
	t := tv.Type
	if p, pointer := t.(*types.Pointer); pointer {
		t = p.Elem()
	}
	n, named := types.Unalias(t).(*types.Named)
	if !named || n.Obj().Pkg() != pkg || !fails(pkg, n.Obj()) {
		return "", catalog.Code{}, false
	}
	if u, is := e.(*ast.UnaryExpr); is && u.Op == token.AND {
		e = u.X
	}
	switch e := e.(type) {
	case *ast.CallExpr: // a conversion
		if len(e.Args) == 1 && info.Types[e.Fun].IsType() {
			e := info.Types[e.Args[0]]
			if e.Value != nil {
				code, ok = codeOf(e.Value)
			}
		}
	case *ast.CompositeLit:
		if s, is := n.Underlying().(*types.Struct); is {
			code, ok = codeIn(info, s, e)
		}
	}
	return n.Obj().Name(), code, ok
}

// codeField is the field of an error that has its code: the one of that name, or the first number.
func codeField(s *types.Struct) (name string) {
	for f := range s.Fields() {
		b, ok := f.Type().Underlying().(*types.Basic)
		switch {
		case !ok || !f.Exported():
		case f.Name() == "Code":
			return "Code"
		case name == "" && b.Info()&types.IsInteger != 0:
			name = f.Name()
		}
	}
	return name
}

// codeIn is what a literal gives that field.
func codeIn(info *types.Info, s *types.Struct, lit *ast.CompositeLit) (code catalog.Code, ok bool) {
	want := codeField(s)
	for i, e := range lit.Elts {
		field := ""
		if kv, keyed := e.(*ast.KeyValueExpr); keyed {
			field, e = types.ExprString(kv.Key), kv.Value
		} else if i < s.NumFields() {
			field = s.Field(i).Name()
		}
		if v := info.Types[e].Value; v != nil && want != "" && field == want {
			return codeOf(v)
		}
	}
	return code, false
}

// fails reports whether a type, or a pointer to it, is an error.
func fails(pkg *types.Package, obj types.Object) bool {
	m, _, _ := types.LookupFieldOrMethod(types.NewPointer(obj.Type()), true, pkg, "Error")
	fn, ok := m.(*types.Func)
	return ok && fn.Signature().Params().Len() == 0
}

// codeOf is a constant's value as a code; false if it cannot be one.
func codeOf(v constant.Value) (catalog.Code, bool) {
	switch v.Kind() {
	case constant.String:
		s := constant.StringVal(v)
		return catalog.String(s), s != ""
	case constant.Int:
		n, exact := constant.Int64Val(v)
		return catalog.Int(n), exact
	}
	return catalog.Code{}, false
}

// chosen is the type among those of a package's constants that the user names, or the only one.
func chosen(pkg string, by map[string][]draftRow, words, tables []string) (string, error) {
	names := slices.Sorted(maps.Keys(by))
	also := ""
	if len(tables) > 0 {
		also = "; or a function that switches over them, or a map: " + strings.Join(tables[:min(len(tables), 8)], ", ")
	}
	switch {
	case len(names) == 0:
		return "", fmt.Errorf("%s has no such exported constants of numbers or texts%s", pkg, also)
	case len(words) == 1 && by[words[0]] == nil:
		return "", oneOf("type of constants, function or map", words[0], append(names, tables...))
	case len(words) == 1:
		return words[0], nil
	case len(names) == 1:
		return names[0], nil
	}
	var list []string
	for _, name := range names {
		list = append(list, fmt.Sprintf("%s (%d)", name, len(by[name])))
	}
	return "", fmt.Errorf("%s has constants of several types; name that of its codes, or how their names begin, as in 'ErrCode*': %s%s", pkg, strings.Join(list, ", "), also)
}

// comments are what stands above or beside constants, the first sentence of it, without their names.
func comments(files []*ast.File, info *types.Info) map[types.Object]string {
	said := map[types.Object]string{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for _, name := range spec.Names {
				doc := strings.TrimPrefix(firstSentence(cmp.Or(spec.Doc.Text(), spec.Comment.Text())), name.Name+" ")
				for _, verb := range []string{"is ", "means ", "indicates ", "represents "} {
					doc = strings.TrimPrefix(doc, verb)
				}
				if obj := info.Defs[name]; obj != nil && doc != "" {
					said[obj] = capital(doc)
				}
			}
			return false
		})
	}
	return said
}

// carriers are the lines of go.types for a type of codes: itself, if it is an error, and the errors that have a field of it.
func carriers(pkg *types.Package, typ string) (lines []string) {
	for _, name := range pkg.Scope().Names() {
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !obj.Exported() || !fails(pkg, obj) {
			continue
		}
		s, ok := obj.Type().Underlying().(*types.Struct)
		switch {
		case name == typ && !ok:
			lines = append(lines, fmt.Sprintf("{type: %s.%s, code: self}", pkg.Path(), name))
			continue
		case name == typ:
			if field := codeField(s); field != "" {
				lines = append(lines, fmt.Sprintf("{type: %s.%s, code: %s}", pkg.Path(), name, field))
			}
			continue
		case !ok:
			continue
		}
		for f := range s.Fields() {
			if n, ok := types.Unalias(f.Type()).(*types.Named); ok && f.Exported() && n.Obj().Pkg() == pkg && n.Obj().Name() == typ {
				lines = append(lines, fmt.Sprintf("{type: %s.%s, code: %s}", pkg.Path(), name, f.Name()))
			}
		}
	}
	return lines
}
