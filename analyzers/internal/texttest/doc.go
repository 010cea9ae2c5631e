// Package texttest finds the places at which a program decides by the text of an error or of a body: what it looks for, and what would
// hold the status or the code instead.
//
// Two rules read it, errortext and unknowncode, so it is computed once for a package (see [site.Shared]). It does not say whether a
// decision is wrong.
//
// Invariants: a test that only chooses a message, or an error to return, is no decision; where the text is all that there is, nothing
// is found.
package texttest
