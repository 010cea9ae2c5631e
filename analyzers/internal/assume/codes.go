package assume

import (
	"go/types"
	"maps"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// oneOf is the call that stands for the condition that a code is one of several: its arguments are the code and those.
const oneOf = "one of the codes"

// As is err seen as a t; where the values of a t are an API's codes, the code of its outcome.
func (x *Assumer) As(err *sym.Value, t types.Type) *sym.Value {
	if code := x.pkg.SelfCode(t); code != nil && tells(err) {
		return x.CodeOf(err, code, t)
	}
	return x.In.As(err, t)
}

// AsOK is whether err, or an error that it wraps, is a t; where a t stands for an API's code, whether the outcome has that.
func (x *Assumer) AsOK(err *sym.Value, t types.Type) *sym.Value {
	ok := x.In.AsOK(err, t)
	if ok.Op != sym.OpAsOK || !tells(err) {
		return ok
	}
	if s, stands := x.pkg.SentinelType(t); stands {
		return x.is(err, s)
	}
	return ok
}

// tells reports whether an error is an outcome's, so that its code is one of the outcome.
func tells(err *sym.Value) bool {
	_, ok := err.Attempt()
	return ok && err.Op != sym.OpStatus && err.Op != sym.OpGRPCCode && err.Op != sym.OpField
}

// CodeOf is the code of an error's outcome, of which code is what holds it.
func (x *Assumer) CodeOf(err *sym.Value, code types.Object, t types.Type) *sym.Value {
	return x.In.Make(sym.Value{Op: sym.OpField, Name: code.Name(), Obj: code, Args: []*sym.Value{err}, Deps: sym.DepOutcome, Typ: t})
}

func (x *Assumer) is(err *sym.Value, s api.Sentinel) *sym.Value {
	return x.In.Binary("==", x.CodeOf(err, s.Carrier, s.Carrier.Type()), x.constant(s.Code.IsString(), s.Code.Text(), s.Code.Int()), types.Typ[types.Bool])
}

// constant is a code as a value: a text or a number.
func (x *Assumer) constant(isText bool, text string, n int64) *sym.Value {
	if isText {
		return x.In.Str(text)
	}
	return x.In.Int(n)
}

// IsCode is the condition that the code of an error's outcome is what a variable or a value of type t stands for; nil if it stands
// for none.
func (x *Assumer) IsCode(err, target *sym.Value, t types.Type) *sym.Value {
	if !tells(err) {
		return nil
	}
	if target.Op == sym.OpGlobal && target.Obj != nil {
		if s, ok := x.pkg.SentinelOf(target.Obj); ok {
			return x.is(err, s)
		}
	}
	if code := x.pkg.SelfCode(t); code != nil && target.Bare().IsConst() {
		return x.In.Binary("==", x.CodeOf(err, code, t), target.Bare(), types.Typ[types.Bool])
	}
	return nil
}

// Standing is the code that a variable stands for which a code of the same provider is compared with, where an SDK has variables in
// place of constants; the variable itself otherwise.
func (x *Assumer) Standing(code, target *sym.Value) *sym.Value {
	if target.Op != sym.OpGlobal || target.Obj == nil || code.Op != sym.OpField || code.Obj == nil {
		return target
	}
	held, tied := x.pkg.TieOf(code.Obj)
	s, stands := x.pkg.SentinelOf(target.Obj)
	if !tied || !stands {
		return target
	}
	if own, ok := x.pkg.TieOf(s.Carrier); !ok || own.Provider != held.Provider {
		return target
	}
	return x.constant(s.Code.IsString(), s.Code.Text(), s.Code.Int())
}

// OneOf is the condition that a code is one of several.
func (x *Assumer) OneOf(code *sym.Value, codes api.Codes) *sym.Value {
	var all []*sym.Value
	for _, c := range codes.All {
		all = append(all, x.constant(c.IsString(), c.Text(), c.Int()))
	}
	return x.oneOf(code, all, codes.Meant)
}

// OneOfThese is OneOf for codes that are values; nil if one of them is not known.
func (x *Assumer) OneOfThese(code *sym.Value, values []*sym.Value) *sym.Value {
	var all []*sym.Value
	for _, v := range values {
		v = v.Bare()
		if v.Op != sym.OpString && v.Op != sym.OpInt {
			return nil
		}
		all = append(all, v)
	}
	return x.oneOf(code, all, len(all))
}

func (x *Assumer) oneOf(code *sym.Value, all []*sym.Value, meant int) *sym.Value {
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: oneOf, Args: append([]*sym.Value{code}, all...), Int: int64(meant), Deps: sym.DepOutcome, Typ: types.Typ[types.Bool]})
}

// BeginsWith is the condition that a provider's code begins with a text; nil if v is no such code. What the catalog knows nothing of, nobody
// asks for.
func (x *Assumer) BeginsWith(v *sym.Value, text string) *sym.Value {
	return x.written(v, text, api.Beginning)
}

// EndsWith is the same of its end.
func (x *Assumer) EndsWith(v *sym.Value, text string) *sym.Value {
	return x.written(v, text, api.Ending)
}

func (x *Assumer) written(v *sym.Value, text string, where api.Part) *sym.Value {
	if v.Op != sym.OpField || v.Obj == nil || text == "" {
		return nil
	}
	if _, ok := v.Attempt(); !ok {
		return nil
	}
	t, ok := x.pkg.TieOf(v.Obj)
	if !ok {
		return nil
	}
	if codes := api.Written(t.Provider, t.Scheme, where, text); codes.Meant > 0 {
		return x.OneOf(v, codes)
	}
	return nil
}

// partOf is the call that stands for a part of a code: its argument is the code, its number how many characters are meant, or 0 for the name
// that the catalog has for it.
const partOf = "part of the code"

// PartOf is a part of a provider's code, its first characters or with 0 its name; nil if v is no such code.
func (x *Assumer) PartOf(v *sym.Value, first int, t types.Type) *sym.Value {
	if v.Op != sym.OpField || x.ProviderOf(v) == "" {
		return nil
	}
	if _, ok := v.Attempt(); !ok {
		return nil
	}
	return x.In.Make(sym.Value{Op: sym.OpCall, Name: partOf, Args: []*sym.Value{v}, Int: int64(first), Deps: sym.DepOutcome, Typ: t})
}

// PartIs is the condition that a part of a provider's code is a text: that the code begins with it, or has that name. It is nil if v is no
// part of a code, or if no code of the catalog is meant.
func (x *Assumer) PartIs(v, text *sym.Value) *sym.Value {
	v, text = v.Bare(), text.Bare()
	if v.Op != sym.OpCall || v.Name != partOf || text.Op != sym.OpString {
		return nil
	}
	code := v.Args[0]
	if v.Int > 0 {
		if int(v.Int) != len(text.Name) {
			return nil
		}
		return x.BeginsWith(code, text.Name)
	}
	t, ok := x.pkg.TieOf(code.Obj)
	if !ok {
		return nil
	}
	if codes := api.Named(t.Provider, t.Scheme, text.Name); codes.Meant > 0 {
		return x.OneOf(code, codes)
	}
	return nil
}

// Worded is the condition that an error's text has the word that is its code; nil if text is none.
func (x *Assumer) Worded(v *sym.Value, text string) *sym.Value {
	err, ok := sym.TextOfError(v)
	if !ok || !tells(err) {
		return nil
	}
	if s, ok := x.pkg.WordOf(text); ok {
		return x.is(err, s)
	}
	return nil
}

// AsksCode reports whether a condition asks for what stands for the code of an error, or whether that is one of several.
func (x *Assumer) AsksCode(v *sym.Value) bool {
	return v.Op == sym.OpCall && v.Name == oneOf || v.Op == sym.OpBinary && v.Args[0].Op == sym.OpField && v.Args[0].Obj != nil && v.Args[0].Obj.Pkg() == nil && x.ProviderOf(v.Args[0]) != ""
}

// assumeCode restricts a provider's code.
func (x *Assumer) assumeCode(st *paths.State, v *sym.Value, want bool) ([]*paths.State, bool) {
	if v.Op == sym.OpCall && v.Name == oneOf {
		list := v.Args[1:]
		if want {
			list = list[:v.Int]
		}
		return x.narrow(st, v, v.Args[0], list[0].Op == sym.OpString, func(set *sym.CodeSet) bool { return set.NarrowTo(list, want) }, want)
	}
	if v.Op != sym.OpBinary {
		return nil, false
	}
	for i := range 2 {
		carrier, c := v.Args[i], v.Args[1-i]
		if c.Op != sym.OpInt && c.Op != sym.OpString || carrier.Op != sym.OpField || x.ProviderOf(carrier) == "" {
			continue
		}
		op := v.Name
		if i == 1 {
			op = sym.Mirrored(op)
		}
		return x.narrow(st, v, carrier, c.Op == sym.OpString, func(set *sym.CodeSet) bool { return set.Narrow(op, c, want) }, want)
	}
	return nil, false
}

// narrow restricts the code that a carrier holds, by the condition v.
func (x *Assumer) narrow(st *paths.State, v, carrier *sym.Value, text bool, by func(*sym.CodeSet) bool, want bool) ([]*paths.State, bool) {
	id, ok := carrier.Attempt()
	if !ok {
		return nil, false
	}
	o := st.Outcome(id)
	if o == nil {
		return nil, false
	}
	set, known := o.Carrier[carrier]
	if !known {
		set = sym.AnyCode(text)
	}
	if !by(&set) {
		return nil, false
	}
	if set.Empty() {
		return nil, true
	}
	n := *o
	n.Carrier = maps.Clone(o.Carrier)
	if n.Carrier == nil {
		n.Carrier = map[*sym.Value]sym.CodeSet{}
	}
	n.Carrier[carrier] = set
	n.Test = x.Test
	st.Update(n)
	st.Suppose(v, want) // the code speaks of the status too, in a way that the engine does not know
	if err := carrier.Args[0]; err.Op == sym.OpResult && err.Typ != nil && gotypes.IsError(err.Typ) && !set.HasNone() {
		return x.assumeNil(st, x.In.IsNil(err), err, false), true
	}
	return []*paths.State{st}, true
}

// ProviderOf is the provider whose code a carrier holds, or "".
func (x *Assumer) ProviderOf(v *sym.Value) string {
	if v.Obj == nil {
		return ""
	}
	t, ok := x.pkg.TieOf(v.Obj)
	if !ok {
		return ""
	}
	return t.Provider.ID
}

// OfCode reports whether a condition is one on a provider's code.
func (x *Assumer) OfCode(v *sym.Value) bool {
	if v.Op == sym.OpCall && v.Name == oneOf {
		return true
	}
	return v.Op == sym.OpBinary && (x.ProviderOf(v.Args[0]) != "" || x.ProviderOf(v.Args[1]) != "")
}
