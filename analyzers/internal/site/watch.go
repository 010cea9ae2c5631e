package site

import (
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// watch has all that rules judge observed in a run.
func (x *unit) watch(e *symexec.Exec) *retry.Recorder {
	e.Observers = append(e.Observers, &bodies{Exec: e, pkg: x.bodies, place: len(e.Observers)})
	return x.Record(e)
}
