package sym

// Shape is a hash that two values share which differ in the round of an outcome alone: the same was made in the same way. (Two that differ
// otherwise can share it too, which is as rare as with any hash.)
func (in *Interner) Shape(v *Value) uint64 {
	if h, ok := in.shapes[v]; ok {
		return h
	}
	const k1, k2 = 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9
	h := uint64(v.Op)*k1 + uint64(v.Int)*k2 + uint64(v.Float)
	for _, b := range []byte(v.Name) {
		h = h*31 + uint64(b)
	}
	if v.Obj != nil {
		h = h*31 + uint64(in.Ptr(v.Obj))
	}
	if v.Node != nil {
		h = h*31 + uint64(in.Ptr(v.Node))
	}
	switch {
	case v.Op == OpResult || v.Op == OpStatus || v.Op == OpGRPCCode || v.Op == OpErrNew:
		h *= k2
	case v.Op == OpSym && v.Obj != nil: // n is the frame
		h *= k1
	case v.Op == OpRef:
		if v.Cell.Obj != nil {
			h = h*31 + uint64(in.Ptr(v.Cell.Obj))
		}
		if v.Cell.Node != nil {
			h = h*31 + uint64(in.Ptr(v.Cell.Node))
		}
		h += uint64(len(v.Cell.Field))
	default:
		h = h*31 + uint64(v.N)
	}
	if v.Op != OpHavoc || v.Deps&DepOutcome == 0 { // what was read from an answer stands for that answer
		for _, a := range v.Args {
			h = h*k1 + in.Shape(a)
		}
	}
	h ^= h >> 29
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
