package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

const dotted = `catalog: 1
provider: dotted
hosts: [dotted.example]
schemes: [{id: code, kind: string, pattern: "^[A-Z]"}, {id: other, kind: string}]
codes:
  - {code: "Throttling.Quota", retry: user, en: Quota spent}
families:
  - {code: "*.Malformed", retry: never, en: Malformed}
  - {code: "Throttling.*", http: 429, retry: backoff, en: Too many requests}
  - {code: "Throttling.Never*", retry: never, en: Refused}
`

// The longest family is the one, and a listed code is of none.
func TestFamily(t *testing.T) {
	c := with(t, yamlInput(dotted))
	p, _ := c.Provider("dotted")
	for code, want := range map[string]string{
		"Throttling.Rate": "Throttling.*", "Throttling.NeverEver": "Throttling.Never*", "Id.Malformed": "*.Malformed", "Throttling.": "Throttling.*",
		"Throttling": "", "Malformed": "", "throttling.Rate": "", "Other": "",
	} {
		e, ok := p.Family("code", catalog.String(code))
		if e.Family != want || ok != (want != "") || e.Code != catalog.String(code) {
			t.Errorf("%s is of %q: %+v", code, e.Family, e)
		}
		if _, ok := p.Family("other", catalog.String(code)); ok {
			t.Errorf("%s is of a family of the other scheme", code)
		}
		if any, _ := p.Family("", catalog.String(code)); any.Family != want {
			t.Errorf("%s is of %q in any scheme", code, any.Family)
		}
		if _, ok := p.Lookup(catalog.String(code)); ok {
			t.Errorf("%s has a row", code)
		}
	}
	if _, ok := p.Family("", catalog.Int(429)); ok {
		t.Error("a number is of a family")
	}
	if e, ok := p.Lookup(catalog.String("Throttling.Quota")); !ok || e.Retry != catalog.User || e.Family != "" {
		t.Errorf("the row is not found: %+v", e)
	}
}

// A child says of a family what it knows better; a scheme of its own takes the place of the base's, with all that is in it.
func TestInherited(t *testing.T) {
	c := with(t, yamlInput(dotted),
		yamlInput("catalog: 1\nprovider: child\nextends: [dotted]\nhosts: [child.example]\nfamilies:\n  - {code: \"Throttling.*\", override: true, retry: never}\n"),
		yamlInput("catalog: 1\nprovider: rival\nextends: [dotted]\nhosts: [rival.example]\nschemes: [{id: code, kind: string}]\ncodes:\n  - {code: \"mine\", retry: never, en: Mine}\n"))
	child, _ := c.Provider("child")
	if e, _ := child.Family("code", catalog.String("Throttling.Rate")); e.Retry != catalog.Never || e.HTTP != 429 || e.Provider != "child" {
		t.Errorf("%+v", e)
	}
	if n := len(slices.Collect(child.Families())); n != 3 {
		t.Errorf("the child has %d families, want 3", n)
	}
	if _, ok := child.Lookup(catalog.String("Throttling.Quota")); !ok {
		t.Error("the child has no row of the base")
	}
	rival, _ := c.Provider("rival")
	if n, m := len(slices.Collect(rival.Entries())), len(slices.Collect(rival.Families())); n != 1 || m != 0 {
		t.Errorf("the rival has %d rows and %d families", n, m)
	}
	if _, ok := rival.Lookup(catalog.String("Throttling.Quota")); ok {
		t.Error("the rival has a row of the scheme that it has replaced")
	}
	if !rival.FitsScheme("code", catalog.String("lower")) || rival.FitsScheme("code", catalog.Int(1)) {
		t.Error("codes fit the scheme that was replaced")
	}
	if n := len(slices.Collect(rival.AllSchemes())); n != 2 {
		t.Errorf("the rival has %d schemes, want 2", n)
	}
}

func TestFamilyFaults(t *testing.T) {
	head := "catalog: 1\nprovider: dotted\nhosts: [dotted.example]\nschemes: [{id: code, kind: string, pattern: \"^[A-Z]\"}]\nfamilies:\n"
	for row, want := range map[string]string{
		`{code: "A", retry: never, en: A}`:                                             `family "A" must be a quoted text with one *, at its beginning or its end`,
		`{code: "*", retry: never, en: A}`:                                             `family "*" must be a quoted text with one *, at its beginning or its end`,
		`{code: "A*B", retry: never, en: A}`:                                           `family "A*B" must be a quoted text with one *, at its beginning or its end`,
		`{code: "*A*", retry: never, en: A}`:                                           `family "*A*" must be a quoted text with one *, at its beginning or its end`,
		`{code: 12, retry: never, en: A}`:                                              `family 12 must be a quoted text with one *, at its beginning or its end`,
		`{code: "A*", en: A}`:                                                          `code "A*" needs the field retry`,
		`{code: "A*", retry: never}`:                                                   `code "A*": needs a meaning, in en or zh`,
		`{code: "A*", http: 500, retry: never, en: A}`:                                 `code "A*": never contradicts http 500`,
		`{code: "A*", override: true, retry: never, en: A}`:                            `dotted has no code "A*" to override`,
		"{code: \"A*\", retry: never, en: A}\n  - {code: \"A*\", retry: never, en: A}": `code "A*" is there twice, first in line 6`,
	} {
		_, err := catalog.Embedded().With(yamlInput(head + "  - " + row + "\n"))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", row, err, want)
		}
	}
}

// TestFamiliesOfHouse checks what is expected of embedded families: that a row says of its own code what its family says of the others, or why not.
func TestFamiliesOfHouse(t *testing.T) {
	for _, p := range catalog.Embedded().Providers() {
		for f := range p.Families() {
			if f.EN == "" || f.ZH == "" || f.Why == "" || f.Source == "" || f.Family != f.Code.Text() {
				t.Errorf("%s %s is not complete: %+v", p.ID, f.Code, f)
			}
			if f.Confidence == catalog.High && f.Retry == catalog.Never {
				t.Errorf("%s %s: nobody has seen all codes that are written so", p.ID, f.Code)
			}
			for e := range p.Entries() {
				if e.Scheme == f.Scheme && f.Code.Names(e.Code) && e.Retry != f.Retry && e.Why == "" {
					t.Errorf("%s %s is %s, its family %s, and nothing says why", p.ID, e.Code, e.Retry, f.Retry)
				}
			}
		}
	}
}
