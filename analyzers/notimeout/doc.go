// Package notimeout defines an Analyzer that reports requests that nothing limits in time.
//
// # Analyzer notimeout
//
// notimeout: report requests that nothing limits in time
//
// A client of net/http has no time limit unless somebody sets one. A server that accepts the connection and says nothing, or a
// network that drops what comes after, holds the caller for ever, with all that it holds itself; and a retry around it does not
// help, since an attempt that hangs never fails. This rule reports it, where the client is made or the request is sent:
//
//	func user(url string) (string, error) {
//		resp, err := http.Get(url)
//		if err != nil {
//			return "", err
//		}
//		defer resp.Body.Close()
//		if resp.StatusCode != http.StatusOK {
//			return "", fmt.Errorf("GET %s: %s", url, resp.Status)
//		}
//		name, err := io.ReadAll(resp.Body)
//		return string(name), err
//	}
//
//	http.Get has no time limit: a server that hangs blocks it for ever; use a client with a Timeout or a context's deadline
//
// The client is http.DefaultClient, or one that the package makes without a Timeout and with a plain transport, and keeps where
// nobody else can set it. The request has no context, or one that comes from context.Background alone.
//
// It leaves alone
//
//   - clients with a Timeout, whatever it is, or a ResponseHeaderTimeout in their transport; clients that others give, set or
//     may set, and those with a transport that is not net/http's own;
//   - requests with a context that a caller gives, or with a deadline or a cancel of its own;
//   - packages that give the default client or transport limits, or others in their place that may have one;
//   - answers that may take their time: streams, long polls, downloads that are copied, bodies that are handed on;
//   - calls that something else stops waiting for: a select beside them;
//   - commands: programs that do not serve, and packages that read a command line or stand under cmd, scripts or tools; and
//     functions that hand on os.Stdin;
//   - generated files, tests, mocks and examples.
//
// Give the client a limit for the whole attempt, the reading of the body included:
//
//	var client = &http.Client{Timeout: 30 * time.Second}
//
// What may stay for another reason is silenced by //retryvet:ignore notimeout reason, on the line of the finding, above it,
// or in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - Honeycomb's library posted events without a limit: while its API hung, callers blocked and goroutines piled up
//     until memory ran out. The client has a timeout of ten seconds since
//     (https://github.com/honeycombio/libhoney-go/pull/34);
//   - The autoscaler Osiris asked pods by the default client, so that a pod that hung kept a goroutine for ever; it
//     now asks with a limit of a minute (https://github.com/deislabs/osiris/pull/2).
package notimeout

//rules:place 100
