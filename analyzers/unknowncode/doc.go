// Package unknowncode defines an Analyzer.
//
// # Analyzer unknowncode
//
// unknowncode: TODO summary
package unknowncode
