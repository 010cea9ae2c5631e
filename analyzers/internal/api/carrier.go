package api

import (
	"go/constant"
	"go/types"
	"reflect"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// A Carriage says what a field or method holds of an attempt's outcome.
type Carriage uint8

const (
	CarriesNothing Carriage = iota
	CarriesStatus
	CarriesGRPC
)

// CarrierOf judges a struct field. What the package puts into it comes first. A name that can mean nothing else is taken as it stands;
// Status and Code only on a type that is an error, and only if no clearer field stands beside it and its json tag does not name a body's code.
func (x *Vocabulary) CarrierOf(owner types.Type, f *types.Var) Carriage {
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

// judgeCarrier is CarrierOf for a field that nobody has asked for before.
func (x *Vocabulary) judgeCarrier(owner types.Type, f *types.Var) Carriage {
	if IsGRPCCode(f.Type()) {
		return CarriesGRPC
	}
	n := gotypes.Named(owner)
	if n != nil && x.statusField(n, f.Name()) || x.sdks().statuses[f] {
		return CarriesStatus
	}
	b, ok := f.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&types.IsInteger == 0 {
		return CarriesNothing
	}
	if (n == nil || gotypes.ImplementsError(n) || !decoded(owner, f)) && x.filled(f) {
		return CarriesStatus
	}
	if x.misfilled(f) || otherScale(f.Type()) {
		return CarriesNothing
	}
	if x.Says(lexicon.ClearStatus, f.Name()) {
		if decoded(owner, f) && (n == nil || !gotypes.ImplementsError(n)) {
			return CarriesNothing // a body's own code, whatever its name
		}
		return CarriesStatus
	}
	if n == nil {
		return CarriesNothing
	}
	if !x.Says(lexicon.PlainStatus, f.Name()) || !gotypes.ImplementsError(n) {
		return CarriesNothing
	}
	if x.SDKCarrier(f) {
		return CarriesNothing
	}
	if p, t, ok := x.Catalog.ByType(gotypes.TypeName(n)); ok && p != nil && t.Code == f.Name() {
		return CarriesNothing
	}
	if x.outdone(n, f) {
		return CarriesNothing
	}
	return CarriesStatus
}

// otherScale reports whether an integer has a type of its own with values of its own, none of which is a status: the code that a stream
// of HTTP/2 is reset with, say.
func otherScale(t types.Type) bool {
	n := gotypes.Named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return false
	}
	scope, values := n.Obj().Pkg().Scope(), 0
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || !types.Identical(c.Type(), n) {
			continue
		}
		if v, exact := constant.Int64Val(constant.ToInt(c.Val())); exact && v >= 100 && v < 600 {
			return false
		}
		values++
	}
	return values > 1
}

// outdone reports whether a field of an error that is called status or code is not what holds it: a clearer one stands beside it, or its
// json tag names a body's code.
func (x *Vocabulary) outdone(n *types.Named, f *types.Var) bool {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return true
	}
	for i := range s.NumFields() {
		g := s.Field(i)
		if g == f {
			if lexicon.CodeOnly.Has(f.Name()) && reflect.StructTag(s.Tag(i)).Get("json") != "" {
				return true
			}
			continue
		}
		if x.Says(lexicon.ClearStatus, g.Name()) || lexicon.CodeOnly.Has(f.Name()) && lexicon.StatusOnly.Has(g.Name()) {
			return true
		}
	}
	return false
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

// CarriesCode reports whether a field is the code of a catalogued SDK error.
func (x *Vocabulary) CarriesCode(owner types.Type, f *types.Var) bool {
	n := gotypes.Named(owner)
	if x.SDKCarrier(f) {
		return true
	}
	if n == nil || f.Name() != "Code" && f.Name() != "ErrorCode" {
		return false
	}
	_, t, ok := x.Catalog.ByType(gotypes.TypeName(n))
	return ok && t.Code == f.Name()
}

func IsGRPCCode(t types.Type) bool {
	n := gotypes.Named(t)
	return n != nil && library.IsGRPCCode(gotypes.TypeName(n))
}

// StatusMethod reports whether a method returns a status: StatusCode(), GetStatusCode(), or Status() of a response.
func StatusMethod(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 || sig.Results().Len() != 1 || !gotypes.IsInteger(sig.Results().At(0).Type()) {
		return false
	}
	if lexicon.StatusGetter.Has(fn.Name()) {
		return !otherScale(sig.Results().At(0).Type())
	}
	if _, plain := types.Unalias(sig.Results().At(0).Type()).(*types.Basic); !plain {
		return false // a state of its own: serving, pending
	}
	n := gotypes.Named(sig.Recv().Type())
	return n != nil && lexicon.AnswerStatus.Has(fn.Name()) && lexicon.Responses.Has(n.Obj().Name())
}

// TellsKind reports whether a field of an error says of which kind it is: a flag, or a value of a type that is there for that.
func TellsKind(owner types.Type, f *types.Var) bool {
	b, ok := f.Type().Underlying().(*types.Basic)
	if !ok || !gotypes.ImplementsError(owner) || gotypes.IsDuration(f.Type()) {
		return false
	}
	return b.Info()&types.IsBoolean != 0 || gotypes.Named(f.Type()) != nil && b.Info()&(types.IsInteger|types.IsString) != 0
}

// CarriesStatus reports whether an error type has a field or method that holds a status.
func (x *Vocabulary) CarriesStatus(t types.Type) bool {
	n := gotypes.Named(t)
	if n == nil {
		return false
	}
	if s, ok := n.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			f := s.Field(i)
			if x.CarrierOf(n, f) != CarriesNothing {
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
					if x.CarrierOf(r, g) != CarriesNothing {
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
		if f, ok := ms.At(i).Obj().(*types.Func); ok && StatusMethod(f) {
			return true
		}
	}
	return false
}

// SignatureProtocol judges by the signature: (*http.Response, error), or a last parameter ...grpc.CallOption.
func SignatureProtocol(sig *types.Signature) (domain.Proto, bool) {
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

// statusField reports whether a field of an SDK's error holds an HTTP status: the table of libraries says so, or a catalog.
func (x *Vocabulary) statusField(n *types.Named, field string) bool {
	if library.StatusField(gotypes.TypeName(n), field) {
		return true
	}
	_, t, ok := x.Catalog.ByType(gotypes.TypeName(n))
	return ok && t.Status == field
}
