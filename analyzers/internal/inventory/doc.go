// Package inventory lists the retries of a package, whether or not a rule reports anything of them: how each goes round, what it sends,
// with which codes, after which waits, what ends it, what the rules found and why they are silent otherwise.
//
// Its analyzer is in a suite only if settings ask for it, so that a normal run pays nothing. It stands above the rules, whose verdicts it
// collects, and hands what it knows to the driver as the text of a related position: a diagnostic of its own kind, which vet keeps in its
// cache like all others.
//
// It judges nothing, and computes nothing that the model does not say.
package inventory
