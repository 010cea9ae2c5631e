package flags

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v4"
)

var errNoJSON = errors.New("no JSON")

func (s *shop) page(u string, into any) (int, error) {
	resp, err := s.hc.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return resp.StatusCode, fmt.Errorf("%s: %s", u, resp.Status)
	}
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind != "application/json" {
		return resp.StatusCode, errNoJSON
	}
	return resp.StatusCode, json.NewDecoder(resp.Body).Decode(into)
}

func (s *shop) allPages(u string) (v envelope, err error) {
	for n := 0; n < 6; n++ {
		if _, err = s.page(u, &v); err == nil { // want `retries 400, 401 and 403`
			break
		}
		time.Sleep(time.Second << n)
	}
	return v, err
}

func (s *shop) pageByLibrary(u string) error {
	return backoff.Retry(func() error {
		resp, err := s.hc.Get(u)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			return errors.New(resp.Status)
		}
		if strings.Contains(resp.Header.Get("Content-Type"), "html") {
			return errors.New("a page")
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

// From here on all is well.

func (s *shop) somePages(u string) (v envelope, err error) {
	for n := 0; n < 6; n++ {
		var code int
		if code, err = s.page(u, &v); err == nil || code >= 300 && code < 500 {
			break
		}
		time.Sleep(time.Second << n)
	}
	return v, err
}

// It waits until it is gone.
func (s *shop) gone(u string) (err error) {
	for n := 0; n < 6; n++ {
		resp, e := s.hc.Get(u)
		if e != nil {
			return e
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusNotFound {
			return nil
		}
		err = errors.New("still there")
		if strings.Contains(resp.Header.Get("Content-Type"), "html") {
			err = errors.New("still there, as a page")
		}
		time.Sleep(time.Second << n)
	}
	return err
}
