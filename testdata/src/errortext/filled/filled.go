// Package filled has errors whose status is told by what is put into it, and not by what it is called.
package filled

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

type refusal struct{ number int }

func (r *refusal) Error() string {
	return fmt.Sprint("refused: ", r.number, " ", http.StatusText(r.number))
}

func direct(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		return &refusal{number: resp.StatusCode}
	}
	return nil
}

// BAD: it has the status, and nothing else.
func afterDirect(url string) bool {
	err := direct(url)
	return err != nil && strings.Contains(err.Error(), "404 Not Found") // want `decides by the text "404 Not Found" of an error whose status is at hand; wording changes, so use errors.As and number of \*refusal`
}

type made struct {
	what string
	got  int64
}

func (m made) Error() string { return fmt.Sprint(m.what, m.got, " ", http.StatusText(int(m.got))) }

func newMade(what string, n int) error { return made{what, int64(n)} }

func through(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	answered := resp.StatusCode
	if answered >= 300 {
		return newMade("answer ", answered)
	}
	return nil
}

// BAD: through a variable, a parameter and a conversion.
func afterThrough(url string) bool {
	err := through(url)
	return err != nil && strings.Contains(err.Error(), "503 Service Unavailable") // want `decides by the text "503 Service Unavailable" of an error whose status is at hand; wording changes, so use errors.As and got of made`
}

type either struct{ number int }

func (e *either) Error() string {
	return fmt.Sprint("refused: ", e.number, " ", http.StatusText(e.number))
}

func mixed(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var body struct{ Reason int }
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if body.Reason != 0 {
		return &either{body.Reason}
	}
	if resp.StatusCode >= 300 {
		return &either{resp.StatusCode}
	}
	return nil
}

// GOOD: it may have something else.
func afterMixed(url string) bool {
	err := mixed(url)
	return err != nil && strings.Contains(err.Error(), "404 Not Found")
}

type counted struct{ number int }

func (c *counted) Error() string {
	return fmt.Sprint("refused: ", c.number, " ", http.StatusText(c.number))
}

func counting(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		c := &counted{resp.StatusCode}
		c.number++
		return c
	}
	return nil
}

// GOOD: it is computed with.
func afterCounting(url string) bool {
	err := counting(url)
	return err != nil && strings.Contains(err.Error(), "404 Not Found")
}

type written struct{ number int }

func (w *written) Error() string {
	return fmt.Sprint("refused: ", w.number, " ", http.StatusText(w.number))
}

func writing(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		w := &written{resp.StatusCode}
		fmt.Sscan(resp.Header.Get("X-Reason"), &w.number)
		return w
	}
	return nil
}

// GOOD: whoever has its address writes what it likes.
func afterWriting(url string) bool {
	err := writing(url)
	return err != nil && strings.Contains(err.Error(), "404 Not Found")
}

type constant struct{ number int }

func (c *constant) Error() string {
	return fmt.Sprint("failed: ", c.number, " ", http.StatusText(c.number))
}

func local(n int) error {
	if n > 3 {
		return &constant{404}
	}
	return &constant{500}
}

// GOOD: no answer is behind it.
func afterLocal(n int) bool {
	err := local(n)
	return err != nil && strings.Contains(err.Error(), "404 Not Found")
}
