package config

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"
)

// Find returns the configuration file of a directory: the nearest one from there up to the root of the module, else the one beside the
// go.work of its workspace, or "" if there is none. Outside of modules it looks in the directory alone.
func Find(dir string) string {
	for d := dir; ; d = filepath.Dir(d) {
		if here := in(d); len(here) > 0 {
			if d == dir || inModule(d) {
				return here[len(here)-1] // of two, the one that Load refuses
			}
			return ""
		}
		if exists(filepath.Join(d, "go.mod")) {
			return ofWorkspace(d)
		}
		if d == filepath.Dir(d) {
			return ""
		}
	}
}

// ofWorkspace is the file beside the go.work of a module that has none of its own, or "".
func ofWorkspace(module string) string {
	if work := workspace(module); work != "" {
		if here := in(filepath.Dir(work)); len(here) > 0 {
			return here[len(here)-1]
		}
	}
	return ""
}

// in returns the configuration files of a directory. There ought to be one at the most.
func in(dir string) (files []string) {
	for _, name := range names {
		if file := filepath.Join(dir, name); exists(file) {
			files = append(files, file)
		}
	}
	return files
}

func inModule(dir string) bool { return ModuleRoot(dir) != "" }

// ModuleRoot returns the directory of the go.mod file of a directory, or "".
func ModuleRoot(dir string) string {
	for d := dir; ; d = filepath.Dir(d) {
		if exists(filepath.Join(d, "go.mod")) {
			return d
		}
		if d == filepath.Dir(d) {
			return ""
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// For loads the configuration of a directory. Without a file it is an empty one.
func For(dir string) (*Config, error) {
	file := Find(dir)
	if file == "" {
		return &Config{}, nil
	}
	return Load(file)
}

// Files returns all configuration files that packages can be judged by when the go command runs in dir: those of its
// module, or of the modules of its workspace.
func Files(dir string) []string {
	var files []string
	for _, root := range roots(dir) {
		files = append(files, within(root)...)
		if file := ofWorkspace(root); file != "" {
			files = append(files, file)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// roots are the directories of the modules that the go command works on in dir.
func roots(dir string) []string {
	if work := workspace(dir); work != "" {
		data, err := os.ReadFile(work)
		if err != nil {
			return nil // the go command says so
		}
		w, err := modfile.ParseWork(work, data, nil)
		if err != nil {
			return nil
		}
		var dirs []string
		for _, u := range w.Use {
			use := filepath.FromSlash(u.Path)
			if !filepath.IsAbs(use) {
				use = filepath.Join(filepath.Dir(work), use)
			}
			dirs = append(dirs, use)
		}
		return dirs
	}
	if root := ModuleRoot(dir); root != "" {
		return []string{root}
	}
	if len(in(dir)) > 0 { // files of no module
		return []string{dir}
	}
	return nil
}

func workspace(dir string) string {
	switch env := os.Getenv("GOWORK"); env {
	case "off":
		return ""
	case "":
	default:
		return env
	}
	for d := dir; ; d = filepath.Dir(d) {
		if work := filepath.Join(d, "go.work"); exists(work) {
			return work
		}
		if d == filepath.Dir(d) {
			return ""
		}
	}
}

// within finds the configuration files of a module. Directories in which there are no packages of it are left out.
func within(root string) []string {
	if !inModule(root) {
		return in(root)
	}
	var files []string
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fs.SkipDir // the go command cannot read it either
		case d.IsDir() && path != root && skipped(path, d.Name()):
			return fs.SkipDir
		case slices.Contains(names, d.Name()):
			files = append(files, path)
		}
		return nil
	})
	return files
}

func skipped(path, name string) bool {
	return name == ".git" || name == "node_modules" || name == "vendor" || exists(filepath.Join(path, "go.mod"))
}

// Digest identifies all that the files say, and the catalogs that they name. It fails on the faults of any of them, also on
// those that only [Check] looks for.
func Digest(files ...string) (string, error) {
	h := sha256.New()
	var faults []error
	for _, file := range files {
		c, err := Check(file)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		fmt.Fprintf(h, "%q\n", file) // which packages it is for
		_, _ = io.WriteString(h, c.canonical())
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16]), join(faults)
}

// Digest identifies what the configuration says.
func (c *Config) Digest() string {
	sum := sha256.Sum256([]byte(c.canonical()))
	return fmt.Sprintf("%x", sum[:16])
}

// joined takes joined errors apart.
func joined(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// Shorten makes the names of files in faults relative to a directory, where they are below it.
func Shorten(err error, dir string) error {
	var all []error
	for _, err := range joined(err) {
		if fault := (*Error)(nil); errors.As(err, &fault) {
			if rel, relErr := filepath.Rel(dir, fault.File); relErr == nil && filepath.IsLocal(rel) && filepath.IsAbs(fault.File) {
				err = &Error{File: rel, Line: fault.Line, Msg: fault.Msg}
			}
		}
		all = append(all, err)
	}
	return join(all)
}

// join is errors.Join, but of the single errors that the errors join. What two files have in common, such as a faulty
// catalog, is said once.
func join(errs []error) error { return errors.Join(Single(errs...)...) }

// Single takes joined errors apart, and leaves out those that are there already.
func Single(errs ...error) []error {
	var all []error
	for _, err := range errs {
		all = append(all, joined(err)...)
	}
	said := map[string]bool{}
	return slices.DeleteFunc(all, func(err error) bool {
		again := said[err.Error()]
		said[err.Error()] = true
		return again
	})
}
