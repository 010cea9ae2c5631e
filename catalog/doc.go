// Package catalog says what the error codes of web APIs mean, and which of them deserve a retry.
//
// A catalog holds providers, such as upyun or token360, and for every provider its codes. An [Entry] gives a code's
// meaning, its HTTP status and its retry [Class], with the confidence and the source of that judgement. The provider
// http holds the plain HTTP statuses.
//
//	c := catalog.Embedded()
//	upyun, _ := c.Provider("upyun")
//	entry, ok := upyun.Lookup(catalog.Int(40100005)) // entry.Retry is catalog.Never
//
// # Codes are typed
//
// The number 429 and the string "429" are different codes: an API sends one or the other, and a program that compares
// one with the other compares in vain. See [Code], [Int] and [String].
//
// # Whose code is it
//
// A provider's hosts, Go types, predicates and shapes tie code to it: see [Catalog.ByHost], [Catalog.ByType],
// [Catalog.ByPredicate] and [Shape]. Of numbers alone only those of a [Scheme] marked Distinctive tell whose they are.
//
// # Unknown codes
//
// A code without an entry is not wrong for that reason: only a [Scheme] marked Complete claims to list all its codes.
// [Provider.Fits] and [Provider.Nearest] tell a misspelt code from one that belongs elsewhere.
//
// # Sources
//
// The facts come from the providers' documents. Every provider names them in its Sources, with the date of retrieval and
// the hash of the text, and every entry says which line it rests on. The class is the document's own word where it has
// one, and else follows from the remedy, the cause, the HTTP status or the wording: see [Entry.Basis]. An entry whose
// Confidence is [Low] is a guess, on which no reproach should rest.
//
// # Users' files
//
// [Load] lays files over the embedded catalog; they add providers and codes, or change what is there. A file is YAML or
// JSON and describes one provider:
//
//	catalog: 1
//	provider: acme
//	names: {en: Acme}
//	hosts: [api.acme.example]
//	schemes:
//	  - {id: code, kind: int, pattern: "^[0-9]{4}$", complete: true}
//	codes:
//	  - {code: 1001, http: 400, retry: never, en: Bad order}
//	  - {code: 1002, http: 503, retry: backoff, min_delay: 2s, en: Warehouse busy}
//
// A code that is there already is changed by a row with override: true, field by field. remove: [1001] drops codes,
// disabled: true drops the provider. Confidence is medium and basis inferred unless the row says otherwise; the scheme is
// the first one. data/catalog.schema.json describes all fields, for editors; [Check] applies all rules.
//
// The embedded catalog is written the same way, in the directory data, and compiled to Go by go generate.
package catalog
