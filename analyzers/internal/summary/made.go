package summary

import (
	"strconv"
	"strings"
)

// Made is what is known of the functions in a struct that a function returns or a variable holds: of a policy, which of its predicates it
// has. What is not listed is not known.
type Made struct {
	Holds []Held
	Bare  bool // only where no option is given
}

// A Held is what stands in one field: nothing, if no other thing is said.
type Held struct {
	Field   string
	Func    string // the path and name of a function
	Given   int    // with IsGiven: the parameter that is put there
	Kept    bool   // what the receiver has there
	IsGiven bool
}

func (m *Made) String() string {
	var parts []string
	for _, h := range m.Holds {
		s := "nil"
		switch {
		case h.Func != "":
			s = h.Func
		case h.Kept:
			s = "kept"
		case h.IsGiven:
			s = "param" + strconv.Itoa(h.Given)
		}
		parts = append(parts, h.Field+":"+s)
	}
	s := "holds(" + strings.Join(parts, ", ") + ")"
	if m.Bare {
		return "bare " + s
	}
	return s
}
