package retry

import (
	"cmp"
	"go/ast"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
)

// A Wait is what delays a retry.
type Wait uint8

const (
	WaitNone    Wait = iota // nothing
	WaitFixed               // the same constant delay on every round
	WaitOnce                // a constant delay, on a path with one retry only
	WaitGrowing             // a delay that grows
	WaitOther               // jittered, told by the server, a limiter's, a library's, or not known
)

// A Path is one way to come to an attempt again.
type Path struct {
	Codes    codeset.Statuses // the outcomes of the attempt with which the path is taken
	Wait     Wait
	Delay    time.Duration // of WaitFixed and WaitOnce
	Grown    Growth
	Test     ast.Node // the last condition on the outcome; may be nil
	Renewed  bool     // credentials were renewed on the way: it is another request
	Touched  bool     // something named like a credential was used on the way
	Stale    bool     // others were got on the way, but the request still has those of before
	Told     Told     // when the server wants it back, where the path waits without regard to that; may be zero
	Read     Reading  // where Retry-After of a 429 is read, where the path waits without regard to that; may be zero
	Provider []ProviderCodes
	Named    bool // the error was asked for the words of a refusal: somebody has decided what not to retry
	Seen     bool // the path looked at the status
}

// ProviderCodes are the codes of a provider with which a path is taken.
type ProviderCodes struct {
	Provider string
	Scheme   string // of the provider's codes that the carrier holds; "" for any
	Field    string // the carrier's name
	SDK      bool   // which is one of an SDK's
	Ints     codeset.Ints
	Strings  codeset.Strings
	IsString bool
}

// ofOneCode reports whether two carriers hold codes of the same numbering.
func (p ProviderCodes) ofOneCode(q ProviderCodes) bool {
	return p.Provider == q.Provider && p.IsString == q.IsString && (p.Scheme == q.Scheme || p.Scheme == "" || q.Scheme == "")
}

// Says is what the catalog says of a code of the path, among those that are named and certain enough, of which it says something; false if
// there is none.
func (p Path) Says(cat *catalog.Catalog, something func(catalog.Entry) bool) (catalog.Entry, bool) {
	for _, set := range p.Provider {
		if !set.Named() {
			continue
		}
		for _, e := range set.Entries(cat) {
			if something(e) && e.Confidence > catalog.Low && p.May(set, e) {
				e.Provider = set.Provider
				return e, true
			}
		}
	}
	return catalog.Entry{}, false
}

// May reports whether an answer with a code, one of a set of the path, may have taken the path. A body that repeats HTTP's statuses comes with
// any.
func (p Path) May(set ProviderCodes, e catalog.Entry) bool {
	return e.HTTP == 0 || set.OfStatuses() || p.Codes.Contains(e.HTTP)
}

// OfStatuses reports whether the codes are those of a body that repeats HTTP's statuses.
func (p ProviderCodes) OfStatuses() bool { return p.Provider == domain.StatusProvider }

// common is what both hold.
func (p ProviderCodes) common(q ProviderCodes) ProviderCodes {
	p.Scheme, p.SDK = cmp.Or(p.Scheme, q.Scheme), p.SDK && q.SDK
	p.Ints, p.Strings = p.Ints.Intersect(q.Ints), p.Strings.Intersect(q.Strings)
	return p
}

func (p ProviderCodes) empty() bool {
	if p.IsString {
		return p.Strings.Empty()
	}
	return p.Ints.Empty()
}

// Contains reports whether the set holds a code.
func (p ProviderCodes) Contains(c catalog.Code) bool {
	if c.IsString() != p.IsString {
		return false
	}
	if p.IsString {
		return p.Strings.Contains(c.Text())
	}
	return p.Ints.Contains(c.Int())
}

// Named reports whether the codes are named one by one, and not all but some.
func (p ProviderCodes) Named() bool {
	if p.IsString {
		_, named := p.Strings.Finite()
		return named
	}
	const many = 16 // in a row: those are a range
	for from, to := range p.Ints.Intervals() {
		if uint64(to)-uint64(from) > many {
			return false
		}
	}
	return true
}

// Entries are the provider's codes in the set: those that it lists, and of those that are named one by one the others as well, where
// the family that they are of says what they are.
func (p ProviderCodes) Entries(cat *catalog.Catalog) []catalog.Entry {
	prov, ok := cat.Provider(p.Provider)
	if !ok {
		return nil
	}
	var out []catalog.Entry
	for e := range prov.Entries() {
		if (p.Scheme == "" || e.Scheme == p.Scheme) && p.Contains(e.Code) {
			out = append(out, e)
		}
	}
	if !p.IsString {
		return out
	}
	named, _ := p.Strings.Finite()
	for _, text := range named {
		c := catalog.String(text)
		if slices.ContainsFunc(out, func(e catalog.Entry) bool { return e.Code == c }) {
			continue
		}
		if e, ok := prov.Family(p.Scheme, c); ok {
			out = append(out, e)
		}
	}
	return out
}

// A Site is a place from which the same attempt can be made again.
type Site struct {
	Kind     domain.Kind
	Protocol domain.Protocol
	Node     ast.Node         // the loop, the recursive call, the predicate or the table
	Attempt  *ast.CallExpr    // nil for Predicate, Table and Policy
	Entry    *ast.CallExpr    // by which a caller gave the attempt to the function that goes round; may be nil
	Name     string           // of a predicate or table
	Hinted   codeset.Statuses // for which the server may say how long to wait, and is heard
	Hintless ast.Node         // where it is decided to come back at once, as the server has not said when, of 429 that waits otherwise; may be nil
	Listed   bool             // the codes are named one by one
	Heard    Heard            // for which outcomes Retry-After is read
	Schedule library.Schedule // of a Callback: how often and how fast its library tries
	Final    string           // of a Callback: what marks an error as final for it, as a program names that; "" if nothing does
	Helper   string           // of a Callback: what calls it again for the errors that it returns, if nothing marks one as final for that
	Paths    []Path
	Unread   codeset.Statuses      // what may go round as well, depending on what was not understood
	Why      Silence               // what that is; None if there is none of Unread
	Held     Silence               // what would keep the rules from hearing of it, were they not strict; None as a rule
	callers  map[ast.Node]ast.Node // places of its own, for decisions that it shares with others, which go round with something else
	waiting  map[ast.Node]ast.Node // the same, which wait otherwise
}

// Retries is the retry set: the union over all paths.
func (s *Site) Retries() codeset.Statuses {
	var all codeset.Statuses
	for _, p := range s.Paths {
		all = all.Union(p.Codes)
	}
	return all
}
