package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
)

// A listed is a package as go list tells of it.
type listed struct {
	Dir, ImportPath, Name, ForTest string
	GoFiles, CgoFiles              []string
	CompiledGoFiles                []string
	IgnoredGoFiles                 []string
	Imports                        []string
	ImportMap                      map[string]string
	DepOnly, Standard              bool
	Module                         *listedModule
	Error                          *listedError
	DepsErrors                     []*listedError
}

type listedModule struct {
	Path, Version, GoVersion string
	Replace                  *struct{ Version string }
	Error                    *struct{ Err string }
}

// replaced reports whether a directory stands for the module.
func (m *listedModule) replaced() bool { return m.Replace != nil && m.Replace.Version == "" }

type listedError struct{ Err string }

const fields = "Dir,ImportPath,Name,ForTest,GoFiles,CgoFiles,IgnoredGoFiles,Imports,ImportMap,DepOnly,Standard,Module,Error,DepsErrors"

// list asks the go command for the packages, their tests and all that these import.
func (c *Config) list(ctx context.Context) ([]*listed, error) {
	args := append([]string{"list", "-e", "-deps", "-test", "-json=" + fields}, c.goFlags()...)
	out, err := c.goCommand(ctx, append(append(args, "--"), c.Patterns...))
	if err != nil {
		return nil, err
	}
	return decodeList(out)
}

// goFlags are those for the go command.
func (c *Config) goFlags() []string {
	if c.OverlayFlag == "" {
		return c.Flags
	}
	return append(slices.Clone(c.Flags), c.OverlayFlag)
}

func decodeList(out []byte) ([]*listed, error) {
	var all []*listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listed)
		switch err := dec.Decode(p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("cannot read the output of go list: %w", err)
		}
		all = append(all, p)
	}
}

// compiled asks for the files that are compiled of packages with files that import C, and puts them into their lists. That compiles the
// C code of these packages.
func (c *Config) compiled(ctx context.Context, pkgs []*listed) error {
	return c.compiledOf(ctx, slices.DeleteFunc(slices.Clone(pkgs), func(p *listed) bool { return !p.needsCgo() })...)
}

func (c *Config) compiledOf(ctx context.Context, pkgs ...*listed) error {
	of := map[string]*listed{}
	var paths []string
	for _, p := range pkgs {
		of[p.ImportPath] = p
		paths = append(paths, plain(p.ImportPath))
	}
	if len(paths) == 0 {
		return nil
	}
	args := append([]string{"list", "-e", "-compiled", "-test", "-json=ImportPath,CompiledGoFiles,Error"}, c.goFlags()...)
	out, err := c.goCommand(ctx, append(append(args, "--"), paths...))
	if err != nil {
		return err
	}
	again, err := decodeList(out)
	if err != nil {
		return err
	}
	for _, p := range again {
		if known := of[p.ImportPath]; known != nil {
			known.CompiledGoFiles = p.CompiledGoFiles
			if known.Error == nil {
				known.Error = p.Error
			}
		}
	}
	return nil
}

func (c *Config) goCommand(ctx context.Context, args []string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, c.Go, args...)
	cmd.Dir = c.Dir
	cmd.Stderr = c.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && len(out) > 0 {
		err = nil // what is wrong, the packages tell
	}
	return out, err
}

// plain is a package's path without the program of tests that it is compiled for.
func plain(importPath string) string {
	path, _, _ := strings.Cut(importPath, " ")
	return path
}

// fromCgo reports whether some of what is compiled is made by cgo.
func (p *listed) fromCgo() bool { return len(p.CgoFiles) > 0 && !(p.Standard && p.DepOnly) }

// needsCgo reports whether what is compiled has to be known from the beginning: of what is worked on by the user, and so may be judged, or
// may change in comments, where C code is.
func (p *listed) needsCgo() bool {
	return p.fromCgo() && (!p.DepOnly || p.Module == nil || p.Module.Version == "" || p.Module.Replace != nil)
}

// files are the absolute names of the files to be parsed. Of a package whose files import C these are those that cgo makes of them.
func (p *listed) files() []string {
	names := p.GoFiles
	switch {
	case len(p.CompiledGoFiles) > 0:
		names = p.CompiledGoFiles
	case len(p.CgoFiles) > 0:
		names = append(append([]string{}, p.GoFiles...), p.CgoFiles...)
	}
	return absolute(p.Dir, names)
}

func absolute(dir string, names []string) []string {
	all := make([]string, 0, len(names))
	for _, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		all = append(all, name)
	}
	return all
}

// goVersion is the language version of the package's module, as go vet tells it.
func (p *listed) goVersion() string {
	switch {
	case p.Module == nil:
		return ""
	case p.Module.GoVersion == "":
		return "go1.16" // what the go command takes for a go.mod without a version
	}
	return "go" + p.Module.GoVersion
}

func (p *listed) module() *analysis.Module {
	if p.Module == nil || p.Module.Error != nil {
		return nil
	}
	return &analysis.Module{Path: p.Module.Path, Version: p.Module.Version, GoVersion: p.goVersion()}
}
