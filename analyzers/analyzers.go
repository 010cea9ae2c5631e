// Package analyzers lists the rules of retryvet.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/ignoresctx"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/nobackoff"
	"github.com/retryvet/retryvet/analyzers/nonretryable"
	"github.com/retryvet/retryvet/analyzers/unbounded"
	"github.com/retryvet/retryvet/analyzers/unknowncode"
	"github.com/retryvet/retryvet/catalog"
)

// Config says how a suite judges.
type Config struct {
	// Catalog holds what is known of the providers' codes; nil means the embedded one.
	Catalog *catalog.Catalog
}

// Suite returns the rules, in the order in which they are documented. Every call returns new analyzers, so that two
// configurations can live in one process.
func Suite(cfg Config) []*analysis.Analyzer {
	load := catalog.Embedded
	if cfg.Catalog != nil {
		load = func() *catalog.Catalog { return cfg.Catalog }
	}
	engine := site.New(load)
	return []*analysis.Analyzer{
		nonretryable.New(engine),
		unknowncode.New(engine),
		nobackoff.New(engine),
		unbounded.New(engine),
		ignoresctx.New(engine),
	}
}
