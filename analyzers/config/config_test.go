package config_test

import (
	"encoding/json"
	"errors"
	"fmt"
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
	if c.Wants("nobackoff") || !c.Wants("nonretryable") || !c.Wants("unknowncode") || !c.Tests {
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
	if c.Line("rules.nobackoff") != 2 || c.Line("tests") != 4 || c.Line("providers.example.com/m") != 6 || c.Line("catalogs") != 0 {
		t.Errorf("lines of %q are wrong", full)
	}
	s := c.Suite()
	if !s.Tests || !s.Off["nobackoff"] || s.Off["nonretryable"] || len(s.Retries) != 2 || len(s.Providers) != 2 || s.Catalog != nil {
		t.Errorf("the suite is told %+v", s)
	}
}

// Every fault is one line that begins with the file's name and the line.
func TestFaults(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"rules: [", "x.yaml:1: not YAML: did not find expected node content"},
		{"nobackoff: false", `x.yaml:1: unknown field "nobackoff" of a configuration; known are catalogs, extends, lang, paths, providers, retries, rules, severity, strict, tests`},
		{"rules:\n  nobackof: false", `x.yaml:2: unknown field "nobackof" of rules; did you mean nobackoff?`},
		{"rules:\n  quiet: false", `x.yaml:2: unknown field "quiet" of rules; known are ` + strings.Join(rules(), ", ")},
		{"test: true", `x.yaml:1: unknown field "test" of a configuration; did you mean tests?`},
		{"tests: true\nretires: []", `x.yaml:2: unknown field "retires" of a configuration; did you mean retries?`},
		{"retries: [{fnuc: m.F, callback: 0, class: again-on-error}]", "x.yaml:1: unknown field \"fnuc\" of a retry function; did you mean func?\nx.yaml:1: a retry function needs the field func"},
		{"providers: {m: upyum}", "x.yaml:1: unknown provider upyum of m; did you mean upyun?"},
		{"retries: [{func: m.F, callback: 0, class: again-on-eror}]", `x.yaml:1: unknown class "again-on-eror"; did you mean again-on-error?`},
		{"\nstrict: perhaps", "x.yaml:2: strict must be true or false"},
		{"stict: true", `x.yaml:1: unknown field "stict" of a configuration; did you mean strict?`},
		{"rules: {strict: true}", `x.yaml:1: unknown field "strict" of rules; known are ` + strings.Join(rules(), ", ")},
		{"catalogs: [acme.yaml,\n ./acme.yaml]", "x.yaml:2: catalog ./acme.yaml is there twice"},
		{"rules: {nobackoff: no way}", "x.yaml:1: rules.nobackoff must be true or false"},
		{"rules: {nobackoff: {enough: soon}}", `x.yaml:1: rules.nobackoff.enough cannot be soon: parse error`},
		{"rules: {nobackoff: {enough: [1s]}}", "x.yaml:1: rules.nobackoff.enough must be one value"},
		{"rules:\n  nobackoff: {enugh: 1s}", `x.yaml:2: unknown field "enugh" of rules.nobackoff; did you mean enough?`},
		{"rules: {nobackoff: false, nobackoff: true}", "x.yaml:1: field nobackoff of rules is there twice"},
		{"tests: yes please", "x.yaml:1: tests must be true or false"},
		{"tests: true\ntests: true", "x.yaml:2: field tests of a configuration is there twice"},
		{"tests: true\n---\ntests: true", "x.yaml:2: a second YAML document; write one configuration a file"},
		{"catalogs: acme.yaml", "x.yaml:1: catalogs must be a list"},
		{"catalogs: ['']", "x.yaml:1: the name of a catalog must not be empty"},
		{"catalogs: [none.yaml]", "/dir/none.yaml: no such file"},
		{"providers: {m: nobody}", "x.yaml:1: unknown provider nobody of m; known are acme-ca, anthropic, ark, aws, dashscope, deepseek, feishu, github, googleapi, grpc, http, kafka, kimi, kubernetes, minimax, mongodb, mysql, oauth2, openai, pan123, postgres, redis, s3, secondme, slack, sqlite, stripe, token360, upyun, wechat, wecom, zgi, zhipu"},
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
		{"tests: true # " + strings.Repeat("x", 4<<20), "x.yaml: is larger than 4 MB"},
	} {
		_, err := config.Parse("x.yaml", []byte(test.text), "/dir")
		if err == nil || err.Error() != test.want {
			t.Errorf("%.60q: error is\n%v, want\n%s", test.text, err, test.want)
		}
	}
}

// A file in which everything is commented out says nothing, and that is no fault.
func TestEmpty(t *testing.T) {
	want := (&config.Config{}).Digest()
	for _, text := range []string{"", "\n", "# rules: {}\n", "---\n# nothing\n", "{}", "null", "\ufeff", "rules:\n#  nobackoff: false\ncatalogs:\nproviders:\nretries: # none\n"} {
		for _, name := range []string{"x.yaml", "x.json"} {
			if name == "x.json" && strings.ContainsAny(text, "#-:") {
				continue
			}
			c, err := config.Parse(name, []byte(text), "/")
			if err != nil {
				t.Errorf("%s of %q: %v", name, text, err)
			} else if c.Digest() != want || !c.Wants("nobackoff") {
				t.Errorf("%s of %q says something", name, text)
			}
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
	severity := properties["severity"].(map[string]any)["properties"].(map[string]any)
	if !slices.Equal(slices.Sorted(maps.Keys(severity)), names) {
		t.Errorf("the schema has severities of %v, the suite %q", severity, names)
	}
	retry := properties["retries"].(map[string]any)["items"].(map[string]any)["properties"].(map[string]any)
	var classes []any
	for _, c := range config.Classes() {
		classes = append(classes, c)
	}
	if enum := retry["class"].(map[string]any)["enum"].([]any); !slices.Equal(enum, classes) {
		t.Errorf("the schema has the classes %v, the configuration %v", enum, classes)
	}

	for _, text := range []string{
		full, "strict: true", "strict: 1", "tests: 1", "rules:", "catalogs:", "providers:", "retries:", "tests:", "rules: {nobackoff:}", "rules: {nobackof: true}", "rules: {nobackoff: 1}", "rules: {nobackoff: {enough: 10s}}",
		"rules: {nobackoff: {enabled: false, enough: 1m30s}}", "rules: {nobackoff: {enough: soon}}", "rules: {nobackoff: {enough: 10}}",
		"rules: {nobackoff: {enugh: 10s}}", "rules: {nobackoff: {enabled: 1}}", "rules: {directive: {enabled: true}}", "catalogs: {}", "severity: {nobackoff: warning}", "severity:", "severity: {nobackof: note}", "severity: {nobackoff: info}", "severity: note", "providers: {m: 1}", "providers: [{of: m, provider: upyun}]",
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
	one := digest("tests: true\ncatalogs: [acme.yaml]", never)
	if again := digest("# said otherwise\ncatalogs:\n- acme.yaml\ntests: true", "# the same\n"+never); again != one {
		t.Error("comments and order count")
	}
	for _, other := range []string{
		digest("tests: true\ncatalogs: [acme.yaml]", backoff),
		digest("tests: false\ncatalogs: [acme.yaml]", never),
		digest("tests: true\ncatalogs: [acme.yaml]\nrules: {nobackoff: false}", never),
		digest("tests: true\ncatalogs: [acme.yaml]\nproviders: {m: acme}", never),
		digest("tests: true\ncatalogs: [acme.yaml]\nretries: [{func: m.F, callback: 0, class: again-on-error}]", never),
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
	write("m/.retryvet.yaml", "tests: true\n")
	write("m/a/a.go", "package a\n")
	write("m/b/.retryvet.yaml", "tests: true\n")
	write("m/b/c/c.go", "package c\n")
	write("m/n/go.mod", "module example.com/n\n")
	write("m/n/n.go", "package n\n")
	write("m/.git/.retryvet.yaml", "")
	write("outside/.retryvet.yaml", "tests: true\n")
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

// People write .yml as well. Of two files in one directory none counts, or one of them would be without effect.
func TestFindYML(t *testing.T) {
	t.Setenv("GOWORK", "off")
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/m\n")
	write(".retryvet.yml", "tests: true\n")
	if c, err := config.For(root); err != nil || !c.Tests {
		t.Errorf("For returns %+v, %v", c, err)
	}
	if got := config.Files(root); len(got) != 1 {
		t.Errorf("files are %q", got)
	}
	write(".retryvet.yaml", "tests: true\n")
	_, err := config.For(root)
	_, digestErr := config.Digest(config.Files(root)...)
	for _, err := range []error{err, digestErr} {
		if err == nil || err.Error() != filepath.Join(root, ".retryvet.yml")+": stands beside .retryvet.yaml; which of them counts, nobody can tell: keep one" {
			t.Errorf("of two files the error is %v", err)
		}
	}
}

// What is named and is not there, is known of the module that the file is in.
func TestNames(t *testing.T) {
	t.Setenv("GOWORK", "off")
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(root, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/m\n\ngo 1.26\n\nrequire example.com/m/far v1.0.0\n")
	write("retry/retry.go", `package retry

import "context"

type Options struct{}
type R struct{}
type G[K comparable] struct{}
type Doer interface{ Try(f func() error) error }
type Wide interface{ Doer }
type Also = Doer

func Do(ctx context.Context, n int, f func() error, rest ...func(error) bool) error { return nil }
func (r *R) If(f func() error, p func(error) bool) error                            { return nil }
func (G[K]) Do(f func() error) error                                                { return nil }
`)
	write("retry/retry_plan9.go", "package retry\n\nfunc OnPlan9(f func() error) error { return nil }\n\ntype Plan9 struct{}\n")
	write("retry/retry_test.go", "package retry\n\nfunc InTest(f func() error) error { return nil }\n")
	write("nested/go.mod", "module example.com/m/nested\n")
	write("broken/broken.go", "package broken\n\nfunc Do(\n")
	write("empty/README", "")
	check := func(text string) error {
		write(".retryvet.yaml", text)
		_, err := config.Check(filepath.Join(root, ".retryvet.yaml"))
		return err
	}
	for _, fn := range []string{
		"example.com/m/retry.Do", "(*example.com/m/retry.R).If", "(example.com/m/retry.G[K]).Do", "(example.com/m/retry.G).Do", "(example.com/m/retry.Doer).Try",
		"(example.com/m/retry.Wide).Try", "(example.com/m/retry.Also).Try", "example.com/m/retry.OnPlan9", "example.com/m/retry.InTest",
		"example.com/m/broken.Done", "example.com/m/nested/x.Do", "example.com/m/far/x.Do", "example.com/other.Do",
	} {
		index := 0
		if fn == "example.com/m/retry.Do" {
			index = 2
		}
		if err := check(fmt.Sprintf("retries: [{func: %q, callback: %d, class: again-on-error}]", fn, index)); err != nil {
			t.Errorf("%s: %v", fn, err)
		}
	}
	for _, of := range []string{"example.com/m/retry", "example.com/m/retry.R", "example.com/m/retry.Plan9", "example.com/m/nested.T", "example.com/other/sdk.T", "example.com/m/broken.T"} {
		if err := check("providers: {" + of + ": upyun}"); err != nil {
			t.Errorf("%s: %v", of, err)
		}
	}
	for _, test := range []struct{ text, want string }{
		{"providers:\n  example.com/m/rerty: upyun", "2: module example.com/m has no package example.com/m/rerty; did you mean retry?"},
		{"providers: {example.com/m/empty.T: upyun}", "1: module example.com/m has no package example.com/m/empty"},
		{"providers: {example.com/m: upyun}", "1: module example.com/m has no package example.com/m"},
		{"providers: {example.com/m/retry.Option: upyun}", "1: package example.com/m/retry has no type Option; did you mean Options?"},
		{"providers: {example.com/m/retry.Nothing: upyun}", "1: package example.com/m/retry has no type Nothing"},
		{"retries:\n- {func: example.com/m/rerty.Do, callback: 0, class: again-on-error}", "2: module example.com/m has no package example.com/m/rerty; did you mean retry?"},
		{"retries: [{func: example.com/m/retry.Dp, callback: 2, class: again-on-error}]", "1: package example.com/m/retry has no function Dp; did you mean Do?"},
		{"retries: [{func: (example.com/m/retry.R).If, callback: 0, class: again-on-error}]", "1: package example.com/m/retry has no function (R).If; did you mean (*R).If?"},
		{"retries: [{func: example.com/m/retry.Do, callback: 1, class: again-on-error}]", "1: argument 1 of example.com/m/retry.Do, the callback, is no function; they are counted from 0"},
		{"retries: [{func: example.com/m/retry.Do, callback: 0, class: again-on-error}]", "1: argument 0 of example.com/m/retry.Do, the callback, is no function; they are counted from 0"},
		{"retries: [{func: (*example.com/m/retry.R).If, callback: 0, predicate: 2, class: again-if}]", "1: argument 2 of (*example.com/m/retry.R).If, the predicate, is no function; they are counted from 0"},
	} {
		err := check(test.text)
		if want := filepath.Join(root, ".retryvet.yaml") + ":" + test.want; err == nil || err.Error() != want {
			t.Errorf("%s: error is\n%v, want\n%s", test.text, err, want)
		}
	}
}

// Settings that another program read have places instead of lines.
func TestSettings(t *testing.T) {
	value := map[string]any{
		"test":    true,
		"strict":  "no",
		"rules":   map[string]any{"nobackof": true, "nobackoff": map[string]any{"enough": "soon"}},
		"retries": []any{map[string]any{"func": "m.F", "callback": 1, "class": "again-on-error"}, map[string]any{"func": "m.F", "callback": -1, "class": "again-if"}},
	}
	_, err := config.Settings("settings", value, "/")
	want := strings.Join([]string{
		"settings.retries[1].callback: callback must be the index of an argument, from 0 on",
		"settings.retries[1]: a retry function of class again-if needs the field predicate",
		"settings.retries[1]: func m.F is there twice",
		`settings.rules: unknown field "nobackof" of rules; did you mean nobackoff?`,
		"settings.rules.nobackoff.enough: rules.nobackoff.enough cannot be soon: parse error",
		"settings.strict: strict must be true or false",
		`settings: unknown field "test" of a configuration; did you mean tests?`,
	}, "\n")
	if err == nil || err.Error() != want {
		t.Errorf("error is\n%v, want\n%s", err, want)
	}
	c, err := config.Settings("settings", map[string]any{"tests": true, "retries": []any{map[string]any{"func": "m.F", "callback": 1.0, "class": "again-on-error"}}}, "/")
	if err != nil || !c.Tests || len(c.Retries) != 1 || c.Retries[0].Callback != 1 {
		t.Errorf("got %+v, %v", c, err)
	}
}

// A file in two lists is one file.
func TestWith(t *testing.T) {
	dir := t.TempDir()
	acme := filepath.Join(dir, "acme.yaml")
	text := "catalog: 1\nprovider: acme\nhosts: [api.acme.example]\nschemes: [{id: code, kind: int}]\ncodes:\n  - {code: 1, retry: never, en: one}\n"
	if err := os.WriteFile(acme, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := config.Parse("x.yaml", []byte("catalogs: [acme.yaml]"), dir)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := c.With(dir + "/./acme.yaml"); err != nil || d.Digest() != c.Digest() {
		t.Errorf("with itself: %v", err)
	}
	if _, err := (&config.Config{}).With(acme, acme); err == nil || err.Error() != acme+": is named twice" {
		t.Errorf("named twice: %v", err)
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
