// Package driver analyzes whole programs in one process: it asks the go command which packages there are, parses and
// type-checks all of them from source, and runs analyzers on those that were asked for and, for their facts, on those that these
// import. It uses no build and no export data.
//
// Of a package that is only imported, and cannot have facts, the bodies of functions are not checked. Syntax is forgotten as soon as a
// package is done; its types stay for those that import it.
//
// Results are kept under all that can change them: see [Config.Cache]. It knows no rule, and prints nothing.
package driver

import (
	"go/token"
	"go/types"
	"io"
	"time"

	"golang.org/x/tools/go/analysis"
)

// A Config says what is to be analyzed, and how.
type Config struct {
	Go       string   // the go command
	Dir      string   // where it runs
	Flags    []string // of go list, which choose files: -tags, -mod
	Patterns []string // packages as go list takes them

	Overlay     map[string]string // files that are read in place of others
	OverlayFlag string            // tells the go command the same

	Session *Session // what is known from the runs before in this process; may be nil

	// Suite returns the analyzers for the packages of a directory. With facts only those that export facts are wanted. It is
	// called from several goroutines.
	Suite func(u Unit) (suite []*analysis.Analyzer, key string, err error)

	// Tests reports whether the tests of the package in a directory are analyzed with it. If they are not, they are type-checked alone, unless
	// the package has nothing else. If it is nil, all are.
	Tests func(dir string) bool

	// ExportsFacts reports whether a package can have facts, by its declarations and imports. If it is nil, every one can.
	ExportsFacts func(pkg *types.Package, told func(*types.Package) bool) bool

	Facts []analysis.Fact // one of each type, with everything in it that they can be made of

	Cache  string            // the directory to keep results in; "" for none
	Salt   string            // what else results depend on: the program itself above all
	Notice func(p Progress)  // hears how far the work is, one at a time; may be nil
	Worked func(w Work)      // hears what was done, one at a time; may be nil
	Found  func(p *Package)  // hears what came of each package that was asked for, one at a time, as it is done; may be nil
	Stderr io.Writer         // of the go command
	Env    map[string]string // what go env says of the variables in Environment

	started time.Time
}

// Progress is how far the work is.
type Progress struct {
	Done, Packages int
	AtHand         string // the package that is worked on for the longest time, "" if there is none
}

// A Work is what was done: a package, or what the go command was asked for.
type Work struct {
	Timed
	Cached bool    // nothing was done but to look up what came of it before
	Parts  []Timed // what it consists of, in order
}

// A Timed is something and what the work on it took.
type Timed struct {
	Name string
	Took time.Duration
}

// A Unit is a package for which analyzers are wanted.
type Unit struct {
	Dir     string
	Facts   bool // only for what it exports
	Unheard bool // nobody can make use of what it exports
	Module  *analysis.Module
}

// A Package is what came of one that was asked for.
type Package struct {
	ID          string // import path; of a package with its tests "p [p.test]"
	Diagnostics []Diagnostic
	Failures    []Failure // of analyzers
	Fault       string    // why it cannot be analyzed, with the position before it; "" if it could
	Cached      bool
}

// A Failure is an analyzer that did not come to an end.
type Failure struct{ Analyzer, Message string }

// A Diagnostic is one of an analyzer, free of the program that it is about.
type Diagnostic struct {
	Analyzer string
	Message  string
	Pos, End token.Position // columns count bytes
	Fixes    []Fix
	Related  []string // messages
}

// A Fix is a suggested one.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces bytes of a file by others.
type Edit struct {
	File       string
	Start, End int
	New        string
}
