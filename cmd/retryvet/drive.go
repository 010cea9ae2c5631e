package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
)

// drive analyzes the packages in this process.
func (v *govet) drive(ctx context.Context, patterns []string) (*result, error) {
	collect(300, ownSoftLimit) // all types of a program are alive until the end, and to look at them again and again costs much
	start := time.Now()
	c, err := v.driverConfig(ctx, patterns)
	v.trace.did("configuration and go env", start)
	if ctx.Err() != nil {
		return nil, errors.New("interrupted")
	}
	if err != nil {
		return nil, err
	}
	var log bytes.Buffer
	c.Stderr = &log
	done, err := driver.Run(ctx, c)
	if ctx.Err() != nil {
		return nil, errors.New("interrupted")
	}
	res := &result{}
	if err != nil {
		msgs := parseMessages(split(log.Bytes()).lines, v.shorten)
		if res.failures = msgs.failures(true); len(res.failures) == 0 {
			return nil, fmt.Errorf("running go list: %w", err)
		}
		return res, nil
	}
	res.stats, res.local = &done.Stats, done.Local
	var msgs messages
	for _, p := range done.Packages {
		v.add(res, &msgs, p)
	}
	load := parseMessages(split(log.Bytes()).lines, v.shorten)
	if done.Broken {
		load = v.loadFaults(ctx, patterns)
	} else {
		load.other = nil // notes
	}
	if len(done.Packages)+len(msgs.broken)+len(load.failures(true)) == 0 {
		load.other = append(load.other, errors.New("no packages to vet"))
	}
	msgs.broken = append(msgs.broken, load.broken...)
	msgs.unmatched, msgs.other = load.unmatched, load.other
	res.failures = append(res.failures, msgs.failures(true)...)
	return res, nil
}

// loadFaults asks the go command for its own words about packages that it cannot load: go vet, which names all of them, and would do
// nothing else.
func (v *govet) loadFaults(ctx context.Context, patterns []string) messages {
	cmd := v.command(ctx, "vet", slices.Concat([]string{"-n"}, v.listFlags(), v.overlay()), patterns)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	msgs := parseMessages(beforeScript(split(stderr.Bytes()).lines), v.shorten)
	if err == nil {
		msgs.other = nil
	}
	return msgs
}

// beforeScript leaves out the commands that go vet -n would run for what it could load: what it has to say, it says before.
func beforeScript(lines []string) []string {
	for i, line := range lines {
		if line == "#" || strings.Contains(line, "$WORK") { // the heading of what is done for a package, or a command
			return lines[:i]
		}
	}
	return lines
}

// add adds what came of a package.
func (v *govet) add(res *result, msgs *messages, p *driver.Package) {
	path, _, _ := strings.Cut(p.ID, " ")
	if p.Fault != "" {
		msgs.addBroken(path, fold(strings.Split(p.Fault, "\n"), v.shorten))
	}
	for _, f := range p.Failures {
		res.failures = append(res.failures, fmt.Errorf("%s failed on %s: %s", f.Analyzer, p.ID, oneLine(f.Message)))
	}
	for _, d := range p.Diagnostics {
		f := vetFinding{Posn: d.Pos.String(), End: d.End.String(), Message: d.Message}
		for _, text := range d.Related {
			f.Related = append(f.Related, struct {
				Message string `json:"message"`
			}{text})
		}
		for _, x := range d.Fixes {
			mended := fix{Message: x.Message}
			for _, e := range x.Edits {
				mended.Edits = append(mended.Edits, edit{e.File, e.Start, e.End, e.New})
			}
			f.Fixes = append(f.Fixes, mended)
		}
		if d.Analyzer == analyzers.InventoryName {
			res.addInventory(f)
			continue
		}
		res.findings = append(res.findings, f.finding(d.Analyzer, v.cwd))
	}
}

// listFlags are those flags of go vet that say which files there are.
func (v *govet) listFlags() []string {
	return slices.DeleteFunc(slices.Clone(v.flags), func(f string) bool {
		return !strings.HasPrefix(f, "-tags=") && !strings.HasPrefix(f, "-mod=")
	})
}

// ownSoftLimit is from where on memory is collected more often while packages are analyzed in this process, in bytes.
const ownSoftLimit = 1200 << 20

// overlay is the flag of go vet that lays files over others, if it is there.
func (v *govet) overlay() []string {
	return slices.DeleteFunc(slices.Clone(v.flags), func(f string) bool { return !strings.HasPrefix(f, overlayFlag) })
}

const overlayFlag = "-overlay="

func (v *govet) driverConfig(ctx context.Context, patterns []string) (driver.Config, error) {
	own := &toolFlags{rules: map[string]bool{}}
	own.scan(v.flags)
	if _, err := own.named(); err != nil {
		return driver.Config{}, err
	}
	if _, err := config.Digest(config.Files(v.dir)...); err != nil {
		return driver.Config{}, shorter(err)
	}
	salt, err := programID()
	if err != nil {
		return driver.Config{}, err
	}
	out, err := v.command(ctx, "env", append([]string{"-json"}, driver.Environment...), nil).Output()
	if err != nil {
		return driver.Config{}, fmt.Errorf("running go env: %w", err)
	}
	var env map[string]string
	if err := json.Unmarshal(out, &env); err != nil {
		return driver.Config{}, fmt.Errorf("cannot read the output of go env: %w", err)
	}
	s := &suites{flags: own, known: map[string]*suite{}}
	c := driver.Config{
		Go: v.gocmd, Dir: v.dir, Flags: v.listFlags(), Patterns: patterns, Env: env,
		Suite: s.of, Tests: s.tests, ExportsFacts: analyzers.ExportsFacts, Salt: salt, Cache: cacheDir(),
		Facts: analyzers.Facts(), Session: v.session,
	}
	for _, f := range v.overlay() {
		c.OverlayFlag = f
		if c.Overlay, err = readOverlay(strings.TrimPrefix(f, overlayFlag)); err != nil {
			return c, err
		}
	}
	if v.progress != nil {
		c.Notice = v.progress.tell
	}
	if v.trace != nil {
		c.Worked = v.trace.worked
	}
	if v.stream != nil {
		c.Found = func(p *driver.Package) {
			part := &result{}
			v.add(part, new(messages), p)
			v.stream.early(part)
		}
	}
	return c, nil
}

// cacheDir is where results are kept, "" if that is nowhere.
func cacheDir() string {
	if dir := os.Getenv("RETRYVETCACHE"); dir != "" {
		if dir == "off" {
			return ""
		}
		return dir
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "retryvet")
}

func readOverlay(file string) (map[string]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var overlay struct{ Replace map[string]string }
	err = json.Unmarshal(data, &overlay)
	return overlay.Replace, err
}

// suites are the analyzers for each configuration file.
type suites struct {
	flags *toolFlags
	mu    sync.Mutex
	known map[string]*suite
}

// A suite are the analyzers for one configuration, with what they depend on.
type suite struct {
	once    sync.Once
	rules   []*analysis.Analyzer
	unheard []*analysis.Analyzer // the rules, for packages whose facts nobody gets
	export  []*analysis.Analyzer // what facts come from
	tests   bool                 // they are judged
	key     string
	facts   string // what those depend on that come from export: less than the findings do
	err     error
}

// of returns the analyzers for a package.
func (s *suites) of(u driver.Unit) ([]*analysis.Analyzer, string, error) {
	dir := u.Dir
	if u.Facts && (u.Module == nil || u.Module.Version != "") {
		dir = "" // foreign
	}
	known := s.configured(dir)
	switch {
	case u.Facts:
		return known.export, known.facts, known.err
	case u.Unheard:
		return known.unheard, known.key + " unheard", known.err
	}
	return known.rules, known.key, known.err
}

// tests reports whether tests in a directory are judged, or its configuration is faulty, which is said of every package there.
func (s *suites) tests(dir string) bool {
	known := s.configured(dir)
	return known.tests || known.err != nil
}

// configured returns what the configuration says that is found from a directory on upwards; for "", that of foreign packages.
func (s *suites) configured(dir string) *suite {
	file := ""
	if s.flags.configFile == "" && dir != "" {
		file = config.Find(dir)
	}
	s.mu.Lock()
	known := s.known[file]
	if known == nil {
		known = &suite{}
		s.known[file] = known
	}
	s.mu.Unlock()
	known.once.Do(func() {
		c, err := s.flags.configOf(file)
		if err != nil {
			known.err = err
			return
		}
		known.rules, known.unheard = s.flags.rulesFor(c, false), s.flags.rulesFor(c, true)
		lang, _ := language(s.flags.lang, c.Lang) // checked before
		known.tests = c.Tests
		known.key = fmt.Sprintf("%q %s %t %t %s", file, c.Digest(), s.flags.strict, s.flags.inventory, lang)
		facts := c.ForFacts()
		known.export, known.facts = exporters(analyzers.Suite(facts.Suite())), facts.Digest()
	})
	return known
}

// configOf returns what a configuration file that was found, if any, and the flags say.
func (f *toolFlags) configOf(file string) (*config.Config, error) {
	c, err := f.named()
	if err != nil || file == "" {
		return c, err
	}
	found, err := config.Load(file)
	if err != nil {
		return nil, err
	}
	return found.With(c.Catalogs...)
}

// programID identifies this program and the catalog in it.
func programID() (string, error) {
	exe, err := config.ExecutableSum()
	return exe + " catalog " + catalog.Embedded().Digest(), err
}

// buildID identifies this program, the catalog in it, and the configuration files for packages that are looked for in a directory.
func buildID(dir string) (string, error) {
	program, err := programID()
	if err != nil {
		return "", err
	}
	settings, err := config.Digest(config.Files(dir)...)
	if err != nil {
		return "", err
	}
	return identity(program, settings+" lang "+analyzers.LanguageOf(os.Getenv)), nil
}
