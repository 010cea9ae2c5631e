// Package kinds sorts failures by their texts into kinds that have words for names: who asks for the word decides by the text.
package kinds

import (
	"errors"
	"fmt"
	"log"
	"strings"
)

type Refusal struct{ Status int }

func (e *Refusal) Error() string { return fmt.Sprintf("refused: %d", e.Status) }

func send(to string) error {
	if to == "" {
		return &Refusal{Status: 400}
	}
	return nil
}

const (
	kindBusy  = "busy"
	kindOther = "other"
)

func sorted(err error) string {
	if strings.Contains(err.Error(), "429") { // want `decides by the text "429" of an error`
		return kindBusy
	}
	return kindOther
}

func again(to string) error {
	err := send(to)
	if err != nil && sorted(err) == kindBusy {
		err = send(to)
	}
	return err
}

func named(err error) (kind string, known bool) {
	switch {
	case strings.Contains(err.Error(), "503"): // want `decides by the text "503" of an error`
		return "down", true
	case strings.Contains(err.Error(), "EOF"):
		return "cut", true
	}
	return "", false
}

func byName(to string) error {
	err := send(to)
	if err == nil {
		return nil
	}
	kind, _ := named(err)
	switch kind {
	case "down", "cut":
		return send(to)
	}
	return err
}

func inPlace(to string) error {
	err := send(to)
	if err == nil {
		return nil
	}
	kind := ""
	if strings.Contains(err.Error(), "502") { // want `decides by the text "502" of an error`
		kind = "gateway"
	}
	if kind != "gateway" {
		return err
	}
	return send(to)
}

// Nobody asks for what this one returns: it is a label.
func label(err error) string {
	if strings.Contains(err.Error(), "429") {
		return "limited"
	}
	return "failed"
}

func count(to string, add func(label string)) {
	if err := send(to); err != nil {
		add(label(err))
	}
}

// What is asked for is another word than the one that the text has chosen.
func shown(err error) string {
	switch {
	case err == nil:
		return "fine"
	case strings.Contains(err.Error(), "500"):
		return "The other side has trouble."
	}
	return "It did not work."
}

func show(to string) {
	if s := shown(send(to)); s != "fine" {
		log.Print(s)
	}
}

// The word is only for the message.
func told(to string) error {
	err := send(to)
	if err == nil {
		return nil
	}
	hint := "try later"
	if strings.Contains(err.Error(), "404") {
		hint = "check the address"
	}
	return fmt.Errorf("%w (%s)", err, hint)
}

// The status itself is asked for.
func typed(err error) string {
	var r *Refusal
	if errors.As(err, &r) && r.Status == 429 {
		return kindBusy
	}
	return kindOther
}

func typedAgain(to string) error {
	err := send(to)
	if err != nil && typed(err) == kindBusy {
		err = send(to)
	}
	return err
}

var _, _, _, _, _, _, _ = again, byName, inPlace, count, show, told, typedAgain

type outcome struct {
	Text  string
	Retry bool
	Level int
}

func weighed(err error) outcome {
	if strings.Contains(err.Error(), "504") { // want `decides by the text "504" of an error`
		return outcome{Text: "late", Retry: true}
	}
	return outcome{Text: "failed"}
}

func weighedBy(err error) *outcome {
	switch {
	case strings.Contains(err.Error(), "507"): // want `decides by the text "507" of an error`
		return &outcome{"full", false, 1}
	}
	return &outcome{"failed", true, 1}
}

// The structs differ in words alone.
func phrased(err error) outcome {
	if strings.Contains(err.Error(), "404") {
		return outcome{Text: "It is not there.", Retry: true}
	}
	return outcome{Text: "It did not work.", Retry: true}
}

// How loud it is said is no retry.
func louder(err error) outcome {
	if strings.Contains(err.Error(), "500") {
		return outcome{Text: "broken", Level: 2}
	}
	return outcome{Text: "failed", Level: 1}
}

var _, _, _, _ = weighed, weighedBy, phrased, louder
