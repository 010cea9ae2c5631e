package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
)

// applyFixes makes the suggested changes, or prints what they would change, and reports whether there are any. What is
// mended is a finding no longer.
func (r *result) applyFixes(o *options, cwd string, out io.Writer) (changed bool, err error) {
	edits := map[string][]edit{}
	var left []finding
	for _, f := range r.findings {
		if len(f.Fixes) == 0 || !fits(edits, f.Fixes[0].Edits) {
			left = append(left, f)
			continue
		}
		for _, e := range f.Fixes[0].Edits {
			edits[e.Filename] = append(edits[e.Filename], e)
		}
	}
	var names []string
	for name := range edits {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := change(name, edits[name], o.diff, cwd, out); err != nil {
			return changed, err
		}
		changed = true
	}
	if o.fix {
		r.findings = left
	}
	return changed, nil
}

// fits reports whether edits touch nothing that others touch already. Two findings may share one edit.
func fits(all map[string][]edit, edits []edit) bool {
	for _, e := range edits {
		for _, other := range all[e.Filename] {
			if e != other && e.Start < other.End && other.Start < e.End {
				return false
			}
		}
	}
	return true
}

func change(name string, edits []edit, onlyDiff bool, cwd string, out io.Writer) error {
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(cwd, path)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text, err := edited(old, edits)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if onlyDiff {
		_, err := out.Write(diff.Diff(name+".orig", old, name, text))
		return err
	}
	return os.WriteFile(path, text, info.Mode().Perm())
}

func edited(text []byte, edits []edit) ([]byte, error) {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	edits = slices.Compact(edits)
	formatted, err := format.Source(text)
	wasFormatted := err == nil && slices.Equal(formatted, text)
	var b []byte
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			return nil, errors.New("the file has changed since it was analyzed; run again")
		}
		b = append(append(b, text[at:e.Start]...), e.New...)
		at = e.End
	}
	b = append(b, text[at:]...)
	if wasFormatted {
		if again, err := format.Source(b); err == nil {
			b = again
		}
	}
	return b, nil
}
