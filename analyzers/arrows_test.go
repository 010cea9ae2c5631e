package analyzers_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/analyzers/internal/directives"
)

// A guard is a rule of depguard about some files: what they may import.
type guard struct {
	Files []string
	Mode  string `yaml:"list-mode"`
	Allow []string
	Deny  []struct{ Pkg string }
}

// guards are those of .golangci.yml, by name.
func guards(t *testing.T) map[string]guard {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var config struct {
		Linters struct {
			Enable   []string
			Settings struct {
				Depguard struct{ Rules map[string]guard }
			}
		}
	}
	if err := yaml.Unmarshal(data, &config); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(config.Linters.Enable, "depguard") || len(config.Linters.Settings.Depguard.Rules) == 0 {
		t.Fatal("depguard is not asked")
	}
	return config.Linters.Settings.Depguard.Rules
}

// covers reports whether a guard is about a file that is no test.
func (g guard) covers(file string) bool {
	matches := func(glob string) bool {
		form := regexp.QuoteMeta(glob)
		form = strings.ReplaceAll(form, `\*\*`, `.*`)
		form = strings.ReplaceAll(form, `\*`, `[^/]*`)
		return regexp.MustCompile(`^` + form + `$`).MatchString(file)
	}
	in := false
	for _, f := range g.Files {
		if glob, not := strings.CutPrefix(f, "!"); not && matches(glob) {
			return false
		} else if !not && matches(glob) {
			in = true
		}
	}
	return in
}

// allows reports whether a guard lets an import pass that is not of the standard library. It compares as depguard does.
func (g guard) allows(path string) bool {
	var deny []string
	for _, d := range g.Deny {
		deny = append(deny, d.Pkg)
	}
	// prefix is the entry of a list that an import begins with; only the last one before it in the alphabet is looked at.
	prefix := func(list []string) string {
		list = slices.Sorted(slices.Values(list))
		i := sort.Search(len(list), func(i int) bool { return strings.TrimRight(list[i], "$") > path }) - 1
		if i < 0 {
			return ""
		}
		if exact, ok := strings.CutSuffix(list[i], "$"); ok && exact != path || !ok && !strings.HasPrefix(path, list[i]) {
			return ""
		}
		return list[i]
	}
	allowed, denied := prefix(g.Allow), prefix(deny)
	if g.Mode == "strict" {
		return len(allowed) > len(denied)
	}
	return denied == "" || len(allowed) > len(denied)
}

// What golangci-lint says of the arrows between packages is what the table says: it refuses nothing that the table allows; it refuses
// what the table does not allow of the executor and of the packages that stand on nothing; and below the rules it refuses all else.
func TestArrows(t *testing.T) {
	const module = "github.com/retryvet/retryvet/"
	all := guards(t)
	used := map[string]bool{}
	refused := func(from, to string) bool {
		no := false
		for name, g := range all {
			if g.covers("/tree/" + from + "/file.go") {
				used[name] = true
				no = no || !g.allows(module+to)
			}
		}
		return no
	}
	check := func(from, to string, want bool) {
		t.Helper()
		if got := refused(from, to); got != want {
			t.Errorf("depguard refuses that %s imports %s: %t, want %t", from, to, got, want)
		}
	}
	rules := directives.Rules()
	above := []string{"analyzers", "analyzers/config", "cmd/retryvet", "plugin"}
	for _, l := range layers {
		from := "analyzers/internal/" + l.name
		for _, to := range layers {
			inside := slices.Contains(strings.Fields(l.imports), to.name)
			if inside || l.name != to.name && (l.imports == "" || l.name == "symexec") {
				check(from, "analyzers/internal/"+to.name, !inside)
			}
		}
		for _, r := range rules {
			check(from, "analyzers/"+r, true)
		}
		for _, to := range above {
			check(from, to, true)
		}
	}
	for _, r := range rules {
		for _, l := range layers {
			check("analyzers/"+r, "analyzers/internal/"+l.name, false)
			check("catalog", "analyzers/internal/"+l.name, true)
		}
		for _, other := range rules {
			if other != r {
				check("analyzers/"+r, "analyzers/"+other, r != "directive")
			}
		}
		check("analyzers/"+r, "catalog", false)
		check("catalog", "analyzers/"+r, true)
		check("analyzers", "analyzers/"+r, false)
	}
	for _, to := range above {
		check("catalog/strictyaml", to, true)
	}
	check("catalog", "catalog/spelling", false)
	check("analyzers/internal/directives", "catalog/spelling", false)
	for name := range all {
		if !used[name] {
			t.Errorf("depguard's rule %s is about no package", name)
		}
	}
}
