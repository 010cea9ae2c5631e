// Package steady sets headers that are the same in each round, or another in each.
package steady

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"
)

const release = "3.1"

var product = strings.ToLower("Courier")

func system() string { return fmt.Sprintf("%s/%s", runtime.GOOS, runtime.GOARCH) }

func identity() string {
	parts := []string{product, release}
	if extra := os.Getenv("COURIER_EXTRA"); extra != "" {
		parts = append(parts, extra)
	}
	return strings.Join(append(parts, system()), " ")
}

func apiKey() string { return strings.TrimSpace(os.Getenv("COURIER_KEY")) }

type courier struct{ hc *http.Client }

func (c *courier) identified(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("User-Agent", identity())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
			return nil
		}
		err = errors.New(resp.Status)
	}
	return err
}

func (c *courier) keyed(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("X-Api-Key", apiKey())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK { // want `retries 400, 404 and 422`
			return nil
		}
		err = errors.New(resp.Status)
	}
	return err
}

// From here on each round sends another request, as far as anybody can tell.

func drawn() string {
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}

var keys, turn = []string{"a", "b", "c"}, 0

func nextKey() string {
	turn++
	return keys[turn%len(keys)]
}

func key() string { return keys[turn] }

var current struct{ token string }

func token() string { return current.token }

func renew() { current.token = drawn() }

func clock() string { return time.Now().Format(time.RFC3339Nano) }

var pick func() string

func picked() string { return pick() }

func (c *courier) withDrawn(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("User-Agent", drawn())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		err = errors.New(resp.Status)
	}
	return err
}

func (c *courier) withNextKey(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("X-Api-Key", nextKey())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		err = errors.New(resp.Status)
	}
	return err
}

func (c *courier) withKey(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("X-Api-Key", key())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		turn++
		err = errors.New(resp.Status)
	}
	return err
}

func (c *courier) withToken(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("Authorization", token())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		renew()
		err = errors.New(resp.Status)
	}
	return err
}

func (c *courier) withPicked(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("User-Agent", picked())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		err = errors.New(resp.Status)
	}
	return err
}

func (c *courier) withClock(u string) (err error) {
	for n := range 4 {
		time.Sleep(time.Second * time.Duration(n))
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		req.Header.Set("Authorization", clock())
		resp, e := c.hc.Do(req)
		if err = e; err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		err = errors.New(resp.Status)
	}
	return err
}
