// Package nonretryable defines an Analyzer.
//
// # Analyzer nonretryable
//
// nonretryable: TODO summary
package nonretryable
