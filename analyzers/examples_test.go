package analyzers_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/retryvet/retryvet/analyzers"
)

// The code in the documentation of a rule is what the documentation says it is: of a wrong piece the rule, and it alone, says
// what stands below it; of a right one no rule says anything. The programs that the pieces stand in are in testdata/examples,
// in order: finding.go is about a wrong piece, silent.go about a right one.
func TestExamples(t *testing.T) {
	for _, lang := range analyzers.Languages() {
		for _, a := range analyzers.Suite(analyzers.Config{}) {
			t.Run(lang+"/"+a.Name, func(t *testing.T) { examples(t, a, lang) })
		}
	}
}

func examples(t *testing.T, a *analysis.Analyzer, lang string) {
	programs, err := txtar.ParseFile(filepath.Join("..", "testdata", "examples", a.Name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	pieces := indented(analyzers.Documentation(a, lang))
	if len(pieces) != len(programs.Files) {
		t.Fatalf("the documentation has %d pieces of code, there are programs for %d: %q", len(pieces), len(programs.Files), pieces)
	}
	for i, program := range programs.Files {
		code, want := pieces[i], ""
		if strings.HasPrefix(program.Name, "finding") {
			below := strings.LastIndex(code, "\n\n")
			if below < 0 {
				t.Fatalf("no finding below\n%s", code)
			}
			want = a.Name + ": " + strings.Join(strings.Fields(code[below:]), " ") + "\n"
			code = code[:below+1]
		}
		before, after, _ := strings.Cut(string(program.Data), "EXAMPLE\n")
		got := lineNumber.ReplaceAllStringFunc(reported(t, before+code+after, lang), func(s string) string {
			number := digits.FindString(s)
			n, err := strconv.Atoi(number)
			if err != nil {
				t.Fatal(err)
			}
			return strings.Replace(s, number, strconv.Itoa(n-strings.Count(before, "\n")), 1) // of the piece
		})
		if got != want {
			t.Errorf("reported\n%swant\n%sof\n%s", got, want, code)
		}
	}
}

var (
	lineNumber = regexp.MustCompile(`\bline \d+|第 \d+ 行`)
	digits     = regexp.MustCompile(`\d+`)
)

// indented are the pieces of code in a documentation.
func indented(doc string) []string {
	var pieces []string
	open := false
	for line := range strings.Lines(doc + "\n") {
		text, code := strings.CutPrefix(line, "\t")
		switch {
		case code && !open:
			pieces, open = append(pieces, text), true
		case code:
			pieces[len(pieces)-1] += text
		case open && line == "\n":
			pieces[len(pieces)-1] += line
		default:
			open = false
		}
	}
	for i, p := range pieces {
		pieces[i] = strings.TrimRight(p, "\n") + "\n"
	}
	return pieces
}

// reported is what the rules say of a program, a line for each finding.
func reported(t *testing.T, program, lang string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/p\n\ngo 1.26\n", "p.go": program} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	list, err := packages.Load(&packages.Config{
		Mode: packages.LoadSyntax | packages.NeedModule, Dir: dir, Env: append(os.Environ(), "GOWORK=off", "GOFLAGS="),
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range list[0].Errors {
		t.Fatalf("%s in\n%s", err, program)
	}
	graph, err := checker.Analyze(analyzers.Suite(analyzers.Config{Language: lang}), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, act := range graph.Roots {
		for _, d := range act.Diagnostics {
			b.WriteString(act.Analyzer.Name + ": " + d.Message + "\n")
		}
	}
	return b.String()
}
