// Package drivers has tests alone: the program says the same of all fixtures whichever driver runs it, and fails on nothing of the standard
// library. go vet starts a process for each package, a thousand of them twice, which takes minutes.
package drivers
