package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/lsp"
)

// lspCommand is the command "lsp": a server for editors, on the standard input and output.
func (a *app) lspCommand(ctx context.Context, o *options, words []string, _ io.Writer) (int, error) {
	if len(words) > 0 {
		return exitFailure, errors.New("lsp takes no arguments; editors start it")
	}
	o.quiet = true
	b := &backend{app: a, options: o, sessions: map[string]*driver.Session{}}
	if !lsp.Serve(ctx, os.Stdin, a.stdout, "retryvet", moduleVersion(), b) {
		return exitFailure, errors.New("the editor has gone away without a word")
	}
	return exitClean, nil
}

// A backend analyzes for the server.
type backend struct {
	app      *app
	options  *options
	sessions map[string]*driver.Session // of each module, for findings and for explanations
}

func (b *backend) session(of string) *driver.Session {
	if b.sessions[of] == nil {
		b.sessions[of] = driver.NewSession()
	}
	return b.sessions[of]
}

// in is the analysis of packages of a module, with texts over its files.
func (b *backend) in(root, purpose string, texts map[string]string) (v *govet, o *options, done func(), err error) {
	again := *b.options
	again.dir = root
	if v, err = b.app.newGovet(&again); err != nil {
		return nil, nil, nil, err
	}
	v.session = b.session(root + " " + purpose)
	if len(texts) == 0 {
		return v, &again, func() {}, nil
	}
	flag, done, err := overlayOf(texts)
	if err != nil {
		return nil, nil, nil, err
	}
	v.flags = append([]string{flag}, v.flags...)
	return v, &again, done, nil
}

// overlayOf writes texts to files and returns the flag of the go command that lays them over others, and what takes them away.
func overlayOf(texts map[string]string) (flag string, done func(), err error) {
	dir, err := os.MkdirTemp("", "retryvet")
	if err != nil {
		return "", nil, err
	}
	done = func() { _ = os.RemoveAll(dir) }
	replace := map[string]string{}
	for i, name := range slices.Sorted(maps.Keys(texts)) {
		file := filepath.Join(dir, strconv.Itoa(i)+".go")
		if err := os.WriteFile(file, []byte(texts[name]), 0o600); err != nil {
			done()
			return "", nil, err
		}
		replace[name] = file
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	file := filepath.Join(dir, "overlay.json")
	if err == nil {
		err = os.WriteFile(file, data, 0o600)
	}
	if err != nil {
		done()
		return "", nil, err
	}
	return overlayFlag + file, done, nil
}

// Analyze is for the server. Directories outside of modules have no packages.
func (b *backend) Analyze(ctx context.Context, dirs []string, texts map[string]string) (found []lsp.Finding, faults []string, err error) {
	modules := map[string][]string{}
	var roots []string
	for _, d := range dirs {
		root := config.ModuleRoot(d)
		if root == "" {
			continue
		}
		if modules[root] == nil {
			roots = append(roots, root)
		}
		modules[root] = append(modules[root], patternIn(root, d))
	}
	for _, root := range roots {
		in, failed, err := b.analyze(ctx, root, modules[root], texts)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err != nil {
			failed = errorLines(err)
		}
		found, faults = append(found, in...), append(faults, failed...)
	}
	return found, faults, nil
}

// patternIn names the package of a directory.
func patternIn(root, dir string) string { return "./" + filepath.ToSlash(relative(root, dir)) }

func (b *backend) analyze(ctx context.Context, root string, patterns []string, texts map[string]string) ([]lsp.Finding, []string, error) {
	v, o, done, err := b.in(root, "findings", texts)
	if err != nil {
		return nil, nil, err
	}
	defer done()
	res, err := v.run(ctx, patterns)
	if err != nil {
		return nil, nil, err
	}
	res.pick(o)
	if err := res.rate(o, v.cwd); err != nil {
		return nil, nil, err
	}
	var found []lsp.Finding
	absolute := func(name string) string {
		if filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(v.cwd, name)
	}
	suite := analyzers.Suite(analyzers.Config{})
	for _, f := range res.findings {
		g := lsp.Finding{
			File: absolute(f.File), Line: f.Line, Column: f.Column, EndLine: f.EndLine, EndColumn: f.EndColumn,
			Rule: f.Rule, Message: f.Message, Level: f.Severity,
		}
		if a := ruleNamed(suite, f.Rule); a != nil {
			g.URL = a.URL
		}
		for _, x := range f.Fixes {
			mended := lsp.Fix{Message: x.Message}
			for _, e := range x.Edits {
				mended.Edits = append(mended.Edits, lsp.Edit{File: absolute(e.Filename), Start: e.Start, End: e.End, New: e.New})
			}
			g.Fixes = append(g.Fixes, mended)
		}
		for _, x := range f.Unsafe {
			mended := lsp.Fix{Message: x.Message + " (unsafe: look at it)"}
			for _, e := range x.Edits {
				mended.Edits = append(mended.Edits, lsp.Edit{File: absolute(e.Filename), Start: e.Start, End: e.End, New: e.New})
			}
			g.Fixes = append(g.Fixes, mended)
		}
		found = append(found, g)
	}
	var faults []string
	for _, err := range res.failures {
		faults = append(faults, err.Error())
	}
	return found, faults, nil
}

// Why is for the server: what the command why says.
func (b *backend) Why(ctx context.Context, file string, line int, texts map[string]string) (string, error) {
	root := config.ModuleRoot(filepath.Dir(file))
	if root == "" {
		return "", nil
	}
	v, _, done, err := b.in(root, "explanations", texts)
	if err != nil {
		return "", err
	}
	defer done()
	v.listRetries()
	v.cwd = root // shorter names
	res, err := v.run(ctx, []string{patternIn(root, filepath.Dir(file))})
	if err != nil {
		return "", err
	}
	inv := &inventory{src: sources{cwd: root}}
	for _, pkg := range res.inventories {
		inv.add(pkg, root)
	}
	inv.sort()
	e := inv.explain("", file, line)
	if len(e.Functions)+len(e.Retries)+len(e.Remarks) == 0 {
		return "", nil
	}
	var said strings.Builder
	e.write(&said)
	return said.String(), nil
}

// Explain is for the server: what the command explain says.
func (b *backend) Explain(rule string) string {
	if a := ruleNamed(analyzers.Suite(analyzers.Config{}), rule); a != nil {
		return a.Doc
	}
	return ""
}
