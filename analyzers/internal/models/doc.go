// Package models says what calls do whose bodies the executor does not follow: functions of the standard library (known.go),
// functions that the library table has (entry.go), functions of other packages with a summary (summary.go), and calls of retry
// libraries, whose callback is gone through as the library would, with the schedule that its options come to (callback.go,
// schedule.go).
//
// It also says which outcome the parameters of a predicate tell of (subject.go).
//
// It does not say what sends a request: that is package api. What no model knows is made by the executor as a call of which only
// signature and name are known.
//
// Invariants: a model does to a path what the function is documented to do, and where that cannot be told, it says so by
// returning false, so that nothing is certain of what comes after. It keeps nothing between two calls.
package models
