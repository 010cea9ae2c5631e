package nonretryable_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/nonretryable"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	dir := testdata(t)
	for _, pkg := range []string{
		"loops",
		"decisions", "credentials", "byname", "notretries", "helpers",
	} {
		t.Run(pkg, func(t *testing.T) {
			analysistest.Run(t, dir, nonretryable.Analyzer, "nonretryable/"+pkg)
		})
	}
}
