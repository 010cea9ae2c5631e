package spelling

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
		{"NoBackoff", []string{"nobackoff"}},
		{"x", nil}, // all of it would be wrong
		{"", nil},
	} {
		if got := Nearest(test.word, slices.Values(words)); !slices.Equal(got, test.want) {
			t.Errorf("Nearest(%q) = %q, want %q", test.word, got, test.want)
		}
	}
}

func TestHint(t *testing.T) {
	for word, want := range map[string]string{
		"nobakoff": "did you mean nobackoff?",
		"402":      "did you mean 401 or 403?",
		"colour":   "known are nobackoff, 401, 403",
	} {
		if got := Hint(word, "nobackoff", "401", "403"); got != want {
			t.Errorf("Hint(%q) = %q, want %q", word, got, want)
		}
	}
}
