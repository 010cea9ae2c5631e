package site

import (
	"regexp"
	"sync"
)

// pattern compiles an expression over texts when it is first needed: most packages need none. For names there is the lexicon.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
