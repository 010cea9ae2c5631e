// Package replaybody defines an Analyzer that reports bodies that are read once and sent twice, and responses that are left
// open between two attempts.
//
// # Analyzer replaybody
//
// replaybody: report retries that send a body which was read before, or leave a response open
//
// A reader can be read once. The first attempt reads the body of its request to the end; if the same request is sent again,
// or a new one around the same reader, the server gets an empty body, or net/http refuses to send it, so that the retry
// cannot succeed, or succeeds with nothing in it. This rule reports it:
//
//	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
//	if err != nil {
//		return nil, err
//	}
//	for i := 0; ; i++ {
//		resp, err := client.Do(req)
//		if err == nil || i == 4 {
//			return resp, err
//		}
//		time.Sleep(delay << i)
//	}
//
//	the body of req was read by the first attempt, so every retry (line 5) sends none; make a new Body each time
//
// That net/http could make a new body (GetBody) does not help: it does so for redirects and for connections that were lost
// before they were used, not when the same request is passed to Do again. Loops, recursion, the functions given to retry
// libraries, and helpers that build or send the request are all seen through. A request that comes as a parameter or in a
// field is reported if the package itself makes one with a body for it, or if it comes to a RoundTripper, or to a method that
// stands in for a client's, by sending with one of its own kind.
//
// A reader (an io.Reader, by itself or in a struct) that is passed to an SDK or to an interface is reported where the call is made again with it
// because it failed.
//
// It also reports
//
//   - a stream that is read on after the wait for another attempt, so that the next part is sent in the place of the one that failed;
//   - a response that is not closed before the next attempt, which leaks its connection;
//   - a response that a defer in the loop, or behind the label of a goto, closes: defers run when the function returns;
//   - a return from the wait between two attempts that leaves the response of the first open;
//   - the response of the last attempt that is returned behind a loop after it was closed, or in it after what closes it for the next attempt, where the
//     function returns open ones otherwise.
//
// It leaves alone
//
//   - requests and readers made for each attempt, a Body that is set again between two of them, readers that are rewound, and
//     functions that look at GetBody or at whether there is a body. What is done in front of the loop does not help, nor does a Body that
//     is set to what was read already, or a GetBody that hands that out;
//   - requests and readers that are handed to a function between two attempts which is not seen, or may give them another body;
//   - readers that can seek, given to a function that may do so;
//   - requests without a body, with a method that has none, or on a path that asks for the method;
//   - parts of a file or stream, of which each attempt sends the next, unless it waits in between because one failed;
//   - responses that are handed to another function or stored somewhere, read to the end, or of an attempt whose context is cancelled: what becomes of them is not
//     known, or no connection is leaked;
//   - generated files and tests.
//
// Build the request for each attempt, and close what is not returned:
//
//	for i := 0; ; i++ {
//		req, err := http.NewRequest("POST", url, bytes.NewReader(data))
//		if err != nil {
//			return nil, err
//		}
//		resp, err := client.Do(req)
//		if i == 4 || err == nil && resp.StatusCode < 500 {
//			return resp, err
//		}
//		if err == nil {
//			io.Copy(io.Discard, resp.Body)
//			resp.Body.Close()
//		}
//		time.Sleep(delay << i)
//	}
//
// What may stay for another reason is silenced by //retryvet:ignore replaybody reason, on the line of the finding, above it,
// or in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - gostatsd posted metrics again from a buffer that the first attempt had emptied, so that all others failed with
//     "ContentLength=257 with Body length 0"; each attempt now sends the whole body
//     (https://github.com/atlassian/gostatsd/pull/19);
//   - The router Cosmo left the response of an attempt open when it sent the request again; it now reads it to the
//     end and closes it before (https://github.com/wundergraph/cosmo/pull/1713).
package replaybody

//rules:place 60
