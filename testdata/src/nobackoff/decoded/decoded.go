// Package decoded waits for what an answer's JSON says.
package decoded

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"time"
)

type tooMany struct {
	Message    string        `json:"message"`
	RetryAfter time.Duration `json:"retry_after"`
}

func get(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return body, err
	}
	var t tooMany
	if err := json.Unmarshal(body, &t); err != nil {
		return nil, err
	}
	time.Sleep(t.RetryAfter) // want `RetryAfter is a Duration set by the answer's JSON: its number counts as nanoseconds, no wait at all; decode a number and multiply it by its unit`
	return get(u)
}

type outer struct {
	Error struct {
		Wait time.Duration `json:"wait"`
	} `json:"error"`
}

func nested(resp *http.Response) {
	var o outer
	if json.NewDecoder(resp.Body).Decode(&o) == nil {
		timer := time.NewTimer(o.Error.Wait) // want `Wait is a Duration set by the answer's JSON`
		<-timer.C
	}
}

// The unit is there.
type seconds struct {
	RetryAfter time.Duration `json:"retry_after"`
}

func scaled(resp *http.Response) {
	var s seconds
	if json.NewDecoder(resp.Body).Decode(&s) == nil {
		time.Sleep(s.RetryAfter * time.Second)
	}
}

// A type that decodes itself may read a text with a unit.
type text struct{ After time.Duration }

func (t *text) UnmarshalJSON(b []byte) (err error) {
	t.After, err = time.ParseDuration(string(b))
	return err
}

func own(resp *http.Response) {
	var t text
	if json.NewDecoder(resp.Body).Decode(&t) == nil {
		time.Sleep(t.After)
	}
}

// A file of the program's own may say nanoseconds.
type config struct {
	Pause time.Duration `json:"pause"`
}

func load(name string) {
	b, err := os.ReadFile(name)
	if err != nil {
		return
	}
	var c config
	if json.Unmarshal(b, &c) == nil {
		time.Sleep(c.Pause)
	}
}

// The program sets it as well.
type mixed struct {
	Wait time.Duration `json:"wait"`
}

func set(resp *http.Response) {
	m := mixed{Wait: time.Second}
	if json.NewDecoder(resp.Body).Decode(&m) == nil {
		time.Sleep(m.Wait)
	}
}

// JSON does not set it.
type hidden struct {
	Text string        `json:"text"`
	Wait time.Duration `json:"-"`
}

func left(resp *http.Response) {
	var h hidden
	if json.NewDecoder(resp.Body).Decode(&h) == nil {
		time.Sleep(h.Wait)
	}
}
