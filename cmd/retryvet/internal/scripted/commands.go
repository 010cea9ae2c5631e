package scripted

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

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
	ts.Check(ValidateSARIF(ts.ReadFile(args[0])))
}

// wantSchema wants a file, stdout or stderr to be as a schema has it, a file or one in testdata/schemas: conforms schema file.
func wantSchema(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: conforms schema file")
	}
	name := args[0]
	if !filepath.IsAbs(name) {
		name = filepath.Join("schemas", name+".schema.json")
	}
	ts.Check(validate(name, ts.ReadFile(args[1])))
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

// writeBinary writes a small file that is no text: binary file.
func writeBinary(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: binary file")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("\x7fELF\x00\x01"), 0o666))
}
