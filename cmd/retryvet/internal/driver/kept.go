package driver

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// A keptList is what go list said, with all that it depends on.
type keptList struct {
	Key      string
	Packages []*listed
	Seen     []seen
}

// A seen is a file or directory as it was. The stamp of a directory changes with its entries.
type seen struct {
	Name  string
	Stamp stamp
	Looks sum // what go list looks at in it, if that can be told; else zero
}

// errUnkept is why a list is not kept: something that it depends on is not looked at.
var errUnkept = errors.New("not to be kept")

// readByGo are the ends of the names of files that the go command looks into to say which packages there are, and what they import.
var readByGo = []string{
	".go", ".mod", ".sum", ".work", ".txt", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90",
	".s", ".S", ".sx", ".swig", ".swigcxx", ".syso",
}

// Reads reports whether the go command looks into files of a name, or whoever compiles them does.
func Reads(base string) bool {
	ext := filepath.Ext(base)
	return slices.Contains(readByGo, ext) && (ext != ".txt" || base == "modules.txt")
}

// noticed are flags of the go command, in its environment, that name no file.
var noticed = []string{"-mod=", "-tags=", "-buildvcs=", "-trimpath", "-modcacherw"}

// listKey is what a list depends on beside of files; "" if it is not to be kept.
func (c *Config) listKey() string {
	local := func(p string) bool { return strings.HasPrefix(p, ".") && !strings.HasSuffix(p, ".go") }
	harmless := func(flag string) bool {
		return slices.ContainsFunc(noticed, func(n string) bool { return strings.HasPrefix(strings.Replace(flag, "--", "-", 1), n) })
	}
	for _, p := range c.Patterns {
		if !local(p) {
			return ""
		}
	}
	for _, f := range slices.Concat(c.Flags, strings.Fields(c.Env["GOFLAGS"])) {
		if !harmless(f) {
			return ""
		}
	}
	if mod := c.Env["GOMOD"]; !filepath.IsAbs(mod) || mod == os.DevNull || c.Env["GOWORK"] != "" && c.Env["GOWORK"] != "off" {
		return ""
	}
	key := slices.Concat([]string{c.Salt, c.Go, c.Dir}, c.Patterns, []string{""}, c.Flags, []string{""})
	for _, name := range Environment {
		key = append(key, name+"="+c.Env[name])
	}
	for _, v := range os.Environ() { // what is not among those, or will be
		if strings.HasPrefix(v, "GO") || strings.HasPrefix(v, "CGO") || strings.HasPrefix(v, "PATH=") {
			key = append(key, v)
		}
	}
	return strings.Join(key, "\x00")
}

// Environment are the variables of the go command that its lists of packages depend on.
var Environment = []string{
	"AR", "CC", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_ENABLED", "CGO_FFLAGS", "CGO_LDFLAGS", "CXX", "GCCGO", "GO111MODULE", "GO386",
	"GOAMD64", "GOARCH", "GOARM", "GOARM64", "GODEBUG", "GOENV", "GOEXPERIMENT", "GOFIPS140", "GOFLAGS", "GOMIPS", "GOMIPS64", "GOMOD",
	"GOMODCACHE", "GOOS", "GOPATH", "GOPPC64", "GORISCV64", "GOROOT", "GOTOOLCHAIN", "GOVERSION", "GOWASM", "GOWORK", "PKG_CONFIG",
}

// packages are those that go list tells of: again, or as it did when nothing that this depends on was different.
func (c *Config) packages(ask func() ([]*listed, error)) ([]*listed, error) {
	key := ""
	if c.Cache != "" || c.Session != nil {
		key = c.listKey()
	}
	if key == "" {
		return ask()
	}
	kept, known := c.Session.list(key)
	if !known && c.Cache != "" {
		kept = new(keptList)
		known = readSealed(c.memo("list"), kept) && kept.Key == key
	}
	if known && c.unchanged(kept.Seen) {
		c.Session.keepList(kept)
		return kept.copied(), nil
	}
	all, err := ask()
	if err != nil || len(c.Overlay) > 0 { // what it says is not of the files
		return all, err
	}
	seen, err := c.dependsOn(all)
	if err != nil {
		return all, nil //nolint:nilerr // it is not kept, that is all
	}
	kept = &keptList{Key: key, Packages: all, Seen: seen}
	if c.Cache != "" {
		writeSealed(c.memo("list"), kept)
	}
	c.Session.keepList(kept)
	return kept.copied(), nil
}

// copied is the list for one run, which learns more of packages than go list told.
func (k *keptList) copied() []*listed {
	all := make([]*listed, len(k.Packages))
	for i, p := range k.Packages {
		again := *p
		all[i] = &again
	}
	return all
}

// unchanged reports whether go list would see what it saw, with what lies over the files. A file that has changed elsewhere than where
// go list looks, and a directory in which things have come and gone, are the same to it.
func (c *Config) unchanged(all []seen) bool {
	over := map[string]bool{}
	for _, s := range all {
		_, covered := c.Overlay[s.Name]
		if covered {
			over[s.Name] = true
		} else if now, ok := stampOf(s.Name); ok && now == s.Stamp {
			continue
		}
		if s.Looks == (sum{}) || c.looks(s.Name) != s.Looks {
			return false
		}
	}
	return len(all) > 0 && len(over) == len(c.Overlay)
}

// looks is what go list looks at in a file or directory; zero if that cannot be told.
func (c *Config) looks(name string) sum {
	h := sha256.New()
	if filepath.Ext(name) != ".go" {
		entries, err := os.ReadDir(name)
		if err != nil {
			return sum{}
		}
		for _, e := range entries {
			fmt.Fprintf(h, "%q %s\n", e.Name(), e.Type())
		}
		return sumOf(h)
	}
	text, err := c.read(name)
	if err != nil {
		return sum{}
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, text, parser.ImportsOnly|parser.SkipObjectResolution)
	if err != nil {
		return sum{}
	}
	end := f.Name.End()
	for _, d := range f.Decls {
		end = max(end, d.End())
	}
	head := int(end - f.FileStart)
	_, _ = h.Write(text[:head])
	for line := range bytes.Lines(text[head:]) {
		if bytes.Contains(line, []byte("//go:embed")) {
			fmt.Fprintf(h, "\n%q", line)
		}
	}
	return sumOf(h)
}

// dependsOn are the files and directories that a list depends on: all of the module and of those directories that stand for others, and
// of other packages what they are made of. A list with a fault, which may have its cause anywhere, is not kept; nor is one
// that depends on what has just changed.
func (c *Config) dependsOn(all []*listed) ([]seen, error) {
	var out []seen
	var last error
	done := map[string]bool{}
	add := func(name string) {
		if done[name] {
			return
		}
		done[name] = true
		now, ok := stampOf(name)
		if !ok || !now.before(c.started.Add(-settled)) {
			last = errUnkept
		}
		out = append(out, seen{Name: name, Stamp: now})
	}
	roots, err := c.roots()
	if err != nil {
		return nil, err
	}
	add(c.Go)
	for _, root := range roots {
		from := len(out)
		if err := walkModule(root, add); err != nil {
			return nil, err
		}
		for i := from; i < len(out); i++ {
			if now := out[i]; now.Stamp.directory() || filepath.Ext(now.Name) == ".go" {
				out[i].Looks = c.looks(now.Name)
			}
		}
	}
	for _, p := range all {
		if p.Error != nil || len(p.DepsErrors) > 0 || p.Module != nil && p.Module.Error != nil {
			return nil, errUnkept
		}
		if p.Dir == "" {
			continue // unsafe of some versions
		}
		add(p.Dir)
		for _, name := range slices.Concat(absolute(p.Dir, p.GoFiles), absolute(p.Dir, p.CgoFiles), absolute(p.Dir, p.IgnoredGoFiles)) {
			if !strings.HasSuffix(p.ImportPath, testMain) { // the go command writes that one anew
				add(name)
			}
		}
	}
	return out, last
}

// roots are the directory of the module, and those that it has in place of other modules.
func (c *Config) roots() ([]string, error) {
	file := c.Env["GOMOD"]
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	mod, err := modfile.Parse(file, data, nil)
	if err != nil {
		return nil, err
	}
	roots := []string{filepath.Dir(file)}
	for _, r := range mod.Replace {
		if r.New.Version == "" {
			dir := filepath.FromSlash(r.New.Path)
			if !filepath.IsAbs(dir) {
				dir = filepath.Join(roots[0], dir)
			}
			roots = append(roots, dir)
		}
	}
	return roots, nil
}

// walkModule names all directories from one on, and the files in them that the go command looks into.
func walkModule(root string, add func(name string)) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git": // nothing in it is a package, or embedded
			return filepath.SkipDir
		case d.Type()&fs.ModeSymlink != 0:
			if info, err := os.Stat(name); err != nil || info.IsDir() {
				return errUnkept
			}
			add(name)
		case d.IsDir() || slices.Contains(readByGo, filepath.Ext(name)):
			add(name)
		}
		return nil
	})
}
