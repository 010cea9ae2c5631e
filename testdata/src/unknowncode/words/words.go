// Package words has codes of an API that are words, and of which no list is complete.
package words

import (
	"encoding/json"
	"net/http"
)

const post = "https://slack.com/api/chat.postMessage"

type ack struct {
	OK    bool   `json:"ok"`
	Error string `json:"error"`
}

func say(hc *http.Client, req *http.Request) (*ack, error) {
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(ack)
	return a, json.NewDecoder(resp.Body).Decode(a)
}

// BAD: a letter is missing.
func archived(a *ack) bool {
	return a.Error == "is_archive" // want `"is_archive" is not a slack code; the nearest is "is_archived" \(Channel archived\)`
}

// BAD: or wrong.
func limited(a *ack) bool {
	switch a.Error {
	case "ratelimitid": // want `"ratelimitid" is not a slack code; the nearest is "ratelimited"`
		return true
	case "token_expird": // want `"token_expird" is not a slack code; the nearest is "token_expired"`
		return true
	}
	return false
}

// BAD: in a loop that asks for one.
func again(a *ack) bool {
	return a.Error != "request_timeot" // want `"request_timeot" is not a slack code; the nearest is "request_timeout"`
}

// GOOD: those that the list has.
func known(a *ack) bool { return a.Error == "is_archived" || a.Error == "rate_limited" }

// GOOD: methods have codes of their own.
func others(a *ack) bool {
	return a.Error == "cant_update_message" || a.Error == "edit_window_closed" || a.Error == "users_not_found"
}

// GOOD: several of what there is one of elsewhere.
func several(a *ack) bool { return a.Error == "channels_not_found" || a.Error == "invalid_argument" }

// GOOD: so few letters may be another word.
func short(a *ack) bool { return a.Error == "no_test" || a.Error == "no_next" }

// GOOD: apart and together.
func apart(a *ack) bool { return a.Error == "requesttimeout" }

type job struct {
	Error string `json:"error"`
	State string `json:"state"`
}

// GOOD: an error of the program's own, which stands beside nothing of the API's answers.
func own(j job) bool { return j.Error == "is_archive" }

type told struct {
	OK    bool `json:"ok"`
	Error any  `json:"warning"`
}

// GOOD: nor is this a code.
func warned(t told) bool { return t.Error == "is_archive" }
