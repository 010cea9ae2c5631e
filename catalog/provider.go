package catalog

import (
	"cmp"
	"fmt"
	"iter"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Entry is what the catalog knows of one code of one provider.
type Entry struct {
	Provider string // id of the provider that defines the entry
	Scheme   string // id of the provider's scheme the code belongs to
	Code     Code

	HTTP int    // HTTP status that comes with the code, 0 if not known
	Name string // symbolic name the provider gives the code, if any

	Retry      Class
	Confidence Confidence // how sure the class is
	// Basis says where the class comes from: "explicit" (the document says retry or do not), "remedy" (it follows from
	// the remedy the document gives), "explained" (from the cause the document gives) or "inferred" (from the HTTP
	// status or the wording).
	Basis string

	EN, ZH  string // meaning in English and in Chinese; one of them may be empty in a user's file
	Why     string // reason for the class, where it needs one
	Message string // text of the provider's document, verbatim and in its language; may be empty
	Source  string // "id:line" or "id:section" of one of the provider's Sources, or just "id"; may be empty
	Group   string // the provider's own grouping

	MinDelay     time.Duration // least delay before the next try, 0 if not known
	DelayStep    time.Duration // by how much the delay has to be longer from now on, each time that the code comes; 0 if not known
	MaxRetries   int           // how often at most to try again, after the first attempt; 0 if not known
	Scope        string        // what a limit counts: "key", "account", "endpoint", or "" if not known
	Unit         string        // what has to be repeated, if that is more than the request that failed: "transaction"
	DoneOnResend bool          // on a request sent again it means that the first one was carried out
	Observed     bool          // seen in the wild, missing in the provider's document
	Family       string        // of an entry that speaks of all codes which begin or end so: "42*"; see [Provider.Family]

	file string // user's file the row came from; empty if embedded
	line int
}

// Layer tells where the row came from: "embedded", or the "file:line" of the user's file that defined it or overrode it
// last.
func (e Entry) Layer() string {
	if e.file == "" {
		return "embedded"
	}
	return fmt.Sprintf("%s:%d", e.file, e.line)
}

// Text returns the meaning of the code in the language "en" or "zh", or in the other if the entry has only that one, or
// else the bare code. Texts are for people; nothing should ever match on them.
func (e Entry) Text(lang string) string {
	if lang == "zh" {
		return cmp.Or(e.ZH, e.EN, e.Code.Text())
	}
	return cmp.Or(e.EN, e.ZH, e.Code.Text())
}

// compare orders entries by code; provider.sort keeps the order of schemes among equal codes.
func (e Entry) compare(f Entry) int { return e.Code.compare(f.Code) }

// Provider is an API with a catalog. Its exported fields must not be modified.
type Provider struct {
	ID             string
	NameEN, NameZH string
	Lang           string // language of the provider's own messages: "en", "zh" or ""
	Translated     bool   // the texts in the other language are the catalog's own translation

	Extends    []string // ids of providers whose codes, shapes and claims this one shares
	Hosts      []string // host names, lower case, exact or "*.example.com" for every subdomain
	Types      []GoType
	Predicates []Predicate
	Sentinels  []Sentinel
	Funcs      []GoFunc
	Exceptions []Exceptions
	Calls      []string // import paths of the packages whose calls answer with the provider's codes; see [SamePackage]
	Shapes     []Shape
	Schemes    []Scheme
	Sources    []Source

	Unregistered []int  // HTTP statuses the provider uses although nobody registered them
	RetryAfter   string // where the provider tells the delay: "header", a json path of the body, "unknown" or ""

	entries  []Entry                 // sorted by code, then by scheme
	families []Entry                 // sorted likewise
	bases    []*Provider             // the providers of Extends
	patterns []func() *regexp.Regexp // one a scheme, compiled at first use; nil without a pattern
}

// GoType is a Go error type that carries the provider's codes. A type that carries several has one GoType for each.
type GoType struct {
	Type                  string // "import/path.Name", where /v* in the path stands for every major version
	Code, Status, Message string // names of its fields, or of methods as "Name()"; "" if it has none; the code [Self] is the value itself
	Scheme                string // scheme of the code, "" for any
	// Imports are import paths, as [SamePackage] reads them: the type carries the provider's codes only in packages that import one of
	// them. Several providers whose SDK has one error type for all of them can share it so.
	Imports []string
}

// Self is the Code of a GoType whose values are the codes, as those of syscall.Errno are.
const Self = "self"

// In returns the type's name if it is one of the package's.
func (t GoType) In(pkg string) (name string, ok bool) { return nameIn(t.Type, pkg) }

// claimed is what belongs to one provider only: the type, or the type in packages with certain imports.
func (t GoType) claimed() string {
	if len(t.Imports) == 0 {
		return t.Type
	}
	return t.Type + " beside " + strings.Join(t.Imports, ", ")
}

// Is reports whether t is the type given as "import/path.Name".
func (t GoType) Is(path string) bool {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return false
	}
	name, ok := t.In(path[:i])
	return ok && name == path[i+1:]
}

// GoFunc is a function that returns the code of the error it is given.
type GoFunc struct {
	Func   string // "import/path.Name", where /v* in the path stands for every major version
	Scheme string // scheme of the code, "" for any
}

// In returns the function's name if it is one of the package's.
func (f GoFunc) In(pkg string) (name string, ok bool) { return nameIn(f.Func, pkg) }

// Exceptions are packages whose error types are named like the codes that they stand for: errors.As tells them.
type Exceptions struct {
	Package string // import path, where * stands for one element: "example.com/sdk/service/*/types"
	Scheme  string // scheme of the codes, "" for any
}

// In reports whether the package of an import path is one of them.
func (e Exceptions) In(pkg string) bool {
	ok, err := path.Match(e.Package, pkg)
	return ok && err == nil
}

// Sentinel is a variable or an error type of an SDK that stands for one code: errors.Is or errors.As tells it.
type Sentinel struct {
	Var    string // "import/path.Name", where /v* in the path stands for every major version; or
	Type   string // the same of a type
	Code   Code
	Scheme string // scheme of the code, "" for any
}

// In returns the name of the variable or type if it is one of the package's.
func (s Sentinel) In(pkg string) (name string, ok bool) { return nameIn(s.Name(), pkg) }

// Name is the full name of the variable or the type.
func (s Sentinel) Name() string { return s.Var + s.Type }

// nameIn returns what comes after the package in "import/path.Name", if that is the package of the path pkg.
func nameIn(full, pkg string) (name string, ok bool) {
	i := strings.LastIndexByte(full, '.')
	return full[i+1:], i > 0 && SamePackage(full[:i], pkg)
}

// SamePackage reports whether pattern, as catalog files write import paths, means the package of the import path path: /v* stands
// for every major version, the first one included, which has none in its path, and /... at the end for the packages beneath as well.
func SamePackage(pattern, path string) bool {
	if root, ok := strings.CutSuffix(pattern, "/..."); ok {
		for !SamePackage(root, path) {
			i := strings.LastIndexByte(path, '/')
			if i < 0 {
				return false
			}
			path = path[:i]
		}
		return true
	}
	head, tail, wild := strings.Cut(pattern, "/v*")
	if !wild {
		return pattern == path
	}
	rest, ok := strings.CutPrefix(path, head)
	if !ok || !strings.HasSuffix(rest, tail) {
		return false
	}
	version := strings.TrimSuffix(rest, tail)
	if version == "" {
		return true
	}
	n, err := strconv.Atoi(strings.TrimPrefix(version, "/v"))
	return err == nil && n > 1 && version == "/v"+strconv.Itoa(n)
}

// Predicate is a function that tests an error of the provider.
type Predicate struct {
	Func   string // "import/path.Name", with /v* as elsewhere, or "(*import/path.Type).Name"; as types.Func.FullName writes it
	Status []int  // HTTP statuses for which it is true
	Codes  []Code // codes for which it is true; if there are any, they go before the statuses
	Prefix string // it is given a code and true for those that begin so, "" if it is given an error
	Scheme string // scheme of the codes, "" for any
}

// In returns the function's name if it is one of the package's, and no method.
func (f Predicate) In(pkg string) (name string, ok bool) {
	if strings.HasPrefix(f.Func, "(") {
		return "", false
	}
	return nameIn(f.Func, pkg)
}

// Is reports whether f is the function of that full name.
func (f Predicate) Is(fullName string) bool {
	i := strings.LastIndexByte(fullName, '.')
	if f.Func == fullName || i < 0 {
		return f.Func == fullName
	}
	name, ok := f.In(fullName[:i])
	return ok && name == fullName[i+1:]
}

// Shape is a form of the provider's answers.
type Shape struct {
	ID        string
	When      string // in words: when the provider answers so; "" for the usual errors
	Scheme    string // scheme of the code found at CodePath, "" if none of them
	CodePath  string // json path of the code, such as "code" or "error.code"
	Kind      string // "int" or "string"
	Message   string // json path of the message, if any
	RequestID string // json path of the request's id, if any
	Success   []Code // values of the code that mean success
	// Beside are json tags that stand beside the code in every answer: a value without one of them is none of the provider's.
	Beside []string
	// Markers are json tags that other APIs do not have: a value with the code path and all the markers is the
	// provider's. A shape without markers identifies nobody.
	Markers []string
}

// Scheme is one numbering of a provider: a set of codes of one kind.
type Scheme struct {
	ID      string
	Kind    string // "int", "string", "http" (statuses) or "exception" (names that are never on the wire)
	Pattern string // regular expression that every code matches, "" for any
	// StatusPrefix is the number of leading digits of a code that are its HTTP status, 0 if there are none.
	StatusPrefix int
	// Complete means that the table is closed: a code that fits the scheme and has no entry does not exist. Without it,
	// an unknown code is only unknown to us.
	Complete bool
	// Open means that the provider has codes which no table lists: nothing can be said of a code without an entry but that it may
	// be another one, misspelt.
	Open bool
	// Dense means that codes stand side by side, so that the neighbour of a code is no misspelling of it as a rule.
	Dense bool
	// FirstWord means that a code is the first word of an error's text, which is all that its SDK has of it.
	FirstWord bool
	// Distinctive means that a literal which fits the scheme identifies the provider by its own form.
	Distinctive bool
	AsOf        string // date of the table, "2006-01-02"
}

// takes reports whether codes of c's type belong to the scheme's kind.
func (s Scheme) takes(c Code) bool {
	switch s.Kind {
	case "int":
		return c.kind == kindInt
	case "http":
		return c.kind == kindInt && 100 <= c.num && c.num <= 999
	}
	return c.kind == kindString
}

// Source is a document the facts come from.
type Source struct {
	ID, Title, URL string
	Version        string // of the document or module, if it has one
	Retrieved      string // date, "2006-01-02"
	SHA256         string // of the document's text as it was read, in hex
	Note           string // what the rows were compared with, or what of it could not be read
}

// Lookup returns the entry of c. If several schemes have the code, the entry of the first of them.
func (p *Provider) Lookup(c Code) (Entry, bool) {
	return p.find(c, func(Entry) bool { return true })
}

// find returns the first entry of c that is a wanted one.
func (p *Provider) find(c Code, wanted func(Entry) bool) (Entry, bool) {
	for q := range p.family() {
		i, _ := slices.BinarySearchFunc(q.entries, Entry{Code: c}, Entry.compare)
		for ; i < len(q.entries) && q.entries[i].Code == c; i++ {
			if e := q.entries[i]; wanted(e) && (q == p || p.shares(q, e)) {
				return e, true
			}
		}
	}
	return Entry{}, false
}

// LookupIn is Lookup within the scheme of that id.
func (p *Provider) LookupIn(scheme string, c Code) (Entry, bool) {
	return p.find(c, func(e Entry) bool { return e.Scheme == scheme })
}

// Entries returns all entries, those of the provider itself before those it inherits: numeric codes by value, then
// string codes, and equal codes in the order of the schemes.
func (p *Provider) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for q := range p.family() {
			for _, e := range q.entries {
				if q != p && (p.shadows(e) || !p.shares(q, e)) {
					continue
				}
				if !yield(e) {
					return
				}
			}
		}
	}
}

// shadows reports whether p has an entry of its own in place of the inherited e.
func (p *Provider) shadows(e Entry) bool {
	i, _ := slices.BinarySearchFunc(p.entries, e, Entry.compare)
	for ; i < len(p.entries) && p.entries[i].Code == e.Code; i++ {
		if p.entries[i].Scheme == e.Scheme {
			return true
		}
	}
	return false
}

// Nearest returns the entries whose code, of the same type as c, is exactly one edit away from it: one character
// substituted, inserted or deleted, or two neighbours swapped. The numerically closest come first; strings are in
// alphabetical order.
func (p *Provider) Nearest(c Code) []Entry {
	text := []rune(c.Text())
	var near []Entry
	for e := range p.Entries() {
		if e.Code.kind == c.kind && oneEdit(text, []rune(e.Code.Text())) {
			near = append(near, e)
		}
	}
	slices.SortStableFunc(near, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(distance(a.Code.num, c.num), distance(b.Code.num, c.num)), a.compare(b))
	})
	return near
}

func distance(a, b int64) uint64 {
	if a < b {
		a, b = b, a
	}
	return uint64(a) - uint64(b)
}

// Success reports whether c means success, in any of the provider's shapes or schemes.
func (p *Provider) Success(c Code) bool {
	for s := range p.AllShapes() {
		if slices.Contains(s.Success, c) {
			return true
		}
	}
	e, ok := p.Lookup(c)
	return ok && e.Retry == Success
}

// Fits reports whether c could be a code of the provider: it has the kind of a scheme, matches its pattern and, if codes
// of the scheme begin with their HTTP status, begins with a status that the scheme uses.
func (p *Provider) Fits(c Code) bool {
	for q := range p.family() {
		for i := range q.Schemes {
			if owner, _ := p.scheme(q.Schemes[i].ID); owner == q && q.fits(i, c) && p.knownStatus(q.Schemes[i], c) {
				return true
			}
		}
	}
	return false
}

// FitsScheme is Fits for the scheme of that id.
func (p *Provider) FitsScheme(id string, c Code) bool {
	owner, i := p.scheme(id)
	return owner != nil && owner.fits(i, c) && p.knownStatus(owner.Schemes[i], c)
}

// AllSchemes returns the provider's schemes and those it inherits: of several with one id the nearest.
func (p *Provider) AllSchemes() iter.Seq[Scheme] {
	return func(yield func(Scheme) bool) {
		for q := range p.family() {
			for _, s := range q.Schemes {
				if owner, _ := p.scheme(s.ID); owner == q && !yield(s) {
					return
				}
			}
		}
	}
}

// AllShapes returns the provider's shapes and those it inherits, but for those in whose place it has one of the same id.
func (p *Provider) AllShapes() iter.Seq[Shape] {
	return func(yield func(Shape) bool) {
		var ids []string
		for q := range p.family() {
			for _, s := range q.Shapes {
				if !slices.Contains(ids, s.ID) && !yield(s) {
					return
				}
				ids = append(ids, s.ID)
			}
		}
	}
}

// Scheme returns the scheme of that id, own or inherited.
func (p *Provider) Scheme(id string) (Scheme, bool) {
	owner, i := p.scheme(id)
	if owner == nil {
		return Scheme{}, false
	}
	return owner.Schemes[i], true
}

// fits reports whether c has the kind and the pattern of the i-th scheme.
func (p *Provider) fits(i int, c Code) bool {
	return p.Schemes[i].takes(c) && (p.patterns[i] == nil || p.patterns[i]().MatchString(c.Text()))
}

// knownStatus reports whether some entry of the scheme has the status that c begins with.
func (p *Provider) knownStatus(s Scheme, c Code) bool {
	if s.StatusPrefix == 0 {
		return true
	}
	status, ok := statusPrefix(s, c)
	if !ok {
		return false
	}
	for e := range p.Entries() {
		if e.Scheme == s.ID && e.HTTP == status {
			return true
		}
	}
	return false
}

// statusPrefix returns the HTTP status that c begins with, for a scheme whose codes do.
func statusPrefix(s Scheme, c Code) (int, bool) {
	text := c.Text()
	if len(text) < s.StatusPrefix {
		return 0, false
	}
	n, err := strconv.Atoi(text[:s.StatusPrefix])
	return n, err == nil
}

// family yields p and all it extends, each once.
func (p *Provider) family() iter.Seq[*Provider] {
	return func(yield func(*Provider) bool) {
		queue := []*Provider{p}
		for i := 0; i < len(queue); i++ {
			if !yield(queue[i]) {
				return
			}
			for _, base := range queue[i].bases {
				if !slices.Contains(queue, base) {
					queue = append(queue, base)
				}
			}
		}
	}
}

// schemeIDs are the ids of the schemes, own or inherited.
func (p *Provider) schemeIDs() (ids []string) {
	for s := range p.AllSchemes() {
		ids = append(ids, s.ID)
	}
	return ids
}

// scheme returns the scheme of that id, own or inherited, with the provider that has it.
func (p *Provider) scheme(id string) (*Provider, int) {
	for q := range p.family() {
		for i, s := range q.Schemes {
			if s.ID == id {
				return q, i
			}
		}
	}
	return nil, -1
}

// sort restores the order of entries.
func (p *Provider) sort() {
	rank := func(e Entry) int {
		return slices.IndexFunc(p.Schemes, func(s Scheme) bool { return s.ID == e.Scheme })
	}
	for _, list := range [][]Entry{p.entries, p.families} {
		slices.SortStableFunc(list, func(a, b Entry) int {
			return cmp.Or(a.compare(b), cmp.Compare(rank(a), rank(b)))
		})
	}
}

// compile prepares the schemes' patterns, which validation has found to be good. Most processes never use them.
func (p *Provider) compile() {
	p.patterns = make([]func() *regexp.Regexp, len(p.Schemes))
	for i, s := range p.Schemes {
		if s.Pattern != "" {
			p.patterns[i] = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s.Pattern) })
		}
	}
}
