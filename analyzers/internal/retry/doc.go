// Package retry records the retries of a package and says what each of them does.
//
// A [Recorder] observes a run of the executor: it notes each path on which an attempt is made again, with the trail of what the
// path has passed since (conditions, selects, waits). From all of them come the sites of a package, with the retry set that is
// certain and the wait for each part of it, and its cycles, with what ends them, whether anybody waits for that, and which of
// them are inside of others.
//
// It does not judge: whether a code is worth a retry, or a bound is enough, is said by the rules.
//
// Invariants: what a [Site] says holds whatever the conditions are that could not be read; of a [Cycle] it is known only that
// some failures go round. The trail of two paths that become one is that of the path which has passed less, as whatever ends
// the other does not end this one.
package retry
