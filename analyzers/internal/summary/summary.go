// Package summary is the fact that a package exports: how its functions end, for importers that cannot look into them.
//
// It holds the data, how they are written and read, and the look-up of what was imported. How a summary is found out, and how it is applied at a call, is the
// business of whoever follows the functions. The bytes of a fact depend on the package alone, never on the order of a map.
package summary

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// Imported is a package with what its imports export.
type Imported struct {
	*index.Package
	importFact func(*types.Package, *Summaries) bool
	imported   map[*types.Package]map[string]*Summary // what they export, of those asked for
}

// Import lets the package ask for facts by importFact, which may be nil: then nothing is known of other packages.
func Import(p *index.Package, importFact func(*types.Package, *Summaries) bool) *Imported {
	return &Imported{Package: p, importFact: importFact, imported: map[*types.Package]map[string]*Summary{}}
}
