package unbounded_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/unbounded"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, unbounded.Analyzer,
		"unbounded/behind", "unbounded/longmade", "unbounded/transport",
		"unbounded/serves",
		"unbounded/shared",
		"unbounded/debug",
		"unbounded/keys",
		"unbounded/awaited/...",
		"unbounded/loops",
		"unbounded/recursion",
		"unbounded/renewals",
		"unbounded/rekeyed",
		"unbounded/aloof",
		"unbounded/libraries",
		"unbounded/middleware",
		"unbounded/retriers",
		"unbounded/iterators",
		"unbounded/contexts",
		"unbounded/timers",
		"unbounded/once",
		"unbounded/dials", "unbounded/chained",
		"unbounded/words", "unbounded/untold",
		"unbounded/filledin",
		"unbounded/ready",
		"unbounded/lulls",
		"unbounded/dogged",
		"unbounded/held",
		"unbounded/allowed",
		"unbounded/nobounds", "unbounded/later", "unbounded/optionalbody",
	)
}
