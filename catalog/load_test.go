package catalog_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

// acme is the beginning of a good file, five lines long; tests append to it.
const acme = `catalog: 1
provider: acme
hosts: [api.acme.example]
schemes:
  - {id: code, kind: int, pattern: "^[0-9]{4}$"}
`

// everyField uses all fields of a file.
const everyField = `catalog: 1
provider: every
names: {en: Every, zh: 全}
lang: zh
translated: true
extends: [upyun]
sources:
  - {id: doc, title: Document, url: "https://every.example/errors", retrieved: 2026-11-22, version: v1.2, sha256: e92bed7e3ce3bc454ca5701e3f99b15316d37a3257cfdb0d4ffa8b82ce77f95b}
hosts: [every.example, "*.every.example"]
go:
  types: [{type: every.example/sdk/v*.Error, code: Code, status: Status, message: Msg, scheme: every}, {type: every.example/sdk/v*.Error, code: Kind()}, {type: every.example/sdk/v*.Errno, code: self, imports: [every.example/sdk/v*/...]}]
  predicates: [{func: (*every.example/sdk.Error).Busy, status: [429, 503]}, {func: every.example/sdk.IsBusy, codes: [4290], scheme: every}, {func: every.example/sdk.IsFull, prefix: "429", scheme: every}]
  sentinels: [{var: every.example/sdk/v*.ErrBusy, code: 4290, scheme: every}, {type: every.example/sdk/v*.Busy, code: 4290, scheme: every}]
  funcs: [{func: every.example/sdk/v*.CodeOf, scheme: every}]
  exceptions: [{package: every.example/sdk/*/types, scheme: every}]
  calls: [every.example/sdk/v*]
shapes:
  - {id: error, when: always, scheme: every, code: {path: err.code, kind: int}, message: err.msg, request_id: id, success: [1000], beside: [ok], markers: [every]}
  - {id: error, override: true, scheme: every, code: {path: err.code, kind: int}}
schemes:
  - {id: every, kind: int, pattern: "^[0-9]{4}$", status_prefix: 3, open: true, dense: true, distinctive: true, asof: 2026-11-22}
  - {id: words, kind: string, first_word: true}
unregistered: [499]
retry_after: header
remove: []
codes:
  - {code: 4290, scheme: every, http: 429, name: Busy, retry: backoff, min_delay: 1s, delay_step: 5s, max_tries: 3, unit: transaction, scope: account, done_on_resend: true, observed: true, confidence: high, basis: explicit, message: 忙, en: Busy, zh: 忙, group: limits, why: Because., src: "doc:1"}
  - {code: 4291, scheme: every, http: 429, retry: backoff, en: Busy, override: false}
families:
  - {code: "BUSY*", scheme: words, http: 429, retry: backoff, en: Busy}
`

func yamlInput(text string) catalog.Input {
	return catalog.Input{Name: "acme.yaml", Data: []byte(text)}
}

func with(t *testing.T, inputs ...catalog.Input) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Embedded().With(inputs...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRules(t *testing.T) {
	tests := []struct {
		name string
		text string
		want string // errors without "acme.yaml:", one a line
	}{
		// form
		{"empty", "", "1: is empty"},
		{"only a comment", "# nothing\n", "1: is empty"},
		{"not yaml", "catalog: 1\nprovider: [\n", "2: not YAML: did not find expected node content"},
		{"not a mapping", "- 1\n", "1: a catalog must be a mapping of fields"},
		{"two documents", acme + "---\ncatalog: 1\n", "6: a second YAML document; write one catalog a file"},
		{"alias", acme + "codes:\n  - &a {code: 1000, retry: never, en: A}\n  - *a\n", "7: anchors and aliases are not allowed"},
		{"merge key", acme + "codes:\n  - {<<: {code: 1000}, retry: never, en: A}\n", `7: unknown field "<<" of a code; known are basis, code, confidence, delay_step, done_on_resend, en, group, http, max_tries, message, min_delay, name, observed, override, retry, scheme, scope, src, unit, why, zh` + "\n7: a code needs the field code"},
		{"version", "catalog: 2\nprovider: acme\n", "1: catalog must be 1, the version of the format"},
		{"no version", "provider: acme\nhosts: [a.example]\n", "1: field catalog is missing"},
		{"no provider", "catalog: 1\nhosts: [a.example]\n", "1: field provider is missing"},
		{"unknown field", acme + "colour: red\n", `6: unknown field "colour" of a catalog; known are catalog, codes, disabled, extends, families, go, hosts, lang, names, provider, remove, retry_after, schemes, shapes, sources, translated, unregistered`},
		{"unknown field of a scheme", strings.Replace(acme, "pattern", "patern", 1), `5: unknown field "patern" of a scheme; did you mean pattern?`},
		{"field twice", acme + "hosts: [b.example]\n", "6: field hosts of a catalog is there twice"},
		{"odd field", "? [a]\n: b\n", "1: the name of a field of a catalog must be plain text"},
		{"no list", acme + "codes: 1\n", "6: codes must be a list"},
		{"bad id", "catalog: 1\nprovider: a b\n", `2: provider "a b" must be letters, digits, - and _, a letter first`},
		{"number for text", acme + "names: {en: 404}\n", "6: en must be text; quote 404 if it is"},
		{"bare yes", acme + "codes:\n  - {code: 1000, retry: never, en: yes}\n", "7: en must be text; quote yes if it is"},
		{"bare null", acme + "codes:\n  - {code: 1000, retry: never, en: null}\n", "7: en must be text; quote null if it is"},
		{"list for text", acme + "names: {en: [a]}\n", "6: en must be text"},
		{"tab", acme + "codes:\n  - {code: 1000, retry: never, en: \"a\\tb\"}\n", "7: en must be one line without tabs"},
		{"new line", acme + "codes:\n  - {code: 1000, retry: never, zh: \"a\\nb\"}\n", "7: zh must be one line without tabs"},
		{"bool", acme + "translated: 1\n", "6: translated must be true or false"},
		{"class", acme + "codes:\n  - {code: 1000, retry: maybe, en: A}\n", `7: unknown retry class "maybe"; known are never, user, refresh, conflict, wait, backoff, success`},
		{"confidence", acme + "codes:\n  - {code: 1000, retry: never, confidence: sure, en: A}\n", `7: unknown confidence "sure"; known are low, medium, high`},
		{"basis", acme + "codes:\n  - {code: 1000, retry: never, basis: hope, en: A}\n", `7: unknown basis "hope"; known are explicit, remedy, explained, inferred`},
		{"delay", acme + "codes:\n  - {code: 1000, retry: backoff, min_delay: 5, en: A}\n", `7: min_delay must be a duration such as 500ms or 2s, not "5"`},
		{"step", acme + "codes:\n  - {code: 1000, retry: wait, delay_step: -5s, en: A}\n", `7: delay_step must be a duration such as 500ms or 2s, not "-5s"`},
		{"tries", acme + "codes:\n  - {code: 1000, retry: wait, max_tries: 0, en: A}\n", "7: max_tries must be how often at most to try again, from 1 to 1000"},
		{"tries in words", acme + "codes:\n  - {code: 1000, retry: wait, max_tries: three, en: A}\n", "7: max_tries must be a small decimal integer\n7: max_tries must be how often at most to try again, from 1 to 1000"},
		{"date", acme + "sources: [{id: d, title: D, retrieved: yesterday}]\n", "6: retrieved must be a date such as 2006-01-02"},
		{"status", acme + "codes:\n  - {code: 1000, http: 42, retry: never, en: A}\n", "7: http must be an HTTP status, which has three digits"},
		{"sentinel of nothing", acme + "go: {sentinels: [{code: 1000}]}\n", "6: a sentinel needs either var or type"},
		{"predicate of both", acme + "go: {predicates: [{func: a.B, prefix: x, codes: [1000]}]}\n", "6: a predicate with a prefix is given a code, so it has neither status nor codes"},
		{"predicate's scheme", acme + "go: {predicates: [{func: a.B, status: [429], scheme: code}]}\n", "6: a predicate has a scheme but no codes"},
		{"function", acme + "go: {funcs: [{func: CodeOf}]}\n", "6: func CodeOf must be import/path.Name"},
		{"exceptions", acme + "go: {exceptions: [{package: \"a/[b\"}]}\n", "6: package a/[b must be an import path, in which * stands for one element"},
		{"codes that are none", acme + "go: {sentinels: [{type: a.B, code: 77}], predicates: [{func: a.C, codes: [78]}], funcs: [{func: a.D, scheme: x}]}\n",
			"6: type a.B: acme has no code 77\n6: func a.D: there is no scheme x; known are code\n6: func a.C: acme has no code 78"},
		{"missing fields", acme + "shapes: [{id: a}]\nsources: [{id: b}]\ngo: {types: [{}], predicates: [{func: a.B}]}\ncodes: [{retry: never}]\n",
			"6: a shape needs the field code\n7: a source needs the field title\n8: a Go type needs the field type\n8: a predicate needs status, codes or prefix\n9: a code needs the field code"},

		// codes
		{"bare string code", acme + "codes:\n  - {code: NotFound, retry: never, en: A}\n", "7: code NotFound must be quoted, or a decimal integer"},
		{"bare on", acme + "codes:\n  - {code: on, retry: never, en: A}\n", "7: code on must be quoted, or a decimal integer"},
		{"null code", acme + "codes:\n  - {code: , retry: never, en: A}\n", "7: code must be quoted, or a decimal integer"},
		{"octal code", acme + "codes:\n  - {code: 0100, retry: never, en: A}\n", "7: code 0100 is not a plain decimal integer; quote it if the code is a string"},
		{"hex code", acme + "codes:\n  - {code: 0x10, retry: never, en: A}\n", "7: code 0x10 is not a plain decimal integer; quote it if the code is a string"},
		{"huge code", acme + "codes:\n  - {code: 99999999999999999999, retry: never, en: A}\n", "7: code 99999999999999999999 does not fit 64 bits"},
		{"empty code", acme + "codes:\n  - {code: \"\", retry: never, en: A}\n", "7: code must not be empty"},
		{"list code", acme + "codes:\n  - {code: [1], retry: never, en: A}\n", "7: code must be a number or a quoted string"},
		{"twice", acme + "codes:\n  - {code: 1000, retry: never, en: A}\n  - {code: 1000, retry: backoff, en: B}\n", "8: code 1000 is there twice, first in line 7"},
		{"order", acme + "codes:\n  - {code: 1001, retry: never, en: A}\n  - {code: 1000, retry: never, en: B}\n", "8: code 1000 is out of order: it goes before 1001"},
		{"kind", acme + "codes:\n  - {code: \"1000\", retry: never, en: A}\n", `7: code "1000": scheme code takes codes of kind int`},
		{"pattern", acme + "codes:\n  - {code: 10000, retry: never, en: A}\n", "7: code 10000: does not match the pattern ^[0-9]{4}$ of scheme code"},
		{"no retry", acme + "codes:\n  - {code: 1000, en: A}\n", "7: code 1000 needs the field retry"},
		{"no text", acme + "codes:\n  - {code: 1000, retry: never}\n", "7: code 1000: needs a meaning, in en or zh"},
		{"unregistered", acme + "codes:\n  - {code: 1000, http: 418, retry: never, en: A}\n  - {code: 1001, http: 444, retry: never, en: A}\n", "8: code 1001: http 444 is not a registered status; list it under unregistered if the provider uses it"},
		{"above 599", acme + "codes:\n  - {code: 1000, http: 612, retry: never, en: A}\n", "7: code 1000: http 612 is not a registered status; list it under unregistered if the provider uses it"},
		{"prefix", acme + "  - {id: long, kind: int, status_prefix: 3}\ncodes:\n  - {code: 40000, scheme: long, http: 404, retry: never, en: A}\n", "8: code 40000: begins with another status than http 404, as codes of scheme long do not"},
		{"status scheme", acme + "  - {id: http, kind: http}\ncodes:\n  - {code: 404, scheme: http, http: 400, retry: never, en: A}\n", "8: code 404: http 400 differs from the code, which is a status itself"},
		{"unknown scheme", acme + "codes:\n  - {code: 1000, scheme: body, retry: never, en: A}\n", "7: provider acme has no scheme body; known are code"},
		{"no scheme", "catalog: 1\nprovider: acme\nhosts: [a.example]\ncodes:\n  - {code: 1000, retry: never, en: A}\n", "5: provider acme has codes but no scheme; add schemes: [{id: code, kind: int}]"},

		// sources
		{"unknown source", acme + "codes:\n  - {code: 1000, retry: never, en: A, src: \"doc:3\"}\n", "7: code 1000: src names source doc, which is not under sources"},
		{"bad source", acme + "codes:\n  - {code: 1000, retry: never, en: A, src: \"page 3\"}\n", "7: code 1000: src page 3 must be the id of a source, or id:line"},
		{"explicit without line", acme + "sources: [{id: doc, title: D, sha256: e92bed7e3ce3bc454ca5701e3f99b15316d37a3257cfdb0d4ffa8b82ce77f95b}]\ncodes:\n  - {code: 1000, retry: never, en: A, basis: explicit, src: doc}\n", `8: code 1000: basis explicit needs the line that says so: src: "id:line"`},
		{"remedy without source", acme + "codes:\n  - {code: 1000, retry: never, en: A, basis: remedy}\n", `7: code 1000: basis remedy needs the line that says so: src: "id:line"`},
		{"bad url", acme + "sources: [{id: doc, title: D, url: acme.example}]\n", "6: source doc: url acme.example is not an http or https address"},
		{"bad hash", acme + "sources: [{id: doc, title: D, sha256: abc}]\n", "6: source doc: sha256 must be 64 lower-case hex digits"},
		{"source twice", acme + "sources: [{id: doc, title: D}, {id: doc, title: E}]\n", "6: source doc is defined already; say override: true to replace it"},

		// classes
		{"never on 5xx", acme + "codes:\n  - {code: 1000, http: 500, retry: never, en: A}\n", "7: code 1000: never contradicts http 500; give the reason in why and a confidence below high, or basis: explicit"},
		{"user on 5xx, sure", acme + "codes:\n  - {code: 1000, http: 503, retry: user, confidence: high, why: B., en: A}\n", "7: code 1000: user contradicts http 503; give the reason in why and a confidence below high, or basis: explicit"},
		{"never on 5xx, argued", acme + "codes:\n  - {code: 1000, http: 500, retry: never, confidence: medium, why: B., en: A}\n", ""},
		{"never on 5xx, explicit", acme + "sources: [{id: doc, title: D}]\ncodes:\n  - {code: 1000, http: 500, retry: never, confidence: high, basis: explicit, src: \"doc:3\", en: A}\n", ""},
		{"backoff on 4xx", acme + "codes:\n  - {code: 1000, http: 404, retry: backoff, en: A}\n", "7: code 1000: backoff contradicts http 404; give the reason in why and a confidence below high, or basis: explicit"},
		{"backoff on good 4xx", acme + "codes:\n  - {code: 1000, http: 408, retry: backoff, en: A}\n  - {code: 1001, http: 409, retry: backoff, en: A}\n  - {code: 1002, http: 423, retry: backoff, en: A}\n  - {code: 1003, http: 425, retry: backoff, en: A}\n  - {code: 1004, http: 429, retry: backoff, en: A}\n", ""},
		{"refresh", acme + "codes:\n  - {code: 1000, retry: refresh, en: A}\n  - {code: 1001, http: 403, retry: refresh, en: A}\n", "7: code 1000: refresh outside authentication; give the reason in why and a confidence below high, or basis: explicit\n8: code 1001: refresh outside authentication; give the reason in why and a confidence below high, or basis: explicit"},
		{"refresh of credentials", acme + "codes:\n  - {code: 1000, http: 401, retry: refresh, en: A}\n  - {code: 1001, retry: refresh, group: Authentication, en: A}\n", ""},
		{"success with retry", acme + "shapes: [{id: a, scheme: code, code: {path: code, kind: int}, success: [1000]}]\ncodes:\n  - {code: 1000, retry: wait, en: A}\n", "8: code 1000: means success in shape a, so retry must be success"},
		{"success with delay", acme + "codes:\n  - {code: 1000, retry: success, min_delay: 1s, en: A}\n", "7: code 1000: a success is not retried, so it has no min_delay"},
		{"success with tries", acme + "codes:\n  - {code: 1000, retry: success, max_tries: 3, en: A}\n", "7: code 1000: a success is not retried, so it has no max_tries"},
		{"never with tries", acme + "codes:\n  - {code: 1000, retry: never, max_tries: 3, en: A}\n", "7: code 1000: never is not retried, so it has no max_tries"},
		{"user with a step", acme + "codes:\n  - {code: 1000, retry: user, delay_step: 3s, en: A}\n", "7: code 1000: user is not retried, so it has no delay_step"},

		// header
		{"no anchor", "catalog: 1\nprovider: acme\nschemes: [{id: code, kind: int}]\n", "2: provider acme needs an anchor: a host, a Go type, a function, a sentinel or a shape"},
		{"host taken", strings.Replace(acme, "api.acme.example", "purge.upyun.com", 1), "3: host purge.upyun.com belongs to provider upyun already"},
		{"host with scheme", strings.Replace(acme, "api.acme.example", "\"https://acme.example\"", 1), "3: host https://acme.example must be a bare lower-case host name, or *. and one"},
		{"host with port", strings.Replace(acme, "api.acme.example", "\"acme.example:80\"", 1), "3: host acme.example:80 must be a bare lower-case host name, or *. and one"},
		{"host in capitals", strings.Replace(acme, "api.acme", "API.acme", 1), "3: host API.acme.example must be a bare lower-case host name, or *. and one"},
		{"type taken", acme + "go: {types: [{type: github.com/upyun/go-sdk/v3/upyun.Error, code: Code}]}\n", "6: type github.com/upyun/go-sdk/v3/upyun.Error belongs to provider upyun already"},
		{"type with star", acme + "go: {types: [{type: \"*acme.Error\", code: Code}]}\n", "6: type *acme.Error must be import/path.Name, without a star"},
		{"type without fields", acme + "go: {types: [{type: acme.Error}]}\n", "6: type acme.Error names no field: say which is code, status or message"},
		{"type taken beside the same", acme + "go: {types: [{type: github.com/silenceper/wechat/v*/util.CommonError, code: ErrCode, imports: [github.com/silenceper/wechat/v*/work/...]}]}\n", "6: type github.com/silenceper/wechat/v*/util.CommonError beside github.com/silenceper/wechat/v*/work/... belongs to provider wecom already"},
		{"predicate taken", acme + "go: {predicates: [{func: github.com/upyun/go-sdk/v3/upyun.IsNotExist, status: [404]}]}\n", "6: function github.com/upyun/go-sdk/v3/upyun.IsNotExist belongs to provider upyun already"},
		{"predicate name", acme + "go: {predicates: [{func: busy, status: [503]}]}\n", "6: func busy must be import/path.Name or (*import/path.Type).Name"},
		{"regexp", acme + "  - {id: two, kind: int, pattern: \"(\"}\n", "6: scheme two: error parsing regexp: missing closing ): `(`"},
		{"scheme twice", acme + "  - {id: code, kind: int}\n", "6: scheme code is defined already; say override: true to replace it"},
		{"prefix of statuses", acme + "  - {id: two, kind: http, status_prefix: 3}\n", "6: scheme two: status_prefix must be 3, and kind int or string"},
		{"distinctive", acme + "  - {id: two, kind: int, distinctive: true}\n", "6: scheme two is distinctive but has no pattern"},
		{"shape's scheme", acme + "shapes: [{id: a, scheme: none, code: {path: code, kind: int}}]\n", "6: shape a: there is no scheme none; known are code"},
		{"shape's kind", acme + "shapes: [{id: a, scheme: code, code: {path: code, kind: string}}]\n", "6: shape a is of kind string, its scheme code of kind int"},
		{"shape's success", acme + "shapes: [{id: a, code: {path: code, kind: int}, success: [\"0\"]}]\n", `6: shape a: success "0" is not of kind int`},
		{"extends nobody", acme + "extends: [none]\n", "6: there is no provider none to extend; known are " + strings.Join(catalog.Embedded().IDs(), ", ") + ", acme"},
		{"extends itself", acme + "extends: [acme]\n", "6: provider acme cannot extend acme, which is or extends itself"},

		// changes of what is there
		{"second definition", "catalog: 1\nprovider: upyun\ncodes:\n  - {code: 40100005, http: 401, retry: user, en: A}\n", "4: code 40100005 of upyun is defined already (embedded); say override: true to change it"},
		{"override of nothing", "catalog: 1\nprovider: token360\ncodes:\n  - {code: \"403\", scheme: code, override: true, retry: never}\n", `4: token360 has no code "403" to override; it has 403`},
		{"override of a scheme", "catalog: 1\nprovider: upyun\nschemes: [{id: body, kind: int, pattern: \"^4\", override: true}]\n", "3: scheme body no longer fits code 50300000 (embedded)"},
		{"override breaks a rule", "catalog: 1\nprovider: upyun\ncodes:\n  - {code: 50300000, override: true, retry: never}\n", "4: code 50300000: never contradicts http 503; give the reason in why and a confidence below high, or basis: explicit"},
		{"shape makes success", "catalog: 1\nprovider: pan123\nshapes: [{id: b, scheme: body, code: {path: code, kind: int}, success: [429]}]\n", "3: shape b: code 429 (embedded) is no success but backoff"},
		{"override of no shape", "catalog: 1\nprovider: upyun\nshapes: [{id: zz, code: {path: c, kind: int}, override: true}]\n", "3: there is no shape zz to override"},
		{"remove nothing", "catalog: 1\nprovider: upyun\nremove: [1, \"40100005\"]\n", "3: upyun has no code 1 to remove\n3: upyun has no code \"40100005\" to remove; it has 40100005"},
		{"disable nobody", "catalog: 1\nprovider: none\ndisabled: true\n", "2: there is no provider none to disable; known are " + strings.Join(catalog.Embedded().IDs(), ", ")},
		{"disable and more", "catalog: 1\nprovider: upyun\ndisabled: true\nremove: [1]\n", "2: a file that disables a provider holds nothing else"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			for _, line := range strings.Split(test.want, "\n") {
				if line != "" {
					want = append(want, "acme.yaml:"+line)
				}
			}
			_, err := catalog.Embedded().With(yamlInput(test.text))
			var got []string
			if err != nil {
				got = strings.Split(err.Error(), "\n")
			}
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func TestManyFaults(t *testing.T) {
	_, err := catalog.New(yamlInput(acme + "codes:\n" + strings.Repeat("  - {}\n", 100)))
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 21 || lines[20] != "acme.yaml: 80 more faults" {
		t.Errorf("%d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

func TestNewProvider(t *testing.T) {
	c := with(t, yamlInput(acme+"lang: en\ncodes:\n  - {code: 1001, http: 400, retry: never, en: Bad order}\n  - {code: 1002, retry: backoff, zh: 忙}\n"))
	p, ok := c.ByHost("api.acme.example")
	if !ok || p.ID != "acme" {
		t.Fatalf("%v", p)
	}
	e, ok := p.Lookup(catalog.Int(1001))
	if !ok {
		t.Fatal("no code 1001")
	}
	if e.Provider != "acme" || e.Scheme != "code" || e.Confidence != catalog.Medium || e.Basis != "inferred" || e.Message != "Bad order" || e.Layer() != "acme.yaml:8" {
		t.Errorf("%+v, layer %s", e, e.Layer())
	}
	if _, ok := catalog.Embedded().Provider("acme"); ok {
		t.Error("the embedded catalog has changed")
	}
	var ids []string
	for _, p := range c.Providers() {
		ids = append(ids, p.ID)
	}
	if got := strings.Join(ids, " "); got != strings.Join(catalog.Embedded().IDs(), " ")+" acme" {
		t.Error(got)
	}
}

func TestOverride(t *testing.T) {
	code := catalog.Int(40100005)
	before, _ := provider(t, "upyun").Lookup(code)
	c := with(t,
		catalog.Input{Name: "a.yaml", Data: []byte("catalog: 1\nprovider: upyun\ncodes:\n  - {code: 40100005, override: true, retry: refresh}\n")},
		catalog.Input{Name: "b.json", Data: []byte(`{"catalog": 1, "provider": "upyun", "codes": [{"code": 40100005, "override": true, "why": "Keys rotate."}]}`)},
	)
	p, _ := c.Provider("upyun")
	got, _ := p.Lookup(code)
	if got.Layer() != "b.json:1" {
		t.Errorf("layer is %s", got.Layer())
	}
	if got.Retry != catalog.Refresh || got.Why != "Keys rotate." {
		t.Errorf("%+v", got)
	}
	if got.HTTP != before.HTTP || got.EN != before.EN || got.ZH != before.ZH || got.Source != before.Source || got.Message != before.Message || got.Confidence != before.Confidence {
		t.Errorf("fields that are not present have changed: %+v", got)
	}
	if after, _ := provider(t, "upyun").Lookup(code); after != before {
		t.Error("the embedded catalog has changed")
	}
	n := 0
	for range p.Entries() {
		n++
	}
	if n != 254 {
		t.Errorf("%d entries", n)
	}
}

// TestOverrideFindsScheme checks that an override need not name the scheme, where only one has the code.
func TestOverrideFindsScheme(t *testing.T) {
	c := with(t, yamlInput("catalog: 1\nprovider: token360\ncodes:\n  - {code: 401, override: true, retry: refresh}\n  - {code: \"401\", override: true, retry: refresh}\n"))
	p, _ := c.Provider("token360")
	for _, code := range []catalog.Code{catalog.Int(401), catalog.String("401")} {
		if e, _ := p.Lookup(code); e.Retry != catalog.Refresh || e.HTTP != 401 {
			t.Errorf("%s: %+v", code, e)
		}
	}
	if e, _ := p.LookupIn("type", catalog.String("invalid_api_key")); e.Retry != catalog.Never {
		t.Errorf("%+v", e)
	}
	if _, ok := p.LookupIn("type", catalog.String("401")); ok {
		t.Error("found in the wrong scheme")
	}
}

func TestRemove(t *testing.T) {
	c := with(t, yamlInput("catalog: 1\nprovider: token360\nremove: [401, \"api_error\"]\ncodes:\n  - {code: 401, scheme: http, retry: user, en: New}\n"))
	p, _ := c.Provider("token360")
	if _, ok := p.Lookup(catalog.String("api_error")); ok {
		t.Error("api_error is still there")
	}
	if _, ok := p.Lookup(catalog.String("401")); !ok {
		t.Error("\"401\" is gone with 401")
	}
	if e, _ := p.Lookup(catalog.Int(401)); e.Retry != catalog.User || e.EN != "New" || e.Source != "" {
		t.Errorf("a removed code cannot be defined anew: %+v", e)
	}
}

func TestDisable(t *testing.T) {
	c := with(t, yamlInput("catalog: 1\nprovider: upyun\ndisabled: true\n"))
	if _, ok := c.Provider("upyun"); ok {
		t.Error("upyun is still there")
	}
	if _, ok := c.ByHost("v0.api.upyun.com"); ok {
		t.Error("its host is")
	}
	// Its claims are free for others.
	with(t, yamlInput("catalog: 1\nprovider: upyun\ndisabled: true\n"), yamlInput("catalog: 1\nprovider: mine\nhosts: [purge.upyun.com]\n"))
	c = with(t, yamlInput("catalog: 1\nprovider: http\ndisabled: true\n"))
	if _, ok := c.Status(404); ok {
		t.Error("statuses are still there")
	}
}

func TestHeaderMerge(t *testing.T) {
	c := with(t, yamlInput(`catalog: 1
provider: upyun
names: {en: Upaiyun}
hosts: [upyun.proxy.example, purge.upyun.com]
go:
  types: [{type: acme.example/up.Error, code: Number}]
  predicates: [{func: acme.example/up.Busy, status: [429]}]
shapes:
  - {id: proxy, code: {path: upyun.code, kind: int}}
  - {id: form, override: true, code: {path: ret, kind: int}, success: [1]}
schemes:
  - {id: names, kind: string}
unregistered: [498]
codes:
  - {code: "busy", scheme: names, http: 498, retry: wait, en: Busy}
`))
	p, _ := c.Provider("upyun")
	if p.NameEN != "Upaiyun" || p.NameZH != "又拍云" {
		t.Errorf("names %q %q", p.NameEN, p.NameZH)
	}
	if got := strings.Join(p.Hosts, " "); got != "*.api.upyun.com purge.upyun.com upyun.proxy.example" {
		t.Errorf("hosts %s", got)
	}
	if q, typ, _ := c.ByType("acme.example/up.Error"); q != p || typ.Code != "Number" {
		t.Errorf("type %+v", typ)
	}
	if q, _, _ := c.ByPredicate("acme.example/up.Busy"); q != p {
		t.Error("no predicate")
	}
	if len(p.Shapes) != 3 || p.Shapes[1].CodePath != "ret" || !p.Success(catalog.Int(1)) || p.Success(catalog.Int(200)) {
		t.Errorf("shapes %+v", p.Shapes)
	}
	if e, ok := p.Lookup(catalog.String("busy")); !ok || e.HTTP != 498 {
		t.Errorf("%+v", e)
	}
	old := provider(t, "upyun")
	if len(old.Hosts) != 2 || len(old.Shapes) != 2 || len(old.Schemes) != 1 || len(old.Unregistered) != 2 || old.Shapes[1].CodePath != "code" {
		t.Error("the embedded catalog has changed")
	}
}

func TestExtends(t *testing.T) {
	family := yamlInput(`catalog: 1
provider: family
hosts: [family.example]
go: {types: [{type: family.example/sdk.Error, code: Code}]}
schemes: [{id: code, kind: string, pattern: "^[a-z_]+$"}]
codes:
  - {code: "busy", http: 429, retry: backoff, en: Busy}
  - {code: "quota", http: 429, retry: user, en: Quota}
`)
	child := yamlInput(`catalog: 1
provider: child
extends: [family]
hosts: [child.example, family.example]
go: {types: [{type: family.example/sdk.Error, code: Code}]}
codes:
  - {code: "broke", http: 402, retry: user, en: Broke}
  - {code: "busy", override: true, min_delay: 1s}
`)
	c := with(t, family, child)
	p, _ := c.ByHost("child.example")
	var got []string
	for e := range p.Entries() {
		got = append(got, e.Provider+":"+e.Code.Text())
	}
	if want := []string{"child:broke", "child:busy", "family:quota"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if e, _ := p.Lookup(catalog.String("busy")); e.MinDelay == 0 || e.Retry != catalog.Backoff || e.EN != "Busy" {
		t.Errorf("%+v", e)
	}
	base, _ := c.Provider("family")
	if e, _ := base.Lookup(catalog.String("busy")); e.MinDelay != 0 {
		t.Error("an override of the child has changed the base")
	}
	if !p.Fits(catalog.String("other")) || p.Fits(catalog.String("Other")) {
		t.Error("the inherited scheme does not count")
	}
	if near := p.Nearest(catalog.String("quotas")); len(near) != 1 || near[0].Code.Text() != "quota" {
		t.Errorf("nearest %v", near)
	}
	// A claim they share: of a host the child is the better answer, of a type the base is the safe one.
	if q, _ := c.ByHost("family.example"); q != p {
		t.Errorf("host belongs to %s", q.ID)
	}
	if q, _, _ := c.ByType("family.example/sdk.Error"); q != base {
		t.Errorf("type belongs to %s", q.ID)
	}
	// The same if the base comes later than what extends it.
	late := with(t, yamlInput(acme+"go: {types: [{type: late.example/sdk.Error, code: Code}]}\n"), yamlInput("catalog: 1\nprovider: late\nhosts: [late.example]\n"),
		yamlInput("catalog: 1\nprovider: acme\nextends: [late]\n"), yamlInput("catalog: 1\nprovider: late\ngo: {types: [{type: late.example/sdk.Error, code: Code}]}\n"))
	if q, _, _ := late.ByType("late.example/sdk.Error"); q.ID != "late" {
		t.Errorf("type belongs to %s", q.ID)
	}
	_, err := c.With(yamlInput("catalog: 1\nprovider: family\nextends: [child]\n"))
	if err == nil || err.Error() != "acme.yaml:3: provider family cannot extend child, which is or extends itself" {
		t.Errorf("%v", err)
	}
	_, err = c.With(yamlInput("catalog: 1\nprovider: family\ndisabled: true\n"))
	if err == nil || err.Error() != "acme.yaml:2: provider child extends family; disable it first" {
		t.Errorf("%v", err)
	}
	_, err = c.With(yamlInput("catalog: 1\nprovider: child\ncodes:\n  - {code: \"quota\", retry: user, en: A}\n"))
	if err == nil || !strings.Contains(err.Error(), "is defined already (acme.yaml:8)") {
		t.Errorf("%v", err)
	}
}

func TestJSON(t *testing.T) {
	const text = "\ufeff{\n\t\"catalog\": 1,\n\t\"provider\": \"acme\",\n\t\"hosts\": [\"api.acme.example\"],\n" +
		"\t\"schemes\": [{\"id\": \"code\", \"kind\": \"string\"}],\n\t\"codes\": [\n\t\t{\"code\": \"429\", \"retry\": \"backoff\", \"en\": \"\\ud83d\\ude00 yes\"}\n\t]\n}\n"
	c := with(t, catalog.Input{Name: "acme.json", Data: []byte(text)})
	p, _ := c.Provider("acme")
	if e, ok := p.Lookup(catalog.String("429")); !ok || e.EN != "😀 yes" || e.Layer() != "acme.json:7" {
		t.Errorf("%+v, layer %s", e, e.Layer())
	}
	tests := []struct{ text, want string }{
		{"", "acme.json:1: is empty"},
		{" \n", "acme.json:1: is empty"},
		{"{\n\"catalog\": 1,\n", "acme.json:3: not JSON: ends in the middle of a value"},
		{"{\n\"catalog\": 1,\n]", "acme.json:3: not JSON: "},
		{"{\n}\n{}\n", "acme.json:3: not JSON: more than one JSON value; write one catalog a file"},
		{strings.Repeat("[", 100), "acme.json:1: not JSON: values nested more than 32 deep"},
		{"{\"catalog\": 1, \"provider\": \"a\",\n\"hosts\": [\"a.example\"], \"zz\": null}", "acme.json:2: unknown field \"zz\" of a catalog"},
		{"{\"catalog\": 1, \"provider\": \"a\", \"hosts\": [\"a\"],\n\"codes\": [{\"code\": 1.5}]}", "acme.json:2: code 1.5 is not a plain decimal integer"},
		{"{\"catalog\": 1, \"provider\": \"a\", \"hosts\": [\"a\"],\n\"translated\": null}", "acme.json:2: translated must be true or false"},
	}
	for _, test := range tests {
		_, err := catalog.New(catalog.Input{Name: "acme.json", Data: []byte(test.text)})
		if err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}

// TestFiles checks that each bad file gives one clear line, and that good files come in their order.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := write("good.yaml", acme)
	more := write("more.YML", "catalog: 1\nprovider: acme\ncodes:\n  - {code: 1000, retry: never, en: A}\n")
	big := write("big.yaml", acme+"# "+strings.Repeat("x", 4<<20)+"\n")
	tests := []struct{ file, want string }{
		{filepath.Join(dir, "none.yaml"), ": no such file"},
		{dir, ": is a directory; name the files in it"},
		{big, ": is larger than 4 MB"},
		{write("bin.yaml", "catalog: 1\x00"), ": is a binary file, not text"},
		{write("acme.toml", "catalog = 1\n"), `: unknown kind of file ".toml"; a catalog is .yaml, .yml or .json`},
		{write("bomb.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"), ":1: anchors and aliases are not allowed"},
		{write("utf16.yaml", "\xff\xfec\x00a\x00"), ": is a binary file, not text"},
	}
	if runtime.GOOS != "windows" {
		tests = append(tests, struct{ file, want string }{os.DevNull, ": is not a regular file"})
	}
	var files []string
	var want []string
	for _, test := range tests {
		files, want = append(files, test.file), append(want, test.file+test.want)
		if errs := catalog.Check(test.file); len(errs) != 1 || errs[0].Error() != test.file+test.want {
			t.Errorf("%v, want %s", errs, test.file+test.want)
		}
	}
	if got := catalog.Check(files...); len(got) != len(want) {
		t.Errorf("%d errors, want %d: %v", len(got), len(want), got)
	}
	if errs := catalog.Check(good, more); errs != nil {
		t.Error(errs)
	}
	c, err := catalog.Load(good, more)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := c.Provider("acme")
	if e, ok := p.Lookup(catalog.Int(1000)); !ok || e.Layer() != more+":4" {
		t.Errorf("layer %s", e.Layer())
	}
	if c, err := catalog.Load(more, good); err == nil {
		t.Errorf("order does not matter: %v", c)
	}
	c, err = catalog.Load()
	if err != nil || c != catalog.Embedded() {
		t.Error("without files it is not the embedded catalog")
	}
	_, err = catalog.Load(big)
	var fault *catalog.Error
	if !errors.As(err, &fault) || fault.File != big || fault.Line != 0 {
		t.Errorf("%#v", err)
	}
}

func TestNewIsAlone(t *testing.T) {
	c, err := catalog.New(yamlInput(acme))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Providers()); n != 1 {
		t.Errorf("%d providers", n)
	}
	if _, ok := c.Status(404); ok {
		t.Error("knows statuses")
	}
}

func TestDigest(t *testing.T) {
	base := catalog.Embedded().Digest()
	if len(base) != 16 {
		t.Errorf("digest %q", base)
	}
	file := acme + "codes:\n  - {code: 1000, http: 400, retry: never, en: A}\n"
	digest := func(inputs ...catalog.Input) string { return with(t, inputs...).Digest() }
	one := digest(yamlInput(file))
	if one == base {
		t.Error("a new provider does not change the digest")
	}
	for name, in := range map[string]catalog.Input{
		"comment":   yamlInput("# hello\n" + file),
		"layout":    yamlInput(strings.Replace(file, "{code: 1000, http: 400,", "{http: 400,   code: 1000,", 1)),
		"file name": {Name: "other.yaml", Data: []byte(file)},
		"json":      {Name: "a.json", Data: []byte(`{"catalog":1,"provider":"acme","hosts":["api.acme.example"],"schemes":[{"id":"code","kind":"int","pattern":"^[0-9]{4}$"}],"codes":[{"code":1000,"http":400,"retry":"never","en":"A"}]}`)},
	} {
		if got := digest(in); got != one {
			t.Errorf("%s changes the digest", name)
		}
	}
	for _, change := range [][2]string{
		{"retry: never", "retry: user"}, {"en: A", "en: B"}, {"en: A", "zh: A"}, {"http: 400", "http: 404"}, {"code: 1000", "code: 1001"},
		{"api.acme", "www.acme"}, {"{4}", "{1,4}"}, {"provider: acme", "provider: acne"}, {"retry: never", "retry: never, min_delay: 1s"},
		{"retry: never", "retry: conflict, max_tries: 3"}, {"retry: never", "retry: conflict, delay_step: 1s"},
		{"retry: never", "retry: never, confidence: low"}, {"kind: int", "kind: int, complete: true"},
	} {
		changed := strings.Replace(file, change[0], change[1], 1)
		if changed == file {
			t.Fatalf("%q is not in the file", change[0])
		}
		if digest(yamlInput(changed)) == one {
			t.Errorf("%q instead of %q does not change the digest", change[1], change[0])
		}
	}
	other := yamlInput("catalog: 1\nprovider: other\nhosts: [other.example]\n")
	if digest(yamlInput(file), other) != digest(other, yamlInput(file)) {
		t.Error("the order of files that do not overlap changes the digest")
	}
}
