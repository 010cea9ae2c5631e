package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The go command runs the program that called it, which is the test's here.
func TestMain(m *testing.M) {
	if dir := os.Getenv(notesEnv); dir != "" {
		os.Exit(note(dir, os.Args[1:]))
	}
	os.Exit(m.Run())
}

func TestCompare(t *testing.T) {
	type lists = map[string][]string
	base := func() *kept {
		return &kept{Findings: lists{"p nobackoff": {"one", "two", "two"}}, Facts: lists{"p": {"f: sends"}, "q": nil}}
	}
	for _, test := range []struct {
		name   string
		change func(k *kept)
		want   []string
	}{
		{"nothing", func(*kept) {}, nil},
		{"a word", func(k *kept) { k.Findings["p nobackoff"][0] = "uno" }, []string{"- p nobackoff one", "+ p nobackoff uno"}},
		{"order", func(k *kept) { slices.Reverse(k.Findings["p nobackoff"]) }, []string{"~ p nobackoff: the same in another order"}},
		{"once less", func(k *kept) { k.Findings["p nobackoff"] = k.Findings["p nobackoff"][:2] }, []string{"- p nobackoff two"}},
		{"another rule", func(k *kept) { k.Findings["p errortext"] = []string{"x"} }, []string{"+ p errortext x"}},
		{"no rule", func(k *kept) { delete(k.Findings, "p nobackoff") }, []string{"- p nobackoff one", "- p nobackoff two", "- p nobackoff two"}},
		{"a fact", func(k *kept) { k.Facts["p"] = nil }, []string{"- facts of p f: sends"}},
		{"a first fact", func(k *kept) { k.Facts["q"] = []string{"g: waits"} }, []string{"+ facts of q g: waits"}},
		{"a package without facts", func(k *kept) { delete(k.Facts, "q") }, []string{"- facts of q (not looked at)"}},
		{"one more package", func(k *kept) { k.Facts["r"] = nil }, []string{"+ facts of r (looked at)"}},
	} {
		k := base()
		test.change(k)
		if got := compare(base(), k); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRead(t *testing.T) {
	k := &kept{Findings: map[string][]string{}}
	out := "# p\n{}\n# q\n{\"q\": {\"nobackoff\": [\n\t{\"posn\": \"a.go:1:1\",\n\t\"message\": \"x # y\"}, {}],\n \"errortext\": {\"error\": \"z\"}}}\n"
	if err := k.read(out); err != nil {
		t.Fatal(err)
	}
	want := &kept{Findings: map[string][]string{
		"q nobackoff": {`{"posn":"a.go:1:1","message":"x # y"}`, `{}`},
		"q errortext": {`{"error":"z"}`},
	}}
	if lines := compare(want, k); len(lines) > 0 {
		t.Errorf("%q", lines)
	}
	if err := k.read("{"); err == nil {
		t.Error("half an object is read")
	}
}

// The corpus is pinned, and none of it twice.
func TestCorpus(t *testing.T) {
	all, err := cases(".")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.name] {
			t.Errorf("%s is there twice", c.name)
		}
		seen[c.name] = true
	}
	if modules := len(all) - len([]string{"fixtures", "demo"}); modules < 12 {
		t.Errorf("%d modules", modules)
	}
	pin := regexp.MustCompile(`^[^ ]+ v[0-9.]+ h1:[0-9A-Za-z+/]{43}=( \./[^ ]+)*$`)
	for line := range strings.Lines(corpus) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") && !pin.MatchString(line) {
			t.Errorf("%q is no module, version and checksum", line)
		}
	}
	if _, err := choose(all, []string{"demo", "example.com/none"}); err == nil {
		t.Error("there is a case that nobody knows")
	}
	if chosen, err := choose(all, []string{"demo"}); err != nil || len(chosen) != 1 || chosen[0].name != "demo" {
		t.Errorf("chose %v: %v", chosen, err)
	}
}

// The same files in another place are the same tool; a word of a rule shows in the findings and a word of the engine in the
// facts; and what was seen once is not looked at again.
func TestTrees(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds retryvet three times")
	}
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	copied := t.TempDir()
	for _, name := range []string{"analyzers", "catalog", "cmd"} {
		if err := os.CopyFS(filepath.Join(copied, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(copied, name), data, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	replace := func(name, old, with string) {
		t.Helper()
		name = filepath.Join(copied, filepath.FromSlash(name))
		data, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(data), old) {
			t.Fatalf("no %q in %s: %v", old, name, err)
		}
		if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, with, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cache, runs := t.TempDir(), 0
	upyun := files("upyun", filepath.Join(root, "testdata", "demo", "upyun"), root, nil, "./testdata/demo/upyun")
	dir := upyun.dir
	upyun.dir = func() (string, error) { runs++; return dir() }
	see := func(tree string) (*tool, *kept) {
		t.Helper()
		tool, err := build(tree, root, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		k, err := tool.kept(upyun, cache)
		if err != nil {
			t.Fatal(err)
		}
		return tool, k
	}

	before, want := see(root)
	pkg := "github.com/retryvet/retryvet/testdata/demo/upyun"
	all := strings.Join(slices.Concat(want.Findings[pkg+" nonretryable"], want.Findings[pkg+" nobackoff"]), "\n")
	for _, word := range []string{`"posn":"testdata/demo/upyun/upload.go:17:6"`, `retryvet details {\"severity\"`} {
		if !strings.Contains(all, word) {
			t.Errorf("no %s in %s", word, all)
		}
	}
	if facts := strings.Join(want.Facts[pkg], "\n"); !strings.Contains(facts, "(*.Client).Delete: sends waits again(429, and 500 and above, 5)") {
		t.Errorf("no fact of what waits in %s", facts)
	}

	same, got := see(copied)
	if lines := compare(want, got); same.key != before.key || len(lines) > 0 || runs != 1 {
		t.Errorf("the copy is %s and not %s, ran %d times, and says %q", same.key, before.key, runs, lines)
	}

	replace("analyzers/nonretryable/nonretryable.go", "retries %s (%s); the same request fails again, so %s\", named", "retries %s (%s); it fails again, so %s\", named")
	replace("analyzers/internal/summary/fact.go", `b.WriteString(name + ": "`, `b.WriteString(name + " = "`)
	changed, got := see(copied)
	lines := strings.Join(compare(want, got), "\n")
	for _, begin := range []string{"- " + pkg + " nonretryable ", "+ " + pkg + " nonretryable ", "- facts of " + pkg + " ", "+ facts of " + pkg + " "} {
		if !strings.Contains("\n"+lines, "\n"+begin) {
			t.Errorf("nothing begins with %q in\n%s", begin, lines)
		}
	}
	if changed.key == before.key || runs != 2 || strings.Contains(lines, " nobackoff ") {
		t.Errorf("the changed tool is %s, ran %d times, and says\n%s", changed.key, runs, lines)
	}
}
