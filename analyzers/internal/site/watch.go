package site

import (
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// record has the retries of a run recorded.
func (x *history) record(e *symexec.Exec) *recorder {
	r := &recorder{Exec: e, pkg: x, place: len(e.Observers), hashes: map[*sym.Value]uint64{}, looked: map[*sym.Value]looks{}}
	e.Observers = append(e.Observers, r)
	return r
}

// watch has all that rules judge observed in a run.
func (x *unit) watch(e *symexec.Exec) *recorder {
	e.Observers = append(e.Observers, &bodies{Exec: e, pkg: x.bodies, place: len(e.Observers)})
	return x.record(e)
}
