package effects

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// ProtocolOf judges whether a declared function sends a request.
func (x *Functions) ProtocolOf(fn *types.Func, sig *types.Signature) (domain.Proto, bool) {
	if sig == nil {
		return 0, false
	}
	switch x.FullName(fn) {
	case "(*net/http.Client).Do", "(*net/http.Client).Get", "(*net/http.Client).Post", "(*net/http.Client).PostForm", "(*net/http.Client).Head",
		"net/http.Get", "net/http.Post", "net/http.PostForm", "net/http.Head",
		"(net/http.RoundTripper).RoundTrip", "(*net/http.Transport).RoundTrip":
		return domain.ProtoHTTP, true
	}
	if fi := x.Infos[fn.Origin()]; fi != nil && !fi.Touches && !fi.Leaves || x.FullName(fn) == "net/http.ReadResponse" {
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
