package plugin_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
	_ "github.com/retryvet/retryvet/plugin"
)

type settings = map[string]any

// build makes the analyzers. With a load mode without types, golangci-lint would run them on files alone, where they panic.
func build(t *testing.T, conf any) []*analysis.Analyzer {
	t.Helper()
	p, err := create(conf)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.GetLoadMode(); got != register.LoadModeTypesInfo {
		t.Errorf("load mode is %s", got)
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(list); err != nil {
		t.Fatal(err)
	}
	return list
}

func create(conf any) (register.LinterPlugin, error) {
	newPlugin, err := register.GetPlugin("retryvet")
	if err != nil {
		return nil, err
	}
	return newPlugin(conf)
}

// split returns the names of the rules, and the name that stands for version and catalog.
func split(list []*analysis.Analyzer) (rules []string, identity string) {
	for _, a := range list {
		if strings.HasPrefix(a.Name, "retryvet_") {
			identity = a.Name
		} else {
			rules = append(rules, a.Name)
		}
	}
	return rules, identity
}

func suiteNames() []string {
	var names []string
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		names = append(names, a.Name)
	}
	return names
}

func TestRules(t *testing.T) {
	for _, conf := range []any{nil, settings{}, settings{"rules": settings{"nobackoff": true}}} {
		if got, _ := split(build(t, conf)); !slices.Equal(got, suiteNames()) {
			t.Errorf("settings %v give %q, want all rules", conf, got)
		}
	}
	got, _ := split(build(t, settings{"rules": settings{"nobackoff": false}}))
	want := slices.DeleteFunc(suiteNames(), func(name string) bool { return name == "nobackoff" })
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

const place = `linters\.settings\.custom\.retryvet\.settings`

// An unknown key stops all of golangci-lint, so that the error has to help (G1).
func TestBadSettings(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(bad, []byte("catalog: 1\nprovider: acme\ncolour: red\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		conf any
		want string // regular expression
	}{
		{settings{"rule": settings{}}, place + `: unknown field "rule" of a configuration; did you mean rules\?$`},
		{settings{"rules": []string{"nobackoff"}}, place + `\.rules: rules must be a mapping of fields`},
		{settings{"rules": settings{"nobackof": false}}, place + `\.rules: unknown field "nobackof" of rules; did you mean nobackoff\?$`},
		{settings{"colour": "red"}, place + `: unknown field "colour" of a configuration; known are catalogs, extends, lang, paths, providers, retries, rules, severity, strict, tests$`},
		{settings{"severity": settings{"nobackoff": "note"}}, place + `\.severity: has no effect here: golangci-lint has its own section severity, beside linters$`},
		{settings{"strict": "no"}, place + `\.strict: strict must be true or false$`},
		{settings{"catalogs": []string{"none.yaml"}}, `none.yaml: no such file`},
		{settings{"providers": settings{"example": settings{"com/m": "upyun"}}}, place + `\.providers: must be a list of {of: NAME, provider: ID} here: golangci-lint spoils keys with dots and capitals`},
		{settings{"providers": []any{settings{"of": "example.com/m", "provider": "upyum"}}}, place + `\.providers\[0\]: unknown provider upyum of example.com/m; did you mean upyun\?$`},
		{settings{"catalogs": []string{bad}}, `bad.yaml:3: .*colour`},
	} {
		_, err := create(test.conf)
		if err == nil || !regexp.MustCompile("^retryvet: .*"+test.want).MatchString(err.Error()) {
			t.Errorf("settings %v: error is %v, want %s", test.conf, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("error has several lines: %v", err)
		}
	}
}

// golangci-lint keeps results under the analyzers' names, so that another catalog needs another name (G8).
func TestIdentity(t *testing.T) {
	file := filepath.Join(t.TempDir(), "acme.yaml")
	identity := func(codes string) string {
		text := "catalog: 1\nprovider: acme\nhosts: [api.acme.example]\nschemes: [{id: code, kind: int}]\ncodes:\n" + codes
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		_, name := split(build(t, settings{"catalogs": []string{file}}))
		return name
	}
	one := identity("  - {code: 1, retry: never, en: one}\n")
	if again := identity("  # as before\n  - {code: 1, retry: never, en: one}\n"); again != one {
		t.Errorf("a comment turns %s into %s", one, again)
	}
	if other := identity("  - {code: 1, retry: backoff, en: one}\n"); other == one {
		t.Errorf("another catalog has the same name %s", one)
	}
	if _, name := split(build(t, nil)); !strings.HasSuffix(name, "_"+(&config.Config{}).Digest()) || strings.Contains(name, "unknown") {
		t.Errorf("name is %s", name)
	}
}

// Facts are kept under the name of the analyzer that exports them and nothing else (G8).
func TestIdentityOfFacts(t *testing.T) {
	list := build(t, nil)
	_, identity := split(list)
	exporters := 0
	var visit func(list []*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if len(a.FactTypes) > 0 {
				exporters++
				if !strings.HasSuffix(a.Name, strings.TrimPrefix(identity, "retryvet")) {
					t.Errorf("%s exports facts, of all versions under one name", a.Name)
				}
			}
			visit(a.Requires)
		}
	}
	visit(list)
	if exporters == 0 {
		t.Error("nothing exports facts")
	}
}

// So does another .retryvet.yaml, which counts where there are no settings (G8).
func TestIdentityOfFile(t *testing.T) {
	t.Chdir(t.TempDir())
	identity := func(text string) string {
		if err := os.WriteFile(config.Name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		_, name := split(build(t, nil))
		return name
	}
	one := identity("tests: false\n")
	if again := identity("# as before\ntests: false\n"); again != one {
		t.Errorf("a comment turns %s into %s", one, again)
	}
	if other := identity("tests: true\n"); other == one {
		t.Errorf("other settings have the same name %s", one)
	}
}

// The rules report through the plugin, without their names, which golangci-lint adds.
func TestFindings(t *testing.T) {
	list := slices.DeleteFunc(build(t, nil), func(a *analysis.Analyzer) bool { return a.Name != "nonretryable" && a.Name != "nobackoff" })
	for _, a := range list {
		results := analysistest.Run(t, analysistest.TestData(), a, "send")
		found := false
		for _, r := range results {
			for _, d := range r.Diagnostics {
				found = true
				if strings.HasPrefix(d.Message, a.Name) || d.Category != a.Name || len(d.Related) > 0 {
					t.Errorf("%s reports %+v", a.Name, d)
				}
			}
		}
		if !found {
			t.Errorf("%s finds nothing", a.Name)
		}
	}
}
