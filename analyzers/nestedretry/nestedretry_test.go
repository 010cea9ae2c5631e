package nestedretry_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/nestedretry"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, nestedretry.Analyzer,
		"nestedretry/counted",
		"nestedretry/fieldtypes",
		"nestedretry/shared",
		"nestedretry/loops",
		"nestedretry/callbacks",
		"nestedretry/packages", "nestedretry/hinted", "nestedretry/transports", "nestedretry/streamed",
		"nestedretry/ownhelpers",
		"nestedretry/clients",
		"nestedretry/placed",
		"nestedretry/eachclient",
		"nestedretry/clientsoff",
		"nestedretry/given",
		"nestedretry/headless",
		"nestedretry/inturn",
		"nestedretry/countdown", "nestedretry/counted",
		"nestedretry/fluent", "nestedretry/standard", "nestedretry/stepped", "nestedretry/samehelper", "nestedretry/values",
	)
}
