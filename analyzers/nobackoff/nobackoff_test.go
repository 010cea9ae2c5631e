package nobackoff_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/nobackoff"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, nobackoff.Analyzer,
		"nobackoff/countdowns", "nobackoff/slips", "nobackoff/thousands", "nobackoff/leaps", "nobackoff/doubled",
		"nobackoff/unitless", "nobackoff/fromzero", "nobackoff/addends", "nobackoff/numbers",
		"nobackoff/chancewaits", "nobackoff/barekept", "nobackoff/askedhint",
		"nobackoff/codes",
		"nobackoff/reached",
		"nobackoff/shared",
		"nobackoff/fraction", "nobackoff/keptdelays",
		"nobackoff/decoded", "nobackoff/decodedinto",
		"nobackoff/anew",
		"nobackoff/callbacks",
		"nobackoff/waits",
		"nobackoff/growth",
		"nobackoff/hints", "nobackoff/toldin", "nobackoff/resets",
		"nobackoff/heed",
		"nobackoff/paced",
		"nobackoff/provider", "nobackoff/repeated",
		"nobackoff/least",
		"nobackoff/slower",
		"nobackoff/clock", "nobackoff/clocked",
		"nobackoff/ended", "nobackoff/exceptions", "nobackoff/hintless", "nobackoff/answered", "nobackoff/hintfallback",
		"nobackoff/otherhint",
		"nobackoff/steps",
		"nobackoff/schedules",
		"nobackoff/hintvalue",
		"nobackoff/hintreset",
		"nobackoff/scales",
		"nobackoff/iterators",
		"nobackoff/square",
		"nobackoff/waiting",
		"nobackoff/lastround",
		"nobackoff/hooks",
		"nobackoff/words",
		"nobackoff/givers",
		"nobackoff/bothways",
		"nobackoff/locks", "nobackoff/lentlocks", "nobackoff/lentwaits", "nobackoff/signers", "nobackoff/nowaits", "nobackoff/leasts", "nobackoff/sums",
		"nobackoff/carousel",
		"nobackoff/told", "nobackoff/chained", "nobackoff/chainedlimit", "nobackoff/smallfields",
		"nobackoff/lulls",
		"nobackoff/pauses",
		"nobackoff/spaced",
		"nobackoff/tagged",
		"nobackoff/forgotten",
		"nobackoff/hintends",
		"nobackoff/dates",
		"nobackoff/dateonly",
		"nobackoff/dateelsewhere",
		"nobackoff/canonical", "nobackoff/oncemore",
		"nobackoff/compared", "nobackoff/converted", "nobackoff/variables", "nobackoff/elsewhere", "nobackoff/hinttold", "nobackoff/readdressed", "nobackoff/rewrapped", "nobackoff/strategies", "nobackoff/sleepers", "nobackoff/rounds",
	)
	analysistest.RunWithSuggestedFixes(t, dir, nobackoff.Analyzer, "nobackoff/mended")
}
