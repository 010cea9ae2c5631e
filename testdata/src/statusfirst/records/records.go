// Package records hands an answer on as its content and its status, which whoever gets them may ask for.
package records

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type stone struct{ Kind string }

var errRefused = errors.New("refused")

type quarry struct{ hc *http.Client }

// Beside its content, as results.

func (q *quarry) both(u string) ([]byte, int, error) {
	resp, err := q.hc.Get(u)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return b, resp.StatusCode, err
}

func (q *quarry) badLeftOut(u string) (*stone, error) {
	b, _, err := q.both(u)
	if err != nil {
		return nil, err
	}
	s := new(stone)
	if err := json.Unmarshal(b, s); err != nil { // want `decoded and returned whatever its status`
		return nil, err
	}
	return s, nil
}

func (q *quarry) goodAsked(u string) (*stone, error) {
	b, code, err := q.both(u)
	if err != nil {
		return nil, err
	}
	if code != http.StatusOK {
		return nil, errRefused
	}
	s := new(stone)
	return s, json.Unmarshal(b, s)
}

func (q *quarry) goodLogged(u string) (*stone, error) {
	b, code, err := q.both(u)
	fmt.Println(code)
	if err != nil {
		return nil, err
	}
	s := new(stone)
	return s, json.Unmarshal(b, s)
}

// A content that is decoded where the status is returned.
func (q *quarry) into(u string, v any) (int, error) {
	resp, err := q.hc.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, json.NewDecoder(resp.Body).Decode(v)
}

func (q *quarry) goodInto(u string) (s stone, err error) {
	code, err := q.into(u, &s)
	if err == nil && code >= 300 {
		err = errRefused
	}
	return s, err
}

// Nothing but the status is of interest: who calls has it.
func (q *quarry) goodCode(u string) (int, error) {
	resp, err := q.hc.Post(u, "text/plain", strings.NewReader("x"))
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// By a function of the package.

func split(resp *http.Response) (int, []byte, error) {
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, b, err
}

func (q *quarry) badSplit(u string) (*stone, error) {
	resp, err := q.hc.Get(u)
	if err != nil {
		return nil, err
	}
	_, b, err := split(resp)
	if err != nil {
		return nil, err
	}
	s := new(stone)
	if err := json.Unmarshal(b, s); err != nil { // want `decoded and returned`
		return nil, err
	}
	return s, nil
}

func (q *quarry) goodSplit(u string) (*stone, error) {
	resp, err := q.hc.Get(u)
	if err != nil {
		return nil, err
	}
	code, b, err := split(resp)
	if err != nil || code >= 300 {
		return nil, errors.Join(errRefused, err)
	}
	s := new(stone)
	return s, json.Unmarshal(b, s)
}

// In a struct.

type reply struct {
	header http.Header
	body   []byte
	code   int
}

func (r *reply) refused() bool { return r.code >= 300 }

func (r *reply) kind() string { return r.header.Get("Content-Type") }

func (q *quarry) ask(u string) (*reply, error) {
	resp, err := q.hc.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return &reply{header: resp.Header, body: b, code: resp.StatusCode}, nil
}

func (q *quarry) badReply(u string) (*stone, error) {
	r, err := q.ask(u)
	if err != nil {
		return nil, err
	}
	s := new(stone)
	if err := json.Unmarshal(r.body, s); err != nil { // want `decoded and returned`
		return nil, err
	}
	return s, nil
}

func (q *quarry) goodReply(u string) (*stone, error) {
	r, err := q.ask(u)
	if err != nil {
		return nil, err
	}
	if r.code != http.StatusOK {
		return nil, errRefused
	}
	s := new(stone)
	return s, json.Unmarshal(r.body, s)
}

func (q *quarry) goodMethod(u string) (*stone, error) {
	r, err := q.ask(u)
	if err != nil {
		return nil, err
	}
	if r.refused() {
		return nil, errRefused
	}
	s := new(stone)
	return s, json.Unmarshal(r.body, s)
}

func check(r *reply) error {
	if r.code != http.StatusOK {
		return errRefused
	}
	return nil
}

func (q *quarry) goodChecked(u string) (*stone, error) {
	r, err := q.ask(u)
	if err == nil {
		err = check(r)
	}
	if err != nil {
		return nil, err
	}
	s := new(stone)
	return s, json.Unmarshal(r.body, s)
}

// A function that is not known may look.
func (q *quarry) goodGiven(u string, fine func(*reply) bool) (*stone, error) {
	r, err := q.ask(u)
	if err != nil {
		return nil, err
	}
	if !fine(r) {
		return nil, errRefused
	}
	s := new(stone)
	return s, json.Unmarshal(r.body, s)
}

// The struct is looked at where it is made.
func (q *quarry) goodAtOnce(u string) (*stone, error) {
	resp, err := q.hc.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	r := reply{body: b, code: resp.StatusCode}
	if r.code >= 300 {
		return nil, errRefused
	}
	s := new(stone)
	return s, json.Unmarshal(r.body, s)
}

// The content is elsewhere: whoever has the status may look at it.
type note struct{ code int }

func (q *quarry) goodNoted(u string, to func(*note)) (*stone, error) {
	resp, err := q.hc.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	to(&note{resp.StatusCode})
	s := new(stone)
	return s, json.NewDecoder(resp.Body).Decode(s)
}
