package summary

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// A Repeater is what a function does that calls again what it is given: a program's own helper of retries.
type Repeater struct {
	Do        Part
	Ways      []Way  // to call it again
	Bare      []Way  // the same where it is given none of its variadic arguments
	Variadic  bool   // it takes such
	Final     string // what marks an error as final for the library that it hands on to; "" if there is none
	Schedule  library.Schedule
	Arguments []library.Setting // what its parameters set of the schedule
}

// A Part is a parameter of a function, or a field or method of one.
type Part struct {
	Param         int // or Receiver
	Field, Method string
	Option        bool // it is what the options, which are the last parameter, put into the field of a struct that they are given
}

// A Way is what a helper found out before it called again: all of the tests came out so.
type Way struct {
	Tests []ResultTest
	Codes codeset.Statuses // with which the outcome was possible; empty if its status was not asked
}

// A testKind says what is asked.
type testKind uint8

const (
	TestUnknown testKind = iota // something about the results that cannot be said: Of numbers it
	TestNil                     // whether result Of is nil
	TestTrue                    // result Of itself
	TestIs                      // whether result Of is, or wraps, the variable Name
	TestAs                      // whether result Of is, or wraps, one of the type Name
	TestHas                     // whether result Of is, or wraps, one with a method Name that says yes or no
	TestSays                    // what that method says
	TestAsked                   // what the function By says of result Of
	TestGiven                   // whether the part By is there, other than nil
	TestSet                     // the part By itself, a flag
	TestAbove                   // whether the part By, a number, is above Of
)

// A ResultTest is what is asked of the results of a call, or of the parts of what the helper was given.
type ResultTest struct {
	Kind    testKind
	Of      int
	Name    string
	Pointer bool // of TestAs: the type is a pointer
	Many    bool // of TestAs: the type is an interface, which types of any package can have
	By      Part
	Truth   bool
}

func (p Part) String() string {
	s := "param" + strconv.Itoa(p.Param)
	if p.Param == Receiver {
		s = "receiver"
	}
	if p.Option {
		s = "options"
	}
	if p.Field != "" {
		s += "." + p.Field
	}
	if p.Method != "" {
		s += "." + p.Method + "()"
	}
	return s
}

func (t ResultTest) String() string {
	s := not(t.Truth)
	of := "result" + strconv.Itoa(t.Of)
	switch t.Kind {
	case TestNil:
		return s + "nil(" + of + ")"
	case TestTrue:
		return s + of
	case TestIs:
		return s + "is(" + of + "," + t.Name + ")"
	case TestAs:
		return s + "as(" + of + "," + star(t.Pointer) + t.Name + ")"
	case TestHas:
		return s + "has(" + of + "," + t.Name + ")"
	case TestSays:
		return s + "says(" + of + "," + t.Name + ")"
	case TestAsked:
		if t.Name != "" {
			return s + t.By.String() + "." + t.Name + "(" + of + ")"
		}
		return s + t.By.String() + "(" + of + ")"
	case TestGiven:
		return s + "given(" + t.By.String() + ")"
	case TestSet:
		return s + t.By.String()
	case TestAbove:
		return s + "above(" + t.By.String() + "," + strconv.Itoa(t.Of) + ")"
	}
	return s + "?" + strconv.Itoa(t.Of)
}

func (w Way) String() string {
	var parts []string
	for _, t := range w.Tests {
		parts = append(parts, t.String())
	}
	if !w.Codes.Empty() {
		parts = append(parts, w.Codes.String())
	}
	return strings.Join(parts, " ")
}

func (r *Repeater) String() string {
	ways := func(ws []Way) string {
		var parts []string
		for _, w := range ws {
			parts = append(parts, w.String())
		}
		return "{" + strings.Join(parts, " | ") + "}"
	}
	s := "repeats " + r.Do.String() + " " + ways(r.Ways)
	if r.Variadic {
		s += " bare " + ways(r.Bare)
	}
	if r.Final != "" {
		s += " final " + r.Final
	}
	if d := r.Schedule; d != (library.Schedule{}) {
		s += fmt.Sprintf(" schedule(%d, %d, %s, %t)", d.Bound, d.Pace, d.Each, d.Context)
	}
	for _, a := range r.Arguments {
		s += fmt.Sprintf(" sets(%d by %d)", a.Effect, a.Arg)
	}
	return s
}

// AnyRepeats reports whether one of some functions calls again what it is given.
func AnyRepeats(all map[string]Summary) bool {
	for _, s := range all {
		if s.Repeats != nil {
			return true
		}
	}
	return false
}

// Succeeds reports whether a helper goes that way when all is well, too: nothing says that the call failed, or that it is to be made
// again.
func (w Way) Succeeds() bool {
	return w.Codes.Empty() && !slices.ContainsFunc(w.Tests, func(t ResultTest) bool {
		return t.Kind == TestNil && !t.Truth || t.Kind == TestTrue && t.Truth || t.Kind == TestIs || t.Kind == TestAs || t.Kind == TestHas || t.Kind == TestSays || t.Kind == TestAsked
	})
}

// AsksOptions reports whether a way asks for what options have set.
func (w Way) AsksOptions() bool {
	return slices.ContainsFunc(w.Tests, func(t ResultTest) bool { return t.By.Option })
}

// OnError reports whether a way is gone because there is an error, and not because a flag beside it says so.
func (w Way) OnError() bool {
	return slices.ContainsFunc(w.Tests, func(t ResultTest) bool { return t.Kind == TestNil && !t.Truth }) &&
		!slices.ContainsFunc(w.Tests, func(t ResultTest) bool { return t.Kind == TestTrue })
}

// AsksErrors reports whether some errors may be told from others by what they are or wrap.
func (r *Repeater) AsksErrors() bool {
	return slices.ContainsFunc(r.Ways, func(w Way) bool {
		return slices.ContainsFunc(w.Tests, func(t ResultTest) bool { return t.Kind == TestIs || t.Kind == TestAs })
	})
}

// Settled are ways without the tests that make no difference, in an order of their own: two that differ in nothing but how one test
// came out are one without it, and one that says all that another does, and more, adds nothing.
func Settled(ways []Way) []Way {
	for i := range ways {
		slices.SortFunc(ways[i].Tests, func(a, b ResultTest) int { return strings.Compare(a.String(), b.String()) })
		ways[i].Tests = slices.Compact(ways[i].Tests)
		ways[i].Tests = slices.DeleteFunc(slices.Clone(ways[i].Tests), ways[i].implies)
	}
	for changed := true; changed; {
		changed = false
		for i := range ways {
			for j := i + 1; j < len(ways) && !changed; j++ {
				if rest, ok := resolve(ways[i], ways[j]); ok {
					ways = slices.Delete(ways, j, j+1)
					ways[i], changed = rest, true
				}
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b Way) int {
		if c := len(a.Tests) - len(b.Tests); c != 0 {
			return c
		}
		return strings.Compare(a.String(), b.String())
	})
	var out []Way
	for _, w := range ways {
		if !slices.ContainsFunc(out, w.within) {
			out = append(out, w)
		}
	}
	return out
}

// implies reports whether another test of a way says more: that something is above a larger number.
func (w Way) implies(t ResultTest) bool {
	return t.Kind == TestAbove && slices.ContainsFunc(w.Tests, func(u ResultTest) bool {
		return u.Kind == TestAbove && u.By == t.By && u.Truth == t.Truth && (t.Truth && u.Of > t.Of || !t.Truth && u.Of < t.Of)
	})
}

// within reports whether w says all that v does.
func (w Way) within(v Way) bool {
	if !v.Codes.Empty() && (w.Codes.Empty() || !w.Codes.SubsetOf(v.Codes)) {
		return false
	}
	return !slices.ContainsFunc(v.Tests, func(t ResultTest) bool { return !slices.Contains(w.Tests, t) })
}

// resolve joins two ways that differ in the truth of one test, or in their codes.
func resolve(a, b Way) (Way, bool) {
	if slices.Equal(a.Tests, b.Tests) {
		switch {
		case a.Codes.Empty():
			return a, true
		case b.Codes.Empty():
			return b, true
		}
		return Way{a.Tests, a.Codes.Union(b.Codes)}, true
	}
	if len(a.Tests) != len(b.Tests) || a.Codes != b.Codes {
		return Way{}, false
	}
	var rest []ResultTest
	apart := 0
	for _, t := range a.Tests {
		if slices.Contains(b.Tests, t) {
			rest = append(rest, t)
			continue
		}
		t.Truth = !t.Truth
		if apart++; apart > 1 || !slices.Contains(b.Tests, t) {
			return Way{}, false
		}
	}
	return Way{rest, a.Codes}, apart == 1
}
