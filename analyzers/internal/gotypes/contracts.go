package gotypes

import (
	"go/types"
	"slices"
)

func IsRequest(t types.Type) bool {
	return TypeIs(t, "net/http.Request")
}

func IsContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Context" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context"
}

var copyingCalls = map[string]bool{"(*net/http.Request).Clone": true, "(*net/http.Request).WithContext": true}

func IsReader(t types.Type) bool {
	if t == nil {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Read")
	fn, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	sig := fn.Signature()
	return sig.Params().Len() == 1 && sig.Results().Len() == 2
}

// IsPlainReader reports whether a type is an interface to read from, and neither to seek in nor to write to.
func IsPlainReader(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	if !ok || !IsReader(t) {
		return false
	}
	for m := range i.Methods() {
		switch m.Name() {
		case "Read", "Close", "ReadByte", "WriteTo":
		default:
			return false
		}
	}
	return true
}

// IsCopy reports whether a function copies a request.
func IsCopy(fn *types.Func) bool {
	return fn != nil && copyingCalls[fn.FullName()]
}

// IsVerdict reports whether a type is a yes or no, or a number such as a limit.
func IsVerdict(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsBoolean|types.IsNumeric) != 0
}

// IsRoundTripper reports whether a type of functions is one of RoundTrippers, or of what sends in the way of a client: it has a method of
// its own signature.
func IsRoundTripper(t types.Type) bool {
	n := Named(t)
	if n == nil {
		return false
	}
	for m := range n.Methods() {
		if RoundTrips(m.Signature()) {
			return true
		}
	}
	return false
}

// RoundTrips reports whether a function of that signature makes a response of a request, and of nothing else.
func RoundTrips(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && IsRequest(sig.Params().At(0).Type()) &&
		sig.Results().Len() == 2 && IsResponse(sig.Results().At(0).Type()) && IsAnyError(sig.Results().At(1).Type())
}

// IsHook reports whether a function value is called with a request or its response and answers with no more than an error:
// a limiter may wait in it.
func IsHook(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Results().Len() != 1 || !IsError(sig.Results().At(0).Type()) {
		return false
	}
	for p := range sig.Params().Variables() {
		if n := Named(p.Type()); n != nil && (n.Obj().Name() == "Request" || n.Obj().Name() == "Response") {
			return true
		}
	}
	return false
}

// IsSigner reports whether a function of that signature is given a request, and nothing else, and answers nothing: it signs it, or fills it in. How
// an attempt fared it is not told.
func IsSigner(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && sig.Results().Len() == 0 && IsRequest(sig.Params().At(0).Type())
}

// IsPutIn reports whether a call of a function, or of a value with that signature if there is none, is of what a program has put in to do
// something of its own between two attempts: a value, or a method of an interface, that is told what failed, how often and until when, if
// anything, and answers nothing but whether to stop. What is given a text may only write it down.
func IsPutIn(fn *types.Func, sig *types.Signature) bool {
	if sig == nil || fn != nil && (fn.Signature().Recv() == nil || !types.IsInterface(fn.Signature().Recv().Type()) || fn.Pkg() == nil || IsStd(fn.Pkg().Path())) {
		return false
	}
	for p := range sig.Params().Variables() {
		if !tellsOfAttempt(p.Type()) {
			return false
		}
	}
	return sig.Results().Len() == 0 || sig.Results().Len() == 1 && IsError(sig.Results().At(0).Type())
}

// CanPause reports whether a function of that signature can be one that is called to let time go by, for all that it is told and answers: how
// an attempt fared, how often it was made or until when to wait, if anything; and whether to go on, if anything. What is told of a failure and
// says yes or no is asked whether to retry, and what makes an error of one wraps it.
func CanPause(sig *types.Signature) bool {
	asked, lasting := false, false
	for p := range sig.Params().Variables() {
		t := p.Type()
		if !tellsOfAttempt(t) && !TypeIs(t, "time.Time") {
			return false
		}
		asked = asked || IsResponse(t) || IsRequest(t) || ImplementsError(t)
		lasting = lasting || IsContext(t)
	}
	switch r := sig.Results(); r.Len() {
	case 0:
		return true
	case 1:
		return IsError(r.At(0).Type()) && (lasting || !asked) || IsBool(r.At(0).Type()) && !asked && (sig.Params().Len() > 0 || sig.Recv() != nil)
	case 2:
		return IsBool(r.At(0).Type()) && IsError(r.At(1).Type()) && !asked
	}
	return false
}

// TakesDuration reports whether a function of that signature is told how long something is.
func TakesDuration(sig *types.Signature) bool { return sig != nil && hasDuration(sig.Params()) }

// ReturnsDuration reports whether a function of that signature says how long something is.
func ReturnsDuration(sig *types.Signature) bool { return sig != nil && hasDuration(sig.Results()) }

func hasDuration(vars *types.Tuple) bool {
	for v := range vars.Variables() {
		if IsDuration(v.Type()) {
			return true
		}
	}
	return false
}

// tellsOfAttempt reports whether a parameter's type can say how an attempt fared, or which it was, and nothing else.
func tellsOfAttempt(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	b, basic := t.Underlying().(*types.Basic)
	return basic && b.Info()&types.IsNumeric != 0 || IsContext(t) || ImplementsError(t) || IsResponse(t) || IsRequest(t)
}

var errorInterface = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

func ImplementsError(t types.Type) bool {
	return types.Implements(t, errorInterface) || types.Implements(types.NewPointer(t), errorInterface)
}

// ReadsNamed reports whether a function of the standard library is told by a text what it reads, the name of a file say: that is the same each
// time, so far as anybody knows, and not the next of many things.
func ReadsNamed(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || !IsStd(fn.Pkg().Path()) {
		return false
	}
	params := fn.Signature().Params()
	return params.Len() > 0 && IsString(params.At(params.Len()-1).Type())
}

// HandsOut reports whether a method of that signature can be one that hands out one of many things after the other, as its receiver is made: it
// is told nothing of what is wanted, and the receiver has a list of what the method returns, and something that moves on: a number, a lock
// around it, a random source.
func HandsOut(sig *types.Signature) bool {
	if sig.Recv() == nil || sig.Results().Len() == 0 {
		return false
	}
	for p := range sig.Params().Variables() {
		if !IsContext(p.Type()) {
			return false
		}
	}
	st := StructOf(sig.Recv().Type())
	if st == nil {
		return false
	}
	many, moves := false, false
	for f := range st.Fields() {
		t := f.Type()
		many = many || types.Identical(element(t), sig.Results().At(0).Type())
		n := Named(t)
		moves = moves || IsInteger(t) && !IsDuration(t) || n != nil && n.Obj().Pkg() != nil && slices.Contains([]string{"sync", "sync/atomic", "math/rand", "math/rand/v2"}, n.Obj().Pkg().Path())
	}
	return many && moves
}

// element is the type of the things in a list, a map or a channel; the invalid type for everything else.
func element(t types.Type) types.Type {
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	case *types.Map:
		return t.Elem()
	case *types.Chan:
		return t.Elem()
	}
	return types.Typ[types.Invalid]
}

// IsIterator reports whether a function of that signature returns one to range over.
func IsIterator(sig *types.Signature) bool {
	if sig.Results().Len() != 1 {
		return false
	}
	f, ok := sig.Results().At(0).Type().Underlying().(*types.Signature)
	if !ok || f.Params().Len() != 1 || f.Results().Len() != 0 {
		return false
	}
	yield, ok := f.Params().At(0).Type().Underlying().(*types.Signature)
	return ok && yield.Results().Len() == 1 && IsBool(yield.Results().At(0).Type())
}

// IsError reports whether a type is that of errors in general: error itself, or an interface that has it in it, by whatever name.
func IsError(t types.Type) bool {
	return t != nil && (IsAnyError(t) || types.IsInterface(t) && types.Implements(t, errorInterface))
}

// IsAnyError reports whether a type is error itself, which says nothing of the errors in it.
func IsAnyError(t types.Type) bool {
	return types.Identical(t.Underlying(), errorInterface)
}

func IsResponse(t types.Type) bool {
	return TypeIs(t, "net/http.Response")
}

// Copies reports whether a method is one that copies a request, by its full name.
func Copies(full string) bool { return copyingCalls[full] }

// IsErrorType reports whether a type is an error itself, whatever a pointer to it is.
func IsErrorType(t types.Type) bool { return types.Implements(t, errorInterface) }

// Formats reports whether a function takes an argument as one of many of any type behind a text, as Printf and loggers do: it ends up in
// what they write.
func Formats(sig *types.Signature, i int) bool {
	if sig == nil || !sig.Variadic() {
		return false
	}
	last := sig.Params().Len() - 1
	return last >= 1 && i >= last && IsString(sig.Params().At(last-1).Type()) && TakesAny(sig)
}

// IsTold reports whether a function is told texts, and values of any type beside them, and answers nothing: it can do little more than to write them
// down.
func IsTold(sig *types.Signature) bool {
	last := sig.Params().Len() - 1
	for i := range sig.Params().Len() {
		if !IsString(sig.Params().At(i).Type()) && !(i == last && i > 0 && TakesAny(sig)) {
			return false
		}
	}
	return last >= 0 && sig.Results().Len() == 0
}

// TakesAny reports whether a function takes any number of arguments of any type.
func TakesAny(sig *types.Signature) bool {
	if !sig.Variadic() {
		return false
	}
	s, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	if !ok {
		return false
	}
	iface, ok := s.Elem().Underlying().(*types.Interface)
	return ok && iface.Empty()
}
