package analyzers_test

import (
	"go/ast"
	"go/types"
	"path"
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"
)

// unordered are the functions that go through a map, and why what they do is the same in any order.
var unordered = map[string]string{
	"config: *":                      "what it says of a setting is sorted",
	"library: *":                     "tables are made of lists, once",
	"paths: Left":                    "a set becomes another one",
	"summary: AnyRepeats":            "whether there is one",
	"api: onlyHost":                  "there is one",
	"api: tieTypes":                  "each field is there once",
	"api: directives":                "each node is there once",
	"api: tieStruct":                 "there is one",
	"api: Says":                      "whether there is one",
	"api: Untied":                    "sorted afterwards",
	"api: heeds":                     "whether there is one",
	"api: declared":                  "each object is declared once",
	"index: Apart":                   "asks whether there is one",
	"index: silentChannels":          "some are taken out of another map",
	"index: GivenFor":                "a set of types",
	"effects: LastTwin":              "the last in the file",
	"effects: makesSlow":             "whether there is one",
	"effects: Rotates":               "whether there is one",
	"effects: Scan":                  "some are taken out of another map",
	"symexec: resets":                "whether there is one",
	"symexec: setsFieldsOf":          "a set is filled",
	"symexec: transportPresents":     "whether there is one",
	"symexec: yield":                 "each path by itself",
	"retry: ProvidersOf":             "sorted afterwards",
	"retry: shared":                  "each condition by itself",
	"retry: standsFor":               "the first in the file",
	"retry: switched":                "a set becomes another one",
	"bodies: parts":                  "each cell by itself",
	"bodies: mayHold":                "each name is there once",
	"models: applyFields":            "sorted afterwards",
	"summarize: exportMarks":         "whether there is one",
	"report: namesStay":              "a set becomes another one",
	"api: NamesCode":                 "whether there is one",
	"api: tieMirrors":                "each field by itself",
	"api: importsTransport":          "whether there is one",
	"nobackoff: doubled":             "none if there are several",
	"nobackoff: computes":            "whether there is one",
	"nobackoff: given":               "the first by name",
	"nobackoff: countingField":       "none if there are several",
	"nobackoff: dependsOnOutcome":    "whether there is one",
	"nobackoff: function":            "each variable by itself",
	"nobackoff: growthOf":            "until there are no more",
	"nobackoff: counted":             "none if there are several",
	"nobackoff: hintValues":          "sorted afterwards",
	"flow: with":                     "a set becomes another one",
	"nobackoff: compared":            "whether there is one",
	"effects: lingering":             "each mutex by itself",
	"notimeout: handsOut":            "whether there is one",
	"flow: HoldOnly":                 "whether all are",
	"nobackoff: besideAny":           "whether there is one",
	"nonretryable: fits":             "whether all do",
	"statusfirst: refusingTransport": "the first in the file",
	"unknowncode: partners":          "each group by itself",
}

// What is found does not depend on the order in which a map is gone through, which is another one in every run.
func TestMapOrder(t *testing.T) {
	list, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, p := range list {
		for _, f := range p.Syntax {
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || fn.Body == nil || !rangesMap(p.TypesInfo, fn.Body) {
					continue
				}
				pkg := path.Base(p.PkgPath)
				keys := []string{pkg + ": " + fn.Name.Name, pkg + ": *"}
				if !slices.ContainsFunc(keys, func(k string) bool {
					used[k] = used[k] || unordered[k] != ""
					return unordered[k] != ""
				}) {
					t.Errorf("%s: %s goes through a map: why does its order not count?", p.Fset.Position(fn.Pos()), keys[0])
				}
			}
		}
	}
	for k := range unordered {
		if !used[k] {
			t.Errorf("%s goes through no map any more", k)
		}
	}
}

func rangesMap(info *types.Info, body ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if r, ok := n.(*ast.RangeStmt); ok {
			_, isMap := info.TypeOf(r.X).Underlying().(*types.Map)
			found = found || isMap
		}
		return !found
	})
	return found
}
