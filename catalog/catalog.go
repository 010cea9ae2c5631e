package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/retryvet/retryvet/catalog/strictyaml"
)

//go:generate go run -tags catalog_bootstrap ./internal/gen -data data -o zz_generated.go -page ../docs/catalog.md

// statusProvider is the id of the provider that holds the plain HTTP statuses.
const statusProvider = "http"

// Catalog is a set of providers. It is immutable and safe for parallel use.
type Catalog struct {
	providers []*Provider
	digest    func() string
}

// Embedded returns the catalog that comes with this package. It is built once; every call returns the same one.
func Embedded() *Catalog { return embedded() }

var embedded = sync.OnceValue(func() *Catalog {
	c := fromTables()
	if tablesDigest != "" {
		c.digest = func() string { return tablesDigest }
	}
	return c
})

// fromTables makes the catalog of the tables, whose rows stay where they are: data of the program.
func fromTables() *Catalog {
	providers := make([]*Provider, len(tables))
	for i, p := range tables { // copies, so that nothing ever writes to the tables
		providers[i] = &p
	}
	return newCatalog(providers)
}

// newCatalog ties the providers together. It owns them.
func newCatalog(providers []*Provider) *Catalog {
	c := &Catalog{providers: providers}
	c.digest = sync.OnceValue(c.computeDigest)
	for _, p := range providers {
		p.compile()
		p.bases = nil
		for _, id := range p.Extends {
			if base, ok := c.Provider(id); ok {
				p.bases = append(p.bases, base)
			}
		}
	}
	return c
}

// New returns a catalog of the inputs alone, without the embedded one.
func New(inputs ...Input) (*Catalog, error) { return newCatalog(nil).With(inputs...) }

// Load returns the embedded catalog with the user's files (YAML or JSON, by extension) laid over it in their order. The
// error joins all that is wrong with the files, one [*Error] and one line for each fault.
func Load(files ...string) (*Catalog, error) {
	c, errs := load(files)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return c, nil
}

// Check returns all that is wrong with the files when they are laid over the embedded catalog in their order: faults of
// form, broken rules, and second definitions of what is defined already. Every error is an [*Error].
func Check(files ...string) []error {
	_, errs := load(files)
	return errs
}

func load(files []string) (*Catalog, []error) {
	var inputs []Input
	var errs []error
	for i, file := range files {
		if strictyaml.Names(files[:i], file) {
			errs = append(errs, &Error{File: file, Msg: "is named twice"})
			continue
		}
		in, err := strictyaml.ReadFile(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		inputs = append(inputs, in)
	}
	c, more := Embedded().with(inputs)
	return c, append(errs, more...)
}

// With returns c with the inputs laid over it in their order; c stays as it is. Errors are as of [Load].
func (c *Catalog) With(inputs ...Input) (*Catalog, error) {
	merged, errs := c.with(inputs)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return merged, nil
}

func (c *Catalog) with(inputs []Input) (*Catalog, []error) {
	if len(inputs) == 0 {
		return c, nil
	}
	m := newMerger(c)
	var errs []error
	for _, in := range inputs {
		report := strictyaml.Report{File: in.Name, Kind: "catalog"}
		if l := decode(in, &report); l != nil {
			m.apply(l, &report)
		}
		errs = append(errs, report.List()...)
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return m.catalog(), nil
}

// Providers returns all providers: the embedded ones in the order of their ids, then those of the user's files in the
// order of the files.
func (c *Catalog) Providers() []*Provider { return slices.Clone(c.providers) }

// IDs returns the ids of all providers, in the order of [Catalog.Providers].
func (c *Catalog) IDs() []string { return ids(c.providers) }

func ids(providers []*Provider) []string {
	all := make([]string, len(providers))
	for i, p := range providers {
		all[i] = p.ID
	}
	return all
}

// Provider returns the provider of that id.
func (c *Catalog) Provider(id string) (*Provider, bool) {
	for _, p := range c.providers {
		if p.ID == id {
			return p, true
		}
	}
	return nil, false
}

// ByHost returns the provider that claims the host name. The host may have a port, which does not matter, nor does case.
// An exact claim goes before a pattern, a longer pattern before a shorter one, and a provider before those it extends.
func (c *Catalog) ByHost(host string) (*Provider, bool) {
	host = hostname(host)
	var best *Provider
	var bestRank int
	for _, p := range c.providers {
		for _, claim := range p.Hosts {
			rank := matchHost(claim, host)
			if rank > bestRank || rank > 0 && rank == bestRank && p.extends(best) {
				best, bestRank = p, rank
			}
		}
	}
	return best, best != nil
}

// extends reports whether p shares the claims of q.
func (p *Provider) extends(q *Provider) bool {
	for r := range p.family() {
		if r == q && r != p {
			return true
		}
	}
	return false
}

// hostname returns a URL's host in lower case, without port and final dot.
func hostname(host string) string {
	host = strings.ToLower(host)
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		// A lone colon begins a port; more of them are an IPv6 address unless that is in brackets.
		if strings.IndexByte(host, ':') == i || strings.HasSuffix(host[:i], "]") {
			host = host[:i]
		}
	}
	return strings.TrimSuffix(host, ".")
}

// matchHost returns how well the claim fits the host: 0 is not at all, an exact match beats all patterns.
func matchHost(claim, host string) int {
	suffix, pattern := strings.CutPrefix(claim, "*")
	switch {
	case !pattern && claim == host:
		return 1 << 16
	case pattern && strings.HasSuffix(host, suffix) && len(host) > len(suffix):
		return len(suffix)
	}
	return 0
}

// ByType returns the provider of a Go error type, given as "import/path.Name", and what the type carries. If a provider
// and one it extends claim the same type, the latter is returned: the type alone does not tell them apart. Of a type that carries
// several codes it is the first.
func (c *Catalog) ByType(path string) (*Provider, GoType, bool) {
	return claimant(c, func(p *Provider) []GoType { return p.Types }, func(t GoType) bool { return t.Is(path) })
}

// ByPredicate returns the provider of a function that tests errors, given by its full name (as types.Func.FullName
// writes it), and the statuses for which it is true. A function claimed twice is treated as a type is in [Catalog.ByType].
func (c *Catalog) ByPredicate(fullName string) (*Provider, Predicate, bool) {
	return claimant(c, func(p *Provider) []Predicate { return p.Predicates }, func(f Predicate) bool { return f.Is(fullName) })
}

func claimant[T any](c *Catalog, claims func(*Provider) []T, is func(T) bool) (best *Provider, claim T, ok bool) {
	for _, p := range c.providers {
		for _, t := range claims(p) {
			if is(t) && (best == nil || best.extends(p)) {
				best, claim = p, t
			}
		}
	}
	return best, claim, best != nil
}

// Status returns what is known of a plain HTTP status, of no provider in particular. Statuses that are not errors mostly
// have no entry.
func (c *Catalog) Status(code int) (Entry, bool) {
	p, ok := c.Provider(statusProvider)
	if !ok {
		return Entry{}, false
	}
	return p.Lookup(Int(int64(code)))
}

// Digest identifies the merged content: 16 hex digits that depend on every fact in the catalog, and not on the files'
// formatting and comments.
func (c *Catalog) Digest() string { return c.digest() }

func (c *Catalog) computeDigest() string {
	type content struct {
		*Provider
		Entries  []Entry
		Families []Entry
	}
	providers := c.Providers()
	slices.SortFunc(providers, func(a, b *Provider) int { return strings.Compare(a.ID, b.ID) })
	all := make([]content, len(providers))
	for i, p := range providers {
		all[i] = content{p, p.entries, p.families}
	}
	data, err := json.Marshal(all)
	if err != nil {
		panic("catalog: " + err.Error()) // only an invalid class or code, which validation refuses
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
