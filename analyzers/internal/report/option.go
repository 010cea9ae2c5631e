package report

import (
	"time"

	"golang.org/x/tools/go/analysis"
)

// A Duration is an option of a rule: a flag of its analyzer or, for drivers that judge packages by different settings in one
// process, what the settings of a package say.
type Duration struct {
	key  string // "nobackoff.enough"
	flag time.Duration
}

// Add adds the option to the flags of a rule's analyzer.
func (d *Duration) Add(a *analysis.Analyzer, name string, value time.Duration, usage string) {
	d.key = a.Name + "." + name
	a.Flags.DurationVar(&d.flag, name, value, usage)
}

// Of is the value for the package that is judged.
func (d *Duration) Of(r *Reporter) time.Duration {
	if text, told := r.res.Reporting.Options[d.key]; told {
		if v, err := time.ParseDuration(text); err == nil { // checked before
			return v
		}
	}
	return d.flag
}
