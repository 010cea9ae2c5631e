package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/retryvet/retryvet/analyzers"
)

// streams separates what go vet -json mixes: JSON objects, each from a line "{" to a line "}", and lines of text.
type streams struct {
	docs  []string
	lines []string
}

func split(output []byte) streams {
	var s streams
	var doc strings.Builder
	in := false
	for line := range strings.Lines(string(output)) {
		text := strings.TrimRight(line, "\r\n")
		switch {
		case in:
			doc.WriteString(line)
			if text == "}" {
				s.docs, in = append(s.docs, doc.String()), false
			}
		case text == "{":
			doc.Reset()
			doc.WriteString(line)
			in = true
		case text == "{}":
			s.docs = append(s.docs, text)
		case text != "":
			s.lines = append(s.lines, text)
		}
	}
	if in { // cut off in the middle, which decoding will notice
		s.docs = append(s.docs, doc.String())
	}
	return s
}

// add adds the findings of one JSON object: package -> rule -> findings, or the error of the rule. All rules have run,
// wanted or not: with other flags for the vettool, the go command would analyze everything anew, down to what is imported.
func (r *result) add(doc, cwd string) error {
	var units map[string]map[string]json.RawMessage
	if err := json.Unmarshal([]byte(doc), &units); err != nil {
		return fmt.Errorf("cannot read the output of go vet: %w", err)
	}
	for unit, rules := range units {
		for rule, raw := range rules {
			var failure struct{ Error string }
			if json.Unmarshal(raw, &failure) == nil && failure.Error != "" {
				r.failures = append(r.failures, fmt.Errorf("%s failed on %s: %s", rule, unit, oneLine(failure.Error)))
				continue
			}
			var list []vetFinding
			if err := json.Unmarshal(raw, &list); err != nil {
				return fmt.Errorf("cannot read the output of go vet: %w", err)
			}
			for _, f := range list {
				if rule == analyzers.InventoryName {
					r.addInventory(f)
					continue
				}
				r.findings = append(r.findings, f.finding(rule, cwd))
			}
		}
	}
	return nil
}

// addInventory adds the retries of a package.
func (r *result) addInventory(f vetFinding) {
	for _, related := range f.Related {
		if inv, ok := analyzers.DecodeInventory(related.Message); ok {
			r.inventories = append(r.inventories, inv)
		}
	}
}

// messages are the lines of text that go vet printed.
type messages struct {
	broken    []error // packages that do not compile
	unmatched []error // patterns without packages
	other     []error // all else that is not a mere note
	analyzed  bool    // go vet came as far as to look at a package
}

// Compiled at first use: the vettool, which runs once for every package, has no use for them.
var (
	noMatch  = lazy(`^(?:go: )?warning: (.*) matched no packages$`)
	note     = lazy(`^(?:go: )?(?:warning|downloading|finding|extracting|added)\b`)
	position = lazy(`^(.+?\.\w+):(\d+(?::\d+)?): `)
)

func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// parseMessages makes one line of every fault. A heading "# package" begins the errors of a package, of which the first
// one is enough.
func parseMessages(lines []string, shorten func(string) string) messages {
	var m messages
	for i := 0; i < len(lines); {
		if strings.HasPrefix(lines[i], "# ") {
			n := i
			for n < len(lines) && strings.HasPrefix(lines[n], "# ") {
				n++
			}
			pkg, end := strings.Fields(lines[i])[1], n
			for end < len(lines) && !strings.HasPrefix(lines[end], "# ") && !strings.HasPrefix(lines[end], "go: ") {
				end++
			}
			m.addBroken(pkg, fold(lines[n:end], shorten))
			i = end
			continue
		}
		end := i + 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "# ") {
			end++
		}
		for _, msg := range fold(lines[i:end], shorten) {
			m.addMessage(msg)
		}
		i = end
	}
	return m
}

func (m *messages) addBroken(pkg string, msgs []string) {
	m.analyzed = true
	msgs = faults(msgs)
	if len(msgs) == 0 {
		return
	}
	what := "cannot be analyzed"
	if position().MatchString(msgs[0]) {
		what = "does not compile"
	}
	err := fmt.Errorf("%s %s: %s", pkg, what, strings.TrimPrefix(msgs[0], "retryvet: "))
	// A package and its test variant have the same faults.
	if !slices.ContainsFunc(m.broken, func(e error) bool { return e.Error() == err.Error() }) {
		m.broken = append(m.broken, err)
	}
}

// faults are the messages but for what a C compiler warns of, which compiles the package all the same.
func faults(msgs []string) []string {
	warns := func(msg string) bool { return strings.Contains(msg, ": warning: ") }
	if !slices.ContainsFunc(msgs, warns) {
		return msgs
	}
	return slices.DeleteFunc(slices.Clone(msgs), func(msg string) bool { // nor is what quotes the place, or counts them, a fault
		return warns(msg) || strings.Contains(msg, ": note: ") || !position().MatchString(msg)
	})
}

func (m *messages) addMessage(msg string) {
	if match := noMatch().FindStringSubmatch(msg); match != nil {
		m.unmatched = append(m.unmatched, fmt.Errorf("%s matched no packages", match[1]))
		return
	}
	if msg == "no packages to vet" && len(m.unmatched) > 0 || note().MatchString(msg) {
		return
	}
	m.other = append(m.other, errors.New(strings.TrimPrefix(msg, "go: ")))
}

// failures returns what is to be reported; of messages that are not known only if go vet failed. Packages are analyzed in
// parallel, so they come in any order.
func (m *messages) failures(failed bool) []error {
	slices.SortFunc(m.broken, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	errs := slices.Concat(m.unmatched, m.broken)
	if failed {
		errs = append(errs, m.other...)
	}
	return errs
}

// fold joins the lines of each message: those that go on are indented, or announced by a colon.
func fold(lines []string, shorten func(string) string) []string {
	var msgs []string
	for _, line := range lines {
		last := len(msgs) - 1
		if last >= 0 && (strings.HasPrefix(line, "\t") || strings.HasPrefix(line, " ") || strings.HasSuffix(msgs[last], ":")) {
			msgs[last] += " " + oneLine(line)
			continue
		}
		line = strings.TrimPrefix(line, "vet: ")
		if at := position().FindStringSubmatchIndex(line); at != nil {
			line = shorten(line[:at[3]]) + line[at[3]:]
		}
		msgs = append(msgs, oneLine(line))
	}
	return msgs
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
