// Package symexec executes functions symbolically: it follows a root, statement by statement, into the functions of the package
// that it calls, and takes the states (paths) that reach a statement to those that leave it.
//
// It answers with which outcomes of an attempt a path is possible. What is known on a path is a [paths.State], with a [paths.Outcome]
// for each attempt that was made on it; a condition on a carrier narrows the outcome's set of codes, and one that cannot be read is
// supposed to hold on one path and not to hold on another. After a statement those that have come to differ in nothing but their codes
// become one.
//
// It does not answer what a retry is worth, or whether anything is wrong: it tells each [Observer] what happens on the paths, and asks
// [Models] what calls do that are not followed. It knows no rule, no catalog and the semantics of no library.
//
// Invariants: every path that it follows is possible as far as it could tell, so that a path which it does not follow, for its
// length or for the number of paths, hides a finding and makes none. What observers keep decides which paths become one, and nothing
// else about them. Two runs of one program give the same.
//
// Why this is an interpreter of syntax, and not one of go/ssa, is in docs/architecture.md. What is behind Run, Eval and the events
// is nobody's business but this package's, so that it can change alone.
package symexec
