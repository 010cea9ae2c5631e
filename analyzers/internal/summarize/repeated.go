package summarize

import (
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// repeated is what a function that was followed to its returns repeats by itself: what fails in the same way on the last
// of several attempts, is one of the failures that made it try again, and is returned as an error.
func (g *gist) repeated(rets []paths.Ret) *domain.Repeat {
	var all domain.Repeat
	known := true
	add := func(codes codeset.Statuses, attempts int) {
		if codes.Empty() {
			return
		}
		if !all.Codes.Empty() && all.Attempts != attempts {
			known = false
		}
		all.Codes, all.Attempts = all.Codes.Union(codes), attempts
	}
	for _, r := range rets {
		last, _ := r.St.Newest()
		if last == nil || len(r.St.Assume) > 0 || len(r.Vals) == 0 || !returnsFailure(r.Vals[len(r.Vals)-1], last) {
			continue
		}
		end := retry.Retry{Proto: last.Proto, Own: last.Failed, Path: retry.Path{Codes: last.Codes, Renewed: last.Renewed == domain.Renewed, Seen: last.Seen}}
		if !end.SameFailure() {
			continue
		}
		if last.Again != nil {
			add(last.Codes.Intersect(last.Again.Codes), last.Again.Attempts)
		}
		for i := range g.recorder.Retries {
			inner := &g.recorder.Retries[i]
			if inner.Attempt == last.Id.Node && (paths.WayBack{Node: inner.Via, Path: inner.ViaPath}) == last.Came && inner.SameFailure() && len(inner.Assume) == 0 && g.recorder.EndsByCount(inner.Via) {
				add(last.Codes.Intersect(inner.Path.Codes), g.recorder.RoundsOf(inner.Via))
			}
		}
	}
	if all.Codes.Empty() {
		return nil
	}
	if !known {
		all.Attempts = 0
	}
	return &all
}

// returnsFailure reports whether a result is an error that is certainly there.
func returnsFailure(v *sym.Value, last *paths.Outcome) bool {
	switch v.Op {
	case sym.OpErrNew:
		return true
	case sym.OpGlobal:
		return gotypes.IsError(v.Typ)
	case sym.OpResult:
		return gotypes.MayBeFailure(v.Typ) && v.Node == last.Id.Node && last.Failed == domain.Yes
	case sym.OpRef, sym.OpComposite, sym.OpWith:
		n := gotypes.Named(v.Typ)
		return n != nil && gotypes.ImplementsError(n)
	}
	return false
}
