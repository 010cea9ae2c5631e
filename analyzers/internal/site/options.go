package site

import (
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
)

// Options are what a user says of how packages are to be judged.
type Options struct {
	// Catalog is called once a package at the most, and only for packages that can hold a finding.
	Catalog func() *catalog.Catalog

	Strict    bool              // report what is worth a look, too
	Tests     bool              // judge _test.go files
	Providers map[string]string // import path, or import path and type, to the provider whose codes it holds
	Retries   []RetryFunc
	Reporting Reporting
}

// A RetryFunc is a function of the user's own that calls its callback again.
type RetryFunc struct {
	Func string // as types.Func.FullName prints it
	Does library.Retry
}

// Reporting says what a driver wants of findings. The engine hands it on to the rules.
type Reporting struct {
	Named   bool            // messages begin with the name of the rule, for drivers that print nothing else
	Details bool            // findings carry all that is known of them, and silenced ones are reported as such
	Nolint  bool            // the driver itself heeds //nolint
	Off     map[string]bool // rules that are not wanted
}

// retryFunc looks a function up among the user's own, then among the libraries'.
func (x *unit) retryFunc(fn *types.Func) (library.Retry, bool) {
	if len(x.options.Retries) > 0 {
		name := x.fullName(fn)
		if i := slices.IndexFunc(x.options.Retries, func(r RetryFunc) bool { return r.Func == name }); i >= 0 {
			return x.options.Retries[i].Does, true
		}
	}
	if !library.Named(fn.Name()) {
		return library.Retry{}, false
	}
	return library.Lookup(x.fullName(fn))
}

// tieByUser ties the structs of imported packages as the settings say.
func (x *unit) tieByUser() {
	if len(x.options.Providers) == 0 {
		return
	}
	for _, imp := range x.pkg.Imports() {
		all := x.options.Providers[imp.Path()]
		for _, name := range imp.Scope().Names() {
			obj, ok := imp.Scope().Lookup(name).(*types.TypeName)
			if !ok {
				continue
			}
			id := all
			if one := x.options.Providers[imp.Path()+"."+name]; one != "" {
				id = one
			}
			if s, ok := obj.Type().Underlying().(*types.Struct); ok && id != "" {
				x.tieStruct(s, id)
			}
		}
	}
}
