package sym

import "go/types"

// seenAs is the call that stands for an error as a type, or nil: its arguments are the error as that type, and the condition that it is not nil.
const seenAs = "an error as a type"

// SeenAs is an error as a type, and nil where a condition does not hold.
func (in *Interner) SeenAs(as, cond *Value, t types.Type) *Value {
	return in.Make(Value{Op: OpCall, Name: seenAs, Args: []*Value{as, cond}, Typ: t})
}

// SeenAs returns what a value was made of by Interner.SeenAs, if it was.
func (v *Value) SeenAs() (as, cond *Value, ok bool) {
	if v.Op != OpCall || v.Name != seenAs || len(v.Args) != 2 {
		return nil, nil, false
	}
	return v.Args[0], v.Args[1], true
}
