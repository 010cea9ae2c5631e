package effects

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Draws reports whether a function of the package reads what is new each time.
func (x *Functions) Draws(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	fi := x.Infos[fn.Origin()]
	return fi != nil && fi.Draws
}

// drawn are the packages of the standard library from which something new is read each time.
var drawn = map[string]bool{"bufio": true, "fmt": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true, "golang.org/x/term": true}

// DrawsStd reports whether a function of the standard library, or of a terminal, reads what is new each time, by its name.
func (x *Functions) DrawsStd(fn *types.Func) bool {
	return fn.Pkg() != nil && drawn[fn.Pkg().Path()] && x.Says(lexicon.Draws, fn.Name())
}
