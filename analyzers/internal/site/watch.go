package site

import (
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// watch has all that rules judge observed in a run.
func (x *Package) watch(e *symexec.Exec) *retry.Recorder {
	x.Bodies.Observe(e)
	return x.Record(e)
}
