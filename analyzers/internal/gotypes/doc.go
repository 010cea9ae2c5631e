// Package gotypes answers questions about Go's types and syntax that need nothing but the node or type asked about.
//
// It knows the shapes that the language and the standard library agree on (errors, contexts, requests, readers, counted
// loops), and neither the package under analysis nor what its names mean. No function keeps anything, and none changes what it is given.
package gotypes
