package main

import "testing"

func TestTooOld(t *testing.T) {
	for _, test := range []struct {
		built, command string
		want           bool
	}{
		{"go1.26.0", "go1.27.0", true},
		{"go1.26.8", "go1.27rc1", true},
		{"go1.26.8", "go1.26.0", false},
		{"go1.26.0", "go1.26.8", false},
		{"go1.27.0", "go1.23.4", false},
		{"go1.26.0", "", false}, // another build system
		{"devel go1.28-abcdef Tue", "go1.27.0", false},
		{"go1.26.0", "devel go1.28-abcdef Tue", false},
		{"go1.26.0-X:nodwarf5", "go1.26.1", false},
	} {
		if got := tooOld(test.built, test.command); (got != nil) != test.want {
			t.Errorf("built with %s, for %s: %v", test.built, test.command, got)
		}
	}
}
