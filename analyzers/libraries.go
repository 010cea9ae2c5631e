package analyzers

import "github.com/retryvet/retryvet/analyzers/internal/library"

// A Library is what the rules assume of a package: how it tries again, or where its errors hold the status.
type Library = library.Known

// Libraries are all of which something is assumed, by package.
func Libraries() []Library { return library.All() }

// KnowsModule reports whether something is assumed of a module's packages.
func KnowsModule(path string) bool { return library.Knows(path) }
