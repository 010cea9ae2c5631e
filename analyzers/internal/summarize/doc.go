// Package summarize computes the fact that a package exports for its importers: how each function returns, with which outcomes of
// the request that it makes or is told of, whether it waits, renews credentials or repeats by itself, and which lists of statuses
// the package has.
//
// What a summary says is in package summary. A function whose returns are too many, or take too many steps, has none, so that importers
// know nothing of it: no fact means silence.
//
// Invariants: a package has the same facts, byte for byte, each time; what was followed for them counts as not followed yet when
// retries are looked for.
package summarize
