package summary

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
)

// Summaries is the fact that a package exports: what its importers need to know of its functions.
//
// It is one fact of the package and not one of each function, because drivers hand the facts of methods on to every
// package further up, but those of packages to direct importers only: so what a driver reads for a package grows with
// the number of its imports, not with everything below them.
type Summaries struct {
	Data  []byte // see Encode; decoded when a function is first looked up
	Quiet bool   // of a package that sends nothing and tries nothing again: who does no such thing either learns nothing by it
}

// AFact marks Summaries as a fact.
func (*Summaries) AFact() {}

// String lists the functions and what is known of them.
func (f *Summaries) String() string {
	m := f.Decode()
	var b strings.Builder
	for i, name := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(name + ": " + m[name].String())
	}
	return b.String()
}

// A Summary is what the engine knows of a function of another package.
type Summary struct {
	Sends   bool           // it makes a request; else it judges the outcome that some parameters tell of, if there are any
	Asks    bool           // it sends a request on its way, and how it returns then is not known
	GRPC    bool           // the outcome is a gRPC code
	Subject []int          // the parameters that tell of the outcome, receiver for the receiver
	Exits   []Exit         // how it returns; none if nothing is known of that
	Waits   bool           // it may wait
	Renews  bool           // it may renew credentials
	Again   *domain.Repeat // it repeats its request by itself; may be nil
	Repeats *Repeater      // it calls again what it is given; may be nil
	Sleeps  *Sleep         // it waits as long as it is told, and does nothing else; may be nil
	Mark    *Form          // what it makes of an error that it is given and that is there; may be nil
	Made    *Made          // the policy that it makes, or that a variable holds; may be nil
	Skims   []int          // the parameters that are responses, or bodies of such, which it leaves open
	Holds   bool           // it answers from all that its receiver has many of, and moves nothing on: no pick of one of them

	List *StatusList // of a variable, which has nothing else; may be nil
}

// Tells reports whether importers learn something of the function itself by a summary.
func (s Summary) Tells() bool {
	return s.Asks || s.Waits || s.Renews || s.Holds || s.Again != nil || s.Repeats != nil || len(s.Exits) > 0 || len(s.Skims) > 0
}

// Answers reports whether a function makes a request, of which is known how it then returns.
func (s Summary) Answers() bool { return s.Sends && len(s.Exits) > 0 }

const Receiver = -1

// An Exit is one way in which a function returns.
type Exit struct {
	Codes   codeset.Statuses // the outcomes with which it is possible
	Failed  domain.Tri       // whether the outcome's own error is there
	Seen    bool             // the status was looked at
	Tests   []ErrorTest      // what was asked of the error before
	Guesses []Guess          // what was supposed of conditions that cannot be told
	Results []Form
	Wait    domain.WaitBits // the wait on the way
	Delay   *Form           // its amount, where it is known
	Renewed domain.Renewal
}

// An ErrorTest is an errors.Is or errors.As on a parameter, or a comparison of a field of what it is, which tells of its kind.
type ErrorTest struct {
	Param   int
	Name    string // of the sentinel or type; "" of a field of the parameter itself
	As      bool
	Pointer bool   // of As: the type is a pointer
	Op      string // the comparison of a field
	Held    Form   // the field, and the number, the text or the truth that it is compared with
	Truth   bool
}

// A Guess is the truth of a condition that is not known outside of the function: the same number, the same condition.
type Guess struct {
	Number int
	Truth  bool
}

// Within reports whether f, which supposes nothing, says all that e does, details of the results aside.
func (e Exit) Within(f Exit) bool {
	outline := func(a, b Form) bool {
		return a.Kind == b.Kind && a.Name == b.Name && a.Pointer == b.Pointer && a.Int == b.Int
	}
	return len(f.Guesses) == 0 && e.Codes.SubsetOf(f.Codes) && e.Failed == f.Failed && e.Wait == f.Wait && e.Renewed == f.Renewed &&
		slices.EqualFunc(e.Tests, f.Tests, func(a, b ErrorTest) bool { return a.String() == b.String() }) && slices.EqualFunc(e.Results, f.Results, outline)
}

// String writes a summary for people and for tests.
func (s Summary) String() string {
	var parts []string
	for _, f := range []struct {
		is   bool
		name string
	}{{s.Answers(), "sends"}, {s.Asks, "asks"}, {s.GRPC, "grpc"}, {s.Waits, "waits"}, {s.Renews, "renews"}, {s.Holds, "holds"}} {
		if f.is {
			parts = append(parts, f.name)
		}
	}
	if s.List != nil {
		parts = append(parts, s.List.String())
	}
	if s.Again != nil {
		parts = append(parts, fmt.Sprintf("again(%v, %d)", s.Again.Codes, s.Again.Attempts))
	}
	if s.Repeats != nil {
		parts = append(parts, s.Repeats.String())
	}
	if s.Made != nil {
		parts = append(parts, s.Made.String())
	}
	if s.Sleeps != nil {
		parts = append(parts, s.Sleeps.String())
	}
	if s.Mark != nil {
		parts = append(parts, "makes "+s.Mark.String())
	}
	if len(s.Skims) > 0 {
		parts = append(parts, fmt.Sprint("skims ", s.Skims))
	}
	if len(s.Subject) > 0 && len(s.Exits) > 0 {
		parts = append(parts, fmt.Sprint("judges ", s.Subject))
	}
	for _, e := range s.Exits {
		parts = append(parts, "{"+e.String()+"}")
	}
	return strings.Join(parts, " ")
}

func (e Exit) String() string { return e.Codes.String() + e.Rest() }

// Rest is all of an exit but its codes.
func (e Exit) Rest() string {
	var b strings.Builder
	switch e.Failed {
	case domain.Yes:
		b.WriteString(" failed")
	case domain.No:
		b.WriteString(" ok")
	}
	if e.Seen {
		b.WriteString(" seen")
	}
	for _, t := range e.Tests {
		b.WriteString(" " + t.String())
	}
	for _, g := range e.Guesses {
		b.WriteString(" ?" + not(g.Truth) + strconv.Itoa(g.Number))
	}
	if e.Wait != 0 {
		b.WriteString(" waits")
		if e.Delay != nil {
			b.WriteString(" " + e.Delay.String())
		} else {
			b.WriteString(strconv.Itoa(int(e.Wait)))
		}
	}
	if e.Renewed != 0 {
		b.WriteString(" renewed" + strconv.Itoa(int(e.Renewed)))
	}
	b.WriteString(" ->")
	for _, f := range e.Results {
		b.WriteString(" " + f.String())
	}
	return b.String()
}

func not(truth bool) string {
	if truth {
		return ""
	}
	return "!"
}

func (t ErrorTest) String() string {
	verb := "is"
	if t.As {
		verb = "as"
	}
	of := fmt.Sprintf("%s%s(%d,%s%s)", not(t.Truth), verb, t.Param, star(t.Pointer), t.Name)
	if t.Op == "" {
		return of
	}
	return of + "." + t.Op + t.Held.String()
}

// A StatusList is what importers know of a list of statuses that a package exports, where it is written out and never assigned to.
type StatusList struct {
	Codes []int64
	No    []int64 // of a map to bool: the keys under which false stands
}

func (l *StatusList) String() string {
	if len(l.No) > 0 {
		return fmt.Sprint("lists ", l.Codes, " not ", l.No)
	}
	return fmt.Sprint("lists ", l.Codes)
}
