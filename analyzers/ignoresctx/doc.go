// Package ignoresctx defines an Analyzer that reports waits between attempts that a context does not end.
//
// # Analyzer ignoresctx
//
// ignoresctx: report waits between attempts that do not end with the context in scope
//
// A caller that cancels its context wants the work to stop now. A sleep between two attempts that does not know of the
// context keeps the goroutine, and whatever it holds, until the last attempt. This rule reports it:
//
//	func get(ctx context.Context, req *http.Request) (*http.Response, error) {
//		for i := 0; ; i++ {
//			resp, err := http.DefaultClient.Do(req.WithContext(ctx))
//			if err == nil || i == 4 {
//				return resp, err
//			}
//			time.Sleep(time.Second << i)
//		}
//	}
//
//	the wait between two attempts (sent at line 3) does not end with ctx; wait in a select with ctx.Done()
//
// The attempt is a request, a function that a helper is passed, or another call that gets a context and can fail: of a
// data base, say, a dialer, or a command that is run. The context is a parameter, a field, or that of the request at hand. The wait is time.Sleep,
// a receive from time.After, from a timer or from a ticker that the function has made, or a function of the package that
// does one of these, on a path from a failed attempt to the next, or from an answer that says that what a loop waits for
// has not come about yet; or a select that waits beside it for the end of a context that never ends, that of context.Background, say, or for other times alone. Where a select that returns ctx.Err() can stand, fits the function's
// results, and leaves nothing unlocked, unclosed or uncancelled that is so later on, the finding has a fix. A context that
// is hidden by another one of its name, such as that of a single attempt, is named by its line.
//
// It also reports
//
//   - break in the clause of a select for the end of the context, which leaves the select and not the loop, or what has the
//     break's label and stands in the loop; and a clause that writes a message of that end, after which the rounds go on;
//   - a function that is asked whether to retry an error and is true for all that it does not name, the errors of a
//     context that has ended among them, where the wait does not end with the context either;
//   - a call of a retry library, or of a helper of another package, that waits between attempts and gets no context, or one
//     that never ends, where the attempt has one: once that has ended, each attempt fails at once, and it goes on;
//   - a helper of the package itself that waits without one between calls of a function literal, where that stands in a
//     function which has one.
//
// It leaves alone
//
//   - waits that are over before anyone notices: up to a quarter of a second, to half a second where the attempt gets
//     the context, to a second where every round looks at it, or is the last where the attempt fails; and what a pacer
//     takes off an interval with time.Since;
//   - functions with no context in scope, unless a caller that has one gives them what they try;
//   - other functions of other packages that may wait, as nobody can see how;
//   - a context that is made without a deadline and never cancelled;
//   - waits between attempts that context.WithoutCancel has cut off from it;
//   - generated files and tests.
//
// Wait for both:
//
//	select {
//	case <-ctx.Done():
//		return nil, ctx.Err()
//	case <-time.After(time.Second << i):
//	}
//
// What may stay for another reason is silenced by //retryvet:ignore ignoresctx reason, on the line of the finding, above it,
// or in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - The HTTP client pester slept between two attempts for as long as its back-off said, and so overran the time
//     that the request's context had; its wait now ends with that (https://github.com/sethgrid/pester/pull/44);
//   - Corso's retries slept through the end of their context, and then sent a request that failed at once; they now
//     return the context's error (https://github.com/alcionai/corso/pull/2883).
package ignoresctx

//rules:place 50
