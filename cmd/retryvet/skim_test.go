package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// unskimmed is retryvet as a vettool that leaves every package to unitchecker. The go command keeps none of its results.
func unskimmed() {
	args := os.Args[1:]
	if args[0] == "-V=full" {
		fmt.Printf("%s version devel unskimmed buildID=%d\n", os.Args[0], time.Now().UnixNano())
		return
	}
	analyze(args, readUnit(args[len(args)-1]))
}

// skimlogged is retryvet as a vettool that compares what skim writes of a package with what unitchecker does. A line in the
// file $SKIMLOG says what came of it. Packages that import it get what skim wrote.
func skimlogged() {
	args := os.Args[1:]
	unit := readUnit(args[len(args)-1])
	if args[0] == "-V=full" || !unit.VetxOnly {
		unskimmed()
		return
	}
	cmd := exec.Command(os.Getenv("UNSKIMMED"), args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		os.Exit(1)
	}
	want, err := os.ReadFile(unit.VetxOutput)
	if err == nil {
		err = skimAndLog(unit, want)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func skimAndLog(unit unitchecker.Config, want []byte) error {
	verdict := "same"
	if err := skim(unit); err != nil {
		verdict = err.Error()
	} else if got, err := os.ReadFile(unit.VetxOutput); err != nil || !bytes.Equal(got, want) {
		verdict = "differs"
	}
	f, err := os.OpenFile(os.Getenv("SKIMLOG"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(f, "%s: %s\n", unit.ImportPath, verdict); err != nil {
		return err
	}
	return f.Close()
}

// Whatever is wrong with a package or with what it is given, unitchecker gets it, and the build system sees what it always
// saw: the same status, output and files.
func TestSkimFaults(t *testing.T) {
	dep := unitchecker.Config{ID: "dep", ImportPath: "dep", GoFiles: []string{"dep.go"}, VetxOnly: true, VetxOutput: "dep.vetx"}
	source := map[string][]byte{"dep.go": []byte("package dep\n\ntype T int\n")}
	good := []byte(vetUnit(t, "unskimmed", dep, source).files["dep.vetx"])
	facts := slices.Clone(good)
	binary.LittleEndian.PutUint32(facts[8:], 4)
	types := int(binary.LittleEndian.Uint32(good[4:]))
	for _, test := range []struct {
		name   string
		source string // "" for one without faults
		vetx   []byte // of the package dep; nil if there is no file
		change func(*unitchecker.Config)
		skims  bool
		status int
	}{
		{name: "good", vetx: good, skims: true},
		{name: "no output of the tool wanted", vetx: good, change: func(u *unitchecker.Config) { u.Stdout = "" }, skims: true},
		{name: "no file for types wanted", vetx: good, change: func(u *unitchecker.Config) { u.VetxOutput = "" }},
		{name: "findings wanted", vetx: good, change: func(u *unitchecker.Config) { u.VetxOnly = false }},
		{name: "no sources", vetx: good, change: func(u *unitchecker.Config) { u.GoFiles = nil }, status: 1},
		{name: "missing source", vetx: good, change: func(u *unitchecker.Config) { u.GoFiles = []string{"none.go"} }, status: 1},
		{name: "missing vetx", status: 1},
		{name: "empty vetx", vetx: []byte{}, status: 1},
		{name: "short vetx", vetx: good[:11], status: 1},
		{name: "cut vetx", vetx: good[:len(good)-1], status: 1},
		{name: "another magic", vetx: append([]byte("vety"), good[4:]...), status: 1},
		{name: "another format of types", vetx: slices.Concat(good[:12], []byte{99}, good[13:]), status: 1},
		{name: "garbled types", vetx: append(good[:12:12], bytes.Repeat([]byte{0xff}, types)...), status: 1},
		{name: "facts that cannot be read", vetx: append(facts, "fact"...), status: 1},
		{name: "import that is not mapped", vetx: good, change: func(u *unitchecker.Config) { u.ImportMap = nil }, status: 1},
		{name: "import without vetx", vetx: good, change: func(u *unitchecker.Config) { u.PackageVetx = nil }, status: 1},
		{name: "syntax error", source: "package p\n\nfunc F( {", vetx: good, status: 1},
		{name: "syntax error in a body", source: "package p\n\nfunc F() { if }", vetx: good, status: 1},
		{name: "type error", source: "package p\n\nvar X int = \"x\"\n", vetx: good, status: 1},
		{name: "unknown name", source: "package p\n\nimport \"dep\"\n\nvar X dep.U\n", vetx: good, status: 1},
		{name: "older language", vetx: good, change: func(u *unitchecker.Config) { u.GoVersion = "go1.17" }, status: 1},
		{name: "newer language", vetx: good, change: func(u *unitchecker.Config) { u.GoVersion = "go1.999" }, status: 1},
		{name: "output not creatable", vetx: good, change: func(u *unitchecker.Config) { u.Stdout = "none/stdout" }, status: 1},
		{name: "types not writable", vetx: good, change: func(u *unitchecker.Config) { u.VetxOutput = "none/vetx" }, status: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.source == "" {
				test.source = "package p\n\nimport \"dep\"\n\ntype G[T any] struct{ V dep.T }\n\nfunc F() { _ = dep.T(1) }\n"
			}
			unit := unitchecker.Config{
				ID: "p", ImportPath: "p", GoVersion: "go1.26", GoFiles: []string{"p.go"}, VetxOnly: true,
				ImportMap: map[string]string{"dep": "dep"}, PackageVetx: map[string]string{"dep": "dep.vetx"},
				VetxOutput: "p.vetx", Stdout: "stdout",
			}
			if test.change != nil {
				test.change(&unit)
			}
			files := map[string][]byte{"p.go": []byte(test.source)}
			if test.vetx != nil {
				files["dep.vetx"] = test.vetx
			}
			want, got := vetUnit(t, "unskimmed", unit, files), vetUnit(t, "retryvet", unit, files)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %s, want %s", got, want)
			}
			if got.status != test.status {
				t.Errorf("the exit status is %d, want %d", got.status, test.status)
			}
			t.Chdir(t.TempDir())
			writeFiles(t, files)
			if err := skim(unit); (err == nil) != test.skims {
				t.Errorf("skimmed: %t (%v)", err == nil, err)
			}
		})
	}
}

// vetted is what a build system sees of a vettool.
type vetted struct {
	status int
	output string
	files  map[string]string
}

func (v vetted) String() string { return fmt.Sprintf("%d %q %q", v.status, v.output, v.files) }

// vetUnit gives a package to a vettool, in a directory with some files.
func vetUnit(t *testing.T, tool string, unit unitchecker.Config, files map[string][]byte) vetted {
	t.Helper()
	t.Chdir(t.TempDir())
	cfg, err := json.Marshal(unit)
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, files)
	writeFiles(t, map[string][]byte{"vet.cfg": cfg})
	cmd := exec.Command(tool, "vet.cfg")
	output, err := cmd.CombinedOutput()
	if err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	v := vetted{cmd.ProcessState.ExitCode(), strings.ReplaceAll(string(output), tool, "tool"), map[string]string{}}
	written, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range written {
		data, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		v.files[f.Name()] = string(data)
	}
	return v
}

func writeFiles(t *testing.T, files map[string][]byte) {
	t.Helper()
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
