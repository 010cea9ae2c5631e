// Package nobackoff defines an Analyzer.
//
// # Analyzer nobackoff
//
// nobackoff: TODO summary
package nobackoff
