package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
)

// writer prints findings in one of the formats.
type writer struct {
	out     io.Writer
	cwd     string
	module  string // its path, if it is known
	catalog *catalog.Catalog
	colour  bool
	code    bool    // below findings stands the line of code, for people
	stream  *stream // of the format jsonl
	say     analyzers.Printer
}

func (w writer) write(format string, r *result) error {
	switch format {
	case "json":
		return w.json(r.findings)
	case "jsonl":
		return w.stream.rest(w.out, r.findings)
	case "sarif":
		return w.sarif(r)
	case "github":
		return w.github(r.findings)
	case "checkstyle":
		return w.checkstyle(r.findings)
	case "codeclimate":
		return w.codeClimate(r.findings)
	case "rdjson":
		return w.rdjson(r.findings)
	case "junit":
		return w.junit(r)
	}
	return w.text(r.findings)
}

const (
	bold   = "\x1b[1m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	plain  = "\x1b[0m"
)

func (w writer) text(findings []finding) error {
	src := sources{cwd: w.cwd}
	for i, f := range findings {
		text := f.String()
		if w.colour {
			rule := red
			if f.Severity != "" && f.Severity != "error" {
				rule = yellow
			}
			text = fmt.Sprintf("%s%s:%d:%d:%s %s%s:%s %s", bold, f.File, f.Line, f.Column, plain, rule, f.Rule, plain, f.Message)
		}
		if f.Silenced != nil {
			reason := f.Silenced.Reason
			if reason == "" {
				reason = w.say.Say("silenced.no-reason", "no reason given")
			}
			text += w.say.Say("silenced.line", " [silenced in line %d: %s]", f.Silenced.Line, reason)
		}
		if w.code && (i+1 == len(findings) || !f.sameSpot(findings[i+1])) { // once for all that is found there
			text += f.passage(&src)
		}
		if _, err := fmt.Fprintln(w.out, text); err != nil {
			return err
		}
	}
	return nil
}

func (f finding) sameSpot(g finding) bool {
	return f.File == g.File && f.Line == g.Line && f.Column == g.Column
}

// passage is the line of code of a finding, with a caret below its place.
func (f finding) passage(src *sources) string {
	line := src.line(f.File, f.Line)
	if f.Column < 1 || f.Column > len(line) {
		return ""
	}
	code := strings.TrimLeft(line, " \t")
	before := line[:f.Column-1]
	indent := len(line) - len(code)
	if indent >= f.Column {
		indent = f.Column - 1
	}
	return "\n    " + strings.ReplaceAll(line[indent:], "\t", " ") + "\n    " + strings.Repeat(" ", wide(before[indent:])) + "^"
}

func (w writer) json(findings []finding) error {
	if findings == nil {
		findings = []finding{} // an array for those who read it, even if nothing is wrong
	}
	return writeJSON(w.out, struct {
		Version     string    `json:"version"`
		Catalog     string    `json:"catalog"`
		CatalogDate string    `json:"catalogDate"` // when the youngest of its sources was read
		Date        string    `json:"date"`
		Findings    []finding `json:"findings"`
	}{moduleVersion(), w.catalog.Digest(), catalogDate(w.catalog), time.Now().UTC().Format(time.RFC3339), findings})
}

func catalogDate(c *catalog.Catalog) string {
	date := ""
	for _, p := range c.Providers() {
		for _, s := range p.Sources {
			date = max(date, s.Retrieved)
		}
	}
	return date
}

// github prints workflow commands, of which GitHub makes annotations.
func (w writer) github(findings []finding) error {
	src := sources{cwd: w.cwd}
	for _, f := range findings {
		place := fmt.Sprintf("file=%s,line=%d,col=%d", property(filepath.ToSlash(f.File)), f.Line, src.utf16Column(f.File, f.Line, f.Column))
		if f.EndLine == f.Line && f.EndColumn > 0 {
			place += fmt.Sprintf(",endLine=%d,endColumn=%d", f.EndLine, src.utf16Column(f.File, f.EndLine, f.EndColumn))
		}
		command := f.level()
		if command == "note" {
			command = "notice"
		}
		_, err := fmt.Fprintf(w.out, "::%s %s,title=%s::%s\n", command, place, property("retryvet "+f.Rule), data(f.Message))
		if err != nil {
			return err
		}
	}
	return nil
}

// level is the severity; what does not tell it is no small matter.
func (f finding) level() string {
	if f.Severity == "" {
		return "error"
	}
	return f.Severity
}

// data and property escape what workflow commands would misread.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s))
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

func (w writer) checkstyle(findings []finding) error {
	doc := struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}{Version: "5.0"}
	src := sources{cwd: w.cwd}
	for _, f := range findings { // in order of files
		name := filepath.ToSlash(f.File)
		if n := len(doc.Files); n == 0 || doc.Files[n-1].Name != name {
			doc.Files = append(doc.Files, checkstyleFile{Name: name})
		}
		last := &doc.Files[len(doc.Files)-1]
		last.Errors = append(last.Errors, checkstyleError{f.Line, src.utf16Column(f.File, f.Line, f.Column), f.level(), f.Message, "retryvet." + f.Rule})
	}
	if _, err := io.WriteString(w.out, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w.out)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w.out, "\n")
	return err
}
