// Package unbounded defines an Analyzer that reports retries that nothing ends.
//
// # Analyzer unbounded
//
// unbounded: report retries that nothing ends
//
//	for {
//	}
package unbounded
