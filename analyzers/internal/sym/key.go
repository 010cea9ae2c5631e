package sym

import (
	"go/ast"
	"go/types"
)

// A Key names a cell of a state's store: a variable of a frame, an allocation, or a field of an unknown object.
type Key struct {
	Obj   types.Object // a variable
	Node  ast.Node     // an allocation
	Frame int
	Base  *Value // a field's object
	Field string
	Ghost *Ghost // nil for a field that the program has
}

// A Ghost is a field that no program has: what an analysis notes of an object, as if it were kept there. Field may say more of
// it, as which header was set.
type Ghost struct {
	Name   string
	Counts bool // two requests that differ in it are not the same
	Ends   bool // it is forgotten when the object is a request that is made anew
}

// An AttemptID is one execution of an attempt: the call, the calls that lead to it from the root, and a serial number.
type AttemptID struct {
	Node  ast.Node
	Path  CallString
	Round int
}

func (k Key) hash() uint64 {
	h := uint64(k.Frame)
	switch {
	case k.Obj != nil:
		h = mix(h, uint64(k.Obj.Pos())+1)
	case k.Node != nil:
		h = mix(h, uint64(k.Node.Pos())+2)
	case k.Base != nil:
		h = mix(h, uint64(k.Base.ID)+3)
		if k.Ghost != nil {
			h = mixText(h, k.Ghost.Name)
		}
		h = mixText(h, k.Field)
	}
	return h
}
