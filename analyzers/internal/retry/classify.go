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
	case total == before && len(o.Wait.Args) == len(o.PrevW.Args): // not two waits together, with a round between them that sent nothing
		return WaitFixed, total
	}
	return WaitOther, 0
}

// Growth is by how much longer a path waits than it did the time before.
type Growth struct {
	By    time.Duration // 0 if it waits as long
	Known bool
}

// grown compares the wait of a round with the one before: both may be as long as nobody knows, and the same.
func grown(o *paths.Outcome) Growth {
	if o.Tries < 2 || o.Waits != domain.WaitAmount || o.PrevB != domain.WaitAmount || o.Wait == nil || o.PrevW == nil || len(o.Wait.Args) != 1 || len(o.PrevW.Args) != 1 ||
		o.Came != (paths.WayBack{Node: o.Via, Path: o.ViaPath}) {
		return Growth{}
	}
	now, before := o.Wait.Args[0], o.PrevW.Args[0]
	switch {
	case now == before:
		return Growth{Known: !o.Capped && !now.Any(mayChange)}
	case now.Op == sym.OpInt && before.Op == sym.OpInt:
		return Growth{By: time.Duration(now.Int - before.Int), Known: true}
	case now.Op == sym.OpBinary && now.Name == "+" && now.Args[0] == before && now.Args[1].Op == sym.OpInt:
		return Growth{By: time.Duration(now.Args[1].Int), Known: true}
	}
	return Growth{}
}

// mayChange reports whether a value may be another one each time that it is asked for: what is the same of it is where that is done.
func mayChange(v *sym.Value) bool {
	switch v.Op {
	case sym.OpSym, sym.OpInt, sym.OpFloat, sym.OpField, sym.OpConvert, sym.OpBinary, sym.OpUnary, sym.OpResult:
		return v.Deps&(sym.DepRand|sym.DepTime) != 0
	}
	return true
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
