package sym

// Shape is a hash that two values share which differ in nothing but the rounds that they come from: the same was made in the same way.
// (Two that differ otherwise can share it too, which is as rare as with any hash.)
func (in *Interner) Shape(v *Value) uint64 {
	if h, ok := in.shapes[v]; ok {
		return h
	}
	w := Value{Op: v.Op, Name: v.Name, Obj: v.Obj, Node: v.Node, Scope: v.Scope, Int: v.Int, Float: v.Float, Deps: v.Deps}
	if v.Op == OpHavoc {
		w.Int = 0
	}
	h := w.hash()
	if v.Op == OpRef {
		h = mix(h, in.KeyShape(v.Cell))
	}
	for i, a := range v.Args {
		if v.Op == OpHavoc && i == int(v.Int)-1 { // what was there before; of the round before, it was left like this
			continue
		}
		h = mix(h, in.Shape(a))
	}
	in.shapes[v] = h
	return h
}

// KeyShape is the same for keys.
func (in *Interner) KeyShape(k Key) uint64 {
	base := k.Base
	if base == nil {
		return k.hash()
	}
	h := mixText(in.Shape(base), k.Field)
	if k.Ghost != nil {
		h = mixText(h, k.Ghost.Name)
	}
	return h
}
