// Package unbounded defines an Analyzer that reports retries that nothing ends.
//
// # Analyzer unbounded
//
// unbounded: report retries that nothing ends
//
// An outage lasts longer than anyone expects, and a request that can never succeed lasts for ever. A retry that no count, time
// limit, deadline or context ends then never returns to its caller. This rule reports it:
//
//	for {
//		resp, err := client.Get(url)
//		if err != nil {
//			time.Sleep(delay)
//			continue
//		}
//		return resp, nil
//	}
//
//	nothing ends the retries while the call fails (sent at line 2); count the attempts or check a context
//
// Two rounds of the same path are compared: if all that it tested was the same both times, then nothing has changed that
// could make the next round different. So a limit that is tested for some failures only, a counter that one path does not
// advance, and a limit that no caller can reach do not count as one. Nor does a context that never ends, such as context.Background, or
// that each round makes anew from such a one: it ends with the round; nor a channel that nobody closes or sends on. Nor do a time limit that
// each round sets anew, a counter that is set back where it has come too far, and a clock that only puts the next attempt off.
//
// The call is a request, or one that dials, asks a data base or gets a context, and can fail.
//
// It also reports
//
//   - a function that answers 401 by renewing its credentials and calling itself, without a flag or a counter, and a
//     client's middleware that sends the request again, to come by itself once more;
//   - calls of retry libraries whose arguments or defaults mean for ever, where no context ends them: TryForever, zero
//     attempts, a constant back-off without WithMaxRetries;
//   - the ignored result of a retrier's Next;
//   - more retries of a code than its provider's document allows, where a number ends them and nothing else: "wecom code -1 is
//     retried up to 9 times (sent at line 2), and its document allows 3; return the error then".
//
// It leaves alone
//
//   - functions that return nothing, that a go statement or a group runs, that go on for ever after the call has succeeded, or
//     for whose result nobody is seen to wait: all calls drop it, or are made by a main that serves afterwards, and by what runs beside it;
//   - functions that serve others once the call has succeeded: they wait for what they need;
//   - functions that are named for what is meant to last: serving, watching, consuming, reconnecting, waiting until something is
//     ready;
//   - loops in which another context, a timer that was started before, or a signal that others set is looked at, and attempts whose
//     context ends them;
//   - loops that repeat what worked as well, and those that have a setting for no limit;
//   - conditions that the rule cannot read;
//   - generated files and tests.
//
// Count the attempts, or let the context end them:
//
//	for i := 0; ; i++ {
//		resp, err := client.Get(url)
//		if err == nil || i == 4 {
//			return resp, err
//		}
//		time.Sleep(delay << i)
//	}
//
// What may stay for another reason is silenced by //retryvet:ignore unbounded reason, on the line of the finding, above it,
// or in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - The client of etcd asked all machines of a cluster again and again while none could be reached; it now stops
//     after some attempts (https://github.com/coreos/go-etcd/pull/207);
//   - OneLogin's SDK answered every 401 by a new token and a call of itself, so that a refusal for another reason
//     never ended; its maintainers called it an oversight (https://github.com/onelogin/onelogin-go-sdk/issues/54).
package unbounded

//rules:place 40
