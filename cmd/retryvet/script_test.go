package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/retryvet/retryvet/catalog"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"retryvet": main, "logtool": logtool})
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
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for name, value := range goEnv {
				env.Setenv(name, value)
			}
			env.Setenv("GOFLAGS", "")
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOWORK", "off")
			env.Setenv("DIGEST", catalog.Embedded().Digest())
			retryvet, err := exec.LookPath("retryvet")
			env.Setenv("RETRYVET", retryvet)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": wantStatus, "lines": wantLines, "sarif": wantSARIF},
	})
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
