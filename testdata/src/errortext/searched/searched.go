// Package searched looks for digits in the text of errors by functions of its own.
package searched

import (
	"errors"
	"strings"
	"time"
)

func has(text, part string) bool {
	return len(text) >= len(part) && (text == part || text[:len(part)] == part || within(text, part))
}

func within(text, part string) bool {
	for i := 0; i+len(part) <= len(text); i++ {
		if text[i:i+len(part)] == part {
			return true
		}
	}
	return false
}

// holds asks the other way round, whatever the letters.
func holds(part, text string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

func inTurn(try func() error) error {
	for i := 0; ; i++ {
		err := try()
		if err == nil || i == 4 {
			return err
		}
		again := false
		for _, part := range []string{"timeout", "connection reset", "503", "429"} {
			if has(err.Error(), part) { // want `decides by the text "503" or "429" of an error`
				again = true
			}
		}
		if !again {
			return err
		}
		time.Sleep(time.Second << i)
	}
}

func inside(try func() error) error {
	err := try()
	for i := 0; i < 4 && err != nil && within(err.Error(), "502"); i++ { // want `decides by the text "502" of an error`
		time.Sleep(time.Second << i)
		err = try()
	}
	return err
}

func around(try func() error) error {
	for i := 0; ; i++ {
		err := try()
		if err == nil || i == 4 || !holds("504", err.Error()) { // want `decides by the text "504" of an error`
			return err
		}
		time.Sleep(time.Second << i)
	}
}

func goodWords(err error) bool {
	return has(err.Error(), "timeout") || within(err.Error(), "connection reset") || holds("broken pipe", err.Error())
}

func begins(text, part string) bool {
	return len(text) >= len(part) && text[:len(part)] == part
}

func goodBegins(err error) bool {
	return begins(err.Error(), "eof")
}

func hasAny(text string, n int) bool {
	for i := 0; i+n <= len(text); i++ {
		if text[i:i+n] == "ok" {
			return true
		}
	}
	return false
}

func goodOther(err error) bool { return hasAny(err.Error(), 429) }

// same compares what two texts have at one place.
func same(a, b string) bool {
	for i := range a {
		if i < len(b) && a[i] != b[i] {
			return false
		}
	}
	return true
}

func goodSame(err error) bool { return same(err.Error(), "429") }

func goodMessage(err error) error {
	if has(err.Error(), "429") {
		return errors.New("slow down, please")
	}
	return errors.New("failed")
}
