package summary

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Sleep is what a function does that waits and nothing else: a program's own time.Sleep, which often minds a context.
type Sleep struct {
	For     int           // the parameter that says how long; None if it is the same each time
	Fixed   time.Duration // of that
	Unit    time.Duration // what the parameter counts, if it is a number; else 0
	Context int           // the parameter, a context, whose end cuts the wait short; None if nothing does
	Slept   bool          // of a function that returns yes or no: what it says when it has waited to the end
}

// None is no parameter.
const None = -2

func (s *Sleep) String() string {
	parts := []string{s.Fixed.String()}
	if s.For != None {
		parts[0] = "param" + strconv.Itoa(s.For)
		if s.Unit != 0 {
			parts[0] += " of " + s.Unit.String()
		}
	}
	if s.Context != None {
		parts = append(parts, "until param"+strconv.Itoa(s.Context))
	}
	if s.Slept {
		parts = append(parts, "true")
	}
	return "sleeps(" + strings.Join(parts, ", ") + ")"
}

// MarshalBinary writes it as a text: few facts have one, and none is to say what it looks like.
func (s *Sleep) MarshalBinary() ([]byte, error) {
	return fmt.Appendf(nil, "%d %d %d %d %t", s.For, s.Fixed, s.Unit, s.Context, s.Slept), nil
}

// UnmarshalBinary reads what MarshalBinary has written.
func (s *Sleep) UnmarshalBinary(data []byte) error {
	_, err := fmt.Sscanf(string(data), "%d %d %d %d %t", &s.For, &s.Fixed, &s.Unit, &s.Context, &s.Slept)
	return err
}
