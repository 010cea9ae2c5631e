package sym

import "math"

// Shape is a hash that two values share which differ in the round of an outcome alone: the same was made in the same way. (Two that differ
// otherwise can share it too, which is as rare as with any hash.)
func (in *Interner) Shape(v *Value) uint64 {
	if h, ok := in.shapes[v]; ok {
		return h
	}
	h := mix(uint64(v.Op), uint64(v.Int)^math.Float64bits(v.Float))
	h = mixText(h, v.Name)
	if v.Obj != nil {
		h = mix(h, uint64(in.Ptr(v.Obj)))
	}
	if v.Node != nil {
		h = mix(h, uint64(in.Ptr(v.Node))+1<<32)
	}
	switch {
	case v.Op == OpResult || v.Op == OpStatus || v.Op == OpGRPCCode || v.Op == OpErrNew: // n is the round
	case v.Op == OpSym && v.Obj != nil: // n is the frame
	case v.Op == OpRef:
		if v.Cell.Obj != nil {
			h = mix(h, uint64(in.Ptr(v.Cell.Obj)))
		}
		if v.Cell.Node != nil {
			h = mix(h, uint64(in.Ptr(v.Cell.Node))+1<<32)
		}
		h = mixText(h, v.Cell.Field)
	default:
		h = mix(h, uint64(v.N))
	}
	if v.Op != OpHavoc || v.Deps&DepOutcome == 0 { // what was read from an answer stands for that answer
		for _, a := range v.Args {
			h = mix(h, in.Shape(a))
		}
	}
	in.shapes[v] = h
	return h
}

// KeyShape is the same for keys.
func (in *Interner) KeyShape(k Key) uint64 {
	if k.Base == nil {
		return k.hash()
	}
	h := mixText(in.Shape(k.Base), k.Field)
	if k.Ghost != nil {
		h = mixText(h, k.Ghost.Name)
	}
	return h
}
