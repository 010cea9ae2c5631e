package gotypes

import "go/types"

// IsData reports whether values of a type hold numbers, texts and truths alone, however they are put together: nothing that can be read, called or
// asked for anything else.
func IsData(t types.Type) bool { return isData(t, 6) }

func isData(t types.Type, depth int) bool {
	if depth == 0 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() != types.UnsafePointer
	case *types.Pointer:
		return isData(u.Elem(), depth-1)
	case *types.Slice:
		return isData(u.Elem(), depth-1)
	case *types.Array:
		return isData(u.Elem(), depth-1)
	case *types.Map:
		return isData(u.Key(), depth-1) && isData(u.Elem(), depth-1)
	case *types.Struct:
		for f := range u.Fields() {
			if !isData(f.Type(), depth-1) {
				return false
			}
		}
		return true
	}
	return false
}
