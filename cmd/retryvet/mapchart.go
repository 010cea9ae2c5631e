package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers"
)

// A waitChart shows how long is waited before each attempt.
type waitChart struct {
	Rows   []waitRow
	Height int
	Label  string // the same in words, for those who do not see it
	More   string // what it has no room for

	Range, Random, Told, Guessed, Library bool // what a legend is needed for
}

// A waitRow is one bar: up to Sure it is waited in any case, from there on by Span perhaps.
type waitRow struct {
	Name, Text         string
	Y, Sure, Span      int
	Guessed, Uncertain bool
	Mark               string // of what is not known: a question mark
}

const (
	mostBars = 12
	barWidth = 120
	barSpace = 24
)

// A waitStep is what is waited before one attempt.
type waitStep struct {
	analyzers.Delay
	guessed bool // it goes on as the ones before
}

// exact reports whether the length of a wait follows from the program alone.
func (s waitStep) exact() bool { return s.Known && !s.Told }

// chartOf draws the waits of a retry, and says how long they are in all. There is no chart of what was not gone through.
func chartOf(r analyzers.Retry) (*waitChart, string) {
	if r.How == "predicate" || r.How == "table" || r.How == "policy" {
		return nil, ""
	}
	steps, complete := stepsOf(r)
	total := totalOf(r, steps, complete)
	if len(steps) == 0 {
		return nil, total
	}
	c := &waitChart{}
	shown := steps[:min(len(steps), mostBars)]
	if n := len(steps) - len(shown); n > 0 {
		c.More = "and " + plural(n, "more wait")
	} else if n := r.Attempts - 1 - len(shown); n > 0 {
		c.More = plural(n, "more wait") + ", not known"
	}
	most := int64(1)
	for _, s := range shown {
		most = max(most, s.Most)
	}
	var words []string
	for i, s := range shown {
		row := waitRow{Name: fmt.Sprintf("try %d", s.Attempt), Y: i * barSpace, Text: stepWords(s), Guessed: s.guessed, Uncertain: s.Random || s.Told || !s.Known}
		least := s.Least
		if s.Told || !s.Known && !s.Library {
			least = 0 // the paths that are not known may be shorter
		}
		row.Sure = scaled(least, most)
		row.Span = scaled(s.Most, most) - row.Sure
		if !s.Known && s.Most == 0 && !s.Told {
			row.Mark = "?"
		}
		c.Rows = append(c.Rows, row)
		c.Range, c.Random, c.Told = c.Range || row.Span > 0 && !s.guessed, c.Random || s.Random, c.Told || s.Told
		c.Guessed, c.Library = c.Guessed || s.guessed, c.Library || s.Library
		words = append(words, fmt.Sprintf("before attempt %d: %s", s.Attempt, row.Text))
	}
	c.Height = len(shown) * barSpace
	c.Label = "Waits " + strings.Join(words, "; ")
	return c, total
}

func scaled(d, most int64) int {
	if d <= 0 {
		return 0
	}
	return max(2, int(float64(d)/float64(most)*barWidth))
}

func stepWords(s waitStep) string {
	text := span(s.Least, s.Most)
	if !s.Known {
		text = short(s.Most) // the shortest is that of a path whose wait is not known
	}
	switch {
	case s.Told && s.Most == 0:
		return "as the server says"
	case s.Told:
		return text + ", or as told"
	case s.Library:
		return short(s.Most) + ", by the library"
	case s.Random && s.Most == 0:
		return "random"
	case s.Random:
		return text + ", random"
	case !s.Known && s.Most == 0:
		return "not known"
	case !s.Known:
		return text + ", or not known"
	case s.guessed:
		return text + ", if it goes on"
	case s.Most == 0:
		return "no wait"
	}
	return text
}

func span(least, most int64) string {
	if least == most {
		return short(most)
	}
	return short(least) + "–" + short(most)
}

// short is a duration without what nobody asks for: 1m and not 1m0s.
func short(d int64) string {
	v := time.Duration(d)
	for _, unit := range []time.Duration{time.Hour, time.Minute, time.Second, time.Millisecond, time.Microsecond} {
		if v >= 100*unit {
			v = v.Round(unit)
			break
		}
	}
	text := v.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// mostSteps is how far waits are continued; a year is more than anyone waits.
const (
	mostSteps = 10000
	longest   = float64(365 * 24 * time.Hour)
)

// stepsOf are the waits that were seen, and those that follow from them where the number of attempts is known and the waits stay the same
// or grow evenly. It reports whether there is one for each repetition.
func stepsOf(r analyzers.Retry) (steps []waitStep, complete bool) {
	even := true
	for i, d := range r.Delays {
		if r.Attempts > 0 && d.Attempt > r.Attempts {
			continue // the path was cut there
		}
		steps = append(steps, waitStep{Delay: d})
		even = even && d.Known && !d.Random && !d.Told && d.Attempt == i+2
	}
	if !even || r.Attempts > mostSteps {
		return steps, len(steps) > 0 && len(steps) == r.Attempts-1
	}
	for len(steps) > 0 && len(steps) < r.Attempts-1 {
		least, ok := next(steps, func(s waitStep) int64 { return s.Least })
		most, also := next(steps, func(s waitStep) int64 { return s.Most })
		if !ok || !also {
			break
		}
		steps = append(steps, waitStep{Delay: analyzers.Delay{Attempt: len(steps) + 2, Least: least, Most: most, Known: true}, guessed: true})
	}
	return steps, len(steps) > 0 && len(steps) == r.Attempts-1
}

// next continues a series that stays the same, which two members show, or has a constant factor or difference, which three do.
func next(steps []waitStep, of func(waitStep) int64) (int64, bool) {
	if len(steps) < 2 {
		return 0, false
	}
	last, before := float64(of(steps[len(steps)-1])), float64(of(steps[len(steps)-2]))
	if last == before {
		return int64(last), true
	}
	if len(steps) < 3 {
		return 0, false
	}
	first := float64(of(steps[len(steps)-3]))
	value := 0.0
	switch {
	case first <= 0 || before <= 0 || last < before:
		return 0, false
	case last*first == before*before:
		value = last * last / before
	case last-before == before-first:
		value = last + last - before
	default:
		return 0, false
	}
	return int64(value), value < longest
}

// totalOf says how long a retry waits until it gives up.
func totalOf(r analyzers.Retry, steps []waitStep, complete bool) string {
	if r.How == "client" {
		return "" // nothing is known of the waits of a client
	}
	var least, most, floor int64
	exact, guessed := true, false
	for _, s := range steps {
		least, most = least+s.Least, most+s.Most
		if s.exact() {
			floor += s.Least
		}
		exact, guessed = exact && s.exact(), guessed || s.guessed
	}
	limit := ""
	if r.TimeLimit != "" {
		limit = " It gives up after " + r.TimeLimit + " in any case."
	}
	switch {
	case complete && exact && most == 0:
		return fmt.Sprintf("It gives up after %d attempts, without any wait.", r.Attempts) + limit
	case complete && exact && guessed:
		return fmt.Sprintf("It waits about %s in all before it gives up after %d attempts, if the waits go on as they began.", span(least, most), r.Attempts) + limit
	case complete && exact:
		return fmt.Sprintf("It waits %s in all before it gives up after %d attempts.", span(least, most), r.Attempts) + limit
	case r.Attempts > 0 && floor > 0:
		return fmt.Sprintf("It waits at least %s in all before it gives up after %d attempts; the rest is not known.", short(floor), r.Attempts) + limit
	case r.Attempts > 0:
		return fmt.Sprintf("It gives up after %d attempts; how long it waits in all is not known.", r.Attempts) + limit
	}
	text := endWords(r)
	if len(steps) > 0 && exact && most > 0 {
		text += fmt.Sprintf(" The first %s take %s.", plural(len(steps), "wait"), span(least, most))
	}
	return text
}

// endWords says what ends a retry whose attempts are not counted.
func endWords(r analyzers.Retry) string {
	switch {
	case r.TimeLimit != "":
		return "It gives up after " + r.TimeLimit + "."
	case r.Bound == "none":
		return "It never gives up."
	case r.Bound == "":
		return "When it gives up is not known."
	case r.Bound == "a context":
		return "It goes on until its context ends: how long that is, is not known."
	}
	return "It is ended by " + r.Bound + ": how long that takes is not known."
}
