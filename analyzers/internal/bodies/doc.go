// Package bodies watches what attempts send and what comes back: whether an attempt sends what another one has read to its end, and
// whether a response is closed before the next attempt.
//
// [Package.Observe] has a run of the executor observed. What it knows of a response it keeps as a mark of the attempt (open, closed by a defer,
// away), what was read as a ghost field of the request or the reader. From all runs on a package come the faults that rule
// replaybody reports, and where a response is open during a wait, which decides whether ignoresctx can offer its fix.
//
// Invariants: where somebody takes care of what is sent (GetBody, Seek, a body set again), or where it is not known that there is
// anything to send, there is no fault. Whether a path is possible is not its business.
package bodies
