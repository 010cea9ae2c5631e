package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// A change is what fixes make of a file.
type change struct {
	name      string // as findings have it
	path      string // absolute
	mode      os.FileMode
	old, text []byte
	edits     []edit
	mends     []finding
}

// mend makes the changes that the findings suggest, or prints them, and reports whether there are any. Each is tried first: a file
// that would not compile, or in which something else would be found, stays as it is, which is a failure. What is mended is a
// finding no longer.
func (r *result) mend(ctx context.Context, o *options, v *govet, patterns []string, out io.Writer) (changed bool, err error) {
	changes, err := r.changes(v.cwd, o.unsafe)
	if err != nil {
		return false, err
	}
	changes, after, err := r.tried(ctx, o, v, patterns, changes)
	if err != nil {
		return false, err
	}
	for _, c := range changes {
		if o.diff {
			_, err = out.Write(c.diff())
		} else {
			err = os.WriteFile(c.path, c.text, c.mode)
		}
		if err != nil {
			return changed, err
		}
		changed = true
	}
	if o.fix && changed {
		old, err := o.earlier(ctx, v.dir)
		if err == nil {
			err = after.choose(o, old, v.cwd)
		}
		if err != nil {
			return changed, err
		}
		r.findings = after.findings
	}
	return changed, nil
}

// changes are what the fixes make of the files, of two that touch the same the first one.
func (r *result) changes(cwd string, unsafe bool) ([]*change, error) {
	edits := map[string][]edit{}
	mends := map[string][]finding{}
	for _, f := range r.findings {
		mending := f.mending(unsafe)
		if len(mending) == 0 || !fits(edits, mending) {
			continue
		}
		for _, e := range mending {
			edits[e.Filename] = append(edits[e.Filename], e)
		}
		mends[mending[0].Filename] = append(mends[mending[0].Filename], f)
	}
	var list []*change
	for name, edits := range edits {
		c, err := newChange(name, edits, cwd)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		c.mends = mends[name]
		list = append(list, c)
	}
	slices.SortFunc(list, func(c, d *change) int { return cmp.Compare(c.name, d.name) })
	return list, nil
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

func newChange(name string, edits []edit, cwd string) (*change, error) {
	c := &change{name: name, path: name, edits: edits}
	if !filepath.IsAbs(c.path) {
		c.path = filepath.Join(cwd, c.path)
	}
	info, err := os.Stat(c.path)
	if err != nil {
		return nil, err
	}
	c.mode = info.Mode().Perm()
	if c.old, err = os.ReadFile(c.path); err != nil {
		return nil, err
	}
	c.text, err = edited(c.old, edits)
	return c, err
}

// diff is the change as patch -p1 and git apply take it, from the directory to which the name is relative.
func (c *change) diff() []byte {
	name := strings.TrimPrefix(filepath.ToSlash(c.name), "/")
	return diff.Diff("a/"+name, c.old, "b/"+name, c.text)
}

// edited is a text after edits. It is formatted if it was, and its lines end as they did.
func edited(text []byte, edits []edit) ([]byte, error) {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	edits = slices.Compact(edits)
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

	crlf, lf := []byte("\r\n"), []byte("\n")
	windows := bytes.Contains(text, crlf) && bytes.Count(text, crlf) == bytes.Count(text, lf)
	if windows {
		text, b = bytes.ReplaceAll(text, crlf, lf), bytes.ReplaceAll(b, crlf, lf)
	}
	if formatted, err := format.Source(text); err == nil && bytes.Equal(formatted, text) {
		if again, err := format.Source(b); err == nil {
			b = again
		}
	}
	if windows {
		b = bytes.ReplaceAll(b, lf, crlf)
	}
	return b, nil
}

// tried are the changes that do no harm, and what is found after them. The others are among the failures, with the places of what they
// would have mended.
func (r *result) tried(ctx context.Context, o *options, v *govet, patterns []string, changes []*change) ([]*change, *result, error) {
	harm := map[*change]string{}
	for _, c := range changes {
		if _, err := parser.ParseFile(token.NewFileSet(), c.name, c.text, parser.SkipObjectResolution); err != nil {
			harm[c] = "would not parse: " + err.Error()
		}
	}
	for {
		changes = slices.DeleteFunc(changes, func(c *change) bool {
			if harm[c] != "" {
				r.failures = append(r.failures, c.refused(harm[c]))
			}
			return harm[c] != ""
		})
		if len(changes) == 0 {
			return nil, nil, nil
		}
		after, err := v.with(ctx, changes, patterns)
		if err != nil {
			return nil, nil, err
		}
		after.pick(o)
		if harm = r.harm(after, changes); len(harm) == 0 {
			return changes, after, nil
		}
	}
}

// refused says that a file stays as it is, and why.
func (c *change) refused(why string) error {
	var places []string
	for _, f := range c.mends {
		places = append(places, fmt.Sprintf("%s:%d (%s)", c.name, f.Line, f.Rule))
	}
	return fmt.Errorf("%s stays as it is: with the fixes of %s, it %s", c.name, strings.Join(places, ", "), why)
}

// harm tells of each change what is wrong after it that was not before. What is wrong in a file that does not change may have to do
// with any of them.
func (r *result) harm(after *result, changes []*change) map[*change]string {
	harm := map[*change]string{}
	blame := func(concerns func(*change) bool, what string) {
		list := slices.DeleteFunc(slices.Clone(changes), func(c *change) bool { return !concerns(c) })
		if len(list) == 0 {
			list = changes
		}
		for _, c := range list {
			if harm[c] == "" {
				harm[c] = what
			}
		}
	}
	for _, err := range after.failures {
		if !slices.ContainsFunc(r.failures, func(e error) bool { return e.Error() == err.Error() }) {
			blame(func(c *change) bool { return strings.Contains(err.Error(), c.name+":") }, "would be worse: "+err.Error())
		}
	}
	left := map[string]int{}
	for _, f := range r.known {
		left[f.loosely()]++
	}
	for _, c := range changes {
		for _, f := range c.mends {
			left[f.loosely()]--
		}
	}
	for _, f := range after.known {
		if left[f.loosely()]--; left[f.loosely()] < 0 && !slices.ContainsFunc(changes, func(c *change) bool { return c.reveals(f) }) {
			blame(func(c *change) bool { return c.name == f.File }, "would have another finding: "+f.String())
		}
	}
	return harm
}

// reveals reports whether a finding is one that was there before: of those of a rule on a line, only the first is reported, and what gets
// its unit was no wait before.
func (c *change) reveals(f finding) bool {
	return f.File == c.name && slices.ContainsFunc(c.mends, func(m finding) bool {
		return m.Rule == f.Rule && (m.Column != f.Column || m.Key != f.Key) && c.lineAfter(m.Line, m.Column) == f.Line || m.getsUnit() && (f.Rule == "ignoresctx" || f.Rule == m.Rule)
	})
}

// getsUnit reports whether a wait of nanoseconds becomes one of seconds when a finding is mended.
func (f finding) getsUnit() bool {
	return f.Rule == "nobackoff" && slices.Contains([]string{"bare-number", "bare-return", "hint-unit"}, f.Key)
}

// lineAfter is the line in which the change puts what is at a place.
func (c *change) lineAfter(line, column int) int {
	after := line
	for _, e := range c.edits {
		before := c.old[:e.Start]
		at, in := 1+bytes.Count(before, []byte("\n")), e.Start-bytes.LastIndexByte(before, '\n')
		if at < line || at == line && in < column && e.Start == e.End {
			after += strings.Count(e.New, "\n") - bytes.Count(c.old[e.Start:e.End], []byte("\n"))
		}
	}
	return after
}

// loosely identifies a finding by what a change elsewhere in its file leaves as it is.
func (f finding) loosely() string {
	return f.Rule + "\n" + f.File + "\n" + lineNumbers().ReplaceAllString(f.Message, "")
}

// with analyzes the packages as if the changes had been made.
func (v *govet) with(ctx context.Context, changes []*change, patterns []string) (*result, error) {
	dir, err := os.MkdirTemp("", "retryvet")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var overlay struct{ Replace map[string]string }
	overlay.Replace = map[string]string{}
	names := map[string]string{} // of the files that are changed, by that of the copy
	for i, c := range changes {
		file := filepath.Join(dir, strconv.Itoa(i), filepath.Base(c.path))
		if err := os.Mkdir(filepath.Dir(file), 0o777); err != nil {
			return nil, err
		}
		// The go command keeps what is printed of a package under the content of its files, and it tells of this one by a name that
		// nobody shall see again: so nothing else may have its content, what is written in the end least of all.
		text := fmt.Appendf(nil, "%s\n// %s\n", c.text, filepath.Base(dir))
		if err := os.WriteFile(file, text, 0o666); err != nil {
			return nil, err
		}
		overlay.Replace[c.path] = file
		names[relative(v.cwd, file)] = c.name
	}
	data, err := json.Marshal(overlay)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		return nil, err
	}
	w := *v
	w.flags = append([]string{"-overlay=" + file}, v.flags...)
	w.progress = nil
	res, err := w.run(ctx, patterns)
	if err != nil {
		return nil, err
	}
	for i := range res.findings {
		if name, ok := names[res.findings[i].File]; ok {
			res.findings[i].File = name
		}
	}
	for i, failure := range res.failures {
		text := failure.Error()
		for copied, name := range names {
			text = strings.ReplaceAll(text, copied, name)
		}
		res.failures[i] = errors.New(text)
	}
	return res, nil
}
