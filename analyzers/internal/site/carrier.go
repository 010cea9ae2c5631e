package site

import (
	"go/types"
	"reflect"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// A carriage says what a field or method holds of an attempt's outcome.
type carriage uint8

const (
	carriesNothing carriage = iota
	carriesStatus
	carriesGRPC
)

// carrierOf judges a struct field. A name that can mean nothing else is taken as it stands; Status and Code only on a
// type that is an error, and only if no clearer field stands beside it and its json tag does not name a body's code.
func (x *unit) carrierOf(owner types.Type, f *types.Var) carriage {
	k := carrierField{owner, f}
	c, ok := x.carriers[k]
	if !ok {
		c = x.judgeCarrier(owner, f)
		x.carriers[k] = c
	}
	return c
}

type carrierField struct {
	owner types.Type
	field *types.Var
}

// judgeCarrier is carrierOf for a field that nobody has asked for before.
func (x *unit) judgeCarrier(owner types.Type, f *types.Var) carriage {
	if isGRPCCode(f.Type()) {
		return carriesGRPC
	}
	n := gotypes.Named(owner)
	if n != nil && x.statusField(n, f.Name()) {
		return carriesStatus
	}
	b, ok := f.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&types.IsInteger == 0 {
		return carriesNothing
	}
	if x.Says(lexicon.ClearStatus, f.Name()) {
		if decoded(owner, f) && (n == nil || !gotypes.ImplementsError(n)) {
			return carriesNothing // a body's own code, whatever its name
		}
		return carriesStatus
	}
	if n == nil {
		return carriesNothing
	}
	if !x.Says(lexicon.PlainStatus, f.Name()) || !gotypes.ImplementsError(n) {
		return carriesNothing
	}
	if p, t, ok := x.catalog.ByType(gotypes.TypeName(n)); ok && p != nil && t.Code == f.Name() {
		return carriesNothing
	}
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return carriesNothing
	}
	for i := range s.NumFields() {
		g := s.Field(i)
		if g == f {
			if lexicon.CodeOnly.Has(f.Name()) && reflect.StructTag(s.Tag(i)).Get("json") != "" {
				return carriesNothing
			}
			continue
		}
		if x.Says(lexicon.ClearStatus, g.Name()) || lexicon.CodeOnly.Has(f.Name()) && lexicon.StatusOnly.Has(g.Name()) {
			return carriesNothing
		}
	}
	return carriesStatus
}

// decoded reports whether a field has a json tag: its value comes from a body.
func decoded(owner types.Type, f *types.Var) bool {
	s := gotypes.JSONStruct(owner)
	if s == nil {
		return false
	}
	for i := range s.NumFields() {
		if s.Field(i) == f {
			return reflect.StructTag(s.Tag(i)).Get("json") != ""
		}
	}
	return false
}

// carriesCode reports whether a field is the code of a catalogued SDK error.
func (x *unit) carriesCode(owner types.Type, f *types.Var) bool {
	n := gotypes.Named(owner)
	if n == nil || f.Name() != "Code" && f.Name() != "ErrorCode" {
		return false
	}
	_, t, ok := x.catalog.ByType(gotypes.TypeName(n))
	return ok && t.Code == f.Name()
}

func isGRPCCode(t types.Type) bool {
	n := gotypes.Named(t)
	return n != nil && library.IsGRPCCode(gotypes.TypeName(n))
}

// carrierMethod is a method that returns the status: StatusCode(), HTTPStatusCode(), Code() on a gRPC status.
func (x *exec) carrierMethod(c callee) (*value, bool) {
	if c.recv == nil || c.sig == nil || c.sig.Params().Len() != 0 || c.sig.Results().Len() != 1 || x.Decls[c.fn.Origin()] != nil {
		return nil, false
	}
	id, ok := c.recv.attempt()
	if !ok {
		return nil, false
	}
	t := c.sig.Results().At(0).Type()
	if isGRPCCode(t) {
		return x.in.make(value{op: opGRPCCode, node: id.node, name: id.path, n: id.round, deps: depOutcome, typ: t}), true
	}
	if statusMethod(c.fn) {
		return x.status(id, t), true
	}
	return nil, false
}

// statusMethod reports whether a method returns a status: StatusCode(), GetStatusCode(), or Status() of a response.
func statusMethod(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 || sig.Results().Len() != 1 || !gotypes.IsInteger(sig.Results().At(0).Type()) {
		return false
	}
	if lexicon.StatusGetter.Has(fn.Name()) {
		return true
	}
	if _, plain := types.Unalias(sig.Results().At(0).Type()).(*types.Basic); !plain {
		return false // a state of its own: serving, pending
	}
	n := gotypes.Named(sig.Recv().Type())
	return n != nil && lexicon.AnswerStatus.Has(fn.Name()) && lexicon.Responses.Has(n.Obj().Name())
}

// carriesStatus reports whether an error type has a field or method that holds a status.
func (x *unit) carriesStatus(t types.Type) bool {
	n := gotypes.Named(t)
	if n == nil {
		return false
	}
	if s, ok := n.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			f := s.Field(i)
			if x.carrierOf(n, f) != carriesNothing {
				return true
			}
			r := gotypes.Named(f.Type())
			if r == nil {
				continue
			}
			if gotypes.IsResponse(r) {
				return true
			}
			if s, ok := r.Underlying().(*types.Struct); ok { // what the server said, as a whole
				for g := range s.Fields() {
					if x.carrierOf(r, g) != carriesNothing {
						return true
					}
				}
			}
		}
	}
	ms := types.NewMethodSet(types.NewPointer(n))
	if _, ok := n.Underlying().(*types.Interface); ok {
		ms = types.NewMethodSet(n)
	}
	for i := range ms.Len() {
		if f, ok := ms.At(i).Obj().(*types.Func); ok && statusMethod(f) {
			return true
		}
	}
	return false
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
	if p, ok := signatureProtocol(sig); ok {
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

// signatureProtocol judges by the signature: (*http.Response, error), or a last parameter ...grpc.CallOption.
func signatureProtocol(sig *types.Signature) (domain.Proto, bool) {
	n := sig.Results().Len()
	if n == 0 || !gotypes.IsError(sig.Results().At(n-1).Type()) {
		return 0, false
	}
	if sig.Variadic() {
		if s, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice); ok {
			if gotypes.TypeIs(s.Elem(), "google.golang.org/grpc.CallOption") {
				return domain.ProtoGRPC, true
			}
		}
	}
	if n == 2 {
		if p, ok := types.Unalias(sig.Results().At(0).Type()).(*types.Pointer); ok {
			switch {
			case gotypes.IsResponse(p):
				return domain.ProtoDoer, true
			case gotypes.TypeIs(p, "connectrpc.com/connect.Response"):
				return domain.ProtoGRPC, true
			}
		}
	}
	return 0, false
}

// expected reports whether an operand that is not known is named like the status that the caller wants.
func expected(v *value) bool {
	name := v.name
	if v.obj != nil {
		name = v.obj.Name()
	}
	return lexicon.Wanted.Has(name)
}
