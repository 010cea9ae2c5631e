// Package digits decides by digits in the texts of errors and bodies.
package digits

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"regexp"
	"strings"
	"time"
)

type StatusError struct {
	StatusCode int
	Body       string
}

func (e *StatusError) Error() string { return fmt.Sprintf("status %d: %s", e.StatusCode, e.Body) }

var errGone = errors.New("gone")

func send(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return &StatusError{StatusCode: resp.StatusCode}
	}
	return nil
}

// BAD: a retry predicate.
func retryable(err error) bool {
	return strings.Contains(err.Error(), "429") // want `decides by the text "429" of an error, which any message with these digits matches; use errors.As and StatusCode of \*StatusError`
}

// BAD: several, one decision.
func transientFailure(err error) bool {
	msg := strings.ToLower(err.Error())
	return strings.Contains(msg, "502") || strings.Contains(msg, "503") || strings.Contains(msg, "timeout") // want `decides by the text "502" or "503" of an error`
}

// BAD: a list.
func retryListed(err error) bool {
	for _, code := range []string{"429", "500", "502", "503", "504", "connection reset"} {
		if strings.Contains(err.Error(), code) { // want `decides by the text "429", "500", "502" and others of an error`
			return true
		}
	}
	return false
}

var transientCodes = []string{"500", "503"}

// BAD: a list of the package.
func retryNamed(err error) bool {
	text := fmt.Sprintf("%v", err)
	for _, code := range transientCodes {
		if strings.Contains(text, code) { // want `decides by the text "500" or "503" of an error`
			return true
		}
	}
	return false
}

// BAD: a failure taken for a success.
func remove(url string) error {
	if err := send(url); err != nil && !strings.Contains(err.Error(), "404") { // want `"404" of an error`
		return fmt.Errorf("removing: %w", err)
	}
	return nil
}

// BAD: another error.
func find(url string) error {
	err := send(url)
	if err != nil {
		if strings.Contains(err.Error(), "410") { // want `"410" of an error`
			return errGone
		}
		return err
	}
	return nil
}

// BAD: goes round.
func loop(url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = send(url); err == nil {
			return nil
		}
		if strings.Index(err.Error(), "503") >= 0 { // want `"503" of an error`
			time.Sleep(time.Second << i)
			continue
		}
		break
	}
	return err
}

// BAD: a flag that decides later.
func flagged(url string) error {
	err := send(url)
	if err == nil {
		return nil
	}
	limited := strings.Contains(err.Error(), "11310") // want `"11310" of an error`
	if limited {
		return nil
	}
	return err
}

// GOOD: the last resort, for errors that are none of the types which were asked for.
func lastResort(err error) bool {
	var se *StatusError
	if errors.As(err, &se) {
		return se.StatusCode >= 500
	}
	return strings.Contains(err.Error(), " 503 ")
}

var limited = regexp.MustCompile(`\b(429|529)\b`)

// BAD: a pattern that is digits.
func retryMatched(err error) bool {
	return limited.MatchString(err.Error()) // want `decides by the text "429" or "529" of an error`
}

// BAD: the text is made by the only caller.
func giveUp(url string) bool {
	err := send(url)
	return err != nil && isDenied(err.Error())
}

func isDenied(msg string) bool {
	return strings.Contains(msg, "403") // want `"403" of an error`
}

// BAD: a switch that classifies.
func classify(err error) int {
	text := err.Error()
	switch {
	case strings.Contains(text, "401"): // want `"401" of an error`
		return http.StatusUnauthorized
	case strings.Contains(text, "refused"):
		return http.StatusBadGateway
	}
	return 0
}

// BAD: the status of a body, with the response in sight.
func bodyDigits(url string) (bool, error) {
	resp, err := http.Get(url)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return false, err
	}
	return bytes.Contains(body, []byte("429")), nil // want `decides by the text "429" of a body, which any message with these digits matches; use resp.StatusCode`
}

// GOOD: the typed error.
func retryTyped(err error) bool {
	var se *StatusError
	return errors.As(err, &se) && se.StatusCode == 429
}

// GOOD: transport texts have no type.
func retryTransport(err error) bool {
	return strings.Contains(err.Error(), "connection reset") || strings.Contains(err.Error(), "broken pipe")
}

// GOOD: words for a log.
func logged(err error) {
	if strings.Contains(err.Error(), "429") {
		log.Printf("the server is busy: %v", err)
	}
}

// GOOD: words for people.
func explained(err error) error {
	if strings.Contains(err.Error(), "401") {
		return fmt.Errorf("%w (is the key right?)", err)
	}
	return err
}

// GOOD: words for people, too.
func hint(err error) string {
	switch {
	case strings.Contains(err.Error(), "401"):
		return "check the key"
	case strings.Contains(err.Error(), "429"):
		return "wait a little"
	}
	return ""
}

// GOOD: words for people in a variable.
func described(err error) string {
	text := "failed"
	if strings.Contains(err.Error(), "503") {
		text = "the server is down"
	}
	return text
}

// GOOD: a file's name is no error.
func isLegacy(name string) bool {
	return strings.Contains(name, "404") || strings.HasSuffix(name, "_386")
}

// GOOD: neither an error nor a body.
func probed(conn io.Reader) bool {
	line := make([]byte, 32)
	n, _ := conn.Read(line)
	return strings.Contains(string(line[:n]), "403")
}

// GOOD: digits that are no code.
func isHashed(err error) bool {
	return strings.Contains(err.Error(), "sha256") || strings.Contains(err.Error(), "200")
}

// GOOD: a number of a system's own, in words.
func isDuplicate(err error) bool {
	return strings.Contains(err.Error(), "Error 1061 (42000)")
}

// GOOD: what an ordinary file says.
func fileDigits(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && bytes.Contains(data, []byte("429"))
}

// GOOD: callers hand over other things than errors, too.
func mixed(url string) bool {
	err := send(url)
	return err != nil && hasCode(err.Error()) || hasCode(url)
}

func hasCode(s string) bool { return strings.Contains(s, "403") }

// GOOD: a pattern that reads the number where it stands.
var statusLine = regexp.MustCompile(`^HTTP/1\.[01] (429|503) `)

func retryLine(err error) bool { return statusLine.MatchString(err.Error()) }

// GOOD: words around a number that nothing else tells.
func isQuota(err error) bool { return strings.Contains(err.Error(), "quota of 1000 exceeded") }
