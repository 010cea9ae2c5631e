// Package nobackoff defines an Analyzer that reports rate limits which are answered by asking again too soon.
//
// # Analyzer nobackoff
//
// nobackoff: report rate limits that are answered by asking again too soon
//
// 429 says that there were too many requests. To send the next one at once, or at a fixed short interval, keeps the limit
// exceeded, for this client and for all others. This rule reports it:
//
//	for {
//		resp, err := client.Do(req)
//		if err != nil {
//			return nil, err
//		}
//		if resp.StatusCode != http.StatusTooManyRequests {
//			return resp, nil
//		}
//		resp.Body.Close()
//		time.Sleep(100 * time.Millisecond)
//	}
//
//	429 is retried after a fixed 100ms (sent at line 2); grow the delay and honour Retry-After
//
// The waits on the way from the failed attempt to the next are added up and compared with those of the round before: a
// delay that starts over in every round is a fixed one. With no wait at all the text is "429 is retried at once (sent at
// line 2), which keeps the limit exceeded; wait longer each time and honour Retry-After".
//
// It also reports
//
//   - a code whose document says how long to wait at least, retried sooner: "github code "AbuseRateLimitError" is retried after 30s
//     (sent at line 9), which is too soon; wait 1m0s at least"; and one whose document says by how much longer to wait from then on: "oauth2 code
//     "slow_down" asks for 5s more delay each time (sent at line 9), and the delay stays the same; add 5s to it";
//   - a code of the answer's body that the provider's catalog wants backed off: "pan123 code 429 is retried after a fixed
//     500ms (sent at line 9); grow the delay"; 429 in a field that repeats HTTP's statuses, as all that the package compares it with shows, is one as well;
//   - 503 that is retried, and 202 that is polled, with no wait at all, and 502 and 504 where nothing ends it either;
//   - a delay that grows, while nobody waits for it: the retries are made at once, or after a fixed wait all the same;
//   - a function that computes the delay of an attempt and gets it wrong: "backoff returns -351909h41m29s for attempt 34:
//     the power overflows before the cap is tested; cap the exponent first". So too a delay that is the same for every
//     attempt though the function counts them, or is what a library asks for the delay, as its signature says, and a random source that panics for an overflown bound, or for the zero that
//     attempt 0 makes of it. The function may wait for the delay itself, hand it to a timer, a queue or a field, or return the
//     time at which it is over; it may be the body of an endless loop that counts its rounds and compares the count with nothing;
//     and the count may be kept with what is tried again, if nothing in the package keeps it small. It may answer in whole numbers, if
//     all that call it wait for as many of one unit;
//   - a wait between two rounds of a loop for a bare number, time.Sleep(5), which is nanoseconds, and such a number that a
//     function returns as a delay, return 10, if its other results or the waits of its callers show that it is no count;
//   - such a wait for what is computed of bare numbers alone, or of one that a text or a setting has, whose unit nobody writes down:
//     time.Sleep(time.Duration(1 << i)); and a bare number in a variable, a field or a parameter of type time.Duration that
//     is waited for as it is; and such a number that is added to a duration. What is named for nanoseconds is left alone;
//   - such a number that a retry library is told to wait for, retry.Delay(500), or a controller,
//     ctrl.Result{RequeueAfter: 30};
//   - an exclusive or where a power was meant, 2 ^ attempt, and a wait for as many nanoseconds as a duration has seconds,
//     time.Duration(d.Seconds());
//   - a wait for the product of two durations, time.Sleep(wait * time.Second), if wait is known to have its unit already: by
//     what the package assigns to it, or by what else it does with it;
//   - a random factor around one that is cut to a whole number before a duration is multiplied by it,
//     time.Second * time.Duration(rand.Float64()+0.5): that is no delay or a whole one;
//   - a wait for a field of type time.Duration that the JSON of an answer sets: a number there counts nanoseconds;
//   - a wait for what a back-off says that is made anew in each round of the loop, and so is always at its first delay;
//   - a variable that an endless loop multiplies in place while it caps no more than a copy of it: that overflows;
//   - a header that counts in another unit, Retry-After-Ms say, taken for seconds, seconds from now on that are taken for a point in time, and
//     X-RateLimit-Reset of a server that writes a point in time, taken for seconds to wait;
//   - Retry-After read wrongly: its seconds taken for another unit, also if they come through functions and fields first, or
//     a date in it, which is allowed, taken for a failure, or for all that may be in it; seconds that are parsed as a duration
//     with a unit; and dates of a server that are parsed with a layout which no such date has;
//   - Retry-After, or a header of the rate limit, looked up under a key that is not canonical, header["retry-after"], where no
//     answer has it; and a wait for nothing but the number in it whose parse error is dropped: where the header is missing, or has a date, that is 0;
//     so too rounds that wait as long as the server says, and not at all where it says nothing: "429 that does not say how long to wait is
//     retried at once (sent at line 2); wait a delay of your own then, longer each time";
//   - Retry-After that is read for 429 and gets no further than a log or a text, or is lost on the way to the wait;
//   - a second call at once after 429, without a loop, unless it is made after whatever went wrong: "429 is answered by the same request
//     at once (sent at line 2), which keeps the limit exceeded; wait first and honour Retry-After";
//   - Retry-After that the program has at hand and does not heed for 429: "429 comes as RateLimitedError with the server's
//     RetryAfter (line 12), which this wait does not heed; wait that long at least".
//
// It leaves alone
//
//   - a delay that grows, is jittered, comes from the server, from a ticker or from a limiter, or that the rule cannot
//     compute: a function of another package that may wait does;
//   - a fixed delay of 30 seconds or more, or of what the option enough says: rules: {nobackoff: {enough: 10s}};
//   - a single repetition after a fixed delay, and one with renewed credentials;
//   - loops that repeat what worked as well, and functions that wait for something to come up (see nonretryable), but for
//     codes whose document says how they are to be asked again;
//   - gRPC, catalog codes of low confidence, and paths that depend on a condition that the rule cannot read;
//   - generated files and tests.
//
// Wait longer each time, and end with the context:
//
//	for delay := time.Second; ; delay *= 2 {
//		resp, err := client.Do(req)
//		if err != nil {
//			return nil, err
//		}
//		if resp.StatusCode != http.StatusTooManyRequests || delay > time.Minute {
//			return resp, nil
//		}
//		resp.Body.Close()
//		select {
//		case <-ctx.Done():
//			return nil, ctx.Err()
//		case <-time.After(delay):
//		}
//	}
//
// Where the API documents a fixed pace, keep it with a time.Ticker or a rate.Limiter: that is a decision the rule respects.
// What may stay for another reason is silenced by //retryvet:ignore nobackoff reason, on the line of the finding, above it,
// or in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - Sourcegraph's client sent a request again up to 20 times after 429, also if Retry-After said an hour; it now
//     gives up unless the limit ends within three seconds
//     (https://github.com/sourcegraph/sourcegraph-public-snapshot/pull/51743);
//   - The client of Boundary waited for a jitter after 429, whatever Retry-After said; it now waits as long as the
//     server asks (https://github.com/hashicorp/boundary/pull/4093).
package nobackoff

//rules:place 30
