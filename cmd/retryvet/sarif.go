package main

import (
	"net/url"
	"path/filepath"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
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
	ColumnKind  string            `json:"columnKind"`
	Invocations []sarifInvocation `json:"invocations"`
	Results     []sarifResult     `json:"results"`
	Properties  map[string]string `json:"properties"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri"`
	Version        string      `json:"version"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string         `json:"id"`
	Name             string         `json:"name"`
	ShortDescription sarifText      `json:"shortDescription"`
	FullDescription  sarifText      `json:"fullDescription"`
	Help             sarifText      `json:"help"`
	HelpURI          string         `json:"helpUri"`
	Default          sarifLevel     `json:"defaultConfiguration"`
	Properties       map[string]any `json:"properties"`
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
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Fixes        []sarifFix         `json:"fixes,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	Properties   map[string]any     `json:"properties,omitempty"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification,omitempty"`
}

type sarifLocation struct {
	ID       int           `json:"id,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI       string `json:"uri"`
	URIBaseID string `json:"uriBaseId,omitempty"`
}

type sarifRegion struct {
	StartLine   int  `json:"startLine,omitempty"`
	StartColumn int  `json:"startColumn,omitempty"`
	EndLine     int  `json:"endLine,omitempty"`
	EndColumn   int  `json:"endColumn,omitempty"`
	ByteOffset  *int `json:"byteOffset,omitempty"`
	ByteLength  *int `json:"byteLength,omitempty"`
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
		Tool: sarifTool{sarifDriver{
			Name: "retryvet", InformationURI: "https://github.com/retryvet/retryvet", Version: moduleVersion(), Rules: sarifRules(),
		}},
		ColumnKind:  "utf16CodeUnits",
		Invocations: []sarifInvocation{{Successful: len(r.failures) == 0}},
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

func sarifRules() []sarifRule {
	var rules []sarifRule
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		title, _, _ := strings.Cut(a.Doc, "\n")
		title = strings.TrimPrefix(title, prefix(a.Name))
		level := "error"
		if a.Name == "directive" {
			level = "warning"
		}
		rules = append(rules, sarifRule{
			ID: a.Name, Name: a.Name, ShortDescription: sarifText{Text: title}, FullDescription: sarifText{Text: title},
			Help: sarifText{Text: a.Doc, Markdown: a.Doc}, HelpURI: a.URL, Default: sarifLevel{level},
			Properties: map[string]any{"precision": "high", "problem.severity": level, "tags": []string{"reliability"}},
		})
	}
	return rules
}

func sarifResultOf(f finding, rules []sarifRule, src *sources) sarifResult {
	res := sarifResult{
		RuleID: f.Rule, Level: f.level(), Message: sarifText{Text: f.Message},
		Locations:    []sarifLocation{{Physical: sarifPhysical{sarifArtifactOf(f.File), sarifRegionOf(f, src)}}},
		Fingerprints: map[string]string{"retryvet/v1": f.Fingerprint},
	}
	for i, r := range rules {
		if r.ID == f.Rule {
			res.RuleIndex = i
		}
	}
	for i, p := range f.Related {
		at := sarifRegionOf(finding{File: p.File, Line: p.Line, Column: p.Column}, src)
		res.Related = append(res.Related, sarifLocation{i + 1, sarifPhysical{sarifArtifactOf(p.File), at}, &sarifText{Text: p.Message}})
	}
	for _, fix := range f.Fixes {
		res.Fixes = append(res.Fixes, sarifFixOf(fix))
	}
	if f.Silenced != nil {
		res.Suppressions = []sarifSuppression{{"inSource", f.Silenced.Reason}}
	}
	properties := map[string]any{}
	for name, value := range map[string]string{"confidence": f.Confidence, "kind": f.Kind, "retries": f.Retries, "bound": f.Bound, "provider": f.Provider} {
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

func sarifFixOf(f fix) sarifFix {
	out := sarifFix{Description: sarifText{Text: f.Message}}
	for _, e := range f.Edits {
		length := e.End - e.Start
		out.Changes = append(out.Changes, sarifChange{sarifArtifactOf(e.Filename), []sarifReplacement{{
			Deleted: sarifRegion{ByteOffset: &e.Start, ByteLength: &length}, Inserted: sarifText{Text: e.New},
		}}})
	}
	return out
}
