// Package meter looks at answers: at some of them no further than to their headers.
package meter

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"
	"time"
)

// A Budget is what is left of a limit.
type Budget struct{ Left, Of int }

// Observe takes the headers.
func Observe(answer *http.Response) Budget {
	left, _ := strconv.Atoi(answer.Header.Get("X-Budget-Left"))
	of, _ := strconv.Atoi(answer.Header.Get("X-Budget"))
	return Budget{left, of}
}

// Note writes a line.
func Note(n int, answer *http.Response) {
	if answer == nil {
		log.Printf("round %d: nothing", n)
		return
	}
	log.Printf("round %d: %s from %s", n, answer.Status, answer.Request.URL)
}

// Pause writes a line, and takes the headers.
func Pause(n int, answer *http.Response) time.Duration {
	Note(n, answer)
	if answer == nil {
		return time.Second
	}
	s, err := strconv.Atoi(answer.Header.Get("Retry-After"))
	if err != nil {
		return time.Second << n
	}
	return time.Duration(s) * time.Second
}

// Again takes the status.
func Again(answer *http.Response, err error) bool {
	return err != nil || answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500
}

// Refusal makes an error of the status.
func Refusal(answer *http.Response) error {
	if answer.StatusCode < 400 {
		return nil
	}
	return fmt.Errorf("refused: %s", answer.Status)
}

// Told makes one of the body, which it closes.
func Told(answer *http.Response) error {
	if answer.StatusCode < 400 {
		return nil
	}
	defer answer.Body.Close()
	var problem struct{ Detail string }
	if err := json.NewDecoder(answer.Body).Decode(&problem); err != nil {
		return err
	}
	return fmt.Errorf("refused: %s", problem.Detail)
}

// Done lets go of an answer.
func Done(answer *http.Response) {
	if answer != nil {
		drop(answer.Body)
	}
}

func drop(body io.ReadCloser) {
	_, _ = io.Copy(io.Discard, body)
	_ = body.Close()
}

// A Ledger keeps the answers.
type Ledger struct {
	all  []*http.Response
	hook func(*http.Response)
}

// Keep keeps an answer, to be closed later.
func (l *Ledger) Keep(answer *http.Response) { l.all = append(l.all, answer) }

// Tell asks somebody else.
func (l *Ledger) Tell(answer *http.Response) {
	if answer.StatusCode >= 400 {
		l.hook(answer)
	}
}

// Last goes through another variable.
func Last(answer *http.Response) {
	last := answer
	if last.StatusCode >= 500 {
		last.Body.Close()
	}
}

// Later closes when somebody calls what it returns.
func Later(answer *http.Response) func() { return func() { answer.Body.Close() } }

// Whole writes all of it down.
func Whole(w io.Writer, answer *http.Response) error { return answer.Write(w) }

// Snippet takes the beginning of the body.
func Snippet(answer *http.Response) string {
	text, err := io.ReadAll(io.LimitReader(answer.Body, 512))
	if err != nil {
		return ""
	}
	return string(text)
}

// Line takes the first line of a body.
func Line(body io.ReadCloser) string {
	line, err := bufio.NewReader(body).ReadString('\n')
	if err != nil {
		return ""
	}
	return line
}

// Peek takes the beginning of the body, and puts it back in front of the rest.
func Peek(answer *http.Response) []byte {
	start := make([]byte, 64)
	n, err := io.ReadFull(answer.Body, start)
	if err != nil {
		return nil
	}
	rest := answer.Body
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(start[:n]), rest), rest}
	return start[:n]
}

// Problem decodes the body.
func Problem(answer *http.Response) error {
	var problem struct{ Detail string }
	if err := json.NewDecoder(answer.Body).Decode(&problem); err != nil {
		return err
	}
	return fmt.Errorf("refused: %s", problem.Detail)
}

// Text takes all of the body, and puts it back.
func Text(answer *http.Response) string {
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return ""
	}
	answer.Body = io.NopCloser(bytes.NewReader(text))
	return string(text)
}

// Ended takes the beginning of a body, and closes it.
func Ended(body io.ReadCloser) string {
	defer body.Close()
	return Line(body)
}

// Lines takes line after line.
func Lines(body io.Reader) (lines []string) {
	s := bufio.NewScanner(body)
	for s.Scan() {
		lines = append(lines, s.Text())
	}
	return lines
}

// Rest returns a reader of the body, with which whoever asks may do as he likes.
func Rest(body io.Reader) io.Reader { return bufio.NewReader(body) }
