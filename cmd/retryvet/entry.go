package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
)

// jsonEntry is an entry of the catalog as commands print it.
type jsonEntry struct {
	Provider   string             `json:"provider"`
	Scheme     string             `json:"scheme"`
	Code       json.RawMessage    `json:"code"` // a number or a string, as on the wire
	HTTP       *int               `json:"http"` // null if not known
	Retry      catalog.Class      `json:"retry"`
	Confidence catalog.Confidence `json:"confidence"`
	Basis      string             `json:"basis"`
	EN         string             `json:"en"`
	ZH         string             `json:"zh"`
	Name       string             `json:"name,omitempty"`
	Why        string             `json:"why,omitempty"`
	Message    string             `json:"message,omitempty"`
	Source     string             `json:"source,omitempty"`
	MinDelay   string             `json:"minDelay,omitempty"`
	DelayStep  string             `json:"delayStep,omitempty"` // by how much the delay has to be longer each time
	MaxRetries int                `json:"maxRetries,omitempty"`
	Group      string             `json:"group,omitempty"`
	Scope      string             `json:"scope,omitempty"` // what a limit counts

	Unit string `json:"unit,omitempty"` // what has to be repeated, if that is more than the request

	DoneOnResend bool `json:"doneOnResend,omitempty"`
	Observed     bool `json:"observed,omitempty"`

	Layer string `json:"layer"`
}

func toJSON(e catalog.Entry) (jsonEntry, error) {
	code, err := wire(e.Code)
	j := jsonEntry{
		Provider: e.Provider, Scheme: e.Scheme, Code: code, Retry: e.Retry, Confidence: e.Confidence, Basis: e.Basis,
		EN: e.EN, ZH: e.ZH, Name: e.Name, Why: e.Why, Message: e.Message, Source: e.Source, Layer: e.Layer(),
		Group: e.Group, Scope: e.Scope, Unit: e.Unit, MaxRetries: e.MaxRetries, DoneOnResend: e.DoneOnResend, Observed: e.Observed,
	}
	if e.HTTP != 0 {
		j.HTTP = &e.HTTP
	}
	if e.MinDelay != 0 {
		j.MinDelay = e.MinDelay.String()
	}
	if e.DelayStep != 0 {
		j.DelayStep = e.DelayStep.String()
	}
	return j, err
}

func wire(c catalog.Code) (json.RawMessage, error) {
	if c.IsString() {
		return json.Marshal(c.Text())
	}
	return json.RawMessage(c.Text()), nil
}

func writeEntriesJSON(out io.Writer, entries []catalog.Entry) error {
	list := make([]jsonEntry, 0, len(entries))
	for _, e := range entries {
		j, err := toJSON(e)
		if err != nil {
			return err
		}
		list = append(list, j)
	}
	return writeJSON(out, list)
}

func writeEntriesTable(out io.Writer, entries []catalog.Entry, say analyzers.Printer) error {
	rows := [][]string{{"CODE", "HTTP", "RETRY", "CONFIDENCE", "MEANING"}}
	for _, e := range entries {
		rows = append(rows, []string{e.Code.String(), status(e), e.Retry.String(), e.Confidence.String(), e.Text(say.Language())})
	}
	return writeTable(out, rows)
}

func status(e catalog.Entry) string {
	if e.HTTP == 0 {
		return ""
	}
	return strconv.Itoa(e.HTTP)
}

// writeEntry prints all that the catalog says of a code.
func writeEntry(out io.Writer, c *catalog.Catalog, e catalog.Entry, say analyzers.Printer) {
	fmt.Fprintf(out, "%s %s", e.Provider, e.Code)
	if e.Name != "" {
		fmt.Fprintf(out, " %s", e.Name)
	}
	fmt.Fprintf(out, ": %s\n", advice(e.Retry, say))
	lines := [][2]string{
		{say.Say("entry.meaning", "meaning"), e.EN},
		{"", e.ZH},
		{"http", status(e)},
		{say.Say("entry.retry", "retry"), say.Say("entry.class", "%s (confidence %s, %s)", e.Retry, e.Confidence, e.Basis)},
		{say.Say("entry.why", "why"), e.Why},
		{say.Say("entry.source", "source"), source(c, e)},
	}
	if say.Language() == analyzers.Chinese {
		lines[0][1], lines[1][1] = e.Text(analyzers.Chinese), ""
	}
	if e.Family != "" {
		lines = append(lines, [2]string{"of", e.Family + ", whose codes are not all listed"})
	}
	if e.Group != "" {
		lines = append(lines, [2]string{say.Say("entry.group", "group"), e.Group})
	}
	if e.Scope != "" {
		lines = append(lines, [2]string{say.Say("entry.limit", "limit"), say.Say("entry.per", "per %s", e.Scope)})
	}
	if e.Unit != "" {
		lines = append(lines, [2]string{"repeat", "the whole " + e.Unit})
	}
	if e.DoneOnResend {
		lines = append(lines, [2]string{say.Say("entry.resent", "resent"), say.Say("entry.done", "on a request sent again it means that the first one was carried out")})
	}
	if e.Observed {
		lines = append(lines, [2]string{say.Say("entry.seen", "seen"), say.Say("entry.observed", "in practice, not in the documents")})
	}
	if e.MinDelay > 0 {
		lines = append(lines, [2]string{say.Say("entry.delay", "delay"), say.Say("entry.at-least", "at least %s", e.MinDelay)})
	}
	if e.DelayStep > 0 {
		lines = append(lines, [2]string{say.Say("entry.step", "step"), say.Say("entry.longer", "%s longer from then on, each time that it comes", e.DelayStep)})
	}
	if e.MaxRetries > 0 {
		lines = append(lines, [2]string{say.Say("entry.most", "most"), say.Say("entry.retries", "%d retries", e.MaxRetries)})
	}
	if e.Layer() != "embedded" {
		lines = append(lines, [2]string{say.Say("entry.defined", "defined"), e.Layer()})
	}
	for _, l := range lines {
		if l[1] != "" {
			fmt.Fprintf(out, "  %s%s %s\n", l[0], strings.Repeat(" ", max(0, 8-wide(l[0]))), l[1])
		}
	}
}

// wide is how many columns of a terminal a text takes: a Chinese character takes two.
func wide(text string) (n int) {
	for _, r := range text {
		n++
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// advice says in words what a class means for the caller.
func advice(class catalog.Class, say analyzers.Printer) string {
	switch class {
	case catalog.Never:
		return say.Say("advice.never", "do not retry, the request is wrong")
	case catalog.User:
		return say.Say("advice.user", "do not retry, a person must act")
	case catalog.Refresh:
		return say.Say("advice.refresh", "retry once with new credentials")
	case catalog.Conflict:
		return say.Say("advice.conflict", "read the state again, then retry")
	case catalog.Wait:
		return say.Say("advice.wait", "still running, poll")
	case catalog.Backoff:
		return say.Say("advice.backoff", "retry with growing delays")
	case catalog.Success:
		return say.Say("advice.success", "not an error")
	}
	return class.String()
}

// source names the document and the place in it: an entry has only the id of the document.
func source(c *catalog.Catalog, e catalog.Entry) string {
	id, place, _ := strings.Cut(e.Source, ":")
	p, ok := c.Provider(e.Provider)
	if !ok || id == "" {
		return e.Source
	}
	for _, s := range p.Sources {
		if s.ID != id {
			continue
		}
		text := strings.TrimSpace(s.Title + " " + s.URL)
		switch _, err := strconv.Atoi(place); {
		case place == "":
			return text
		case err == nil:
			return text + ", line " + place
		}
		return text + ", " + place
	}
	return e.Source
}

// parseCode reads a code as people type it: digits are a number, quotes make a string of them, words are strings.
func parseCode(word string) catalog.Code {
	var c catalog.Code
	if err := c.UnmarshalText([]byte(word)); err == nil {
		return c
	}
	return catalog.String(word)
}
