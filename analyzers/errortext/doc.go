// Package errortext defines an Analyzer that reports decisions on the text of an error.
//
// # Analyzer errortext
//
// errortext: report decisions on the text of an error where its status or code is at hand
//
// The text of an error is for people. It changes with the library's next version, and it quotes what others wrote: an
// address, an identifier, a body. This rule reports programs that go round, give up or take a failure for a success because
// of it:
//
//	func retryable(err error) bool {
//		return strings.Contains(err.Error(), "429")
//	}
//
//	decides by the text "429" of an error, which any message with these digits matches; use errors.As and StatusCode of
//	*APIError
//
// The digits of a status or a code, looked for anywhere in an error's text, are always reported: "request 84291 timed out" has
// them, too. So are the digits of a status in a whole body: one that is read there or by a function of the package that has not looked at the status, or that
// a field holds. (Other codes in a body are the affair of unknowncode.)
// Texts such as "404 Not Found", "status code: 400" and "code = PermissionDenied" are reported where the status is certainly
// at hand: in the response that came with the error; in an error of an SDK that is known to carry one, or of a type that the
// function returns; in a gRPC error. It does not matter in which form they are asked for: by a search, a comparison, a switch, a
// regular expression, a list or a map of texts, in the whole text, in a part of it or in what it was printed into.
//
// The text of an error in a variable, err.Error() == ErrGone.Error(), is reported where what failed returns that very error: a function of
// the package that returns or wraps it, or one of the standard library beside it. errors.Is finds it, wrapped or not.
//
// It leaves alone
//
//   - texts without a typed alternative: "connection reset", "broken pipe", what a command printed;
//   - texts that tell more than the status does: "quota exceeded for project" of a 403;
//   - texts by which only the words of a log or a message are chosen;
//   - what is tried after errors.As or a type assertion on the same error, or after a function of the package that asks it so for a
//     status or a yes or no, as a last resort;
//   - generated files and tests.
//
// Ask the error itself:
//
//	func retryable(err error) bool {
//		var e *APIError
//		return errors.As(err, &e) && e.StatusCode == http.StatusTooManyRequests
//	}
//
// What may stay for another reason is silenced by //retryvet:ignore errortext reason, on the line of the finding, above it, or
// in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - goteth looked for "404" in errors that quote the address, with the number of a slot in it: an unreachable node
//     made one slot in two hundred a missing block. The change asks for the status code
//     (https://github.com/migalabs/goteth/pull/299);
//   - A test of herm took a 429 for a 500, as its text held a quota of 15000; the status code of the typed error is
//     asked for instead (https://github.com/aduermael/herm/issues/39).
package errortext

//rules:place 80
