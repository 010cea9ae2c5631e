package api

import (
	"go/types"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
)

// Options are what a user says of how packages are to be judged.
type Options struct {
	// Catalog is called once a package at the most, and only for packages that can hold a finding.
	Catalog func() *catalog.Catalog

	Tests     bool              // judge _test.go files
	Providers map[string]string // import path, or import path and type, to the provider whose codes it holds
	Retries   []RetryFunc
	Unheard   bool // no importer will ask for what the package exports, so that it exports nothing
	Reporting Reporting

	// Local, if there is one, returns the options for the package in a directory, or nil if these hold for it. It is called by
	// several goroutines, and more than once a package.
	Local func(dir string) *Options
}

// Of are the options for a package.
func (o Options) Of(pass *analysis.Pass) Options {
	if o.Local == nil {
		return o
	}
	for _, f := range pass.Files {
		// Of what cgo made of a file, the comments in it know where the file was.
		if name := pass.Fset.Position(f.Package).Filename; filepath.IsAbs(name) {
			if local := o.Local(filepath.Dir(name)); local != nil {
				return *local
			}
		}
	}
	return o
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

	OffAt func(rule, file string) (off, said bool) // of some files something else is said; may be nil

	Inventory bool   // all retries are noted, and how far functions were gone through (see package inventory)
	Language  string // in which findings are worded (see package wording)
	Strict    bool   // what only weak reasons hold back is reported as well (see package reasons)

	// Options are what the rules are told of this package, by the names of their flags: "nobackoff.enough". They go before the
	// flags, which are told of all packages.
	Options map[string]string
}

// RetryFunc looks a function up among the user's own, then among the libraries'.
func (x *Vocabulary) RetryFunc(fn *types.Func) (library.Retry, bool) {
	if len(x.Options.Retries) > 0 {
		name := library.Uninstantiated(x.FullName(fn))
		if i := slices.IndexFunc(x.Options.Retries, func(r RetryFunc) bool { return library.Uninstantiated(r.Func) == name }); i >= 0 {
			return x.Options.Retries[i].Does, true
		}
	}
	if !library.Named(fn.Name()) {
		return library.Retry{}, false
	}
	return library.Lookup(x.FullName(fn))
}

// tieByUser ties the structs of imported packages as the settings say.
func (x *Vocabulary) tieByUser() {
	if len(x.Options.Providers) == 0 {
		return
	}
	for _, imp := range x.Pkg.Imports() {
		all := x.settingFor(imp.Path())
		all.wide = true
		for _, name := range imp.Scope().Names() {
			obj, ok := imp.Scope().Lookup(name).(*types.TypeName)
			if !ok {
				continue
			}
			by := all
			if one := x.settingFor(imp.Path() + "." + name); one.provider != "" {
				by = one
			}
			if s, ok := obj.Type().Underlying().(*types.Struct); ok && by.provider != "" {
				x.tieStruct(s, ruling{saying: by})
			}
		}
	}
}
