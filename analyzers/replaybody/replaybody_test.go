package replaybody_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/replaybody"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, replaybody.Analyzer,
		"replaybody/forms", "replaybody/ended", "replaybody/getbody", "replaybody/handedclosed",
		"replaybody/doers", "replaybody/ownhelpers", "replaybody/onwards", "replaybody/libraries",
		"replaybody/closedelsewhere", "replaybody/counted",
		"replaybody/skimmed", "replaybody/lent",
		"replaybody/bodiless", "replaybody/around", "replaybody/recursive",
		"replaybody/namedresults",
		"replaybody/manyways",
		"replaybody/labels",
		"replaybody/setback",
		"replaybody/readers",
		"replaybody/requests",
		"replaybody/responses",
		"replaybody/rebuilt",
		"replaybody/unsent",
		"replaybody/closers",
		"replaybody/handed",
		"replaybody/kept",
		"replaybody/others",
		"replaybody/started", "replaybody/launched", "replaybody/filled", "replaybody/putback", "replaybody/handedback", "replaybody/glimpsed",
		"replaybody/streams",
		"replaybody/uploads",
		"replaybody/written",
		"replaybody/oneway", "replaybody/told",
		"replaybody/pooled",
		"replaybody/chunks",
		"replaybody/methods",
		"replaybody/pipes",
		"replaybody/second",
		"replaybody/resetters",
		"replaybody/setters",
		"replaybody/copies",
	)
	analysistest.RunWithSuggestedFixes(t, dir, replaybody.Analyzer, "replaybody/mended")
}
