package site

import "github.com/retryvet/retryvet/analyzers/internal/sym"

// record has the retries of a run recorded.
func (x *history) record(e *exec) *recorder {
	r := &recorder{exec: e, pkg: x, place: len(e.observers), hashes: map[*sym.Value]uint64{}, looked: map[*sym.Value]looks{}}
	e.observers = append(e.observers, r)
	return r
}

// watch has all that rules judge observed in a run.
func (x *unit) watch(e *exec) *recorder {
	e.observers = append(e.observers, &bodies{exec: e, pkg: x.bodies, place: len(e.observers)})
	return x.record(e)
}
