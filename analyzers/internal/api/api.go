// Package api is the vocabulary of the APIs that a program calls: which fields and methods hold a status or a provider's code, which
// functions the libraries and catalogs know, what the user has said of both.
//
// It judges declarations, types and names; which value a variable holds on a path is not its business. What it says of a field or function is the
// same wherever that is asked, and kept.
package api

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/catalog"
)

// A Vocabulary is a package with what is known of the APIs that it calls.
type Vocabulary struct {
	*summary.Imported
	Catalog *catalog.Catalog
	Options Options

	carriers   map[carrierField]Carriage
	contents   map[*types.Var]contents          // what the package puts into its integers; nil until somebody asks
	named      map[string]*catalog.Provider     // by its hosts; nil until somebody asks
	sdk        *SDKs                            // nil until somebody asks for one
	ties       *Ties                            // nil until somebody asks for the provider of a field
	entries    map[*types.Func]*Entry           // nil for functions that the table does not know
	repeats    map[string]*domain.Repeat        // what clients repeat by themselves
	transports domain.Tri                       // whether a package that is imported has one that tries again
	repeatsAt  map[*ast.CallExpr]*domain.Repeat // the same, of single calls
	amidst     map[string]bool                  // which clients wait between their own attempts alone
}

// New makes the vocabulary of a package. It does no work on the package's syntax.
func New(p *summary.Imported, opts Options) *Vocabulary {
	return &Vocabulary{
		Imported: p, Catalog: opts.Catalog(), Options: opts,
		carriers:  map[carrierField]Carriage{},
		entries:   map[*types.Func]*Entry{},
		repeats:   map[string]*domain.Repeat{},
		repeatsAt: map[*ast.CallExpr]*domain.Repeat{},
		amidst:    map[string]bool{},
	}
}
