package site

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A predicateSpec is a function that says whether to retry: by its name, or by the place that it is given to.
type predicateSpec struct {
	fn   ast.Node // *ast.FuncDecl or *ast.FuncLit
	name string
	at   ast.Node // what to point at where no condition is
}

// isPredicate reports whether a function says by its name and signature whether to retry.
func (x *unit) isPredicate(fn *types.Func) bool {
	r := fn.Signature().Results()
	if r.Len() == 0 || r.Len() > 2 || !x.Says(lexicon.Retries, fn.Name()) || x.Says(lexicon.NotRetries, fn.Name()) {
		return false
	}
	b, ok := r.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool && (r.Len() == 1 || gotypes.IsError(r.At(1).Type()) || gotypes.IsDuration(r.At(1).Type()))
}

// notePolicies notes the predicates that a call hands to an option, or that it converts.
func (x *unit) notePolicies(call *ast.CallExpr, fn *types.Func, c *candidates) {
	path := ""
	if fn != nil && fn.Pkg() != nil {
		path = fn.Pkg().Path()
	}
	for _, a := range call.Args {
		x.notePolicy(gotypes.CalledName(call), path, a, c)
	}
}

// notePolicy notes a predicate that is given to a field or an option of that name; path is the option's package.
func (x *unit) notePolicy(name, path string, e ast.Expr, c *candidates) {
	if !library.TakesPredicate(name, path) {
		return
	}
	sig, ok := x.Info.TypeOf(e).(*types.Signature)
	if !ok || sig.Results().Len() == 0 || sig.Results().Len() > 2 || !api.IsAnswer(sig.Results().At(0).Type()) {
		return
	}
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		c.predicates = append(c.predicates, predicateSpec{e, name, e.Type})
		return
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return
	}
	if fn, ok := x.Info.Uses[id].(*types.Func); ok && fn.Pkg() == x.Pkg && !x.isPredicate(fn) {
		c.policies = append(c.policies, fn)
	}
}

// answer is the truth of what a predicate returns.
func (x *exec) answer(v *sym.Value) *sym.Value {
	if v.Op == sym.OpInt {
		return x.in.Bool(v.Int == library.TernaryTrue)
	}
	return v
}

// predicate is the set of outcomes for which a predicate answers yes.
func (x *unit) predicate(p predicateSpec) *Site {
	sig := x.SignatureOf(p.fn)
	e := x.newExec(p.fn)
	x.watch(e)
	fr := e.newFrame(p.fn, sig, nil, nil, "")
	st := &state{}
	o, grpc, ok := e.subject(fr, st, p.fn, sig)
	if !ok || foreignNumbers(x.Info, gotypes.Body(p.fn)) {
		return nil
	}
	st.outs = []*outcome{&o}
	site := &Site{Kind: domain.Predicate, Node: p.fn, Name: p.name}
	if grpc {
		site.Protocol = domain.GRPC
	}
	refuses := false
	var found []retry
	for _, r := range e.run(fr, []*state{st}) {
		if len(r.vals) == 0 {
			continue
		}
		again, no := e.decide(r.st, e.answer(r.vals[0]), p.at)
		refuses = refuses || len(no) > 0
		for _, s := range again {
			for _, o := range s.outs {
				if o.id.Node == p.fn && o.seen && !o.codes.Empty() {
					found = append(found, retry{path: Path{Codes: o.codes, Test: o.test, Wait: WaitOther, seen: true}, assume: s.assume})
				}
			}
		}
	}
	for _, r := range certain(found) {
		site.add(r.path)
	}
	if !refuses || len(site.Paths) == 0 { // what always says yes leaves the decision to its caller
		return nil
	}
	return site
}

// subject binds the parameters of a predicate that tell of an outcome: an error, a response, a status, a gRPC code; or
// its receiver, if that is an error with a status or a response.
func (x *exec) subject(fr *frame, st *state, fn ast.Node, sig *types.Signature) (o outcome, grpc, ok bool) {
	o = outcome{
		id: sym.AttemptID{Node: fn, Path: "", Round: 1}, proto: domain.ProtoOpaque, tries: 1, seq: x.nextSeq(),
		codes: codeset.StatusRange(100, 999).Union(domain.NonStatus), failed: domain.Yes,
	}
	bind := func(p *types.Var, i int) {
		result := sym.Value{Op: sym.OpResult, Node: fn, N: 1, Int: int64(i), Typ: p.Type(), Deps: sym.DepOutcome}
		switch n := gotypes.Named(p.Type()); {
		case i == summary.Receiver:
			if n == nil || !x.Answers(n) && !(gotypes.ImplementsError(n) && x.CarriesStatus(n) && !x.Says(lexicon.ErrorKinds, n.Obj().Name())) {
				return
			}
			o.seen = true
		case gotypes.IsError(p.Type()):
			if x.looksAtGRPC(gotypes.Body(fn)) {
				grpc = true
				o.codes = codeset.StatusRange(0, 16)
			}
		case api.IsGRPCCode(p.Type()):
			result.Op, result.Int, grpc = sym.OpGRPCCode, 0, true
			o.codes, o.seen, o.failed = codeset.StatusRange(0, 16), true, domain.Unknown
		case n != nil && x.Answers(n):
			o.proto, o.seen, o.failed = domain.ProtoHTTP, true, domain.Unknown
			o.codes = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
		case n != nil && api.HoldsAnswer(n):
			o.proto, o.seen, o.failed = domain.ProtoHTTP, true, domain.Unknown
			o.codes = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
		case gotypes.IsInteger(p.Type()) && x.Says(lexicon.StatusParams, p.Name()):
			result = sym.Value{Op: sym.OpStatus, Node: fn, N: 1, Deps: sym.DepOutcome, Typ: p.Type()}
			o.seen, o.failed = true, domain.Unknown
			o.codes = domain.PlainStatuses
			if gotypes.TakesError(sig) { // which is then about what has no status
				o.proto, o.codes = domain.ProtoHTTP, o.codes.Union(codeset.TransportOnly())
			}
		default:
			return
		}
		ok = true
		v := x.in.Make(result)
		st.set(sym.Key{Obj: p, Frame: fr.id}, v)
		if n := gotypes.Named(p.Type()); n != nil && api.HoldsAnswer(n) {
			x.counts(st, v, n)
		}
	}
	for i := range sig.Params().Len() {
		bind(sig.Params().At(i), i)
	}
	if r := sig.Recv(); r != nil && !ok {
		bind(r, summary.Receiver)
	}
	return o, grpc, ok
}

// counts sets the numbers of a record of an attempt to unknowns: how many there were says nothing of the answer.
func (x *exec) counts(st *state, record *sym.Value, n *types.Named) {
	s := n.Underlying().(*types.Struct)
	for i := range s.NumFields() {
		if f := s.Field(i); gotypes.IsInteger(f.Type()) {
			st.set(sym.Key{Base: record, Field: f.Name()}, x.in.Fresh(f.Type(), 0))
		}
	}
}

// looksAtGRPC reports whether a body asks an error for its gRPC code.
func (x *program) looksAtGRPC(body ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && !found {
			fn, ok := typeutil.Callee(x.Info, c).(*types.Func)
			found = ok && api.IsGRPCResult(fn)
		}
		return !found
	})
	return found
}

// foreignNumbers reports whether a body compares with numbers that are no HTTP statuses: its codes are a provider's.
func foreignNumbers(info *types.Info, body ast.Node) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if tv := info.Types[e]; tv.Value != nil {
				if s := tv.Value.ExactString(); len(s) > 3 && strings.Trim(s, "0123456789") == "" {
					found = true
				}
			}
		}
		return !found
	})
	return found
}
