package nobackoff

import (
	_ "embed"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

//go:embed doc.go
var doc string

// Analyzer is the rule with the embedded catalog.
var Analyzer = New(site.Analyzer)

// New returns the rule on top of an engine (see analyzers.Suite).
func New(engine *analysis.Analyzer) *analysis.Analyzer {
	return report.Rule("nobackoff", doc, engine, run)
}

// patient is the fixed delay from which on a program is taken to have thought about it.
const patient = 30 * time.Second

func run(r *report.Reporter, res *site.Result) {
	for _, s := range res.Sites {
		if s.Attempt == nil || s.Protocol == site.GRPC {
			continue
		}
		for _, p := range s.Paths {
			if !p.Codes.Contains(429) {
				continue
			}
			at := p.Test
			if at == nil {
				at = s.Node
			}
			switch {
			case p.Wait == site.WaitNone:
				r.Report(at, nil, "429 is retried at once (sent at line %d), which keeps the limit exceeded; wait longer each time and honour Retry-After", r.Line(s.Attempt))
			case p.Wait == site.WaitFixed && p.Delay < patient:
				r.Report(at, nil, "429 is retried after a fixed %s (sent at line %d); grow the delay and honour Retry-After", p.Delay, r.Line(s.Attempt))
			}
		}
	}
}
