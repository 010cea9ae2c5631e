package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers/config"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/watch"
)

// watch analyzes again whenever something changes, until it is interrupted. The exit status is that of the last run.
func (a *app) watch(ctx context.Context, o *options, patterns []string) (int, error) {
	v, err := a.newGovet(o) // what is wrong from the beginning is wrong with the command
	if err != nil {
		return exitFailure, err
	}
	s := &watched{options: o, dir: v.dir, patterns: patterns}
	w, err := watch.New(s.concerns)
	if err != nil {
		return exitFailure, fmt.Errorf("-watch: %w", err)
	}
	defer func() { _ = w.Close() }()
	session := driver.NewSession()
	code, done := exitFailure, 0
	for {
		start := time.Now()
		if err := s.watch(w, nil, start); err != nil {
			return exitFailure, fmt.Errorf("-watch: %w", err)
		}
		r := a.run(ctx, o, session, patterns, w)
		switch {
		case ctx.Err() != nil && done == 0:
			return exitFailure, errors.New("interrupted")
		case ctx.Err() != nil:
			return code, nil
		case r.changed: // again
			continue
		}
		done++
		code = r.code
		a.tell(r, done)
		if err := s.watch(w, r.local, start.Add(-tick)); err != nil {
			return exitFailure, fmt.Errorf("-watch: %w", err)
		}
		if err := w.Wait(ctx); err != nil && ctx.Err() == nil {
			return exitFailure, fmt.Errorf("-watch: %w", err)
		}
	}
}

// tick is by how much the clock for the times of files may be behind.
const tick = 20 * time.Millisecond

// A watchRun is what came of one of the runs.
type watchRun struct {
	out     strings.Builder
	local   []string
	summary string
	code    int
	err     error
	changed bool // while it ran: there is nothing to be said of it
}

// run analyzes once. If something changes meanwhile, it gives up.
func (a *app) run(ctx context.Context, o *options, session *driver.Session, patterns []string, w *watch.Watcher) *watchRun {
	r := &watchRun{code: exitFailure}
	running, stop := context.WithCancel(ctx)
	defer stop()
	waiting, over := context.WithCancel(running)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer over()
		v, err := a.newGovet(o)
		if err != nil {
			r.err = err
			return
		}
		v.session = session
		var res *result
		if res, r.code, r.err = a.once(running, o, v, patterns, &r.out); res != nil {
			say, _ := o.printer()
			r.local, r.summary = res.local, summary(res.findings, say)
		}
	}()
	r.changed = w.Wait(waiting) == nil
	stop()
	<-done
	return r
}

// tell prints what came of a run between a line that begins and one that ends it: programs read them, too.
func (a *app) tell(r *watchRun, n int) {
	fmt.Fprintf(a.stdout, "--- run %d ---\n%s", n, r.out.String())
	if r.err != nil {
		for _, line := range errorLines(r.err) {
			fmt.Fprintln(a.stderr, line)
		}
	}
	a.summary = "" // it is in the line
	if r.summary == "" {
		r.summary = "nothing was analyzed"
	}
	fmt.Fprintf(a.stdout, "--- run %d: %s ---\n", n, r.summary)
}

// watched is what a watch is about.
type watched struct {
	options  *options
	dir      string
	patterns []string
	catalogs []string // and configurations that flags name
}

// watch watches the directories of packages, all below those that patterns name so, and where settings are.
func (s *watched) watch(w *watch.Watcher, local []string, since time.Time) error {
	s.catalogs = s.catalogs[:0]
	named := slices.Clone(s.options.catalogs)
	if s.options.config != "" {
		named = append(named, s.options.config)
	}
	for _, file := range config.Files(s.dir) {
		if c, err := config.Load(file); err == nil {
			named = append(named, c.Catalogs...)
		}
	}
	dirs := slices.Clone(local)
	for _, file := range named {
		if abs, err := filepath.Abs(file); err == nil {
			s.catalogs = append(s.catalogs, abs)
			dirs = append(dirs, filepath.Dir(abs))
		}
	}
	var trees []string
	for _, p := range s.patterns {
		base, below := strings.CutSuffix(p, "...")
		if !strings.HasPrefix(p, ".") && !filepath.IsAbs(p) {
			continue // the packages' own directories are among the local ones
		}
		if !filepath.IsAbs(base) {
			base = filepath.Join(s.dir, base)
		}
		if below {
			trees = append(trees, filepath.Clean(base))
		} else {
			dirs = append(dirs, filepath.Clean(base))
		}
	}
	dirs = append(dirs, s.dir)
	for _, d := range slices.Clone(dirs) { // where a go.mod or a configuration for them may be
		root := config.ModuleRoot(d)
		for ; root != "" && d != root; d = filepath.Dir(d) {
			dirs = append(dirs, d)
		}
		if root != "" {
			dirs = append(dirs, root)
		}
	}
	return w.Watch(dirs, trees, since)
}

// concerns reports whether a file can change what is found.
func (s *watched) concerns(name string) bool {
	base := filepath.Base(name)
	switch {
	case slices.Contains(s.catalogs, name) || slices.Contains(config.Names(), base):
		return true
	case strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_"):
		return false
	}
	return driver.Reads(base)
}
