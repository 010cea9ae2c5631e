// Package directive defines an Analyzer that reports comments which were meant to silence findings and do not.
//
// # Analyzer directive
//
// directive: report comments that are meant to silence findings and do not
//
// A finding that may stay is silenced by a comment that says why:
//
//	if resp.StatusCode != http.StatusTooManyRequests { //retryvet:ignore nobackoff the API documents one request a second
//		return resp, nil
//	}
//	time.Sleep(time.Second)
//
// It is about the statement, or the element of a list, on whose first line it stands or which follows it; of a statement
// with a body, about its head. In the comment of a function it is about the whole function, before the package clause about
// the whole file. Several rules are separated by commas: //retryvet:ignore nobackoff, nonretryable reason. The comments of
// other tools do the same: //lint:ignore retryvet/nobackoff reason, with //lint:file-ignore, and //nolint:retryvet, which
// silences all rules.
//
// This rule reports
//
//   - a directive without a reason, which silences nothing: whoever reads the code next wants to know it;
//   - a directive for a rule that does not exist;
//   - a directive of another form, as with a space in front, //retryvet:ignored, or //retryvet:provider with a provider that
//     no catalog has;
//   - a directive with nothing to silence: the code has changed, and the exception may go, or it belongs in another line of
//     the same function, which is named;
//   - a directive //retryvet:provider that ties nothing, for want of a field like those of the provider's codes;
//   - the same of the settings providers and retries: a package or a type of which they tie nothing, and a name that an imported
//     package does not have. Where the package's own files show that a name is wrong, that is an error of the settings.
//
// It leaves alone
//
//   - //nolint comments, which golangci-lint's own nolintlint looks after;
//   - directives for rules that are switched off;
//   - generated files and tests.
//
// The command retryvet -suppressed lists what is silenced, and why. What this rule reports cannot be silenced by another
// //retryvet:ignore; correct the comment, or remove it:
//
//	time.Sleep(time.Second)
package directive
