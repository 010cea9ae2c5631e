package catalog

import (
	"regexp"
	"slices"

	"github.com/retryvet/retryvet/catalog/spelling"
	"github.com/retryvet/retryvet/catalog/strictyaml"
)

// merger lays one layer after the other over the providers, which it owns.
type merger struct {
	providers []*Provider
}

func newMerger(c *Catalog) *merger {
	m := &merger{}
	for _, p := range c.providers {
		q := *p
		m.providers = append(m.providers, &q)
	}
	newCatalog(m.providers) // ties the copies to each other
	return m
}

func (m *merger) catalog() *Catalog { return newCatalog(m.providers) }

func (m *merger) find(id string) *Provider {
	i := slices.IndexFunc(m.providers, func(p *Provider) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return m.providers[i]
}

// apply lays l over the providers and reports every rule it breaks.
func (m *merger) apply(l *layer, r *strictyaml.Report) {
	p := m.find(l.provider)
	if l.disabled {
		m.disable(p, l, r)
		return
	}
	if p == nil {
		p = &Provider{ID: l.provider}
		m.providers = append(m.providers, p)
		if !l.anchored() {
			r.Errorf(l.line, "provider %s needs an anchor: a host, a Go type, a function, a sentinel or a shape", l.provider)
		}
	}
	for _, set := range l.set {
		set(p)
	}
	m.extend(p, l, r)
	p.Sources = mergeItems(p.Sources, l.sources, "source", func(s Source) string { return s.ID }, r)
	p.Schemes = mergeItems(p.Schemes, l.schemes, "scheme", func(s Scheme) string { return s.ID }, r)
	p.Shapes = mergeItems(p.Shapes, l.shapes, "shape", func(s Shape) string { return s.ID }, r)
	p.Hosts = claim(m, p, p.Hosts, l.hosts, "host", func(p *Provider) []string { return p.Hosts }, func(h string) string { return h }, r)
	p.Types = claim(m, p, p.Types, l.types, "type", func(p *Provider) []GoType { return p.Types }, GoType.claimed, r, func(a, b GoType) bool { return a.Code == b.Code })
	p.Predicates = claim(m, p, p.Predicates, l.predicates, "function", func(p *Provider) []Predicate { return p.Predicates }, func(f Predicate) string { return f.Func }, r)
	p.Sentinels = claim(m, p, p.Sentinels, l.sentinels, "variable", func(p *Provider) []Sentinel { return p.Sentinels }, Sentinel.Name, r)
	p.Funcs = claim(m, p, p.Funcs, l.funcs, "function", func(p *Provider) []GoFunc { return p.Funcs }, func(f GoFunc) string { return f.Func }, r)
	p.Exceptions = claim(m, p, p.Exceptions, l.exceptions, "package", func(p *Provider) []Exceptions { return p.Exceptions }, func(e Exceptions) string { return e.Package }, r)
	p.Calls = slices.Clone(p.Calls)
	for _, it := range l.calls { // of several providers, perhaps: any database is called by database/sql
		p.Calls = append(p.Calls, it.value)
	}
	p.Unregistered = slices.Clone(p.Unregistered)
	for _, it := range l.unregistered {
		p.Unregistered = append(p.Unregistered, it.value)
	}
	checkHeader(p, l, r)
	p.compile()
	p.entries, p.families = slices.Clone(p.entries), slices.Clone(p.families)
	p.drop(l, r)
	p.entries = p.add(p.entries, l.rows, (*Provider).LookupIn, r)
	p.families = p.add(p.families, l.families, (*Provider).familyIn, r)
	p.sort()
	checkShapes(p, l, r)
	checkCarriers(p, l, r)
}

// anchored reports whether the layer brings anything that ties code to its provider. Statuses need no tie.
func (l *layer) anchored() bool {
	return l.provider == statusProvider || len(l.hosts)+len(l.types)+len(l.predicates)+len(l.sentinels)+len(l.funcs)+len(l.exceptions)+len(l.shapes) > 0
}

func (m *merger) disable(p *Provider, l *layer, r *strictyaml.Report) {
	if p == nil {
		r.Errorf(l.line, "there is no provider %s to disable; %s", l.provider, spelling.Hint(l.provider, ids(m.providers)...))
		return
	}
	for _, q := range m.providers {
		if slices.Contains(q.Extends, p.ID) {
			r.Errorf(l.line, "provider %s extends %s; disable it first", q.ID, p.ID)
		}
	}
	m.providers = slices.DeleteFunc(m.providers, func(q *Provider) bool { return q == p })
}

// extend adds the bases the layer names, which have to be there already.
func (m *merger) extend(p *Provider, l *layer, r *strictyaml.Report) {
	p.Extends, p.bases = slices.Clone(p.Extends), slices.Clone(p.bases)
	for _, it := range l.extends {
		base := m.find(it.value)
		switch {
		case base == nil:
			r.Errorf(it.line, "there is no provider %s to extend; %s", it.value, spelling.Hint(it.value, ids(m.providers)...))
		case base == p || base.extends(p):
			r.Errorf(it.line, "provider %s cannot extend %s, which is or extends itself", p.ID, it.value)
		case !slices.Contains(p.Extends, it.value):
			p.Extends, p.bases = append(p.Extends, it.value), append(p.bases, base)
		}
	}
}

// mergeItems adds the items, or puts them in the place of those with the same id if they say so.
func mergeItems[T any](have []T, items []item[T], what string, id func(T) string, r *strictyaml.Report) []T {
	have = slices.Clone(have)
	for _, it := range items {
		i := slices.IndexFunc(have, func(v T) bool { return id(v) == id(it.value) })
		switch {
		case i < 0 && it.override:
			r.Errorf(it.line, "there is no %s %s to override", what, id(it.value))
		case i < 0:
			have = append(have, it.value)
		case it.override:
			have[i] = it.value
		default:
			r.Errorf(it.line, "%s %s is defined already; say override: true to replace it", what, id(it.value))
		}
	}
	return have
}

// claim adds what ties code to p and belongs to one provider only, or to a family of them. It takes the place of what p has with the
// same key, if that is alike.
func claim[T any](m *merger, p *Provider, have []T, items []item[T], what string, of func(*Provider) []T, key func(T) string, r *strictyaml.Report, alike ...func(a, b T) bool) []T {
	have = slices.Clone(have)
	for _, it := range items {
		same := func(v T) bool { return key(v) == key(it.value) }
		for _, q := range m.providers {
			if q != p && slices.ContainsFunc(of(q), same) && !q.extends(p) && !p.extends(q) {
				r.Errorf(it.line, "%s %s belongs to provider %s already", what, key(it.value), q.ID)
			}
		}
		if i := slices.IndexFunc(have, func(v T) bool {
			return same(v) && !slices.ContainsFunc(alike, func(is func(a, b T) bool) bool { return !is(v, it.value) })
		}); i >= 0 {
			have[i] = it.value
		} else {
			have = append(have, it.value)
		}
	}
	return have
}

// drop removes the codes the layer wants removed, from whatever scheme.
func (p *Provider) drop(l *layer, r *strictyaml.Report) {
	for _, it := range l.remove {
		n := len(p.entries) + len(p.families)
		is := func(e Entry) bool { return e.Code == it.value }
		p.entries, p.families = slices.DeleteFunc(p.entries, is), slices.DeleteFunc(p.families, is)
		if len(p.entries)+len(p.families) == n {
			r.Errorf(it.line, "%s has no code %s to remove%s", p.ID, it.value, p.otherType(it.value))
		}
	}
}

// otherType hints at a code that differs from c in type only.
func (p *Provider) otherType(c Code) string {
	other := String(c.Text())
	if c.IsString() {
		n, err := parseInt(c.Text())
		if err != nil {
			return ""
		}
		other = Int(n)
	}
	if _, ok := p.Lookup(other); !ok {
		return ""
	}
	return "; it has " + other.String()
}

type entryKey struct {
	scheme string
	code   Code
}

// familyIn returns what is said of a family, by its name.
func (p *Provider) familyIn(scheme string, c Code) (Entry, bool) {
	for e := range p.Families() {
		if e.Scheme == scheme && e.Code == c {
			return e, true
		}
	}
	return Entry{}, false
}

// add merges rows into entries of p, of which lookup finds those that others have. What it returns is not sorted.
func (p *Provider) add(entries []Entry, rows []row, lookup func(*Provider, string, Code) (Entry, bool), r *strictyaml.Report) []Entry {
	base := Provider{bases: p.bases, Schemes: p.Schemes} // what p inherits
	index := make(map[entryKey]int, len(entries))
	for i, e := range entries {
		index[entryKey{e.Scheme, e.Code}] = i
	}
	lines := make(map[entryKey]int)
	var last entryKey
	for n, row := range rows {
		key := entryKey{p.schemeOf(row, func(scheme string) bool { _, ok := lookup(&base, scheme, row.code); return ok }, index), row.code}
		owner, s := p.scheme(key.scheme)
		if owner == nil {
			p.noScheme(row, r)
			continue
		}
		if first, ok := lines[key]; ok {
			r.Errorf(row.line, "code %s is there twice, first in line %d", row.code, first)
			continue
		}
		lines[key] = row.line
		if n > 0 && p.compareKeys(key, last) < 0 {
			r.Errorf(row.line, "code %s is out of order: it goes before %s", row.code, last.code)
		}
		last = key

		i, own := index[key]
		old, defined := lookup(&base, key.scheme, row.code)
		if own {
			old, defined = entries[i], true
		}
		e, ok := p.entry(row, key.scheme, old, defined, r)
		if !ok {
			continue
		}
		if owner.Schemes[s].Kind == "http" && e.HTTP == 0 {
			e.HTTP = int(e.Code.num)
		}
		checkRow(p, owner, s, e, r)
		if own {
			entries[i] = e
		} else {
			entries = append(entries, e)
		}
	}
	return entries
}

// entry returns the entry that the row makes, of the old one if the code is defined already.
func (p *Provider) entry(row row, scheme string, old Entry, defined bool, r *strictyaml.Report) (e Entry, ok bool) {
	switch {
	case defined && !row.override:
		r.Errorf(row.line, "code %s of %s is defined already (%s); say override: true to change it", row.code, p.ID, old.Layer())
		return e, false
	case !defined && row.override:
		r.Errorf(row.line, "%s has no code %s to override%s", p.ID, row.code, p.otherType(row.code))
		return e, false
	case !defined && !row.hasRetry:
		r.Errorf(row.line, "code %s needs the field retry", row.code)
		return e, false
	}
	e = Entry{Scheme: scheme, Code: row.code, Confidence: Medium, Basis: "inferred"}
	if defined {
		e = old
	}
	for _, set := range row.set {
		set(&e)
	}
	e.Provider, e.file, e.line = p.ID, r.File, row.line
	if !defined && !row.hasMessage {
		e.Message = map[string]string{"en": e.EN, "zh": e.ZH}[p.Lang]
	}
	return e, true
}

// schemeOf returns the id of the scheme a row belongs to: the one it names; or, if it overrides, the only one that has
// the code; or the first.
func (p *Provider) schemeOf(row row, inherits func(scheme string) bool, index map[entryKey]int) string {
	if row.scheme != "" {
		return row.scheme
	}
	var all, having []string
	for s := range p.AllSchemes() {
		all = append(all, s.ID)
		_, own := index[entryKey{s.ID, row.code}]
		if own || inherits(s.ID) {
			having = append(having, s.ID)
		}
	}
	switch {
	case row.override && len(having) == 1:
		return having[0]
	case len(all) > 0:
		return all[0]
	}
	return ""
}

func (p *Provider) noScheme(row row, r *strictyaml.Report) {
	ids := p.schemeIDs()
	if len(ids) == 0 {
		r.Errorf(row.line, "provider %s has codes but no scheme; add schemes: [{id: code, kind: int}]", p.ID)
		return
	}
	r.Errorf(row.line, "provider %s has no scheme %s; %s", p.ID, row.scheme, spelling.Hint(row.scheme, ids...))
}

// compareKeys orders rows as files must: by scheme, in the order of the header, then by code.
func (p *Provider) compareKeys(a, b entryKey) int {
	if a.scheme != b.scheme {
		ids := p.schemeIDs()
		return slices.Index(ids, a.scheme) - slices.Index(ids, b.scheme)
	}
	return a.code.compare(b.code)
}

// validPattern reports a pattern that does not compile, and clears it so that the rest can be checked.
func validPattern(s *Scheme, line int, r *strictyaml.Report) {
	if _, err := regexp.Compile(s.Pattern); err != nil {
		r.Errorf(line, "scheme %s: %v", s.ID, err)
		s.Pattern = ""
	}
}
