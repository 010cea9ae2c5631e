package main

import (
	"slices"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"show", "show", 0},
		{"shwo", "show", 1},
		{"429", "42", 1},
		{"429", "4290", 1},
		{"429", "529", 1},
		{"又拍云", "又拍", 1},
		{"kitten", "sitting", 3},
	} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance(test.b, test.a); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.b, test.a, got, test.want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"nonretryable", "nobackoff", "401", "403", "404", "405", "401"}
	for _, test := range []struct {
		word string
		want []string
	}{
		{"nobakoff", []string{"nobackoff"}},
		{"400", []string{"401", "403", "404"}}, // three are enough
		{"404", []string{"404"}},
		{"nothing", nil},
	} {
		if got := nearest(test.word, slices.Values(words)); !slices.Equal(got, test.want) {
			t.Errorf("nearest(%q) = %q, want %q", test.word, got, test.want)
		}
	}
}
