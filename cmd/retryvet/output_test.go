package main

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/analyzers"
)

func TestSplit(t *testing.T) {
	got := split([]byte("# example.com/p\n{\n\t\"p\": {}\n}\n{}\r\ngo: a warning\n\n{\n\t\"q\": {\n"))
	want := streams{
		docs:  []string{"{\n\t\"p\": {}\n}\n", "{}", "{\n\t\"q\": {\n"},
		lines: []string{"# example.com/p", "go: a warning"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAdd(t *testing.T) {
	const doc = `{
	"p": {
		"one": [{"posn": "/w/p/a.go:3:4", "end": "/w/p/a.go:3:9", "message": "one: first"}],
		"two": {"error": "broken\nin two lines"}
	},
	"q": {
		"one": [{"posn": "/v/a.go:7", "end": "", "message": "no prefix"}]
	}
}`
	var res result
	if err := res.add(doc, "/w"); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(res.findings, finding.compare)
	want := []finding{
		{Rule: "one", File: "/v/a.go", Line: 7, Message: "no prefix"},
		{Rule: "one", File: "p/a.go", Line: 3, Column: 4, EndLine: 3, EndColumn: 9, Message: "first"},
	}
	if !reflect.DeepEqual(res.findings, want) {
		t.Errorf("findings are %+v, want %+v", res.findings, want)
	}
	if got, want := errors.Join(res.failures...).Error(), "two failed on p: broken in two lines"; got != want {
		t.Errorf("failures are %q, want %q", got, want)
	}
}

// Output that is not understood is a failure, never silence.
func TestAddMalformed(t *testing.T) {
	for _, doc := range []string{"{\n", `{"p": 1}`, `{"p": {"one": 1}}`, `{"p": {"one": [1]}}`} {
		var res result
		if err := res.add(doc, ""); err == nil {
			t.Errorf("no error for %q", doc)
		}
	}
}

func TestMessages(t *testing.T) {
	shorten := func(name string) string { return "short/" + name }
	for _, test := range []struct {
		name, log string
		want      []string
	}{
		{"compile", "# p\na/a.go:1:2: first\na/a.go:2:2: second\n\tgoes on\n", []string{"p does not compile: short/a/a.go:1:2: first"}},
		{"warned and failed", "# p\nb.c:3:10: warning: x\nb.c:4:1: error: y\n", []string{"p does not compile: short/b.c:4:1: error: y"}},
		{"warned beside Go", "# p\nb.c:3:10: warning: x\na.go:4:1: undefined: y\n", []string{"p does not compile: short/a.go:4:1: undefined: y"}},
		{"test variant", "# p\na.go:1:2: x\n# p [p.test]\na.go:1:2: x\n", []string{"p does not compile: short/a.go:1:2: x"}},
		{"external test", "# p_test\n# [p_test]\nvet: a_test.go:1:2: x\n", []string{"p_test does not compile: short/a_test.go:1:2: x"}},
		{"sorted", "# q\nq.go:1: x\n# p\np.go:1: x\n", []string{"p does not compile: short/p.go:1: x", "q does not compile: short/q.go:1: x"}},
		{"crash", "# p\npanic: oh no\n\ngoroutine 1 [running]:\n", []string{"p cannot be analyzed: panic: oh no"}},
		{"own error", "# p\nretryvet: no catalog\n", []string{"p cannot be analyzed: no catalog"}},
		{"load", "d.go:2:8: no module provides x; to add it:\n\tgo get x\n", []string{"short/d.go:2:8: no module provides x; to add it: go get x"}},
		{"no match", "go: warning: \"./x/...\" matched no packages\nno packages to vet\n", []string{`"./x/..." matched no packages`}},
		{"notes", "go: downloading example.com/x v1.0.0\ngo: something else\n", []string{"something else"}},
		{"after a package", "# p\na.go:1:2: x\ngo: something else\n", []string{"p does not compile: short/a.go:1:2: x", "something else"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			msgs := parseMessages(split([]byte(test.log)).lines, shorten)
			got := msgs.failures(true)
			if text := errors.Join(got...); text == nil || text.Error() != strings.Join(test.want, "\n") {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	t.Run("warnings of C", func(t *testing.T) {
		for _, log := range []string{
			"# p\nb.c: In function 'f':\nb.c:3:10: warning: function may return address of local variable\n 3 |   return p;\n   |          ^\n",
			"# p\nb.c:3:10: warning: address of stack memory\n    return p;\nb.h:1:2: note: declared here\n1 warning generated.\n",
		} {
			msgs := parseMessages(split([]byte(log)).lines, shorten)
			if got := msgs.failures(true); len(got) != 0 || !msgs.analyzed {
				t.Errorf("got %q of %q", got, log)
			}
		}
	})
	t.Run("success", func(t *testing.T) {
		msgs := parseMessages([]string{"something new", `go: warning: "x/..." matched no packages`}, shorten)
		if got := msgs.failures(false); len(got) != 1 { // a pattern that matches nothing is a failure all the same
			t.Errorf("got %q", got)
		}
	})
}

func TestParsePosition(t *testing.T) {
	for _, test := range []struct {
		posn         string
		file         string
		line, column int
	}{
		{"/a/b.go:12:3", "/a/b.go", 12, 3},
		{"/a/b.go:12", "/a/b.go", 12, 0},
		{"/a/b.go", "/a/b.go", 0, 0},
		{`C:\a\b.go:12:3`, `C:\a\b.go`, 12, 3},
		{"/a:1/b.go:12:3", "/a:1/b.go", 12, 3},
		{"-", "-", 0, 0},
		{"", "", 0, 0},
	} {
		file, line, column := parsePosition(test.posn)
		if file != test.file || line != test.line || column != test.column {
			t.Errorf("parsePosition(%q) = %q, %d, %d", test.posn, file, line, column)
		}
	}
}

func TestChoose(t *testing.T) {
	a := finding{Rule: "nobackoff", File: "a.go", Line: 2, Column: 1, Message: "m"}
	b, c, d, e := a, a, a, a
	b.Line, c.Rule = 10, "nonretryable"
	d.Message, d.Silenced = "silenced", &analyzers.Silenced{Reason: "why", Place: analyzers.Place{Line: 1}}
	e.Rule, e.Off = "unknowncode", true
	for _, test := range []struct{ args, want string }{
		{"", "a.go:2:1: nobackoff: m\na.go:2:1: nonretryable: m\na.go:10:1: nobackoff: m\n"},
		{"-nobackoff", "a.go:2:1: nobackoff: m\na.go:10:1: nobackoff: m\n"},
		{"-suppressed", "a.go:2:1: nobackoff: silenced [silenced in line 1: why]\n"},
		{"-unknowncode", "a.go:2:1: unknowncode: m\n"}, // a flag goes before the configuration
	} {
		o, _, err := parse(strings.Fields(test.args))
		if err != nil {
			t.Fatal(err)
		}
		res := result{findings: []finding{b, c, a, b, d, a, e}}
		if err := res.choose(o, &earlier{counts: map[inBaseline]int{}}, t.TempDir()); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := (writer{out: &out}).write("text", &res); err != nil {
			t.Fatal(err)
		}
		if out.String() != test.want {
			t.Errorf("%s: got\n%swant\n%s", test.args, out.String(), test.want)
		}
	}
}
