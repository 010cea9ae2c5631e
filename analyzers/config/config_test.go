package config_test

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
)

const full = `
rules: {nobackoff: false, nonretryable: true}
strict: true
tests: true
providers:
  example.com/m: upyun
  example.com/m/pan.Error: pan123
retries:
  - {func: example.com/m/retry.Do, callback: 1, class: again-on-error}
  - {func: (*example.com/m/retry.R).If, callback: 0, predicate: 1, class: again-if, waits: false}
`

func TestParse(t *testing.T) {
	c, err := config.Parse("x.yaml", []byte(full), "/")
	if err != nil {
		t.Fatal(err)
	}
	if c.Wants("nobackoff") || !c.Wants("nonretryable") || !c.Wants("unknowncode") || !c.Strict || !c.Tests {
		t.Errorf("got %+v", c)
	}
	if want := map[string]string{"example.com/m": "upyun", "example.com/m/pan.Error": "pan123"}; !maps.Equal(c.Providers, want) {
		t.Errorf("providers are %v", c.Providers)
	}
	want := []config.Retry{
		{Func: "example.com/m/retry.Do", Callback: 1, Predicate: -1, Class: "again-on-error", Waits: true},
		{Func: "(*example.com/m/retry.R).If", Callback: 0, Predicate: 1, Class: "again-if"},
	}
	if !reflect.DeepEqual(c.Retries, want) {
		t.Errorf("retries are %+v", c.Retries)
	}
	if c.Line("rules.nobackoff") != 2 || c.Line("strict") != 3 || c.Line("providers.example.com/m") != 6 || c.Line("catalogs") != 0 {
		t.Errorf("lines of %q are wrong", full)
	}
	s := c.Suite()
	if !s.Strict || !s.Tests || !s.Off["nobackoff"] || s.Off["nonretryable"] || len(s.Retries) != 2 || len(s.Providers) != 2 || s.Catalog != nil {
		t.Errorf("the suite is told %+v", s)
	}
}

// Every fault is one line that begins with the file's name and the line.
func TestFaults(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", "x.yaml:1: is empty"},
		{"rules: [", "x.yaml:1: not YAML: did not find expected node content"},
		{"nobackoff: false", `x.yaml:1: unknown field "nobackoff" of a configuration; known are catalogs, providers, retries, rules, strict, tests`},
		{"rules:\n  nobackof: false", `x.yaml:2: unknown field "nobackof" of rules; known are ` + strings.Join(rules(), ", ")},
		{"rules: {nobackoff: no way}", "x.yaml:1: rules.nobackoff must be true or false"},
		{"rules: {nobackoff: {enough: soon}}", `x.yaml:1: rules.nobackoff.enough cannot be soon: parse error`},
		{"rules: {nobackoff: {enough: [1s]}}", "x.yaml:1: rules.nobackoff.enough must be one value"},
		{"rules:\n  nobackoff: {enugh: 1s}", `x.yaml:2: unknown field "enugh" of rules.nobackoff; known are enabled, enough`},
		{"rules: {nobackoff: false, nobackoff: true}", "x.yaml:1: field nobackoff of rules is there twice"},
		{"strict: yes please", "x.yaml:1: strict must be true or false"},
		{"strict: true\nstrict: true", "x.yaml:2: field strict of a configuration is there twice"},
		{"strict: true\n---\nstrict: true", "x.yaml:2: a second YAML document; write one configuration a file"},
		{"catalogs: acme.yaml", "x.yaml:1: catalogs must be a list"},
		{"catalogs: ['']", "x.yaml:1: the name of a catalog must not be empty"},
		{"catalogs: [none.yaml]", "/dir/none.yaml: no such file"},
		{"providers: {m: nobody}", "x.yaml:1: unknown provider nobody of m; known are http, pan123, secondme, token360, upyun, zgi"},
		{"providers: {m: upyun, m: zgi}", "x.yaml:1: field m of providers is there twice"},
		{"providers: [{of: m, provider: upyun}, {of: m, provider: zgi}]", "x.yaml:1: the provider of m is there twice"},
		{"providers: [{of: m}]", "x.yaml:1: an entry of providers needs the field provider"},
		{"providers: {m: 1}", "x.yaml:1: the provider of m must be text; quote 1 if it is"},
		{"retries: {}", "x.yaml:1: retries must be a list"},
		{"retries: [{func: m.F}]", "x.yaml:1: a retry function needs the field callback\nx.yaml:1: a retry function needs the field class"},
		{"retries: [{func: F, callback: 0, class: again-on-error}]", "x.yaml:1: func F must be import/path.Name or (*import/path.Type).Name"},
		{"retries: [{func: (m.T).a.b, callback: 0, class: again-on-error}]", "x.yaml:1: func (m.T).a.b must be import/path.Name or (*import/path.Type).Name"},
		{"retries: [{func: m.F, callback: -1, class: again-on-error}]", "x.yaml:1: callback must be the index of an argument, from 0 on"},
		{"retries: [{func: m.F, callback: 0, class: perhaps}]", `x.yaml:1: unknown class "perhaps"; known are again-on-error, stop-on-error, retry-and-error, done-and-error, error-and-again, again-if`},
		{"retries: [{func: m.F, callback: 0, class: again-if}]", "x.yaml:1: a retry function of class again-if needs the field predicate"},
		{"retries: [{func: m.F, callback: 0, class: again-on-error, predicate: 1}]", "x.yaml:1: the field predicate belongs to class again-if only"},
		{"retries:\n- {func: m.F, callback: 0, class: again-on-error}\n- {func: m.F, callback: 1, class: again-on-error}", "x.yaml:3: func m.F is there twice"},
		{"rules: &a {}\n", "x.yaml:1: anchors and aliases are not allowed"},
		{"rules: {nobackoff: false}\x00", "x.yaml: is a binary file, not text"},
		{"strict: true # " + strings.Repeat("x", 4<<20), "x.yaml: is larger than 4 MB"},
	} {
		_, err := config.Parse("x.yaml", []byte(test.text), "/dir")
		if err == nil || err.Error() != test.want {
			t.Errorf("%.60q: error is\n%v, want\n%s", test.text, err, test.want)
		}
	}
}

func TestReadFaults(t *testing.T) {
	dir := t.TempDir()
	if _, err := config.Load(filepath.Join(dir, "none.yaml")); err == nil || !strings.HasSuffix(err.Error(), "none.yaml: no such file") {
		t.Errorf("error is %v", err)
	}
	if _, err := config.Load(dir); err == nil || !strings.HasSuffix(err.Error(), ": is a directory; name the files in it") {
		t.Errorf("error is %v", err)
	}
	var fault *config.Error
	if _, err := config.Load(dir); !errors.As(err, &fault) {
		t.Errorf("error %v has no file", err)
	}
}

// What editors are told and what is read are the same.
func TestSchema(t *testing.T) {
	data, err := os.ReadFile("config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("config.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	properties := doc["properties"].(map[string]any)
	if keys := slices.Sorted(maps.Keys(properties)); !slices.Equal(keys, config.Keys()) {
		t.Errorf("the schema has %q, the configuration %q", keys, config.Keys())
	}
	rules := properties["rules"].(map[string]any)["properties"].(map[string]any)
	var names []string
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		names = append(names, a.Name)
	}
	if slices.Sort(names); !slices.Equal(slices.Sorted(maps.Keys(rules)), names) {
		t.Errorf("the schema has the rules %v, the suite %q", rules, names)
	}
	for _, o := range analyzers.Options() {
		if !strings.Contains(string(data), `"`+o.Name+`": {`) {
			t.Errorf("the schema does not know the option %s of %s", o.Name, o.Rule)
		}
	}
	retry := properties["retries"].(map[string]any)["items"].(map[string]any)["properties"].(map[string]any)
	var classes []any
	for _, c := range config.Classes() {
		classes = append(classes, c.Name)
	}
	if enum := retry["class"].(map[string]any)["enum"].([]any); !slices.Equal(enum, classes) {
		t.Errorf("the schema has the classes %v, the configuration %v", enum, classes)
	}

	for _, text := range []string{
		full, "strict: 1", "rules: {nobackof: true}", "rules: {nobackoff: 1}", "rules: {nobackoff: {enough: 10s}}",
		"rules: {nobackoff: {enabled: false, enough: 1m30s}}", "rules: {nobackoff: {enough: soon}}", "rules: {nobackoff: {enough: 10}}",
		"rules: {nobackoff: {enugh: 10s}}", "rules: {nobackoff: {enabled: 1}}", "rules: {directive: {enabled: true}}", "catalogs: {}", "providers: {m: 1}", "providers: [{of: m, provider: upyun}]",
		"providers: [{of: m}]", "retries: [{func: m.F, callback: 0}]", "retries: [{func: m.F, callback: -1, class: again-on-error}]",
		"retries: [{func: m.F, callback: 0, class: perhaps}]", "colour: red", "tests: true",
	} {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		_, want := config.Parse("x.yaml", []byte(text), "/")
		if got := schema.Validate(value); (got == nil) != (want == nil) {
			t.Errorf("%s: the schema says %v, the reader %v", text, got, want)
		}
	}
}

// Only what can change a finding changes the digest, by which results are kept.
func TestDigest(t *testing.T) {
	file := filepath.Join(t.TempDir(), "acme.yaml")
	digest := func(text, codes string) string {
		catalog := "catalog: 1\nprovider: acme\nhosts: [api.acme.example]\nschemes: [{id: code, kind: int}]\ncodes:\n" + codes
		if err := os.WriteFile(file, []byte(catalog), 0o666); err != nil {
			t.Fatal(err)
		}
		c, err := config.Parse("x.yaml", []byte(text), filepath.Dir(file))
		if err != nil {
			t.Fatal(err)
		}
		return c.Digest()
	}
	const never, backoff = "  - {code: 1, retry: never, en: one}\n", "  - {code: 1, retry: backoff, en: one}\n"
	one := digest("strict: true\ncatalogs: [acme.yaml]", never)
	if again := digest("# said otherwise\ncatalogs:\n- acme.yaml\nstrict: true", "# the same\n"+never); again != one {
		t.Error("comments and order count")
	}
	for _, other := range []string{
		digest("strict: true\ncatalogs: [acme.yaml]", backoff),
		digest("strict: false\ncatalogs: [acme.yaml]", never),
		digest("strict: true\ncatalogs: [acme.yaml]\nrules: {nobackoff: false}", never),
		digest("strict: true\ncatalogs: [acme.yaml]\ntests: true", never),
		digest("strict: true\ncatalogs: [acme.yaml]\nproviders: {m: acme}", never),
		digest("strict: true\ncatalogs: [acme.yaml]\nretries: [{func: m.F, callback: 0, class: again-on-error}]", never),
	} {
		if other == one {
			t.Error("another configuration has the same digest")
		}
	}
}

func TestFind(t *testing.T) {
	t.Setenv("GOWORK", "")
	root := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(root, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	write("m/go.mod", "module example.com/m\n")
	write("m/.retryvet.yaml", "strict: true\n")
	write("m/a/a.go", "package a\n")
	write("m/b/.retryvet.yaml", "tests: true\n")
	write("m/b/c/c.go", "package c\n")
	write("m/n/go.mod", "module example.com/n\n")
	write("m/n/n.go", "package n\n")
	write("m/.git/.retryvet.yaml", "")
	write("outside/.retryvet.yaml", "strict: true\n")
	write("outside/d/d.go", "package d\n")
	for dir, want := range map[string]string{
		"m": "m/.retryvet.yaml", "m/a": "m/.retryvet.yaml", "m/b": "m/b/.retryvet.yaml", "m/b/c": "m/b/.retryvet.yaml",
		"m/n":     "",                                        // another module
		"outside": "outside/.retryvet.yaml", "outside/d": "", // of no module
	} {
		if want != "" {
			want = filepath.Join(root, want)
		}
		if got := config.Find(filepath.Join(root, dir)); got != want {
			t.Errorf("%s has %s, want %s", dir, got, want)
		}
	}
	all := []string{filepath.Join(root, "m/.retryvet.yaml"), filepath.Join(root, "m/b/.retryvet.yaml")}
	for dir, want := range map[string][]string{"m": all, "m/a": all, "m/n": nil, "outside": {filepath.Join(root, "outside/.retryvet.yaml")}} {
		if got := config.Files(filepath.Join(root, dir)); !slices.Equal(got, want) {
			t.Errorf("files of %s are %q, want %q", dir, got, want)
		}
	}
	write("go.work", "go 1.26\nuse (\n\t./m\n\t./m/n\n)\n")
	write("m/n/.retryvet.yaml", "tests: true\n")
	if got := config.Files(filepath.Join(root, "m/n")); len(got) != 3 {
		t.Errorf("files of the workspace are %q", got)
	}
}

// rules are the names of all rules, sorted.
func rules() []string {
	var names []string
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		names = append(names, a.Name)
	}
	slices.Sort(names)
	return names
}
