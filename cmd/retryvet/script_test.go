package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/cmd/retryvet/internal/scripted"
	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
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

// What the go command asks of the program as its tool, for which there are others to compare it with. (The other scripts are run in packages commands and scripted.)
func TestTools(t *testing.T) {
	scripted.Run(t, filepath.Join("..", "..", "testdata", "script", "tools"), "retryvet", "unskimmed", "skimlogged")
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
