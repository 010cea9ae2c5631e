package main

import (
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
)

// sarifRepository says which revision of which repository was analyzed.
type sarifRepository struct {
	URI      string        `json:"repositoryUri"`
	Revision string        `json:"revisionId"`
	Branch   string        `json:"branch,omitempty"`
	MappedTo sarifArtifact `json:"mappedTo"`
}

type sarifTaxonomy struct {
	Name         string       `json:"name"`
	Version      string       `json:"version"`
	Organization string       `json:"organization"`
	URI          string       `json:"informationUri"`
	Short        sarifText    `json:"shortDescription"`
	Taxa         []sarifTaxon `json:"taxa"`
}

type sarifTaxon struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Short sarifText `json:"shortDescription"`
	Help  string    `json:"helpUri"`
}

type sarifIndex struct {
	Name  string `json:"name"`
	Index int    `json:"index"`
}

// sarifRelation says which taxon a rule is about.
type sarifRelation struct {
	Target sarifTarget `json:"target"`
	Kinds  []string    `json:"kinds"`
}

type sarifTarget struct {
	ID        string     `json:"id"`
	Index     int        `json:"index"`
	Component sarifIndex `json:"toolComponent"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

// sarifFlow is a way through the program.
type sarifFlow struct {
	Threads []sarifThread `json:"threadFlows"`
}

type sarifThread struct {
	Locations []sarifStep `json:"locations"`
}

type sarifStep struct {
	Location sarifLocation `json:"location"`
}

// weakness are entries of the Common Weakness Enumeration, with the rules that find them.
var weakness = []struct {
	id, name string
	rules    []string
}{
	{"252", "UncheckedReturnValue", []string{"statusfirst"}},
	{"400", "UncontrolledResourceConsumption", []string{"ignoresctx"}},
	{"405", "AsymmetricResourceConsumption", []string{"nestedretry"}},
	{"697", "IncorrectComparison", []string{"errortext", "unknowncode"}},
	{"755", "ImproperHandlingOfExceptionalConditions", []string{"nonretryable"}},
	{"772", "MissingReleaseOfResourceAfterEffectiveLifetime", []string{"replaybody"}},
	{"799", "ImproperControlOfInteractionFrequency", []string{"nobackoff"}},
	{"835", "LoopWithUnreachableExitCondition", []string{"unbounded"}},
	{"1088", "SynchronousAccessOfRemoteResourceWithoutTimeout", []string{"notimeout"}},
}

func weaknesses() sarifTaxonomy {
	t := sarifTaxonomy{Name: "CWE", Version: "4.17", Organization: "MITRE", URI: "https://cwe.mitre.org/data/published/cwe_v4.17.pdf",
		Short: sarifText{Text: "The MITRE Common Weakness Enumeration."}}
	for _, w := range weakness {
		t.Taxa = append(t.Taxa, sarifTaxon{w.id, w.name, sarifText{Text: "CWE-" + w.id + "."}, "https://cwe.mitre.org/data/definitions/" + w.id + ".html"})
	}
	return t
}

// relations are the weaknesses that a rule finds.
func relations(rule string) (list []sarifRelation) {
	for i, w := range weakness {
		if slices.Contains(w.rules, rule) {
			list = append(list, sarifRelation{sarifTarget{w.id, i, sarifIndex{Name: "CWE"}}, []string{"relevant"}})
		}
	}
	return list
}

// weaknessTags are the same, as GitHub wants them.
func weaknessTags(rule string) (tags []string) {
	for _, r := range relations(rule) {
		tags = append(tags, "external/cwe/cwe-"+r.Target.ID)
	}
	return tags
}

// rank is how much a finding is worth a look, among those of its level.
func rank(f finding) float64 {
	switch f.Confidence {
	case analyzers.LowConfidence:
		return 20
	case analyzers.MediumConfidence:
		return 60
	}
	return 90
}

// sarifLocationOf is where a finding stands, and in which function.
func sarifLocationOf(f finding, src *sources) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{sarifArtifactOf(f.File), sarifRegionOf(f, src)}}
	if f.Function != "" {
		l.Logical = []sarifLogical{{f.Function, "function"}}
	}
	return l
}

// flowOf is the way from the attempt to what the finding is about, by the places that are known of it; nil if that is one.
func flowOf(r sarifResult) []sarifFlow {
	if len(r.Related) == 0 {
		return nil
	}
	var steps []sarifStep
	for _, l := range r.Related {
		l.ID = 0
		steps = append(steps, sarifStep{l})
	}
	end := r.Locations[0]
	end.Message = &sarifText{Text: r.Message.Text}
	return []sarifFlow{{[]sarifThread{{append(steps, sarifStep{end})}}}}
}

// repositoryOf is what git knows of a directory; nil if that is nothing, or no place that others know.
func repositoryOf(dir string) []sarifRepository {
	git := func(args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(out))
	}
	root, revision, remote := git("rev-parse", "--show-toplevel"), git("rev-parse", "HEAD"), publicURL(git("remote", "get-url", "origin"))
	if root == "" || revision == "" || remote == "" {
		return nil
	}
	here, err := filepath.EvalSymlinks(dir)
	if err != nil || here != filepath.FromSlash(root) { // files are named from here on, and not from the root
		return nil
	}
	branch := git("symbolic-ref", "--short", "-q", "HEAD")
	return []sarifRepository{{remote, revision, branch, sarifArtifact{URIBaseID: "%SRCROOT%"}}}
}

// publicURL is the address of a repository without the credentials in it; "" if it is a place on this machine.
func publicURL(remote string) string {
	if host, path, ok := strings.Cut(remote, ":"); ok && !strings.Contains(remote, "://") && strings.Contains(host, "@") {
		_, host, _ = strings.Cut(host, "@")
		remote = "https://" + host + "/" + path
	}
	u, err := url.Parse(remote)
	if err != nil || u.Host == "" {
		return ""
	}
	u.User = nil
	return u.String()
}
