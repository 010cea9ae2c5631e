package ignoresctx_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/ignoresctx"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, ignoresctx.Analyzer,
		"ignoresctx/afar", "ignoresctx/reflected", "ignoresctx/commands",
		"ignoresctx/attempts",
		"ignoresctx/helpers",
		"ignoresctx/breaks", "ignoresctx/chosen", "ignoresctx/askedthere", "ignoresctx/untilsaid",
		"ignoresctx/ended", "ignoresctx/firstfails",
		"ignoresctx/aside",
		"ignoresctx/predicates",
		"ignoresctx/pumps",
		"ignoresctx/builders",
		"ignoresctx/drains",
		"ignoresctx/given",
		"ignoresctx/tries",
		"ignoresctx/fields",
		"ignoresctx/libraries",
		"ignoresctx/endless", "ignoresctx/endlessgiven", "ignoresctx/awaited", "ignoresctx/ownerrors", "ignoresctx/launched",
		"ignoresctx/tickers",
		"ignoresctx/ceilings",
		"ignoresctx/pausers", "ignoresctx/later", "ignoresctx/inner", "ignoresctx/without", "ignoresctx/ofcodes", "ignoresctx/oncemore", "ignoresctx/givers", "ignoresctx/keptrequests", "ignoresctx/embedded", "ignoresctx/asked", "ignoresctx/makers", "ignoresctx/rounds",
	)
	analysistest.RunWithSuggestedFixes(t, dir, ignoresctx.Analyzer, "ignoresctx/waits", "ignoresctx/works", "ignoresctx/brief", "ignoresctx/requests", "ignoresctx/hidden", "ignoresctx/places", "ignoresctx/undone", "ignoresctx/daemons")
}
