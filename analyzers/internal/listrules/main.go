// Command listrules writes the lists of the rules, which are the folders of analyzers that document one: a rule is added by its folder.
// In which order rules are documented, run and printed is said by a line of their doc.go, below the package clause,
//
//	//rules:place 30
//
// and what their options may be, for the schema of the configuration, by a file options.json. The rule directive is about the others:
// it has no place, and comes last. It also writes what is read of the rules and of the configuration: the pages in docs/rules, the keys in
// docs/configuration.md, and the file that retryvet config init writes.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/format"
	"io/fs"
	"log"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("listrules: ")
	root := flag.String("root", "..", "directory of the module")
	flag.Parse()
	files, err := generate(*root)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(*root, f.name), f.text, 0o666); err != nil {
			log.Fatal(err)
		}
	}
}

// A file is what is written, under its path in the module.
type file struct {
	name string
	text []byte
}

// generate returns all files with lists of rules.
func generate(root string) ([]file, error) {
	rules, err := find(filepath.Join(root, "analyzers"))
	if err != nil {
		return nil, err
	}
	var files []file
	for _, f := range []struct {
		name string
		text func([]rule) string
	}{
		{"analyzers/zz_rules.go", constructors},
		{"analyzers/directive/zz_rules.go", exported},
		{"analyzers/internal/directives/zz_rules.go", names},
	} {
		text, err := format.Source([]byte(header + f.text(rules)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		files = append(files, file{f.name, text})
	}
	for _, f := range []struct {
		name, begin, end string // the lines around the list
		text             func([]rule) string
	}{
		{"analyzers/config/config.schema.json", `^    "rules": \{\n(      .*\n)*?      "properties": \{\n`, `^      \}\n`, settings},
		{"analyzers/config/config.schema.json", `^    "severity": \{\n(      .*\n)*?      "properties": \{\n`, `^      \}\n`, severities},
		{"docs/ci/bazel/BUILD.bazel", `^    deps = \[\n`, `^    \],\n`, targets},
		{"docs/ci/bazel/nogo.json", `^\{\n`, `^\}\n`, exclusions},
		{"docs/rules/README.md", `^\|---\|---\|\n`, `^$`, index},
		{"docs/zh/rules/README.md", `^\|---\|---\|\n`, `^$`, indexInChinese},
	} {
		at := slices.IndexFunc(files, func(other file) bool { return other.name == f.name })
		if at < 0 {
			text, err := os.ReadFile(filepath.Join(root, f.name))
			if err != nil {
				return nil, err
			}
			at = len(files)
			files = append(files, file{f.name, text})
		}
		text := files[at].text
		begin := regexp.MustCompile(`(?m)` + f.begin).FindIndex(text)
		if begin == nil {
			return nil, fmt.Errorf("%s: where the list begins is not found", f.name)
		}
		end := regexp.MustCompile(`(?m)` + f.end).FindIndex(text[begin[1]:])
		if end == nil {
			return nil, fmt.Errorf("%s: where the list ends is not found", f.name)
		}
		files[at].text = slices.Concat(text[:begin[1]], []byte(f.text(rules)), text[begin[1]+end[0]:])
	}
	all, err := editions()
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		pages, err := pages(root, rules, e)
		if err != nil {
			return nil, err
		}
		reference, err := reference(root, files, e)
		if err != nil {
			return nil, err
		}
		files = slices.Concat(files, pages, reference)
	}
	return files, nil
}

// A rule is a folder.
type rule struct {
	name    string
	title   string // of its documentation
	doc     string // the comment of its package
	place   int
	options map[string]json.RawMessage // their schemas, by name
}

// about is the rule about the other rules, which has no place among them.
const about = "directive"

var placed = regexp.MustCompile(`(?m)^//rules:place (\d+)$`)

// find returns the rules that a directory has, in order, with the one about them last.
func find(dir string) ([]rule, error) {
	docs, err := filepath.Glob(filepath.Join(dir, "*", "doc.go"))
	if err != nil {
		return nil, err
	}
	var rules []rule
	last, other := false, rule{}
	for _, doc := range docs {
		r := rule{name: filepath.Base(filepath.Dir(doc))}
		text, err := os.ReadFile(doc)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(text, []byte("\n// # Analyzer "+r.name+"\n")) {
			continue
		}
		if r.title, r.doc, err = documentation(doc, r.name); err != nil {
			return nil, err
		}
		if r.options, err = options(filepath.Dir(doc)); err != nil {
			return nil, err
		}
		if r.name == about {
			last, other = true, r
			continue
		}
		m := placed.FindSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("%s does not say where the rule stands among the others: //rules:place NUMBER", doc)
		}
		if r.place, err = strconv.Atoi(string(m[1])); err != nil {
			return nil, fmt.Errorf("%s: %w", doc, err)
		}
		if i := slices.IndexFunc(rules, func(other rule) bool { return other.place == r.place }); i >= 0 {
			return nil, fmt.Errorf("%s and %s are at the same place, %d", rules[i].name, r.name, r.place)
		}
		rules = append(rules, r)
	}
	if !last {
		return nil, fmt.Errorf("%s has no rule %s", dir, about)
	}
	slices.SortFunc(rules, func(a, b rule) int { return a.place - b.place })
	return append(rules, other), nil
}

// options are the schemas of a rule's options.
func options(dir string) (schemas map[string]json.RawMessage, err error) {
	file := filepath.Join(dir, "options.json")
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &schemas)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return schemas, nil
}

const header = "// Code generated by analyzers/internal/listrules from the folders of the rules; DO NOT EDIT.\n\n"

// each writes a text for each of the rules.
func each(rules []rule, text func(name string) string) string {
	var b strings.Builder
	for _, r := range rules {
		b.WriteString(text(r.name))
	}
	return b.String()
}

// imports are the packages of rules, and others.
func imports(rules []rule, paths ...string) string {
	for _, r := range rules {
		paths = append(paths, "github.com/retryvet/retryvet/analyzers/"+r.name)
	}
	slices.Sort(paths)
	var b strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&b, "%q\n", p)
	}
	return b.String()
}

func constructors(rules []rule) string {
	others := rules[:len(rules)-1]
	return "package analyzers\n\nimport (\n\"golang.org/x/tools/go/analysis\"\n\n" + imports(rules) + ")\n\n" +
		"// newRules makes the rules on top of an engine, in the order in which they are documented.\n" +
		"func newRules(engine *analysis.Analyzer) []*analysis.Analyzer {\nrules := []*analysis.Analyzer{\n" +
		each(others, func(name string) string { return name + ".New(engine),\n" }) +
		"}\nreturn append(rules, " + about + ".New(engine, rules...))\n}\n"
}

func exported(rules []rule) string {
	others := rules[:len(rules)-1]
	return "package " + about + "\n\nimport (\n" + imports(others, "github.com/retryvet/retryvet/analyzers/internal/site") + ")\n\n" +
		"// Analyzer is the rule for the rules with the embedded catalog.\nvar Analyzer = New(site.Analyzer,\n" +
		each(others, func(name string) string { return name + ".Analyzer,\n" }) + ")\n"
}

func names(rules []rule) string {
	return "package directives\n\n// Rules are the names of the rules, as directives name them, in the order in which they are documented.\n" +
		"func Rules() []string {\nreturn []string{\n" +
		each(rules, func(name string) string { return strconv.Quote(name) + ",\n" }) + "}\n}\n"
}

// settings are the rules in the schema of the configuration: each is wanted or not, or has options.
func settings(rules []rule) string {
	var list []string
	for _, r := range rules {
		text := fmt.Sprintf("        %q: {\"type\": \"boolean\"}", r.name)
		if len(r.options) > 0 {
			text = fmt.Sprintf(`        %q: {
          "oneOf": [
            {"type": "boolean"},
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "enabled": {"type": "boolean"}`, r.name)
			for _, name := range slices.Sorted(maps.Keys(r.options)) {
				text += fmt.Sprintf(",\n                %q: %s", name, r.options[name])
			}
			text += "\n              }\n            }\n          ]\n        }"
		}
		list = append(list, text)
	}
	return strings.Join(list, ",\n") + "\n"
}

// severities are the rules in the schema of the configuration: each has a level.
func severities(rules []rule) string {
	list := each(rules, func(name string) string {
		return fmt.Sprintf("        %q: {\"enum\": [\"error\", \"warning\", \"note\"]},\n", name)
	})
	return strings.TrimSuffix(list, ",\n") + "\n"
}

// targets are the rules as Bazel names them, in alphabetical order.
func targets(rules []rule) string {
	var list []string
	for _, r := range rules {
		list = append(list, fmt.Sprintf("        \"@com_github_retryvet_retryvet//analyzers/%s\",\n", r.name))
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

// exclusions are the rules in the configuration of nogo.
func exclusions(rules []rule) string {
	var list []string
	for _, r := range rules {
		list = append(list, fmt.Sprintf(`  %q: {"exclude_files": {"external/": "other people's code"}}`, r.name))
	}
	return strings.Join(list, ",\n") + "\n"
}
