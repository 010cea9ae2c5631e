package notimeout_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/notimeout"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, notimeout.Analyzer, "notimeout/embedded",
		"notimeout/defaults", "notimeout/clients", "notimeout/good", "notimeout/limits", "notimeout/tools/fetch", "notimeout/once", "notimeout/ownlimits", "notimeout/othersdefault", "notimeout/service", "notimeout/tested", "notimeout/dialled",
		"notimeout/printed", "notimeout/proxied", "notimeout/replaced", "notimeout/elsewhere", "notimeout/integration/hook", "notimeout/literals", "notimeout/closed", "notimeout/buffered", "notimeout/terminal")
}
