// Package made has functions that make errors: which kind they are of is chosen by the text of another one.
package made

import (
	"errors"
	"fmt"
	"log"
	"slices"
	"strings"
)

var (
	errSlow  = errors.New("slow down")
	errGone  = errors.New("gone")
	errWrong = errors.New("wrong")
)

type Limited struct {
	Vendor string
	Err    error
}

func (e *Limited) Error() string { return e.Vendor + ": limited" }
func (e *Limited) Unwrap() error { return e.Err }

type Refused struct {
	Vendor string
	Err    error
}

func (e *Refused) Error() string { return e.Vendor + ": refused" }

type Failed struct {
	Vendor, Text string
	Code         int
}

func (e *Failed) Error() string { return e.Vendor + ": " + e.Text }

func newLimited(vendor string, err error) *Limited { return &Limited{Vendor: vendor, Err: err} }
func newRefused(vendor string, err error) *Refused { return &Refused{vendor, err} }
func newFailed(vendor, text string) *Failed        { return &Failed{Vendor: vendor, Text: text} }

// One kind for each list of texts.
var slowTexts = []string{"rate limit", "429", "throttl"}

func convert(vendor string, err error) error {
	if err == nil {
		return nil
	}
	text := strings.ToLower(err.Error())
	for _, t := range slowTexts {
		if strings.Contains(text, t) { // want `decides by the text "429" of an error`
			return newLimited(vendor, err)
		}
	}
	if strings.Contains(text, "401") { // want `decides by the text "401" of an error`
		return newRefused(vendor, err)
	}
	return newFailed(vendor, text)
}

// The constructors hand out errors.
func limited(vendor string, err error) error { return &Limited{Vendor: vendor, Err: err} }
func failed(vendor string, err error) error  { return &Failed{Vendor: vendor, Text: err.Error()} }

func asErrors(vendor string, err error) error {
	if strings.Contains(err.Error(), "429") { // want `decides by the text "429" of an error`
		return limited(vendor, err)
	}
	return failed(vendor, err)
}

// The same type with another code.
func coded(vendor string, code int, text string) *Failed {
	return &Failed{Vendor: vendor, Text: text, Code: code}
}

func byCode(vendor string, err error) error {
	if strings.Contains(err.Error(), "503") { // want `decides by the text "503" of an error`
		return coded(vendor, 503, "is down")
	}
	return coded(vendor, 500, "has failed")
}

// The sentinel is in what a function makes.
func slow(err error) error  { return fmt.Errorf("%w: %v", errSlow, err) }
func wrong(err error) error { return fmt.Errorf("%w: %v", errWrong, err) }

func bySentinel(err error) error {
	switch {
	case strings.Contains(err.Error(), "429"): // want `decides by the text "429" of an error`
		return slow(err)
	default:
		return wrong(err)
	}
}

// Somebody asks for the one kind that is made.
type Busy struct{ Err error }

func (e *Busy) Error() string { return "busy" }

func newBusy(err error) *Busy { return &Busy{err} }

func mark(err error) error {
	if strings.Contains(err.Error(), "503") { // want `decides by the text "503" of an error`
		return newBusy(err)
	}
	return err
}

func isBusy(err error) bool {
	var b *Busy
	return errors.As(err, &b)
}

// It says itself what it is.
type Throttled struct{ Err error }

func (e *Throttled) Error() string        { return "throttled" }
func (e *Throttled) Is(target error) bool { return target == errSlow }

func newThrottled(err error) *Throttled { return &Throttled{err} }

func throttled(err error) error {
	if strings.Contains(err.Error(), "429") { // want `decides by the text "429" of an error`
		return newThrottled(err)
	}
	return fmt.Errorf("send: %w", err)
}

// Functions of the package look for one of several texts.
func hasAny(text string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

func speaksOf(err error, parts ...string) bool {
	text := strings.ToLower(err.Error())
	for i := range parts {
		_ = i
	}
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(text, strings.ToLower(p)) })
}

func repeatable(err error) bool {
	return hasAny(err.Error(), []string{"429", "503", "connection reset"}) // want `decides by the text "429" or "503" of an error`
}

func byHelper(vendor string, err error) error {
	if hasAny(strings.ToLower(err.Error()), slowTexts) { // want `decides by the text "429" of an error`
		return &Limited{Vendor: vendor, Err: err}
	}
	return &Refused{vendor, err}
}

func bySpeech(err error) error {
	if speaksOf(err, "404", "not found") { // want `decides by the text "404" of an error`
		return errGone
	}
	return err
}

// All of a kind: the text chooses words.
func worded(vendor string, err error) error {
	if strings.Contains(err.Error(), "429") {
		return newFailed(vendor, "asked too often, wait a little")
	}
	if strings.Contains(err.Error(), "401") {
		return newFailed(vendor, "the key is wrong")
	}
	return newFailed(vendor, err.Error())
}

// Nobody asks for it, and there is no other one.
type Noted struct {
	Text string
	Err  error
}

func (e *Noted) Error() string { return e.Text }

func noted(text string, err error) *Noted { return &Noted{text, err} }

func annotated(err error) error {
	if strings.Contains(err.Error(), "503") {
		return noted("the server is down", err)
	}
	return err
}

// Words around the same error.
func told(text string, err error) error { return fmt.Errorf("%s: %w", text, err) }

func explained(err error) error {
	if strings.Contains(err.Error(), "403") {
		return told("is the key allowed to do that?", err)
	}
	return told("send", err)
}

// The helper's answer chooses the words of a log.
func logged(err error) error {
	if hasAny(err.Error(), []string{"429", "503"}) {
		log.Print("busy: ", err)
	} else {
		log.Print("failed: ", err)
	}
	return err
}

// Texts that no status stands in.
func cut(err error) bool { return hasAny(err.Error(), []string{"connection reset", "broken pipe"}) }

func named(name string) bool { return hasAny(name, []string{"429", "503"}) }

// What it looks for is not the list.
func counts(text string, parts []string) bool { return strings.Count(text, ";") > len(parts) }

func many(err error) bool { return counts(err.Error(), []string{"429", "503"}) }

// It looks elsewhere as well.
func hasBoth(text string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) && !strings.Contains(text, "id="+p) {
			return true
		}
	}
	return false
}

func careful(err error) bool { return hasBoth(err.Error(), []string{"429", "503"}) }
