package statusfirst_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/statusfirst"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, statusfirst.Analyzer, "statusfirst/trusts", "statusfirst/helpers", "statusfirst/checks", "statusfirst/words", "statusfirst/unread", "statusfirst/callers", "statusfirst/keeps", "statusfirst/copies", "statusfirst/holders", "statusfirst/retrying",
		"statusfirst/records", "statusfirst/again", "statusfirst/byname", "statusfirst/passed", "statusfirst/againpolicy", "statusfirst/againgiven", "statusfirst/refusing", "statusfirst/inverted", "statusfirst/handed", "statusfirst/asked", "statusfirst/settings", "statusfirst/remade", "statusfirst/integration/crm", "statusfirst/branches", "statusfirst/beside", "statusfirst/loops", "statusfirst/built", "statusfirst/clients", "statusfirst/doers")
}
