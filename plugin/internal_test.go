package plugin

import (
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Secondary positions do not reach golangci-lint, which would make findings of them; all else does.
func TestPlain(t *testing.T) {
	rule := &analysis.Analyzer{Name: "rule", Run: func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Pos: 1, Message: "m", Category: "rule", Related: []analysis.RelatedInformation{{Pos: 2, Message: "there"}}})
		return "result", nil
	}}
	var got []analysis.Diagnostic
	pass := &analysis.Pass{Analyzer: rule, Report: func(d analysis.Diagnostic) { got = append(got, d) }}
	result, err := plain(rule).Run(pass)
	if result != "result" || err != nil {
		t.Errorf("Run = %v, %v", result, err)
	}
	if want := []analysis.Diagnostic{{Pos: 1, Message: "m", Category: "rule"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestIdentifier(t *testing.T) {
	if got, want := identifier("v1.2.3-0.20261122-abc+dirty"), "v1_2_3_0_20261122_abc_dirty"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
