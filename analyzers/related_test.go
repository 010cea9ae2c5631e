package analyzers_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/retryvet/retryvet/analyzers"
)

var secondPlace = regexp.MustCompile(`\bline (\d+)|([\w.]+\.go):(\d+)`)

// aboutPlaces are the fixtures that are looked at.
var aboutPlaces = regexp.MustCompile(`^(nonretryable/loops|nobackoff/heed|nobackoff/waits|(unbounded|ignoresctx|replaybody|statusfirst|nestedretry)/.*)$`)

// A second place that a message names is known to drivers as a place, with what is there; so is the one that a message has
// no room for. No finding names its own place as a second one.
func TestRelated(t *testing.T) {
	list := slices.DeleteFunc(slices.Clone(loadFixtures(t)), func(p *packages.Package) bool { return !aboutPlaces.MatchString(p.PkgPath) })
	graph, err := checker.Analyze(analyzers.Suite(analyzers.Config{Details: true}), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	named, unnamed := map[string]int{}, map[string]int{}
	for _, a := range graph.Roots {
		for _, d := range a.Diagnostics {
			var details analyzers.Details
			for _, r := range d.Related {
				details, _ = analyzers.DecodeDetails(r.Message)
			}
			here := a.Package.Fset.Position(d.Pos)
			for _, match := range secondPlace.FindAllStringSubmatch(d.Message, -1) {
				file, line := here.Filename, match[1]
				if match[2] != "" {
					file, line = match[2], match[3]
				}
				at := func(r analyzers.Related) bool {
					return filepath.Base(r.File) == filepath.Base(file) && strconv.Itoa(r.Line) == line && r.Column > 0 && r.Message != ""
				}
				named[a.Analyzer.Name]++
				if !slices.ContainsFunc(details.Related, at) && line != strconv.Itoa(here.Line) {
					t.Errorf("%s: %s: related places are %v", here, d.Message, details.Related)
				}
			}
			if len(details.Related) > 0 && !secondPlace.MatchString(d.Message) {
				unnamed[a.Analyzer.Name]++
			}
			for i, r := range details.Related {
				if r.Place == (analyzers.Place{File: here.Filename, Line: here.Line, Column: here.Column}) {
					t.Errorf("%s: is its own second place", here)
				}
				if slices.ContainsFunc(details.Related[:i], func(other analyzers.Related) bool { return other.Place == r.Place }) {
					t.Errorf("%s: the same place twice: %v", here, details.Related)
				}
			}
		}
	}
	for _, rule := range []string{"nonretryable", "nobackoff", "unbounded", "ignoresctx", "replaybody", "statusfirst", "nestedretry"} {
		if named[rule] == 0 {
			t.Errorf("no message of %s names a second place", rule)
		}
	}
	for _, rule := range []string{"unbounded", "ignoresctx"} {
		if unnamed[rule] == 0 {
			t.Errorf("no finding of %s has a place that its message does not name", rule)
		}
	}
}
