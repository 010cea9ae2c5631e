// Package unknowncode defines an Analyzer that reports comparisons with error codes that do not exist.
//
// # Analyzer unknowncode
//
// unknowncode: report comparisons with error codes that do not exist
//
// A mistyped error code compiles, and its case is never reached. This rule looks up the codes that a program compares
// with in the catalog of the API they come from:
//
//	const apiHost = "https://v0.api.upyun.com"
//
//	type Error struct {
//		Code    int    `json:"code"`
//		Message string `json:"msg"`
//	}
//
//	func expired(e *Error) bool {
//		return e.Code == 40100026
//	}
//
//	40100026 is not an upyun code; the nearest are 40100025 (Authentication error) and 40100024 (Expiry error)
//
// It looks at ==, !=, the cases of a switch and slices.Contains, and sees through conversions, getters and variables that
// are assigned once. If a single code is one edit away, there is a suggested fix.
//
// Whose code a field holds is taken from, strongest first: a directive //retryvet:provider NAME above the struct or around
// it, be that the answer or only the part of it with the error; the error type of an SDK; the only catalogued host among the package's string constants, with json tags that fit the
// API's answers; json tags that no other API has; and for upyun and secondme, whose codes have a form of their own, the
// literal. The name of a variable never suffices.
//
// It also reports
//
//   - a comparison that is never true for its type or form: "401 cannot be an upyun code (such as 40000000), so the
//     comparison is never true; compare the code that the API documents";
//   - a status that cannot exist: "4004 is not an HTTP status, so resp.StatusCode never has it; statuses have three
//     digits", and an error code compared with a status: "40100005 is upyun's error code, not an HTTP status, so
//     resp.StatusCode never has it; compare the body's code";
//   - a condition on one status that is always true or never, as status != 200 || status != 201;
//   - status > 400 and status <= 400, which take a bad request for a success, unless 400 is tested nearby as well;
//   - a bare number, with no comment beside it, no address of a page in the comment of its function, and nothing in the same
//     condition whose name says what it means, that a field tagged code, errcode, errno or the like, with a message in the same
//     struct, is compared with and no catalog has: "no catalog knows the error code 31034 that o.Errno is compared with; give it
//     a named constant or a catalog file". Where a function tells three of them apart, it has them from somewhere;
//   - such a number on a field of a catalogued API, near to none of its codes: "19999 is no documented zgi code; give it a
//     named constant, a comment, or a catalog row". Its confidence is low;
//   - the digits of a code looked for in a whole body: "looks for the digits 1015 in the whole body, so any payload with them
//     counts as error 1015; decode the body and compare its code"; of a body that another function has read, where an error is returned for them and
//     else none. (In the text of an error: see errortext.)
//
// It leaves alone
//
//   - codes that the catalog has, in whatever scheme of the provider, and those that mean success;
//   - constants of the SDK, which knows its own codes;
//   - -1, 0, 1 and 200, which stand for success or failure with whoever wrote the code;
//   - a code of an API whose codes stand side by side, but for a long word with a letter that is wrong or missing, and a number with a digit written
//     twice beside codes of the same group;
//   - a code that has the API's form and no neighbour one edit away, where a named constant, a comment or the condition around
//     it says what it means, or it is compared with !=, unless the field is tied by a directive or an SDK's type, or the
//     catalog calls its table complete: the documents of an API rarely are;
//   - ranges of codes: code >= 40000000;
//   - fields of unknown APIs compared with !=, with a named constant, or with numbers up to 599;
//   - packages that name hosts of two providers, unless a directive or a type says whose the field is;
//   - codes taken from maps or by json paths, generated files and tests.
//
// Compare with the code that the API documents:
//
//	const codeSignature = 40100005 // wrong signature
//
//	func refused(e *Error) bool {
//		return e.Code == codeSignature
//	}
//
// A code that is right and unknown belongs in a catalog file; one of an API without a catalog needs a named constant, or a
// comment on its line or above that says what it means. What may stay for another reason is silenced by
// //retryvet:ignore unknowncode reason, on the line of the finding, above it, or in the comment of the function (see the
// rule directive).
//
// It has happened:
//
//   - Terraform's AWS provider compared the error of one call with a code in the plural, where the API answers
//     InvalidDhcpOptionID.NotFound, so that a refresh failed on what had been deleted; it now compares with the
//     singular (https://github.com/hashicorp/terraform-provider-aws/pull/4136);
//   - After a domain of Elasticsearch was deleted, the refresh of its policy failed in the same provider, as the code
//     for it was misspelt; the change spells it as the API does
//     (https://github.com/hashicorp/terraform-provider-aws/pull/2249).
package unknowncode

//rules:place 20
