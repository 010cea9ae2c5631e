package unknowncode_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/unknowncode"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, unknowncode.Analyzer,
		"unknowncode/ownscale", "unknowncode/directive",
		"unknowncode/inner",
		"unknowncode/sdk",
		"unknowncode/sdkcodes",
		"unknowncode/carriers",
		"unknowncode/families",
		"unknowncode/kimisdk",
		"unknowncode/dashscopesdk",
		"unknowncode/deepseeksdk",
		"unknowncode/token360sdk",
		"unknowncode/suites",
		"unknowncode/more",
		"unknowncode/host",
		"unknowncode/twohosts",
		"unknowncode/markers",
		"unknowncode/literal",
		"unknowncode/secondme",
		"unknowncode/zgi",
		"unknowncode/apart",
		"unknowncode/undocumented",
		"unknowncode/errs",
		"unknowncode/embedded",
		"unknowncode/token360",
		"unknowncode/never",
		"unknowncode/several",
		"unknowncode/twice",
		"unknowncode/status",
		"unknowncode/above",
		"unknowncode/untied",
		"unknowncode/foreign",
		"unknowncode/errorcode",
		"unknowncode/bodytext",
		"unknowncode/refused",
		"unknowncode/words",
		"unknowncode/digits",
		"unknowncode/readelse",
	)
}

func TestFixes(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, res := range analysistest.RunWithSuggestedFixes(t, dir, unknowncode.Analyzer, "unknowncode/near", "unknowncode/several", "unknowncode/decisions") {
		for _, d := range res.Diagnostics {
			switch n := len(d.SuggestedFixes); {
			case res.Pass.Pkg.Name() == "several" && n != 0:
				t.Errorf("%s: a fix where several codes are near", d.Message)
			case n > 1:
				t.Errorf("%s: %d fixes, want at most one", d.Message, n)
			}
		}
	}
}
