// Package formless has answers that lack the headers which speak of their form: that they go round as well makes no poller of a retry.
package formless

import (
	"errors"
	"net/http"
	"time"
)

func kind(c *http.Client, u string) (string, error) {
	for n := 0; n < 5; n++ {
		resp, err := c.Get(u)
		if err != nil {
			time.Sleep(time.Second << n)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line \d+\)`
			time.Sleep(time.Second << n)
			continue
		}
		of := resp.Header.Get("Content-Type")
		if len(of) == 0 {
			time.Sleep(time.Second << n)
			continue
		}
		return of, nil
	}
	return "", errors.New("no answer")
}

func length(c *http.Client, u string) (string, error) {
	for n := 0; n < 5; n++ {
		resp, err := c.Head(u)
		if err != nil {
			return "", err
		}
		resp.Body.Close()
		of := resp.Header.Get("Content-Length")
		if resp.StatusCode == http.StatusOK && of != "" { // want `retries 400, 401 and 403`
			return of, nil
		}
		time.Sleep(time.Second << n)
	}
	return "", errors.New("no answer")
}

// What is refused ends it.
func ends(c *http.Client, u string) (string, error) {
	for n := 0; n < 5; n++ {
		resp, err := c.Get(u)
		if err != nil {
			return "", err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return "", errors.New(resp.Status)
		}
		if of := resp.Header.Get("Content-Type"); of != "" {
			return of, nil
		}
		time.Sleep(time.Second << n)
	}
	return "", errors.New("no answer")
}

// It asks for ever, whatever comes, and looks at its form in passing.
func watches(c *http.Client, u string, seen map[string]int) {
	for {
		resp, err := c.Get(u)
		if err == nil {
			resp.Body.Close()
			if of := resp.Header.Get("Content-Type"); of == "" {
				seen["none"]++
			} else {
				seen[of]++
			}
		}
		time.Sleep(time.Minute)
	}
}

// Each kind of answer goes round, or none.
func pages(c *http.Client, all []string) (out []string) {
	for _, u := range all {
		resp, err := c.Get(u)
		if err != nil {
			continue
		}
		resp.Body.Close()
		of := resp.Header.Get("Content-Type")
		if of == "" {
			continue
		}
		out = append(out, of)
	}
	return out
}

var _ = []any{kind, length, ends, watches, pages}
