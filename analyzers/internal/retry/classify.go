package retry

import (
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// classify judges the wait of a round by comparing it with the wait of the round before.
func classify(o *paths.Outcome) (Wait, time.Duration) {
	if o.Waits == 0 {
		return WaitNone, 0
	}
	if o.Waits != domain.WaitAmount || o.Wait == nil || o.Wait.Deps != 0 {
		return WaitOther, 0
	}
	total, ok := Sum(o.Wait)
	if !ok {
		return WaitOther, 0
	}
	if o.Tries < 2 {
		return WaitOnce, total
	}
	before, ok := time.Duration(0), false
	if o.PrevW != nil && o.PrevB == domain.WaitAmount && o.Came == (paths.WayBack{Node: o.Via, Path: o.ViaPath}) { // not of a cycle inside this one
		before, ok = Sum(o.PrevW)
	}
	switch {
	case !ok:
		return WaitOther, 0
	case total > before:
		return WaitGrowing, total
	case total == before:
		return WaitFixed, total
	}
	return WaitOther, 0
}

func Sum(w *sym.Value) (time.Duration, bool) {
	var total time.Duration
	for _, d := range w.Args {
		if d.Op != sym.OpInt {
			return 0, false
		}
		total += time.Duration(d.Int)
	}
	return total, true
}
