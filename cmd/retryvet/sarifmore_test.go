package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/cmd/retryvet/internal/scripted"
)

// logOf is the log of a finding in a directory, which the schema allows.
func logOf(t *testing.T, dir string, f finding) sarifRun {
	t.Helper()
	var out strings.Builder
	if err := (writer{out: &out, cwd: dir, catalog: catalog.Embedded()}).sarif(&result{findings: []finding{f}}); err != nil {
		t.Fatal(err)
	}
	if err := scripted.ValidateSARIF(out.String()); err != nil {
		t.Error(err)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(out.String()), &log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

// A result has its line of code, its function, how sure it is, and the way to it.
func TestSARIFResult(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte("one\n\tif x {\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	f := finding{Rule: "nobackoff", File: "a.go", Line: 2, Column: 2, Message: "said"}
	f.Confidence, f.Function, f.Key = analyzers.MediumConfidence, "Client.Send", "at-once"
	f.Related = []analyzers.Related{{Place: analyzers.Place{File: "b.go", Line: 7, Column: 3}, Message: "the request is sent here"}}
	r := logOf(t, dir, f).Results[0]
	if s := r.Locations[0].Physical.Region.Snippet; s == nil || s.Text != "\tif x {" {
		t.Errorf("the snippet is %v", s)
	}
	if l := r.Locations[0].Logical; len(l) != 1 || l[0].Name != "Client.Send" {
		t.Errorf("the function is %v", l)
	}
	if r.Rank != 60 {
		t.Errorf("the rank is %v", r.Rank)
	}
	var way []string
	for _, s := range r.CodeFlows[0].Threads[0].Locations {
		way = append(way, s.Location.Physical.Artifact.URI+" "+s.Location.Message.Text)
	}
	if want := []string{"b.go the request is sent here", "a.go said"}; !slices.Equal(way, want) {
		t.Errorf("the way is %q, want %q", way, want)
	}
	f.Related = nil
	if r := logOf(t, dir, f).Results[0]; r.CodeFlows != nil {
		t.Errorf("a single place is the way %v", r.CodeFlows)
	}
}

// Every rule but the one for comments names a weakness, which is there at its index, and is the taxon of its number.
func TestSARIFWeaknesses(t *testing.T) {
	run := logOf(t, t.TempDir(), finding{Rule: "nobackoff", File: "a.go", Line: 1})
	for _, r := range run.Tool.Driver.Rules {
		if (len(r.Relationships) == 0) != (r.ID == "directive") {
			t.Errorf("%s is related to %v", r.ID, r.Relationships)
		}
		for _, rel := range r.Relationships {
			if taxon := run.Taxonomies[rel.Target.Component.Index].Taxa[rel.Target.Index]; taxon.ID != rel.Target.ID {
				t.Errorf("%s is about %s, and there is %s", r.ID, rel.Target.ID, taxon.ID)
			}
		}
	}
	for _, w := range weakness {
		for _, rule := range w.rules {
			if !slices.Contains(ruleNames(), rule) {
				t.Errorf("CWE-%s is about a rule %s", w.id, rule)
			}
		}
	}
}

// Which revision was analyzed is said at the root of a repository that others know, without what opens it.
func TestSARIFRepository(t *testing.T) {
	for remote, want := range map[string]string{
		"https://user:secret@example.com/a/b.git": "https://example.com/a/b.git", "git@example.com:a/b.git": "https://example.com/a/b.git",
		"ssh://git@example.com/a/b": "ssh://example.com/a/b", "/srv/git/a": "", "../a": "", "": "",
	} {
		if got := publicURL(remote); got != want {
			t.Errorf("%q is %q, want %q", remote, got, want)
		}
	}
	dir := t.TempDir()
	git := func(args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return strings.TrimSpace(string(out))
	}
	if got := repositoryOf(dir); got != nil {
		t.Errorf("a directory is %v", got)
	}
	git("init", "-q", "-b", "trunk")
	git("-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "-q", "--allow-empty", "-m", "a")
	if got := repositoryOf(dir); got != nil {
		t.Errorf("a repository that nobody knows is %v", got)
	}
	git("remote", "add", "origin", "https://me:token@example.com/a/b.git")
	f := finding{Rule: "nobackoff", File: "a.go", Line: 1}
	got := logOf(t, dir, f).Repository
	if len(got) != 1 || got[0].URI != "https://example.com/a/b.git" || got[0].Revision != git("rev-parse", "HEAD") || got[0].Branch != "trunk" {
		t.Errorf("the repository is %v", got)
	}
	below := filepath.Join(dir, "below")
	if err := os.Mkdir(below, 0o777); err != nil {
		t.Fatal(err)
	}
	if got := repositoryOf(below); got != nil {
		t.Errorf("a directory below the root is %v", got)
	}
}
