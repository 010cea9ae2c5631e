// Package askedofeach holds predicates whose yes leads to another host, key or channel, and to no retry.
package askedofeach

import (
	"bytes"
	"errors"
	"net/http"
	"time"
)

var errNone = errors.New("no channel is left")

// A Channel is a host with a key of its own.
type Channel struct{ URL, Key string }

type gateway struct {
	hc       *http.Client
	channels []Channel
	strange  func(int) bool
}

func (g *gateway) send(c Channel, body []byte) (int, error) {
	req, err := http.NewRequest(http.MethodPost, c.URL, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+c.Key)
	resp, err := g.hc.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func (g *gateway) all(body []byte) error {
	for _, c := range g.channels {
		code, err := g.send(c, body)
		if err == nil && !shouldRetry(code) {
			return nil
		}
	}
	return errNone
}

func shouldRetry(code int) bool { return code != 200 && code != 400 && code != 413 }

func (g *gateway) byNumber(body []byte) error {
	for i := 0; i < len(g.channels); i++ {
		code, err := g.send(g.channels[i], body)
		if err == nil && !ShouldRetryNext(code) {
			return nil
		}
	}
	return errNone
}

// ShouldRetryNext is exported, and asked by the loop above.
func ShouldRetryNext(code int) bool { return code >= 400 }

func (g *gateway) byHelper(body []byte) error {
	for _, c := range g.channels {
		if g.settles(c, body) {
			return nil
		}
	}
	return errNone
}

func (g *gateway) settles(c Channel, body []byte) bool {
	code, err := g.send(c, body)
	return err == nil && !canRetry(code)
}

func canRetry(code int) bool { return code >= 400 && code != 404 }

// The delays are a list, too, but of no targets.
func (g *gateway) delays(body []byte) error {
	for _, d := range []time.Duration{time.Second, 3 * time.Second, 10 * time.Second} {
		code, err := g.send(g.channels[0], body)
		if err == nil && (g.strange(code) || !isRetryable(code)) {
			return nil
		}
		time.Sleep(d)
	}
	return errNone
}

func isRetryable(code int) bool { return code >= 400 } // want `isRetryable is true for 400, 401 and 403`
