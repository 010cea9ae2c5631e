package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/catalog"
)

func TestMain(m *testing.M) {
	if os.Getenv("RETRYVETCACHE") == "" { // not the user's
		if err := os.Setenv("RETRYVETCACHE", filepath.Join(os.TempDir(), "retryvet-test-cache")); err != nil {
			panic(err)
		}
	}
	testscript.Main(m, map[string]func(){"retryvet": main, "logtool": logtool, "unskimmed": unskimmed, "skimlogged": skimlogged})
}

// logtool is a -toolexec program that writes down every package that is vetted: a line in $TOOLLOG for each.
func logtool() {
	args := os.Args[1:]
	if strings.HasSuffix(args[len(args)-1], "vet.cfg") {
		f, err := os.OpenFile(os.Getenv("TOOLLOG"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err == nil {
			fmt.Fprintln(f, "vet", filepath.Base(os.Getenv("PWD")))
			err = f.Close()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		os.Exit(1)
	}
}

func TestScripts(t *testing.T) {
	goEnv := map[string]string{}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOROOT"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		goEnv[name] = strings.TrimSpace(string(out))
	}
	testscript.Run(t, testscript.Params{
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "unreadable": // chmod 000 has an effect, which it does not for root
				return os.Getuid() != 0, nil
			case "cgo": // files that import C are built
				return buildsC()
			}
			return false, fmt.Errorf("unknown condition %s", cond)
		},
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for name, value := range goEnv {
				env.Setenv(name, value)
			}
			env.Setenv("GOFLAGS", "")
			env.Setenv("RETRYVETCACHE", os.Getenv("RETRYVETCACHE"))
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOWORK", "off")
			env.Setenv("DIGEST", catalog.Embedded().Digest())
			docs, err := filepath.Abs(filepath.Join("..", "..", "docs"))
			if err != nil {
				return err
			}
			env.Setenv("DOCS", docs)
			for _, name := range []string{"retryvet", "unskimmed", "skimlogged"} {
				tool, err := exec.LookPath(name)
				if err != nil {
					return err
				}
				env.Setenv(strings.ToUpper(name), tool)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": wantStatus, "lines": wantLines, "sarif": wantSARIF, "conforms": wantSchema, "recipe": recipe, "entry": hookEntry, "append": appendTo, "binary": writeBinary, "vandalize": vandalize},
	})
}

// buildsC reports whether the go command builds files that import C: it may be told not to, and needs a compiler.
func buildsC() (bool, error) {
	out, err := exec.Command("go", "env", "CGO_ENABLED", "CC").Output()
	if err != nil {
		return false, err
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != 2 || lines[0] != "1" {
		return false, nil
	}
	_, err = exec.LookPath(strings.Fields(lines[1])[0])
	return err == nil, nil
}

// vandalize cuts off or writes over every file below a directory: vandalize dir.
func vandalize(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: vandalize dir")
	}
	n := 0
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if n++; n%2 == 0 {
			data = data[:len(data)/2]
		} else {
			for i := range data {
				data[i] ^= 0x55
			}
		}
		return os.WriteFile(name, data, 0o666)
	}))
	if n == 0 {
		ts.Fatalf("nothing is kept in %s", args[0])
	}
}

// wantStatus runs a command and wants the exit status: status N program args...
func wantStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program args...")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		match := regexp.MustCompile(`exit status (\d+)`).FindStringSubmatch(err.Error())
		if match == nil {
			ts.Fatalf("%v", err)
		}
		_, err := fmt.Sscan(match[1], &got)
		ts.Check(err)
	}
	if want := args[0]; fmt.Sprint(got) != want {
		ts.Fatalf("exit status is %d, want %s", got, want)
	}
}

// wantLines wants a file, stdout or stderr to have so many lines: lines file N.
func wantLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines file N")
	}
	if n := strings.Count(ts.ReadFile(args[0]), "\n"); fmt.Sprint(n) != args[1] {
		ts.Fatalf("%s has %d lines, want %s", args[0], n, args[1])
	}
}

// wantSARIF wants a file, stdout or stderr to be a log as the published schema has it: sarif file.
func wantSARIF(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sarif file")
	}
	ts.Check(validateSARIF(ts.ReadFile(args[0])))
}

// wantSchema wants a file, stdout or stderr to be as a schema has it, a file or one in testdata/schemas: conforms schema file.
func wantSchema(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: conforms schema file")
	}
	name := filepath.Join("..", "..", "testdata", "schemas", args[0]+".schema.json")
	if filepath.IsAbs(args[0]) {
		name = args[0]
	}
	schema, err := jsonschema.NewCompiler().Compile(name)
	ts.Check(err)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Check(schema.Validate(value))
}

var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	return jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "testdata", "sarif", "sarif-schema-2.1.0.json"))
})

func validateSARIF(log string) error {
	schema, err := sarifSchema()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// The check can fail.
func TestValidateSARIF(t *testing.T) {
	if err := validateSARIF(`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": []}]}`); err != nil {
		t.Error(err)
	}
	if err := validateSARIF(`{"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": []}]}`); err == nil {
		t.Error("a driver without a name passes")
	}
}

// recipe writes to a file what a pattern finds in another: recipe file pattern to.
func recipe(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: recipe file pattern to")
	}
	match := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile(args[0]))
	if match == nil {
		ts.Fatalf("%s has nothing like %s", args[0], args[1])
	}
	text := regexp.MustCompile(`(?m)^ +- `).ReplaceAllString(match[1], "") // one line each of a list
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text+"\n"), 0o666))
}

// hookEntry writes to a file the command of a pre-commit hook, as a script that is given the names of files: entry file to.
func hookEntry(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: entry file to")
	}
	var conf struct {
		Repos []struct {
			Hooks []struct {
				Entry  string
				Serial bool `yaml:"require_serial"`
			}
		}
	}
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &conf))
	if len(conf.Repos) != 1 || len(conf.Repos[0].Hooks) != 1 || !conf.Repos[0].Hooks[0].Serial {
		ts.Fatalf("%s has other hooks than one that runs alone: %+v", args[0], conf)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(conf.Repos[0].Hooks[0].Entry+" \"$@\"\n"), 0o666))
}

// Every recipe is a file that its reader accepts.
func TestRecipes(t *testing.T) {
	var files []string
	for _, pattern := range []string{"ci/*.y*ml", "golangci/.*.yml", "ci/bazel/*.json"} {
		match, err := filepath.Glob(filepath.Join("..", "..", "docs", pattern))
		if err != nil || len(match) == 0 {
			t.Fatalf("%s: %q, %v", pattern, match, err)
		}
		files = append(files, match...)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := yaml.Unmarshal(data, &doc); err != nil || len(doc) == 0 {
			t.Errorf("%s: %v", file, err)
		}
	}
	// nogo is told of every rule.
	for _, file := range []string{"BUILD.bazel", "nogo.json"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "docs", "ci", "bazel", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range ruleNames() {
			if !strings.Contains(string(data), rule) {
				t.Errorf("%s does not know %s", file, rule)
			}
		}
	}
}

// The hook that pre-commit builds from this repository runs retryvet on packages, and not on the names of files.
func TestHooks(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Name, Entry, Language string
		Args                      []string
		Pass                      *bool `yaml:"pass_filenames"`
	}
	if err := yaml.Unmarshal(data, &hooks); err != nil || len(hooks) != 1 {
		t.Fatalf("%d hooks: %v", len(hooks), err)
	}
	h := hooks[0]
	if h.ID != "retryvet" || h.Name == "" || h.Entry != "retryvet" || h.Language != "golang" || h.Pass == nil || *h.Pass {
		t.Errorf("the hook is %+v", h)
	}
	if _, packages, err := parse(h.Args); err != nil || len(packages) != 1 {
		t.Errorf("its arguments are %q: %v", h.Args, err)
	}
}

// appendTo appends text to a file: append file text.
func appendTo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append file text")
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteString(args[1])
	ts.Check(errors.Join(err, f.Close()))
}

// The README builds golangci-lint as the example that is tested does.
func TestReadme(t *testing.T) {
	type custom struct {
		Version string
		Plugins []map[string]string
	}
	read := func(data []byte) (c custom) {
		t.Helper()
		if err := yaml.Unmarshal(data, &c); err != nil || c.Version == "" || len(c.Plugins) == 0 {
			t.Fatalf("%s: %v", data, err)
		}
		return c
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```yaml\n(version: v.*?)```").FindSubmatch(readme)
	if block == nil {
		t.Fatal("no .custom-gcl.yml in the README")
	}
	example, err := os.ReadFile(filepath.Join("..", "..", "docs", "golangci", ".custom-gcl.yml"))
	if err != nil {
		t.Fatal(err)
	}
	got, want := read(block[1]), read(example)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the README says %v, the example %v", got, want)
	}
	if !strings.Contains(string(readme), "golangci-lint@"+want.Version+"`") {
		t.Errorf("the README does not install %s", want.Version)
	}
}

// writeBinary writes a small file that is no text: binary file.
func writeBinary(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: binary file")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("\x7fELF\x00\x01"), 0o666))
}
