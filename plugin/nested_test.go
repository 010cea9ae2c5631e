package plugin_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// A tree of files for a module.
type tree map[string]string

func (files tree) write(t *testing.T, root string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func sender(pkg string) string {
	return "package " + pkg + `

import (
	"net/http"
	"time"
)

func init() { http.DefaultClient.Timeout = time.Minute }

func Send(u string) {
	for i := 0; i < 3; i++ {
		resp, err := http.Head(u)
		if err == nil && resp.StatusCode == 200 {
			return
		}
		time.Sleep(time.Second)
	}
}
`
}

// moduleFindings are what the plugin reports in the module of the current directory: "package rule".
func moduleFindings(t *testing.T, conf any) []string {
	t.Helper()
	list, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax | packages.NeedModule, Tests: true, Env: append(os.Environ(), "GOFLAGS=", "GOWORK=off")}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for rule, found := range findings(t, conf, list) {
		for _, f := range found {
			dir := filepath.Base(filepath.Dir(f.fset.Position(f.Pos).Filename))
			if text := dir + " " + rule; !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
	}
	slices.Sort(all)
	return all
}

// Without settings every package is judged by the .retryvet.yaml that is nearest to it, as on the command line; with settings
// these hold for all of them.
func TestNestedFiles(t *testing.T) {
	t.Setenv("GOWORK", "off")
	root := t.TempDir()
	tree{
		"go.mod":                    "module example.com/m\n\ngo 1.26\n",
		".retryvet.yaml":            "rules: {nobackoff: false}\n",
		"send/send.go":              sender("send"),
		"inner/.retryvet.yaml":      "rules: {nonretryable: false}\n",
		"inner/inner.go":            sender("inner"),
		"inner/deep/deep.go":        sender("deep"),
		"enough/.retryvet.yml":      "rules:\n  nobackoff: {enough: 1s}\n",
		"enough/enough.go":          sender("enough"),
		"all/.retryvet.yaml":        "# nothing\n",
		"all/all.go":                sender("all"),
		"tested/.retryvet.yaml":     "tests: true\nrules: {nobackoff: false}\n",
		"tested/tested.go":          "package tested\n",
		"tested/tested_test.go":     sender("tested"),
		"untested/untested.go":      "package untested\n",
		"untested/untested_test.go": sender("untested"),
		"tied/.retryvet.yaml":       "providers: {example.com/m/tied.failure: pan123}\n",
		"tied/tied.go":              "package tied\n\nimport \"net/http\"\n\nvar Client http.Client\n\ntype failure struct{ Code int `json:\"code\"` }\n\nfunc signature(e failure) bool { return e.Code == 20130 }\n",
	}.write(t, root)
	t.Chdir(root)
	want := []string{
		"all nobackoff", "all nonretryable", "deep nobackoff", "enough nonretryable", "inner nobackoff", "send nonretryable",
		"tested nonretryable", "tied unknowncode",
	}
	if got := moduleFindings(t, nil); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	t.Chdir(filepath.Join(root, "send")) // wherever it runs
	if got := moduleFindings(t, nil); !slices.Equal(got, []string{"send nonretryable"}) {
		t.Errorf("from below: %q", got)
	}
	t.Chdir(root)
	want = []string{"all nonretryable", "deep nonretryable", "enough nonretryable", "inner nonretryable", "send nonretryable"}
	if got := moduleFindings(t, settings{"rules": settings{"nobackoff": false}}); !slices.Equal(got, want) {
		t.Errorf("with settings: got %q\nwant %q", got, want)
	}
}

// What directives and settings do not tie is reported.
func TestUntied(t *testing.T) {
	t.Setenv("GOWORK", "off")
	root := t.TempDir()
	tree{
		"go.mod":         "module example.com/m\n\ngo 1.26\n",
		".retryvet.yaml": "providers: {example.com/m/page.Page: pan123, example.com/m/page.Error: pan123}\n",
		"page/page.go":   "package page\n\ntype Page struct{ Title string }\n\ntype Error struct{ Code int }\n",
		"said/said.go":   "package said\n\n//retryvet:provider pan123\ntype Page struct{ Title string }\n\n//retryvet:provider zgi\ntype Error struct{ Code int `json:\"code\"` }\n",
	}.write(t, root)
	t.Chdir(root)
	if got, want := moduleFindings(t, nil), []string{"page directive", "said directive"}; !slices.Equal(got, want) {
		t.Errorf("of the file: got %q, want %q", got, want)
	}
	inline := settings{"providers": []any{settings{"of": "example.com/m/page.Page", "provider": "pan123"}}}
	if got, want := moduleFindings(t, inline), []string{"page directive", "said directive"}; !slices.Equal(got, want) {
		t.Errorf("of settings: got %q, want %q", got, want)
	}
}

// Results depend on all of the files (G8), and on a fault in any of them there are none.
func TestIdentityOfNestedFiles(t *testing.T) {
	t.Setenv("GOWORK", "off")
	root := t.TempDir()
	tree{"go.mod": "module example.com/m\n", "inner/.retryvet.yaml": "rules: {nobackoff: false}\n"}.write(t, root)
	t.Chdir(root)
	_, one := split(build(t, nil))
	tree{"inner/.retryvet.yaml": "rules: {nobackoff: true}\n"}.write(t, root)
	if _, other := split(build(t, nil)); other == one {
		t.Errorf("another nested file has the same name %s", one)
	}
	for text, want := range map[string]string{
		"tests: maybe\n":                              "inner/.retryvet.yaml:1: tests must be true or false",
		"\nstrict: perhaps\n":                         "inner/.retryvet.yaml:2: strict must be true or false",
		"providers: {example.com/m/nothing: upyun}\n": "inner/.retryvet.yaml:1: module example.com/m has no package example.com/m/nothing",
	} {
		tree{"inner/.retryvet.yaml": text}.write(t, root)
		if _, err := create(nil); err == nil || err.Error() != "retryvet: "+filepath.FromSlash(want) {
			t.Errorf("%q: error is %v, want %s", text, err, want)
		}
	}
	// Settings are faults of their own, without files.
	_, err := create(settings{"providers": []any{settings{"of": "example.com/m/nothing", "provider": "upyun"}}})
	if want := "retryvet: linters.settings.custom.retryvet.settings.providers[0]: module example.com/m has no package example.com/m/nothing"; fmt.Sprint(err) != want {
		t.Errorf("error is %v, want %s", err, want)
	}
	if strings.Contains(fmt.Sprint(err), root) {
		t.Errorf("error %v names a directory of no interest", err)
	}
}
