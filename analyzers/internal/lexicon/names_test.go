package lexicon

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// overTexts are the expressions that the engine has all the same, by file and variable, and what texts they are for.
var overTexts = map[string]string{
	"report/fixes.go directiveForm":       "comments",
	"texttest/source.go anyDigits":        "the same",
	"texttest/source.go statusText":       "a part of an error's text",
	"texttest/source.go longCode":         "a part of an error's text",
	"texttest/source.go statusLast":       "a part of an error's text",
	"texttest/source.go grpcText":         "a part of an error's text",
	"texttest/source.go limitText":        "a part of an error's text",
	"texttest/carrier.go longerCode":      "a part of an error's text",
	"sym/text.go inText":                  "a part of an error's text",
	"assume/text.go credentialWord":       "a part of an error's text",
	"assume/text.go notFoundWord":         "a part of an error's text",
	"assume/text.go refusal":              "a part of an error's text",
	"nonretryable/lists.go reasonWord":    "a comment",
	"api/ties.go hostForm":                "a URL",
	"statusfirst/find.go standInPath":     "an import path",
	"directives/directives.go nolintForm": "a comment",
	"directives/directives.go almostOwn":  "a comment",
}

// wholeTexts are the functions of package strings that are called with something of that name all the same, by file and call: what
// they look at is a text, or a name as a whole.
var wholeTexts = map[string]string{
	"library/repeats.go strings.HasPrefix(name, before)":                          "the library's own table writes New*Client",
	"library/repeats.go strings.HasSuffix(name, after)":                           "the same",
	"gotypes/types.go strings.HasSuffix(name, own)":                               "of which the length is compared as well",
	"texttest/find.go strings.ToLower(e.Name)":                                    "a status's text",
	"sym/apply.go strings.EqualFold(args[0].Name, args[1].Name)":                  "constants of the program",
	"nonretryable/policy.go strings.EqualFold(name, c)":                           "a gRPC code's name in JSON",
	"sym/text.go strings.HasPrefix(whole, part.Name)":                             "constants of the program",
	"sym/text.go strings.HasSuffix(whole, part.Name)":                             "constants of the program",
	"sym/text.go strings.Contains(whole, part.Name)":                              "constants of the program",
	"sym/text.go strings.HasPrefix(text.Name, begin)":                             "constants of the program",
	"api/ties.go strings.EqualFold(f.Name(), name)":                               "as encoding/json finds the field of a name",
	"api/sdk.go strings.EqualFold(strings.ReplaceAll(e.Name, \"_\", \"\"), name)": "a code's name in its documents, as a whole",
	"library/library.go strings.CutPrefix(full, \"*\")":                           "the star of a pointer in a full name",
}

// Nothing in the engine tests parts of names: that is what the lexicon is for.
func TestNoPartsOfNames(t *testing.T) {
	used := map[string]bool{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.Contains(filepath.ToSlash(path), "/testdata/") {
			return err
		}
		dir := filepath.Base(filepath.Dir(path))
		here, err := filepath.Abs(path)
		if within := filepath.Base(filepath.Dir(here)); err != nil || within == "lexicon" || within == "listrules" { // which reads our own files
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		file := dir + "/" + filepath.Base(path)
		var around []ast.Node
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				around = around[:len(around)-1]
				return true
			}
			around = append(around, n)
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			switch fun := types.ExprString(call.Fun); {
			case fun == "Pattern" || fun == "lexicon.Pattern" || strings.HasPrefix(fun, "regexp."):
				key := file + " " + declared(around)
				if used[key] = true; overTexts[key] == "" {
					t.Errorf("%s has a regular expression: ask the lexicon for a name, or say here for what text it is", key)
				}
			case strings.HasPrefix(fun, "strings.") && slices.Contains(parts, strings.TrimPrefix(fun, "strings.")) && slices.ContainsFunc(call.Args, isName) && !slices.ContainsFunc(call.Args, isPath):
				key := file + " " + types.ExprString(call)
				if used[key] = true; wholeTexts[key] == "" {
					t.Errorf("%s looks at a part of a name: ask the lexicon, or say here why it need not", key)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []map[string]string{overTexts, wholeTexts} {
		for key := range list {
			if !used[key] {
				t.Errorf("%s: there is none any more", key)
			}
		}
	}
}

// parts are the functions of package strings that look at a part of a text, or at its letters in any case.
var parts = []string{"Contains", "HasPrefix", "HasSuffix", "EqualFold", "Index", "LastIndex", "Cut", "CutPrefix", "CutSuffix", "TrimPrefix", "TrimSuffix", "ToLower", "ToUpper", "Count", "Split", "Fields"}

// declared is the variable or function whose declaration is around the last node.
func declared(around []ast.Node) string {
	for _, n := range slices.Backward(around) {
		switch n := n.(type) {
		case *ast.ValueSpec:
			return n.Names[0].Name
		case *ast.FuncDecl:
			return n.Name.Name
		}
	}
	return ""
}

// isPath reports whether an expression has the marks of a full name, which no word has: those around a package's path or a receiver.
func isPath(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		found = found || ok && lit.Kind == token.STRING && strings.ContainsAny(lit.Value, "./()%:")
		return !found
	})
	return found
}

// isName reports whether an expression is called like the name of something in the program that is judged.
func isName(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found = found || slices.ContainsFunc(Words(id.Name), func(w string) bool { return w == "name" || w == "names" || w == "says" || w == "full" })
		}
		return !found
	})
	return found
}
