package errortext_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/errortext"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, errortext.Analyzer, "errortext/digits", "errortext/instead", "errortext/athand", "errortext/filled", "errortext/forms", "errortext/lastresort", "errortext/worded", "errortext/sentinels", "errortext/kinds", "errortext/branches", "errortext/made", "errortext/searched", "errortext/tables", "errortext/records", "errortext/brackets")
}
