package site_test

import (
	"go/ast"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// What a library was told, by its options, policies and builders, is on the site.
func TestSchedules(t *testing.T) {
	want := map[string]library.Schedule{
		"badNone":               {Bound: 3, Pace: library.NoDelay},
		"badDelay":              {Bound: 3, Pace: library.Constant, Each: 50 * time.Millisecond},
		"goodDelay":             {Bound: 3, Pace: library.Constant, Each: time.Minute},
		"goodDelayElsewhere":    {Bound: 3, Pace: library.Constant},
		"badZero":               {Bound: library.Forever, Pace: library.NoDelay, Endless: "backoff.ZeroBackOff without WithMaxRetries"},
		"badConstant":           {Bound: library.Timed, Pace: library.Constant, Each: 10 * time.Millisecond, Hint: true, Context: true},
		"badConstantWrapped":    {Bound: 6, Pace: library.Constant, Each: time.Second},
		"goodGrowing":           {Bound: library.Timed, Pace: library.Growing, Each: 500 * time.Millisecond, Hint: true, Context: true},
		"goodGrowingWrapped":    {Bound: library.Forever, Pace: library.Growing, Each: time.Second, Endless: "backoff.WithMaxElapsedTime(0)"},
		"goodUnknown":           {Bound: 4},
		"badKind":               {Bound: 3, Pace: library.Constant, Each: time.Second},
		"goodKind":              {Bound: 3, Pace: library.Growing, Each: time.Second},
		"badDefault":            {Bound: 3, Pace: library.NoDelay},
		"badBuilt":              {Bound: 6, Pace: library.NoDelay},
		"goodBuilt":             {Bound: 6, Pace: library.Growing, Each: time.Second},
		"goodBuiltLater":        {Bound: 6, Pace: library.Growing, Each: time.Second},
		"goodJitter":            {Bound: 3, Pace: library.Constant, Each: time.Second, Jitter: true},
		"badTable":              {Bound: 4, Pace: library.Constant, Each: 100 * time.Millisecond},
		"goodTable":             {Pace: library.Growing, Each: time.Second},
		"badNoStrategy":         {Bound: 3, Pace: library.NoDelay},
		"goodStrategy":          {Bound: 3, Pace: library.Growing, Each: time.Second},
		"badFactor":             {Bound: 5, Pace: library.Constant, Each: 10 * time.Millisecond},
		"goodFactor":            {Bound: 5, Pace: library.Growing, Each: 10 * time.Millisecond},
		"goodForever":           {Bound: library.Forever, Pace: library.Growing, Each: 100 * time.Millisecond, Endless: "retry.Attempts(0)"},
		"goodNoEnd":             {Bound: library.Forever, Pace: library.Growing, Each: 100 * time.Millisecond, Endless: "retry.UntilSucceeded"},
		"goodAttemptsElsewhere": {Pace: library.Growing, Each: 100 * time.Millisecond},
		"goodStrategyOfRoko":    {Bound: library.Forever, Pace: library.Constant, Each: time.Minute, Context: true, Endless: "roko.TryForever"},
	}
	for _, r := range analysistest.Run(quiet{}, testdata(t), site.Analyzer, "nobackoff/schedules") {
		for _, s := range r.Result.(*site.Result).Sites {
			if s.Kind != domain.Callback {
				continue
			}
			name := enclosing(r.Pass.Files, s.Node)
			if s.Schedule != want[name] {
				t.Errorf("%s: %+v, want %+v", name, s.Schedule, want[name])
			}
			delete(want, name)
		}
	}
	for name := range want {
		t.Errorf("%s: no callback found", name)
	}
}

// quiet takes no note of the fixture's expectations: they are a rule's.
type quiet struct{}

func (quiet) Errorf(string, ...any) {}

func enclosing(files []*ast.File, n ast.Node) string {
	for _, f := range files {
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Pos() <= n.Pos() && n.Pos() < fd.End() {
				return fd.Name.Name
			}
		}
	}
	return ""
}
