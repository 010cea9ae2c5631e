// Package paths is what is known on one path through a function, and how paths become one.
//
// It answers what holds on a path: a [State] has what variables are, what the path has decided and supposed, and an [Outcome] for each
// attempt that was made on it; a [Frame] is the function that is executed, with the paths that returns and jumps have taken out of it.
// [Merge] says which of several paths go on as one.
//
// It does not answer what statements, conditions and calls do to a path, which is what package symexec is for. It neither goes through the
// syntax of a program nor asks a package anything, and what marks mean only who keeps them knows.
//
// Invariants: an Outcome, a [Mark] and a list of results are immutable; a State shares them with its forks. Two paths become one just
// when they differ in nothing but the codes of their newest attempts, and in what is said to be joined: no field of either is left
// out unsaid. What is joined stands for both: codes are united, and what only one of them knows is forgotten. Merging goes by the
// order of what it is given alone, so that two runs of one program give the same.
package paths
