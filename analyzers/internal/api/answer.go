package api

import (
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

func IsIntStatus(v *types.Var) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0 && lexicon.IntStatus.Has(v.Name())
}

// ClearStatus reports whether a field certainly holds an HTTP status: by a name that can mean nothing else, or as the
// table of SDKs has it. An error's Code may be anything.
func (x *Vocabulary) ClearStatus(owner types.Type, f *types.Var) bool {
	if x.CarrierOf(owner, f) != CarriesStatus {
		return false
	}
	n := gotypes.Named(owner)
	return x.Says(lexicon.ClearStatus, f.Name()) || n != nil && x.statusField(n, f.Name())
}

// Foreign reports whether a type is of another module than the standard library: it may tell a refusal in a way of its own.
func (x *Vocabulary) Foreign(t types.Type) bool {
	n := gotypes.Named(t)
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg() != x.Pkg && !gotypes.IsStd(n.Obj().Pkg().Path())
}

// IsAnswer reports whether a type says whether to try again: a bool, or the AWS SDK's yes, no and don't know.
func IsAnswer(t types.Type) bool {
	return gotypes.IsBool(t) || gotypes.TypeIs(t, library.Ternary)
}

// Answers reports whether a type is an HTTP answer of some client: it has its status.
func (x *Vocabulary) Answers(n *types.Named) bool {
	if gotypes.IsResponse(n) {
		return true
	}
	if gotypes.ImplementsError(n) {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(n), true, x.Pkg, "StatusCode")
	switch obj := obj.(type) {
	case *types.Func:
		return StatusMethod(obj)
	case *types.Var:
		return gotypes.IsInteger(obj.Type())
	}
	return false
}

// HoldsAnswer reports whether a type is a record of an attempt: beside other things it has the plain response.
func HoldsAnswer(n *types.Named) bool {
	s, ok := n.Underlying().(*types.Struct)
	if !ok || gotypes.ImplementsError(n) || gotypes.IsRequest(n) { // its Response is the redirect that led to it
		return false
	}
	for i := range s.NumFields() {
		if s.Field(i).Name() == "Response" && gotypes.IsResponse(s.Field(i).Type()) {
			return true
		}
	}
	return false
}

func IsGRPCResult(fn *types.Func) bool {
	r := fn.Signature().Results()
	return r.Len() == 1 && IsGRPCCode(r.At(0).Type())
}

// sendNames are the functions that certainly return whatever the server answered, statuses of failures included.
var sendNames = map[string]bool{
	"(*net/http.Client).Do": true, "(*net/http.Client).Get": true, "(*net/http.Client).Post": true, "(*net/http.Client).PostForm": true,
	"net/http.Get": true, "net/http.Post": true, "net/http.PostForm": true,
}

// Sends reports whether a function is one of those that certainly return whatever the server answered.
func Sends(fn *types.Func) bool { return sendNames[fn.FullName()] }

// Streams reports whether a function of another package asks a server for what comes bit by bit: whether that has worked is asked afterwards.
func (x *Vocabulary) Streams(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == x.Pkg || gotypes.IsStd(fn.Pkg().Path()) || !gotypes.KeepsError(fn.Signature()) {
		return false
	}
	return gotypes.TakesContext(fn.Signature()) || x.AsksServer(fn)
}
