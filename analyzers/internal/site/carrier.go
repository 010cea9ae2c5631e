package site

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// carrierMethod is a method that returns the status: StatusCode(), HTTPStatusCode(), Code() on a gRPC status.
func (x *exec) carrierMethod(c callee) (*sym.Value, bool) {
	if c.recv == nil || c.sig == nil || c.sig.Params().Len() != 0 || c.sig.Results().Len() != 1 || x.Decls[c.fn.Origin()] != nil {
		return nil, false
	}
	id, ok := c.recv.Attempt()
	if !ok {
		return nil, false
	}
	t := c.sig.Results().At(0).Type()
	if api.IsGRPCCode(t) {
		return x.in.Make(sym.Value{Op: sym.OpGRPCCode, Node: id.Node, Name: id.Path, N: id.Round, Deps: sym.DepOutcome, Typ: t}), true
	}
	if api.StatusMethod(c.fn) {
		return x.status(id, t), true
	}
	return nil, false
}

// protocolOf judges whether a declared function sends a request.
func (x *unit) protocolOf(fn *types.Func, sig *types.Signature) (domain.Proto, bool) {
	if sig == nil {
		return 0, false
	}
	switch x.FullName(fn) {
	case "(*net/http.Client).Do", "(*net/http.Client).Get", "(*net/http.Client).Post", "(*net/http.Client).PostForm", "(*net/http.Client).Head",
		"net/http.Get", "net/http.Post", "net/http.PostForm", "net/http.Head",
		"(net/http.RoundTripper).RoundTrip", "(*net/http.Transport).RoundTrip":
		return domain.ProtoHTTP, true
	}
	if fi := x.infos[fn.Origin()]; fi != nil && !fi.touches && !fi.leaves || x.FullName(fn) == "net/http.ReadResponse" {
		return 0, false // it has the look of one that sends
	}
	if p, ok := api.SignatureProtocol(sig); ok {
		if p == domain.ProtoDoer && (fn.Name() == "Do" || fn.Name() == "RoundTrip") && gotypes.TakesRequest(sig) && x.Decls[fn.Origin()] == nil && fn.Signature().Recv() != nil {
			if _, isInterface := fn.Signature().Recv().Type().Underlying().(*types.Interface); isInterface {
				return domain.ProtoHTTP, true
			}
		}
		return p, true
	}
	if r := fn.Signature().Recv(); r != nil && fn.Pkg() != nil && fn.Pkg().Path() == "google.golang.org/grpc" && fn.Name() == "SendMsg" {
		return domain.ProtoGRPC, true
	}
	return 0, false
}

// expected reports whether an operand that is not known is named like the status that the caller wants.
func expected(v *sym.Value) bool {
	name := v.Name
	if v.Obj != nil {
		name = v.Obj.Name()
	}
	return lexicon.Wanted.Has(name)
}
