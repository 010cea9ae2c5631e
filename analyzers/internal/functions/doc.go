// Package functions says what a function does, as its full name tells: that it copies a request, leaves its response
// open, hands a text on or draws a random number.
//
// It knows the standard library and a few modules that follow it, by name, and otherwise what the lexicon says of the name. It looks into no body
// and keeps nothing.
package functions
