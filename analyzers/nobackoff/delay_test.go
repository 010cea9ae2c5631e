package nobackoff_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/nobackoff"
)

func TestDelay(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, nobackoff.Analyzer, "nobackoff/delay", "nobackoff/delaygood", "nobackoff/delayhint", "nobackoff/delayparts", "nobackoff/bases", "nobackoff/counters", "nobackoff/fallback", "nobackoff/flagged", "nobackoff/lifetimes/...")
}
