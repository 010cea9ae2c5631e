package models

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// ofStream is what the stream of an attempt says that returned nothing else: why there is no more, which is the error of the attempt, or whether
// there is more, which is no judgement on it: there is an end to all streams.
func (x modelled) ofStream(c symexec.Callee) *sym.Value {
	of := c.Recv
	if of == nil || of.Op != sym.OpResult || of.Typ == nil || !gotypes.IsStream(of.Typ) {
		return nil
	}
	if call, ok := of.Node.(*ast.CallExpr); !ok || !types.Identical(x.Info.TypeOf(call), of.Typ) { // with an error of its own, say
		return nil
	}
	switch c.Fn.Name() {
	case "Err":
		err := *of
		err.Int, err.Typ = of.Int+1, c.Sig.Results().At(0).Type()
		return x.In.Make(err)
	case "Next":
		return x.In.Fresh(types.Typ[types.Bool], 0)
	}
	return nil
}

// Subject binds the parameters of a predicate that tell of an outcome: an error, a response, a status, a gRPC code; or
// its receiver, if that is an error with a status or a response.
func Subject(x *symexec.Exec, fr *paths.Frame, st *paths.State, fn ast.Node, sig *types.Signature) (o paths.Outcome, grpc, ok bool) {
	o = paths.Outcome{
		Id: sym.AttemptID{Node: fn, Path: "", Round: 1}, Proto: domain.ProtoOpaque, Tries: 1, Seq: x.NextSeq(),
		Codes: codeset.StatusRange(100, 999).Union(domain.NonStatus), Failed: domain.Yes,
	}
	bind := func(p *types.Var, i int) {
		result := sym.Value{Op: sym.OpResult, Node: fn, N: 1, Int: int64(i), Typ: p.Type(), Deps: sym.DepOutcome}
		switch n := gotypes.Named(p.Type()); {
		case i == summary.Receiver:
			if n == nil || !x.Answers(n) && !(gotypes.ImplementsError(n) && x.CarriesStatus(n) && !x.Says(lexicon.ErrorKinds, n.Obj().Name())) {
				return
			}
			o.Seen = true
		case gotypes.IsError(p.Type()):
			if looksAtGRPC(x, gotypes.Body(fn)) {
				grpc = true
				o.Codes = codeset.StatusRange(0, 16)
			}
		case api.IsGRPCCode(p.Type()):
			result.Op, result.Int, grpc = sym.OpGRPCCode, 0, true
			o.Codes, o.Seen, o.Failed = codeset.StatusRange(0, 16), true, domain.Unknown
		case n != nil && x.Answers(n):
			o.Proto, o.Seen, o.Failed = domain.ProtoHTTP, true, domain.Unknown
			o.Codes = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
		case n != nil && api.HoldsAnswer(n):
			o.Proto, o.Seen, o.Failed = domain.ProtoHTTP, true, domain.Unknown
			o.Codes = codeset.StatusRange(100, 999).Union(codeset.TransportOnly())
		case gotypes.IsInteger(p.Type()) && x.Says(lexicon.StatusParams, p.Name()):
			result = sym.Value{Op: sym.OpStatus, Node: fn, N: 1, Deps: sym.DepOutcome, Typ: p.Type()}
			o.Seen, o.Failed = true, domain.Unknown
			o.Codes = domain.PlainStatuses
			if gotypes.TakesError(sig) { // which is then about what has no status
				o.Proto, o.Codes = domain.ProtoHTTP, o.Codes.Union(codeset.TransportOnly())
			}
		default:
			return
		}
		ok = true
		v := x.In.Make(result)
		st.Set(sym.Key{Obj: p, Frame: fr.Id}, v)
		if n := gotypes.Named(p.Type()); n != nil {
			counts(x, st, v, n)
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

// counts sets the numbers of a record of an attempt to unknowns: how many there were says nothing of the answer. Beside the plain response all
// are such, in place of it those that count attempts by their name.
func counts(x *symexec.Exec, st *paths.State, record *sym.Value, n *types.Named) {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return
	}
	beside := api.HoldsAnswer(n)
	for i := range s.NumFields() {
		if f := s.Field(i); gotypes.IsInteger(f.Type()) && (beside || x.Says(lexicon.Attempts, f.Name())) {
			st.Set(sym.Key{Base: record, Field: f.Name()}, x.In.Fresh(f.Type(), 0))
		}
	}
}

// looksAtGRPC reports whether a body asks an error for its gRPC code.
func looksAtGRPC(x *symexec.Exec, body ast.Node) bool {
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
