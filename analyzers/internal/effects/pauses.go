package effects

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// MayPause reports whether a function of another package may be called to let time go by, where nothing is known of it: its package has
// sent nothing that would have it looked at, or is not imported directly, so that there is no body, no fact and no row of the table. What
// such a function is told and answers says that it can be one, be its name Linger, Turn or Bow; what logs, counts or closes, by its name, is
// none.
func (x *Functions) MayPause(fn *types.Func) bool {
	fn = x.Implementation(fn)
	if fn.Pkg() == nil || fn.Pkg() == x.Pkg || gotypes.IsStd(fn.Pkg().Path()) || !gotypes.CanPause(fn.Signature()) {
		return false
	}
	for _, list := range []lexicon.List{lexicon.Quiet, lexicon.Idle, lexicon.Says, lexicon.Closes} {
		if x.Says(list, fn.Name()) && !x.Says(lexicon.Waits, fn.Name()) {
			return false
		}
	}
	return len(x.Exported(fn.Pkg())) == 0
}
