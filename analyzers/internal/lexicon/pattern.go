package lexicon

import (
	"regexp"
	"sync"
)

// Pattern compiles an expression over texts, such as those of errors, when it is first needed: most packages need none. For names
// there are the lists of words.
func Pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
