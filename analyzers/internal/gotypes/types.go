package gotypes

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
)

func IsString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func IsDuration(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Duration" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time"
}

// IsStd reports whether a package belongs to the standard library, by its path's first element. (That it has no dot is
// not enough: a module may be called myapp.)
func IsStd(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	switch first {
	case "archive", "bufio", "builtin", "bytes", "cmd", "cmp", "compress", "container", "context", "crypto", "database",
		"debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "index", "internal",
		"io", "iter", "log", "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices",
		"sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text", "time", "unicode", "unique", "unsafe",
		"vendor", "weak":
		return true
	}
	return false
}

// Named is the named type of t or of what t points to, aliases resolved.
func Named(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// TypeIs reports whether a type, or what it points to, has a name as TypeName writes it.
func TypeIs(t types.Type, name string) bool {
	n := Named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return n != nil && n.Obj().Name() == name
	}
	path, own := n.Obj().Pkg().Path(), n.Obj().Name()
	return len(name) == len(path)+len(".")+len(own) && strings.HasPrefix(name, path+".") && strings.HasSuffix(name, own)
}

func TypeName(n *types.Named) string {
	if n.Obj().Pkg() == nil {
		return n.Obj().Name()
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

func IsNumber(t types.Type) bool { return t != nil && IsInteger(t) }

// FieldOwner is the struct type in which a selection ends.
func FieldOwner(sel *types.Selection) types.Type {
	t := sel.Recv()
	for _, i := range sel.Index()[:len(sel.Index())-1] {
		if s := JSONStruct(t); s != nil {
			t = s.Field(i).Type()
		}
	}
	return t
}

// ImportsTime reports whether a package can have durations of its own making: what looks for them in all packages asks first.
func ImportsTime(pkg *types.Package) bool {
	return slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return p.Path() == "time" })
}

func StructOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

// IsGlobal reports whether a variable is one of a package.
func IsGlobal(v *types.Var) bool {
	return !v.IsField() && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// HasField reports whether a pointer leads to a struct that has one of some fields.
func HasField(t types.Type, fields []*types.Var) bool {
	s := StructOf(t)
	if _, ok := t.Underlying().(*types.Pointer); !ok || s == nil {
		return false
	}
	for f := range s.Fields() {
		if slices.Contains(fields, f.Origin()) {
			return true
		}
	}
	return false
}

// SameShape reports whether a call through a variable or an interface can be one of a function: it has its parameters.
func SameShape(t types.Type, sig *types.Signature) bool {
	if t == nil {
		return false
	}
	other, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() > 0 && types.Identical(other.Params(), sig.Params()) && types.Identical(other.Results(), sig.Results())
}

// IsText reports whether a type is string or []byte.
func IsText(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}

// TypePath names a type for other packages.
func TypePath(t types.Type) (name string, pointer bool) {
	_, pointer = types.Unalias(t).(*types.Pointer)
	n := Named(t)
	if n == nil || n.TypeArgs().Len() > 0 || n.Obj().Pkg() == nil || n.Obj().Parent() != n.Obj().Pkg().Scope() {
		return "", false
	}
	return TypeName(n), pointer
}

// Decorates reports whether a type has a field of the interface: it hands on to another.
func Decorates(t types.Type, iface *types.Interface) bool {
	s, ok := Named(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if u, ok := f.Type().Underlying().(*types.Interface); ok && u.NumMethods() > 0 && types.Identical(u, iface) {
			return true
		}
	}
	return false
}

// Lacks reports whether a type has not some method of an interface for certain, which is found out sooner than that it has all.
func Lacks(t types.Type, iface *types.Interface) bool {
	for i := range iface.NumMethods() {
		if !mayHave(t, iface.Method(i).Name(), 0) {
			return true
		}
	}
	return false
}

// mayHave reports whether a type or what it embeds has a method of a name.
func mayHave(t types.Type, method string, depth int) bool {
	n := Named(t)
	if n == nil || depth > maxEmbedded {
		return true
	}
	for i := range n.NumMethods() {
		if n.Method(i).Name() == method {
			return true
		}
	}
	switch u := n.Underlying().(type) {
	case *types.Interface:
		for i := range u.NumMethods() {
			if u.Method(i).Name() == method {
				return true
			}
		}
	case *types.Struct:
		for i := range u.NumFields() {
			if f := u.Field(i); f.Embedded() && mayHave(f.Type(), method, depth+1) {
				return true
			}
		}
	}
	return false
}

const maxEmbedded = 8 // types, one in another, that are looked into for a method

func Embeds(n *types.Named) bool {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Embedded() {
			return true
		}
	}
	return false
}

// ElementOf is the type of the elements of a slice or an array, nil for other types.
func ElementOf(t types.Type) types.Type {
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return t.Elem()
	case *types.Array:
		return t.Elem()
	}
	return nil
}

func IsBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func IsInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// IsUnsigned reports whether a type is one of integers without a sign.
func IsUnsigned(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsUnsigned != 0
}

func IsBasic(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

func CutType(t string) (path, name string, ok bool) {
	i := strings.LastIndexByte(t, '.')
	if i < 0 {
		return "", "", false
	}
	return t[:i], t[i+1:], true
}

// JSONName is the name that a field with a tag has in JSON; "" if the tag gives it none.
func JSONName(tag string) string {
	name, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	return name
}

func JSONStruct(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

func Exported(pkg *types.Package, is func(types.Object) bool) (names []string) {
	for _, name := range pkg.Scope().Names() {
		if token.IsExported(name) && is(pkg.Scope().Lookup(name)) {
			names = append(names, name)
		}
	}
	return names
}

func IsTypeName(obj types.Object) bool { _, ok := obj.(*types.TypeName); return ok }

func IsFunc(obj types.Object) bool { _, ok := obj.(*types.Func); return ok }

func SameType(t, u types.Type) bool {
	return t == u || t != nil && u != nil && types.Identical(t, u)
}

// IsContent reports whether a type is that of a text, of bytes, or of what is decoded without a type of its own: any, a map by texts, a list.
func IsContent(t types.Type) bool { return isContent(t, deepest) }

// deepest is how many lists and tables within each other a type is taken apart to; a type may be one of lists of itself.
const deepest = 4

func isContent(t types.Type, depth int) bool {
	if t == nil || depth == 0 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Interface:
		return u.Empty()
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte || isContent(u.Elem(), depth-1)
	case *types.Map:
		return isContent(u.Key(), depth-1) && isContent(u.Elem(), depth-1)
	}
	return false
}

// IsPlain reports whether a type is that of texts, numbers, errors, anything at all, or of lists and tables of these.
func IsPlain(t types.Type) bool { return isPlain(t, deepest) }

func isPlain(t types.Type, depth int) bool {
	if depth == 0 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Interface:
		return u.Empty() || IsError(t)
	case *types.Slice:
		return isPlain(u.Elem(), depth-1)
	case *types.Map:
		return isPlain(u.Elem(), depth-1)
	}
	return false
}

// IsReflected reports whether a type is what reflection makes of a value or of its type: nothing that is asked of it can be read.
func IsReflected(t types.Type) bool {
	if t == nil {
		return false
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "reflect"
}
