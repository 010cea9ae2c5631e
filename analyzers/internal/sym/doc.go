// Package sym is what the engine computes with: symbolic values, the store that holds them, and the conditions that a path supposes.
//
// A value is a term over constants, unknowns and the outcomes of attempts. The values of one run are made by one Interner, so that equal terms are one
// pointer; they are never changed, and neither are stores: a change makes a new store that shares the rest. The package folds and compares terms, and says for
// which statuses a condition holds. It executes nothing.
package sym
