// Package ignoresctx defines an Analyzer that reports waits between attempts that a context does not end.
//
// # Analyzer ignoresctx
//
// ignoresctx: report waits between attempts that do not end with the context in scope
//
//	for {
//	}
package ignoresctx
