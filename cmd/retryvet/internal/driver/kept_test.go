package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A lister lists the packages of a module again and again, as one command after the other would.
type lister struct {
	t *testing.T
	c Config
}

// list lists the packages, and what they import; it wants to be told the same as go list tells, and to have asked it or not.
func (l *lister) list(step string, want bool) {
	l.t.Helper()
	c := l.c
	cmd := exec.Command("go", append([]string{"env", "-json"}, Environment...)...)
	cmd.Dir = c.Dir
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &c.Env)
	}
	if err != nil {
		l.t.Fatal(err)
	}
	c.Go, _ = exec.LookPath("go")
	c.Stderr = new(bytes.Buffer)
	c.started = time.Now().Add(2 * settled) // as if all of this had been left alone for a while
	asked := false
	fresh := func() ([]*listed, error) { return c.list(context.Background()) }
	got, err := c.packages(func() ([]*listed, error) { asked = true; return fresh() })
	if err != nil {
		l.t.Fatal(step, err)
	}
	now, err := fresh()
	if err != nil {
		l.t.Fatal(step, err)
	}
	text := func(all []*listed) string {
		all = slices.DeleteFunc(slices.Clone(all), func(p *listed) bool { return p.Standard })
		b, err := json.Marshal(all)
		if err != nil {
			l.t.Fatal(err)
		}
		return string(b)
	}
	if text(got) != text(now) {
		l.t.Errorf("%s: stale:\n%s\nis now\n%s", step, text(got), text(now))
	}
	if asked != want {
		l.t.Errorf("%s: go list was asked: %t, want %t", step, asked, want)
	}
}

func (l *lister) write(name, text string) {
	l.t.Helper()
	file := filepath.Join(l.c.Dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		l.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		l.t.Fatal(err)
	}
}

func (l *lister) remove(name string) {
	l.t.Helper()
	if err := os.RemoveAll(filepath.Join(l.c.Dir, filepath.FromSlash(name))); err != nil {
		l.t.Fatal(err)
	}
}

func newLister(t *testing.T) *lister {
	if runtime.GOOS != "linux" {
		t.Skip("nothing is known of files here that cannot be set back, so that no list is kept")
	}
	for _, name := range []string{"GOFLAGS", "GOWORK", "GOENV"} {
		t.Setenv(name, "")
	}
	t.Setenv("GOPROXY", "off")
	dir := t.TempDir()
	l := &lister{t: t, c: Config{Dir: filepath.Join(dir, "m"), Patterns: []string{"./..."}, Cache: t.TempDir(), Salt: "test"}}
	l.write("go.mod", "module example.com/m\n\ngo 1.26\n\nrequire example.com/other v0.0.0\n\nreplace example.com/other => ../other\n")
	l.write("../other/go.mod", "module example.com/other\n\ngo 1.21\n")
	l.write("../other/other.go", "package other\n")
	l.write("../other/deep/deep.go", "package deep\n")
	l.write("a/a.go", "package a\n\nimport _ \"example.com/other\"\n")
	l.write("a/a_test.go", "package a\n")
	l.write("b/b.go", "package b\n")
	l.write("b/data/x.txt", "x")
	l.write("empty/notes.md", "nothing\n")
	return l
}

// A list that is kept is never one that go list would not give now.
func TestKeptList(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(l *lister)
	}{
		{"a file more", func(l *lister) { l.write("a/more.go", "package a\n\nimport _ \"strings\"\n") }},
		{"a package more", func(l *lister) { l.write("c/c.go", "package c\n") }},
		{"a package more, deep below what was none", func(l *lister) { l.write("empty/x/y/y.go", "package y\n") }},
		{"a package where there was none", func(l *lister) { l.write("empty/e.go", "package empty\n") }},
		{"a test more", func(l *lister) { l.write("b/b_test.go", "package b_test\n") }},
		{"a file less", func(l *lister) { l.remove("a/a_test.go") }},
		{"a package less", func(l *lister) { l.remove("b") }},
		{"another name of a file", func(l *lister) {
			if err := os.Rename(filepath.Join(l.c.Dir, "b/b.go"), filepath.Join(l.c.Dir, "b/b_windows.go")); err != nil {
				l.t.Fatal(err)
			}
		}},
		{"an import", func(l *lister) { l.write("b/b.go", "package b\n\nimport _ \"example.com/m/a\"\n") }},
		{"an import of the same length, and the time of the file set back", func(l *lister) {
			l.write("b/b.go", "package b\n\nimport _ \"sort\"\n")
			l.list("first", true)
			file := filepath.Join(l.c.Dir, "b/b.go")
			info, err := os.Stat(file)
			if err != nil {
				l.t.Fatal(err)
			}
			l.write("b/b.go", "package b\n\nimport _ \"time\"\n")
			if err := os.Chtimes(file, info.ModTime(), info.ModTime()); err != nil {
				l.t.Fatal(err)
			}
		}},
		{"an import in the module beside", func(l *lister) {
			l.write("../other/other.go", "package other\n\nimport _ \"example.com/other/deep\"\n")
		}},
		{"a file in the module beside", func(l *lister) { l.write("../other/deep/more.go", "package deep\n\nimport _ \"sort\"\n") }},
		{"a build constraint", func(l *lister) { l.write("a/a_test.go", "//go:build ignore\n\npackage a\n") }},
		{"a file that embeds", func(l *lister) {
			l.write("b/b.go", "package b\n\nimport _ \"embed\"\n\n//go:embed data\nvar X string\n")
		}},
		{"a module inside", func(l *lister) { l.write("b/go.mod", "module example.com/inside\n") }},
		{"a language version", func(l *lister) {
			l.write("go.mod", "module example.com/m\n\ngo 1.25\n\nrequire example.com/other v0.0.0\n\nreplace example.com/other => ../other\n")
		}},
		{"a directory that is ignored", func(l *lister) {
			l.write("go.mod", "module example.com/m\n\ngo 1.26\n\nignore ./b\n\nrequire example.com/other v0.0.0\n\nreplace example.com/other => ../other\n")
		}},
		{"a workspace", func(l *lister) { l.write("../go.work", "go 1.26\n\nuse ./m\nuse ./other\n") }},
		{"tags in GOFLAGS", func(l *lister) { l.t.Setenv("GOFLAGS", "-tags=x") }},
		{"another system", func(l *lister) { l.t.Setenv("GOOS", "plan9") }},
		{"no cgo", func(l *lister) { l.t.Setenv("CGO_ENABLED", "0") }},
		{"tags", func(l *lister) { l.c.Flags = []string{"-tags=x"} }},
		{"patterns", func(l *lister) { l.c.Patterns = []string{"./a"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLister(t)
			l.write("b/tagged.go", "//go:build x || plan9 || !cgo\n\npackage b\n\nimport _ \"bytes\"\n")
			l.list("first", true)
			l.list("again", false)
			c.change(l)
			l.list(c.name, true)
		})
	}
}

// What go list does not look at may change.
func TestKeptListStays(t *testing.T) {
	over := func(l *lister, name, text string) {
		l.write("../over/"+filepath.Base(name), text)
		l.c.Overlay = map[string]string{filepath.Join(l.c.Dir, name): filepath.Join(l.c.Dir, "../over", filepath.Base(name))}
		l.write("../over/overlay.json", fmt.Sprintf(`{"Replace": {%q: %q}}`, filepath.Join(l.c.Dir, name), filepath.Join(l.c.Dir, "../over", filepath.Base(name))))
		l.c.OverlayFlag = "-overlay=" + filepath.Join(l.c.Dir, "../over/overlay.json")
	}
	for _, c := range []struct {
		name   string
		change func(l *lister)
		asked  bool
	}{
		{"a body", func(l *lister) { l.write("b/b.go", "package b\n\nfunc F() {}\n") }, false},
		{"a file that is saved by another name", func(l *lister) {
			l.write("b/b.go~", "package b\n\nvar X int\n")
			if err := os.Rename(filepath.Join(l.c.Dir, "b/b.go~"), filepath.Join(l.c.Dir, "b/b.go")); err != nil {
				l.t.Fatal(err)
			}
		}, false},
		{"something over a body", func(l *lister) { over(l, "b/b.go", "package b\n\nvar X int\n") }, false},
		{"something over an import", func(l *lister) { over(l, "b/b.go", "package b\n\nimport _ \"sort\"\n") }, true},
		{"something over no file", func(l *lister) { over(l, "b/c.go", "package b\n") }, true},
		{"what cannot be parsed", func(l *lister) { l.write("b/b.go", "package\n") }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLister(t)
			l.list("first", true)
			c.change(l)
			l.list(c.name, c.asked)
		})
	}
}

// What a list depends on that is not looked at keeps it from being kept.
func TestUnkeptList(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(l *lister)
	}{
		{"an import that is missing", func(l *lister) { l.write("b/b.go", "package b\n\nimport _ \"example.com/none\"\n") }},
		{"an overlay", func(l *lister) {
			l.write("../over.json", "{}")
			l.c.Flags = []string{"-overlay=" + filepath.Join(l.c.Dir, "../over.json")}
		}},
		{"a file of modules", func(l *lister) {
			l.write("../other.mod", "module example.com/m\n\ngo 1.26\n\nrequire example.com/other v0.0.0\n\nreplace example.com/other => ../other\n")
			l.t.Setenv("GOFLAGS", "-modfile="+filepath.Join(l.c.Dir, "../other.mod"))
		}},
		{"a workspace", func(l *lister) { l.write("../go.work", "go 1.26\n\nuse ./m\nuse ./other\n") }},
		{"a directory that is somewhere else", func(l *lister) {
			if err := os.Symlink(l.t.TempDir(), filepath.Join(l.c.Dir, "link")); err != nil {
				l.t.Fatal(err)
			}
		}},
		{"no file system of the module", func(l *lister) { l.c.Patterns = []string{"example.com/m/..."} }},
		{"no cache", func(l *lister) { l.c.Cache = "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLister(t)
			c.change(l)
			l.list("first", true)
			l.list("again", true)
		})
	}
}

// What was written just now can be written again before the clock has moved.
func TestUnsettledList(t *testing.T) {
	l := newLister(t)
	l.list("first", true)
	var kept keptList
	if !readSealed(l.c.memo("list"), &kept) {
		t.Fatal("nothing is kept")
	}
	c := l.c
	c.Env = map[string]string{"GOMOD": filepath.Join(c.Dir, "go.mod")}
	c.started = time.Now()
	if _, err := c.dependsOn(kept.Packages); !errors.Is(err, errUnkept) {
		t.Errorf("%v; the files are younger than two seconds", err)
	}
}

// A list that was cut off, or written over, is none.
func TestPoisonedList(t *testing.T) {
	for _, mend := range []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)/2] },
		func([]byte) []byte { return nil },
		func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		func(b []byte) []byte { return []byte(strings.Repeat("x", len(b))) },
	} {
		l := newLister(t)
		l.list("first", true)
		name := l.c.memo("list")
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, mend(data), 0o666); err != nil {
			t.Fatal(err)
		}
		l.list("poisoned", true)
		l.list("mended", false)
	}
}

// Lists and digests of analyses that nobody repeats do not stay for ever; those that are used do, and what is none of ours.
func TestTrimmedMemos(t *testing.T) {
	l := newLister(t)
	l.list("first", true)
	used, now := l.c.memo("list"), time.Now()
	made := func(name string, age time.Duration) string {
		file := filepath.Join(l.c.Cache, name)
		if err := os.WriteFile(file, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
		return file
	}
	gone := []string{made("list-1", unusedFor+time.Hour), made("files-1", unusedFor+time.Hour), made("new-1.tmp", unusedFor+time.Hour)}
	stay := []string{used, made("list-2", time.Hour), made("notes.txt", 10*unusedFor)}
	if err := os.Chtimes(used, now.Add(-2*unusedFor), now.Add(-2*unusedFor)); err != nil {
		t.Fatal(err)
	}
	l.list("again", false)
	trimMemos(l.c.Cache, now)
	for _, file := range gone {
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%s is still there", filepath.Base(file))
		}
	}
	for _, file := range stay {
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
		}
	}
}
