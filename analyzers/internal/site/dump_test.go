package site

import "fmt"

// dump writes a value for a test's message.
func (v *value) dump() string {
	s := fmt.Sprintf("%d:%s", v.op, v.name)
	if v.obj != nil {
		s += "@" + v.obj.Name()
	}
	if len(v.args) > 0 {
		s += "("
		for _, a := range v.args {
			s += a.dump() + ","
		}
		s += ")"
	}
	return s
}
