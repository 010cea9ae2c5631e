// Package nestedretry defines an Analyzer that reports retries inside of retries.
//
// # Analyzer nestedretry
//
// nestedretry: report retries inside of retries, whose attempts multiply
//
// A request that fails is sent again by a loop, and what the loop calls sends it again by itself: five attempts of three are
// fifteen requests, and the delays of both levels add up. During an outage, when the other side is short of capacity, that is
// what it gets from every caller. This rule reports the outer level:
//
//	for range 3 {
//		if err = fetch(url); err == nil { // tries up to 5 times
//			return nil
//		}
//		time.Sleep(time.Second)
//	}
//
//	up to 3 x 5 = 15 requests: retries inside retries (inner at line 12); retry in one of the two only
//
// The inner level is a cycle of the same package, a function of another one that is known to try again before it returns an
// error, or a client that does so by default: go-retryablehttp, the SDKs of AWS, Azure storage, MinIO, OpenAI, Anthropic,
// GitLab and OSS, resty where it is told to. Of a client the package itself must make it, and change nothing of its
// retries but their number; where it can be followed to the call that makes it, what other clients are told does not matter.
// The finding stands at the outer loop, or where a helper that repeats is passed what repeats itself.
//
// Both levels must certainly repeat the same failure: the inner one repeats it, gives up with an error, and the outer one
// repeats on that error. The rule leaves alone
//
//   - an outer loop over different hosts, items or pages, and one that tries again only what the inner one does not;
//   - pollers, functions that wait until something is ready, loops that are meant to go on for ever, and those that nothing
//     but a context ends, on either level;
//   - a second attempt with new credentials, one after another request has put things right, and functions that pick
//     another host, key or channel as they go;
//   - conditions that the rule cannot read, clients that come from elsewhere, generated files and tests.
//
// Let one level do it, with the bound and the delays that the whole may have:
//
//	return fetch(url)
//
// What may stay for another reason is silenced by //retryvet:ignore nestedretry reason, on the line of the finding, above it,
// or in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - The embeddings of Sourcegraph tried five times what their HTTP client tried again by itself, which made up to
//     1600 requests of one; the outer level was taken out
//     (https://github.com/sourcegraph/sourcegraph-public-snapshot/pull/54554);
//   - The DNS client fastdns sent each query twice by itself, so that a caller's three attempts were six; it now
//     leaves them to the caller (https://github.com/phuslu/fastdns/issues/5).
package nestedretry

//rules:place 90
