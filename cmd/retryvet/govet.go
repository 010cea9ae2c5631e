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

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
)

// govet runs the go command with this executable as the vettool: one way to analyze, incremental through the build
// cache, and small in memory.
type govet struct {
	gocmd    string
	dir      string    // where the go command runs
	flags    []string  // of go vet
	progress *progress // hears of every package that is done; may be nil
	cwd      string    // to which names of files are relative
	own      bool      // analyze in this process
	stream   *stream   // prints findings as packages are done; may be nil
	quiet    bool      // tell nobody how far it is
	trace    *trace    // of all that is done; may be nil

	session *driver.Session // of runs in this process; may be nil
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
	v := &govet{gocmd: gocmd, dir: filepath.Join(cwd, o.dir), cwd: cwd, own: o.driver == ownDriver, quiet: o.quiet}
	if o.debug {
		v.trace = &trace{a.stderr, time.Now()}
	}
	if filepath.IsAbs(o.dir) {
		v.dir = o.dir
	}
	if info, err := os.Stat(v.dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("-C %s: no such directory", o.dir)
	}
	settings, err := o.configure(v.dir)
	if err != nil {
		return nil, err
	}
	v.flags = append(v.flags, o.build...)
	v.flags = append(v.flags, "-vettool="+tool, "-json", "-"+detailsFlag)
	v.flags = append(v.flags, settings...)
	if o.lang != "" {
		lang, _ := analyzers.MatchLanguage(o.lang) // checked before
		v.flags = append(v.flags, "-"+langFlag+"="+lang)
	}
	if o.strict {
		v.flags = append(v.flags, "-"+strictFlag)
	}
	if !v.own {
		v.listRetries() // whoever asks for findings or for retries then has both from one run: the go command keeps results by the flags
	}
	return v, nil
}

// listRetries has the analysis list all retries, too.
func (v *govet) listRetries() {
	if flag := "-" + inventoryFlag; !slices.Contains(v.flags, flag) {
		v.flags = append(v.flags, flag)
	}
}

// result is what came of the analysis.
type result struct {
	findings []finding
	known    []finding // those of them that were asked for, be they old or new
	failures []error   // packages that could not be analyzed, patterns without packages

	inventories []*analyzers.Inventory // if they were asked for

	stats *driver.Stats // of an analysis in this process
	local []string      // the directories of packages that can be edited, of the same
}

// run analyzes the packages. The go command analyzes nothing if a single package cannot be loaded, so that the good ones
// are named to it in a second run.
func (v *govet) run(ctx context.Context, patterns []string) (*result, error) {
	if v.own {
		res, err := v.drive(ctx, patterns)
		if err == nil && len(res.failures) > 0 {
			err = v.tooOld(ctx)
		}
		return res, err
	}
	res, loaded, err := v.vet(ctx, patterns)
	if err == nil && len(res.failures) > 0 {
		err = v.tooOld(ctx)
	}
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
	res.findings, res.inventories = more.findings, more.inventories
	res.failures = append(res.failures, more.failures...)
	return res, nil
}

// vet runs go vet once. It reports whether the go command could load the packages.
func (v *govet) vet(ctx context.Context, patterns []string) (res *result, loaded bool, err error) {
	cmd := v.command(ctx, "vet", v.flags, patterns)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if v.progress != nil {
		cmd.Stdout = io.MultiWriter(&stdout, v.progress)
	}
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
		if err := res.add(doc, v.cwd); err != nil {
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
	cmd := v.command(ctx, "list", append(append(v.listFlags(), v.overlay()...), "-e", "-json=ImportPath,Name,Error,DepsErrors"), patterns)
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

// analyze runs the go command, and tells a person at a terminal how far it is.
func (a *app) analyze(ctx context.Context, v *govet, patterns []string) (*result, error) {
	if v.stream == nil && !v.quiet {
		v.progress = a.newProgress()
	}
	defer v.progress.done()
	return v.run(ctx, patterns)
}

// vet is what the command line does without a command.
func (a *app) vet(ctx context.Context, o *options, patterns []string, out io.Writer) (int, error) {
	if i := slices.IndexFunc(patterns, func(p string) bool { return strings.HasPrefix(p, "-") }); i >= 0 {
		return exitFailure, fmt.Errorf("%s is not a package", patterns[i]) // go vet would take it for a flag
	}
	if o.watch {
		return a.watch(ctx, o, patterns)
	}
	v, err := a.newGovet(o)
	if err != nil {
		return exitFailure, err
	}
	_, code, err := a.once(ctx, o, v, patterns, out)
	return code, err
}

// once analyzes packages, prints what came of it and returns that with the exit status.
func (a *app) once(ctx context.Context, o *options, v *govet, patterns []string, out io.Writer) (*result, int, error) {
	old, err := o.earlier(ctx, v.dir)
	if err != nil {
		return nil, exitFailure, err
	}
	if o.format == "jsonl" {
		v.stream = newStream(o, a.stdout, v.cwd)
	}
	res, err := a.analyze(ctx, v, patterns)
	if err != nil {
		return nil, exitFailure, err
	}
	if (o.stats || o.debug) && res.stats != nil {
		writeStats(a.stderr, res.stats)
	}
	start := time.Now()
	if err := res.choose(o, old, v.cwd); err != nil {
		return res, exitFailure, err
	}
	code, err := a.show(ctx, o, res, v, patterns, out)
	if err != nil {
		return res, exitFailure, err
	}
	v.trace.did("baseline and reports", start)
	if o.format == "text" && !o.quiet && !o.diff && !o.suppressed && (o.stats || isTerminal(a.stderr)) {
		say, _ := o.printer()
		a.summary = summary(res.findings, say)
	}
	if len(res.failures) > 0 {
		return res, exitFailure, errors.Join(res.failures...)
	}
	if o.exitZero && code == exitFindings {
		code = exitClean
	}
	return res, code, nil
}

// show prints the findings, or mends them, and returns the exit status.
func (a *app) show(ctx context.Context, o *options, res *result, v *govet, patterns []string, out io.Writer) (int, error) {
	if o.addIgnores {
		res.ignore(v.cwd)
	}
	if o.fix || o.diff {
		changed, err := res.mend(ctx, o, v, patterns, out)
		if err != nil {
			return exitFailure, err
		}
		if o.diff {
			if changed {
				return exitFindings, nil
			}
			return exitClean, nil
		}
	}
	c, err := o.loadConfig(v.dir)
	if err != nil {
		return exitFailure, err
	}
	say, err := o.printerOf(c)
	if err != nil {
		return exitFailure, err
	}
	w := writer{out: out, cwd: v.cwd, module: moduleOf(v.dir), catalog: c.Catalog(), colour: o.format == "text" && a.colours(), code: o.format == "text" && isTerminal(a.stdout), stream: v.stream, say: say}
	if err := w.write(o.format, res); err != nil {
		return exitFailure, err
	}
	if err := w.writeReports(o.reports, res); err != nil {
		return exitFailure, err
	}
	if len(res.findings) > 0 && !o.suppressed {
		return exitFindings, nil
	}
	return exitClean, nil
}
