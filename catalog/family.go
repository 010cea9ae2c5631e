package catalog

import (
	"iter"
	"slices"
	"strings"
)

// star stands for the rest of a code in the name of a family: "42*" is all that begins with 42, "*.Malformed" all that ends so.
const star = "*"

// familyForm reports whether a code names a family: a text with one star, at its beginning or its end, and more than that.
func familyForm(c Code) bool {
	text := c.Text()
	return c.IsString() && strings.Count(text, star) == 1 && len(text) > 1 && (strings.HasPrefix(text, star) || strings.HasSuffix(text, star))
}

// Families returns what is known of codes that have no entry of their own, by how they begin or end. The code of such an entry is
// the family: "42*". The provider's own come before those it inherits.
func (p *Provider) Families() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for q := range p.family() {
			for _, e := range q.families {
				if q != p && (!p.shares(q, e) || slices.ContainsFunc(p.families, e.same)) {
					continue
				}
				if !yield(e) {
					return
				}
			}
		}
	}
}

// Family returns what is known of the family of c, in the scheme of that id or, if it is "", in any: of the one that says the most
// of how c is written. The entry's code is c. An entry of c's own goes before it; see [Provider.LookupIn].
func (p *Provider) Family(scheme string, c Code) (best Entry, ok bool) {
	for e := range p.Families() {
		if (scheme == "" || e.Scheme == scheme) && e.Code.Names(c) && (!ok || len(e.Family) > len(best.Family)) {
			best, ok = e, true
		}
	}
	best.Code = c
	return best, ok
}

// Names reports whether f, which names a family, stands for c, or for all that the family c stands for: "42*" for "42P01" and "42P*".
func (f Code) Names(c Code) bool {
	if !c.IsString() {
		return false
	}
	if begin, ok := strings.CutSuffix(f.text, star); ok {
		return strings.HasPrefix(c.text, begin)
	}
	end, ok := strings.CutPrefix(f.text, star)
	return ok && strings.HasSuffix(c.text, end)
}

// Beginning is the name of the family of codes that begin with a text.
func Beginning(text string) Code { return String(text + star) }

// Ending is the name of the family of codes that end with a text.
func Ending(text string) Code { return String(star + text) }

// same reports whether both speak of the same code of the same scheme.
func (e Entry) same(f Entry) bool { return e.Scheme == f.Scheme && e.Code == f.Code }

// shares reports whether an entry that q has is one of p, too, which extends it: their schemes of that name are the same one.
func (p *Provider) shares(q *Provider, e Entry) bool {
	mine, _ := p.scheme(e.Scheme)
	theirs, _ := q.scheme(e.Scheme)
	return mine == theirs
}
