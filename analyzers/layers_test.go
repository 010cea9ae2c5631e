package analyzers_test

import (
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// layers are the packages below the rules, lowest first, with what each imports of the others. A package that is not named here has no
// place yet: add it where it belongs, and let it import what stands before it alone.
var layers = []struct {
	name    string
	imports string
}{
	{"wording", ""},
	{"listrules", "wording"}, // a command, which writes lists
	{"codeset", ""},
	{"library", ""},
	{"lexicon", ""},
	{"directives", ""},
	{"gotypes", ""},
	{"functions", "lexicon"},
	{"domain", "codeset"},
	{"reasons", ""},
	{"index", "lexicon gotypes domain"},
	{"summary", "codeset library domain index"},
	{"api", "codeset library lexicon directives gotypes domain index summary"},
	{"sym", "codeset lexicon gotypes functions"},
	{"paths", "codeset gotypes domain sym"},
	{"effects", "library lexicon gotypes functions domain index summary api"},
	{"flow", "lexicon gotypes functions domain effects"},
	{"assume", "codeset lexicon gotypes functions domain api sym paths effects"},
	{"symexec", "codeset library lexicon gotypes functions domain summary api sym paths effects assume"},
	{"models", "codeset library lexicon gotypes functions domain summary api sym paths symexec"},
	{"retry", "codeset library lexicon gotypes functions domain reasons index sym paths symexec"},
	{"bodies", "lexicon gotypes functions domain reasons index sym paths symexec retry"},
	{"summarize", "codeset library gotypes functions domain summary api sym paths effects symexec models retry"},
	{"site", "lexicon gotypes index summary api paths effects symexec models retry bodies summarize"},
	{"texttest", "library lexicon gotypes reasons index summary api retry site"},
	{"report", "codeset directives domain gotypes reasons index retry site wording"},
	{"inventory", "codeset library gotypes domain api reasons retry site report wording"},
}

// The packages below the rules import each other in one direction, as the table says, and no rule.
func TestLayers(t *testing.T) {
	const root = "github.com/retryvet/retryvet/analyzers/"
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./internal/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	var before []string
	allowed := map[string][]string{}
	for _, l := range layers {
		allowed[l.name] = strings.Fields(l.imports)
		for _, i := range allowed[l.name] {
			if !slices.Contains(before, i) {
				t.Errorf("%s may import %s, which does not stand before it", l.name, i)
			}
		}
		before = append(before, l.name)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		name := strings.TrimPrefix(fields[0], root+"internal/")
		if path.Base(name) == "testdata" {
			continue
		}
		seen[name] = true
		if !slices.Contains(before, name) {
			t.Errorf("package %s is not in the table", name)
			continue
		}
		for _, i := range fields[1:] {
			i, ours := strings.CutPrefix(i, root)
			if !ours {
				continue
			}
			if inner, ok := strings.CutPrefix(i, "internal/"); !ok || !slices.Contains(allowed[name], inner) {
				t.Errorf("%s imports %s, which the table does not allow", name, i)
			}
		}
		for _, i := range allowed[name] {
			if !slices.Contains(fields[1:], root+"internal/"+i) {
				t.Errorf("%s need not be allowed to import %s", name, i)
			}
		}
	}
	for _, name := range before {
		if !seen[name] {
			t.Errorf("package %s of the table does not exist", name)
		}
	}
}
