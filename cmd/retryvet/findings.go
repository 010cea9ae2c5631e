package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/directive"
)

// finding is one finding as the command line prints it. Columns count bytes, as those of the go command do.
type finding struct {
	Rule      string `json:"rule"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
	Message   string `json:"message"`
	analyzers.Details
	Fixes       []fix  `json:"fixes,omitempty"`
	Fingerprint string `json:"fingerprint"` // stays the same as long as its line of code, its function and what is found do
}

// fix is a change that mends what was found. Offsets count bytes.
type fix struct {
	Message string `json:"message"`
	Edits   []edit `json:"edits"`
}

type edit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

// mending is the change that is made for a finding: its first fix or, if unsafe ones are wanted, the first of those; nil if it has none.
func (f finding) mending(unsafe bool) []edit {
	switch {
	case len(f.Fixes) > 0:
		return f.Fixes[0].Edits
	case unsafe && len(f.Unsafe) > 0:
		var edits []edit
		for _, e := range f.Unsafe[0].Edits {
			edits = append(edits, edit(e))
		}
		return edits
	}
	return nil
}

// vetFinding is one as go vet -json prints it.
type vetFinding struct {
	Posn    string `json:"posn"`
	End     string `json:"end"`
	Message string `json:"message"`
	Fixes   []fix  `json:"suggested_fixes"`
	Related []struct {
		Message string `json:"message"`
	} `json:"related"`
}

func (v vetFinding) finding(rule, cwd string) finding {
	f := finding{Rule: rule, Message: strings.TrimPrefix(v.Message, prefix(rule))}
	f.File, f.Line, f.Column = parsePosition(v.Posn)
	if file, line, column := parsePosition(v.End); file == f.File {
		f.EndLine, f.EndColumn = line, column
	}
	f.File = relative(cwd, f.File)
	for _, r := range v.Related {
		if d, ok := analyzers.DecodeDetails(r.Message); ok {
			f.Details = d
		}
	}
	for i := range f.Related {
		f.Related[i].File = relative(cwd, f.Related[i].File)
	}
	f.Message = f.withPaths()
	if f.Silenced != nil {
		f.Silenced.File = relative(cwd, f.Silenced.File)
	}
	for i := range f.Unsafe {
		for j := range f.Unsafe[i].Edits {
			e := &f.Unsafe[i].Edits[j]
			e.Filename = relative(cwd, e.Filename)
		}
	}
	f.Fixes = v.Fixes
	for i := range f.Fixes {
		for j := range f.Fixes[i].Edits {
			e := &f.Fixes[i].Edits[j]
			e.Filename = relative(cwd, e.Filename)
		}
	}
	return f
}

// withPaths is the message with the path of each file that it names, as terminals and editors want it to go there.
func (f finding) withPaths() string {
	text := f.Message
	for _, r := range f.Related {
		name := fmt.Sprintf("%s:%d", filepath.Base(r.File), r.Line)
		at := strings.Index(text, name)
		if end := at + len(name); at < 0 || at > 0 && strings.ContainsRune("/\\.-_", rune(text[at-1])) || end < len(text) && '0' <= text[end] && text[end] <= '9' {
			continue
		}
		text = text[:at] + fmt.Sprintf("%s:%d", r.File, r.Line) + text[at+len(name):]
	}
	return text
}

// parsePosition splits "file:line:column", of which the column, or both numbers, may be missing.
func parsePosition(s string) (file string, line, column int) {
	file, last := cutNumber(s)
	if head, n := cutNumber(file); n > 0 {
		return head, n, last
	}
	return file, last, 0
}

func cutNumber(s string) (head string, n int) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil || n <= 0 {
		return s, 0
	}
	return s[:i], n
}

func (f finding) compare(g finding) int {
	return cmp.Or(
		cmp.Compare(f.File, g.File), cmp.Compare(f.Line, g.Line), cmp.Compare(f.Column, g.Column),
		cmp.Compare(f.Rule, g.Rule), cmp.Compare(f.Message, g.Message),
	)
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", f.File, f.Line, f.Column, f.Rule, f.Message)
}

// choose orders the findings and keeps those that were asked for: of the rules that are wanted, silenced or not as the user
// wishes, and new. A file that belongs to a package and to its test variant counts once.
func (r *result) choose(o *options, old *earlier, cwd string) error {
	r.pick(o)
	if err := r.rate(o, cwd); err != nil {
		return err
	}
	src := sources{cwd: cwd}
	for i := range r.findings {
		f := &r.findings[i]
		f.Off = false // it was wanted
		f.Fingerprint = f.fingerprint(&src)
	}
	for _, has := range []func(finding) bool{
		old.takeHere, // before those of files that are called otherwise now, so that a copy is what is new
		old.takeElsewhere,
		func(f finding) bool { return old.takeFirst(&f, &src) },
		func(f finding) bool { return old.changed != nil && !old.changed.concerns(f, cwd) },
	} {
		r.findings = slices.DeleteFunc(r.findings, has)
	}
	return nil
}

// pick is choose without the files: old findings stay.
func (r *result) pick(o *options) {
	slices.SortFunc(r.findings, finding.compare)
	r.findings = slices.CompactFunc(r.findings, func(f, g finding) bool { return f.compare(g) == 0 })
	r.findings = slices.DeleteFunc(r.findings, func(f finding) bool {
		return !o.wants(f.Rule, f.Off) || (f.Silenced != nil) != o.suppressed
	})
	said := map[string]bool{} // of settings, which more than one package may have something to say of
	r.findings = slices.DeleteFunc(r.findings, func(f finding) bool {
		again := said[f.Message]
		said[f.Message] = f.Rule == "directive" && f.Key == directive.OfSettings
		return again
	})
	r.known = slices.Clone(r.findings)
}

// fingerprintVersion begins fingerprints; see [finding.fingerprint].
const fingerprintVersion = "2:"

// fingerprint identifies a finding across changes elsewhere, in the program and in retryvet: by rule, what the rule calls such a finding,
// function and line of code. Neither the text, its language, the catalog's words nor the name of the file has a part in it.
func (f *finding) fingerprint(src *sources) string {
	key := f.Key
	if key == "" {
		key = f.Message // of a tool that does not tell
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s", f.Rule, key, f.Function, strings.TrimSpace(src.line(f.File, f.Line))))
	return fmt.Sprintf("%s%x", fingerprintVersion, sum[:8])
}

var lineNumbers = lazy(`\bline \d+|\.go:\d+`)

// firstFingerprint is the fingerprint of the first version, which has the text and the file, for a finding with that text.
func (f *finding) firstFingerprint(text string, src *sources) string {
	text = lineNumbers().ReplaceAllString(text, "")
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s", f.Rule, filepath.ToSlash(f.File), text, strings.TrimSpace(src.line(f.File, f.Line))))
	return fmt.Sprintf("%x", sum[:8])
}

// inBaseline is a finding of a baseline.
type inBaseline struct{ fingerprint, file string }

// earlier is what tells findings that are not to be shown again.
type earlier struct {
	counts  map[inBaseline]int // how many there were
	sums    map[string]int     // the same, by fingerprint alone
	first   []finding          // those with a fingerprint of the first version
	changed *changedLines      // if there is one, findings elsewhere are old
}

// earlier reads what the flags name, for packages that are looked for in dir.
func (o *options) earlier(ctx context.Context, dir string) (*earlier, error) {
	old := &earlier{counts: map[inBaseline]int{}, sums: map[string]int{}}
	if o.newSince != "" {
		var err error
		if old.changed, err = changedSince(ctx, dir, o.newSince); err != nil {
			return nil, fmt.Errorf("-new-from-rev %s: %w", o.newSince, err)
		}
	}
	if o.newFrom == "" {
		return old, nil
	}
	data, err := os.ReadFile(o.newFrom)
	if err != nil {
		return nil, fmt.Errorf("-new-from %s: %w", o.newFrom, cause(err))
	}
	var doc struct{ Findings []finding }
	if err := json.Unmarshal(data, &doc); err != nil || doc.Findings == nil {
		return nil, fmt.Errorf("-new-from %s: this is not what -format json prints", o.newFrom)
	}
	for _, f := range doc.Findings {
		if !strings.HasPrefix(f.Fingerprint, fingerprintVersion) {
			old.first = append(old.first, f)
			continue
		}
		old.counts[inBaseline{f.Fingerprint, filepath.ToSlash(f.File)}]++
		old.sums[f.Fingerprint]++
	}
	return old, nil
}

// takeHere reports whether a finding is one that the baseline has in its file, and takes that out.
func (o *earlier) takeHere(f finding) bool {
	k := inBaseline{f.Fingerprint, filepath.ToSlash(f.File)}
	if o.counts[k] == 0 {
		return false
	}
	o.counts[k]--
	o.sums[f.Fingerprint]--
	return true
}

// takeElsewhere does the same in any file: it may have got another name, or be named from another directory.
func (o *earlier) takeElsewhere(f finding) bool {
	if o.sums[f.Fingerprint] == 0 {
		return false
	}
	o.sums[f.Fingerprint]--
	return true
}

// takeFirst reports whether a finding is one of a baseline of the first version, and takes that out. What the baseline calls it may be worded
// otherwise now: its text there and the line of code here have to give its fingerprint.
func (o *earlier) takeFirst(f *finding, src *sources) bool {
	i := slices.IndexFunc(o.first, func(old finding) bool {
		return old.Rule == f.Rule && filepath.ToSlash(old.File) == filepath.ToSlash(f.File) && f.firstFingerprint(old.Message, src) == old.Fingerprint
	})
	if i >= 0 {
		o.first = slices.Delete(o.first, i, i+1)
	}
	return i >= 0
}

// sources are the lines of the files that findings are in.
type sources struct {
	cwd   string
	files map[string][]string
}

// line returns a line of a file, without its end; "" if there is none.
func (s *sources) line(file string, n int) string {
	lines, read := s.files[file]
	if !read {
		name := file
		if !filepath.IsAbs(name) {
			name = filepath.Join(s.cwd, name)
		}
		if data, err := os.ReadFile(name); err == nil {
			lines = strings.Split(string(data), "\n")
		}
		if s.files == nil {
			s.files = map[string][]string{}
		}
		s.files[file] = lines
	}
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimSuffix(lines[n-1], "\r")
}

// utf16Column turns a column that counts bytes into one that counts UTF-16 code units, as editors and code hosts do.
func (s *sources) utf16Column(file string, line, column int) int {
	text := s.line(file, line)
	if column < 1 || column-1 > len(text) {
		return column
	}
	return utf16Length(text[:column-1]) + 1
}

func utf16Length(text string) (n int) {
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
