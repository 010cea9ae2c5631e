package main

import (
	"cmp"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
)

// The types are what retryvet has to say of a SARIF 2.1.0 log. The known libraries for it bring schemas or an HTTP client
// into a program that the go command starts for every package.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Automation  sarifAutomation   `json:"automationDetails"`
	ColumnKind  string            `json:"columnKind"`
	Invocations []sarifInvocation `json:"invocations"`
	Repository  []sarifRepository `json:"versionControlProvenance,omitempty"`
	Taxonomies  []sarifTaxonomy   `json:"taxonomies"`
	Results     []sarifResult     `json:"results"`
	Properties  map[string]string `json:"properties"`
}

// sarifAutomation says which runs are about the same: a code host closes the findings of a run that the next one of its kind
// does not have.
type sarifAutomation struct {
	ID string `json:"id"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name            string       `json:"name"`
	FullName        string       `json:"fullName"`
	InformationURI  string       `json:"informationUri"`
	Version         string       `json:"version"`
	SemanticVersion string       `json:"semanticVersion,omitempty"` // of a release
	Supported       []sarifIndex `json:"supportedTaxonomies"`
	Rules           []sarifRule  `json:"rules"`
}

type sarifRule struct {
	ID               string          `json:"id"` // the name as well, which the specification wants once
	ShortDescription sarifText       `json:"shortDescription"`
	FullDescription  sarifText       `json:"fullDescription"`
	Help             sarifText       `json:"help"`
	HelpURI          string          `json:"helpUri"`
	Default          sarifLevel      `json:"defaultConfiguration"`
	Relationships    []sarifRelation `json:"relationships,omitempty"`
	Properties       map[string]any  `json:"properties"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
}

type sarifNotification struct {
	Level   string    `json:"level"`
	Message sarifText `json:"message"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Rank         float64            `json:"rank"` // by confidence, from 0 to 100
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	CodeFlows    []sarifFlow        `json:"codeFlows,omitempty"`
	Fixes        []sarifFix         `json:"fixes,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	Properties   map[string]any     `json:"properties,omitempty"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification,omitempty"`
}

type sarifLocation struct {
	ID       int            `json:"id,omitempty"`
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI       string `json:"uri,omitempty"`
	URIBaseID string `json:"uriBaseId,omitempty"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine,omitempty"`
	StartColumn int        `json:"startColumn,omitempty"`
	EndLine     int        `json:"endLine,omitempty"`
	EndColumn   int        `json:"endColumn,omitempty"`
	Snippet     *sarifText `json:"snippet,omitempty"` // the line of code
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted sarifText   `json:"insertedContent"`
}

func (w writer) sarif(r *result) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriverOf(moduleVersion(), w.say)},
		Automation:  sarifAutomation{automationID(w.module)},
		ColumnKind:  "utf16CodeUnits",
		Invocations: []sarifInvocation{{Successful: len(r.failures) == 0}},
		Repository:  repositoryOf(w.cwd),
		Taxonomies:  []sarifTaxonomy{weaknesses()},
		Results:     []sarifResult{}, // there has to be a list: without one, earlier findings would stay open
		Properties:  map[string]string{"catalog": w.catalog.Digest(), "catalogDate": catalogDate(w.catalog)},
	}
	for _, err := range r.failures {
		note := sarifNotification{"error", sarifText{Text: err.Error()}}
		run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, note)
	}
	src := &sources{cwd: w.cwd}
	for _, f := range r.findings {
		run.Results = append(run.Results, sarifResultOf(f, run.Tool.Driver.Rules, src))
	}
	return writeJSON(w.out, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{run},
	})
}

// automationID tells the runs over one module from those over another.
func automationID(module string) string {
	if module == "" {
		return "retryvet/"
	}
	return "retryvet/" + module + "/"
}

// moduleOf is the path of the module that a directory is in; "" if there is none.
func moduleOf(dir string) string {
	root := config.ModuleRoot(dir)
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if root == "" || err != nil {
		return ""
	}
	return modfile.ModulePath(data)
}

func sarifDriverOf(version string, say analyzers.Printer) sarifDriver {
	d := sarifDriver{
		Name: "retryvet", FullName: "retryvet " + version, InformationURI: "https://github.com/retryvet/retryvet",
		Version: version, Supported: []sarifIndex{{Name: weaknesses().Name}}, Rules: sarifRules(say),
	}
	if semver.IsValid(version) {
		d.SemanticVersion = strings.TrimPrefix(version, "v")
	}
	return d
}

func sarifRules(say analyzers.Printer) []sarifRule {
	var rules []sarifRule
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		doc := analyzers.Documentation(a, say.Language())
		title, _, _ := strings.Cut(doc, "\n")
		title = strings.TrimPrefix(title, prefix(a.Name))
		level := "error"
		if a.Name == "directive" {
			level = "warning"
		}
		rules = append(rules, sarifRule{
			ID: a.Name, ShortDescription: sarifText{Text: title}, FullDescription: sarifText{Text: title},
			Help: sarifText{Text: doc, Markdown: doc}, HelpURI: a.URL, Default: sarifLevel{level},
			Relationships: relations(a.Name),
			Properties:    map[string]any{"precision": "high", "problem.severity": level, "tags": append([]string{"reliability"}, weaknessTags(a.Name)...)},
		})
	}
	return rules
}

func sarifResultOf(f finding, rules []sarifRule, src *sources) sarifResult {
	res := sarifResult{
		RuleID: f.Rule, Level: f.level(), Rank: rank(f), Message: sarifText{Text: f.Message},
		Locations:    []sarifLocation{sarifLocationOf(f, src)},
		Fingerprints: map[string]string{"retryvet/v2": strings.TrimPrefix(f.Fingerprint, fingerprintVersion)},
	}
	for i, r := range rules {
		if r.ID == f.Rule {
			res.RuleIndex = i
		}
	}
	for i, p := range f.Related {
		at := sarifRegionOf(finding{File: p.File, Line: p.Line, Column: p.Column}, src)
		res.Related = append(res.Related, sarifLocation{ID: i + 1, Physical: sarifPhysical{sarifArtifactOf(p.File), at}, Message: &sarifText{Text: p.Message}})
	}
	res.CodeFlows = flowOf(res)
	for _, fix := range f.Fixes {
		if out, ok := sarifFixOf(fix, src); ok {
			res.Fixes = append(res.Fixes, out)
		}
	}
	if f.Silenced != nil {
		res.Suppressions = []sarifSuppression{{"inSource", f.Silenced.Reason}}
	}
	properties := map[string]any{}
	for name, value := range map[string]string{"confidence": string(f.Confidence), "key": f.Key, "kind": f.Kind, "retries": f.Retries, "bound": f.Bound, "provider": f.Provider} {
		if value != "" {
			properties[name] = value
		}
	}
	if len(f.Waits) > 0 {
		properties["waits"] = f.Waits
	}
	res.Properties = properties
	return res
}

func sarifRegionOf(f finding, src *sources) *sarifRegion {
	if f.Line == 0 {
		return nil
	}
	r := &sarifRegion{StartLine: f.Line, StartColumn: src.utf16Column(f.File, f.Line, f.Column), EndLine: f.EndLine}
	if f.EndLine > 0 {
		r.EndColumn = src.utf16Column(f.File, f.EndLine, f.EndColumn)
	}
	if text := src.line(f.File, f.Line); text != "" {
		r.Snippet = &sarifText{Text: text}
	}
	return r
}

// sarifArtifactOf is the place of a file: relative to where the user stands, which had better be the root of the
// repository, so that code hosts find it.
func sarifArtifactOf(file string) sarifArtifact {
	name := filepath.ToSlash(file)
	if filepath.IsAbs(file) {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: name}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: name}).String(), URIBaseID: "%SRCROOT%"}
}

// sarifFixOf is a fix in lines and columns: where a region counts bytes, only bytes could be put in its place. All edits of a
// file are one change. Of a file that has changed since it was analyzed there is no fix.
func sarifFixOf(f fix, src *sources) (sarifFix, bool) {
	out := sarifFix{Description: sarifText{Text: f.Message}}
	at := map[string]int{}
	edits := slices.Clone(f.Edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.Start, b.Start) })
	for _, e := range edits {
		var r sarifRegion
		var starts, ends bool
		r.StartLine, r.StartColumn, starts = src.position(e.Filename, e.Start)
		r.EndLine, r.EndColumn, ends = src.position(e.Filename, e.End)
		if !starts || !ends || e.End < e.Start {
			return sarifFix{}, false
		}
		i, known := at[e.Filename]
		if !known {
			i = len(out.Changes)
			at[e.Filename] = i
			out.Changes = append(out.Changes, sarifChange{Artifact: sarifArtifactOf(e.Filename)})
		}
		change := &out.Changes[i]
		change.Replacements = append(change.Replacements, sarifReplacement{Deleted: r, Inserted: sarifText{Text: e.New}})
	}
	return out, len(out.Changes) > 0
}

// position turns an offset that counts bytes into a line and a column that counts UTF-16 code units. It reports whether the
// file has such an offset, between two characters.
func (s *sources) position(file string, offset int) (line, column int, ok bool) {
	s.line(file, 1) // reads it
	for i, text := range s.files[file] {
		if offset < 0 || offset > len(text) {
			offset -= len(text) + 1
			continue
		}
		if offset < len(text) && !utf8.RuneStart(text[offset]) {
			return 0, 0, false
		}
		return i + 1, utf16Length(text[:offset]) + 1, true
	}
	return 0, 0, false
}
