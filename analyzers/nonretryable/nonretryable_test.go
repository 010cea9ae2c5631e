package nonretryable_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/nonretryable"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, nonretryable.Analyzer,
		"nonretryable/asked",
		"nonretryable/fixed",
		"nonretryable/followers",
		"nonretryable/others",
		"nonretryable/askedofeach",
		"nonretryable/presented",
		"nonretryable/machine",
		"nonretryable/searched",
		"nonretryable/beside",
		"nonretryable/built",
		"nonretryable/fromerror",
		"nonretryable/consumer",
		"nonretryable/notyet",
		"nonretryable/ownserver",
		"nonretryable/tworequests",
		"nonretryable/sharedfiles",
		"nonretryable/databases",
		"nonretryable/brokers",
		"nonretryable/models",
		"nonretryable/stores",
		"nonretryable/split",
		"nonretryable/wecom",
		"nonretryable/wechatsdk",
		"nonretryable/wecomsdk",
		"nonretryable/bothsdk",
		"nonretryable/zhipu",
		"nonretryable/minimax",
		"nonretryable/platforms",
		"nonretryable/keepers",
		"nonretryable/selves",
		"nonretryable/exceptions",
		"nonretryable/classes",
		"nonretryable/families",
		"nonretryable/filedatabases",
		"nonretryable/wordless",
		"nonretryable/kimisdk",
		"nonretryable/zhipusdk",
		"nonretryable/dashscopesdk",
		"nonretryable/deepseeksdk",
		"nonretryable/twomodels",
		"nonretryable/suites",
		"nonretryable/told",
		"nonretryable/steady",
		"nonretryable/settings",
		"nonretryable/flags",
		"nonretryable/interfaces",
		"nonretryable/issued",
		"nonretryable/crowded",
		"nonretryable/preparation",
		"nonretryable/worked",
		"nonretryable/decorator",
		"nonretryable/handles",
		"nonretryable/reasons",
		"nonretryable/kept",
		"nonretryable/named",
		"nonretryable/loops", "nonretryable/madeof",
		"nonretryable/answered",
		"nonretryable/support",
		"nonretryable/support/e2e",
		"nonretryable/packages",
		"nonretryable/ownhelpers",
		"nonretryable/otherhelpers",
		"nonretryable/wrappedhelpers",
		"nonretryable/finals",
		"nonretryable/copied",
		"nonretryable/handedon",
		"nonretryable/decisions",
		"nonretryable/closures",
		"nonretryable/helpers",
		"nonretryable/headerkeys",
		"nonretryable/mirrors",
		"nonretryable/changed",
		"nonretryable/pointer",
		"nonretryable/credentials",
		"nonretryable/byname",
		"nonretryable/notretries",
		"nonretryable/nothing",
		"nonretryable/grpc",
		"nonretryable/grpcpredicate",
		"nonretryable/provider",
		"nonretryable/bodycodes",
		"nonretryable/upyunsdk",
		"nonretryable/k8s",
		"nonretryable/generated",
		"nonretryable/nonce",
		"nonretryable/repair",
		"nonretryable/sdkcode",
		"nonretryable/text",
		"nonretryable/errtext",
		"nonretryable/libraries",
		"nonretryable/callbacks",
		"nonretryable/policies",
		"nonretryable/sdkcalls",
		"nonretryable/sdkerrors",
		"nonretryable/codelists",
		"nonretryable/parts",
		"nonretryable/transports",
		"nonretryable/timers",
		"nonretryable/typedlimit",
		"nonretryable/addresses",
		"nonretryable/withoutclient",
		"nonretryable/keys",
		"nonretryable/policyasked",
		"nonretryable/policytypes",
		"nonretryable/smtpcodes",
		"nonretryable/words",
		"nonretryable/written",
		"nonretryable/rings",
		"nonretryable/kinds", "nonretryable/kindsasked",
		"nonretryable/ofcopies",
		"nonretryable/scalars",
	)
}

// Statuses named one by one are taken out, where it is certain that nothing else changes.
func TestFixes(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.RunWithSuggestedFixes(t, dir, nonretryable.Analyzer, "nonretryable/takeout", "nonretryable/taken", "nonretryable/shared")
}
