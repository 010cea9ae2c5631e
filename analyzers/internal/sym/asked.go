package sym

import (
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// ErrorAsked is the error of which a condition asks whether it is, or wraps, a certain one: where it says yes, there is an error.
func ErrorAsked(v *Value) *Value {
	switch {
	case v.Op == OpAsOK, v.Op == OpCall && (v.Name == "errors.Is" || errorPredicates[v.Name]):
		if len(v.Args) > 0 && v.Args[0].Typ != nil && gotypes.IsError(v.Args[0].Typ) {
			return v.Args[0]
		}
	case v.Op == OpBinary && v.Name == "==":
		for i := range 2 {
			if s := v.Args[1-i]; s.Op == OpGlobal && s.Typ != nil && gotypes.IsError(s.Typ) && v.Args[i].Typ != nil && gotypes.IsError(v.Args[i].Typ) {
				return v.Args[i]
			}
		}
	}
	return nil
}

// errorPredicates are functions of the standard library that ask an error what it is about, and say no of none.
var errorPredicates = map[string]bool{
	"os.IsExist": true, "os.IsNotExist": true, "os.IsPermission": true, "os.IsTimeout": true,
}

// NoDelay reports whether a condition says of a duration that it is zero or less.
func NoDelay(v *Value, want bool) bool {
	if v.Op != OpBinary {
		return false
	}
	for i := range 2 {
		d, c := v.Args[i], v.Args[1-i]
		if d.IsConst() || !d.IsDuration() || c.Op != OpInt || c.Int != 0 {
			continue
		}
		op := v.Name
		if i == 1 {
			op = Mirrored(op)
		}
		switch op {
		case "<", "<=", "==":
			return want
		case ">", ">=":
			return !want
		}
	}
	return false
}

// FormOnly reports whether v depends on an outcome through headers that speak of a body's form, not of what went wrong.
func FormOnly(v *Value) bool {
	switch v.Op {
	case OpResult, OpStatus, OpGRPCCode, OpField, OpHavoc:
		return false
	case OpCall:
		if v.Name == "(net/http.Header).Get" {
			return len(v.Args) == 2 && v.Args[1].Op == OpString && lexicon.FormHeaders.Has(v.Args[1].Name)
		}
	}
	return allTelling(v, FormOnly)
}

// HeadersOnly reports whether v depends on an outcome through its headers alone.
func HeadersOnly(v *Value) bool {
	switch v.Op {
	case OpResult, OpStatus, OpGRPCCode:
		return false
	case OpField:
		if v.Name == "Header" {
			return true
		}
	}
	return allTelling(v, HeadersOnly)
}

// allTelling reports whether f holds for the parts of v that come from an outcome, and there are any.
func allTelling(v *Value, f func(*Value) bool) bool {
	some := false
	for _, a := range v.Args {
		if a.Deps&DepOutcome != 0 {
			if some = true; !f(a) {
				return false
			}
		}
	}
	return some
}

// AsksEmptiness matches len(x) == 0 and x == "", unless that is where an answer tells what went wrong.
func AsksEmptiness(v *Value) bool {
	for i := range 2 {
		c, o := v.Args[i], v.Args[1-i]
		if part := o.Measured(); part.InBody() && lexicon.Failures.Has(part.WireName()) {
			return false
		}
		if c.Op == OpInt && c.Int == 0 && o.Op == OpLen || c.Op == OpString && c.Name == "" {
			return true
		}
	}
	return false
}

// IsDuration reports whether a value is a time.Duration.
func (v *Value) IsDuration() bool { return v.Typ != nil && gotypes.IsDuration(v.Typ) }

// ComparedWith matches carrier == other, or a look-up of the carrier in a list that is not known.
func ComparedWith(v, carrier *Value) (*Value, bool) {
	if v.Op == OpBinary && v.Name == "==" {
		if v.Args[0] == carrier {
			return v.Args[1], true
		}
		if v.Args[1] == carrier {
			return v.Args[0], true
		}
	}
	if v.Op == OpCall && v.Name == "contains" && v.Args[1] == carrier {
		return v.Args[0], true
	}
	return nil, false
}
