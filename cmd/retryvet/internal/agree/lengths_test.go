package agree

import (
	"slices"
	"testing"
	"unicode/utf8"
)

// A message with its values fits a line as often as can be: its places, codes and names are the user's, and some are long.
func TestLengths(t *testing.T) {
	if testing.Short() {
		t.Skip("loads all fixtures")
	}
	const (
		line  = 120 // characters: what most messages keep to
		most  = 200 // what none has more than
		share = 65  // of a hundred messages that fit a line
	)
	var messages []string
	for _, f := range reportOfFixtures(t, withoutTests(t, testdataDir(t))) {
		messages = append(messages, f.Message)
	}
	if len(messages) < 1000 {
		t.Fatalf("%d findings in the fixtures", len(messages))
	}
	fit := 0
	for _, m := range messages {
		n := utf8.RuneCountInString(m)
		if n > most {
			t.Errorf("%d characters: %s", n, m)
		}
		if n <= line {
			fit++
		}
	}
	if fit*100 < share*len(messages) {
		slices.SortFunc(messages, func(a, b string) int { return len(b) - len(a) })
		t.Errorf("%d of %d messages have at most %d characters; the longest are\n%q", fit, len(messages), line, messages[:20])
	}
}
