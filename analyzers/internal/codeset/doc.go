// Package codeset holds the sets that retryvet computes with: the outcomes of an API call with which a program goes one
// way or another.
//
//   - [Statuses] is a set of HTTP statuses, with two members more: a transport error (no response at all) and any other
//     failure.
//   - [Ints] is a set of a provider's numeric error codes.
//   - [Strings] is a set of a provider's textual error codes.
//
// Each is closed under union, intersection and complement: every branch of a program narrows a set or splits it in two,
// and where branches meet their sets unite. All three are immutable values whose zero value is the empty set; they may
// be copied and used by several goroutines at once. Statuses can be compared with == and be a map's key; the other two
// have Equal and Key.
//
// Every type has a String method that writes what a person would, in at most 60 characters, for use in the middle of a
// message ("retries 400-499 except 408 and 429"), and a binary encoding, so that a set can be part of a fact, which
// analysis drivers send through encoding/gob.
package codeset
