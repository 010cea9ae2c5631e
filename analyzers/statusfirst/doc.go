// Package statusfirst defines an Analyzer that reports answers that are trusted before their status was looked at.
//
// # Analyzer statusfirst
//
// statusfirst: report answers that are decoded and trusted without a look at their status
//
// A request that the server refused is no error for net/http: its answer has a body like any other, and most of them are json,
// too. Decoded into the type of a result, it leaves every field empty, and the caller gets nothing and no error. This rule
// reports it:
//
//	func user(url string) (*User, error) {
//		resp, err := http.Get(url)
//		if err != nil {
//			return nil, err
//		}
//		defer resp.Body.Close()
//		var u User
//		if err := json.NewDecoder(resp.Body).Decode(&u); err != nil {
//			return nil, err
//		}
//		return &u, nil
//	}
//
//	the answer is decoded and returned whatever its status (sent at line 2): an error page passes for a result;
//	check resp.StatusCode first
//
// The answer comes from an *http.Client, be it in an interface that the package puts nothing else into; from a client of go-retryablehttp that the
// package makes and gives no policy of its own, of pester or of heimdall; or from a
// function of the package that returns one as it is, or puts it into a struct of its own, or returns its content and its status
// side by side to a caller who leaves the status out;
// it is decoded from json, xml or yaml into a struct, here or in a function of the package; and the struct, a part of it or what is made of its
// items, in a loop or by a function of the package, is returned as
// a success, sent on, or kept in the receiver, in a variable of the package or in what the caller gave. A type parameter stands for
// the types that the package gives for it.
//
// What is copied as it is needs no decoding either: into a file, which then has the error page in it, or to the client of a server that
// asks another one, which then answers 200 with it.
//
// A request that changes something (POST, PUT, PATCH) needs no decoding to be trusted: where nothing is made of its answer but to close
// it, to write it into a log or to decode it into what nobody looks at, or it is left out (_, err := client.Do(req)), and the function
// returns no error, the caller takes a refusal for a success. That is reported, too, unless nobody listens to what the function returns.
//
// It leaves alone
//
//   - answers whose status is looked at anywhere, before or after, here or in a function of the package;
//   - answers, bodies and contents that are passed to a function that cannot be followed, unless it makes a reader of a body and returns no more: it may look;
//   - clients that may turn bad statuses into errors: other interfaces, SDKs, and packages with a transport that makes errors of them;
//   - APIs that tell of failures in the body: a field such as code, success, error or message is looked at, or comes to the
//     caller with the rest, or the same answer is decoded into something else, too, that is looked at;
//   - answers of which nothing is made, in functions that ask whether there is one, by their names: check, ping, probe, reach, health;
//   - contents that are looked at before they are trusted, here or by who calls the function: if u.ID == "" { ... }; a condition that goes on to the next page, or with a prefix that was missing, is no such look;
//   - files that are handed on after they were written, here or by a caller, of which a sum is made, or whose size is compared;
//   - contents that are returned as they came, and what is written to where nobody can tell (an io.Writer) or to os.Stdout;
//   - types that an error page does not fit: lists, types that decode themselves, xml with a root of a given name;
//   - generated files, tests, mocks and examples.
//
// Look at the status first:
//
//	if resp.StatusCode != http.StatusOK {
//		return nil, fmt.Errorf("GET %s: %s", url, resp.Status)
//	}
//
// What may stay for another reason is silenced by //retryvet:ignore statusfirst reason, on the line of the finding, above it,
// or in the comment of the function (see the rule directive).
//
// It has happened:
//
//   - A client of Mandrill decoded the HTML of a 500 or 502 as JSON, so that an outage looked like "invalid character
//     '<'"; it now returns the status (https://github.com/mattbaird/gochimp/pull/65);
//   - A client of PuppetDB returned an empty list and no error when the server answered 401; its maintainer agreed
//     that it should be an error (https://github.com/akira/go-puppetdb/issues/4).
package statusfirst

//rules:place 70
