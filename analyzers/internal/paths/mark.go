package paths

// A Mark is what an observer keeps of an attempt or of a path. It is immutable.
type Mark interface {
	// Same reports whether two paths that differ in this mark and another one, or in that there is none (nil), may become one.
	Same(Mark) bool
}

// Marks are what the observers of a run keep, each at a place of its own; nil is what none of them has begun with.
type Marks []Mark

// At is the mark in a place; nil if there is none.
func (m Marks) At(place int) Mark {
	if place >= len(m) {
		return nil
	}
	return m[place]
}

// With is a copy of the marks with one put in place.
func (m Marks) With(place int, v Mark) Marks {
	out := make(Marks, max(len(m), place+1))
	copy(out, m)
	out[place] = v
	return out
}

func (m Marks) same(n Marks) bool {
	for i := range max(len(m), len(n)) {
		a, b := m.At(i), n.At(i)
		switch {
		case a == nil && b == nil:
		case a == nil && !b.Same(nil), a != nil && !a.Same(b):
			return false
		}
	}
	return true
}
