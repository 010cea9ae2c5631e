package summary

import (
	"errors"
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

// MarshalBinary writes it as a text: few facts have one, and none is to say what it looks like.
func (m *Made) MarshalBinary() ([]byte, error) {
	text := strconv.FormatBool(m.Bare)
	for _, h := range m.Holds {
		text += "\n" + h.Field + " "
		switch {
		case h.Func != "":
			text += h.Func
		case h.Kept:
			text += "kept"
		case h.IsGiven:
			text += strconv.Itoa(h.Given)
		}
	}
	return []byte(text), nil
}

var errMade = errors.New("summary: no policy")

// UnmarshalBinary reads what MarshalBinary has written.
func (m *Made) UnmarshalBinary(data []byte) (err error) {
	bare, rest, _ := strings.Cut(string(data), "\n")
	if m.Bare, err = strconv.ParseBool(bare); err != nil {
		return err
	}
	for line := range strings.SplitSeq(rest, "\n") {
		field, what, ok := strings.Cut(line, " ")
		if !ok {
			return errMade
		}
		h := Held{Field: field, Kept: what == "kept"}
		if h.Given, err = strconv.Atoi(what); err == nil {
			h.IsGiven = true
		} else if !h.Kept {
			h.Func = what
		}
		m.Holds = append(m.Holds, h)
	}
	return nil
}
