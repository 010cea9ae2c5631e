package nobackoff

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// decodedWaits finds the waits for a Duration that an answer's JSON sets: a number is taken for nanoseconds there, which no API
// sends.
func (x *finder) decodedWaits() []*delay {
	var fields []*types.Var
	written := false
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		fn, ok := typeutil.Callee(x.Info, call).(*types.Func)
		if !ok {
			continue
		}
		switch fn.FullName() {
		case "encoding/json.Marshal", "encoding/json.MarshalIndent", "(*encoding/json.Encoder).Encode":
			written = written || len(durationFields(x.Info.TypeOf(call.Args[0]), 3)) > 0 // by a program that reads what it writes
		case "encoding/json.Unmarshal":
			if len(call.Args) == 2 && x.readsAnswer(call.Args[0], 3) { // and not f(g())
				fields = append(fields, x.durationsIn(call.Args[1], 3)...)
			}
		case "(*encoding/json.Decoder).Decode":
			if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && x.decodesAnswer(sel.X) {
				fields = append(fields, x.durationsIn(call.Args[0], 3)...)
			}
		}
	}
	var out []*delay
	for i, f := range fields {
		if f.Pkg() != x.Pkg || written || slices.Contains(fields[:i], f) || len(x.Definitions(f)) > 0 {
			continue
		}
		for _, c := range x.Occurrences(f) {
			var e, all flow.Ends
			if x.FollowObject(f, &all); all.Scaled {
				break
			}
			if x.Follow(c, &e); e.Waited {
				out = append(out, &delay{Node: c.Parent().Node(), Func: f.Name(), Fault: delayDecoded})
				break
			}
		}
	}
	return out
}

// durationsIn are the fields of type time.Duration of what an answer is decoded into: of what callers give, where it is a parameter of any type,
// and of what they have for a type parameter. Depth is how many functions hand it on.
func (x *finder) durationsIn(into ast.Expr, depth int) (out []*types.Var) {
	t := x.Info.TypeOf(into)
	if t == nil || depth == 0 {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if param, ok := types.Unalias(t).(*types.TypeParam); ok {
		given := x.GivenFor(param)
		slices.SortFunc(given, func(a, b types.Type) int { return strings.Compare(a.String(), b.String()) })
		for _, t := range given {
			out = append(out, durationFields(t, 3)...)
		}
		return out
	}
	v, isVar := x.Object(ast.Unparen(into)).(*types.Var)
	if !types.IsInterface(t) || !isVar {
		return durationFields(t, 3)
	}
	for _, d := range x.Definitions(v) {
		if d != nil {
			out = append(out, x.durationsIn(d, depth-1)...)
		}
	}
	return out
}

// durationFields are the fields of type time.Duration that encoding/json sets in a value of a type; depth is how far into it.
func durationFields(t types.Type, depth int) []*types.Var {
	if t == nil || depth == 0 {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || decodesItself(t) {
		return nil
	}
	var out []*types.Var
	for i := range s.NumFields() {
		f := s.Field(i)
		switch tag := reflect.StructTag(s.Tag(i)).Get("json"); {
		case !f.Exported() && !f.Embedded() || tag == "-":
		case gotypes.IsDuration(f.Type()):
			out = append(out, f.Origin())
		default:
			out = append(out, durationFields(f.Type(), depth-1)...)
		}
	}
	return out
}

func decodesItself(t types.Type) bool {
	for _, name := range []string{"UnmarshalJSON", "UnmarshalText"} {
		if obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(t), true, nil, name); obj != nil {
			return true
		}
	}
	return false
}

// decodesAnswer reports whether a decoder reads the body of an answer.
func (x *finder) decodesAnswer(decoder ast.Expr) bool {
	decoder = ast.Unparen(decoder)
	if v, ok := x.Object(decoder).(*types.Var); ok {
		from := x.Definitions(v)
		if len(from) != 1 || from[0] == nil {
			return false
		}
		decoder = ast.Unparen(from[0])
	}
	call, ok := decoder.(*ast.CallExpr)
	return ok && len(call.Args) == 1 && x.readsAnswer(call.Args[0], 3)
}

// readsAnswer reports whether an expression is the body of an answer, or what was read from it.
func (x *finder) readsAnswer(e ast.Expr, depth int) bool {
	if e == nil || depth == 0 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name == "Body" && gotypes.IsResponse(x.Info.TypeOf(e.X))
	case *ast.CallExpr:
		return slices.ContainsFunc(e.Args, func(a ast.Expr) bool { return x.readsAnswer(a, depth-1) })
	case *ast.Ident:
		v, ok := x.Object(e).(*types.Var)
		if !ok {
			return false
		}
		return slices.ContainsFunc(x.Definitions(v), func(d ast.Expr) bool { return d != nil && x.readsAnswer(d, depth-1) })
	}
	return false
}
