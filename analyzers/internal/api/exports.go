package api

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// ExportsFacts reports whether a package may have something to export: it is not of the standard library, and it imports a
// client itself, or a package that exports summaries, as told says; or it has something to say of statuses, or a function that
// waits or is given what can fail, by what it declares. The bodies of functions have no part in it, so drivers can ask before these are checked.
func ExportsFacts(pkg *types.Package, told func(*types.Package) bool) bool {
	if gotypes.IsStd(pkg.Path()) {
		return false
	}
	clock := false
	for _, p := range pkg.Imports() {
		switch path := p.Path(); {
		case path == "net/http", path == "github.com/valyala/fasthttp", strings.HasPrefix(path, "google.golang.org/grpc"):
			return true
		case path == "time":
			clock = true
		case !gotypes.IsStd(path) && told(p):
			return true
		}
	}
	if TellsOutcomes(pkg) || TakesAttempts(pkg) {
		return true
	}
	if !clock {
		return false
	}
	if TakesDelays(pkg) {
		return true
	}
	scope := pkg.Scope()
	return slices.ContainsFunc(scope.Names(), func(name string) bool {
		fn, ok := scope.Lookup(name).(*types.Func)
		return ok && fn.Exported() && lexicon.Waits.Has(name)
	})
}

// TakesAttempts reports whether a package may have a helper that tries again what it is given, by its imports and declarations
// alone: one that cannot tell the time and knows no contexts hardly waits between two attempts.
func TakesAttempts(pkg *types.Package) bool {
	if !slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return p.Path() == "time" || p.Path() == "context" }) {
		return false
	}
	return exports(pkg, TakesAttempt)
}

// TakesDelays reports whether a package may have a function that waits as long as it is told, by its declarations alone.
func TakesDelays(pkg *types.Package) bool {
	return gotypes.ImportsTime(pkg) && exports(pkg, takesDelay)
}

// takesDelay reports whether a function is given a delay, beside a context that may cut it short or alone, and says at most whether it
// has waited.
func takesDelay(sig *types.Signature) bool {
	delays, contexts, numbers := 0, 0, 0
	for p := range sig.Params().Variables() {
		switch t := p.Type(); {
		case gotypes.IsDuration(t):
			delays++
		case gotypes.IsContext(t):
			contexts++
		case gotypes.IsInteger(t):
			numbers++
		default:
			return false
		}
	}
	r := sig.Results()
	if numbers == 1 && delays+contexts+r.Len() == 0 && sig.Recv() == nil { // of milliseconds, say
		return true
	}
	if delays != 1 || numbers > 0 || contexts > 1 || contexts == 0 && (r.Len() > 0 || sig.Recv() != nil) {
		return false
	}
	return r.Len() == 0 || r.Len() == 1 && (gotypes.IsError(r.At(0).Type()) || gotypes.IsBool(r.At(0).Type()))
}

// exports reports whether a package has an exported function or method with a signature of some kind.
func exports(pkg *types.Package, kind func(*types.Signature) bool) bool {
	scope := pkg.Scope()
	return slices.ContainsFunc(scope.Names(), func(name string) bool {
		switch obj := scope.Lookup(name).(type) {
		case *types.Func:
			return obj.Exported() && kind(obj.Signature())
		case *types.TypeName:
			n, ok := types.Unalias(obj.Type()).(*types.Named)
			if !ok || obj.IsAlias() {
				return false
			}
			for m := range n.Methods() {
				if m.Exported() && kind(m.Signature()) {
					return true
				}
			}
		}
		return false
	})
}

// TakesAttempt reports whether a function is given one that can fail: as a parameter, or in a field of one.
func TakesAttempt(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if isAttempt(p.Type()) || hasAttempt(p.Type()) || attemptMethod(p.Type()) != nil {
			return true
		}
	}
	return sig.Recv() != nil && (isAttempt(sig.Recv().Type()) || hasAttempt(sig.Recv().Type()))
}

// AttemptMethods are the methods of a function's parameters that are attempts.
func AttemptMethods(sig *types.Signature) map[*types.Func]bool {
	found := map[*types.Func]bool{}
	for p := range sig.Params().Variables() {
		if m := attemptMethod(p.Type()); m != nil {
			found[m.Origin()] = true
		}
	}
	return found
}

// attemptMethod is the only method of an interface by which a program says what is to be tried; nil if it is no such thing.
func attemptMethod(t types.Type) *types.Func {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || gotypes.IsStd(n.Obj().Pkg().Path()) {
		return nil
	}
	i, ok := n.Underlying().(*types.Interface)
	if !ok || i.NumMethods() != 1 || !isAttempt(i.Method(0).Type()) {
		return nil
	}
	return i.Method(0)
}

// isAttempt reports whether a type is that of functions which can fail, and which are told no more than what an attempt is told: its
// context, its number, or an object. What is given a name, a list or an error does something to each of some.
func isAttempt(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || !gotypes.FailsLast(sig) || sig.Variadic() {
		return false
	}
	for p := range sig.Params().Variables() {
		switch u := p.Type().Underlying().(type) {
		case *types.Pointer:
		case *types.Basic:
			if u.Info()&(types.IsInteger|types.IsBoolean) == 0 {
				return false
			}
		default:
			if !gotypes.IsContext(p.Type()) {
				return false
			}
		}
	}
	return true
}

// hasAttempt reports whether a struct, or what a pointer to one points to, is given a function that can fail by whoever makes one.
func hasAttempt(t types.Type) bool {
	s := gotypes.JSONStruct(t)
	if s == nil {
		return false
	}
	for f := range s.Fields() {
		if f.Exported() && isAttempt(f.Type()) {
			return true
		}
	}
	return false
}

// SpeaksOtherwise reports whether a package is about a protocol whose numbers look like HTTP statuses and mean something else, by its
// path or its imports: 421 and 450 of a mail server are what is to be tried again.
func SpeaksOtherwise(pkg *types.Package) bool {
	return lexicon.OtherProtocols.Has(pkg.Path()) || slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return lexicon.OtherProtocols.Has(p.Path()) })
}

// TellsOutcomes reports whether a package can have something to say of outcomes, by its declarations alone, though it sends no
// request: an exported function that is given a status, an error type that carries one, or a list of them.
func TellsOutcomes(pkg *types.Package) bool {
	if SpeaksOtherwise(pkg) {
		return false
	}
	scope := pkg.Scope()
	return slices.ContainsFunc(scope.Names(), func(name string) bool {
		if !token.IsExported(name) {
			return false
		}
		switch obj := scope.Lookup(name).(type) {
		case *types.Func:
			return TakesStatus(obj.Signature())
		case *types.Var:
			return isStatusList(obj)
		case *types.TypeName:
			n, ok := types.Unalias(obj.Type()).(*types.Named)
			if !ok || obj.IsAlias() {
				return false
			}
			for m := range n.Methods() {
				if m.Exported() && TakesStatus(m.Signature()) {
					return true
				}
			}
			return hasStatus(n) && gotypes.ImplementsError(n)
		}
		return false
	})
}

// TakesStatus reports whether a function answers for a status that it is given.
func TakesStatus(sig *types.Signature) bool {
	if sig.Results().Len() == 0 {
		return false
	}
	for p := range sig.Params().Variables() {
		if gotypes.IsInteger(p.Type()) && lexicon.StatusParams.Has(p.Name()) || IsGRPCCode(p.Type()) {
			return true
		}
	}
	return false
}

// hasStatus reports whether a struct has a number that is named like a status.
func hasStatus(n *types.Named) bool {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if gotypes.IsInteger(f.Type()) && (lexicon.ClearStatus.Has(f.Name()) || lexicon.PlainStatus.Has(f.Name())) {
			return true
		}
	}
	return false
}

// isStatusList reports whether a variable can be a list of statuses, by its type and name.
func isStatusList(v *types.Var) bool {
	var of types.Type
	switch t := v.Type().Underlying().(type) {
	case *types.Slice:
		of = t.Elem()
	case *types.Array:
		of = t.Elem()
	case *types.Map:
		of = t.Key()
	default:
		return false
	}
	return gotypes.IsInteger(of) && lexicon.StatusLists.Has(v.Name())
}
