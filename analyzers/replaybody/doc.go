// Package replaybody defines an Analyzer that reports request bodies sent again after they were read, and responses not closed before the next attempt.
//
// # Analyzer replaybody
//
// replaybody: report retries that send a body which was read before, or leave a response open
//
// x
package replaybody
