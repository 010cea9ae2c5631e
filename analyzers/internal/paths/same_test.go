package paths

import (
	"go/ast"
	"reflect"
	"testing"
	"unsafe"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// joinedFields are the fields in which two paths may differ and become one all the same, and why.
var joinedFields = map[string]string{
	"Outcome.Leapt":  "one that was not after others is there: what waited the same, waited so without them",
	"Outcome.Codes":  "that is what they are joined for: the union stands for both",
	"Outcome.By":     "either call has renewed the same credentials",
	"Outcome.Test":   "the one that lets more pass is shown",
	"Outcome.before": "what both suppose is kept",
	"Outcome.Proto":  "follows from the call, and where a summary makes it opaque, seen differs as well",
	"Outcome.Seq":    "orders the attempts of one path; those of two paths that are the same in all else come in one order",
	"Outcome.Again":  "follows from the function that is called",
	"Outcome.Sdk":    "follows from the function that is called",
	"Outcome.Ctx":    "what ends one of the paths may not end the other, and the first of them is kept: it hides a finding at most",
	"State.Facts":    "what both have decided is kept",
	"State.Assume":   "compared before, and resolved where it is opposite",
	"State.Cut":      "one of them is enough",
}

type different struct{}

func (different) Same(Mark) bool { return false }

// some returns a value of a type that is not its zero value.
func some(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch {
	case t == reflect.TypeFor[ast.Node]():
		v.Set(reflect.ValueOf(&ast.Ident{}))
	case t == reflect.TypeFor[Mark]():
		v.Set(reflect.ValueOf(different{}))
	case t.Kind() == reflect.Slice:
		v.Set(reflect.Append(v, some(t.Elem())))
	case t.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(t))
		v.SetMapIndex(some(t.Key()), some(t.Elem()))
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
	case t.Kind() == reflect.Bool:
		v.SetBool(true)
	case t.Kind() == reflect.String:
		v.SetString("x")
	case v.CanInt():
		v.SetInt(1)
	case v.CanUint():
		v.SetUint(1)
	case t == reflect.TypeFor[sym.Store]():
		var s sym.Store
		s.Set(sym.Key{Frame: 1}, sym.NewInterner().Int(1))
		v.Set(reflect.ValueOf(s))
	case t.Kind() == reflect.Struct && t.NumField() > 0:
		f := v.Field(0)
		reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().Set(some(f.Type()))
	}
	return v
}

// Two paths that differ in any field become one only where it is said how that field is joined: a field that is added is
// compared, or has its reason here.
func TestNoFieldForgotten(t *testing.T) {
	each := func(typ reflect.Type, same func(field int, value reflect.Value) bool) {
		for i := range typ.NumField() {
			name := typ.Name() + "." + typ.Field(i).Name
			_, excused := joinedFields[name]
			if got := same(i, some(typ.Field(i).Type)); got != excused {
				t.Errorf("two paths that differ in %s become one: %t; that it is joined is said: %t", name, got, excused)
			}
		}
	}
	set := func(p any, field int, value reflect.Value) {
		f := reflect.ValueOf(p).Elem().Field(field)
		reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().Set(value)
	}
	each(reflect.TypeFor[Outcome](), func(field int, value reflect.Value) bool {
		a, b := &Outcome{}, &Outcome{}
		set(b, field, value)
		return sameButCodes(a, b)
	})
	each(reflect.TypeFor[State](), func(field int, value reflect.Value) bool {
		a, b := &State{}, &State{}
		set(b, field, value)
		return mergeable(a, b)
	})
}
