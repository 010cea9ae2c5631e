package site

// nest finds the cycles inside of which an attempt is made again as well.
func (x *unit) nest(all []*Cycle) {}
