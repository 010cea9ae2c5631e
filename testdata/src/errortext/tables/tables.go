// Package tables looks for what a table has in the text of an error: by its keys, by a field of its rows, by expressions, or word by word.
package tables

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

type failure struct{ Status int }

func (f *failure) Error() string { return "" }

func ask() error { return &failure{503} }

type verdict struct {
	again bool
	pause time.Duration
}

var verdicts = map[string]verdict{
	"429":        {true, 30 * time.Second},
	"overloaded": {true, 5 * time.Second},
	"401":        {},
}

func byKey(err error) verdict {
	msg := strings.ToLower(err.Error())
	for text, v := range verdicts {
		if strings.Contains(msg, text) { // want `decides by the text "429" or "401" of an error`
			return v
		}
	}
	return verdict{}
}

// again is what a caller makes of it.
func again(try func() error) error {
	for {
		err := try()
		v := byKey(err)
		if err == nil || !v.again {
			return err
		}
		time.Sleep(v.pause)
	}
}

var flags = map[string]bool{"502": true, "timeout": true}

func byFlag(err error) bool {
	for text, yes := range flags {
		if strings.Contains(err.Error(), text) { // want `decides by the text "502" of an error`
			return yes
		}
	}
	return false
}

func byKeys(err error) bool {
	for text := range maps.Keys(flags) {
		if strings.Contains(err.Error(), text) { // want `decides by the text "502" of an error`
			return true
		}
	}
	return false
}

type row struct {
	text  string
	retry bool
}

var rows = []row{{"429", true}, {text: "503", retry: true}, {"no such host", false}}

func byField(err error) bool {
	for _, r := range rows {
		if strings.Contains(err.Error(), r.text) { // want `decides by the text "429" or "503" of an error`
			return r.retry
		}
	}
	return false
}

func byIndex(err error) bool {
	for i := range rows {
		if strings.Contains(err.Error(), rows[i].text) { // want `decides by the text "429" or "503" of an error`
			return true
		}
	}
	return false
}

var patterns = []*regexp.Regexp{regexp.MustCompile(`(?i)too many requests`), regexp.MustCompile(`\b50[0234]\b`)}

func byPattern(err error) bool {
	for _, p := range patterns {
		if p.MatchString(err.Error()) { // want `decides by the text "500", "502", "503" or "504" of an error`
			return true
		}
	}
	return false
}

func byResult(err error) (ok bool) {
	for i := 0; i < len(patterns) && !ok; i++ {
		ok = patterns[i].MatchString(err.Error()) // want `decides by the text "500", "502", "503" or "504" of an error`
	}
	return
}

var broken = regexp.MustCompile(`\b(?:5\d\d|429)\b`)

func byClass(err error) bool {
	return broken.MatchString(err.Error()) // want `decides by the text "500", "501", "502" and others of an error`
}

func byWord(err error) bool {
	words := strings.Fields(err.Error())
	for _, w := range []string{"404", "410"} {
		if slices.Contains(words, w) { // want `decides by the text "404" or "410" of an error`
			return true
		}
	}
	return slices.Contains(words, "409") // want `decides by the text "409" of an error`
}

// Names of a failure, for the log.

type class struct {
	name  string
	texts []string
}

var classes = []class{{"login", []string{"403", "401"}}, {"limit", []string{"429"}}}

func name(err error) string {
	for _, c := range classes {
		for _, t := range c.texts {
			if strings.Contains(err.Error(), t) {
				return c.name
			}
		}
	}
	return "other"
}

var titles = map[string]string{"429": "Too busy", "401": "Not you"}

func title(err error) string {
	for text, title := range titles {
		if strings.Contains(err.Error(), text) {
			return title
		}
	}
	return "Broken"
}

// Words that no status has.

var network = []row{{"connection reset", true}, {"broken pipe", true}}

func offline(err error) bool {
	for _, r := range network {
		if strings.Contains(err.Error(), r.text) {
			return r.retry
		}
	}
	return false
}

var longer = regexp.MustCompile(`\d{6}|v[45]\d\d`)

func build(err error) bool { return longer.MatchString(err.Error()) }

// A table of statuses, and texts that are not of an error.

var byStatus = map[int]verdict{429: {true, time.Second}}

func status(err *failure) verdict {
	for code, v := range byStatus {
		if code == err.Status {
			return v
		}
	}
	return verdict{}
}

func path(p string) bool {
	for _, r := range rows {
		if strings.Contains(p, r.text) {
			return r.retry
		}
	}
	return false
}

// A list that somebody else may change.

var open []row

func Register(r row) { open = append(open, r) }

func changed(err error) bool {
	for _, r := range open {
		if strings.Contains(err.Error(), r.text) {
			return r.retry
		}
	}
	return false
}
