package api

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
)

// cataloguedTest is what a catalog says of a function that tests an error; nil if it says nothing.
func (x *Vocabulary) cataloguedTest(fullName string) *catalog.Predicate {
	if _, p, ok := x.Catalog.ByPredicate(library.Uninstantiated(fullName)); ok {
		return &p
	}
	return nil
}

// A Entry is what the table of libraries says of a function.
type Entry struct {
	Mark    library.Mark
	Step    library.Step
	Test    library.Test
	Tests   bool
	Code    library.Carriage
	List    library.List
	Lists   bool
	Same    bool               // returns its argument, in another form
	All     bool               // a method that makes a client try again whatever the status
	Adjusts bool               // it is an option, a policy or what makes one
	Builds  bool               // a method that tells a builder something
	Refuses bool               // the error that it returns carries a status, if the API refused
	Retries bool               // it tries again itself before it returns one
	Repeats *library.Repeat    // how, where that is certain; may be nil
	Asks    *catalog.Predicate // a catalog says what it tests an error for; may be nil
}

// EntryOf looks a function up once; nil is one that the table does not know.
func (x *Vocabulary) EntryOf(fn *types.Func) *Entry {
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == x.Pkg || gotypes.IsStd(fn.Pkg().Path()) {
		return nil
	}
	fn = fn.Origin()
	if l, ok := x.entries[fn]; ok {
		return l
	}
	name := x.FullName(fn)
	l := &Entry{Mark: library.MarkOf(name), Code: library.CodeOf(name)}
	kept := gotypes.KeepsError(fn.Signature())
	whole := kept || !x.Says(lexicon.Streams, fn.Name()) // what comes later fails otherwise than the request, unless both are asked in one
	if api, ok := library.APIOf(fn.Pkg().Path()); ok && fn.Signature().Recv() != nil && whole {
		l.Refuses, l.Retries = true, api.Retries
	}
	l.Step, _ = library.StepOf(name)
	l.Test, l.Tests = library.TestOf(name)
	if !l.Tests {
		l.Asks = x.cataloguedTest(name)
	}
	l.List, l.Lists = library.ListOf(name)
	l.Same = library.Returns(name)
	l.All = library.RetriesAll(name)
	if r, ok := library.RepeatOf(fn.Pkg().Path(), name); ok && (kept || gotypes.FailsLast(fn.Signature())) && whole {
		l.Repeats = &r
	}
	if _, l.Adjusts = library.SettingsOf(name); fn.Signature().Recv() != nil {
		l.Builds = l.Adjusts
	}
	if *l == (Entry{}) {
		l = nil
	}
	x.entries[fn] = l
	return l
}

// RepeatOf is what a function of another package repeats by itself where it is called; nil if it is not certain that it does.
func (x *Vocabulary) RepeatOf(fn *types.Func, call *ast.CallExpr) *domain.Repeat {
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == x.Pkg {
		return nil
	}
	if gotypes.IsStd(fn.Pkg().Path()) {
		return x.standardRepeat(fn, call)
	}
	if s := x.SummaryOf(fn); s != nil && s.Again != nil {
		return s.Again
	}
	l := x.EntryOf(fn)
	if l == nil || l.Repeats == nil {
		return nil
	}
	if r, ok := x.repeatsAt[call]; ok {
		return r
	}
	r, ok := x.repeatAt(call, *l.Repeats, false)
	if !ok {
		if r, ok = x.repeats[l.Repeats.Of]; !ok {
			r = x.clientRepeat(*l.Repeats)
			x.repeats[l.Repeats.Of] = r
		}
	}
	x.repeatsAt[call] = r
	return r
}

// standardRepeat is what a client of net/http repeats whose transport is one that does so.
func (x *Vocabulary) standardRepeat(fn *types.Func, call *ast.CallExpr) *domain.Repeat {
	if recv := fn.Signature().Recv(); call == nil || fn.Pkg().Path() != "net/http" || recv == nil || !gotypes.TypeIs(recv.Type(), "net/http.Client") {
		return nil
	}
	if r, ok := x.repeatsAt[call]; ok {
		return r
	}
	var r *domain.Repeat
	for _, client := range library.Standards() {
		if x.imports(client.Family) {
			if r, _ = x.repeatAt(call, client, true); r != nil {
				break
			}
		}
	}
	if r == nil && x.importsTransport() {
		if sends := x.TransportOf(call); sends != nil && sends.Pkg() != x.Pkg {
			r = x.SummaryOf(sends).Again
		}
	}
	x.repeatsAt[call] = r
	return r
}

// imports reports whether the package itself imports one of a family.
func (x *Vocabulary) imports(family string) bool {
	return slices.ContainsFunc(x.Pkg.Imports(), func(p *types.Package) bool { return strings.HasPrefix(p.Path(), family) })
}

// clientRepeat is what a client repeats that this package makes and whose repeating it leaves as it is, or gives a number.
// Of a client that comes from elsewhere nothing is certain.
func (x *Vocabulary) clientRepeat(client library.Repeat) *domain.Repeat {
	use := clientUse{Vocabulary: x, client: client, attempts: client.Attempts}
	x.inspect(use.visit)
	if use.made == 0 || use.changed || use.attempts == 1 || use.settings > 1 || use.settings == 1 && use.made > 1 {
		return nil
	}
	return &domain.Repeat{Codes: CodesOf(client), Attempts: use.attempts}
}

// WaitsAmidst reports whether a client, if a function is one of a client that waits between its own attempts alone, waits for nothing before the
// first one: the package hangs nothing of its own there.
func (x *Vocabulary) WaitsAmidst(fn *types.Func) (amidst, ofClient bool) {
	l := x.EntryOf(fn)
	if l == nil || l.Repeats == nil || l.Repeats.Before == nil {
		return false, false
	}
	amidst, known := x.amidst[l.Repeats.Of]
	if !known {
		use := clientUse{Vocabulary: x, client: *l.Repeats}
		amidst = true
		x.inspect(func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if ok && slices.Contains(l.Repeats.Before, id.Name) && use.ours(id) {
				amidst = false
			}
			return amidst
		})
		x.amidst[l.Repeats.Of] = amidst
	}
	return amidst, true
}

// CodesOf are the outcomes after which a client sends its request again by itself.
func CodesOf(client library.Repeat) codeset.Statuses {
	codes := codeset.Statuses{}
	if !client.Answered {
		codes = codeset.TransportOnly()
	}
	for _, r := range client.Statuses {
		codes = codes.Union(codeset.StatusRange(r[0], r[1]))
	}
	return codes
}

// A clientUse is what a package does with a client that repeats: how often it makes one and sets how often that tries, and
// whether it changes anything else of its repeating.
type clientUse struct {
	*Vocabulary
	client         library.Repeat
	made, settings int
	attempts       int
	changed        bool
}

func (u *clientUse) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		id := gotypes.CalledIdent(n)
		switch {
		case id == nil || !u.ours(id):
		case u.client.Makes(id.Name):
			u.made++
		case id.Name == u.client.Setting && len(n.Args) == 1:
			u.set(n.Args[0])
		}
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			if sel, ok := l.(*ast.SelectorExpr); ok && sel.Sel.Name == u.client.Setting && u.ours(sel.Sel) && len(n.Rhs) == len(n.Lhs) {
				u.set(n.Rhs[i])
			}
		}
	case *ast.KeyValueExpr:
		if id, ok := n.Key.(*ast.Ident); ok && id.Name == u.client.Setting && u.ours(id) {
			u.set(n.Value)
		}
	case *ast.Ident:
		u.changed = u.changed || n.Name != u.client.Setting && u.Says(lexicon.RetrySettings, n.Name) && !u.Says(lexicon.PaceSettings, n.Name) && u.ours(n)
	}
	return true
}

func (u *clientUse) set(value ast.Expr) {
	u.settings++
	u.attempts = 0
	if n, ok := gotypes.IntConstant(u.Info, value); ok {
		u.attempts = u.client.Tries(int(n))
	}
}

// ours reports whether a function or variable belongs to the client's packages.
func (u *clientUse) ours(id *ast.Ident) bool {
	obj := u.Info.Uses[id]
	if obj == nil || obj.Pkg() == nil || !strings.HasPrefix(obj.Pkg().Path(), u.client.Family) {
		return false
	}
	switch obj.(type) {
	case *types.Func, *types.Var:
		return true
	}
	return false
}

// A Client is a call that makes a client which sends requests again by itself.
type Client struct {
	Call   *ast.CallExpr
	Repeat library.Repeat
}

// Clients are the calls of the package that make such clients, for inventories.
func (x *Vocabulary) Clients() []Client {
	var out []Client
	known := library.Clients()
	for _, f := range x.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			id := gotypes.CalledIdent(call)
			fn, _ := x.Info.Uses[id].(*types.Func)
			if id == nil || fn == nil || fn.Pkg() == nil || fn.Signature().Recv() != nil {
				return true
			}
			for _, r := range known {
				if strings.HasPrefix(fn.Pkg().Path(), r.Family) && r.Makes(fn.Name()) && r.Attempts != 1 {
					out = append(out, Client{call, r})
					break
				}
			}
			return true
		})
	}
	return out
}
