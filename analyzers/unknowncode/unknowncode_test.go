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
		"unknowncode/directive",
		"unknowncode/sdk",
		"unknowncode/host",
		"unknowncode/twohosts",
		"unknowncode/markers",
		"unknowncode/literal",
		"unknowncode/secondme",
		"unknowncode/zgi",
		"unknowncode/token360",
		"unknowncode/several",
		"unknowncode/status",
		"unknowncode/untied",
		"unknowncode/foreign",
	)
}
