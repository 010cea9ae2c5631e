package site

import (
	"regexp"
	"strings"
	"testing"
)

// exprs has what the expressions of this package are made of.
var exprs = []string{
	`(?i)sleep|wait|delay|back_?off|^lock$|cool`,
	`(?i)^(next|pop|get?next)|(new|reset)_?(access_?|auth_?)?(token|session)|^set_?(bearer|auth)_?token`,
	`^(Seek|Reset|Write)`,
	`^(io\.(ReadAll|NopCloser)|bufio\.New(Reader|Scanner)\w*|errors\.\w+)$`,
	`^[^0-9]*[0-9]{4,}[^0-9]*$`,
	`\.(Int63n|N)$`,
	`(^|/)(tests?|mocks?)(/|$)`,
	`^$|^a*$`,
	`b.d`,
	`\bcode = (Canceled|Unknown)\b`,
	`(?i)s|k`, // each of them has a third case outside of ASCII
	``,
}

// A matcher says what package regexp says.
func FuzzMatcher(f *testing.F) {
	for _, s := range []string{
		"", "lock", "Lock", "blocked", "BackOff", "back_off", "Back__off", "getNext", "nextUp", "unpop", "resetauth_session", "setBearerToken",
		"Seek", "reSeek", "io.ReadAll", "io.ReadAllX", "bufio.NewReaderSize", "errors.", "no 1234", "a12345b", "12 3456", "rand.Int63n", "rand.N", "N",
		"a/test/b", "tests", "contest", "aaa", "aab", "bad", "b\nd", "code = Unknown desc", "xcode = Unknown", "\u017f", "\u212a", "naïve wait", "wait \xff",
	} {
		f.Add(s)
	}
	matchers := make([]*matcher, len(exprs))
	for i, e := range exprs {
		matchers[i] = newMatcher(e)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i, e := range exprs {
			if got, want := matchers[i].MatchString(s), regexp.MustCompile(e).MatchString(s); got != want {
				t.Errorf("%q matches %q: %v, want %v", e, s, got, want)
			}
		}
	})
}

// A matcher with too many nodes goes on without them.
func TestMatcherBound(t *testing.T) {
	m := newMatcher(`[ab]*a[ab]{14}c`)
	long := strings.Repeat("abbabaaabbbbaababbabbbaaaabababbaabbab", 1000)
	for _, s := range []string{long, long + "c"} {
		if got, want := m.MatchString(s), strings.HasSuffix(s, "c") && s[len(s)-16] == 'a'; got != want {
			t.Errorf("%d bytes match: %v, want %v", len(s), got, want)
		}
	}
	if len(m.nodes) > maxNodes {
		t.Errorf("%d nodes, want at most %d", len(m.nodes), maxNodes)
	}
}
