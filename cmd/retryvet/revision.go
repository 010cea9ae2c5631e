package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sourcegraph/go-diff/diff"
)

// changedLines are the lines of a work tree that are not as a revision has them.
type changedLines struct {
	root    string          // of the work tree
	tracked map[string]bool // the files that git knows, from the root on; of all others every line is new
	ranges  map[string][]lineRange
	gone    map[string][]int // the lines below which others were taken away
}

// A lineRange is some lines, the last one included.
type lineRange struct{ first, last int }

// changedSince asks git what has changed around a directory since a revision, be it committed or not.
func changedSince(ctx context.Context, dir, revision string) (*changedLines, error) {
	git := func(dir string, args ...string) (string, error) {
		cmd := exec.CommandContext(ctx, "git", args...)
		cmd.Dir = dir
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if text := oneLine(stderr.String()); err != nil && text != "" {
			err = errors.New(text)
		}
		return string(out), err
	}
	top, err := git(dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	c := &changedLines{root: strings.TrimSuffix(top, "\n"), tracked: map[string]bool{}, ranges: map[string][]lineRange{}, gone: map[string][]int{}}
	commit, err := git(c.root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%s is no commit of the repository in %s", revision, c.root)
	}
	files, err := git(c.root, "ls-files", "-z")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(files, "\x00") {
		c.tracked[name] = true
	}
	// Whatever the user has configured, or an attribute says of the files, it is a patch of text.
	patch, err := git(c.root, "-c", "core.quotePath=false", "diff", "--unified=0", "--inter-hunk-context=0", "--find-renames", "--text", "--no-ext-diff", "--no-textconv",
		"--no-color", "--no-relative", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", strings.TrimSpace(commit), "--")
	if err != nil {
		return nil, err
	}
	return c, c.read(patch)
}

// read adds the lines of a patch.
func (c *changedLines) read(patch string) error {
	list, err := diff.ParseMultiFileDiff([]byte(patch))
	if err != nil {
		return fmt.Errorf("reading what git diff prints: %w", err)
	}
	for _, file := range list {
		name := strings.TrimPrefix(file.NewName, "b/")
		for _, h := range file.Hunks {
			first, lines := int(h.NewStartLine), int(h.NewLines)
			if lines == 0 {
				c.gone[name] = append(c.gone[name], first)
				continue
			}
			c.ranges[name] = append(c.ranges[name], lineRange{first, first + lines - 1})
		}
	}
	return nil
}

// has reports whether some of the lines of a file, which is named absolutely, have changed. What is not in the work tree, or not
// known to git, is new. Lines that were taken away leave none that could have changed, such as a wait between two attempts: the whole
// function has, then.
func (c *changedLines) has(file string, lines lineRange) bool {
	if real, err := filepath.EvalSymlinks(file); err == nil { // as git names the root
		file = real
	}
	name, err := filepath.Rel(filepath.FromSlash(c.root), file)
	if err != nil || !c.tracked[filepath.ToSlash(name)] {
		return true
	}
	name = filepath.ToSlash(name)
	if slices.ContainsFunc(c.ranges[name], func(s lineRange) bool { return s.first <= lines.last && lines.first <= s.last }) {
		return true
	}
	if len(c.gone[name]) == 0 {
		return false
	}
	around := functionAround(file, lines)
	return slices.ContainsFunc(c.gone[name], func(line int) bool { return around.first <= line && line < around.last })
}

// functionAround are the lines of the declaration that some lines are in; if there is none, or the file cannot be read, those and the one
// above them.
func functionAround(file string, lines lineRange) lineRange {
	fset := token.NewFileSet()
	f, _ := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if f != nil {
		for _, d := range f.Decls {
			from, to := fset.PositionFor(d.Pos(), false).Line, fset.PositionFor(d.End(), false).Line
			if from <= lines.first && lines.first <= to {
				return lineRange{from, to}
			}
		}
	}
	return lineRange{lines.first - 1, lines.last + 1}
}

// concerns reports whether a finding, or another place that it names, is on lines that have changed.
func (c *changedLines) concerns(f finding, cwd string) bool {
	abs := func(file string) string {
		if filepath.IsAbs(file) {
			return file
		}
		return filepath.Join(cwd, file)
	}
	if c.has(abs(f.File), lineRange{f.Line, max(f.Line, f.EndLine)}) {
		return true
	}
	for _, p := range f.Related {
		if c.has(abs(p.File), lineRange{p.Line, p.Line}) {
			return true
		}
	}
	return false
}
