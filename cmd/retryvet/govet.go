package main

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
)

// govet runs the go command with this executable as the vettool: one way to analyze, incremental through the build
// cache, and small in memory.
type govet struct {
	gocmd string
	dir   string   // where the go command runs
	flags []string // of go vet
	wants func(rule string) bool
	cwd   string // to which names of files are relative
}

func (a *app) newGovet(o *options) (*govet, error) {
	gocmd, err := exec.LookPath("go")
	if err != nil {
		return nil, errors.New("cannot find the go command, which loads the packages; install Go or add it to PATH")
	}
	tool, err := a.tool()
	if err != nil {
		return nil, err
	}
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	v := &govet{gocmd: gocmd, dir: filepath.Join(cwd, o.dir), wants: o.wants, cwd: cwd}
	if filepath.IsAbs(o.dir) {
		v.dir = o.dir
	}
	if info, err := os.Stat(v.dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("-C %s: no such directory", o.dir)
	}
	catalogs, err := o.toolCatalogs()
	if err != nil {
		return nil, err
	}
	v.flags = append(v.flags, o.build...)
	v.flags = append(v.flags, "-vettool="+tool, "-json")
	v.flags = append(v.flags, catalogs...)
	return v, nil
}

// toolCatalogs returns the catalog flags of the vettool. It fails on what is wrong with the files: the vettool could
// only repeat that for every package.
func (o *options) toolCatalogs() ([]string, error) {
	if len(o.catalogs) == 0 {
		return nil, nil
	}
	c, err := o.loadCatalog()
	if err != nil {
		return nil, err
	}
	var files []string
	for _, file := range o.catalogs {
		abs, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		if strings.Contains(abs, ",") {
			return nil, fmt.Errorf("-catalogs: there is a comma in the name %s, which separates names", abs)
		}
		files = append(files, abs)
	}
	return []string{"-" + catalogsFlag + "=" + strings.Join(files, ","), "-" + digestFlag + "=" + c.Digest()}, nil
}

// result is what came of the analysis.
type result struct {
	findings []finding
	failures []error // packages that could not be analyzed, patterns without packages
}

// run analyzes the packages. The go command analyzes nothing if a single package cannot be loaded, so that the good ones
// are named to it in a second run.
func (v *govet) run(ctx context.Context, patterns []string) (*result, error) {
	res, loaded, err := v.vet(ctx, patterns)
	if err != nil || loaded {
		return res, err
	}
	good := v.loadable(ctx, patterns)
	if len(good) == 0 {
		return res, nil
	}
	more, _, err := v.vet(ctx, good)
	if err != nil {
		return nil, err
	}
	res.findings = more.findings
	res.failures = append(res.failures, more.failures...)
	return res, nil
}

// vet runs go vet once. It reports whether the go command could load the packages.
func (v *govet) vet(ctx context.Context, patterns []string) (res *result, loaded bool, err error) {
	cmd := v.command(ctx, "vet", v.flags, patterns)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, false, errors.New("interrupted")
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return nil, false, fmt.Errorf("running go vet: %w", err)
	}

	out, log := split(stdout.Bytes()), split(stderr.Bytes()) // before Go 1.26, the results were among the errors
	res = &result{}
	for _, doc := range append(out.docs, log.docs...) {
		if err := res.add(doc, v.wants, v.cwd); err != nil {
			return nil, false, err
		}
	}
	msgs := parseMessages(log.lines, v.shorten)
	res.failures = append(res.failures, msgs.failures(err != nil)...)
	if err != nil && len(res.failures) == 0 {
		res.failures = append(res.failures, fmt.Errorf("go vet failed: %w", err))
	}
	loaded = err == nil || msgs.analyzed || len(out.docs)+len(log.docs) > 0
	return res, loaded, nil
}

// loadable returns the import paths of those packages that go list finds no fault with.
func (v *govet) loadable(ctx context.Context, patterns []string) []string {
	if slices.ContainsFunc(patterns, func(p string) bool { return strings.HasSuffix(p, ".go") }) {
		return nil // files are one package
	}
	var flags []string
	for _, f := range v.flags {
		if strings.HasPrefix(f, "-tags=") || strings.HasPrefix(f, "-mod=") {
			flags = append(flags, f)
		}
	}
	cmd := v.command(ctx, "list", append(flags, "-e", "-json=ImportPath,Name,Error,DepsErrors"), patterns)
	out, err := cmd.Output()
	if err != nil {
		return nil
	}
	var good []string
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, Name string
			Error            any
			DepsErrors       []any
		}
		if err := dec.Decode(&p); err != nil {
			return good
		}
		if p.Name != "" && p.Error == nil && len(p.DepsErrors) == 0 {
			good = append(good, p.ImportPath)
		}
	}
}

func (v *govet) command(ctx context.Context, verb string, flags, patterns []string) *exec.Cmd {
	args := append([]string{verb}, flags...)
	cmd := exec.CommandContext(ctx, v.gocmd, append(args, patterns...)...)
	cmd.Dir = v.dir
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it removes its work directory
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// shorten makes a name of a file that the go command printed, relative to where it ran, relative to the user's directory.
func (v *govet) shorten(name string) string {
	if !filepath.IsAbs(name) {
		name = filepath.Join(v.dir, name)
	}
	return relative(v.cwd, name)
}

// relative returns the name relative to dir if it is below, else as it is.
func relative(dir, name string) string {
	if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return name
}

// vet is what the command line does without a command.
func (a *app) vet(ctx context.Context, o *options, patterns []string, out io.Writer) (int, error) {
	if i := slices.IndexFunc(patterns, func(p string) bool { return strings.HasPrefix(p, "-") }); i >= 0 {
		return exitFailure, fmt.Errorf("%s is not a package", patterns[i]) // go vet would take it for a flag
	}
	v, err := a.newGovet(o)
	if err != nil {
		return exitFailure, err
	}
	res, err := v.run(ctx, patterns)
	if err != nil {
		return exitFailure, err
	}
	if err := res.write(o, out); err != nil {
		return exitFailure, err
	}
	if len(res.failures) > 0 {
		return exitFailure, errors.Join(res.failures...)
	}
	if len(res.findings) > 0 {
		return exitFindings, nil
	}
	return exitClean, nil
}
