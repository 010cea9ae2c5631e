package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/retryvet/retryvet/catalog/spelling"
)

// A reportFile is one that findings are written to in a format.
type reportFile struct{ format, file string }

// chooseReports reads what -o says of findings. The file "-" is the standard output, which then has nothing else.
func (o *options) chooseReports(formatGiven bool) error {
	for i, s := range o.outputs {
		format, file, ok := strings.Cut(s, "=")
		switch {
		case !ok || file == "":
			return fmt.Errorf("-o %s: want FORMAT=FILE, for example sarif=retryvet.sarif; - is the standard output", s)
		case !slices.Contains(formats, format):
			return fmt.Errorf("-o %s: unknown format %s; %s", s, format, spelling.Hint(format, formats...))
		case slices.ContainsFunc(o.outputs[:i], func(other string) bool { return strings.HasSuffix(other, "="+file) }):
			return fmt.Errorf("-o %s: another report goes to %s already", s, file)
		case file == "-" && formatGiven:
			return fmt.Errorf("-o %s: the standard output has -format %s already", s, o.format)
		case file == "-":
			o.format = format
		default:
			o.reports = append(o.reports, reportFile{format, file})
		}
	}
	if o.diff && len(o.outputs) > 0 {
		return errors.New("-diff prints a diff, so that -o has no effect")
	}
	return nil
}

// writeReports writes all of them, whatever becomes of one: they are for different readers.
func (w writer) writeReports(reports []reportFile, r *result) error {
	var faults []error
	for _, to := range reports {
		var text bytes.Buffer
		w.out, w.colour, w.code, w.stream = &text, false, false, newStream(nil, &text, w.cwd)
		if err := w.write(to.format, r); err != nil {
			faults = append(faults, err)
		} else if err := os.WriteFile(to.file, text.Bytes(), 0o666); err != nil {
			faults = append(faults, fmt.Errorf("-o %s=%s: %w", to.format, to.file, cause(err)))
		}
	}
	return errors.Join(faults...)
}

type codeClimateIssue struct {
	Type        string              `json:"type"`
	Check       string              `json:"check_name"`
	Description string              `json:"description"`
	Categories  []string            `json:"categories"`
	Severity    string              `json:"severity"`
	Fingerprint string              `json:"fingerprint"`
	Location    codeClimateLocation `json:"location"`
}

type codeClimateLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	} `json:"lines"`
}

// codeClimate prints what GitLab shows in merge requests as code quality. It takes two issues with one fingerprint for one, so the
// second of a kind gets another.
func (w writer) codeClimate(findings []finding) error {
	severities := map[string]string{"error": "major", "warning": "minor", "note": "info"}
	issues := []codeClimateIssue{}
	same := map[string]int{}
	for _, f := range findings {
		issue := codeClimateIssue{
			Type: "issue", Check: f.Rule, Description: f.Rule + ": " + f.Message, Categories: []string{"Bug Risk"},
			Severity: severities[f.level()], Fingerprint: f.Fingerprint, Location: codeClimateLocation{Path: filepath.ToSlash(f.File)},
		}
		if n := same[f.Fingerprint]; n > 0 {
			issue.Fingerprint += fmt.Sprintf("-%d", n)
		}
		same[f.Fingerprint]++
		issue.Location.Lines.Begin, issue.Location.Lines.End = f.Line, max(f.Line, f.EndLine)
		issues = append(issues, issue)
	}
	return writeJSON(w.out, issues)
}

type rdResult struct {
	Source      rdSource       `json:"source"`
	Diagnostics []rdDiagnostic `json:"diagnostics"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	Related     []rdRelated    `json:"related_locations,omitempty"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"`
}

// rdPosition counts bytes, as findings do.
type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

// rdjson prints the diagnostic format of reviewdog.
func (w writer) rdjson(findings []finding) error {
	severities := map[string]string{"error": "ERROR", "warning": "WARNING", "note": "INFO"}
	urls := map[string]string{}
	for _, r := range sarifRules(w.say) {
		urls[r.ID] = r.HelpURI
	}
	doc := rdResult{Source: rdSource{"retryvet", "https://github.com/retryvet/retryvet"}, Diagnostics: []rdDiagnostic{}}
	src := sources{cwd: w.cwd}
	for _, f := range findings {
		d := rdDiagnostic{
			Message: f.Message, Location: rdLocationOf(f.File, f.Line, f.Column), Severity: severities[f.level()], Code: rdCode{f.Rule, urls[f.Rule]},
		}
		if f.EndLine > 0 && d.Location.Range != nil {
			d.Location.Range.End = &rdPosition{f.EndLine, f.EndColumn}
		}
		for _, fix := range f.Fixes {
			if s, ok := src.suggestion(f.File, fix); ok {
				d.Suggestions = append(d.Suggestions, s)
			}
		}
		for _, p := range f.Related {
			d.Related = append(d.Related, rdRelated{p.Message, rdLocationOf(p.File, p.Line, p.Column)})
		}
		doc.Diagnostics = append(doc.Diagnostics, d)
	}
	return writeJSON(w.out, doc)
}

func rdLocationOf(file string, line, column int) rdLocation {
	at := rdLocation{Path: filepath.ToSlash(file)}
	if line > 0 {
		at.Range = &rdRange{Start: rdPosition{line, column}}
	}
	return at
}

// suggestion makes one piece of text of a fix, from its first edit to its last: several suggestions would be several ways to mend
// it. It is of the file of the finding, so a fix that touches others is none.
func (s *sources) suggestion(file string, f fix) (rdSuggestion, bool) {
	edits := slices.Clone(f.Edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	s.line(file, 1) // reads it
	text := strings.Join(s.files[file], "\n")
	var made strings.Builder
	at := -1
	for _, e := range edits {
		if e.Filename != file || e.Start < max(at, 0) || e.End < e.Start || e.End > len(text) {
			return rdSuggestion{}, false
		}
		if at >= 0 {
			made.WriteString(text[at:e.Start])
		}
		made.WriteString(e.New)
		at = e.End
	}
	if len(edits) == 0 {
		return rdSuggestion{}, false
	}
	position := func(offset int) rdPosition {
		before := text[:offset]
		return rdPosition{1 + strings.Count(before, "\n"), offset - strings.LastIndexByte(before, '\n')}
	}
	end := position(at)
	return rdSuggestion{rdRange{position(edits[0].Start), &end}, made.String()}, true
}

// junit prints a suite of tests a file, in which each finding is a test that fails; packages that cannot be analyzed are errors. With
// nothing to say there is one test that passes, since readers take a report without any for a fault.
func (w writer) junit(r *result) error {
	var doc junit.Testsuites
	var suites []junit.Testsuite
	suite := func(name string) *junit.Testsuite {
		if n := len(suites); n == 0 || suites[n-1].Name != name {
			suites = append(suites, junit.Testsuite{Name: name, ID: len(suites), Time: "0"})
		}
		return &suites[len(suites)-1]
	}
	for _, f := range r.findings { // in order of files
		name := filepath.ToSlash(f.File)
		f.File = name
		suite(name).AddTestcase(junit.Testcase{
			Name: fmt.Sprintf("%s at %d:%d", f.Rule, f.Line, f.Column), Classname: name,
			Failure: &junit.Result{Message: f.Message, Type: f.level(), Data: f.String()},
		})
	}
	for i, err := range r.failures {
		suite("retryvet").AddTestcase(junit.Testcase{
			Name: fmt.Sprintf("analysis %d", i+1), Classname: "retryvet", Error: &junit.Result{Message: err.Error(), Type: "failure"},
		})
	}
	if len(suites) == 0 {
		suite("retryvet").AddTestcase(junit.Testcase{Name: "analysis", Classname: "retryvet"})
	}
	for _, s := range suites {
		doc.AddSuite(s)
	}
	if _, err := io.WriteString(w.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"); err != nil {
		return err
	}
	return doc.WriteXML(w.out)
}
