package effects

import "go/types"

// Draws reports whether a function of the package reads what is new each time.
func (x *Functions) Draws(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	fi := x.Infos[fn.Origin()]
	return fi != nil && fi.Draws
}

// Drawn are the packages of the standard library from which something new is read each time.
var Drawn = map[string]bool{"bufio": true, "fmt": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true, "golang.org/x/term": true}
