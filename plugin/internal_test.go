package plugin

import "testing"

func TestIdentifier(t *testing.T) {
	if got, want := identifier("v1.2.3-0.20261122-abc+dirty"), "v1_2_3_0_20261122_abc_dirty"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
